"""A date as people type it, with a calendar; it may be empty where ``optional``."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable

from PySide6.QtCore import QPoint, Qt, Signal
from PySide6.QtGui import QKeyEvent, QResizeEvent
from PySide6.QtWidgets import (
    QPushButton,
    QSizePolicy,
    QWidget,
)

from ldn_desktop.domain.amount import quoted
from ldn_desktop.reference.words.english import full_date, weekday_date
from ldn_desktop.ui.widgets.buttons import MarkButton
from ldn_desktop.ui.widgets.flow_layout import FlowLayout
from ldn_desktop.ui.widgets.parsed_edit import ParsedEdit
from ldn_desktop.ui.widgets.text_lines import WholeLine
from ldn_desktop.workspace.clock import local_today
from ldn_desktop.workspace.day_text import FIRST, LAST, DayError, DayReading, says_day

BIRTH = dt.date(1980, 6, 5)
"""Where the calendar opens while a date of birth is empty, and how one is written."""
_STEPS = {Qt.Key.Key_Up: 1, Qt.Key.Key_Down: -1, Qt.Key.Key_PageUp: 7, Qt.Key.Key_PageDown: -7}


class _Line(WholeLine):
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

    What cannot be read is told in a sentence below, what could be two days is offered as two buttons; the day stays
    what it was until then, and ``unreadable_changed`` tells so. The calendar of an empty field opens at ``begins``, or
    today. A day after ``latest`` is no day; where a ``birth`` is asked for, a year belongs to the day.
    """

    day_changed = Signal()
    unreadable_changed = Signal()

    def __init__(
        self,
        *,
        optional: bool = False,
        begins: dt.date | None = None,
        latest: Callable[[], dt.date] | None = None,
        birth: bool = False,
    ) -> None:
        self._optional, self._begins, self._latest, self._birth = optional, begins, latest, birth
        self._day: dt.date | None = None if optional else dt.date(2000, 1, 1)
        self._typed_as = ""
        self._dated = _Line()
        super().__init__(self._parse, self._dated)
        self._choices: QWidget | None = None
        self._dated.stepped.connect(self._step)
        self._dated.calendar_wanted.connect(self._open_calendar)
        self.edited.connect(self._read)
        self.show_value(self._written())

    @property
    def unreadable(self) -> bool:
        """Tell whether what is typed is no day."""
        return bool(self.error())

    def day(self) -> dt.date | None:
        """Return the day, or ``None`` while it is empty; an unreadable text leaves the day before it."""
        return self._day

    def set_day(self, day: dt.date | None) -> None:
        """Show a day, any that a plan can hold. Refused: none where a day is needed (``ValueError``)."""
        if day is None and not self._optional:
            raise ValueError("this date cannot be empty")
        changed = day != self._day
        self._day = day
        if changed:
            self._typed_as = ""
        self.show_value(self._written())
        if changed:
            self.day_changed.emit()

    def show_typed(self, text: str, problem: str) -> None:
        """Show a text that is in no plan; where it is a day, take it."""
        super().show_typed(text, problem)
        if not problem:
            self._read(text)

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

    def note(self, text: str) -> str:
        """Say which day is meant where the text does not name it."""
        if self._typed_as and text == self._written():
            return f"typed as {quoted(self._typed_as)}"
        if not text.strip() or text == self._written():
            return ""
        try:
            day = self._parse(text)
        except DayError:
            return ""
        return "" if says_day(text, day) else f"= {weekday_date(day)}"

    def forget(self) -> None:
        """Drop what was typed."""
        self._typed_as = ""
        super().forget()

    def _check(self) -> None:
        super()._check()
        days: tuple[dt.date, ...] = ()
        try:
            if self.error() and self.text().strip():
                self._parse(self.text())
        except DayError as error:
            days = error.days
        self._offer(days)

    def _offer(self, days: tuple[dt.date, ...]) -> None:
        """Put a button below the field for each day that may be meant."""
        if self._choices is not None:
            self._choices.hide()
            self._choices.deleteLater()
            self._choices = None
        if not days:
            return
        self._choices = QWidget()
        # The buttons wrap below the field and never widen its column.
        self._choices.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Preferred)
        row = FlowLayout(self._choices)
        for day in days:
            button = QPushButton(full_date(day))
            button.setProperty("role", "repair")
            button.setProperty("day", day.toordinal())
            button.setAccessibleName(f"{self.accessibleName()}: {weekday_date(day)}".lstrip(": "))
            button.clicked.connect(self._choice_taken)
            row.addWidget(button)
        self._column.addWidget(self._choices)
        self._choices.show()

    def _choice_taken(self) -> None:
        """Take the day of the button that was pressed; the keyboard stays at the field."""
        button = self.sender()
        if isinstance(button, QPushButton):
            self._put(dt.date.fromordinal(int(button.property("day"))))
            self._dated.setFocus(Qt.FocusReason.OtherFocusReason)

    def _put(self, day: dt.date) -> None:
        """Take a day that was pointed at, whatever is typed."""
        self._typing = False
        self.set_error("")
        changed = day != self._day
        self._day, self._typed_as = day, ""
        self.show_value(self._written())
        if changed:
            self.day_changed.emit()

    def _written(self) -> str:
        if self._day is None:
            return ""
        return full_date(self._day) if self._optional else weekday_date(self._day)

    def _read(self, text: str) -> None:
        """Take what was typed as soon as it is a day."""
        self._typed_as = ""
        if not text.strip():
            if self._optional and self._day is not None:
                self._take(None)
            elif not self._optional:
                self.set_error(f"A day is needed; write it as {full_date(self._near)}.")
            return
        try:
            day = self._parse(text)
        except DayError:
            return
        if day != self._day:
            self._take(day)

    def _parse(self, text: str) -> dt.date:
        today, latest = local_today(), self._last
        if self._day is not None and self._day <= latest and text.strip() == self._written():
            # Days outside those that can be typed are shown too, for a plan may hold them.
            return self._day
        return DayReading(today, self._example, min(latest, LAST), near=not self._birth).parse(text)

    @property
    def _last(self) -> dt.date:
        return self._latest() if self._latest else dt.date.max

    @property
    def _near(self) -> dt.date:
        """A day near what the field asks for."""
        day = self._day if self._day is not None and self._day <= self._last else None
        return day or self._begins or (BIRTH if self._birth else local_today())

    @property
    def _example(self) -> dt.date:
        """A day that is sure to be taken: one that stands may have been refused for what the field does not know."""
        return min(local_today(), self._last) if self._latest and not self._birth else self._near

    def _take(self, day: dt.date | None) -> None:
        self._day = day
        self.day_changed.emit()

    def _settle(self) -> None:
        """Write the day in its own way once typing ends and it could be read.

        What was typed in other words stands below.
        """
        if not self.error() and self.text() != self._written():
            self._typed_as = self.text().strip() if self.note(self.text()) else ""
            self.show_value(self._written())

    def _step(self, days: int) -> None:
        try:
            day = self._near + dt.timedelta(days=days if self._day else 0)
        except OverflowError:
            return
        if day <= self._last:
            self._put(day)

    def _open_calendar(self) -> None:
        """Open the calendar below the field; it is made when it is first wanted, for it is costly."""
        from ldn_desktop.ui.widgets.day_calendar import DayCalendar

        first, last = min(FIRST, self._near), max(min(self._last, LAST), self._near)
        calendar = DayCalendar(self._near, first, last, self)
        calendar.picked.connect(self._put)
        calendar.open_at(self._dated.mapToGlobal(QPoint(0, self._dated.height())))
