"""Lines in any script: each piece in the font that draws it, and readable again from the finished PDF.

Qt writes into a PDF which letter a glyph stands for only where the font has it for that letter alone. Joined, stacked
and reordered glyphs have none and would be lost to a reader of the file. Such pieces are painted as outlines, and
their letters are laid over them unseen, in the order in which they are read.
"""

from __future__ import annotations

from collections.abc import Iterator
from functools import lru_cache
from typing import NamedTuple
from unicodedata import bidirectional

from PySide6.QtCore import QPointF, Qt
from PySide6.QtGui import (
    QColor,
    QFont,
    QFontDatabase,
    QGlyphRun,
    QPainter,
    QPainterPath,
    QRawFont,
    QTextCharFormat,
    QTextLayout,
    QTextOption,
)

from ldn_desktop.printing.fonts import FontError
from ldn_desktop.reference.words.typefaces import FROM_THE_RIGHT, JOINERS, UNSEEN, Typeface, Typefaces

_LEAST_STEP = 0.02
"""How far apart, in parts of the letter size, unseen letters lie at least: at none, readers take them for doubles."""
_ENDLESS = 1e7
_RADICALS = range(0x2E80, 0x2FE0)
"""Parts of Chinese letters that fonts draw with the glyph of a whole one, and that lie below it."""


@lru_cache(maxsize=64)
def family_of(face: Typeface) -> str:
    """Return the family of a font, loaded where the program brings it. Refused: a missing file (``FontError``)."""
    if face.file is not None and QFontDatabase.addApplicationFont(str(face.file)) < 0:
        raise FontError(f"The font {face.file.name} cannot be read; install the program again.")
    return face.family


def system_family(letter: str) -> str:
    """Return the first family of the system that has an East Asian letter, empty where none has."""
    systems = QFontDatabase.WritingSystem
    for system in (
        systems.SimplifiedChinese,
        systems.TraditionalChinese,
        systems.Japanese,
        systems.Korean,
    ):
        for family in QFontDatabase.families(system):
            if QFontDatabase.isSmoothlyScalable(family) and _raw(family).supportsCharacter(ord(letter)):
                return family
    return ""


@lru_cache(maxsize=64)
def _raw(family: str) -> QRawFont:
    font = QFont(family)
    font.setStyleStrategy(QFont.StyleStrategy.NoFontMerging)
    return QRawFont.fromFont(font)


def twins_of(typefaces: Typefaces | None, text: str) -> dict[str, str]:
    """Return the radicals that a font of the system draws with the glyph of a letter of a text, with that letter."""
    if typefaces is None or typefaces.is_plain(text):
        return {}
    found = {}
    for run in typefaces.runs(text):
        if run.face is None or run.face.file is not None:
            continue
        font = _raw(run.face.family)
        # The tables of a PDF hold what fits into four digits.
        letters = [letter for letter in run.text if letter <= "\uffff"]
        by_glyph = {glyph: letter for letter in letters for glyph in font.glyphIndexesForString(letter)}
        for radical in map(chr, _RADICALS):
            glyph = (font.glyphIndexesForString(radical) or [0])[0]
            if glyph and glyph in by_glyph and radical not in text:
                found[radical] = by_glyph[glyph]
    return found


def script_font(face: Typeface, size: int) -> QFont:
    """Return the letters of another script at a size in pixels: there is no bold face of them."""
    font = QFont(family_of(face))
    font.setPixelSize(size)
    font.setHintingPreference(QFont.HintingPreference.PreferNoHinting)
    font.setStyleStrategy(QFont.StyleStrategy.NoFontMerging)
    return font


class ScriptLine:
    """One line made of pieces of text, each in a font, ordered as its scripts are read."""

    def __init__(self, pieces: tuple[tuple[str, QFont], ...], *, from_right: bool = False) -> None:
        # Laid out together, a sign between two scripts counts to the first and is missed in the font of the other.
        text = "".join(text for text, _ in pieces)
        together = any(bidirectional(letter) in FROM_THE_RIGHT for letter in text)
        parts = [pieces] if together else [(piece,) for piece in pieces]
        self._parts = [_Part(part, from_right=from_right and together) for part in parts]

    @property
    def width(self) -> float:
        """The width of the line."""
        return sum(part.width for part in self._parts)

    def paint(self, painter: QPainter, x: float, base: float, ink: str) -> None:
        """Paint from the left on a base line."""
        for part in self._parts:
            part.paint(painter, x, base, ink)
            x += part.width


