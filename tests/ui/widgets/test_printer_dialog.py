from __future__ import annotations

import pytest
from PySide6.QtPrintSupport import QPrintDialog, QPrinter
from PySide6.QtWidgets import QDialog, QWidget
from pytestqt.qtbot import QtBot

from ldn_desktop.ui.widgets.covering import mark_covered, mark_uncovered
from ldn_desktop.ui.widgets.printer_dialog import ask_printer


def test_a_printer_that_is_chosen_after_the_lock_prints_nothing(
    qtbot: QtBot, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The dialog of Windows cannot be closed by the program: it stays, and is answered later."""
    window = QWidget()
    qtbot.addWidget(window)
    shown, locks = [], False

    def accept(dialog: QPrintDialog) -> int:
        shown.append(dialog)
        if locks:
            mark_covered(window)
        return int(QDialog.DialogCode.Accepted)

    monkeypatch.setattr(QPrintDialog, "exec", accept)
    assert ask_printer(QPrinter(), window)
    locks = True
    assert not ask_printer(QPrinter(), window)
    assert not ask_printer(QPrinter(), window)
    assert len(shown) == 2
    mark_uncovered(window)
