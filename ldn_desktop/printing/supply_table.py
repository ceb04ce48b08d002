"""The table of what is left of each product and what is needed: its head, which every page repeats, and its rows."""

from __future__ import annotations

from PySide6.QtCore import QRectF
from PySide6.QtGui import QColor, QPainter

from ldn_desktop.papers.supply_words import SupplyRow, SupplyTable
from ldn_desktop.printing.blocks import rule
from ldn_desktop.printing.letters import Paragraph, unbroken
from ldn_desktop.printing.paper import ACCENT, Paper
from ldn_desktop.printing.pieces import drawings_height, drawings_width, paint_drawings
from ldn_desktop.reference.words.bold import bold

_SHARES = (0.32, 0.34, 0.34)
_GAP = 8
_SIZES = (11.5, 10, 9)
"""Points of the letters of a product, the smaller ones where they keep its words whole."""


def _lefts(paper: Paper) -> list[float]:
    """Return where the columns begin."""
    return [paper.margin + paper.points(3) + paper.body_width * sum(_SHARES[:at]) for at in range(3)]


def _room(paper: Paper, column: int) -> float:
    return paper.body_width * _SHARES[column] - paper.points(_GAP)


def _height(lines: list[Paragraph]) -> float:
    return sum(line.height for line in lines)


class SupplyHead:
    """White words on the accent."""

    def __init__(self, table: SupplyTable, paper: Paper) -> None:
        self._paper = paper
        style = paper.style(11, bold=True)
        self._heads = [
            Paragraph(text, style, _room(paper, at), "#FFFFFF") for at, text in enumerate(table.heads)
        ]

    @property
    def height(self) -> float:
        """The height it takes."""
        return max(head.height for head in self._heads) + self._paper.points(6)

    def paint(self, painter: QPainter, y: float) -> None:
        """Paint it."""
        paper = self._paper
        painter.fillRect(QRectF(paper.margin, y, paper.body_width, self.height), QColor(ACCENT))
        for head, left in zip(self._heads, _lefts(paper), strict=True):
            head.paint(painter, left, y + paper.points(3))


class SupplyBlock:
    """One product, with its drawing, what is left of it and what is needed."""

    def __init__(self, row: SupplyRow, paper: Paper) -> None:
        self._row, self._paper = row, paper
        style, *_ = sizes = tuple(map(paper.style, _SIZES))
        self._drawn = drawings_width(row.drawings, paper)
        self._cells = [
            [unbroken(bold(row.product), sizes, _room(paper, 0) - self._drawn)],
            [Paragraph(line, style, _room(paper, 1)) for line in row.left],
            [Paragraph(line, style, _room(paper, 2)) for line in row.need],
        ]

    @property
    def height(self) -> float:
        """The height it takes."""
        drawn = drawings_height(self._row.drawings, self._paper)
        return max(drawn, *map(_height, self._cells)) + self._paper.points(6)

    def paint(self, painter: QPainter, y: float) -> None:
        """Paint it; words in reading order."""
        paper, tall = self._paper, self.height
        lefts = _lefts(paper)
        paint_drawings(painter, self._row.drawings, lefts[0], y + tall / 2, paper)
        for cell, left in zip(self._cells, (lefts[0] + self._drawn, *lefts[1:]), strict=True):
            top = y + (tall - _height(cell)) / 2
            for line in cell:
                top += line.paint(painter, left, top)
        rule(painter, paper, y + tall, paper.points(0.8))
