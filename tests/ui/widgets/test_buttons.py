"""A button that stays pressed."""

from __future__ import annotations

from pytestqt.qtbot import QtBot

from ldn_desktop.ui.widgets.buttons import ToggleButton


def test_a_toggle_shows_its_state_by_a_tick_too(qtbot: QtBot) -> None:
    button = ToggleButton("Patient plan")
    qtbot.addWidget(button)
    assert button.icon().isNull()
    button.click()
    assert button.isChecked()
    assert not button.icon().isNull()
