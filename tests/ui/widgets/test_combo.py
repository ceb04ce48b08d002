"""A choice of one out of many."""

from __future__ import annotations

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QLineEdit, QVBoxLayout, QWidget
from pytestqt.qtbot import QtBot

from ldn_desktop.ui.widgets.combo import Combo

# Without a screen there is nobody to be told the least size of a window; Qt says so at every one.
pytestmark = pytest.mark.qt_log_ignore("propagateSizeHints")


@pytest.mark.parametrize(("key", "goes_to"), [(Qt.Key.Key_Tab, "after"), (Qt.Key.Key_Backtab, "before")])
def test_tab_takes_what_is_found_in_an_open_list_and_goes_on(qtbot: QtBot, key: Qt.Key, goes_to: str) -> None:
    window = QWidget()
    qtbot.addWidget(window)
    column, combo = QVBoxLayout(window), Combo()
    before, after = QLineEdit(), QLineEdit()
    for part in (before, combo, after):
        column.addWidget(part)
    combo.addItems(["No condition", "Crohn", "Fibromyalgia"])
    window.show()
    window.activateWindow()
    combo.setFocus()
    QTest.keyClick(combo, Qt.Key.Key_F)
    with qtbot.waitSignal(combo.activated) as told:
        QTest.keyClick(combo.view(), key)
    assert told.args == [2]
    assert not combo.view().isVisible()
    assert window.focusWidget() is {"before": before, "after": after}[goes_to]
