"""What a step's cell says of what to take, laid out in lines: each time of the day on its own where one has no room."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from typing import NamedTuple

from PySide6.QtCore import QSizeF
from PySide6.QtGui import QFont, QFontMetricsF

from ldn_desktop.domain.formulation import Tablet
from ldn_desktop.domain.recipe import Count
from ldn_desktop.papers.drawings import MOST_DRAWN
from ldn_desktop.printing.capsule import capsule_size
from ldn_desktop.ui.steps.steps_model import TakePart
from ldn_desktop.ui.theme.current import current_theme

LEAD, DRAWN, WORDS, UNMADE, TAG = "lead", "drawn", "words", "unmade", "tag"
_GAPS = {LEAD: 4, DRAWN: 2, WORDS: 4, UNMADE: 4, TAG: 0}
_BETWEEN_PARTS = 6
_TAG_ROOM = 16
"""Pixels at 100 % behind each kind of piece, between two parts of a line, and within the edge of a tag."""
_BREAKS = re.compile(r"(?<=[+,]) ")


class Piece(NamedTuple):
    """What is never parted: the name of a time, the drawings of a part, some words, the tag; and its width."""

    kind: str
    text: str
    counts: tuple[Count, ...]
    width: float


class Placed(NamedTuple):
    """A piece, where it begins and in which line, from 0."""

    piece: Piece
    left: float
    line: int


class TakeLines:
    """Measures and places what a cell says, in the theme's letters; ``levels`` are the drawings of products."""

    def __init__(self, levels: dict[str, int]) -> None:
        self._theme, self._levels = current_theme(), levels
        theme = self._theme
        bold = QFont(theme.font("body"))
        bold.setBold(True)
        self._body, self._bold = QFontMetricsF(theme.font("body")), QFontMetricsF(bold)
        self._small = QFontMetricsF(theme.font("small"))

    def widest(self, parts: Sequence[TakePart], *, drawn: bool) -> float:
        """Return the width of the widest part in a line of its own."""
        groups = self._groups(parts, "", drawn=drawn)
        return max((self._width([group]) for group in groups), default=0.0)

    def place(self, parts: Sequence[TakePart], tag: str, room: float, *, drawn: bool) -> tuple[Placed, ...]:
        """Return every piece in its place within a width: in one line, or each part in a line of its own."""
        groups = self._groups(parts, tag, drawn=drawn)
        if self._width(groups) > room:
            groups = self._groups(parts, tag, drawn=drawn, room=room)
        return tuple(self._flow(groups, room))

    def size(self, count: Count) -> QSizeF:
        """Return the size of one drawing. A tablet is round: as wide as high, and a little higher than a capsule."""
        size = capsule_size(self._levels.get(count.formulation.id, 0), self._theme.scale)
        side = size.height() * 1.3
        return QSizeF(side, side) if isinstance(count.formulation, Tablet) else size

    def _flow(self, groups: Sequence[Sequence[Piece]], room: float) -> Iterator[Placed]:
        apart, between = self._width(groups) > room, self._theme.px(_BETWEEN_PARTS)
        left, line = 0.0, 0
        for at, group in enumerate(groups):
            if at:
                tag = group[0].kind == TAG
                fits = left + between + group[0].width <= room
                left, line = (left + between, line) if (fits if tag else not apart) else (0.0, line + 1)
            for piece in group:
                if left and left + piece.width > room and piece.kind in {WORDS, UNMADE}:
                    left, line = 0.0, line + 1
                yield Placed(piece, left, line)
                left += piece.width + self._theme.px(_GAPS[piece.kind])

    def _width(self, groups: Sequence[Sequence[Piece]]) -> float:
        wide = [sum(p.width + self._theme.px(_GAPS[p.kind]) for p in group) for group in groups]
        last = self._theme.px(_GAPS[groups[-1][-1].kind]) if groups else 0
        return sum(wide) + self._theme.px(_BETWEEN_PARTS) * (len(wide) - 1) - last

    def _groups(
        self, parts: Sequence[TakePart], tag: str, *, drawn: bool, room: float | None = None
    ) -> list[list[Piece]]:
        groups = [list(self._pieces(part, room, drawn=drawn)) for part in parts]
        if tag and not any(piece.kind == UNMADE for group in groups for piece in group):
            wide = self._small.horizontalAdvance(tag) + self._theme.px(_TAG_ROOM)
            groups.append([Piece(TAG, tag, (), wide)])
        return groups

    def _pieces(self, part: TakePart, room: float | None, *, drawn: bool) -> Iterator[Piece]:
        if part.lead:
            yield Piece(LEAD, part.lead, (), self._body.horizontalAdvance(part.lead))
        recipe = part.take.recipe if part.take else None
        counts = tuple(p for p in recipe.portions if isinstance(p, Count)) if recipe else ()
        if drawn and counts and sum(count.pieces for count in counts) <= MOST_DRAWN:
            gap = self._theme.px(4)
            yield Piece(DRAWN, "", counts, sum(c.pieces * (self.size(c).width() + gap) for c in counts))
        unmade = part.take is not None and recipe is None
        metrics = self._bold if unmade else self._body
        for text in [part.text] if room is None else self._parted(part.text, room):
            yield Piece(UNMADE if unmade else WORDS, text, (), metrics.horizontalAdvance(text))

    def _parted(self, text: str, room: float) -> Iterator[str]:
        """Part words where a line may end: behind a plus or a comma, and those that are too wide between any two."""
        for chunk in _BREAKS.split(text):
            yield from [chunk] if self._bold.horizontalAdvance(chunk) <= room else chunk.split(" ")
