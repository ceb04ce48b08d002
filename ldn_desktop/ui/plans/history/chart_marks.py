"""Paints the chart of a history: its panels, and across them the numbers of revisions, uprights, today and dates."""

from __future__ import annotations

from PySide6.QtCore import QPointF, QRectF, Qt
from PySide6.QtGui import QFontMetricsF, QPainter, QPen

from ldn_desktop.ui.charts.chart_plot import ChartLook
from ldn_desktop.ui.plans.history.chart_layout import ChartLayout
from ldn_desktop.workspace.history_chart import HistoryChart, Numbered

_BOX = 16
"""Pixels at 100 % of a number's box."""


class ChartMarks:
    """One chart as it is laid out; ``chosen`` is the key of a revision, ``day`` one from the start, -1 for none."""

    def __init__(
        self, chart: HistoryChart, layout: ChartLayout, look: ChartLook, chosen: str, day: int
    ) -> None:
        self._chart, self._layout, self._look = chart, layout, look
        self._chosen, self._day = chosen, day

    def paint(self, painter: QPainter) -> None:
        """Paint everything."""
        layout, unit = self._layout, self._look.unit
        layout.doses.paint_doses(painter, None, strong=True)
        words = layout.doses.words
        words.behind(painter)
        words.labels(painter, None)
        words.conditions(painter)
        self._uprights(painter)
        layout.response.paint(painter, layout.left)
        layout.effects.paint(painter, layout.effects_top, layout.x(0) + 6 * unit)
        boxes = self._boxes()
        self._numbers(painter, boxes)
        self._today_words(painter, [box for _, box in boxes])
        self._captions(painter)
        self._dates(painter)

    def _captions(self, painter: QPainter) -> None:
        painter.setFont(self._layout.bold_small)
        painter.setPen(self._look.color("text2"))
        ascent = QFontMetricsF(self._layout.bold_small).ascent()
        for top, words in self._layout.captions:
            painter.drawText(QPointF(self._layout.left, top + ascent), words)

    def _uprights(self, painter: QPainter) -> None:
        """Draw a dotted upright a visit, a solid one for today, and the day that is marked."""
        layout, look = self._layout, self._look
        dotted = QPen(look.color("control"), look.unit)
        dotted.setDashPattern((1, 3))
        painter.setPen(dotted)
        for day in self._chart.visits:
            layout.upright(painter, layout.middle(day))
        for place, role in ((self._day, "accent"), (self._chart.dose.today, "text")):
            if place is not None and place >= 0:
                painter.setPen(QPen(look.color(role), 1.5 * look.unit))
                layout.upright(painter, layout.middle(place))

    def _boxes(self) -> list[tuple[Numbered, QRectF]]:
        """Return the revisions whose numbers are written: the chosen one and the last ones first, as room allows."""
        metrics, unit = QFontMetricsF(self._layout.bold_tiny), self._look.unit
        order = [*reversed(self._chart.revisions)]
        order.sort(key=lambda numbered: numbered.key != self._chosen)
        found: list[tuple[Numbered, QRectF]] = []
        for numbered in order:
            wide = max(_BOX * unit, metrics.horizontalAdvance(str(numbered.number)) + 6 * unit)
            middle = self._layout.middle(numbered.day)
            box = QRectF(middle - wide / 2, 4 * unit, wide, _BOX * unit)
            if not any(box.adjusted(-2, 0, 2, 0).intersects(other) for _, other in found):
                found.append((numbered, box))
        return found

    def _numbers(self, painter: QPainter, boxes: list[tuple[Numbered, QRectF]]) -> None:
        look = self._look
        painter.setFont(self._layout.bold_tiny)
        for numbered, box in boxes:
            chosen = numbered.key == self._chosen
            painter.setPen(QPen(look.color("s2"), 1.5 * look.unit))
            painter.setBrush(look.color("s2" if chosen else "panel"))
            painter.drawRoundedRect(box, 4 * look.unit, 4 * look.unit)
            painter.setPen(look.color("panel" if chosen else "s2"))
            painter.drawText(box, Qt.AlignmentFlag.AlignCenter, str(numbered.number))
        painter.setBrush(Qt.BrushStyle.NoBrush)

    def _today_words(self, painter: QPainter, boxes: list[QRectF]) -> None:
        """Write today above its upright, or beside numbers that stand there."""
        day, words = self._chart.dose.today, self._chart.dose.today_words
        if day is None:
            return
        metrics, unit = QFontMetricsF(self._layout.bold_tiny), self._look.unit
        x, wide, gap = self._layout.middle(day), metrics.horizontalAdvance(words) + 1, 6 * unit
        lefts = [x - wide / 2, x + gap, x - gap - wide]
        lefts += [box.right() + gap for box in boxes] + [box.left() - gap - wide for box in boxes]
        lefts = [min(max(left, self._layout.left), self._layout.right - wide) for left in lefts]
        spots = [QRectF(left, 5 * unit, wide, metrics.height()) for left in lefts]
        free = [spot for spot in spots if not any(spot.intersects(box) for box in boxes)]
        spot = min(free, key=lambda spot: abs(spot.center().x() - x), default=None)
        if spot is not None:
            painter.setFont(self._layout.bold_tiny)
            painter.setPen(self._look.color("text"))
            painter.drawText(spot, Qt.AlignmentFlag.AlignCenter, words)

    def _dates(self, painter: QPainter) -> None:
        """Draw the axis and write dates below it, those that matter most first, as far as there is room."""
        layout, look = self._layout, self._look
        left, metrics, gap = layout.x(0), QFontMetricsF(look.tiny), 8 * look.unit
        painter.setPen(QPen(look.color("control"), look.unit))
        painter.drawLine(QPointF(left, layout.axis), QPointF(layout.x(self._chart.days), layout.axis))
        painter.setFont(look.tiny)
        taken: list[QRectF] = []
        for day, words in self._chart.dates:
            wide, x = metrics.horizontalAdvance(words), layout.x(day)
            box = QRectF(
                min(max(x - wide / 2, left), layout.right - wide),
                layout.axis + 5 * look.unit,
                wide,
                metrics.height(),
            )
            if any(box.adjusted(-gap, 0, gap, 0).intersects(other) for other in taken):
                continue
            taken.append(box)
            painter.setPen(QPen(look.color("control"), look.unit))
            painter.drawLine(QPointF(x, layout.axis), QPointF(x, layout.axis + 4 * look.unit))
            painter.setPen(look.color("text3"))
            painter.drawText(box, Qt.AlignmentFlag.AlignCenter, words)
