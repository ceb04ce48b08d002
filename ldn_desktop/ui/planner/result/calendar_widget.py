"""The course as a scrolling calendar of weeks."""

from __future__ import annotations

from PySide6.QtCore import QPointF, QSize, Qt, Signal
from PySide6.QtGui import QMouseEvent, QPainter, QPaintEvent, QResizeEvent
from PySide6.QtWidgets import QAbstractScrollArea

from ldn_desktop.ui.planner.result.band_painter import CalendarLook
from ldn_desktop.ui.planner.result.calendar_painter import CalendarPainter
from ldn_desktop.ui.theme.current import Themed
from ldn_desktop.workspace.month_calendar import Week


class CalendarWidget(Themed, QAbstractScrollArea):
    """Paints the weeks of one course; ``chosen`` tells the index of the phase that was clicked."""

    chosen = Signal(int)

    def __init__(self) -> None:
        super().__init__()
        self.weeks: tuple[Week, ...] = ()
        self._selected: int | None = None
        self.setAccessibleName("Calendar")
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)

    def show_weeks(self, weeks: tuple[Week, ...]) -> None:
        """Show another course; where today's week is another one than before, bring it into view."""
        before, self.weeks = self._now, weeks
        bands = [band for week in weeks for band in week.bands if band.strong]
        told = [f"{band.strong}, {band.quiet}" for band in bands]
        told += [week.follows.texts[0] for week in weeks if week.follows is not None]
        self.setAccessibleDescription("; ".join(told))
        self._fit()
        painter = self._painter()
        if painter is not None and self._now is not None and self._now != before:
            self.verticalScrollBar().setValue(int(max(self._now - 1, 0) * painter.week_height))

    @property
    def _now(self) -> int | None:
        """The row of today's week."""
        return next((row for row, week in enumerate(self.weeks) if week.today is not None), None)

    def apply_theme(self) -> None:
        """Paint in another theme."""
        self._fit()

    def select(self, index: int | None) -> None:
        """Mark a phase and bring its first week into view."""
        if index == self._selected:
            return
        self._selected = index
        painter = self._painter()
        rows = [row for row, week in enumerate(self.weeks) if index in week.phases]
        if painter is not None and rows:
            top = int(rows[0] * painter.week_height)
            bar = self.verticalScrollBar()
            page = self.viewport().height() - int(painter.header_height) - int(painter.week_height)
            if not bar.value() <= top <= bar.value() + page:
                bar.setValue(top)
        self.viewport().update()

    def height_of(self, weeks: int) -> int:
        """Return the height in which so many weeks are seen whole."""
        calendar = self._painted()
        return int(calendar.header_height + weeks * calendar.week_height) + 2 * self.frameWidth()

    def weeks_within(self, height: int) -> int:
        """Return how many whole weeks are seen in a height."""
        calendar = self._painted()
        room = height - 2 * self.frameWidth() - calendar.header_height
        return max(int(room // calendar.week_height), 0)

    def sizeHint(self) -> QSize:
        """Return the size the calendar likes best."""
        return QSize(self.theme.px(600), self.theme.px(280))

    def paintEvent(self, _event: QPaintEvent) -> None:
        """Paint the weekdays and the weeks in view."""
        calendar = self._painter()
        if calendar is None:
            return
        painter = QPainter(self.viewport())
        painter.fillRect(self.viewport().rect(), self.theme.color("panel"))
        top = self.verticalScrollBar().value()
        painter.save()
        painter.translate(0, calendar.header_height - top)
        calendar.paint(painter, top, top + self.viewport().height(), self._selected)
        painter.restore()
        calendar.paint_header(painter)
        painter.end()

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Fit the scroll bar to the new size."""
        super().resizeEvent(event)
        self._fit()

    def mousePressEvent(self, event: QMouseEvent) -> None:
        """Choose the phase below the pointer."""
        calendar = self._painter()
        if calendar is None:
            return
        below = event.position() - QPointF(0, calendar.header_height - self.verticalScrollBar().value())
        index = calendar.band_at(below) if event.position().y() > calendar.header_height else None
        if index is not None:
            self.chosen.emit(index)

    def _fit(self) -> None:
        calendar = self._painter()
        if calendar is not None:
            room = self.viewport().height() - int(calendar.header_height)
            bar = self.verticalScrollBar()
            bar.setRange(0, max(int(calendar.height) - room, 0))
            bar.setPageStep(max(room, 1))
            bar.setSingleStep(int(calendar.week_height))
        self.viewport().update()

    def _painter(self) -> CalendarPainter | None:
        return self._painted() if self.weeks else None

    def _painted(self) -> CalendarPainter:
        theme = self.theme
        look = CalendarLook(theme.color, theme.font("small"), theme.font("tiny"), theme.scale)
        return CalendarPainter(self.weeks, self.viewport().width(), look)
