"""One quiet sentence of a severity in a form: its shape, its word, what it says."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QHBoxLayout, QSizePolicy, QWidget

from ldn_desktop.ui.widgets.plain_label import PlainLabel
from ldn_desktop.ui.widgets.severity_mark import SeverityMark


class MessageLine(QWidget):
    """The sentence, hidden while there is none."""

    def __init__(self, severity: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._word = severity.capitalize()
        self._told = PlainLabel()
        self._told.setProperty("role", severity)
        self._told.setTextFormat(Qt.TextFormat.PlainText)
        self._told.setWordWrap(True)
        # The sentence wraps and never widens its column.
        self._told.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Preferred)
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.addWidget(SeverityMark(severity, 13), 0, Qt.AlignmentFlag.AlignTop)
        row.addWidget(self._told, 1)
        self.hide()

    def say(self, sentence: str) -> None:
        """Say a sentence, or nothing."""
        self._told.setText(f"{self._word}: {sentence}" if sentence else "")
        self.setVisible(bool(sentence))

    def said(self) -> str:
        """Return what is said."""
        return self._told.text()
