"""Undo and redo in the fields of the form are the plan's, not the field's: one history, whatever has the keyboard."""

from __future__ import annotations

from PySide6.QtCore import QEvent, QObject
from PySide6.QtGui import QKeyEvent, QKeySequence
from PySide6.QtWidgets import QApplication, QLineEdit, QWidget

_KEYS = (QKeySequence.StandardKey.Undo, QKeySequence.StandardKey.Redo)


class PlanUndo(QObject):
    """Watches the fields below ``form`` and leaves the keys of undo and redo to the window."""

    def __init__(self, form: QWidget, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._form = form
        app = QApplication.instance()
        if isinstance(app, QApplication):
            app.focusChanged.connect(self._focused)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Leave the keys to the window: what is typed and not in the plan is taken back there as well."""
        if event.type() == QEvent.Type.ShortcutOverride and isinstance(event, QKeyEvent):
            undoes = any(event.matches(key) for key in _KEYS)
            event.setAccepted(event.isAccepted() and not undoes)
            return undoes
        return super().eventFilter(watched, event)

    def _focused(self, _before: QWidget | None, now: QWidget | None) -> None:
        if isinstance(now, QLineEdit) and self._form.isAncestorOf(now):
            now.installEventFilter(self)
