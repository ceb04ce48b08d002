"""The field of a passphrase: dots, an eye or F8 that shows them while held, and whether Caps Lock is on."""

from __future__ import annotations

from PySide6.QtCore import QSize, Qt, Signal
from PySide6.QtGui import QFocusEvent, QHideEvent, QKeyEvent, QResizeEvent
from PySide6.QtWidgets import QLineEdit, QToolButton

from ldn_desktop.ui.theme.current import Themed
from ldn_desktop.ui.theme.icons import IconSet

_EYE, _ROOM = 16, 24


class SecretEdit(Themed, QLineEdit):
    """Keeps nothing once it is hidden. ``caps_told`` tells whether Caps Lock is on, from the first letter typed."""

    caps_told = Signal(bool)

    def __init__(self, name: str, icons: IconSet) -> None:
        super().__init__()
        self._icons = icons
        self._caps: bool | None = None
        self.setAccessibleName(name)
        self.setEchoMode(QLineEdit.EchoMode.Password)
        hints = Qt.InputMethodHint
        self.setInputMethodHints(
            hints.ImhSensitiveData
            | hints.ImhNoPredictiveText
            | hints.ImhNoAutoUppercase
            | hints.ImhHiddenText
        )
        # Leaves the eye its room.
        self.setProperty("stepper", True)
        self._eye = QToolButton(self)
        self._eye.setAccessibleName(f"Show the {name.lower()} while held")
        self._eye.setToolTip("Show while held (F8)")
        self._eye.setCursor(Qt.CursorShape.ArrowCursor)
        # Tab goes on to the next field: who types without looking would type into the eye.
        self._eye.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self._eye.pressed.connect(self._show)
        self._eye.released.connect(self._cover)
        self.apply_theme()

    def take(self) -> str:
        """Return what is typed and clear the field."""
        text = self.text()
        self.clear()
        return text

    def mark_wrong(self, wrong: bool) -> None:
        """Mark the field as wrong, or not."""
        self.setProperty("error", wrong)
        self.style().polish(self)

    def apply_theme(self) -> None:
        """Take icon and room from the theme."""
        theme = self.theme
        self._eye.setIcon(self._icons.icon("eye", "text2", theme))
        self._eye.setIconSize(QSize(theme.px(_EYE), theme.px(_EYE)))
        self._place_eye()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Tell from a letter and Shift whether Caps Lock is on: no system says it in the same way."""
        if event.key() == Qt.Key.Key_F8:
            self._show()
            return
        letter = event.text()
        shifted = bool(event.modifiers() & Qt.KeyboardModifier.ShiftModifier)
        if event.key() == Qt.Key.Key_CapsLock and self._caps is not None:
            self._tell(not self._caps)
        elif len(letter) == 1 and letter.lower() != letter.upper():
            self._tell(letter.isupper() is not shifted)
        super().keyPressEvent(event)
        if event.key() in {Qt.Key.Key_Return, Qt.Key.Key_Enter}:
            # Enter was taken; a dialog around the field would press its own button too.
            event.accept()

    def keyReleaseEvent(self, event: QKeyEvent) -> None:
        """Cover again what was shown."""
        if event.key() == Qt.Key.Key_F8 and not event.isAutoRepeat():
            self._cover()
        super().keyReleaseEvent(event)

    def focusOutEvent(self, event: QFocusEvent) -> None:
        """Forget Caps Lock: it may be pressed elsewhere, as a key that is held may be let go."""
        super().focusOutEvent(event)
        self._cover()
        if self._caps:
            self.caps_told.emit(False)
        self._caps = None

    def hideEvent(self, event: QHideEvent) -> None:
        """Keep nothing of what was typed."""
        super().hideEvent(event)
        if not event.spontaneous():
            self._cover()
            self.clear()

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Keep the eye at the right."""
        super().resizeEvent(event)
        self._place_eye()

    def _place_eye(self) -> None:
        wide = self.theme.px(_ROOM)
        high = min(self.height() - 4, wide)
        self._eye.setGeometry(self.width() - wide - 3, (self.height() - high) // 2, wide, high)

    def _tell(self, caps: bool) -> None:
        if caps is not self._caps:
            self._caps = caps
            self.caps_told.emit(caps)

    def _show(self) -> None:
        self.setEchoMode(QLineEdit.EchoMode.Normal)

    def _cover(self) -> None:
        self.setEchoMode(QLineEdit.EchoMode.Password)
