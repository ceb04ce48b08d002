"""A place to sign: 15 mm free, lines beside each other, and below each what it is for."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QPointF
from PySide6.QtGui import QColor, QPainter, QPen

from ldn_desktop.printing.letters import Paragraph
from ldn_desktop.printing.paper import INK, INK2, Paper

_FREE = 15
"""Millimetres that a signature has to itself."""
_DATE, _GAP = 0.27, 0.03
"""Parts of the width: of the line for the date, which is the last, and between two lines."""


class SignatureBlock:
    """The lines of one person, the last of them for the date."""

    def __init__(self, labels: Sequence[str], paper: Paper) -> None:
        self._paper = paper
        wide = (1 - _DATE - _GAP * (len(labels) - 1)) / (len(labels) - 1)
        shares = (*(wide,) * (len(labels) - 1), _DATE)
        lefts = [sum(shares[:at]) + _GAP * at for at in range(len(shares))]
        width, style = paper.body_width, paper.style(9.5)
        self._lines = [
            (paper.margin + left * width, share * width, Paragraph(label, style, share * width, INK2))
            for label, left, share in zip(labels, lefts, shares, strict=True)
        ]

    @property
    def height(self) -> float:
        """The height it takes."""
        paper = self._paper
        return paper.millimetres(_FREE) + paper.points(6) + max(label.height for *_, label in self._lines)

    def paint(self, painter: QPainter, y: float) -> None:
        """Paint it."""
        paper = self._paper
        line = y + paper.millimetres(_FREE)
        painter.setPen(QPen(QColor(INK), paper.points(1)))
        for left, wide, _ in self._lines:
            painter.drawLine(QPointF(left, line), QPointF(left + wide, line))
        for left, _, label in self._lines:
            label.paint(painter, left, line + paper.points(3))
