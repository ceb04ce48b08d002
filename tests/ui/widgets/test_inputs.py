"""Fields and choices: what they take, what they tell, and what they say to a screen reader."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator
from unittest.mock import patch

import pytest
from PySide6.QtCore import QDate, Qt
from PySide6.QtGui import QGuiApplication
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QCalendarWidget, QLabel, QPushButton
from pytestqt.qtbot import QtBot

from ldn_desktop.reference.words.wording import full_date
from ldn_desktop.ui.widgets.count_edit import CountEdit, DaysEdit
from ldn_desktop.ui.widgets.date_edit import DateEdit
from ldn_desktop.ui.widgets.dose_edit import DoseEdit
from ldn_desktop.ui.widgets.parsed_edit import ParsedEdit
from ldn_desktop.ui.widgets.segmented import Segmented
from ldn_desktop.ui.widgets.toggle_button import ToggleButton
from ldn_desktop.workspace.count_text import FACTORS, Count

# Without a screen there is nobody to be told the least size of a window; Qt says so at every one.
pytestmark = pytest.mark.qt_log_ignore("propagateSizeHints")

KEYS = [("linear", "Linear"), ("proportional", "Proportional"), ("table", "Table")]


def parse(text: str) -> int:
    """Read whole mg, as a stand-in for the parser of doses."""
    number, _, unit = text.partition(" ")
    if not number.isdigit() or unit not in {"", "mg"}:
        raise ValueError(f"{text} is no dose.")
    return int(number)


@pytest.fixture
def dose(qtbot: QtBot) -> DoseEdit:
    edit = DoseEdit(parse)
    edit.setAccessibleName("Start")
    qtbot.addWidget(edit)
    edit.show()
    return edit


def test_a_dose_tells_every_keystroke_and_its_end(dose: DoseEdit, qtbot: QtBot) -> None:
    line = dose.line_edit()
    with qtbot.waitSignals([dose.edited, dose.edited]):
        QTest.keyClicks(line, "45")
    assert dose.value() == 45
    with qtbot.waitSignal(dose.committed) as told:
        QTest.keyClick(line, Qt.Key.Key_Return)
    assert told.args == ["45"]


def test_an_unreadable_dose_says_so_under_the_field_and_is_not_committed(
    dose: DoseEdit, qtbot: QtBot
) -> None:
    line = dose.line_edit()
    QTest.keyClicks(line, "4x")
    assert dose.error() == "4x is no dose."
    assert dose.value() is None
    assert line.property("error") is True
    assert line.accessibleDescription() == "4x is no dose."
    with qtbot.assertNotEmitted(dose.committed):
        QTest.keyClick(line, Qt.Key.Key_Return)
    QTest.keyClick(line, Qt.Key.Key_Backspace)
    assert dose.error() == ""
    assert line.property("error") is False


def test_an_empty_dose_is_no_error(dose: DoseEdit, qtbot: QtBot) -> None:
    QTest.keyClicks(dose.line_edit(), "4")
    QTest.keyClick(dose.line_edit(), Qt.Key.Key_Backspace)
    assert (dose.error(), dose.value()) == ("", None)


def test_what_is_typed_stays_while_it_means_the_same(dose: DoseEdit, qtbot: QtBot) -> None:
    QTest.keyClicks(dose.line_edit(), "4")
    dose.show_value("4 mg")
    assert dose.text() == "4"
    QTest.keyClick(dose.line_edit(), Qt.Key.Key_Return)
    dose.show_value("4 mg")
    assert dose.text() == "4 mg"


def test_an_unreadable_text_stays_until_the_value_changes(dose: DoseEdit, qtbot: QtBot) -> None:
    dose.show_value("4 mg")
    QTest.keyClicks(dose.line_edit(), "x")
    dose.show_value("4 mg")
    assert dose.text() == "4 mgx"
    dose.show_value("5 mg")
    assert (dose.text(), dose.error()) == ("5 mg", "")


@pytest.mark.parametrize(
    ("key", "step"),
    [(Qt.Key.Key_Up, 1), (Qt.Key.Key_Down, -1), (Qt.Key.Key_PageUp, 10), (Qt.Key.Key_PageDown, -10)],
)
def test_keys_step_a_dose(dose: DoseEdit, qtbot: QtBot, key: Qt.Key, step: int) -> None:
    with qtbot.waitSignal(dose.stepped) as told:
        QTest.keyClick(dose.line_edit(), key)
    assert told.args == [step]


def test_arrows_of_a_dose_have_names(dose: DoseEdit) -> None:
    line = dose.line_edit()
    named = [child.accessibleName() for child in (line, *line.children()) if hasattr(child, "accessibleName")]
    names = [name for name in named if name]
    assert names == ["Start", "Start: more", "Start: less"]


@pytest.fixture
def days(qtbot: QtBot) -> DaysEdit:
    edit = DaysEdit()
    edit.setAccessibleName("Every")
    qtbot.addWidget(edit)
    edit.show()
    return edit


def _noted(edit: ParsedEdit) -> str:
    return " ".join(label.text() for label in edit.findChildren(QLabel) if label.isVisible())


@pytest.mark.parametrize(("count", "text"), [(None, ""), (1, "1 day"), (7, "7 days"), (3650, "3650 days")])
def test_days_are_written_with_their_word(days: DaysEdit, count: int | None, text: str) -> None:
    days.set_count(count)
    assert (days.text(), days.count(), _noted(days)) == (text, count, "")


@pytest.mark.parametrize("count", [0, -1, 3651])
def test_days_outside_the_range_are_refused(days: DaysEdit, count: int) -> None:
    with pytest.raises(ValueError, match="outside 1 to 3650"):
        days.set_count(count)


def test_a_number_that_is_needed_cannot_be_left_out(qtbot: QtBot) -> None:
    edit = CountEdit(Count(1, 20, "piece a dose", "pieces a dose"))
    qtbot.addWidget(edit)
    edit.show()
    edit.set_count(3)
    with pytest.raises(ValueError, match="cannot be left out"):
        edit.set_count(None)
    edit.select_all()
    QTest.keyClick(edit.line_edit(), Qt.Key.Key_Delete)
    assert (edit.count(), edit.error()) == (3, "Type a whole number from 1 to 20.")
    QTest.keyClicks(edit.line_edit(), "4")
    assert (edit.count(), edit.error()) == (4, "")
    QTest.keyClick(edit.line_edit(), Qt.Key.Key_Return)
    assert edit.text() == "4 pieces a dose"


def test_weeks_stay_as_they_are_typed_and_their_days_stand_below(days: DaysEdit) -> None:
    days.set_count(7)
    days.select_all()
    QTest.keyClicks(days.line_edit(), "12 weeks")
    assert (days.count(), _noted(days)) == (84, "= 84 days")
    assert days.line_edit().accessibleDescription() == "= 84 days"
    QTest.keyClick(days.line_edit(), Qt.Key.Key_Return)
    days.set_count(84)
    assert (days.text(), _noted(days)) == ("12 weeks", "= 84 days")
    days.set_count(70)
    assert (days.text(), _noted(days)) == ("70 days", "")


def test_weeks_typed_for_another_plan_are_forgotten(days: DaysEdit) -> None:
    QTest.keyClicks(days.line_edit(), "2 weeks")
    days.set_count(14)
    days.forget()
    assert (days.text(), days.count()) == ("14 days", 14)


def test_what_is_typed_is_never_markup(days: DaysEdit) -> None:
    QTest.keyClicks(days.line_edit(), "<b>7</b>")
    assert "<b>7</b>" in days.error()
    assert {label.textFormat() for label in days.findChildren(QLabel)} == {Qt.TextFormat.PlainText}


def test_a_plain_number_gets_its_word_when_typing_ends(days: DaysEdit) -> None:
    QTest.keyClicks(days.line_edit(), "14")
    assert days.count() == 14
    QTest.keyClick(days.line_edit(), Qt.Key.Key_Return)
    assert days.text() == "14 days"


@pytest.mark.parametrize(
    "pasted", ["2,5", "1,000", "1.5 weeks", "\u0661\u0664", "3 months", "-7", "0", "7\u200b", "x"]
)
def test_what_is_no_number_of_days_stays_whole_and_is_told(days: DaysEdit, pasted: str) -> None:
    days.set_count(7)
    days.select_all()
    days.line_edit().insert(pasted)
    # A paste is an edit.
    days.line_edit().textEdited.emit(days.text())
    QTest.keyClick(days.line_edit(), Qt.Key.Key_Return)
    days.set_count(7)
    assert (days.text(), days.count()) == (pasted, 7)
    assert days.error().endswith(".")


def test_blanks_that_do_not_break_are_blanks(days: DaysEdit) -> None:
    QGuiApplication.clipboard().setText("2\u00a0weeks")
    days.line_edit().paste()
    assert (days.count(), days.error()) == (14, "")


@pytest.mark.parametrize(
    ("key", "count"),
    [(Qt.Key.Key_Up, 8), (Qt.Key.Key_Down, 6), (Qt.Key.Key_PageUp, 14), (Qt.Key.Key_PageDown, 1)],
)
def test_keys_step_days_and_weeks(days: DaysEdit, key: Qt.Key, count: int) -> None:
    days.set_count(7)
    QTest.keyClicks(days.line_edit(), "x")
    QTest.keyClick(days.line_edit(), key)
    assert (days.count(), days.error()) == (count, "")
    assert days.text().split()[0] == str(count)


def test_arrows_step_a_factor_by_quarters(qtbot: QtBot) -> None:
    edit = CountEdit(FACTORS, optional=True)
    qtbot.addWidget(edit)
    edit.show()
    QTest.keyClick(edit.line_edit(), Qt.Key.Key_Up)
    QTest.keyClick(edit.line_edit(), Qt.Key.Key_Up)
    assert (edit.text(), edit.count()) == ("× 1.5", 1500)


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


def test_a_choice_tells_what_the_user_chose_and_nothing_else(qtbot: QtBot) -> None:
    choice = Segmented(KEYS)
    qtbot.addWidget(choice)
    assert choice.current() == "linear"
    with qtbot.assertNotEmitted(choice.chosen):
        choice.set_current("table")
    with qtbot.waitSignal(choice.chosen) as told:
        choice.button("proportional").click()
    assert told.args == ["proportional"]
    assert choice.current() == "proportional"


def test_arrow_keys_walk_round_a_choice_and_skip_what_is_off(qtbot: QtBot) -> None:
    choice = Segmented(KEYS)
    qtbot.addWidget(choice)
    choice.button("proportional").setEnabled(False)
    choice._reached(True)
    for key in (Qt.Key.Key_Right, Qt.Key.Key_Right, Qt.Key.Key_Left):
        QTest.keyClick(choice.button(choice.current()), key)
    assert choice.current() == "table"


def test_tab_stops_once_at_a_choice(qtbot: QtBot) -> None:
    choice = Segmented(KEYS)
    qtbot.addWidget(choice)
    choice.set_current("table")
    stops = [key for key, _ in KEYS if choice.button(key).focusPolicy() == Qt.FocusPolicy.StrongFocus]
    assert stops == ["table"]
    choice.setAccessibleName("Kind")
    assert choice.button("table").accessibleName() == "Kind: Table"


@pytest.mark.parametrize("options", [[], [("a", "A"), ("a", "B")]])
def test_a_choice_without_different_keys_is_refused(qtbot: QtBot, options: list[tuple[str, str]]) -> None:
    with pytest.raises(ValueError, match="different keys"):
        Segmented(options)


def test_a_toggle_shows_its_state_by_a_tick_too(qtbot: QtBot) -> None:
    button = ToggleButton("Patient plan")
    qtbot.addWidget(button)
    assert button.icon().isNull()
    button.click()
    assert button.isChecked()
    assert not button.icon().isNull()
