"""The recovery key of a library on one sheet: what it opens, where, since when, and how to keep it."""

from __future__ import annotations

from typing import NamedTuple

from PySide6.QtCore import QRectF, Qt
from PySide6.QtGui import QColor, QPainter, QPen

from ldn_desktop.printing.letters import Paragraph
from ldn_desktop.printing.paper import INK, Paper

_ROW = 4
"""Groups of the key in a line."""
_TITLE = "Recovery key of LDN Desktop"
_KEEP = (
    "It opens the library where the passphrase is forgotten, with no other secret.",
    "Whoever has this paper and the computer, or one of its backups, can read every plan in it.",
    "Keep it under lock, away from the computer. It is shown nowhere again.",
    "To use it: open Plans, choose “Use the recovery key…”, type the eight groups; then choose a new passphrase.",
)


class Told(NamedTuple):
    """What the sheet says: the key in its groups, the library's folder, the computer's name, the day in words."""

    key: str
    folder: str
    computer: str
    day: str


class RecoveryPage:
    """One sheet."""

    def __init__(self, told: Told, paper: Paper) -> None:
        self._told, self.paper = told, paper

    @property
    def count(self) -> int:
        """One page."""
        return 1

    @property
    def text(self) -> str:
        """What stands on it, as plain text."""
        return "\n".join([_TITLE, *map(" ".join, self._rows), *self._facts, *_KEEP])

    def paint(self, painter: QPainter, _page: int, dots_per_inch: float) -> None:
        """Paint the sheet at a resolution; the painter's origin is its corner."""
        with self.paper.painted(painter, dots_per_inch):
            paper = self.paper
            y = paper.margin
            y = self._say(painter, _TITLE, y, 21, bold=True) + paper.millimetres(8)
            y = self._key(painter, y) + paper.millimetres(8)
            for line in self._facts:
                y = self._say(painter, line, y, 12.5)
            y += paper.millimetres(6)
            for line in _KEEP:
                y = self._say(painter, line, y, 12.5) + paper.millimetres(2)

    @property
    def _rows(self) -> tuple[list[str], ...]:
        groups = self._told.key.split()
        return tuple(groups[at : at + _ROW] for at in range(0, len(groups), _ROW))

    @property
    def _facts(self) -> tuple[str, ...]:
        told = self._told
        return (
            f"Opens the library of plans in {told.folder}",
            f"on the computer {told.computer}.",
            f"Made on {told.day}.",
        )

    def _key(self, painter: QPainter, top: float) -> float:
        """Paint the key in a frame; return where it ends."""
        paper, inset = self.paper, self.paper.millimetres(6)
        column = (paper.body_width - 2 * inset) / _ROW
        y = top + inset
        for row in self._rows:
            ends = [
                self._say(painter, group, y, 22, bold=True, left=inset + at * column)
                for at, group in enumerate(row)
            ]
            y = max(ends) + paper.millimetres(2)
        bottom = y + inset - paper.millimetres(2)
        painter.setPen(QPen(QColor(INK), paper.points(1.5)))
        painter.setBrush(Qt.BrushStyle.NoBrush)
        painter.drawRect(QRectF(paper.margin, top, paper.body_width, bottom - top))
        return bottom

    def _say(
        self, painter: QPainter, words: str, y: float, points: float, *, bold: bool = False, left: float = 0
    ) -> float:
        """Paint a paragraph; return where it ends."""
        paper = self.paper
        paragraph = Paragraph(words, paper.style(points, bold=bold), paper.body_width - left)
        paragraph.paint(painter, paper.margin + left, y)
        return y + paragraph.height
