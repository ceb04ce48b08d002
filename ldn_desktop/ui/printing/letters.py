"""Letters and lines of text on paper. Lengths are tenths of a point, so that every size is a whole number."""

from __future__ import annotations

import re
from collections.abc import Iterator
from copy import copy
from dataclasses import dataclass
from functools import lru_cache

from PySide6.QtCore import QPointF
from PySide6.QtGui import QColor, QFont, QFontMetricsF, QPainter

TENTHS = 10
"""Units to the point."""
_LEADING = 1.28
_NARROWEST = 50
_WEEKDAYS, _MONTHS = "Mon|Tue|Wed|Thu|Fri|Sat|Sun", "Jan|Feb|Mar|Apr|May|Jun|Jul|Aug|Sep|Oct|Nov|Dec"
_FIRM = re.compile(
    rf"(?<=[0-9]) (?=(?:mg|mcg|micrograms|mL|drops?|steps?|days?|weeks?|{_MONTHS})\b)"
    rf"|(?<==) (?=[0-9])|(?<={_WEEKDAYS}) (?=[0-9])|(?<={_MONTHS}) (?=[0-9])"
)
"""Blanks that end no line: a dose and a date are never broken."""


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

    def part(self, first: int, last: int) -> Paragraph:
        """Return the lines from one up to and not including another as a paragraph of their own."""
        made = copy(self)
        made.lines = self.lines[first:last]
        return made

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
    # No letter is narrower than a fiftieth of the size, so what lies beyond need not be measured.
    most = int(width * _NARROWEST / (style.points * TENTHS)) + 1
    if len(text) <= most and text_width(text, style) <= width:
        return text
    fits, beyond = 0, min(len(text), most) + 1
    while beyond - fits > 1:
        middle = (fits + beyond) // 2
        if text_width(f"{text[:middle]}…", style) <= width:
            fits = middle
        else:
            beyond = middle
    return f"{text[:fits].rstrip()}…"


def _broken(text: str, style: Style, width: float) -> Iterator[Line]:
    line: list[_Run] = []
    used = 0.0
    for word in _fitting(_words(text, style), style, width):
        if line and used + _width(_trimmed(word), style) > width:
            yield _joined(line)
            line, used = [], 0.0
        line += word
        used += _width(word, style)
    yield _joined(line)


def _words(text: str, style: Style) -> Iterator[Line]:
    """Yield what must stay together, with the blank after it: a word, its comma, a dose, a date."""
    runs = [_Run(part, style.bold ^ bool(at % 2)) for at, part in enumerate(text.split("**"))]
    flat = "".join(run.text for run in runs)
    firm = {found.start() for found in _FIRM.finditer(flat)}
    word: list[_Run] = []
    at = 0
    for run in runs:
        start = 0
        for end, letter in enumerate(run.text, 1):
            if letter == " " and at + end - 1 not in firm:
                yield (*word, _Run(run.text[start:end], run.bold))
                word, start = [], end
        if run.text[start:]:
            word.append(_Run(run.text[start:], run.bold))
        at += len(run.text)
    if word:
        yield tuple(word)


def _fitting(words: Iterator[Line], style: Style, width: float) -> Iterator[Line]:
    """Yield words; one that is wider than a whole line comes in letters, which fill the lines."""
    for word in words:
        if _width(_trimmed(word), style) <= width:
            yield word
        else:
            yield from ((_Run(letter, run.bold),) for run in word for letter in run.text)


def _trimmed(word: Line) -> Line:
    return (*word[:-1], _Run(word[-1].text.rstrip(), word[-1].bold))


def _joined(line: list[_Run]) -> Line:
    """Join neighbours of the same weight, so that a line is painted in as few pieces as possible."""
    joined: list[_Run] = []
    for run in line:
        if joined and joined[-1].bold == run.bold:
            joined[-1] = _Run(joined[-1].text + run.text, run.bold)
        else:
            joined.append(run)
    return _trimmed(tuple(joined)) if joined else ()


def _width(line: Line, style: Style) -> float:
    return sum(QFontMetricsF(style.font(bold=run.bold)).horizontalAdvance(run.text) for run in line)
