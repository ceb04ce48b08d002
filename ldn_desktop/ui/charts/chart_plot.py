"""The ground of the dose-over-time chart: where days and doses lie in a rectangle."""

from __future__ import annotations

from collections.abc import Callable
from typing import NamedTuple

from PySide6.QtCore import QRectF
from PySide6.QtGui import QColor, QFont, QFontMetricsF

from ldn_desktop.workspace.dose_chart import Band, DoseChart


class ChartLook(NamedTuple):
    """Fonts and colours of a chart; ``color`` maps a role of the theme. ``area`` is off on paper."""

    color: Callable[[str], QColor]
    small: QFont
    tiny: QFont
    unit: float = 1.0
    area: bool = True


class ChartPlot:
    """One chart in one rectangle; ``area`` is what lies between its axes, ``behind`` the width that follows it.

    ``sides`` is the room to leave at the left and the right at least, where other things stand on the same axis.
    """

    def __init__(
        self, chart: DoseChart, rect: QRectF, look: ChartLook, sides: tuple[float, float] = (0, 0)
    ) -> None:
        self.chart, self.look = chart, look
        small, tiny = QFontMetricsF(look.small), QFontMetricsF(look.tiny)
        self.small, self.tiny = small, tiny
        labels = max(tiny.horizontalAdvance(mark.label) for mark in chart.axis.marks)
        left = max(labels + 10 * look.unit, sides[0])
        follows = chart.goes_on or chart.waits
        self.behind = tiny.horizontalAdvance(follows) + 8 * look.unit if follows else 0
        wide = max(rect.width() - left - max(12 * look.unit + self.behind, sides[1]), 10)
        head = small.height() + (tiny.height() if chart.maintenance_from else 0) + 10 * look.unit
        if any(self.stacked(band, wide * (band.end - band.start) / chart.days) for band in chart.bands):
            head += tiny.height()
        self.area = QRectF(
            rect.left() + left,
            rect.top() + head,
            wide,
            max(rect.height() - head - tiny.height() - 8 * look.unit, 10),
        )
        self.rect = rect

    def x(self, day: int) -> float:
        """Return where a day from the start begins."""
        return self.area.left() + self.area.width() * day / self.chart.days

    def y(self, dose_ng: int) -> float:
        """Return how high a dose lies."""
        return self.area.bottom() - self.area.height() * self.chart.axis.share(dose_ng)

    def detail(self, band: Band) -> str:
        """Return what a label leaves open; the unit stands on the axis."""
        return band.detail.replace(f" {self.chart.unit}", "") if self.chart.unit else band.detail

    def stacked(self, band: Band, step: float) -> bool:
        """Tell whether the detail of a label stands below it, for beside it there is no room."""
        detail = self.tiny.horizontalAdvance(self.detail(band))
        return bool(band.detail) and detail <= step < detail + self.small.horizontalAdvance(band.label)
