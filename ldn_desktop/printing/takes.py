"""The cell of a row that says what to take."""

from __future__ import annotations

from collections.abc import Iterator

from PySide6.QtGui import QPainter

from ldn_desktop.papers.drawings import Drawing
from ldn_desktop.papers.plan_rows import Portion, Row
from ldn_desktop.printing.letters import Paragraph
from ldn_desktop.printing.paper import Paper
from ldn_desktop.printing.pieces import drawings_height, drawings_width, paint_drawings
from ldn_desktop.reference.words.bold import bold

_GAP = 3
_BEFORE = 0.3
"""The part of the width that time and drawings take at most beside words of several lines."""


class Takes:
    """What to take, each portion with its drawings above or before its words, then the notes."""

    def __init__(self, row: Row, paper: Paper, width: float) -> None:
        style = paper.style(11.5)
        self._entries: list[_Entry] = []
        for intake in row.intakes:
            time = f"{bold(intake.time + ':')} " if intake.time else ""
            for at, portion in enumerate(intake.portions):
                self._entries.append(_Entry("" if at else time, portion, paper, width))
        timed = [entry for entry in self._entries if entry.timed]
        if not all(entry.beside for entry in timed):
            for entry in timed:
                entry.beside = False
        self._notes = [Paragraph(note, style, width) for note in row.notes]
        self._pause = paper.points(2) if self._notes and self._entries else 0.0

    @property
    def height(self) -> float:
        """The height of portions and notes."""
        portions = sum(entry.height + entry.before for entry in self._entries)
        return portions + self._pause + sum(note.height for note in self._notes)

    def paint(self, painter: QPainter, x: float, y: float) -> None:
        """Paint from a top left corner."""
        for entry in self._entries:
            y += entry.before
            entry.paint(painter, x, y)
            y += entry.height
        y += self._pause
        for note in self._notes:
            y += note.paint(painter, x, y)


class _Entry:
    """A portion: the time where it is named, drawings, words; ``beside`` each other or the words below.

    Words of several lines stand beside drawings that take little of the width, where that is lower.
    """

    def __init__(self, time: str, portion: Portion, paper: Paper, width: float) -> None:
        self._paper, self._drawings = paper, portion.drawings
        style = paper.style(11.5)
        self._time = Paragraph(time, style, width)
        self._words = Paragraph(portion.text, style, width)
        self.timed = bool(time)
        self.before = paper.points(4 if time else 2)
        self._lead = self._time.width + paper.points(_GAP) if time else 0.0
        self._drawn = drawings_width(portion.drawings, paper)
        one_line = Paragraph(portion.text, style, width * 10).width
        before = self._lead + self._drawn
        self.beside = before + one_line <= width
        self._lines = tuple(self._broken(width))
        self._wrapped = self._words
        if not self.beside and before <= _BEFORE * width:
            self._wrapped = Paragraph(portion.text, style, width - before)
            self.beside = max(self._line_height(0), self._wrapped.height) < self.height

    @property
    def height(self) -> float:
        """The height of drawings and words."""
        if self.beside:
            return max(self._line_height(0), self._wrapped.height)
        return sum(self._line_height(at) for at in range(len(self._lines))) + self._words.height

    def paint(self, painter: QPainter, x: float, y: float) -> None:
        """Paint from a top left corner."""
        if self.beside:
            self._paint_line(painter, 0, x, y + self.height / 2)
            top = y + (self.height - self._wrapped.height) / 2
            self._wrapped.paint(painter, x + self._lead + self._drawn, top)
            return
        for at in range(len(self._lines)):
            self._paint_line(painter, at, x, y + self._line_height(at) / 2)
            y += self._line_height(at)
        self._words.paint(painter, x, y)

    def _broken(self, width: float) -> Iterator[tuple[Drawing, ...]]:
        """Yield the drawings line by line; the first line begins with the time."""
        line: tuple[Drawing, ...] = ()
        room = width - self._lead
        for drawing in self._drawings:
            if drawings_width((*line, drawing), self._paper) > room and (line or room < width):
                yield line
                line, room = (), width
            line = (*line, drawing)
        yield line

    def _line_height(self, at: int) -> float:
        time = self._time.height if self.timed and not at else 0.0
        return max(drawings_height(self._lines[at], self._paper), time)

    def _paint_line(self, painter: QPainter, at: int, x: float, middle: float) -> None:
        if self.timed and not at:
            self._time.paint(painter, x, middle - self._time.height / 2)
        left = x if at else x + self._lead
        paint_drawings(painter, self._lines[at], left, middle, self._paper)
