"""The calendar that opens at a field of a date."""

from __future__ import annotations

import datetime as dt

from PySide6.QtCore import QDate, QPoint, Qt, Signal
from PySide6.QtWidgets import QCalendarWidget, QMenu, QWidget, QWidgetAction

from ldn_desktop.ui.theme.current import current_theme

_WIDE = 364


class DayCalendar(QMenu):
    """Opens at a day, with those from a first to a last to choose from; ``picked`` hands over that chosen."""

    picked = Signal(object)

    def __init__(self, day: dt.date, first: dt.date, last: dt.date, parent: QWidget) -> None:
        super().__init__(parent)
        calendar = self._calendar = QCalendarWidget()
        calendar.setFirstDayOfWeek(Qt.DayOfWeek.Monday)
        calendar.setVerticalHeaderFormat(QCalendarWidget.VerticalHeaderFormat.NoVerticalHeader)
        calendar.setGridVisible(False)
        # Narrower, the names of the weekdays would be cut.
        calendar.setMinimumWidth(current_theme().px(_WIDE))
        calendar.setDateRange(_qdate(first), _qdate(last))
        calendar.setSelectedDate(_qdate(day))
        self._dress()
        action = QWidgetAction(self)
        action.setDefaultWidget(calendar)
        self.addAction(action)
        for taken in (calendar.activated, calendar.clicked):
            taken.connect(self._take)
            taken.connect(self.close)
        self.aboutToHide.connect(self.deleteLater)

    def open_at(self, place: QPoint) -> None:
        """Open at a place of the screen, with the keyboard in it."""
        self.popup(place)
        self._calendar.setFocus()

    def _take(self, date: QDate) -> None:
        self.picked.emit(dt.date(date.year(), date.month(), date.day()))

    def _dress(self) -> None:
        """Colour the weekend as any day: here red would read as a warning."""
        calendar, theme = self._calendar, current_theme()
        for day in (Qt.DayOfWeek.Saturday, Qt.DayOfWeek.Sunday):
            style = calendar.weekdayTextFormat(day)
            style.setForeground(theme.color("text"))
            calendar.setWeekdayTextFormat(day, style)
        header = calendar.headerTextFormat()
        header.setForeground(theme.color("text2"))
        header.setBackground(theme.color("sunken"))
        calendar.setHeaderTextFormat(header)


def _qdate(day: dt.date) -> QDate:
    return QDate(day.year, day.month, day.day)
