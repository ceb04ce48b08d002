"""The button of the times of the day, by keys."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from pytestqt.qtbot import QtBot

from ldn_desktop.ui.widgets.times_button import TimesButton


def test_the_space_bar_ticks_several_times_while_the_menu_stays_open(qtbot: QtBot) -> None:
    button = TimesButton()
    qtbot.addWidget(button)
    button.set_times(("bedtime",))
    menu = button.menu()
    menu.popup(button.mapToGlobal(button.rect().bottomLeft()))
    first, second = menu.actions()[:2]
    for action in (first, second):
        menu.setActiveAction(action)
        QTest.keyClick(menu, Qt.Key.Key_Space)
    assert menu.isVisible()
    assert first.isChecked()
    assert second.isChecked()
    assert len(button.times()) == 3
    menu.close()
