"""A field of a dose: what it takes, tells and says to a screen reader."""

from __future__ import annotations

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from pytestqt.qtbot import QtBot

from ldn_desktop.ui.widgets.dose_edit import DoseEdit

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
