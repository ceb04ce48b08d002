"""Drawings of what is taken: capsules, tablets and an oral syringe. The same on the screen and on paper.

Size and filling carry the strength; the words beside the drawing repeat it. A level is 0 outline, 1 quarter, 2 half,
3 solid.
"""

from __future__ import annotations

import math
from typing import Final

from PySide6.QtCore import QLineF, QPointF, QRectF, QSizeF, Qt
from PySide6.QtGui import QColor, QPainter, QPainterPath, QPen

OUTLINE, QUARTER, HALF, SOLID = range(4)
LEVELS: Final = 4
_SCREEN: Final = ((18, 9), (20, 10), (22, 10), (26, 12))
_PAPER: Final = ((68, 29), (75, 31), (82, 33), (98, 40))
_PAPER_DPI: Final = 150
_FILLED: Final = (0.0, 0.25, 0.5, 1.0)
_STROKE: Final = 1 / 6
"""Width of the line as a part of the drawing's height, at least one unit."""
_QUARTERS: Final = 4
_MARKS_FROM: Final = 16
"""Height in units from which a syringe shows its marks."""


def capsule_size(level: int, scale: float = 1.0) -> QSizeF:
    """Return the size on the screen, in pixels. Refused: a level outside 0 to 3 (``IndexError``)."""
    wide, high = _SCREEN[_checked(level)]
    return QSizeF(round(wide * scale), round(high * scale))


def paper_capsule_size(level: int, dots_per_inch: float) -> QSizeF:
    """Return the size on paper, in dots. Refused: a level outside 0 to 3 (``IndexError``)."""
    wide, high = _PAPER[_checked(level)]
    return QSizeF(wide, high) * (dots_per_inch / _PAPER_DPI)


def paint_capsule(painter: QPainter, rect: QRectF, fill_level: int, ink: QColor, paper: QColor) -> None:
    """Paint a capsule that fills ``rect``: edge and filling in ``ink``, the rest in ``paper``."""
    _shape(painter, rect, rect.height() / 2, _FILLED[_checked(fill_level)], ink, paper)


def paint_tablet(
    painter: QPainter, rect: QRectF, fill_level: int, ink: QColor, paper: QColor, quarters: int = _QUARTERS
) -> None:
    """Paint a round tablet, or ``quarters`` of it with a straight cut; ``rect`` is where the whole would be.

    Refused: other than 1 to 4 quarters (``ValueError``).
    """
    if not 1 <= quarters <= _QUARTERS:
        raise ValueError(f"{quarters} quarters are no part of a tablet")
    side = min(rect.width(), rect.height())
    whole = QRectF(rect.left(), rect.center().y() - side / 2, side, side)
    painter.save()
    if quarters < _QUARTERS:
        # A quarter is a slice, a half half a disc: both lie inside the clip at the left of the cut.
        painter.setClipRect(QRectF(whole.left(), whole.top(), side * quarters / _QUARTERS, side))
    _shape(painter, whole, side / 2, _FILLED[_checked(fill_level)], ink, paper)
    painter.restore()
    pen = _pen(ink, side)
    painter.save()
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    painter.setPen(pen)
    if quarters < _QUARTERS:
        x = whole.left() + side * quarters / _QUARTERS - pen.widthF() / 2
        chord = _half_chord(side / 2, abs(x - whole.center().x()))
        painter.drawLine(QLineF(x, whole.center().y() - chord, x, whole.center().y() + chord))
    painter.restore()


def paint_part_of_tablet(painter: QPainter, rect: QRectF, quarters: int, ink: QColor, paper: QColor) -> None:
    """Paint a whole round tablet in outline with the quarters that are taken filled, clockwise from the top.

    Refused: other than 1 to 3 quarters (``ValueError``).
    """
    if not 1 <= quarters < _QUARTERS:
        raise ValueError(f"{quarters} quarters are no part of a tablet")
    side = min(rect.width(), rect.height())
    whole = QRectF(rect.left(), rect.center().y() - side / 2, side, side)
    _shape(painter, whole, side / 2, 0.0, ink, paper)
    turn = 16 * 90
    painter.save()
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    painter.setPen(Qt.PenStyle.NoPen)
    painter.setBrush(ink)
    painter.drawPie(whole, turn - quarters * turn, quarters * turn)
    painter.restore()


