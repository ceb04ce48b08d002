"""The first paint has the icons that buttons show; those of menus are drawn after it."""

from __future__ import annotations

from pathlib import Path

from PySide6.QtWidgets import QAbstractButton

from ldn_desktop.ui.actions import _TABLE
from tests.journeys.desk import desk_on


def test_no_button_waits_for_its_icon(tmp_path: Path, qapp: object) -> None:
    with desk_on(tmp_path, begin=False) as desk:
        window = desk.window
        actions = [window.actions_.named(name) for name, _, _, _ in _TABLE]
        shown = [
            action
            for action in actions
            if any(isinstance(part, QAbstractButton) for part in action.associatedObjects())
        ]
        assert window.actions_.save in shown
        assert all(not action.icon().isNull() for action in shown)
        assert any(action.icon().isNull() for action in actions)
        window.begin()
        assert all(not action.icon().isNull() for action in actions)
