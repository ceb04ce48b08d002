"""A date as people type it, with a calendar; it may be empty where ``optional``."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable

from PySide6.QtCore import QDate, QLocale, QPoint, Qt, Signal
from PySide6.QtGui import QKeyEvent, QResizeEvent
from PySide6.QtWidgets import QCalendarWidget, QLineEdit, QMenu, QWidget, QWidgetAction

from ldn_desktop.documents.wording import full_date, weekday_date
from ldn_desktop.ui.theme.look import Theme
from ldn_desktop.ui.widgets.mark_button import MarkButton
from ldn_desktop.ui.widgets.parsed_edit import ParsedEdit
from ldn_desktop.workspace.day_text import FIRST, LAST, DayError, parse_day_until

_BIRTH = dt.date(1980, 1, 1)
"""Where the calendar opens while a date of birth is empty."""
_CALENDAR = 320
_STEPS = {Qt.Key.Key_Up: 1, Qt.Key.Key_Down: -1, Qt.Key.Key_PageUp: 7, Qt.Key.Key_PageDown: -7}


class _Line(QLineEdit):
    """The line, with the button of the calendar laid over the right end."""

    stepped = Signal(int)
    calendar_wanted = Signal()

    def __init__(self) -> None:
        super().__init__()
        self.setProperty("stepper", True)
        self.button = MarkButton(
            "calendar", "Calendar", shortcut="F4", size=(20, 20), mark_size=14, parent=self
        )
        self.button.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.button.setCursor(Qt.CursorShape.ArrowCursor)
        self.button.clicked.connect(self.calendar_wanted)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Step a day with the arrow keys, a week with Page Up and Page Down; F4 or Alt+Down opens the calendar."""
        key, plain = Qt.Key(event.key()), event.modifiers() == Qt.KeyboardModifier.NoModifier
        alt_down = key == Qt.Key.Key_Down and event.modifiers() == Qt.KeyboardModifier.AltModifier
        if key == Qt.Key.Key_F4 or alt_down:
            self.calendar_wanted.emit()
        elif plain and key in _STEPS:
            self.stepped.emit(_STEPS[key])
        else:
            super().keyPressEvent(event)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Keep the button at the right end."""
        super().resizeEvent(event)
        self.button.move(self.width() - 3 - self.button.width(), (self.height() - self.button.height()) // 2)


class DateEdit(ParsedEdit):
    """A day, shown as "Tue 1 Dec 2026" (without the weekday where ``optional``). ``day_changed`` tells another day.

    What cannot be read, or could be two days, is told in a sentence below; the day stays what it was until then, and
    ``unreadable_changed`` tells so. The calendar of an empty field opens at ``begins``; a day after ``latest`` is no day.
    """

    day_changed = Signal()
    unreadable_changed = Signal()

    def __init__(
        self,
        theme: Theme | None = None,
        *,
        optional: bool = False,
        begins: dt.date = _BIRTH,
        latest: Callable[[], dt.date] = lambda: LAST,
        parent: QWidget | None = None,
    ) -> None:
        self._optional, self._begins, self._latest = optional, begins, latest
        self._day: dt.date | None = None if optional else dt.date(2000, 1, 1)
        self._calendar: QCalendarWidget | None = None
        self._dated = _Line()
        super().__init__(self._parse, self._dated, theme=theme, parent=parent)
        self._dated.stepped.connect(self._step)
        self._dated.calendar_wanted.connect(self._open_calendar)
        self.edited.connect(self._read)
        self._dated.editingFinished.connect(self._settle)
        self.show_value(self._written())

    @property
    def unreadable(self) -> bool:
        """Tell whether what is typed is no day."""
        return bool(self.error())

    def day(self) -> dt.date | None:
        """Return the day, or ``None`` while it is empty; an unreadable text leaves the day before it."""
        return self._day

    def set_day(self, day: dt.date | None) -> None:
        """Show a day. Refused: none where a day is needed, or one outside 1900 to 2199 (``ValueError``)."""
        if day is None and not self._optional:
            raise ValueError("this date cannot be empty")
        if day is not None and not FIRST <= day <= LAST:
            raise ValueError(f"{day} is outside {FIRST.year} to {LAST.year}")
        changed = day != self._day
        self._day = day
        self.show_value(self._written())
        if changed:
            self.day_changed.emit()

    def clear(self) -> None:
        """Empty the field where it may be empty."""
        if self._optional:
            self.set_day(None)

    def setAccessibleName(self, name: str) -> None:
        """Name the field, and its calendar after it."""
        super().setAccessibleName(name)
        self._dated.button.set_name(f"{name}: calendar", "F4")

    def set_error(self, sentence: str) -> None:
        """Show a sentence under the field, or none."""
        before = bool(self.error())
        super().set_error(sentence)
        if before != bool(sentence):
            self.unreadable_changed.emit()

    def _written(self) -> str:
        if self._day is None:
            return ""
        return full_date(self._day) if self._optional else weekday_date(self._day)

    def _read(self, text: str) -> None:
        """Take what was typed as soon as it is a day."""
        if not text.strip():
            if self._optional and self._day is not None:
                self._take(None)
            elif not self._optional:
                self.set_error("A day is needed; write it as 5 Jun 2026.")
            return
        try:
            day = self._parse(text)
        except DayError:
            return
        if day != self._day:
            self._take(day)

    def _parse(self, text: str) -> dt.date:
        return parse_day_until(text, self._latest())

    def _take(self, day: dt.date | None) -> None:
        self._day = day
        self.day_changed.emit()

    def _settle(self) -> None:
        """Write the day in its own way once typing ends and it could be read."""
        if not self.error() and self.text() != self._written():
            self.show_value(self._written())

    def _step(self, days: int) -> None:
        try:
            day = (self._day or self._begins) + dt.timedelta(days=days if self._day else 0)
        except OverflowError:
            return
        if FIRST <= day <= self._latest():
            self._typing = False
            self.set_error("")
            self.set_day(day)

    def _open_calendar(self) -> None:
        """Open the calendar below the field; it is made when it is first wanted, for it is costly."""
        menu = QMenu(self)
        calendar = QCalendarWidget()
        # Words on screen are English whatever the machine speaks.
        calendar.setLocale(QLocale(QLocale.Language.English, QLocale.Country.UnitedKingdom))
        calendar.setFirstDayOfWeek(Qt.DayOfWeek.Monday)
        calendar.setVerticalHeaderFormat(QCalendarWidget.VerticalHeaderFormat.NoVerticalHeader)
        calendar.setGridVisible(False)
        # Narrower, the names of the weekdays would be cut.
        calendar.setMinimumWidth(self.theme.px(_CALENDAR))
        calendar.setDateRange(_qdate(FIRST), _qdate(self._latest()))
        calendar.setSelectedDate(_qdate(self._day or self._begins))
        self._dress(calendar)
        action = QWidgetAction(menu)
        action.setDefaultWidget(calendar)
        menu.addAction(action)
        calendar.activated.connect(self._picked)
        calendar.clicked.connect(self._picked)
        calendar.activated.connect(menu.close)
        calendar.clicked.connect(menu.close)
        menu.aboutToHide.connect(menu.deleteLater)
        menu.popup(self._dated.mapToGlobal(QPoint(0, self._dated.height())))
        calendar.setFocus()

    def _picked(self, date: QDate) -> None:
        self._typing = False
        self.set_error("")
        self.set_day(dt.date(date.year(), date.month(), date.day()))

    def _dress(self, calendar: QCalendarWidget) -> None:
        """Colour the weekend as any day: here red would read as a warning."""
        for day in (Qt.DayOfWeek.Saturday, Qt.DayOfWeek.Sunday):
            style = calendar.weekdayTextFormat(day)
            style.setForeground(self.theme.color("text"))
            calendar.setWeekdayTextFormat(day, style)
        header = calendar.headerTextFormat()
        header.setForeground(self.theme.color("text2"))
        header.setBackground(self.theme.color("sunken"))
        calendar.setHeaderTextFormat(header)


def _qdate(day: dt.date) -> QDate:
    return QDate(day.year, day.month, day.day)
