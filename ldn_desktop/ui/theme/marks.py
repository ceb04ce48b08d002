"""The small shapes that widgets draw themselves: severities, tick, cross, arrows. On screen as on paper.

Drawn on a grid of 20 units. A severity is a filled shape with an inner mark in the colour of the ground; the
files ``resources/icons/severity-*.svg`` show the same shapes, and a test holds both together.
"""

from __future__ import annotations

from collections.abc import Mapping
from math import cos, pi, sin
from types import MappingProxyType
from typing import Final

from PySide6.QtCore import QPointF, QRectF, Qt
from PySide6.QtGui import QColor, QPainter, QPainterPath, QPen, QPixmap, QPolygonF

GRID: Final = 20

_Points = tuple[tuple[float, float], ...]
_POLYGONS: Final[Mapping[str, _Points]] = MappingProxyType(
    {
        "blocking": (
            (6.6, 1.8),
            (13.4, 1.8),
            (18.2, 6.6),
            (18.2, 13.4),
            (13.4, 18.2),
            (6.6, 18.2),
            (1.8, 13.4),
            (1.8, 6.6),
        ),
        "warning": ((10, 1.8), (18.6, 17.8), (1.4, 17.8)),
        "caution": ((10, 1.6), (18.4, 10), (10, 18.4), (1.6, 10)),
    }
)
_INNER: Final[Mapping[str, tuple[float, tuple[_Points, ...]]]] = MappingProxyType(
    {
        "blocking": (2.2, (((6.2, 10), (13.8, 10)),)),
        "warning": (1.9, (((10, 7.4), (10, 12)), ((10, 14.8), (10, 14.9)))),
        "caution": (1.9, (((10, 6.2), (10, 10.8)), ((10, 13.5), (10, 13.6)))),
        "info": (1.9, (((10, 9.4), (10, 13.8)), ((10, 6.4), (10, 6.5)))),
    }
)
_LINES: Final[Mapping[str, tuple[_Points, ...]]] = MappingProxyType(
    {
        "calendar": (
            ((3, 5), (17, 5), (17, 17), (3, 17), (3, 5)),
            ((3, 9), (17, 9)),
            ((7, 3), (7, 6)),
            ((13, 3), (13, 6)),
        ),
        "up": (((5.5, 12), (10, 7.5), (14.5, 12)),),
        "down": (((5.5, 8), (10, 12.5), (14.5, 8)),),
        "left": (((12, 5.5), (7.5, 10), (12, 14.5)),),
        "right": (((8, 5.5), (12.5, 10), (8, 14.5)),),
        "cross": (((5.5, 5.5), (14.5, 14.5)), ((14.5, 5.5), (5.5, 14.5))),
        "tick": (((4.5, 10.5), (8.3, 14.3), (15.5, 6)),),
        "stairs": (
            ((2.5, 16), (6.7, 16), (6.7, 12), (10.9, 12), (10.9, 8), (15.1, 8), (15.1, 4), (17.5, 4)),
        ),
        "level": (((2.5, 14.5), (6.5, 14.5), (6.5, 8), (17.5, 8)),),
        "bars": (((7, 4.5), (7, 15.5)), ((13, 4.5), (13, 15.5))),
        "square": (((5, 5), (15, 5), (15, 15), (5, 15), (5, 5)),),
        "clock": (
            tuple((10 + 7 * sin(pi * at / 16), 10 - 7 * cos(pi * at / 16)) for at in range(33)),
            ((10, 6), (10, 10), (12.6, 11.8)),
        ),
    }
)


def paint_severity(painter: QPainter, rect: QRectF, severity: str, ink: QColor, ground: QColor) -> None:
    """Paint the shape of a severity, or the ring with a tick for ``ok``, into a square.

    ``ink`` fills the shape and ``ground`` draws its inner mark. Refused: another code (``KeyError``).
    """
    painter.save()
    _to_grid(painter, rect)
    if severity == "ok":
        painter.setPen(_pen(ink, 1.6))
        painter.drawEllipse(QPointF(10, 10), 7.3, 7.3)
        painter.setPen(_pen(ink, 1.8))
        painter.drawPolyline(_polygon(((6.5, 10.3), (9, 12.8), (13.7, 7.6))))
    else:
        width, strokes = _INNER[severity]
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(ink)
        if severity in _POLYGONS:
            painter.drawPolygon(_polygon(_POLYGONS[severity]))
        else:
            painter.drawEllipse(QPointF(10, 10), 8, 8)
        painter.setPen(_pen(ground, width))
        for stroke in strokes:
            painter.drawPolyline(_polygon(stroke))
    painter.restore()


_LINE = 1.5
"""How wide a line is, in units of the grid of 20."""


def paint_line_mark(painter: QPainter, rect: QRectF, mark: str, ink: QColor) -> None:
    """Paint an arrow, ``cross``, ``tick``, ``calendar``, or what a plan does: ``stairs`` to ``clock``."""
    painter.save()
    _to_grid(painter, rect)
    path = QPainterPath()
    for stroke in _LINES[mark]:
        path.addPolygon(_polygon(stroke))
    painter.setPen(_pen(ink, _LINE))
    painter.drawPath(path)
    painter.restore()


def severity_pixmap(severity: str, ink: QColor, ground: QColor, size: int, ratio: float = 1.0) -> QPixmap:
    """Return the shape of a severity as a picture of ``size`` logical pixels."""
    pixmap = QPixmap(round(size * ratio), round(size * ratio))
    pixmap.setDevicePixelRatio(ratio)
    pixmap.fill(Qt.GlobalColor.transparent)
    painter = QPainter(pixmap)
    paint_severity(painter, QRectF(0, 0, size, size), severity, ink, ground)
    painter.end()
    return pixmap


def _to_grid(painter: QPainter, rect: QRectF) -> None:
    side = min(rect.width(), rect.height())
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    painter.setBrush(Qt.BrushStyle.NoBrush)
    painter.translate(rect.center().x() - side / 2, rect.center().y() - side / 2)
    painter.scale(side / GRID, side / GRID)


def _pen(ink: QColor, width: float) -> QPen:
    return QPen(ink, width, Qt.PenStyle.SolidLine, Qt.PenCapStyle.RoundCap, Qt.PenJoinStyle.RoundJoin)


def _polygon(points: _Points) -> QPolygonF:
    return QPolygonF([QPointF(x, y) for x, y in points])
