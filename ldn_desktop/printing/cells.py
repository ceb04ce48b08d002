"""A table of columns that share the width: its head, which every page repeats, and rows that are never split."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QRectF
from PySide6.QtGui import QColor, QPainter

from ldn_desktop.papers.leaflet import Cells, Columns
from ldn_desktop.printing.blocks import rule
from ldn_desktop.printing.letters import Paragraph, widest_word
from ldn_desktop.printing.paper import ACCENT, Paper

_GAP, _EDGE, _PAD = 8, 3, 2.5
_SENTENCES = 0.4
"""The part of the width that a column of sentences keeps."""


class Grid:
    """The columns of a table on a paper: each has its share of the width, and at least what its longest word needs.

    Where the widest of them keeps room for sentences, no line of the others, such as a date, is broken.
    """

    def __init__(self, table: Columns, paper: Paper) -> None:
        self.paper, self.heads, self.lines = paper, paper.style(11, bold=True), paper.style(11.5)
        gap, body = paper.points(_GAP), paper.body_width - paper.points(_EDGE)
        least = [widest_word(head, self.heads) for head in table.heads]
        for row in table.rows:
            needs = (max(widest_word(line, self.lines) for line in cell or ("",)) for cell in row)
            least = [max(pair) for pair in zip(least, needs, strict=True)]
        shares, widest = table.shares, max(table.shares)
        whole = [
            wide if share == widest else max(wide, *(self._longest(row[at]) for row in table.rows))
            for at, (wide, share) in enumerate(zip(least, shares, strict=True))
        ]
        taken = sum(wide + gap for wide, share in zip(whole, shares, strict=True) if share != widest)
        least = [wide + gap for wide in (whole if body - taken >= _SENTENCES * body else least)]
        spare = [max(share * body - wide, 0.0) for share, wide in zip(table.shares, least, strict=True)]
        part = max(body - sum(least), 0.0) / (sum(spare) or 1.0)
        widths = [wide + more * part for wide, more in zip(least, spare, strict=True)]
        edge = paper.margin + paper.points(_EDGE)
        self.columns = [(edge + sum(widths[:at]), wide - gap) for at, wide in enumerate(widths)]

    def _longest(self, cell: Sequence[str]) -> float:
        return max((Paragraph(line, self.lines, 2 * self.paper.width).width for line in cell), default=0.0)


class HeadRow:
    """White words on the accent."""

    def __init__(self, heads: Sequence[str], grid: Grid) -> None:
        self._paper = grid.paper
        self._heads = [
            (left, Paragraph(text, grid.heads, room, "#FFFFFF"))
            for text, (left, room) in zip(heads, grid.columns, strict=True)
        ]

    @property
    def height(self) -> float:
        """The height it takes."""
        return max(head.height for _, head in self._heads) + self._paper.points(6)

    def paint(self, painter: QPainter, y: float) -> None:
        """Paint it."""
        paper = self._paper
        painter.fillRect(QRectF(paper.margin, y, paper.body_width, self.height), QColor(ACCENT))
        for left, head in self._heads:
            head.paint(painter, left, y + paper.points(3))


class LinesRow:
    """Cells of lines beside each other, a rule below them."""

    def __init__(self, cells: Cells, grid: Grid) -> None:
        self._paper = grid.paper
        self._cells = [
            (left, [Paragraph(line, grid.lines, room) for line in cell])
            for cell, (left, room) in zip(cells, grid.columns, strict=True)
        ]

    @property
    def height(self) -> float:
        """The height it takes."""
        return max(_height(lines) for _, lines in self._cells) + self._paper.points(2 * _PAD)

    def paint(self, painter: QPainter, y: float) -> None:
        """Paint it; words in reading order."""
        paper, tall = self._paper, self.height
        for left, lines in self._cells:
            top = y + paper.points(_PAD)
            for line in lines:
                top += line.paint(painter, left, top)
        rule(painter, paper, y + tall, paper.points(0.8))


def _height(lines: Sequence[Paragraph]) -> float:
    return sum(line.height for line in lines)
