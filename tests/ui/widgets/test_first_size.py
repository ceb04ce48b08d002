"""No window opens larger than the screen."""

from __future__ import annotations

from pathlib import Path

import pytest
from PySide6.QtWidgets import QWidget
from pytestqt.qtbot import QtBot

from ldn_desktop.ui.widgets.first_size import first_size
from tests.journeys.desk import desk_on


@pytest.mark.parametrize(("width", "height"), [(400, 300), (5_000, 300), (400, 5_000), (5_000, 5_000)])
def test_a_window_stays_on_the_screen(qtbot: QtBot, width: int, height: int) -> None:
    window = QWidget()
    qtbot.addWidget(window)
    first_size(window, width, height)
    room = window.screen().availableGeometry()
    assert window.width() == (400 if width == 400 else room.width() - 16)
    assert window.height() == (300 if height == 300 else room.height() - 48)


def test_so_do_the_programs_own(tmp_path: Path, qapp: object) -> None:
    with desk_on(tmp_path, size=None) as desk:
        room = desk.window.screen().availableGeometry()
        desk.window.actions_.guide.trigger()
        for shown in (desk.window, *(part for part in desk.window.findChildren(QWidget) if part.isWindow())):
            assert shown.height() < room.height()
