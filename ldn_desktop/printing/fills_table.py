"""The table of fills on the pharmacy's order: its head, its rows, and the sum of each product."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QRectF
from PySide6.QtGui import QColor, QPainter

from ldn_desktop.papers.order_fills import FillRow, Fills
from ldn_desktop.printing.blocks import rule
from ldn_desktop.printing.letters import Paragraph
from ldn_desktop.printing.order_blocks import Looks
from ldn_desktop.printing.paper import ACCENT, Paper
from ldn_desktop.reference.words.bold import bold

_SHARES = (0.05, 0.19, 0.22, 0.07)
"""The parts of the width that number, first day, last day and days of a fill take; the needs share the rest."""


class FillsHead:
    """The heads of a table of fills: white words on the accent."""

    def __init__(self, fills: Fills, looks: Looks, paper: Paper) -> None:
        self._paper = paper
        style = paper.style(looks.points, bold=True)
        self._texts = [
            Paragraph(text, style, wide - paper.points(4), "#FFFFFF")
            for text, (_, wide) in zip(fills.heads, columns(len(fills.all_needs), paper), strict=True)
        ]
        self._columns = columns(len(fills.all_needs), paper)

    @property
    def height(self) -> float:
        """The height it takes."""
        return max(text.height for text in self._texts) + self._paper.points(6)

    def paint(self, painter: QPainter, y: float) -> None:
        """Paint it."""
        paper = self._paper
        painter.fillRect(QRectF(paper.margin, y, paper.body_width, self.height), QColor(ACCENT))
        for at, (text, (left, wide)) in enumerate(zip(self._texts, self._columns, strict=True)):
            right = left + wide - paper.points(4) if at >= _FIGURES else None
            text.paint(painter, left, y + paper.points(3), right=right)


_FIGURES = 3
"""The columns from this one on hold figures, flush right."""


class FillLine:
    """A row of the table of fills, or (``total``) the sum of all of them."""

    def __init__(
        self, cells: Sequence[str], products: int, looks: Looks, paper: Paper, *, total: bool = False
    ) -> None:
        self._paper, self._total, self._columns = paper, total, columns(products, paper)
        self._pad = paper.points(looks.row)
        style = paper.style(looks.points, bold=total)
        self._texts = [
            Paragraph(text, style, wide - paper.points(4)) if text else None
            for text, (_, wide) in zip(cells, self._columns, strict=True)
        ]

    @classmethod
    def of(cls, row: FillRow, looks: Looks, paper: Paper) -> FillLine:
        """Return a fill."""
        needs = [bold(need) if need[0].isdigit() else need for need in row.needs]
        return cls((row.number, bold(row.first), row.last, row.days, *needs), len(needs), looks, paper)

    @classmethod
    def sum_of(cls, fills: Fills, looks: Looks, paper: Paper) -> FillLine:
        """Return the sum."""
        cells = ("", fills.all_words, "", "", *fills.all_needs)
        return cls(cells, len(fills.all_needs), looks, paper, total=True)

    @property
    def height(self) -> float:
        """The height it takes."""
        return max(text.height for text in self._texts if text) + self._pad

    def paint(self, painter: QPainter, y: float) -> None:
        """Paint it."""
        paper = self._paper
        if self._total:
            rule(painter, paper, y, paper.points(1.6))
        for at, (text, (left, wide)) in enumerate(zip(self._texts, self._columns, strict=True)):
            if text:
                right = left + wide - paper.points(4) if at >= _FIGURES else None
                text.paint(painter, left, y + self._pad / 2, right=right)
        rule(painter, paper, y + self.height, paper.points(0.8))


def columns(products: int, paper: Paper) -> list[tuple[float, float]]:
    """Return where the columns of a table of fills begin, and how wide they are."""
    rest = (1 - sum(_SHARES)) / max(products, 1)
    found, left = [], paper.margin + paper.points(4)
    wide = paper.body_width - paper.points(4)
    for share in (*_SHARES, *[rest] * products):
        found.append((left, wide * share))
        left += wide * share
    return found
