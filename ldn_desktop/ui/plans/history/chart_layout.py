"""Where everything of a history's chart lies: doses, scores and side effects below each other on one axis of time."""

from __future__ import annotations

from PySide6.QtCore import QPointF, QRectF
from PySide6.QtGui import QFont, QFontMetricsF, QPainter

from ldn_desktop.ui.charts.chart_painter import ChartPainter
from ldn_desktop.ui.charts.chart_plot import ChartLook
from ldn_desktop.ui.plans.history.chart_effects import EffectsPanel
from ldn_desktop.ui.plans.history.chart_response import ResponsePanel
from ldn_desktop.workspace.history_chart import HistoryChart

_EDGE, _STRIP, _PART, _CAPTIONS = 12, 24, 34, 60
"""Pixels at 100 %: the edge, the strip of numbers, what parts the panels, and what captions and dates take."""
_RESPONSE = 0.48
"""How much of the height that side effects and dates leave scores have; doses have the rest."""


class ChartLayout:
    """A chart in a rectangle; what is measured in pixels is so at 100 % times the unit of the ``look``."""

    def __init__(self, chart: HistoryChart, rect: QRectF, look: ChartLook) -> None:
        unit, start = look.unit, chart.start.toordinal()
        tiny, small = QFontMetricsF(look.tiny), QFontMetricsF(look.small)
        self.bold_small, self.bold_tiny = QFont(look.small), QFont(look.tiny)
        for font in (self.bold_small, self.bold_tiny):
            font.setBold(True)
        caption = QFontMetricsF(self.bold_small).horizontalAdvance("Side effects") + 2 * _EDGE * unit
        before = max(caption, ResponsePanel.before(look) + _EDGE * unit)
        sides = before, ResponsePanel.behind(chart.series, look)
        self.left, self.right = rect.left() + _EDGE * unit, rect.right() - _EDGE * unit
        self.top, self.axis = rect.top() + _STRIP * unit, rect.bottom() - tiny.height() - 10 * unit
        # From side to side everything follows from the width alone.
        across = ChartPainter(chart.dose, rect, look, sides).plot
        self._half = across.area.width() / chart.days / 2
        self.effects = EffectsPanel(
            chart.effects, lambda day: across.x(day - start), (across.area.left(), self.right), look
        )
        self.effects_top = self.axis - self.effects.height - 4 * unit
        room = self.effects_top - small.height() - self.top - _PART * unit
        # The painter of doses leaves room for dates of its own, which stand below everything here.
        high = room * (1 - _RESPONSE) + tiny.height() + 14 * unit
        self.doses = ChartPainter(
            chart.dose, QRectF(rect.left(), self.top - 6 * unit, rect.width(), high), look, sides
        )
        area = self.doses.plot.area
        top = area.bottom() + _PART * unit + small.height() / 2
        bottom = self.effects_top - small.height() * 0.9
        self.response = ResponsePanel(
            chart.series,
            QRectF(area.left(), top, area.width(), bottom - top),
            lambda day: self.middle(day - start),
            look,
        )
        small_high = QFontMetricsF(self.bold_small).height()
        self.captions = (
            (rect.top() + 4 * unit, "Dose"),
            (top - small_high - 10 * unit, "Response"),
            (self.effects_top - 3 * unit, "Side effects"),
        )

    def x(self, day: int) -> float:
        """Return where a day from the start begins."""
        return self.doses.plot.x(day)

    def middle(self, day: int) -> float:
        """Return where the middle of a day from the start lies."""
        return self.x(day) + self._half

    def upright(self, painter: QPainter, x: float) -> None:
        """Draw a line over all panels; what is written at the doses is left out."""
        self.doses.words.upright(painter, x, self.top)
        painter.drawLine(QPointF(x, self.doses.plot.area.bottom()), QPointF(x, self.axis))

    def height_with(self, panel: float, unit: float) -> float:
        """Return how high it is with doses and scores of a height at 100 % each."""
        return self.effects.height + (2 * panel + _STRIP + _PART + _CAPTIONS) * unit
