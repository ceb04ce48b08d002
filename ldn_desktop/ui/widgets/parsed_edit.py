"""A field whose text is read, with the sentence right under it when it cannot be."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QHBoxLayout, QLineEdit, QSizePolicy, QVBoxLayout, QWidget

from ldn_desktop.domain.finding import BLOCKING
from ldn_desktop.ui.theme.current import Themed
from ldn_desktop.ui.widgets.flow_layout import FlowLayout
from ldn_desktop.ui.widgets.labels import PlainLabel
from ldn_desktop.ui.widgets.severity_mark import SeverityMark


class _Problem(Themed, QWidget):
    """Why a text cannot be read, below its field."""

    def __init__(self) -> None:
        super().__init__()
        # It wraps below the field and never widens its column.
        self._sentence = PlainLabel(role="error", wraps=True)
        self._sentence.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Preferred)
        self._row = QHBoxLayout(self)
        self._row.setContentsMargins(0, 0, 0, 0)
        self._row.addWidget(SeverityMark(BLOCKING, 13, self), 0, Qt.AlignmentFlag.AlignTop)
        self._row.addWidget(self._sentence, 1)
        self.apply_theme()

    def apply_theme(self) -> None:
        """Take distances from the theme."""
        self._row.setSpacing(self.theme.px(4))

    def say(self, sentence: str) -> None:
        """Show a sentence, or nothing where it is empty."""
        self._sentence.setText(sentence)
        self.setVisible(bool(sentence))


class ParsedEdit(Themed, QWidget):
    """A text that means something; the lines below it are made when there is first something to say.

    ``edited`` tells every keystroke, ``committed`` the text when typing ends and it can be read.

    ``parse`` raises ``ValueError`` with a sentence for what cannot be read; an empty field is no error.
    """

    edited = Signal(str)
    committed = Signal(str)

    def __init__(self, parse: Callable[[str], object], line: QLineEdit) -> None:
        super().__init__()
        self._parse = parse
        self._shown = ""
        self._typing = False
        self._told = self._beside = ""
        self._line = line
        self._noted: PlainLabel | None = None
        self._problem: _Problem | None = None
        self.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Maximum)
        self.setFocusProxy(self._line)
        # The letter of its label asks for this before it gives the keyboard.
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self._column = QVBoxLayout(self)
        self._column.setContentsMargins(0, 0, 0, 0)
        self._column.addWidget(self._line)
        self._line.textEdited.connect(self._text_edited)
        self._line.editingFinished.connect(self._finished)
        self.apply_theme()

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
        if self._stays(text, unchanged=unchanged):
            return
        self._typing = False
        if self._line.text() != text:
            self._line.setText(text)
        self._check()

    def show_typed(self, text: str, problem: str) -> None:
        """Show a text that is in no plan, and why it is not."""
        if self._line.text() != text:
            self._line.setText(text)
            self._check()
        if self._told != problem:
            self.set_error(problem)

    def put_text(self, text: str) -> None:
        """Put a text into the field, and read it as if it was typed."""
        self._line.setText(text)
        self._check()
        self._read(text)

    def _read(self, text: str) -> None:
        """Take what a text means, where the field itself holds it."""

    def show_read(self) -> None:
        """Show the value of the plan again in the place of a text that cannot be read."""
        if self._told:
            self.forget()

    def forget(self) -> None:
        """Drop what was typed and show the plan's value: what the field belongs to is another one now."""
        self._typing = False
        self._line.setText(self._shown)
        self._check()

    def error(self) -> str:
        """Return the sentence that is shown, or an empty text."""
        return self._told

    def set_error(self, sentence: str) -> None:
        """Show a sentence under the field, or none; the next keystroke judges anew."""
        self._told = sentence
        wrong = bool(sentence)
        noted = self._beside = "" if wrong else self.note(self.text())
        self._say(noted)
        self._complain(sentence)
        self._line.setAccessibleDescription(sentence or noted)
        if bool(self._line.property("error")) != wrong:
            self._line.setProperty("error", wrong)
            self._line.style().unpolish(self._line)
            self._line.style().polish(self._line)

    def _say(self, noted: str) -> None:
        if self._noted is None and noted:
            self._noted = PlainLabel(role="caption")
            self._noted.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Preferred)
            self._column.insertWidget(1, self._noted)
        if self._noted is not None:
            self._noted.say(noted)

    def _complain(self, sentence: str) -> None:
        if self._problem is None and sentence:
            self._problem = _Problem()
            self._column.insertWidget(1, self._problem)
        if self._problem is not None:
            self._problem.say(sentence)

    def note(self, _text: str) -> str:
        """Say how a text that can be read is read, such as "= 84 days", where it does not say so itself."""
        return ""

    def line_edit(self) -> QLineEdit:
        """Return the field itself, for a placeholder or a completer."""
        return self._line

    def put_beside(self, *parts: QWidget) -> None:
        """Put parts beside the field, which go on below it where they have no room; its sentence is as wide as all."""
        beside = QWidget()
        row = FlowLayout(beside)
        self._column.removeWidget(self._line)
        for part in (self._line, *parts):
            row.addWidget(part)
        self._column.insertWidget(0, beside)
        self.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Preferred)

    def select_all(self) -> None:
        """Select the whole text."""
        self._line.selectAll()

    def setAccessibleName(self, name: str) -> None:
        """Name the field, and what lies in its line."""
        super().setAccessibleName(name)
        self._line.setAccessibleName(name)

    def apply_theme(self) -> None:
        """Take distances from the theme."""
        self._column.setSpacing(self.theme.px(3))
        self._line.setMinimumWidth(self.theme.px(96))

    def _stays(self, text: str, *, unchanged: bool) -> bool:
        """Tell whether what is typed stays where the plan's value is shown as ``text``."""
        return (self._typing or bool(self.error())) and (unchanged or self._means(text))

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

    def _settle(self) -> None:
        """Write the value in its own way now that typing ends."""

    def _finished(self) -> None:
        self._typing = False
        self._settle()
        if not self.error():
            self.committed.emit(self.text())
