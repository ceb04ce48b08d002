"""The head of a paper's first page: logo, practice and address at the left, lines at the right, a rule below."""

from __future__ import annotations

from PySide6.QtCore import QRectF
from PySide6.QtGui import QImage, QPainter

from ldn_desktop.papers.letterhead import Letterhead
from ldn_desktop.printing.blocks import rule
from ldn_desktop.printing.from_right import upright
from ldn_desktop.printing.letters import Paragraph, fitted, text_width
from ldn_desktop.printing.paper import ACCENT, Paper

_LOGO_HIGH, _LOGO_WIDE = 46, 130
"""Points that a logo takes at most; it is never enlarged beyond 72 dots to the inch."""
_GAP, _RIGHT = 12, 0.45


class HeadBlock:
    """What stands there; nothing where all of it is empty. Of the lines at the right the first is bold.

    The practice's name has letters of so many ``points``, fewer where it is long.
    """

    def __init__(self, head: Letterhead, lines: tuple[str, str], paper: Paper, points: float = 15) -> None:
        self._paper = paper
        self._logo = QImage.fromData(head.logo.data) if head.logo else QImage()
        wide, self._logo_high = self._logo_size
        self._logo_wide, self._left = wide, wide + paper.points(_GAP) if wide else 0.0
        small = paper.style_of(9)
        faces = (paper.style(11, bold=True), small), (paper.style(11), small)
        # The practice has what the lines at the right leave free, which have nearly half of the width at most.
        wanted = max(text_width(text, face[0]) for text, face in zip(lines, faces, strict=True)) + 1
        rest = min(wanted, paper.body_width * _RIGHT)
        names = (paper.style(points, bold=True), paper.style(11, bold=True), small)
        room = paper.body_width - rest - self._left - paper.points(_GAP)
        self._practice = [fitted(head.name, names, room, ACCENT)]
        if head.address:
            self._practice.append(fitted(head.address, (paper.style(11), small), room))
        self._lines = [fitted(text, face, rest) for text, face in zip(lines, faces, strict=True) if text]
        self._shown = bool(head.name or self._lines or wide)

    @property
    def _logo_size(self) -> tuple[float, float]:
        if self._logo.isNull():
            return 0.0, 0.0
        wide, high = self._paper.points(self._logo.width()), self._paper.points(self._logo.height())
        scale = min(self._paper.points(_LOGO_WIDE) / wide, self._paper.points(_LOGO_HIGH) / high, 1.0)
        return wide * scale, high * scale

    @property
    def height(self) -> float:
        """The height it takes."""
        if not self._shown:
            return 0.0
        sides = (_height(self._practice), _height(self._lines), self._logo_high)
        return max(sides) + self._paper.points(12)

    def paint(self, painter: QPainter, y: float) -> None:
        """Paint it."""
        if not self._shown:
            return
        paper = self._paper
        if self._logo_wide:
            with upright(painter, paper.margin, self._logo_wide):
                painter.drawImage(QRectF(paper.margin, y, self._logo_wide, self._logo_high), self._logo)
        for lines, right in ((self._practice, None), (self._lines, paper.margin + paper.body_width)):
            top = y
            for line in lines:
                top += line.paint(painter, paper.margin + self._left, top, right=right)
        rule(painter, paper, y + self.height - paper.points(9), paper.points(1.8), ACCENT)


def _height(lines: list[Paragraph]) -> float:
    return sum(line.height for line in lines)
