"""Ctrl+K from anywhere in a window, text fields included, where Qt takes it to cut off the rest of the line."""

from __future__ import annotations

from PySide6.QtCore import QEvent, QObject, Qt, Signal
from PySide6.QtGui import QKeyEvent, QKeySequence, QShortcut
from PySide6.QtWidgets import QApplication, QWidget

KEY = "Ctrl+K"


class Hotkey(QObject):
    """``pressed`` tells that Ctrl+K was pressed in the window of a widget.

    ``focus_moved`` hands over who has the keys.
    """

    pressed = Signal()
    focus_moved = Signal(object)

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent)
        shortcut = QShortcut(QKeySequence(KEY), parent)
        shortcut.activated.connect(self.pressed)
        app = QApplication.instance()
        if isinstance(app, QApplication):
            app.focusChanged.connect(self._focus_changed)

    def eventFilter(self, _watched: QObject, event: QEvent) -> bool:
        """Keep the field that has the keys from claiming Ctrl+K for itself."""
        if (
            event.type() == QEvent.Type.ShortcutOverride
            and isinstance(event, QKeyEvent)
            and event.key() == Qt.Key.Key_K
            and event.modifiers() == Qt.KeyboardModifier.ControlModifier
        ):
            event.ignore()
            return True
        return False

    def _focus_changed(self, old: QWidget | None, new: QWidget | None) -> None:
        if old is not None:
            old.removeEventFilter(self)
        if new is not None:
            new.installEventFilter(self)
        self.focus_moved.emit(new)
