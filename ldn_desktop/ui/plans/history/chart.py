"""Dose, response and side effects of a plan on one axis of time, as a widget."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Iterator

from PySide6.QtCore import QEvent, QRectF, QSize, Qt, Signal
from PySide6.QtGui import QKeyEvent, QKeySequence, QMouseEvent, QPainter, QPaintEvent, QPen, QResizeEvent
from PySide6.QtWidgets import QSizePolicy, QToolTip, QWidget

from ldn_desktop.ui.charts.chart_plot import ChartLook
from ldn_desktop.ui.plans.history.chart_layout import ChartLayout
from ldn_desktop.ui.plans.history.chart_marks import ChartMarks
from ldn_desktop.ui.theme.current import Themed
from ldn_desktop.ui.widgets.labels import plain_tip
from ldn_desktop.ui.widgets.passing_copy import copy_of_plan
from ldn_desktop.workspace.history_chart import HistoryChart

_NEAR, _EMPTY = 8, 120
"""Pixels at 100 %: how near the pointer is to a day, and how high nothing is."""
_USUAL_PANEL, _LEAST_PANEL = 170, 105
"""How high doses and scores are usually and at least, each."""


class HistoryChartView(Themed, QWidget):
    """The chart; ``day_chosen`` hands over a day, from the start, that was clicked or gone to with the arrows."""

    day_chosen = Signal(int)

    def __init__(self) -> None:
        super().__init__()
        self.chart: HistoryChart | None = None
        self._chosen, self._day = "", -1
        self._drawn: ChartLayout | None = None
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setMouseTracking(True)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Expanding)
        self.setAccessibleName("Dose and response over time")

    def show_chart(self, chart: HistoryChart | None) -> None:
        """Show another chart, or nothing."""
        self.chart = chart
        self._drawn = None
        self.setAccessibleDescription(chart.summary if chart else "")
        self.updateGeometry()
        self.update()

    def choose(self, key: str, day: int) -> None:
        """Mark the revision that is known by a key, and a day from the start; -1 is none."""
        if (key, day) != (self._chosen, self._day):
            self._chosen, self._day = key, day
            self.update()

    def sizeHint(self) -> QSize:
        """Return the size the chart likes best."""
        return QSize(self.theme.px(700), self._high(_USUAL_PANEL))

    def minimumSizeHint(self) -> QSize:
        """Return the size below which it cannot be read."""
        return QSize(self.theme.px(420), self._high(_LEAST_PANEL))

    def apply_theme(self) -> None:
        """Lay it out anew."""
        self._drawn = None

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Lay it out anew; side effects may need more lanes in another width."""
        self._drawn = None
        if event.size().width() != event.oldSize().width():
            self.updateGeometry()
        super().resizeEvent(event)

    def changeEvent(self, event: QEvent) -> None:
        """Lay it out anew when the font changes."""
        if event.type() == QEvent.Type.FontChange:
            self._drawn = None
            self.updateGeometry()
        super().changeEvent(event)

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        """Tell what is below the pointer."""
        day = self._day_at(event.position().x())
        if day is None:
            QToolTip.hideText()
        else:
            QToolTip.showText(event.globalPosition().toPoint(), plain_tip(self.told(day)), self)
        super().mouseMoveEvent(event)

    def mousePressEvent(self, event: QMouseEvent) -> None:
        """Choose the day below the pointer, where something happened."""
        day = self._day_at(event.position().x())
        if day is not None:
            self.day_chosen.emit(day)
        super().mousePressEvent(event)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Choose the day before or after on which something happened with the arrow keys; copy with the usual ones."""
        if event.matches(QKeySequence.StandardKey.Copy) and self.chart is not None:
            copy_of_plan(self.chart.table.as_text())
            return
        key, marks = event.key(), self._marks()
        if not marks or key not in {Qt.Key.Key_Left, Qt.Key.Key_Right, Qt.Key.Key_Home, Qt.Key.Key_End}:
            super().keyPressEvent(event)
            return
        if key in {Qt.Key.Key_Home, Qt.Key.Key_End}:
            at = 0 if key == Qt.Key.Key_Home else len(marks) - 1
        elif key == Qt.Key.Key_Left:
            at = max(bisect_left(marks, self._day) - 1, 0) if self._day >= 0 else len(marks) - 1
        else:
            at = min(bisect_right(marks, self._day), len(marks) - 1)
        self.day_chosen.emit(marks[at])

    def told(self, day: int) -> str:
        """Return what the table says of a day, from the start."""
        chart = self.chart
        return chart.table.of_day(chart.start.toordinal() + day) if chart is not None else ""

    def paintEvent(self, _event: QPaintEvent) -> None:
        """Paint everything and, with the keyboard, the focus ring."""
        painter = QPainter(self)
        theme = self.theme
        if self.chart is not None:
            painter.setRenderHint(QPainter.RenderHint.Antialiasing)
            layout, look = self._layout(self.chart), self._look()
            ChartMarks(self.chart, layout, look, self._chosen, self._day).paint(painter)
        if self.hasFocus():
            painter.setBrush(Qt.BrushStyle.NoBrush)
            painter.setPen(QPen(theme.color("focus"), 2))
            painter.drawRoundedRect(QRectF(self.rect()).adjusted(1, 1, -1, -1), 4, 4)
        painter.end()

    def _marks(self) -> list[int]:
        """Return the days on which something happened, in order."""
        chart = self.chart
        return (
            [] if chart is None else sorted({*chart.visits, *(numbered.day for numbered in chart.revisions)})
        )

    def _day_at(self, x: float) -> int | None:
        if self.chart is None:
            return None
        at, near = self._layout(self.chart), self.theme.px(_NEAR)
        found: Iterator[tuple[float, int]] = ((abs(at.middle(day) - x), day) for day in self._marks())
        apart, day = min(found, default=(near + 1.0, 0))
        return day if apart <= near else None

    def _layout(self, chart: HistoryChart) -> ChartLayout:
        if self._drawn is None:
            self._drawn = ChartLayout(chart, QRectF(self.rect()), self._look())
        return self._drawn

    def _look(self) -> ChartLook:
        theme = self.theme
        return ChartLook(theme.color, theme.font("small"), theme.font("tiny"), theme.scale)

    def _high(self, panel: int) -> int:
        """Return how high it is with panels of a height at 100 %; what side effects need follows from the width."""
        if self.chart is None:
            return self.theme.px(_EMPTY)
        return round(self._layout(self.chart).height_with(panel, self.theme.scale))
