from __future__ import annotations

from pathlib import Path
from unittest.mock import patch

from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QFrame, QLineEdit, QPushButton, QRadioButton
from pytestqt.qtbot import QtBot

from ldn_desktop.library import opening
from ldn_desktop.library.keys import RECOVERY, Secret
from ldn_desktop.library.recovery_key import read_recovery_key
from ldn_desktop.ui.library import key_paper
from ldn_desktop.ui.library.door import Door
from ldn_desktop.ui.library.make_library import MakeLibrary
from ldn_desktop.ui.library.state_line import StateLine
from ldn_desktop.ui.widgets.place_page import Supplies
from tests.library.given import CHEAP, SENTENCE
from tests.ui.plans.given import supplies_in


def page_of(supplies: Supplies, qtbot: QtBot) -> MakeLibrary:
    page = MakeLibrary(supplies)
    qtbot.addWidget(page)
    page.resize(1200, 800)
    page.show()
    page.activateWindow()
    QTest.qWaitForWindowActive(page)
    page.focus_first()
    return page


def type_twice(page: MakeLibrary, first: str, again: str) -> None:
    for name, text in (("Passphrase", first), ("Passphrase again", again)):
        field = next(f for f in page.findChildren(QLineEdit) if f.accessibleName() == name)
        field.clear()
        QTest.keyClicks(field, text)
    QTest.keyClick(field, Qt.Key.Key_Return)


def said(page: MakeLibrary) -> list[str]:
    return [line.said() for line in page.findChildren(StateLine) if line.isVisibleTo(page)]


def key_of(page: MakeLibrary) -> str:
    names = [widget.accessibleName() for widget in page.findChildren(QFrame)]
    name = next(name for name in names if name.startswith("Recovery key: "))
    return read_recovery_key(name.removeprefix("Recovery key: "))


def button(page: MakeLibrary, words: str) -> QPushButton:
    return next(b for b in page.findChildren(QPushButton) if b.text().replace("&", "") == words)


def test_a_library_is_made_and_opens_by_the_key_that_was_shown(tmp_path: Path, qtbot: QtBot) -> None:
    supplies = supplies_in(tmp_path)
    page = page_of(supplies, qtbot)
    with patch.object(opening.make_library, "__defaults__", (CHEAP,)):
        type_twice(page, "too short", "too short")
        assert "The passphrase needs 12 characters at least; a sentence is welcome." in said(page)
        type_twice(page, SENTENCE, "a sentence")
        assert "The two passphrases differ; type the second again." in said(page)
        type_twice(page, SENTENCE, SENTENCE)
        # Unprinted, it asks once.
        assert not opening.is_library(supplies.folders.library)
        assert any("Without the key on paper" in line for line in said(page))
        key = key_of(page)
        with qtbot.waitSignal(page.made):
            button(page, "Make it without the paper").click()
    assert supplies.keeper.is_open
    supplies.keeper.library.lock()
    supplies.keeper.unlock(Secret(RECOVERY, key))
    assert supplies.keeper.is_open


def test_a_printed_key_asks_nothing_more(tmp_path: Path, qtbot: QtBot) -> None:
    supplies = supplies_in(tmp_path)
    page = page_of(supplies, qtbot)
    with patch.object(key_paper, "print_key", return_value=True) as printed:
        QTest.keyClick(page.findChildren(QLineEdit)[0], Qt.Key.Key_P, Qt.KeyboardModifier.ControlModifier)
    assert printed.call_args.args[0] == key_of(page)
    assert said(page) == []
    with patch.object(opening.make_library, "__defaults__", (CHEAP,)), qtbot.waitSignal(page.made):
        type_twice(page, SENTENCE, SENTENCE)


def test_without_a_printer_the_key_is_written_by_hand(tmp_path: Path, qtbot: QtBot) -> None:
    page = page_of(supplies_in(tmp_path), qtbot)
    with patch.object(key_paper, "has_printer", return_value=False):
        button(page, "Print the recovery key…").click()
    assert any("write the key down by hand" in line for line in said(page))


def test_who_wants_none_is_told_where_plans_are_and_may_come_back(tmp_path: Path, qtbot: QtBot) -> None:
    door = Door(supplies_in(tmp_path))
    qtbot.addWidget(door)
    door.show()
    door.refresh()
    page = door.findChildren(MakeLibrary)[0]
    page.findChildren(QRadioButton)[1].setChecked(True)
    button(page, "Go on without a library").click()
    again = next(b for b in door.findChildren(QPushButton) if b.text() == "Make a library…")
    assert again.isVisible()
    door.refresh()
    assert again.isVisible()
    again.click()
    assert not again.isVisible()
