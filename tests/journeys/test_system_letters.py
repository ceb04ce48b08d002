"""Where the system's theme changes while the program runs, lists and menus keep the program's letters."""

from __future__ import annotations

from PySide6.QtCore import QCoreApplication, QEvent
from PySide6.QtGui import QFont
from PySide6.QtWidgets import QApplication

from ldn_desktop.ui.theme.theme import font_of
from tests.journeys.desk import Desk


def test_a_new_theme_of_the_system_brings_no_other_letters(desk: Desk) -> None:
    kind = "QAbstractItemView"
    # Its stub asks for bytes, which it refuses.
    QApplication.setFont(QFont("DejaVu Serif", 30), kind)  # type: ignore[arg-type]
    QCoreApplication.sendEvent(desk.window, QEvent(QEvent.Type.ThemeChange))
    assert font_of(kind) == QApplication.font()
