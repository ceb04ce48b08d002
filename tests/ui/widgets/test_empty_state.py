"""An empty place says how to begin."""

from __future__ import annotations

from PySide6.QtWidgets import QPushButton
from pytestqt.qtbot import QtBot

from ldn_desktop.ui.widgets.empty_state import EmptyState


def test_an_empty_place_says_how_to_begin(qtbot: QtBot) -> None:
    empty = EmptyState("No plan yet", "Type a start.", [("new", "New plan", True)])
    qtbot.addWidget(empty)
    with qtbot.waitSignal(empty.action_triggered) as told:
        empty.findChildren(QPushButton)[0].click()
    assert told.args == ["new"]
    assert empty.accessibleDescription() == "Type a start."
