"""Draws scores over time, one line a question, told apart by mark and dash; the last value stands at the right."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from PySide6.QtCore import QPointF, QRectF, Qt
from PySide6.QtGui import QFontMetricsF, QPainter, QPen, QPolygonF

from ldn_desktop.library.bodies import WORST_SCORE
from ldn_desktop.ui.charts.chart_plot import ChartLook
from ldn_desktop.workspace.response import Series

_GRID = (WORST_SCORE, WORST_SCORE // 2, 0)
_DASHES: tuple[tuple[float, ...], ...] = ((), (4, 3), (1.2, 2), (6, 2, 1.2, 2))
_MARKS = ("disc", "square", "triangle", "diamond")
"""Of one line each; a line beyond the fourth has them again in another pairing."""
NOTHING_YET = "No visit has a score yet. The scores of visits will stand here, one line for each question."


class ResponsePanel:
    """Scores in a rectangle; ``x`` maps an ordinal to where its day lies."""

    def __init__(
        self, series: Sequence[Series], area: QRectF, x: Callable[[int], float], look: ChartLook
    ) -> None:
        self._series, self._area, self._x, self._look = series, area, x, look
        self._tiny, self._small = QFontMetricsF(look.tiny), QFontMetricsF(look.small)

    @staticmethod
    def behind(series: Sequence[Series], look: ChartLook) -> float:
        """Return the room that names and last values need at the right."""
        metrics = QFontMetricsF(look.small)
        wide = max((metrics.horizontalAdvance(_named(one)) for one in series), default=0.0)
        return wide + 36 * look.unit if wide else 0.0

    @staticmethod
    def before(look: ChartLook) -> float:
        """Return the room that the axis needs at the left."""
        metrics = QFontMetricsF(look.tiny)
        return metrics.horizontalAdvance("worst") + metrics.horizontalAdvance("10") + 30 * look.unit

    def y(self, score: int) -> float:
        """Return how high a score lies: the worst at the top."""
        return self._area.bottom() - self._area.height() * score / WORST_SCORE

    def paint(self, painter: QPainter, left: float) -> None:
        """Paint axis, lines and names; words of the axis begin at ``left``."""
        look = self._look
        painter.setFont(look.tiny)
        for score in _GRID:
            y = self.y(score)
            painter.setPen(QPen(look.color("grid" if score else "control"), look.unit))
            painter.drawLine(QPointF(self._area.left(), y), QPointF(self._area.right(), y))
            painter.setPen(look.color("text3"))
            box = QRectF(
                left,
                y - self._tiny.height(),
                self._area.left() - 8 * look.unit - left,
                2 * self._tiny.height(),
            )
            middle = Qt.AlignmentFlag.AlignVCenter
            painter.drawText(box, Qt.AlignmentFlag.AlignRight | middle, str(score))
            words = {WORST_SCORE: "worst", 0: "none"}.get(score, "")
            painter.drawText(box, Qt.AlignmentFlag.AlignLeft | middle, words)
        if not self._series:
            painter.setFont(look.small)
            painter.setPen(look.color("text2"))
            flags = int(Qt.AlignmentFlag.AlignCenter) | int(Qt.TextFlag.TextWordWrap)
            ground = self._small.boundingRect(self._area, flags, NOTHING_YET)
            painter.fillRect(ground, look.color("panel"))
            painter.drawText(self._area, flags, NOTHING_YET)
            return
        for at, one in enumerate(self._series):
            self._line(painter, at, one)
        self._names(painter)

    def _line(self, painter: QPainter, at: int, one: Series) -> None:
        points = [QPointF(self._x(day), self.y(score)) for day, score in one.points]
        painter.setPen(self._pen(at))
        painter.setBrush(Qt.BrushStyle.NoBrush)
        painter.drawPolyline(QPolygonF(points))
        for point in points:
            self._mark(painter, at, point)

    def _pen(self, at: int) -> QPen:
        pen = QPen(self._look.color("text2" if at else "s2"), 1.8 * self._look.unit)
        # Another turn of the marks goes with another turn of the dashes.
        dashes = _DASHES[(at + at // len(_MARKS)) % len(_DASHES)]
        if dashes:
            pen.setDashPattern(dashes)
        return pen

    def _mark(self, painter: QPainter, at: int, point: QPointF) -> None:
        look = self._look
        ink, side = look.color("text2" if at else "s2"), 4 * look.unit
        painter.setPen(QPen(ink, 1.6 * look.unit))
        hollow = _MARKS[at % len(_MARKS)] in {"square", "diamond"}
        painter.setBrush(look.color("panel") if hollow else ink)
        x, y = point.x(), point.y()
        match _MARKS[at % len(_MARKS)]:
            case "disc":
                painter.drawEllipse(point, side * 0.8, side * 0.8)
            case "square":
                painter.drawRect(QRectF(x - side, y - side, 2 * side, 2 * side))
            case "triangle":
                corners = [QPointF(x, y - side), QPointF(x + side, y + side), QPointF(x - side, y + side)]
                painter.drawPolygon(QPolygonF(corners))
            case _:
                tall = 1.3 * side
                corners = [
                    QPointF(x, y - tall),
                    QPointF(x + tall, y),
                    QPointF(x, y + tall),
                    QPointF(x - tall, y),
                ]
                painter.drawPolygon(QPolygonF(corners))

    def _names(self, painter: QPainter) -> None:
        """Write each name with its last value as near to that as the others leave room."""
        look, high = self._look, self._small.height()
        order = sorted(range(len(self._series)), key=lambda at: self.y(self._series[at].last))
        heights = spread(
            [self.y(self._series[at].last) for at in order], high, self._area.top(), self._area.bottom()
        )
        for at, y in zip(order, heights, strict=True):
            left = self._area.right() + 16 * look.unit
            self._mark(painter, at, QPointF(left, y))
            painter.setFont(look.small)
            painter.setPen(look.color("text"))
            box = QRectF(
                left + 10 * look.unit,
                y - high / 2,
                self._small.horizontalAdvance(_named(self._series[at])) + 2,
                high,
            )
            painter.drawText(
                box, Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter, _named(self._series[at])
            )


def spread(wanted: Sequence[float], apart: float, top: float, bottom: float) -> list[float]:
    """Return places that lie ``apart`` at least, in their order, as near to those ``wanted`` as one pass finds."""
    places: list[float] = []
    for y in wanted:
        places.append(max(y, places[-1] + apart) if places else max(y, top))
    over = places[-1] - bottom if places else 0
    for at in reversed(range(len(places))):
        if over <= 0:
            break
        limit = bottom if at == len(places) - 1 else places[at + 1] - apart
        places[at] = min(places[at], limit)
    return places


def _named(one: Series) -> str:
    return f"{one.name} {one.last}"
