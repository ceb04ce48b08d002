"""A widget that is shown before it has a parent is a window of its own for a moment: it takes the keyboard away."""

from __future__ import annotations

from PySide6.QtCore import QEvent, QObject
from PySide6.QtWidgets import QApplication, QWidget

from ldn_desktop.ui.widgets.tab_bar import Tabs
from tests.journeys.desk import Desk, settle


class _Watch(QObject):
    """Notes each window that opens."""

    def __init__(self) -> None:
        super().__init__()
        self.opened: list[str] = []

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:  # noqa: N802 - Qt's own name
        if event.type() == QEvent.Type.Show and isinstance(watched, QWidget) and watched.isWindow():
            self.opened.append(type(watched).__name__)
        return False


def test_planning_opens_no_window(desk: Desk) -> None:
    watch = _Watch()
    app = QApplication.instance()
    assert app is not None
    app.installEventFilter(watch)
    try:
        desk.usual_set()
        desk.plan("0.5 mg", "0.7 mg", "20 mg")
        for tab in range(4):
            desk.part(Tabs).setCurrentIndex(tab)
            settle()
        desk.window.notices.tell("A sentence.")
        desk.rail.theme_chosen.emit("dark")
        desk.window.actions_.zoom_in.trigger()
        desk.window.actions_.undo.trigger()
        desk.window.resize(1024, 700)
        settle()
    finally:
        app.removeEventFilter(watch)
    assert watch.opened == []
    assert QApplication.activeWindow() is desk.window
