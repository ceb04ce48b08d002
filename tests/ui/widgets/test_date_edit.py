"""A field of a day: what it takes, offers and refuses."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator
from unittest.mock import patch

import pytest
from PySide6.QtCore import QDate, Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QCalendarWidget, QLabel, QPushButton
from pytestqt.qtbot import QtBot

from ldn_desktop.reference.words.english import full_date
from ldn_desktop.ui.widgets.date_edit import DateEdit
from ldn_desktop.ui.widgets.parsed_edit import ParsedEdit

# Without a screen there is nobody to be told the least size of a window; Qt says so at every one.
pytestmark = pytest.mark.qt_log_ignore("propagateSizeHints")


def _noted(edit: ParsedEdit) -> str:
    return " ".join(label.text() for label in edit.findChildren(QLabel) if label.isVisible())


def test_a_day_goes_in_and_out(qtbot: QtBot) -> None:
    edit = DateEdit()
    qtbot.addWidget(edit)
    with qtbot.waitSignal(edit.day_changed):
        edit.set_day(dt.date(2026, 12, 1))
    assert edit.day() == dt.date(2026, 12, 1)
    assert edit.text() == "Tue 1 Dec 2026"
    with pytest.raises(ValueError, match="cannot be empty"):
        edit.set_day(None)


@pytest.mark.parametrize("day", [dt.date.min, dt.date(980, 5, 1), dt.date(2199, 12, 31), dt.date.max])
@pytest.mark.parametrize("optional", [False, True])
def test_every_day_that_a_plan_can_hold_is_shown(qtbot: QtBot, day: dt.date, *, optional: bool) -> None:
    edit = DateEdit(optional=optional)
    qtbot.addWidget(edit)
    edit.show()
    edit.set_day(day)
    assert (edit.day(), edit.error()) == (day, "")
    assert f"{day.year:04}" in edit.text()
    for key in (Qt.Key.Key_Up, Qt.Key.Key_Down, Qt.Key.Key_PageDown, Qt.Key.Key_Return):
        QTest.keyClick(edit.line_edit(), key)
        assert edit.error() == ""
    QTest.keyClick(edit.line_edit(), Qt.Key.Key_F4)
    assert edit.findChild(QCalendarWidget) is not None


@pytest.mark.parametrize(
    ("typed", "day"),
    [
        ("12 Mar 1975", dt.date(1975, 3, 12)),
        ("5 jun 1980", dt.date(1980, 6, 5)),
        ("1980-06-05", dt.date(1980, 6, 5)),
        ("31/12/1980", dt.date(1980, 12, 31)),
        ("June 5, 1980", dt.date(1980, 6, 5)),
        ("1980/12/31", dt.date(1980, 12, 31)),
    ],
)
def test_a_date_is_taken_as_it_is_typed(qtbot: QtBot, typed: str, day: dt.date) -> None:
    edit = DateEdit(optional=True)
    qtbot.addWidget(edit)
    edit.show()
    QTest.keyClicks(edit.line_edit(), typed)
    assert edit.day() == day
    assert not edit.unreadable
    QTest.keyClick(edit.line_edit(), Qt.Key.Key_Return)
    assert edit.text() == full_date(day)


@pytest.mark.parametrize("typed", ["31/02/1980", "05/06/1980", "1/2/30", "29.2.1981", "soon", "31 Feb 1980"])
def test_what_is_no_day_is_told_and_never_taken(qtbot: QtBot, typed: str) -> None:
    edit = DateEdit(optional=True)
    qtbot.addWidget(edit)
    edit.show()
    QTest.keyClicks(edit.line_edit(), typed)
    assert edit.day() is None
    assert edit.unreadable
    QTest.keyClick(edit.line_edit(), Qt.Key.Key_Return)
    assert edit.text() == typed
    edit.line_edit().selectAll()
    QTest.keyClicks(edit.line_edit(), "5 Jun 1980")
    assert (edit.day(), edit.unreadable) == (dt.date(1980, 6, 5), False)


@pytest.fixture
def first(qtbot: QtBot) -> Iterator[DateEdit]:
    with patch("ldn_desktop.workspace.clock.local_now", lambda: dt.datetime(2026, 11, 26, 9, tzinfo=dt.UTC)):
        edit = DateEdit()
        edit.setAccessibleName("First dose")
        qtbot.addWidget(edit)
        edit.set_day(dt.date(2026, 12, 1))
        edit.show()
        edit.select_all()
        yield edit


def test_words_say_their_day_while_typed_and_stand_below_it_after(first: DateEdit) -> None:
    QTest.keyClicks(first.line_edit(), "in 6 weeks")
    assert (first.day(), _noted(first)) == (dt.date(2027, 1, 7), "= Thu 7 Jan 2027")
    QTest.keyClick(first.line_edit(), Qt.Key.Key_Return)
    assert (first.text(), _noted(first)) == ("Thu 7 Jan 2027", "typed as “in 6 weeks”")
    QTest.keyClick(first.line_edit(), Qt.Key.Key_Up)
    assert (first.text(), _noted(first)) == ("Fri 8 Jan 2027", "")


def test_another_weekday_than_the_days_own_is_told(first: DateEdit) -> None:
    QTest.keyClicks(first.line_edit(), "Tue 2 Dec 2026")
    assert _noted(first) == "= Wed 2 Dec 2026"


def test_what_could_be_two_days_is_offered_as_two_buttons(first: DateEdit, qtbot: QtBot) -> None:
    QTest.keyClicks(first.line_edit(), "03/04/2027")
    assert first.day() == dt.date(2026, 12, 1)
    assert first.unreadable
    buttons = [b for b in first.findChildren(QPushButton) if b.isVisible()]
    assert [b.text() for b in buttons] == ["3 Apr 2027", "4 Mar 2027"]
    assert buttons[0].accessibleName() == "First dose: Sat 3 Apr 2027"
    QTest.keyClick(first.line_edit(), Qt.Key.Key_Tab)
    with qtbot.waitSignal(first.day_changed):
        QTest.mouseClick(buttons[1], Qt.MouseButton.LeftButton)
    assert (first.text(), first.error()) == ("Thu 4 Mar 2027", "")
    assert not [b for b in first.findChildren(QPushButton) if b.isVisible()]


def test_a_refusal_names_a_day_near_the_fields_own(first: DateEdit, qtbot: QtBot) -> None:
    QTest.keyClicks(first.line_edit(), "soon")
    assert first.error() == "“soon” is no day; write it as 1 Dec 2026."
    QTest.keyClick(first.line_edit(), Qt.Key.Key_A, Qt.KeyboardModifier.ControlModifier)
    QTest.keyClick(first.line_edit(), Qt.Key.Key_Delete)
    assert first.error() == "A day is needed; write it as 1 Dec 2026."
    born = DateEdit(optional=True, birth=True)
    qtbot.addWidget(born)
    QTest.keyClicks(born.line_edit(), "5 Jun")
    assert born.error() == "“5 Jun” has no year of four digits; write it as 5 Jun 1980."


def test_a_date_of_birth_may_be_emptied_and_a_start_may_not(qtbot: QtBot) -> None:
    born, first = DateEdit(optional=True), DateEdit()
    for edit in (born, first):
        qtbot.addWidget(edit)
        edit.show()
        edit.set_day(dt.date(2026, 12, 1))
        edit.line_edit().selectAll()
        QTest.keyClick(edit.line_edit(), Qt.Key.Key_Delete)
    assert born.day() is None
    assert not born.unreadable
    assert first.day() == dt.date(2026, 12, 1)
    assert first.unreadable


def test_arrows_step_a_day_and_a_week(qtbot: QtBot) -> None:
    edit = DateEdit()
    qtbot.addWidget(edit)
    edit.show()
    edit.set_day(dt.date(2026, 12, 31))
    QTest.keyClick(edit.line_edit(), Qt.Key.Key_Up)
    assert edit.text() == "Fri 1 Jan 2027"
    QTest.keyClick(edit.line_edit(), Qt.Key.Key_PageDown)
    assert edit.day() == dt.date(2026, 12, 25)


def test_the_calendar_gives_a_day(qtbot: QtBot) -> None:
    edit = DateEdit()
    qtbot.addWidget(edit)
    edit.show()
    edit.set_day(dt.date(2026, 12, 1))
    QTest.keyClick(edit.line_edit(), Qt.Key.Key_F4)
    calendar = edit.findChild(QCalendarWidget)
    assert calendar is not None
    calendar.clicked.emit(QDate(2026, 12, 9))
    assert edit.text() == "Wed 9 Dec 2026"


def test_the_example_of_a_past_day_is_today_whatever_stood_before(qtbot: QtBot) -> None:
    today = dt.date(2026, 12, 1)
    with patch("ldn_desktop.ui.widgets.date_edit.local_today", lambda: today):
        field = DateEdit(latest=lambda: today)
        qtbot.addWidget(field)
        field.set_day(dt.date(2020, 1, 1))
        field.line_edit().selectAll()
        QTest.keyClicks(field.line_edit(), "tomorrow")
        QTest.keyClick(field.line_edit(), Qt.Key.Key_Return)
        assert field.error() == "“tomorrow” is still to come; write it as 1 Dec 2026."
