"""Asks, in one line, why a plan was changed, and once who keeps plans on this computer."""

from __future__ import annotations

from typing import NamedTuple

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QDialog, QFrame, QHBoxLayout, QPushButton, QSizePolicy, QVBoxLayout, QWidget

from ldn_desktop.ui.theme.current import current_theme
from ldn_desktop.ui.widgets.labels import PlainLabel
from ldn_desktop.ui.widgets.text_lines import WholeLine

_WIDE = 560
"""Pixels at 100 % of the longest line."""


class Wanted(NamedTuple):
    """What is asked before a revision is kept: its number, whether and why it was changed, and by whom.

    ``reason`` and ``author`` are proposed; ``None`` is not asked.
    """

    number: int
    reason: str | None
    author: str | None


class RevisionNote(QFrame):
    """``given`` hands over reason and author as typed, both may be empty; ``cancelled`` tells that nothing is kept."""

    given = Signal(str, str)
    cancelled = Signal()

    def __init__(self, wanted: Wanted) -> None:
        super().__init__()
        self.setProperty("role", "card")
        # Between others it is never lower than what stands in it.
        self.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Minimum)
        asked = "why was it changed?" if wanted.reason is not None else "who keeps it?"
        self._told = PlainLabel(f"Revision {wanted.number}: {asked}")
        self._told.setTextFormat(Qt.TextFormat.PlainText)
        self._reason = _line(
            "Reason of the change", "A few words for the history; may stay empty", wanted.reason
        )
        self._author = _line(
            "Your name", "Your name; kept on this computer for new plans and records", wanted.author
        )
        self._save = QPushButton("Save")
        self._save.setProperty("role", "primary")
        self._save.setToolTip("Enter")
        cancel = QPushButton("Cancel")
        cancel.setProperty("role", "flat")
        row = QHBoxLayout()
        row.addWidget(self._reason, 3)
        row.addWidget(self._author, 2)
        row.addWidget(self._save)
        row.addWidget(cancel)
        for line in (self._reason, self._author):
            line.setMaximumWidth(current_theme().px(_WIDE))
        row.addStretch(1)
        layout = QVBoxLayout(self)
        layout.addWidget(self._told)
        layout.addLayout(row)
        for line in (self._reason, self._author):
            line.returnPressed.connect(self._give)
        for button in (self._save, cancel):
            button.setAutoDefault(False)
        self._save.clicked.connect(self._give)
        cancel.clicked.connect(self.cancelled)

    def take_focus(self) -> None:
        """Put the keyboard on the first line that is asked for."""
        first = self._author if self._reason.isHidden() else self._reason
        first.setFocus(Qt.FocusReason.OtherFocusReason)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Cancel with Esc."""
        if event.key() == Qt.Key.Key_Escape:
            self.cancelled.emit()
        else:
            super().keyPressEvent(event)

    def _give(self) -> None:
        self.given.emit(self._reason.text().strip(), self._author.text().strip())


class RevisionDialog(QDialog):
    """Asks the same where the plan is about to go; ``reason`` and ``author`` are what was given."""

    def __init__(self, wanted: Wanted, window: QWidget) -> None:
        super().__init__(window)
        self.setWindowTitle("Save in the library")
        self.reason = self.author = ""
        note = RevisionNote(wanted)
        layout = QVBoxLayout(self)
        layout.addWidget(note)
        note.given.connect(self._given)
        note.cancelled.connect(self.reject)
        note.take_focus()
        self.setMinimumWidth(min(current_theme().px(640), window.width()))

    def _given(self, reason: str, author: str) -> None:
        self.reason, self.author = reason, author
        self.accept()


def _line(name: str, placeholder: str, proposed: str | None) -> WholeLine:
    line = WholeLine()
    line.setAccessibleName(name)
    line.setPlaceholderText(placeholder)
    line.setText(proposed or "")
    if proposed is None:
        line.hide()
    return line
