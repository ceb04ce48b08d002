"""Paints two plans on one chart, on a widget as on paper: they differ by mark and dash, not by colour alone."""

from __future__ import annotations

from collections.abc import Callable
from typing import NamedTuple

from PySide6.QtCore import QLineF, QPointF, QRectF, Qt
from PySide6.QtGui import QBrush, QColor, QFont, QFontMetricsF, QPainter, QPen, QPolygonF

from ldn_desktop.papers.compared_doses import ComparedDoses, Level

_DASH = [5.0, 3.0]
_BROAD, _NARROW = 4.0, 1.6
_SIDE = 7
"""The width of a mark in units: it is seen beside the broad line, and on it."""


class ComparedLook(NamedTuple):
    """What a chart is painted with.

    ``color`` maps ``text``, ``text2``, ``grid``, ``control``, ``left`` and ``right``; ``unit`` is a point or a pixel.
    """

    color: Callable[[str], QColor]
    font: QFont
    unit: float = 1.0


class ComparedChart:
    """One chart laid out in one rectangle."""

    def __init__(self, doses: ComparedDoses, rect: QRectF, look: ComparedLook) -> None:
        self._doses, self._look = doses, look
        self._metrics = QFontMetricsF(look.font)
        unit = look.unit
        labels = [self._label(mark.label) for mark in doses.axis.marks]
        left = max([*map(self._wide, labels), self._wide(doses.unit)]) + 12 * unit
        right = max(map(self._wide, doses.names)) + 14 * unit
        above, below = self._metrics.height() + 6 * unit, self._metrics.height() + 6 * unit
        self._rect = rect
        self._area = rect.adjusted(left, above, -right, -below)

    def paint(self, painter: QPainter) -> None:
        """Paint everything: the broad line first, so that the dashed one is seen where both are the same."""
        painter.save()
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setFont(self._look.font)
        self._axes(painter)
        self._line(painter, self._doses.left, QPen(self._look.color("left"), _BROAD * self._look.unit))
        dashed = QPen(self._look.color("right"), _NARROW * self._look.unit)
        dashed.setDashPattern(_DASH)
        dashed.setCapStyle(Qt.PenCapStyle.FlatCap)
        self._line(painter, self._doses.right, dashed)
        for level in self._doses.left:
            self._dot(painter, self._begin(level))
        for level in self._doses.right:
            self._square(painter, self._begin(level))
        self._names(painter)
        painter.restore()

    def _wide(self, text: str) -> float:
        return self._metrics.horizontalAdvance(text)

    def _label(self, label: str) -> str:
        return label.removesuffix(f" {self._doses.unit}") if self._doses.unit else label

    def _x(self, day: int) -> float:
        return self._area.left() + self._area.width() * day / self._doses.days

    def _y(self, dose_ng: int) -> float:
        return self._area.bottom() - self._area.height() * self._doses.axis.share(dose_ng)

    def _axes(self, painter: QPainter) -> None:
        look, area, high = self._look, self._area, self._metrics.height()
        room = area.left() - 9 * look.unit - self._rect.left()
        lowest = self._rect.bottom()
        for mark in self._doses.axis.marks:
            y = self._y(mark.dose_ng)
            painter.setPen(QPen(look.color("grid"), look.unit))
            painter.drawLine(QLineF(area.left(), y, area.right(), y))
            if lowest - y < high * 0.9:
                continue
            lowest = y
            painter.setPen(look.color("text2"))
            box = QRectF(self._rect.left(), y - high, room, 2 * high)
            painter.drawText(
                box, Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter, self._label(mark.label)
            )
        painter.setPen(look.color("text2"))
        box = QRectF(self._rect.left(), self._rect.top(), room, high)
        painter.drawText(box, Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignTop, self._doses.unit)
        self._days(painter)

    def _days(self, painter: QPainter) -> None:
        look, area = self._look, self._area
        painter.setPen(QPen(look.color("control"), look.unit))
        painter.drawLine(area.bottomLeft(), area.bottomRight())
        beyond = self._rect.left()
        for day, text in self._doses.ticks:
            x, wide = self._x(day), self._wide(text)
            painter.setPen(QPen(look.color("control"), look.unit))
            painter.drawLine(QLineF(x, area.bottom(), x, area.bottom() + 3 * look.unit))
            left = x - wide / 2
            if left < beyond:
                continue
            beyond = left + wide + 4 * look.unit
            painter.setPen(look.color("text2"))
            painter.drawText(QPointF(left, area.bottom() + 4 * look.unit + self._metrics.ascent()), text)

    def _line(self, painter: QPainter, levels: tuple[Level, ...], pen: QPen) -> None:
        pen.setJoinStyle(Qt.PenJoinStyle.MiterJoin)
        painter.setPen(pen)
        painter.setBrush(Qt.BrushStyle.NoBrush)
        points = [
            QPointF(self._x(day), self._y(level.dose_ng))
            for level in levels
            for day in (level.start, level.end)
        ]
        painter.drawPolyline(QPolygonF(points))

    def _begin(self, level: Level) -> QPointF:
        return QPointF(self._x(level.start), self._y(level.dose_ng))

    def _dot(self, painter: QPainter, at: QPointF) -> None:
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(QBrush(self._look.color("left")))
        radius = _SIDE * self._look.unit / 2
        painter.drawEllipse(at, radius, radius)

    def _square(self, painter: QPainter, at: QPointF) -> None:
        """Paint a square without ground, larger than the dot: both are seen where they are on the same place."""
        painter.setPen(QPen(self._look.color("right"), _NARROW * self._look.unit))
        painter.setBrush(Qt.BrushStyle.NoBrush)
        half = (_SIDE + 4) * self._look.unit / 2
        painter.drawRect(QRectF(at.x() - half, at.y() - half, 2 * half, 2 * half))

    def _names(self, painter: QPainter) -> None:
        """Write what each plan is called above the end of its line, or behind lines that end together."""
        look, high = self._look, self._metrics.height()
        font = QFont(look.font)
        font.setBold(True)
        painter.setFont(font)
        painter.setPen(look.color("text"))
        lines = (self._doses.left, self._doses.right)
        ends = [QPointF(self._x(line[-1].end), self._y(line[-1].dose_ng)) for line in lines]
        wide = max(map(self._wide, self._doses.names)) + 4 * look.unit
        if abs(ends[0].x() - ends[1].x()) >= wide:
            places = [end + QPointF(-wide, -high - 4 * look.unit) for end in ends]
        else:
            apart = ends[1].y() - ends[0].y()
            spread = max(high - abs(apart), 0) / 2 * (1 if apart >= 0 else -1)
            places = [
                end + QPointF(6 * look.unit, -high / 2 + way * spread)
                for end, way in zip(ends, (-1, 1), strict=True)
            ]
        for name, place in zip(self._doses.names, places, strict=True):
            painter.drawText(place + QPointF(0, self._metrics.ascent()), name)
