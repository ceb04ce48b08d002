"""The box at the top of a plan that has begun: what changes, the new dose, and which paper it replaces."""

from __future__ import annotations

from PySide6.QtCore import QPointF, QRectF
from PySide6.QtGui import QColor, QPainter, QPen

from ldn_desktop.papers.follow_up import Change
from ldn_desktop.printing.blocks import frame
from ldn_desktop.printing.letters import Paragraph
from ldn_desktop.printing.paper import INK, Paper


class ChangeBox:
    """What changes, in a thick box: heading, the new dose as the largest figure, what replaces what below a line."""

    def __init__(self, change: Change, replaces: str, paper: Paper) -> None:
        self._paper = paper
        inner = paper.body_width - paper.points(28)
        self._heading = Paragraph(change.heading, paper.style(16, bold=True), inner)
        figure, beside = split_dose(change.figure)
        strong = paper.style(30, bold=True)
        self._figure = [Paragraph(figure, strong, inner)]
        if beside:
            self._figure.append(Paragraph(beside, paper.style(12), inner))
        self._left = max(part.width for part in self._figure) + paper.points(16)
        # A wide figure in large print stands above its words.
        self._beside = self._left < inner / 2
        room = inner - self._left if self._beside else inner
        self._told = [Paragraph(text, paper.style(13.5), room) for text in change.sentences]
        self._replaces = Paragraph(replaces, paper.style(12), inner)

    @property
    def height(self) -> float:
        """The height it takes."""
        return self._box_height + self._paper.points(6)

    @property
    def _box_height(self) -> float:
        return self._heading.height + self._middle + self._replaces.height + self._paper.points(24)

    @property
    def _middle(self) -> float:
        figure, told = (sum(p.height for p in part) for part in (self._figure, self._told))
        return max(figure, told) if self._beside else figure + told

    def paint(self, painter: QPainter, y: float) -> None:
        """Paint it."""
        paper = self._paper
        frame(painter, QRectF(paper.margin, y, paper.body_width, self._box_height), paper.points(2.4))
        left = paper.margin + paper.points(14)
        top = y + paper.points(7)
        top += self._heading.paint(painter, left, top)
        figure, told = (sum(p.height for p in part) for part in (self._figure, self._told))
        at = top + (self._middle - figure) / 2 if self._beside else top
        for paragraph in self._figure:
            at += paragraph.paint(painter, left, at)
        x = left + self._left if self._beside else left
        at = top + (self._middle - told) / 2 if self._beside else at
        for paragraph in self._told:
            at += paragraph.paint(painter, x, at)
        top += self._middle + paper.points(5)
        painter.setPen(QPen(QColor(INK), paper.points(1)))
        painter.drawLine(QPointF(left, top), QPointF(paper.margin + paper.body_width - paper.points(14), top))
        self._replaces.paint(painter, left, top + paper.points(5))


def split_dose(dose: str) -> tuple[str, str]:
    """Split a dose in both units: mg large, mcg below it."""
    strong, bracket, rest = dose.partition(" (")
    return strong, f"({rest}" if bracket else ""
