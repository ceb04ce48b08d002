"""A drop-down list that the mouse wheel passes over: scrolling a form never changes a plan."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtGui import QKeyEvent, QWheelEvent
from PySide6.QtWidgets import QComboBox, QWidget

_COMMAND = (
    Qt.KeyboardModifier.ControlModifier | Qt.KeyboardModifier.AltModifier | Qt.KeyboardModifier.MetaModifier
)


class Combo(QComboBox):
    """A combo box that is changed by a click, an arrow key or Enter alone; a letter opens its list and finds in it."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        # The wheel gives it no keyboard either: what is typed next would go astray.
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)

    def wheelEvent(self, event: QWheelEvent) -> None:
        """Leave the wheel to what scrolls."""
        event.ignore()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Find by letters in the open list, where nothing is chosen until Enter says so."""
        text = event.text().strip()
        if self.isEditable() or not text.isprintable() or not text or event.modifiers() & _COMMAND:
            super().keyPressEvent(event)
            return
        self.showPopup()
        self.view().keyboardSearch(text)
