"""A date with a calendar; for a date of birth it may be empty."""

from __future__ import annotations

import datetime as dt

from PySide6.QtCore import QDate, QLocale, Qt, Signal
from PySide6.QtGui import QFocusEvent, QKeyEvent, QMouseEvent
from PySide6.QtWidgets import QCalendarWidget, QDateEdit, QWidget

from ldn_desktop.ui.theme.look import Theme
from ldn_desktop.ui.widgets.themed import Themed

_FIRST = QDate(1900, 1, 1)
_LAST = QDate(2199, 12, 31)
_BIRTH = dt.date(1980, 1, 1)
"""Where the calendar opens and typing begins while a date of birth is empty."""
_CLEARING = {Qt.Key.Key_Delete, Qt.Key.Key_Backspace}
_BEGINNING = {Qt.Key.Key_Up, Qt.Key.Key_Down}


class DateEdit(Themed, QDateEdit):
    """A day, written "Tue 1 Dec 2026". ``day_changed`` tells that it changed.

    With ``optional`` it may be empty and is written without the weekday; Del on the selected text empties it. Typing
    and the calendar then begin at ``begins``.
    """

    day_changed = Signal()

    def __init__(
        self,
        theme: Theme | None = None,
        *,
        optional: bool = False,
        begins: dt.date = _BIRTH,
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        self._optional = optional
        self._begins = QDate(begins.year, begins.month, begins.day)
        # Words on screen are English whatever the machine speaks.
        self.setLocale(QLocale(QLocale.Language.English, QLocale.Country.UnitedKingdom))
        self.setDisplayFormat("d MMM yyyy" if optional else "ddd d MMM yyyy")
        self.setCalendarPopup(True)
        self._calendar: QCalendarWidget | None = None
        self.setDateRange(_FIRST.addDays(-1) if optional else _FIRST, _LAST)
        if optional:
            self.setSpecialValueText(" ")
            self.setDate(self.minimumDate())
        self.dateChanged.connect(self._changed)
        self.wear(theme)

    def day(self) -> dt.date | None:
        """Return the day, or ``None`` while it is empty."""
        date = self.date()
        return None if self._empty() else dt.date(date.year(), date.month(), date.day())

    def set_day(self, day: dt.date | None) -> None:
        """Show a day. Refused: none where a day is needed, or one outside 1900 to 2199 (``ValueError``)."""
        if day is None:
            if not self._optional:
                raise ValueError("this date cannot be empty")
            self.setDate(self.minimumDate())
            return
        date = QDate(day.year, day.month, day.day)
        if not _FIRST <= date <= _LAST:
            raise ValueError(f"{day} is outside {_FIRST.year()} to {_LAST.year()}")
        if date != self.date():
            self.setDate(date)

    def set_error(self, error: bool) -> None:
        """Mark the field as wrong; say what in words elsewhere."""
        if bool(self.property("error")) != error:
            self.setProperty("error", error)
            self.style().unpolish(self)
            self.style().polish(self)

    def clear(self) -> None:
        """Empty the field where it may be empty."""
        if self._optional:
            self.setDate(self.minimumDate())

    def apply_theme(self) -> None:
        """Colour the weekend as any day: here red would read as a warning."""
        calendar = self._calendar
        if calendar is None:
            return
        for day in (Qt.DayOfWeek.Saturday, Qt.DayOfWeek.Sunday):
            style = calendar.weekdayTextFormat(day)
            style.setForeground(self.theme.color("text"))
            calendar.setWeekdayTextFormat(day, style)
        header = calendar.headerTextFormat()
        header.setForeground(self.theme.color("text2"))
        header.setBackground(self.theme.color("sunken"))
        calendar.setHeaderTextFormat(header)

    def focusNextPrevChild(self, forward: bool) -> bool:
        """Leave at once while empty: Qt would stay at the sections of a date that is not shown."""
        if self._empty():
            return QWidget.focusNextPrevChild(self, forward)
        return super().focusNextPrevChild(forward)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Empty with Del when all is selected; begin with any digit or arrow while it is empty."""
        if self._optional:
            edit = self.lineEdit()
            if event.key() in _CLEARING and edit.selectedText() == edit.text():
                self.clear()
                return
            if self._empty() and (event.text().isdigit() or event.key() in _BEGINNING):
                self.setDate(self._begins)
                self.setSelectedSection(QDateEdit.Section.DaySection)
        super().keyPressEvent(event)

    def focusInEvent(self, event: QFocusEvent) -> None:
        """Have the calendar ready; that of an empty field opens where typing begins."""
        super().focusInEvent(event)
        calendar = self._ready_calendar()
        if self._empty():
            calendar.setCurrentPage(self._begins.year(), self._begins.month())

    def mousePressEvent(self, event: QMouseEvent) -> None:
        """Have the calendar ready for a click on the arrow."""
        self._ready_calendar()
        super().mousePressEvent(event)

    def _ready_calendar(self) -> QCalendarWidget:
        """Make the calendar when the field is first touched: it is costly, and most are never opened."""
        if self._calendar is None:
            self._calendar = QCalendarWidget()
            self._calendar.setLocale(self.locale())
            self._calendar.setFirstDayOfWeek(Qt.DayOfWeek.Monday)
            self._calendar.setVerticalHeaderFormat(QCalendarWidget.VerticalHeaderFormat.NoVerticalHeader)
            self._calendar.setGridVisible(False)
            self.setCalendarWidget(self._calendar)
            self.apply_theme()
        return self._calendar

    def _empty(self) -> bool:
        return self._optional and self.date() == self.minimumDate()

    def _changed(self) -> None:
        self.day_changed.emit()
