"""The head of a paper's first page: logo, practice and address at the left, lines at the right, a rule below."""

from __future__ import annotations

from PySide6.QtCore import QRectF
from PySide6.QtGui import QImage, QPainter

from ldn_desktop.papers.letterhead import Letterhead
from ldn_desktop.printing.blocks import rule
from ldn_desktop.printing.letters import Paragraph, fitted
from ldn_desktop.printing.paper import ACCENT, Paper

_LOGO_HIGH, _LOGO_WIDE = 46, 130
"""Points that a logo takes at most; it is never enlarged beyond 72 dots to the inch."""
_GAP = 12


class HeadBlock:
    """What stands there; nothing where all of it is empty. ``lines`` are set in bold or not, flush right."""

    def __init__(self, head: Letterhead, lines: tuple[tuple[str, bool], ...], paper: Paper) -> None:
        self._paper = paper
        self._logo = QImage.fromData(head.logo.data) if head.logo else QImage()
        self._left = self._logo_size[0] + (paper.points(_GAP) if not self._logo.isNull() else 0.0)
        half = paper.body_width * 0.6 - self._left
        rest = paper.body_width * 0.4
        small = paper.style_of(9)
        name = (paper.style(15, bold=True), paper.style(11, bold=True), small)
        self._name = [fitted(head.name, name, half - paper.points(_GAP), ACCENT)] if head.name else []
        if head.address:
            self._name.append(fitted(head.address, (paper.style(11), small), half - paper.points(_GAP)))
        self._lines = [
            fitted(text, (paper.style(11, bold=strong), paper.style_of(9, bold=strong)), rest)
            for text, strong in lines
            if text
        ]
        self._shown = bool(self._name or self._lines or not self._logo.isNull())

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
        sides = (_height(self._name), _height(self._lines), self._logo_size[1])
        return max(sides) + self._paper.points(12)

    def paint(self, painter: QPainter, y: float) -> None:
        """Paint it."""
        if not self._shown:
            return
        paper, (wide, high) = self._paper, self._logo_size
        if high:
            painter.drawImage(QRectF(paper.margin, y, wide, high), self._logo)
        for lines, right in ((self._name, None), (self._lines, paper.margin + paper.body_width)):
            # Both sides stand on the rule.
            top = y + self.height - paper.points(12) - _height(lines)
            for line in lines:
                top += line.paint(painter, paper.margin + self._left, top, right=right)
        rule(painter, paper, y + self.height - paper.points(9), paper.points(1.8), ACCENT)


def _height(lines: list[Paragraph]) -> float:
    return sum(line.height for line in lines)
