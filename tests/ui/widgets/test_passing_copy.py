from __future__ import annotations

from PySide6.QtCore import QObject, QTimer
from PySide6.QtGui import QGuiApplication
from pytestqt.qtbot import QtBot

from ldn_desktop.ui.widgets.passing_copy import STAYS_S, ClipboardCare, clear_plan, copy_of_plan


def test_what_is_copied_of_a_plan_is_cleared_after_a_time_unless_replaced(qtbot: QtBot) -> None:
    parent = QObject()
    care = ClipboardCare(parent)
    timer = care.findChildren(QTimer)[0]
    clipboard = QGuiApplication.clipboard()
    copy_of_plan("Anna Müller, 1.5 mg")
    assert clipboard.text() == "Anna Müller, 1.5 mg"
    assert timer.isActive()
    assert timer.interval() == STAYS_S * 1000
    timer.timeout.emit()
    assert clipboard.text() == ""
    copy_of_plan("again")
    clipboard.setText("of another program")
    assert not timer.isActive()
    clear_plan()
    assert clipboard.text() == "of another program"


def test_histories_of_the_clipboard_are_asked_to_leave_it_out(qtbot: QtBot) -> None:
    copy_of_plan("Anna Müller")
    data = QGuiApplication.clipboard().mimeData()
    assert data.data("x-kde-passwordManagerHint").data() == b"secret"
    assert any("ExcludeClipboardContent" in kind for kind in data.formats())
