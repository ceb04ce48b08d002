"""Lines of text: one that keeps whatever is typed or pasted, and one with two arrows for more and less."""

from __future__ import annotations

from PySide6.QtCore import QEvent, QSize, Qt, Signal
from PySide6.QtGui import QKeyEvent, QResizeEvent
from PySide6.QtWidgets import QLineEdit, QWidget

from ldn_desktop.ui.widgets.buttons import MarkButton
from ldn_desktop.ui.widgets.labels import PlainLabel

_ANY = 2**31 - 1


class WholeLine(QLineEdit):
    """A line without a largest length: Qt cuts at 32,767 letters without a word."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setMaxLength(_ANY)


class StepperLine(WholeLine):
    """The line, with its two arrows laid over the right end.

    ``stepped`` tells +1 or −1, ``page`` times that for a page.
    """

    stepped = Signal(int)

    def __init__(self, page: int = 10) -> None:
        super().__init__()
        self._steps = {
            Qt.Key.Key_Up: 1,
            Qt.Key.Key_Down: -1,
            Qt.Key.Key_PageUp: page,
            Qt.Key.Key_PageDown: -page,
        }
        self.setProperty("stepper", True)
        self._suffix = PlainLabel("", self, role="caption")
        self._suffix.setTextFormat(Qt.TextFormat.PlainText)
        self._suffix.setAttribute(Qt.WidgetAttribute.WA_TransparentForMouseEvents)
        self._suffix.hide()
        self.up = MarkButton("up", "More", shortcut="Up", size=(20, 12), mark_size=11, parent=self)
        self.down = MarkButton("down", "Less", shortcut="Down", size=(20, 12), mark_size=11, parent=self)
        for button in (self.up, self.down):
            button.setFocusPolicy(Qt.FocusPolicy.NoFocus)
            button.setCursor(Qt.CursorShape.ArrowCursor)
            button.setAutoRepeat(True)
        self.up.clicked.connect(self._up)
        self.down.clicked.connect(self._down)

    def setAccessibleName(self, name: str) -> None:
        """Name the line, and its arrows after it."""
        super().setAccessibleName(name)
        self.up.set_name(f"{name}: more", "Up")
        self.down.set_name(f"{name}: less", "Down")

    def set_suffix(self, words: str) -> None:
        """Write words behind what is typed, such as "a day"; they are no part of the text."""
        if words != self._suffix.text():
            self._suffix.say(words)
            self._arrange()

    def sizeHint(self) -> QSize:
        """Return the size without the words behind: they take their room from the text, not from what stands beside."""
        hint = super().sizeHint()
        return QSize(hint.width() - self.textMargins().right(), hint.height())

    def changeEvent(self, event: QEvent) -> None:
        """Follow another size of letters."""
        super().changeEvent(event)
        if event.type() in {QEvent.Type.FontChange, QEvent.Type.StyleChange}:
            self._arrange()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Step with the arrow keys, further with Page Up and Page Down."""
        step = self._steps.get(Qt.Key(event.key()))
        if step is not None and event.modifiers() == Qt.KeyboardModifier.NoModifier:
            self.stepped.emit(step)
        else:
            super().keyPressEvent(event)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Keep the arrows at the right end."""
        super().resizeEvent(event)
        self._arrange()

    def _arrange(self) -> None:
        middle, right = self.height() // 2, self.width() - 3
        self.up.move(right - self.up.width(), middle - self.up.height())
        self.down.move(right - self.down.width(), middle)
        if self._suffix.isHidden():
            self.setTextMargins(0, 0, 0, 0)
            return
        self._suffix.adjustSize()
        wide, high = self._suffix.width(), self._suffix.height()
        self._suffix.move(right - self.up.width() - wide - 2, (self.height() - high) // 2)
        # What is typed scrolls before the words, never under them.
        self.setTextMargins(0, 0, wide + 2, 0)

    def _up(self) -> None:
        self.stepped.emit(1)

    def _down(self) -> None:
        self.stepped.emit(-1)
