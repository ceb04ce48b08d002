"""Lines of text on paper: where a sentence breaks, and how wide it is. Lengths are tenths of a point."""

from __future__ import annotations

import re
from collections.abc import Iterator
from copy import copy
from functools import lru_cache
from typing import NamedTuple
from unicodedata import category

from PySide6.QtCore import QPointF
from PySide6.QtGui import QColor, QFontMetricsF, QPainter

from ldn_desktop.printing.from_right import isolated, upright
from ldn_desktop.printing.scripts import ScriptLine
from ldn_desktop.printing.style import TENTHS, Style, bundled_font
from ldn_desktop.reference.words.bold import BOLD, plain
from ldn_desktop.reference.words.typefaces import END_OF_ISOLATE, ISOLATE, JOINERS, UNSEEN, Typefaces

_MOST_LINES = 2
_TALL = 1.3
"""How much more room a line in another script takes: its marks stand above and below each other."""


class _Run(NamedTuple):
    text: str
    bold: bool


Line = tuple[_Run, ...]


_APART = re.compile(r" (?=\()|/")


class Paragraph:
    """A sentence with parts set off by ``BOLD``, broken into lines of a width."""

    def __init__(self, text: str, style: Style, width: float, ink: str = "#000000") -> None:
        self._style, self._ink = style, ink
        text = isolated(text) if style.from_right else text
        self.lines = tuple(_broken(text, style, width))
        self.line = style.line if style.is_plain(plain(text)) else style.line * _TALL

    @property
    def height(self) -> float:
        """The height of all lines."""
        return len(self.lines) * self.line

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
            base = top + (self.line - metrics.height()) / 2 + metrics.ascent()
            width = _width(line, self._style)
            left = x if right is None else right - width
            with upright(painter, left, width):
                if all(self._style.is_plain(run.text) for run in line):
                    self._paint_plain(painter, line, left, base)
                else:
                    _script_line(line, self._style).paint(painter, left, base, self._ink)
                    painter.setPen(QColor(self._ink))
            top += self.line
        return self.height

    def _paint_plain(self, painter: QPainter, line: Line, left: float, base: float) -> None:
        for run in line:
            font = self._style.font(bold=run.bold)
            painter.setFont(font)
            painter.drawText(QPointF(left, base), run.text)
            left += QFontMetricsF(font).horizontalAdvance(run.text)


def fitted(
    text: str, styles: tuple[Style, ...], width: float, ink: str = "#000000", *, most: int = _MOST_LINES
) -> Paragraph:
    """Return a person's text in the first style in which it takes no more lines than so many, else in the last.

    Never cut; nor is a word broken that is whole in a later style.
    """
    ways = []
    for style in styles:
        made = Paragraph(text, style, width, ink)
        if len(made.lines) <= most:
            if len(made.lines) <= 1 or widest_word(text, style) <= width:
                return made
            ways.append(made)
    return ways[0] if ways else made


def unbroken(text: str, styles: tuple[Style, ...], width: float, ink: str = "#000000") -> Paragraph:
    """Return a text in the first style in which every word has room on a line.

    Where there is none, a word comes in parts, at last in the smallest style.
    """
    for style in styles:
        if widest_word(text, style) <= width:
            return Paragraph(text, style, width, ink)
    for style in styles[:-1]:
        parts = (part for word in _words(text, style) for part in _parts(word))
        if max((_width(_trimmed(part), style) for part in parts), default=0.0) <= width:
            return Paragraph(text, style, width, ink)
    return Paragraph(text, styles[-1], width, ink)


def widest_word(text: str, style: Style) -> float:
    """Return the width that a text needs at least, so that no word, dose or date of it is broken."""
    return max((_width(_trimmed(word), style) for word in _words(text, style)), default=0.0)


def text_width(text: str, style: Style) -> float:
    """Return the width of a text on one line."""
    return _width((_Run(text, style.bold),), style)


def _script_line(line: Line, style: Style) -> ScriptLine:
    pieces = tuple(piece for run in line for piece in style.pieces(run.text, bold=run.bold))
    return ScriptLine(pieces, from_right=style.from_right)


def _broken(text: str, style: Style, width: float) -> Iterator[Line]:
    line: list[_Run] = []
    used = 0.0
    for word in _fitting(_words(text, style), style, width):
        if line and used + _width(_trimmed(word), style) > width:
            open_bold = _open_isolate(line)
            if open_bold is not None:
                line.append(_Run(END_OF_ISOLATE, open_bold))
            yield _joined(line)
            line, used = [] if open_bold is None else [_Run(ISOLATE, open_bold)], 0.0
        line += word
        used += _width(word, style)
    yield _joined(line)


def _open_isolate(line: list[_Run]) -> bool | None:
    """Return the weight of an isolate that goes on behind a line, ``None`` where none is open."""
    text = "".join(run.text for run in line)
    return line[-1].bold if text.rfind(ISOLATE) > text.rfind(END_OF_ISOLATE) else None


def _words(text: str, style: Style) -> Iterator[Line]:
    """Yield what must stay together, with the blank after it: a word, its comma, a dose, a date."""
    runs = [_Run(part, style.bold ^ bool(at % 2)) for at, part in enumerate(text.split(BOLD))]
    flat = "".join(run.text for run in runs)
    firm = {found.start() for found in style.firm.finditer(flat)}
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
    """Yield words; one that is wider than a line comes in parts.

    A part that is still wider comes in letters, which fill the lines.
    """
    for word in words:
        for part in (word,) if _width(_trimmed(word), style) <= width else _parts(word):
            if _width(_trimmed(part), style) <= width:
                yield part
            else:
                yield from ((_Run(letter, run.bold),) for run in part for letter in _clusters(run.text))


def _parts(word: Line) -> Iterator[Line]:
    """Yield the parts of what is too wide to stay together: a bracket begins one, a stroke ends one."""
    part: list[_Run] = []
    for run in word:
        start = 0
        for found in _APART.finditer(run.text):
            yield (*part, _Run(run.text[start : found.end()], run.bold))
            part, start = [], found.end()
        if run.text[start:]:
            part.append(_Run(run.text[start:], run.bold))
    if part:
        yield tuple(part)


def _clusters(text: str) -> Iterator[str]:
    """Yield the letters of a text, each with the marks and joiners that belong to it."""
    cluster = ""
    for letter in text:
        joined = letter in UNSEEN or category(letter).startswith("M") or cluster[-1:] in JOINERS
        if cluster and not joined and cluster != ISOLATE:
            yield cluster
            cluster = ""
        cluster += letter
    if cluster:
        yield cluster


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
    widths = [_advance(run, style) for run in line]
    known = [width for width in widths if width is not None]
    return sum(known) if len(known) == len(widths) else _script_line(line, style).width


def _advance(run: _Run, style: Style) -> float | None:
    """Return the width of a run; ``None`` where the bundled family does not draw it letter by letter."""
    return _measured(run.text, style.family, round(style.points * TENTHS), run.bold, style.typefaces)


# Papers say the same words over and over, on every day of a calendar and in every column that is tried.
@lru_cache(maxsize=8192)
def _measured(text: str, family: str, size: int, bold: bool, typefaces: Typefaces | None) -> float | None:
    if typefaces is not None and not typefaces.is_plain(text):
        return None
    return QFontMetricsF(bundled_font(family, size, bold=bold)).horizontalAdvance(text)
