"""The place of the plans: its rooms stand in it, and none of their parts takes the keyboard as a window of its own."""

from __future__ import annotations

from pathlib import Path

import pytest
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from ldn_desktop.ui.plans import ROOMS
from ldn_desktop.ui.plans.place import PlansPlace
from tests.ui.plans.given import PLAN, open_library, supplies_in


@pytest.mark.parametrize("name", ROOMS)
def test_a_room_that_is_made_leaves_the_keyboard_in_the_window(
    name: str, qtbot: QtBot, tmp_path: Path
) -> None:
    supplies = supplies_in(tmp_path)
    (subject,) = open_library(supplies, [PLAN])
    place = PlansPlace(supplies)
    qtbot.addWidget(place)
    place.show()
    place.activateWindow()
    assert QTest.qWaitForWindowActive(place)
    # A part without a parent that is shown is a window of its own, if only for a moment.
    place.open(f"plans:{name}:{subject}")
    QTest.qWait(20)
    assert QApplication.activeWindow() is place
    supplies.keeper.library.lock()
