"""Enter presses the button that has the keyboard, in every window, as the blank does."""

from __future__ import annotations

from PySide6.QtCore import QEvent, QObject, Qt
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QAbstractButton, QApplication, QCheckBox, QRadioButton, QWidget

_ENTER = {Qt.Key.Key_Return, Qt.Key.Key_Enter}


class EnterKey(QObject):
    """Watches whoever has the keyboard. In a dialog, too, Enter then presses that button and not the default one.

    A tick box leaves Enter to its dialog, and a part of a choice weighs itself whether it was meant.
    """

    def __init__(self, parent: QObject) -> None:
        super().__init__(parent)
        app = QApplication.instance()
        if isinstance(app, QApplication):
            app.focusChanged.connect(self._focus_changed)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Press the button; Enter that is held down presses once."""
        if event.type() != QEvent.Type.KeyPress or not isinstance(event, QKeyEvent):
            return False
        plain = event.modifiers() in {Qt.KeyboardModifier.NoModifier, Qt.KeyboardModifier.KeypadModifier}
        if event.key() not in _ENTER or not plain or not isinstance(watched, QAbstractButton):
            return False
        if not event.isAutoRepeat():
            watched.click()
        return True

    def _focus_changed(self, old: QWidget | None, new: QWidget | None) -> None:
        if old is not None:
            old.removeEventFilter(self)
        if (
            isinstance(new, QAbstractButton)
            and not isinstance(new, (QCheckBox, QRadioButton))
            and new.property("role") != "segment"
        ):
            new.installEventFilter(self)
