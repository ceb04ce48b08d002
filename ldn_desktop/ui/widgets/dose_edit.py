"""A field for a dose written as text, with arrows for more and less."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeyEvent, QResizeEvent
from PySide6.QtWidgets import QLineEdit, QWidget

from ldn_desktop.ui.theme.look import Theme
from ldn_desktop.ui.widgets.mark_button import MarkButton
from ldn_desktop.ui.widgets.parsed_edit import ParsedEdit

_STEPS = {Qt.Key.Key_Up: 1, Qt.Key.Key_Down: -1, Qt.Key.Key_PageUp: 10, Qt.Key.Key_PageDown: -10}


class _Line(QLineEdit):
    """The line, with its two arrows laid over the right end."""

    stepped = Signal(int)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setProperty("stepper", True)
        self.up = MarkButton("up", "More", shortcut="Up", size=(20, 12), mark_size=11, parent=self)
        self.down = MarkButton("down", "Less", shortcut="Down", size=(20, 12), mark_size=11, parent=self)
        for button in (self.up, self.down):
            button.setFocusPolicy(Qt.FocusPolicy.NoFocus)
            button.setCursor(Qt.CursorShape.ArrowCursor)
            button.setAutoRepeat(True)
        self.up.clicked.connect(self._up)
        self.down.clicked.connect(self._down)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Step with the arrow keys, tenfold with Page Up and Page Down."""
        step = _STEPS.get(Qt.Key(event.key()))
        if step is not None and event.modifiers() == Qt.KeyboardModifier.NoModifier:
            self.stepped.emit(step)
        else:
            super().keyPressEvent(event)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Keep the arrows at the right end."""
        super().resizeEvent(event)
        middle, right = self.height() // 2, self.width() - 3
        self.up.move(right - self.up.width(), middle - self.up.height())
        self.down.move(right - self.down.width(), middle)

    def _up(self) -> None:
        self.stepped.emit(1)

    def _down(self) -> None:
        self.stepped.emit(-1)


class DoseEdit(ParsedEdit):
    """A dose as text. ``stepped`` tells a wish for more (+1, +10) or less (−1, −10)."""

    stepped = Signal(int)

    def __init__(
        self, parse: Callable[[str], object], *, theme: Theme | None = None, parent: QWidget | None = None
    ) -> None:
        self._stepper = _Line()
        super().__init__(parse, self._stepper, theme=theme, parent=parent)
        self._stepper.stepped.connect(self._step)

    def setAccessibleName(self, name: str) -> None:
        """Name the field, and its arrows after it."""
        super().setAccessibleName(name)
        self._stepper.up.set_name(f"{name}: more", "Up")
        self._stepper.down.set_name(f"{name}: less", "Down")

    def _step(self, step: int) -> None:
        self._typing = False
        self.stepped.emit(step)