class _Part:
    def __init__(self, pieces: tuple[tuple[str, QFont], ...], *, from_right: bool) -> None:
        self._text = "".join(text for text, _ in pieces)
        self._layout = QTextLayout(self._text, pieces[0][1])
        option = QTextOption()
        ways = Qt.LayoutDirection
        option.setTextDirection(ways.RightToLeft if from_right else ways.LeftToRight)
        option.setWrapMode(QTextOption.WrapMode.NoWrap)
        option.setUseDesignMetrics(True)
        self._layout.setTextOption(option)
        formats = []
        at = 0
        for text, font in pieces:
            part = QTextLayout.FormatRange()
            part.start, part.length = at, _units(text)
            part.format = QTextCharFormat()
            part.format.setFont(font)
            formats.append(part)
            at += part.length
        self._layout.setFormats(formats)
        self._layout.beginLayout()
        self._line = self._layout.createLine()
        self._line.setLineWidth(_ENDLESS)
        self._layout.endLayout()

    @property
    def width(self) -> float:
        return self._line.naturalTextWidth()

    def paint(self, painter: QPainter, x: float, base: float, ink: str) -> None:
        origin = QPointF(x, base - self._line.ascent())
        for letters, run in self._runs():
            _paint_run(painter, origin, letters, run, QColor(ink))

    def _runs(self) -> Iterator[tuple[list[str], _Glyphs]]:
        # Qt gathers what is far apart into one run where font and direction are the same.
        every = QTextLayout.GlyphRunRetrievalFlag.RetrieveAll
        owners: dict[int, int] = {}
        shown: dict[int, list[tuple[int, QPointF]]] = {}
        runs = self._layout.glyphRuns(-1, -1, every)
        for number, run in enumerate(runs):
            for glyph, place, at in zip(
                run.glyphIndexes(), run.positions(), run.stringIndexes(), strict=True
            ):
                owners[at] = number
                shown.setdefault(at, []).append((glyph, place))
        at, owner = 0, -1
        letters: list[str] = []
        glyphs: list[tuple[int, QPointF]] = []
        for letter in self._text:
            if owners.get(at, owner) != owner:
                if letters:
                    yield letters, _Glyphs.of(runs[owner], glyphs)
                owner, letters, glyphs = owners[at], [], []
            letters.append(letter)
            if letter not in UNSEEN:
                glyphs += shown.get(at, ())
            at += _units(letter)
        yield letters, _Glyphs.of(runs[owner], glyphs)


class _Glyphs(NamedTuple):
    """Glyphs of one font beside each other, in the order in which their letters are read."""

    font: QRawFont
    placed: list[tuple[int, QPointF]]
    from_the_right: bool

    @classmethod
    def of(cls, run: QGlyphRun, placed: list[tuple[int, QPointF]]) -> _Glyphs:
        return cls(run.rawFont(), placed, run.isRightToLeft())

    def run(self) -> QGlyphRun:
        """Return what is drawn, from left to right as readers of PDF expect it."""
        by_place = sorted(self.placed, key=lambda entry: entry[1].x()) if self.from_the_right else self.placed
        made = QGlyphRun()
        made.setRawFont(self.font)
        made.setGlyphIndexes([glyph for glyph, _ in by_place])
        made.setPositions([place for _, place in by_place])
        return made


def _paint_run(painter: QPainter, origin: QPointF, letters: list[str], glyphs: _Glyphs, ink: QColor) -> None:
    if not glyphs.placed:
        return
    own = [(glyphs.font.glyphIndexesForString(letter) or [0])[0] for letter in letters]
    seen = [glyph for glyph, letter in zip(own, letters, strict=True) if letter not in UNSEEN]
    if seen == [glyph for glyph, _ in glyphs.placed] and not JOINERS & set(letters):
        painter.setPen(ink)
        painter.drawGlyphRun(origin, glyphs.run())
        return
    outline = QPainterPath()
    for glyph, place in glyphs.placed:
        outline.addPath(glyphs.font.pathForGlyph(glyph).translated(place))
    painter.fillPath(outline.translated(origin), ink)
    unseen = _unseen([glyph for glyph in own if glyph], glyphs)
    if unseen is not None:
        painter.setPen(QColor(0, 0, 0, 0))
        painter.drawGlyphRun(origin, unseen.run())


def _unseen(letters: list[int], glyphs: _Glyphs) -> _Glyphs | None:
    """Return letters laid over the glyphs they were made into, as wide as these in all; none over what has no width."""
    font = glyphs.font
    advances = font.advancesForGlyphIndexes([glyph for glyph, _ in glyphs.placed])
    left = min(place.x() for _, place in glyphs.placed)
    right = max(place.x() + advance.x() for (_, place), advance in zip(glyphs.placed, advances, strict=True))
    least = font.pixelSize() * _LEAST_STEP
    widths = [max(advance.x(), least) for advance in font.advancesForGlyphIndexes(letters)]
    if not widths or right <= left:
        return None
    scale = (right - left) / sum(widths)
    font.setPixelSize(font.pixelSize() * scale)
    placed: list[tuple[int, QPointF]] = []
    at = left
    for letter, width in zip(letters, widths, strict=True):
        x = left + right - at - width * scale if glyphs.from_the_right else at
        placed.append((letter, QPointF(x, glyphs.placed[0][1].y())))
        at += width * scale
    return _Glyphs(font, placed, glyphs.from_the_right)


def _units(text: str) -> int:
    """Return the length of a text as Qt counts it, in units of UTF-16."""
    return sum(2 if letter > "\uffff" else 1 for letter in text)
