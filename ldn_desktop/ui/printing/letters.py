"""Letters and lines of text on paper. Lengths are tenths of a point, so that every size is a whole number."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import lru_cache

from PySide6.QtCore import QPointF
from PySide6.QtGui import QColor, QFont, QFontMetricsF, QPainter

TENTHS = 10
"""Units to the point."""
_LEADING = 1.28
_UNIT_AFTER = re.compile(r"[0-9] (mg|mcg|micrograms|mL|drops?)\b")
"""A number and its unit stay on one line: a dose is never broken."""


@dataclass(frozen=True, slots=True)
class Style:
    """Letters of a size in points; ``family`` is the bundled one."""

    family: str
    points: float
    bold: bool = False

    def font(self, *, bold: bool | None = None) -> QFont:
        """Return the font; ligatures are off, or "first" would be read back without its i."""
        return _font(self.family, round(self.points * TENTHS), self.bold if bold is None else bold)

    @property
    def line(self) -> float:
        """The distance of two lines."""
        return self.points * TENTHS * _LEADING


@lru_cache(maxsize=64)
def _font(family: str, size: int, bold: bool) -> QFont:
    font = QFont(family)
    font.setPixelSize(size)
    font.setBold(bold)
    font.setHintingPreference(QFont.HintingPreference.PreferNoHinting)
    for feature in ("liga", "clig", "dlig"):
        font.setFeature(QFont.Tag(feature), 0)
    return font


@dataclass(frozen=True, slots=True)
class _Run:
    text: str
    bold: bool


Line = tuple[_Run, ...]


class Paragraph:
    """A sentence with ``**bold**`` parts, broken into lines of a width."""

    def __init__(self, text: str, style: Style, width: float, ink: str = "#000000") -> None:
        self._style, self._ink = style, ink
        self.lines = tuple(_broken(text, style, width))

    @property
    def height(self) -> float:
        """The height of all lines."""
        return len(self.lines) * self._style.line

    @property
    def width(self) -> float:
        """The width of the longest line."""
        return max((_width(line, self._style) for line in self.lines), default=0.0)

    def paint(self, painter: QPainter, x: float, y: float, *, right: float | None = None) -> float:
        """Paint from a top left corner, or flush right; return the height."""
        painter.setPen(QColor(self._ink))
        top = y
        for line in self.lines:
            metrics = QFontMetricsF(self._style.font())
            base = top + (self._style.line - metrics.height()) / 2 + metrics.ascent()
            left = x if right is None else right - _width(line, self._style)
            for run in line:
                font = self._style.font(bold=run.bold)
                painter.setFont(font)
                painter.drawText(QPointF(left, base), run.text)
                left += QFontMetricsF(font).horizontalAdvance(run.text)
            top += self._style.line
        return self.height


def text_width(text: str, style: Style) -> float:
    """Return the width of a text on one line."""
    return QFontMetricsF(style.font()).horizontalAdvance(text)


def elided(text: str, style: Style, width: float) -> str:
    """Return a person's text shortened with "…" to a width. Never for a dose, a date or a sentence of advice."""
    if text_width(text, style) <= width:
        return text
    kept = text
    while kept and text_width(f"{kept}…", style) > width:
        kept = kept[:-1]
    return f"{kept.rstrip()}…"


def _broken(text: str, style: Style, width: float) -> Iterator[Line]:
    line: list[_Run] = []
    used = 0.0
    for word, bold in _words(text, style):
        font = style.font(bold=bold)
        wide = QFontMetricsF(font).horizontalAdvance(word)
        if line and used + QFontMetricsF(font).horizontalAdvance(word.rstrip()) > width:
            yield _joined(line)
            line, used = [], 0.0
        line.append(_Run(word, bold))
        used += wide
    yield _joined(line)


def _words(text: str, style: Style) -> Iterator[tuple[str, bool]]:
    """Yield words with the blank after them, and whether they are bold."""
    bold = style.bold
    for at, part in enumerate(text.split("**")):
        if at:
            bold = not bold
        start = 0
        for end, letter in enumerate(part, 1):
            if letter == " " and not _UNIT_AFTER.match(part, end - 2):
                yield part[start:end], bold
                start = end
        if part[start:]:
            yield part[start:], bold


def _joined(line: list[_Run]) -> Line:
    """Join neighbours of the same weight, so that a line is painted in as few pieces as possible."""
    joined: list[_Run] = []
    for run in line:
        if joined and joined[-1].bold == run.bold:
            joined[-1] = _Run(joined[-1].text + run.text, run.bold)
        else:
            joined.append(run)
    if joined:
        joined[-1] = _Run(joined[-1].text.rstrip(), joined[-1].bold)
    return tuple(joined)


def _width(line: Line, style: Style) -> float:
    return sum(QFontMetricsF(style.font(bold=run.bold)).horizontalAdvance(run.text) for run in line)
