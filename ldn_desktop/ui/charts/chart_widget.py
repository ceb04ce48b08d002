"""The dose-over-time chart on the screen: a click or the arrow keys choose a step."""

from __future__ import annotations

from PySide6.QtCore import QEvent, QRectF, QSize, Qt, Signal
from PySide6.QtGui import QKeyEvent, QMouseEvent, QPainter, QPaintEvent
from PySide6.QtWidgets import QSizePolicy, QWidget

from ldn_desktop.ui.charts.chart_painter import ChartPainter
from ldn_desktop.ui.charts.chart_plot import ChartLook
from ldn_desktop.ui.theme.current import Themed
from ldn_desktop.workspace.dose_chart import DoseChart


class ChartWidget(Themed, QWidget):
    """Paints one chart; ``chosen`` tells the index of the phase that was picked."""

    chosen = Signal(int)

    def __init__(self) -> None:
        super().__init__()
        self.chart: DoseChart | None = None
        self._selected: int | None = None
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self.setAccessibleName("Dose over time")

    def show_chart(self, chart: DoseChart | None) -> None:
        """Show another chart, or nothing."""
        self.chart = chart
        self.setAccessibleDescription(chart.summary if chart else "")
        self.update()

    def select(self, index: int | None) -> None:
        """Mark a phase."""
        if index != self._selected:
            self._selected = index
            self.update()

    def sizeHint(self) -> QSize:
        """Return the size the chart likes best."""
        return QSize(self.theme.px(600), self.theme.px(210))

    def minimumSizeHint(self) -> QSize:
        """Return the size below which it cannot be read."""
        return QSize(self.theme.px(280), self.theme.px(115))

    def paintEvent(self, _event: QPaintEvent) -> None:
        """Paint the chart and, with the keyboard, the focus ring."""
        painter = QPainter(self)
        if self.chart is not None:
            self._painter().paint(painter, self._selected)
        if self.hasFocus():
            painter.setBrush(Qt.BrushStyle.NoBrush)
            painter.setPen(self.theme.color("focus"))
            painter.drawRoundedRect(QRectF(self.rect()).adjusted(0.5, 0.5, -0.5, -0.5), 4, 4)
        painter.end()

    def mousePressEvent(self, event: QMouseEvent) -> None:
        """Choose the step below the pointer."""
        if self.chart is not None:
            index = self._painter().band_at(event.position().x())
            if index is not None:
                self.chosen.emit(index)
        super().mousePressEvent(event)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Choose the step before or after with the arrow keys."""
        step = {Qt.Key.Key_Left: -1, Qt.Key.Key_Right: 1}.get(Qt.Key(event.key()))
        if step is None or self.chart is None:
            super().keyPressEvent(event)
            return
        last = len(self.chart.bands) - 1
        before = self._selected if self._selected is not None else (-1 if step > 0 else last + 1)
        self.chosen.emit(min(max(before + step, 0), last))

    def changeEvent(self, event: QEvent) -> None:
        """Paint again when the font changes."""
        if event.type() == QEvent.Type.FontChange:
            self.updateGeometry()
        super().changeEvent(event)

    def _painter(self) -> ChartPainter:
        theme = self.theme
        look = ChartLook(theme.color, theme.font("small"), theme.font("tiny"), theme.scale)
        if self.chart is None:
            raise RuntimeError("there is no chart to paint")
        return ChartPainter(self.chart, QRectF(self.rect()), look)
