"""Drawings of capsules, tablets, syringes and drops at the sizes of paper."""

from __future__ import annotations

from PySide6.QtCore import QPointF, QRectF, QSizeF, Qt
from PySide6.QtGui import QColor, QFontMetricsF, QPainter

from ldn_desktop.domain.formulation import QUARTERS
from ldn_desktop.papers.drawings import Drawing
from ldn_desktop.printing.capsule import (
    SOLID,
    paint_capsule,
    paint_drop,
    paint_part_of_tablet,
    paint_syringe,
    paint_tablet,
    paper_capsule_size,
)
from ldn_desktop.printing.from_right import upright
from ldn_desktop.printing.paper import ACCENT, INK, Paper
from ldn_desktop.printing.style import TENTHS

_WHITE = "#FFFFFF"
_DOTS = 72 * TENTHS
_GAP = 4


def drawings_width(drawings: tuple[Drawing, ...], paper: Paper) -> float:
    """Return the width of drawings side by side."""
    return sum(_size(drawing, paper).width() + paper.points(_GAP) for drawing in drawings)


def drawings_height(drawings: tuple[Drawing, ...], paper: Paper) -> float:
    """Return the height of the highest drawing."""
    return max((_size(drawing, paper).height() for drawing in drawings), default=0.0)


def paint_drawings(
    painter: QPainter, drawings: tuple[Drawing, ...], left: float, middle: float, paper: Paper
) -> None:
    """Paint drawings side by side from the left, centred on a height."""
    for drawing in drawings:
        size = _size(drawing, paper)
        box = QRectF(left, middle - size.height() / 2, size.width(), size.height())
        _paint(painter, drawing, box)
        left += size.width() + paper.points(_GAP)


def _size(drawing: Drawing, paper: Paper) -> QSizeF:
    scale = paper.scale * 0.72
    match drawing.kind:
        case "capsule":
            size = paper_capsule_size(drawing.level, _DOTS) * scale
            return QSizeF(size.width() * drawing.quarters / QUARTERS, size.height())
        case "tablet":
            side = paper_capsule_size(drawing.level, _DOTS).height() * scale * 1.15
            return QSizeF(side, side)
        case "liquid":
            return QSizeF(paper.points(46), paper.points(14))
    return QSizeF(paper.points(12), paper.points(14))


def _paint(painter: QPainter, drawing: Drawing, box: QRectF) -> None:
    ink, white = QColor(ACCENT), QColor(_WHITE)
    match drawing.kind:
        case "capsule":
            paint_capsule(painter, box, drawing.level, ink, white)
        case "tablet":
            if drawing.quarters == QUARTERS:
                # What is filled is what is taken; the strength of a tablet shows in its size.
                paint_tablet(painter, box, SOLID, ink, white)
            else:
                paint_part_of_tablet(painter, box, drawing.quarters, ink, white)
        case "liquid":
            paint_syringe(painter, box, drawing.thousandths / 1000, ink, white)
        case _:
            paint_drop(painter, box, ink)


def paint_warning(painter: QPainter, box: QRectF, paper: Paper) -> None:
    """Paint the sign of the opioid box: a white disc with an exclamation mark on black."""
    painter.fillRect(box, QColor(INK))
    radius = min(box.width() * 0.3, paper.points(14))
    centre = box.center()
    painter.setPen(Qt.PenStyle.NoPen)
    painter.setBrush(QColor(_WHITE))
    painter.drawEllipse(centre, radius, radius)
    painter.setBrush(Qt.BrushStyle.NoBrush)
    font = paper.style(16, bold=True).font()
    metrics = QFontMetricsF(font)
    painter.setFont(font)
    painter.setPen(QColor(INK))
    width = metrics.horizontalAdvance("!")
    with upright(painter, centre.x() - width / 2, width):
        painter.drawText(QPointF(centre.x() - width / 2, centre.y() + metrics.capHeight() / 2), "!")
