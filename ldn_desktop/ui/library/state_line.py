"""A shape and a few words beside a field or below it: how good it is, what is wrong."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QHBoxLayout, QWidget

from ldn_desktop.ui.theme.tokens import STATE_WORDS
from ldn_desktop.ui.widgets.labels import PlainLabel
from ldn_desktop.ui.widgets.severity_mark import SeverityMark


class StateLine(QWidget):
    """Says a sentence with the shape of its severity; hidden while there is none."""

    def __init__(self, *, wraps: bool = True) -> None:
        super().__init__()
        self._mark, self._words = SeverityMark(size=14), PlainLabel(wraps=wraps)
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(6)
        row.addWidget(self._mark, 0, Qt.AlignmentFlag.AlignVCenter)
        row.addWidget(self._words, 1)
        self.hide()

    def say(self, severity: str, sentence: str, *, worded: bool = True) -> None:
        """Say a sentence, with the word of its severity where ``worded``; or nothing where it is empty."""
        word = STATE_WORDS[severity] if worded and sentence else ""
        if self._mark.severity() != severity:
            self._mark.set_severity(severity)
            self._words.setProperty("role", severity)
            self._words.style().polish(self._words)
        self._words.setText(f"{word}: {sentence}" if word else sentence)
        self.setVisible(bool(sentence))

    def said(self) -> str:
        """Return what is said."""
        return self._words.text()
