"""Fields of days and factors: what they take, and what they tell."""

from __future__ import annotations

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QGuiApplication
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QLabel
from pytestqt.qtbot import QtBot

from ldn_desktop.ui.widgets.count_edit import CountEdit, DaysEdit
from ldn_desktop.ui.widgets.parsed_edit import ParsedEdit
from ldn_desktop.workspace.count_text import FACTORS, Count

# Without a screen there is nobody to be told the least size of a window; Qt says so at every one.
pytestmark = pytest.mark.qt_log_ignore("propagateSizeHints")


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
