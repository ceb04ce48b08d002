"""Where the system's theme changes while the program runs, lists and menus keep the program's letters."""

from __future__ import annotations

from PySide6.QtCore import QCoreApplication, QEvent
from PySide6.QtGui import QFont
from PySide6.QtWidgets import QApplication

from tests.journeys.desk import Desk


def test_a_new_theme_of_the_system_brings_no_other_letters(desk: Desk) -> None:
    QApplication.setFont(QFont("DejaVu Serif", 30), "QAbstractItemView")
    QCoreApplication.sendEvent(desk.window, QEvent(QEvent.Type.ThemeChange))
    assert QApplication.font("QAbstractItemView") == QApplication.font()
