"""The offer of a library, its door, and the lock over the window and over a dialog."""

from __future__ import annotations

from pathlib import Path
from unittest.mock import patch

from followed import SENTENCE
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QLineEdit, QPushButton, QRadioButton, QWidget
from sizes import Save, in_all_sizes

from ldn_desktop.ui.library.make_library import MakeLibrary
from ldn_desktop.ui.shell.practice.dialog import PracticeDialog
from ldn_desktop.ui.shell.window import MainWindow

_SETTLE_MS = 150
_KEY = "MGN2A 9TZCX ZCCV4 2GMH7 TGERV QNHHC QVF4F CPQ3Y"


def offered(window: MainWindow, folder: Path, save: Save) -> None:
    """Take pictures of the offer, before there is a library."""
    with patch("ldn_desktop.ui.library.make_library.new_recovery_key", lambda: _KEY):
        window.open_reference("plans")
        page = window.findChildren(MakeLibrary)[0]
        for field in page.findChildren(QLineEdit):
            field.setText(SENTENCE)
        in_all_sizes(window, folder, save, "library-make")
        next(b for b in page.findChildren(QRadioButton) if not b.isChecked()).click()
        in_all_sizes(window, folder, save, "library-without")
        _press(window, "Go on without a library")
        in_all_sizes(window, folder, save, "library-none")


def pictures(window: MainWindow, folder: Path, save: Save) -> None:
    """Lock the library that ``followed`` made, and take pictures of its door and of the lock."""
    window.keeper.library.lock()
    window.open_reference("plans")
    in_all_sizes(window, folder, save, "library-door")
    window.open_reference("planner")
    window.actions_.lock.trigger()
    in_all_sizes(window, folder, save, "lock")
    for _ in range(2):
        _type(window, "not the passphrase")
    in_all_sizes(window, folder, save, "lock-wrong")
    _type(window, "not the passphrase")
    save(window, folder / "lock-wait.png")
    window.keeper.tries.right()
    _press(window, "Use the recovery key…")
    _type(window, _KEY[1:])
    in_all_sizes(window, folder, save, "lock-recovery")
    _press(window, "Open the reference only")
    save(window, folder / "lock-reference.png")
    _press(window, "Unlock…")
    _press(window, "Use the passphrase…")
    _type(window, SENTENCE)
    _over_a_dialog(window, folder, save)


def _over_a_dialog(window: MainWindow, folder: Path, save: Save) -> None:
    plan = window.session.draft.plan
    dialog = PracticeDialog(window.knowledge, plan, plan.prescriber, str(folder), window)
    dialog.open()
    QTest.qWait(_SETTLE_MS)
    window.actions_.lock.trigger()
    QTest.qWait(_SETTLE_MS)
    save(dialog, folder / "lock-dialog.png")
    _type(dialog, SENTENCE)
    dialog.reject()


def _type(window: QWidget, text: str) -> None:
    field = next(f for f in window.findChildren(QLineEdit) if f.isVisible() and f.isEnabled())
    field.setText(text)
    QTest.keyClick(field, Qt.Key.Key_Return)
    QTest.qWait(2 * _SETTLE_MS)
    QApplication.processEvents()


def _press(window: QWidget, words: str) -> None:
    next(b for b in window.findChildren(QPushButton) if b.text() == words and b.isVisible()).click()
    QTest.qWait(_SETTLE_MS)
