"""A drawing with its strength: inside a capsule, else below the drawing."""

from __future__ import annotations

from PySide6.QtCore import QRectF, Qt
from PySide6.QtGui import QColor, QPainter, QPainterPath, QPen

from ldn_desktop.papers.drawings import Drawing
from ldn_desktop.printing.capsule import HALF, QUARTER, SOLID
from ldn_desktop.printing.change_box import split_dose
from ldn_desktop.printing.letters import Paragraph, unbroken, widest_word
from ldn_desktop.printing.paper import ACCENT, INK, Paper
from ldn_desktop.printing.pieces import drawings_height, paint_drawings

_WHITE = "#FFFFFF"
_HIGH, _ENDS = 13, 12
_FILLED = {QUARTER: 4, HALF: 8}
"""Points of a capsule's left end that are filled, by its drawing; the strongest is filled whole."""
_SIZE = 7.5


class Pill:
    """A capsule with its strength inside, as wide as that takes."""

    def __init__(self, strength: str, level: int, points: float, paper: Paper) -> None:
        self._paper, self._level = paper, level
        self._filled = paper.points(_FILLED.get(level, 0))
        ink = _WHITE if level == SOLID else INK
        self._text = Paragraph(strength, paper.style(points, bold=True), paper.body_width, ink)
        self.width, self.height = self._text.width + self._filled + paper.points(_ENDS), paper.points(_HIGH)

    def paint(self, painter: QPainter, left: float, top: float) -> None:
        """Paint it from a top left corner."""
        line = self._paper.points(1.1)
        inner = QRectF(left, top, self.width, self.height).adjusted(line / 2, line / 2, -line / 2, -line / 2)
        outline, part = QPainterPath(), QPainterPath()
        outline.addRoundedRect(inner, inner.height() / 2, inner.height() / 2)
        filled = inner.width() if self._level == SOLID else self._filled + self._paper.points(2)
        if self._level:
            part.addRect(QRectF(inner.left(), inner.top(), filled, inner.height()))
            painter.fillPath(outline.intersected(part), QColor(ACCENT))
        painter.setPen(QPen(QColor(INK), line))
        painter.setBrush(Qt.BrushStyle.NoBrush)
        painter.drawPath(outline)
        begins = left + self._filled + (self.width - self._filled - self._text.width) / 2
        self._text.paint(painter, begins, top + (self.height - self._text.height) / 2)


class DrawnStrength:
    """A drawing in a column of its own, with its strength: a whole capsule's inside where it has room, else below."""

    def __init__(self, drawing: Drawing, strength: str, width: float, paper: Paper) -> None:
        self._paper, self._drawing = paper, drawing
        pill = Pill(strength, drawing.level, _SIZE, paper)
        self._pill = pill if drawing.kind == "capsule" and pill.width <= width else None
        sizes = (paper.style(_SIZE, bold=True), paper.style(_SIZE - 1, bold=True))
        # The same in micrograms stands beside it, where a narrow column has no room for the word.
        fits = widest_word(strength, sizes[-1]) <= width
        self._below = unbroken(strength if fits else split_dose(strength)[0], sizes, width)

    @property
    def height(self) -> float:
        """The height it takes."""
        if self._pill:
            return self._pill.height
        return drawings_height((self._drawing,), self._paper) + self._below.height

    def paint(self, painter: QPainter, left: float, top: float) -> None:
        """Paint it from a top left corner."""
        if self._pill:
            self._pill.paint(painter, left, top)
            return
        high = drawings_height((self._drawing,), self._paper)
        paint_drawings(painter, (self._drawing,), left, top + high / 2, self._paper)
        self._below.paint(painter, left, top + high)
