"""What stands where there is nothing yet: what it would be, and how to begin."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QPushButton, QVBoxLayout, QWidget

from ldn_desktop.ui.theme.current import Themed
from ldn_desktop.ui.widgets.flow_layout import FlowLayout
from ldn_desktop.ui.widgets.labels import PlainLabel

_KEY = "key"


class EmptyState(Themed, QWidget):
    """A heading, a sentence and buttons given as (key, words, primary). ``action_triggered`` tells a button's key."""

    action_triggered = Signal(str)

    def __init__(
        self,
        heading: str,
        sentence: str = "",
        actions: Sequence[tuple[str, str, bool]] = (),
        *,
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        self._heading = PlainLabel(heading)
        self._heading.setProperty("role", "heading")
        self._sentence = PlainLabel()
        self._sentence.setProperty("role", "body-secondary")
        self._buttons = FlowLayout()
        for label in (self._heading, self._sentence):
            label.setWordWrap(True)
            label.setTextFormat(Qt.TextFormat.PlainText)
        self._column = QVBoxLayout(self)
        self._column.addStretch(1)
        self._column.addWidget(self._heading)
        self._column.addWidget(self._sentence)
        self._column.addLayout(self._buttons)
        self._column.addStretch(2)
        for key, words, primary in actions:
            button = QPushButton(words)
            button.setProperty(_KEY, key)
            button.setProperty("role", "primary" if primary else "button")
            button.clicked.connect(self._clicked)
            self._buttons.addWidget(button)
        self.setAccessibleName(heading)
        self.set_sentence(sentence)
        self.apply_theme()

    def set_sentence(self, sentence: str) -> None:
        """Say something else below the heading."""
        self._sentence.setText(sentence)
        self._sentence.setVisible(bool(sentence))
        self.setAccessibleDescription(sentence)

    def apply_theme(self) -> None:
        """Take distances from the theme."""
        theme = self.theme
        self._column.setContentsMargins(theme.px(24), theme.px(16), theme.px(24), theme.px(16))
        self._column.setSpacing(theme.px(8))
        self._buttons.setSpacing(theme.px(8))

    def _clicked(self) -> None:
        button = self.sender()
        if isinstance(button, QPushButton):
            self.action_triggered.emit(str(button.property(_KEY)))
