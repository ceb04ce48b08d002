"""One choice out of many, in a list."""

from __future__ import annotations

from PySide6.QtCore import QEvent, QObject, Qt
from PySide6.QtGui import QKeyEvent, QWheelEvent
from PySide6.QtWidgets import QApplication, QComboBox, QWidget

COMMAND = (
    Qt.KeyboardModifier.ControlModifier | Qt.KeyboardModifier.AltModifier | Qt.KeyboardModifier.MetaModifier
)
"""With one of these a key is a command, and no letter."""
_ON = {Qt.Key.Key_Tab, Qt.Key.Key_Backtab}


class Combo(QComboBox):
    """A combo box that is changed by a click, an arrow key or Enter alone; a letter opens its list and finds in it.

    In the open list Tab takes what is marked, as Enter does, and goes on: else what is typed next would go astray. The
    mouse wheel passes over it: scrolling a form never changes a plan.
    """

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
        if self.isEditable() or not text.isprintable() or not text or event.modifiers() & COMMAND:
            super().keyPressEvent(event)
            return
        self.showPopup()
        self.view().keyboardSearch(text)

    def showPopup(self) -> None:
        """Open the list."""
        super().showPopup()
        self.view().installEventFilter(self)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Have Tab take what is marked in the open list, and go on."""
        if isinstance(event, QKeyEvent) and event.type() == QEvent.Type.KeyPress and event.key() in _ON:
            enter = QKeyEvent(event.type(), Qt.Key.Key_Return, Qt.KeyboardModifier.NoModifier)
            QApplication.sendEvent(watched, enter)
            self.focusNextPrevChild(event.key() == Qt.Key.Key_Tab)
            return True
        return super().eventFilter(watched, event)
