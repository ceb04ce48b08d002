"""A choice of one out of a few."""

from __future__ import annotations

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QLineEdit, QVBoxLayout, QWidget
from pytestqt.qtbot import QtBot

from ldn_desktop.ui.widgets.choices import Segmented

# Without a screen there is nobody to be told the least size of a window; Qt says so at every one.
pytestmark = pytest.mark.qt_log_ignore("propagateSizeHints")


KEYS = [("linear", "Linear"), ("proportional", "Proportional"), ("table", "Table")]


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
    window, field, choice = QWidget(), QLineEdit(), Segmented(KEYS)
    qtbot.addWidget(window)
    column = QVBoxLayout(window)
    column.addWidget(field)
    column.addWidget(choice)
    choice.button("proportional").setEnabled(False)
    window.show()
    window.activateWindow()
    QTest.qWaitForWindowActive(window)
    QTest.keyClick(field, Qt.Key.Key_Tab)
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
