"""Asks for the reason for which a blocking finding is overruled, in place."""

from __future__ import annotations

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QFrame, QHBoxLayout, QPushButton, QVBoxLayout

from ldn_desktop.ui.widgets.labels import PlainLabel
from ldn_desktop.ui.widgets.text_lines import WholeLine


class OverrideField(QFrame):
    """``given`` hands over the code and the reason, ``typed`` both while they are typed.

    ``cancelled`` tells that nothing is overruled.
    """

    given = Signal(str, str)
    typed = Signal(str, str)
    cancelled = Signal()

    def __init__(self, code: str, sentence: str) -> None:
        super().__init__()
        self._code = code
        self.setProperty("role", "card")
        told = PlainLabel(f"Override: {sentence}", wraps=True)
        told.setTextFormat(Qt.TextFormat.PlainText)
        self._reason = WholeLine()
        self._reason.setAccessibleName("Reason for the override")
        self._reason.setPlaceholderText(
            "Your reason; it is kept in the plan and falls away when what it rests on changes"
        )
        self._override = QPushButton("O&verride")
        self._override.setEnabled(False)
        cancel = QPushButton("Cancel")
        cancel.setProperty("role", "flat")
        row = QHBoxLayout()
        row.addWidget(self._reason, 1)
        row.addWidget(self._override)
        row.addWidget(cancel)
        layout = QVBoxLayout(self)
        layout.addWidget(told)
        layout.addLayout(row)
        self._reason.textChanged.connect(self._typed)
        self._reason.textEdited.connect(self._edited)
        self._reason.returnPressed.connect(self._give)
        self._override.clicked.connect(self._give)
        cancel.clicked.connect(self.cancelled)

    @property
    def code(self) -> str:
        """The code of the finding."""
        return self._code

    def text(self) -> str:
        """Return the reason as it is typed."""
        return self._reason.text()

    def put_text(self, text: str) -> None:
        """Show a reason as it was typed."""
        if self._reason.text() != text:
            self._reason.setText(text)

    def take_focus(self) -> None:
        """Put the keyboard on the reason."""
        self._reason.setFocus(Qt.FocusReason.OtherFocusReason)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Cancel with Esc."""
        if event.key() == Qt.Key.Key_Escape:
            self.cancelled.emit()
        else:
            super().keyPressEvent(event)

    def _typed(self, text: str) -> None:
        self._override.setEnabled(bool(text.strip()))

    def _edited(self, text: str) -> None:
        self.typed.emit(self._code, text)

    def _give(self) -> None:
        if self._reason.text().strip():
            self.given.emit(self._code, self._reason.text().strip())
