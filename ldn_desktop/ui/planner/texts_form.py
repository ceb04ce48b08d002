"""The form of *Text and notes*: what the plan tells the patient besides, and what is for the record alone."""

from __future__ import annotations

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QFocusEvent
from PySide6.QtWidgets import QPlainTextEdit, QVBoxLayout, QWidget

from ldn_desktop.domain.plan_limits import LONGEST_INSTRUCTIONS
from ldn_desktop.ui.bridge import Bridge
from ldn_desktop.ui.theme.current import Themed
from ldn_desktop.ui.widgets.idle import quiet
from ldn_desktop.ui.widgets.labels import PlainLabel
from ldn_desktop.workspace.draft import Draft
from ldn_desktop.workspace.intents import Enter, SetInstructions, SetNotes

_FIELD, _NAME = "texts.instructions", "Text for the patient"
_LINES = 4
_NEAR = LONGEST_INSTRUCTIONS - 100


class _Text(Themed, QPlainTextEdit):
    """A few lines of text; Tab goes on to the next field, undo is the plan's. ``left`` tells that it was left."""

    left = Signal()

    def __init__(self, name: str) -> None:
        super().__init__()
        self.setAccessibleName(name)
        self.setTabChangesFocus(True)
        self.setUndoRedoEnabled(False)
        self.apply_theme()

    def apply_theme(self) -> None:
        """Be as high as some lines."""
        self.setFixedHeight(_LINES * self.theme.line() + self.theme.px(14))

    def show_text(self, text: str) -> None:
        """Show a text; the cursor stays where it is, or at the end of a shorter one."""
        if self.toPlainText() != text:
            cursor = self.textCursor()
            at = cursor.position()
            with quiet(self):
                self.setPlainText(text)
            cursor.setPosition(min(at, self.document().characterCount() - 1))
            self.setTextCursor(cursor)

    def focusOutEvent(self, event: QFocusEvent) -> None:
        """Tell that it was left: what is typed later is another change."""
        super().focusOutEvent(event)
        self.left.emit()


class TextsForm(Themed, QWidget):
    """The two texts; every keystroke becomes an intent."""

    def __init__(self, bridge: Bridge) -> None:
        super().__init__()
        self._bridge = bridge
        self._column = QVBoxLayout(self)
        self._column.setContentsMargins(0, 0, 0, 0)
        self._instructions = _Text(_NAME)
        self._notes = _Text("Notes for the record")
        self._count = PlainLabel(role="caption", wraps=True)
        self._count.hide()
        self._add("For the patient: printed on the patient's plan", self._instructions)
        self._column.addWidget(self._count)
        self._add("For the record: never on the patient's papers", self._notes)
        self._instructions.textChanged.connect(self._instructed)
        self._notes.textChanged.connect(self._noted)
        for field in (self._instructions, self._notes):
            field.left.connect(bridge.session.end_typing)
        self.apply_theme()

    def _add(self, words: str, field: _Text) -> None:
        label = PlainLabel(words, role="secondary", wraps=True)
        label.setBuddy(field)
        self._column.addWidget(label)
        self._column.addWidget(field)

    def apply_theme(self) -> None:
        """Take distances from the theme."""
        self._column.setSpacing(self.theme.px(6))

    def show_draft(self, draft: Draft) -> None:
        """Show the texts of the plan, and what is too long to be in it."""
        entry = draft.typed_in(_FIELD)
        self._instructions.show_text(entry.text if entry else draft.plan.instructions)
        self._notes.show_text(draft.plan.notes)
        length, wrong = len(self._instructions.toPlainText()), draft.wrong_in("texts")
        told = f"{length:,} of {LONGEST_INSTRUCTIONS:,} characters"
        self._count.say(f"{told}: it {entry.problem}" if entry and entry.problem else told)
        self._count.setVisible(length >= _NEAR)
        self._count.setProperty("role", "error" if wrong else "caption")
        self._count.style().polish(self._count)

    def go_to(self, field: str) -> bool:
        """Put the keyboard on the text for the patient; tell whether the field is here."""
        self._instructions.setFocus(Qt.FocusReason.OtherFocusReason)
        return field == _FIELD

    def _instructed(self) -> None:
        text = self._instructions.toPlainText()
        over = len(text) - LONGEST_INSTRUCTIONS
        problem = f"is too long by {over:,}; shorten it." if over > 0 else ""
        meant = None if problem else SetInstructions(text)
        self._bridge.do(Enter(_FIELD, _NAME, text, problem, meant), "the text for the patient", _FIELD)

    def _noted(self) -> None:
        self._bridge.do(SetNotes(self._notes.toPlainText()), "the notes", "notes")
