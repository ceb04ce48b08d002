from __future__ import annotations

from pathlib import Path

from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QMainWindow
from pytestqt.qtbot import QtBot

from ldn_desktop.ui.shell.backup_notices import BackupNotices
from ldn_desktop.ui.widgets.messages import MessageBar
from ldn_desktop.ui.widgets.notices import Notices
from tests.ui.plans.given import open_library, supplies_in
from tests.workspace.given_plans import named


def test_the_question_and_what_went_wrong_stand_until_they_are_settled(qtbot: QtBot, tmp_path: Path) -> None:
    supplies, notices, window = supplies_in(tmp_path), Notices(), QMainWindow()
    qtbot.addWidget(window)
    window.setCentralWidget(notices)
    window.show()
    backing, stick = supplies.backing(), tmp_path / "stick"
    told = BackupNotices(backing, notices, window)

    def bars() -> list[str]:
        return [bar.text() for bar in notices.findChildren(MessageBar) if bar.isVisible()]

    open_library(supplies, [named("Anna")])
    qtbot.waitUntil(lambda: len(bars()) == 1)
    assert "Where shall backups" in bars()[0]
    backing.choose(stick)
    qtbot.waitUntil(lambda: not backing.is_working)
    qtbot.waitUntil(lambda: len(bars()) == 1)
    (problem,) = bars()
    assert "is not there; plug its disk in" in problem
    assert "Nothing of the library is lost" in problem
    stick.mkdir()
    (bar,) = [bar for bar in notices.findChildren(MessageBar) if bar.isVisible()]
    QTest.mouseClick(bar.buttons()[0], Qt.MouseButton.LeftButton)
    qtbot.waitUntil(lambda: not backing.is_working)
    qtbot.waitUntil(lambda: bars() == [])
    assert len(list(stick.iterdir())) == 1
    (stick / next(stick.iterdir()).name).unlink()
    backing.back_up()
    qtbot.waitUntil(lambda: not backing.is_working)
    qtbot.waitUntil(lambda: len(bars()) == 1)
    (warning,) = bars()
    assert f"None of the backups that were made in {stick} lay there" in warning
    backing.choose(stick)
    qtbot.waitUntil(lambda: not backing.is_working)
    qtbot.waitUntil(lambda: bars() == [])
    assert told.parent() is window
    supplies.keeper.library.lock()
    qtbot.waitUntil(lambda: not backing.is_working)
