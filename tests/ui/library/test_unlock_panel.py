from __future__ import annotations

from pathlib import Path

import pytest
from PySide6.QtCore import QEvent, Qt
from PySide6.QtGui import QKeyEvent
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QLineEdit, QPushButton, QToolButton
from pytestqt.qtbot import QtBot

from ldn_desktop.library.keys import PASSPHRASE, Secret
from ldn_desktop.library.passphrase import Tries
from ldn_desktop.ui.library.secret_edit import SecretEdit
from ldn_desktop.ui.library.state_line import StateLine
from ldn_desktop.ui.library.unlock_panel import UnlockPanel
from ldn_desktop.ui.widgets.place_page import Supplies
from tests.library.given import RECOVERY_TEXT, SENTENCE
from tests.ui.plans.given import make_cheap_library, supplies_in


class Given:
    """A locked library, its panel, and a clock that stands still."""

    def __init__(self, folder: Path, qtbot: QtBot) -> None:
        self.supplies: Supplies = supplies_in(folder)
        make_cheap_library(self.supplies)
        self.keeper, self.seconds = self.supplies.keeper, 0.0
        # In the place of the one that it would make.
        self.keeper.tries = Tries(lambda: self.seconds)
        self._qtbot = qtbot
        self.panel = self.shown()

    def shown(self) -> UnlockPanel:
        panel = UnlockPanel(self.keeper, self.supplies.icons, with_reference=False)
        self._qtbot.addWidget(panel)
        panel.show()
        panel.focus_first()
        return panel

    def field(self, name: str) -> QLineEdit:
        return next(
            f
            for f in self.panel.findChildren(QLineEdit)
            if f.accessibleName() == name and f.isVisibleTo(self.panel)
        )

    def type(self, name: str, text: str) -> None:
        self.field(name).clear()
        QTest.keyClicks(self.field(name), text)
        QTest.keyClick(self.field(name), Qt.Key.Key_Return)

    def click(self, words: str) -> None:
        next(b for b in self.panel.findChildren(QPushButton) if b.text() == words).click()

    def is_open(self) -> bool:
        return self.keeper.is_open

    def said(self) -> str:
        lines = self.panel.findChildren(StateLine)
        return " ".join(line.said() for line in lines if line.isVisibleTo(self.panel)).strip()


@pytest.fixture
def given(tmp_path: Path, qtbot: QtBot) -> Given:
    return Given(tmp_path, qtbot)


def test_the_passphrase_opens_and_is_not_kept_in_its_field(given: Given) -> None:
    given.type("Passphrase", SENTENCE)
    assert given.is_open()
    assert not given.field("Passphrase").text()


def test_wrong_ones_ask_for_a_wait_that_another_panel_knows_of(given: Given) -> None:
    for _ in range(2):
        given.type("Passphrase", "not the right one")
        assert given.said() == "That is not the passphrase. Try again."
    given.type("Passphrase", "not the right one")
    assert given.said() == "That is not the passphrase. Wait 4 seconds."
    given.panel.close()
    given.panel = given.shown()
    assert given.said() == "That is not the passphrase. Wait 4 seconds."
    assert not given.field("Passphrase").isEnabled()
    given.seconds = 4
    given.panel.focus_first()
    assert given.said() == "That is not the passphrase. Try again."
    given.type("Passphrase", SENTENCE)
    assert given.is_open()
    assert given.keeper.tries.wait == 0


def test_while_one_waits_a_blank_presses_nothing_and_no_key_is_said_to_be_wrong(given: Given) -> None:
    given.panel.activateWindow()
    for _ in range(3):
        given.type("Passphrase", "not the right one")
    assert given.panel.window().focusWidget() is given.panel
    QTest.keyClick(given.panel, Qt.Key.Key_Space)
    assert given.field("Passphrase").isVisible()
    given.click("Use the recovery key…")
    assert given.said() == "Too many wrong tries. Wait 4 seconds."
    assert given.panel.window().focusWidget() is given.panel
    given.seconds = 4
    given.panel.focus_first()
    assert given.said() == ""
    assert given.panel.window().focusWidget() is given.field("Recovery key")


def test_the_recovery_key_opens_with_a_new_passphrase_which_then_opens_too(given: Given) -> None:
    given.click("Use the recovery key…")
    given.type("Recovery key", RECOVERY_TEXT.replace("MGN2A", "MGN2C"))
    assert given.said() == "Group 1 is mistyped; look again."
    given.type("Recovery key", RECOVERY_TEXT.lower())
    assert not given.is_open()
    new = "another sentence that is long"
    given.field("Passphrase").setText(new)
    given.type("Passphrase again", "another sentence")
    assert "differ" in given.said()
    given.type("Passphrase again", new)
    assert given.is_open()
    given.keeper.library.lock()
    given.keeper.unlock(Secret(PASSPHRASE, new))
    assert given.is_open()


def test_a_lock_that_is_asked_for_while_the_key_is_worked_out_wins(
    given: Given, monkeypatch: pytest.MonkeyPatch
) -> None:
    derived = given.keeper.library.derived

    def slowly(secret: Secret) -> bytes:
        given.keeper.library.lock()
        return derived(secret)

    monkeypatch.setattr(given.keeper.library, "derived", slowly)
    given.type("Passphrase", SENTENCE)
    assert not given.is_open()
    assert given.said() == "It was locked meanwhile; unlock it again."
    monkeypatch.undo()
    given.type("Passphrase", SENTENCE)
    assert given.is_open()


def test_a_library_whose_keys_are_missing_says_what_to_do(given: Given) -> None:
    (given.supplies.folders.library / "keys.json").unlink()
    given.type("Passphrase", SENTENCE)
    assert given.said() == "The keys of the library are missing; restore them from a backup."


def test_caps_lock_is_told_by_a_letter_and_an_eye_shows_while_it_is_held(given: Given) -> None:
    field = given.field("Passphrase")
    assert isinstance(field, SecretEdit)
    press(field, Qt.Key.Key_A, "A", Qt.KeyboardModifier.ShiftModifier)
    assert not given.said()
    press(field, Qt.Key.Key_B, "B")
    assert given.said() == "Caution: Caps Lock is on."
    press(field, Qt.Key.Key_CapsLock)
    assert not given.said()
    eye = field.findChildren(QToolButton)[0]
    eye.pressed.emit()
    assert field.echoMode() == QLineEdit.EchoMode.Normal
    eye.released.emit()
    assert field.echoMode() == QLineEdit.EchoMode.Password
    QTest.keyPress(field, Qt.Key.Key_F8)
    assert field.echoMode() == QLineEdit.EchoMode.Normal
    QTest.keyRelease(field, Qt.Key.Key_F8)
    assert field.echoMode() == QLineEdit.EchoMode.Password


def test_tab_goes_from_the_field_past_its_eye(given: Given) -> None:
    field = given.field("Passphrase")
    QTest.keyClick(field, Qt.Key.Key_Tab)
    held = given.panel.focusWidget()
    assert isinstance(held, QPushButton)
    assert held.text() == "Unlock"


def press(
    field: QLineEdit,
    key: Qt.Key,
    text: str = "",
    modifiers: Qt.KeyboardModifier = Qt.KeyboardModifier.NoModifier,
) -> None:
    QApplication.sendEvent(field, QKeyEvent(QEvent.Type.KeyPress, key, modifiers, text))
