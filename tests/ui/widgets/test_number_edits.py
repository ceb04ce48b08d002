"""Fields of doses, days and factors: what they take, tell and say to a screen reader."""

from __future__ import annotations

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QGuiApplication
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QLabel
from pytestqt.qtbot import QtBot

from ldn_desktop.domain.basis import Months
from ldn_desktop.ui.widgets.number_edits import CountEdit, DaysEdit, DoseEdit, SpanEdit
from ldn_desktop.ui.widgets.parsed_edit import ParsedEdit
from ldn_desktop.workspace.count_text import FACTORS, Count

# Without a screen there is nobody to be told the least size of a window; Qt says so at every one.
pytestmark = pytest.mark.qt_log_ignore("propagateSizeHints")


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
    with pytest.raises(ValueError, match="outside 1 to 3,650 days"):
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
    for _ in range(3):
        QTest.keyClick(edit.line_edit(), Qt.Key.Key_Down)
    assert (edit.text(), edit.count()) == ("× 0.5", 500), "1 is no factor"


def test_months_are_a_length_of_time(qtbot: QtBot) -> None:
    edit = SpanEdit()
    qtbot.addWidget(edit)
    edit.show()
    QTest.keyClicks(edit.line_edit(), "2 mo")
    assert (edit.count(), _noted(edit)) == (Months(2), "= 2 months")
    QTest.keyClick(edit.line_edit(), Qt.Key.Key_Up)
    assert (edit.text(), edit.count()) == ("3 months", Months(3))
    edit.put_text("120 months")
    assert edit.error() == "“120” is outside 1 to 119; type a whole number from 1 to 119."
    assert edit.count() == Months(3)
    edit.put_text("2 weeks")
    assert (edit.count(), _noted(edit)) == (14, "= 14 days")
    QTest.keyClick(edit.line_edit(), Qt.Key.Key_Up)
    assert edit.text() == "15 days"
