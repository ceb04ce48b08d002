from __future__ import annotations

from pathlib import Path
from unittest.mock import Mock

from PySide6.QtCore import QByteArray, QSize
from PySide6.QtWidgets import QMainWindow
from pytestqt.qtbot import QtBot

from ldn_desktop.storage import settings
from ldn_desktop.ui.planner.sides import Sides
from ldn_desktop.ui.remembered import Remembered
from ldn_desktop.ui.shell.window_size import WindowSize


def test_size_and_sides_come_back_at_the_next_start(qtbot: QtBot, tmp_path: Path) -> None:
    before, after = QMainWindow(), QMainWindow()
    file, sides = tmp_path / "settings.json", Mock(spec=Sides)
    sides.state.return_value = QByteArray(b"wide")
    for window in (before, after):
        qtbot.addWidget(window)
    size = WindowSize(before, sides, Remembered(file, settings.load(file), before))
    size.restore()
    sides.restore.assert_not_called()
    before.resize(731, 477)
    size.keep()
    WindowSize(after, sides, Remembered(file, settings.load(file), after)).restore()
    assert after.size() == QSize(731, 477)
    sides.restore.assert_called_once_with(QByteArray(b"wide"))