def paint_syringe(painter: QPainter, rect: QRectF, part_filled: float, ink: QColor, paper: QColor) -> None:
    """Paint an oral syringe lying in ``rect``, tip at the left, filled to a part of its barrel from 0 to 1."""
    filled = min(max(part_filled, 0.0), 1.0)
    high = rect.height()
    pen = _pen(ink, high)
    line = pen.widthF()
    tip = QRectF(rect.left(), rect.center().y() - high * 0.1, high * 0.35, high * 0.2)
    plunger = high * 0.9
    barrel = QRectF(tip.right(), rect.top(), rect.width() - tip.width() - plunger, high)
    barrel.adjust(line / 2, line / 2, -line / 2, -line / 2)
    level = barrel.left() + barrel.width() * filled
    painter.save()
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    painter.fillRect(tip, ink)
    painter.fillRect(barrel, paper)
    painter.fillRect(QRectF(barrel.left(), barrel.top(), level - barrel.left(), barrel.height()), ink)
    painter.setPen(pen)
    painter.drawRect(barrel)
    end = rect.right() - line / 2
    painter.drawLine(QLineF(level, rect.center().y(), end, rect.center().y()))
    painter.drawLine(QLineF(end, rect.top() + high * 0.15, end, rect.bottom() - high * 0.15))
    # On a small drawing marks would only be noise.
    marks = 5 if high >= _MARKS_FROM else 1
    for mark in range(1, marks):
        x = barrel.left() + barrel.width() * mark / marks
        painter.setPen(QPen(paper if x < level else ink, max(line / 2, 1)))
        painter.drawLine(QPointF(x, barrel.top() + line / 2), QPointF(x, barrel.top() + high * 0.35))
    painter.restore()


def paint_drop(painter: QPainter, rect: QRectF, ink: QColor) -> None:
    """Paint a drop as high as ``rect``."""
    side = min(rect.width(), rect.height())
    path = QPainterPath(QPointF(0.5, 0.02))
    path.cubicTo(0.62, 0.28, 0.86, 0.42, 0.86, 0.64)
    path.cubicTo(0.86, 0.85, 0.7, 0.98, 0.5, 0.98)
    path.cubicTo(0.3, 0.98, 0.14, 0.85, 0.14, 0.64)
    path.cubicTo(0.14, 0.42, 0.38, 0.28, 0.5, 0.02)
    painter.save()
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    painter.translate(rect.center().x() - side / 2, rect.center().y() - side / 2)
    painter.scale(side, side)
    painter.fillPath(path, ink)
    painter.restore()


def _shape(painter: QPainter, rect: QRectF, radius: float, filled: float, ink: QColor, paper: QColor) -> None:
    pen = _pen(ink, rect.height())
    inset = pen.widthF() / 2
    body = rect.adjusted(inset, inset, -inset, -inset)
    radius = max(radius - inset, 0)
    outline = QPainterPath()
    outline.addRoundedRect(body, radius, radius)
    painter.save()
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    painter.fillPath(outline, paper)
    if filled:
        part = QPainterPath()
        part.addRect(QRectF(body.left(), body.top(), body.width() * filled, body.height()))
        painter.fillPath(outline.intersected(part), ink)
    painter.setPen(pen)
    painter.setBrush(Qt.BrushStyle.NoBrush)
    painter.drawPath(outline)
    painter.restore()


def _pen(ink: QColor, height: float) -> QPen:
    return QPen(ink, max(height * _STROKE * 0.9, 1), Qt.PenStyle.SolidLine, Qt.PenCapStyle.FlatCap)


def _half_chord(radius: float, distance: float) -> float:
    return math.sqrt(max(radius * radius - distance * distance, 0.0))


def _checked(level: int) -> int:
    if not 0 <= level < LEVELS:
        raise IndexError(f"there is no filling {level}")
    return level
