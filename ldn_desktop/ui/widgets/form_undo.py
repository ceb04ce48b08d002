"""Undo and redo are those of the whole form, whatever field has the keyboard: one history.

Only a field beside the form that was typed in has its own. All that one visit to a choice chooses is one step.
"""

from __future__ import annotations

from PySide6.QtCore import QEvent, QObject, Signal
from PySide6.QtGui import QKeyEvent, QKeySequence
from PySide6.QtWidgets import QApplication, QLineEdit, QPlainTextEdit, QWidget

from ldn_desktop.ui.widgets.card import Card
from ldn_desktop.ui.widgets.choices import Segmented
from ldn_desktop.ui.widgets.combo import Combo

_UNDO, _REDO = QKeySequence.StandardKey.Undo, QKeySequence.StandardKey.Redo


class FormUndo(QObject):
    """Watches the fields of the window and leaves the keys of undo and redo to it.

    In the fields below ``form`` always: what is typed and not in the plan is taken back there as well. In every other,
    such as the search, where it is empty or has nothing of its own to undo or redo. ``choice_left`` tells that the
    keyboard has left a choice of the form.
    """

    choice_left = Signal()

    def __init__(self, form: QWidget, parent: QObject) -> None:
        super().__init__(parent)
        self._form = form
        self._choice: QWidget | None = None
        app = QApplication.instance()
        if isinstance(app, QApplication):
            app.focusChanged.connect(self._focused)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Leave the keys to the window where they are the form's."""
        if (
            event.type() == QEvent.Type.ShortcutOverride
            and isinstance(event, QKeyEvent)
            and isinstance(watched, QLineEdit | QPlainTextEdit)
            and self._leaves(watched, event)
        ):
            event.ignore()
            return True
        return super().eventFilter(watched, event)

    def _leaves(self, field: QLineEdit | QPlainTextEdit, event: QKeyEvent) -> bool:
        undo, redo = event.matches(_UNDO), event.matches(_REDO)
        if self._form.isAncestorOf(field):
            return undo or redo
        if isinstance(field, QPlainTextEdit):
            return False
        if undo:
            return not field.text() or not field.isUndoAvailable()
        return redo and not field.isRedoAvailable()

    def _focused(self, _before: QWidget | None, now: QWidget | None) -> None:
        if now is not None:
            before, self._choice = self._choice, self._choice_of(now)
            if before is not None and before is not self._choice:
                self.choice_left.emit()
        if isinstance(now, QLineEdit | QPlainTextEdit) and now.window() is self._form.window():
            now.installEventFilter(self)

    def _choice_of(self, part: QWidget | None) -> QWidget | None:
        """Return the choice of the form that a part of it belongs to; its open list does too."""
        # No further than its card: Python knows no type of what Qt made around the cards, and tries all there are.
        while part is not None and not isinstance(part, Combo | Segmented | Card):
            part = part.parentWidget()
        return part if isinstance(part, Combo | Segmented) and self._form.isAncestorOf(part) else None
