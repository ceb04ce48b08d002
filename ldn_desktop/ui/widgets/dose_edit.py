"""A field for a dose written as text, with the sentence right under it when it cannot be read."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeyEvent, QResizeEvent
from PySide6.QtWidgets import QHBoxLayout, QLabel, QLineEdit, QSizePolicy, QVBoxLayout, QWidget

from ldn_desktop.ui.theme.look import Theme
from ldn_desktop.ui.widgets.mark_button import MarkButton
from ldn_desktop.ui.widgets.severity_mark import NONE, SeverityMark
from ldn_desktop.ui.widgets.themed import Themed

_STEPS = {Qt.Key.Key_Up: 1, Qt.Key.Key_Down: -1, Qt.Key.Key_PageUp: 10, Qt.Key.Key_PageDown: -10}


class _Line(QLineEdit):
    """The line, with its two arrows laid over the right end."""

    stepped = Signal(int)

    def __init__(self, parent: QWidget) -> None:
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


class DoseEdit(Themed, QWidget):
    """A dose as text.

    ``edited`` tells every keystroke, ``committed`` the text when typing ends and it can be read, ``stepped`` a wish
    for more (+1, +10) or less (−1, −10).

    ``parse`` raises ``ValueError`` with a sentence for what cannot be read; an empty field is no error.
    """

    edited = Signal(str)
    committed = Signal(str)
    stepped = Signal(int)

    def __init__(
        self, parse: Callable[[str], object], *, theme: Theme | None = None, parent: QWidget | None = None
    ) -> None:
        super().__init__(parent)
        self._parse = parse
        self._shown = ""
        self._typing = False
        self._told = ""
        self._line = _Line(self)
        self._mark = SeverityMark(NONE, 13, theme)
        self._sentence = QLabel()
        self._sentence.setProperty("role", "error")
        self._sentence.setWordWrap(True)
        # The sentence wraps below the field and never widens its column.
        self._sentence.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Preferred)
        self._problem = QWidget()
        self.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Maximum)
        self.setFocusProxy(self._line)
        self._below = QHBoxLayout(self._problem)
        self._below.setContentsMargins(0, 0, 0, 0)
        self._below.addWidget(self._mark, 0, Qt.AlignmentFlag.AlignTop)
        self._below.addWidget(self._sentence, 1)
        self._column = QVBoxLayout(self)
        self._column.setContentsMargins(0, 0, 0, 0)
        self._column.addWidget(self._line)
        self._column.addWidget(self._problem)
        self._problem.hide()
        self._line.textEdited.connect(self._text_edited)
        self._line.editingFinished.connect(self._finished)
        self._line.stepped.connect(self._step)
        self.wear(theme)

    def text(self) -> str:
        """Return the text as it stands."""
        return self._line.text()

    def value(self) -> object | None:
        """Return what ``parse`` makes of the text, or ``None`` for an empty or unreadable one."""
        text = self.text().strip()
        if not text:
            return None
        try:
            return self._parse(text)
        except ValueError:
            return None

    def show_value(self, text: str) -> None:
        """Show a value of the plan; a text that is being typed and means the same, or cannot be read yet, stays."""
        unchanged = text == self._shown
        self._shown = text
        if (self._typing or self.error()) and (unchanged or self._means(text)):
            return
        self._typing = False
        if self._line.text() != text:
            self._line.setText(text)
        self._check()

    def error(self) -> str:
        """Return the sentence that is shown, or an empty text."""
        return self._told

    def set_error(self, sentence: str) -> None:
        """Show a sentence under the field, or none; the next keystroke judges anew."""
        self._told = sentence
        wrong = bool(sentence)
        self._sentence.setText(sentence)
        self._mark.set_severity("blocking" if wrong else NONE)
        self._problem.setVisible(wrong)
        self._line.setAccessibleDescription(sentence)
        if bool(self._line.property("error")) != wrong:
            self._line.setProperty("error", wrong)
            self._line.style().unpolish(self._line)
            self._line.style().polish(self._line)

    def line_edit(self) -> QLineEdit:
        """Return the field itself, for a placeholder or a completer."""
        return self._line

    def select_all(self) -> None:
        """Select the whole text."""
        self._line.selectAll()

    def setAccessibleName(self, name: str) -> None:
        """Name the field, and its arrows after it."""
        super().setAccessibleName(name)
        self._line.setAccessibleName(name)
        self._line.up.set_name(f"{name}: more", "Up")
        self._line.down.set_name(f"{name}: less", "Down")

    def apply_theme(self) -> None:
        """Take distances from the theme."""
        self._column.setSpacing(self.theme.px(3))
        self._below.setSpacing(self.theme.px(4))
        self._line.setMinimumWidth(self.theme.px(96))

    def _means(self, text: str) -> bool:
        """Tell whether the field and a text are the same value."""
        if not text.strip() or not self.text().strip():
            return text.strip() == self.text().strip()
        try:
            return self._parse(text) == self._parse(self.text())
        except ValueError:
            return False

    def _check(self) -> None:
        text = self.text().strip()
        try:
            if text:
                self._parse(text)
        except ValueError as error:
            self.set_error(str(error))
        else:
            self.set_error("")

    def _text_edited(self, text: str) -> None:
        self._typing = True
        self._check()
        self.edited.emit(text)

    def _finished(self) -> None:
        self._typing = False
        if not self.error():
            self.committed.emit(self.text())

    def _step(self, step: int) -> None:
        self._typing = False
        self.stepped.emit(step)
