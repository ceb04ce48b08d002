"""How well a schedule is supported: none to four filled squares, always with the words."""

from __future__ import annotations

from PySide6.QtCore import QRect, QRectF, Qt
from PySide6.QtGui import QColor, QPainter, QPen

SQUARES = 4
_SIDE, _GAP = 8, 2


def paint_meter(painter: QPainter, rect: QRectF, level: int, ink: QColor, scale: float = 1.0) -> float:
    """Paint the four squares from the left of a rectangle, the first ``level`` filled; return the width they take."""
    side, gap = max(round(_SIDE * scale), 4), max(round(_GAP * scale), 1)
    top = round(rect.center().y() - side / 2)
    left = round(rect.left())
    painter.save()
    painter.setRenderHint(QPainter.RenderHint.Antialiasing, on=False)
    painter.setPen(QPen(ink, 1))
    for square in range(SQUARES):
        box = QRect(left + square * (side + gap), top, side - 1, side - 1)
        painter.setBrush(ink if square < level else Qt.BrushStyle.NoBrush)
        painter.drawRect(box)
    painter.restore()
    return SQUARES * side + (SQUARES - 1) * gap
