"""The mechanism map as lines and boxes: how an arrow is drawn, where its words stand, the map on paper."""

from __future__ import annotations

import math
from collections.abc import Sequence
from typing import NamedTuple

from PySide6.QtCore import QPointF, QRectF, QSizeF, Qt
from PySide6.QtGui import QColor, QPainter, QPen, QPolygonF

from ldn_desktop.ui.theme.look import Theme

LEVEL_WORDS = {
    "human": "shown in people",
    "uncontrolled": "seen in people, uncontrolled",
    "animal": "shown in animals",
    "cell": "shown in cells",
    "hypothesis": "a hypothesis",
}
LEVEL_SHORT = {
    "human": "in people",
    "uncontrolled": "in people, uncontrolled",
    "animal": "in animals",
    "cell": "in cells",
    "hypothesis": "hypothesis",
}
_PENS = {
    "human": Qt.PenStyle.SolidLine,
    "uncontrolled": Qt.PenStyle.DashDotDotLine,
    "animal": Qt.PenStyle.DashLine,
    "cell": Qt.PenStyle.DashDotLine,
    "hypothesis": Qt.PenStyle.DotLine,
}
_HEAD, _TURN, _GAP, _BESIDE = 9, 0.45, 3, 2
_SHARES = (0.5, 0.42, 0.58, 0.34, 0.66, 0.26, 0.74)
"""Where along an arrow its words may stand, the best first."""
_GROUNDS = {"drug": ("accent", "on_accent"), "effect": ("soft", "on_soft")}


class Box(NamedTuple):
    """A part of the map as drawn."""

    place: QRectF
    words: str
    kind: str


class Line(NamedTuple):
    """An arrow of the map as drawn, with its words."""

    start: QPointF
    end: QPointF
    level: str
    place: QRectF
    words: str


class MapDrawing(NamedTuple):
    """The whole map as drawn, to be painted anywhere."""

    boxes: tuple[Box, ...]
    lines: tuple[Line, ...]

    def paint(self, painter: QPainter, theme: Theme) -> None:
        """Paint the map in a theme's colours, in pixels of its layout."""
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        middle = Qt.AlignmentFlag.AlignCenter
        for line in self.lines:
            draw_arrow(painter, line.start, line.end, line.level, theme.color("text"), theme)
            painter.setFont(theme.font("small"))
            painter.setPen(theme.color("text"))
            painter.drawText(line.place, middle, line.words)
        painter.setFont(theme.font("body-bold"))
        for box in self.boxes:
            ground, ink = _GROUNDS.get(box.kind, ("panel", "text"))
            painter.setPen(QPen(theme.color("text"), 1))
            painter.setBrush(theme.color(ground))
            painter.drawRoundedRect(box.place, theme.px(5), theme.px(5))
            painter.setPen(theme.color(ink))
            painter.drawText(box.place, middle, box.words)


def draw_arrow(
    painter: QPainter,
    start: QPointF,
    end: QPointF,
    level: str,
    colour: QColor,
    theme: Theme,
    width: float = 1.5,
) -> None:
    """Draw an arrow; its line tells the level at which it was shown, its head is always solid."""
    angle = math.atan2(end.y() - start.y(), end.x() - start.x())
    size = theme.px(_HEAD)
    neck = QPointF(end.x() - size * math.cos(angle), end.y() - size * math.sin(angle))
    painter.setPen(QPen(colour, theme.px(width), _PENS[level]))
    painter.drawLine(start, neck)
    wings = [
        QPointF(end.x() - size * math.cos(angle + turn), end.y() - size * math.sin(angle + turn))
        for turn in (_TURN, -_TURN)
    ]
    painter.setPen(Qt.PenStyle.NoPen)
    painter.setBrush(colour)
    painter.drawPolygon(QPolygonF([end, *wings]))


def edge(box: QRectF, towards: QPointF) -> QPointF:
    """Return where the line from a box's middle to a point leaves the box, with a small gap."""
    centre = box.center()
    dx, dy = towards.x() - centre.x(), towards.y() - centre.y()
    if not dx and not dy:
        return centre
    half_wide, half_high = box.width() / 2 + _GAP, box.height() / 2 + _GAP
    share = min(half_wide / abs(dx) if dx else math.inf, half_high / abs(dy) if dy else math.inf)
    return QPointF(centre.x() + dx * share, centre.y() + dy * share)


def beside(
    start: QPointF,
    end: QPointF,
    size: QSizeF,
    taken: Sequence[QRectF],
    lines: Sequence[tuple[QPointF, QPointF]] = (),
) -> QRectF:
    """Return a place for an arrow's words next to its line, free of what is ``taken`` and best of ``lines``."""
    run = end - start
    length = math.hypot(run.x(), run.y()) or 1
    across = QPointF(run.y() / length, -run.x() / length)
    if across.y() > 0 or (not across.y() and across.x() < 0):
        across = -across
    away = abs(across.x()) * size.width() / 2 + abs(across.y()) * size.height() / 2 + _BESIDE
    places = [
        _around(start + run * share + across * (away * side), size) for side in (1, -1) for share in _SHARES
    ]
    free = [place for place in places if not any(place.intersects(other) for other in taken)]
    clear = [place for place in free if not any(_crosses(place, *line) for line in lines)]
    return (clear or free or places)[0]


def _around(centre: QPointF, size: QSizeF) -> QRectF:
    return QRectF(centre.x() - size.width() / 2, centre.y() - size.height() / 2, size.width(), size.height())


def _crosses(box: QRectF, start: QPointF, end: QPointF) -> bool:
    """Tell whether a line runs through a box, by points along it."""
    return any(box.contains(start + (end - start) * (at / 20)) for at in range(21))
