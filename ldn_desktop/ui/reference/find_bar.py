"""Finding words in the open article."""

from __future__ import annotations

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QHBoxLayout, QPushButton, QWidget

from ldn_desktop.ui.reference.article_view import ArticleView
from ldn_desktop.ui.widgets.labels import PlainLabel
from ldn_desktop.ui.widgets.text_lines import WholeLine


class FindBar(QWidget):
    """A field that marks every place of the words and walks through them; ``closed`` tells that it was closed."""

    closed = Signal()

    def __init__(self, view: ArticleView) -> None:
        super().__init__()
        self._view, self._count = view, 0
        self._words = WholeLine()
        self._words.setAccessibleName("Find in this article")
        self._words.setPlaceholderText("Find in this article")
        self._told = PlainLabel(role="caption")
        self._next = QPushButton("&Next")
        self._before = QPushButton("Pre&vious")
        self._close = QPushButton("&Close")
        self._close.setProperty("role", "flat")
        layout = QHBoxLayout(self)
        layout.setContentsMargins(24, 4, 16, 4)
        layout.addWidget(self._words, 1)
        for widget in (self._told, self._before, self._next, self._close):
            layout.addWidget(widget)
        self._words.textChanged.connect(self._find)
        self._next.clicked.connect(self._go_on)
        self._before.clicked.connect(self._go_back)
        self._close.clicked.connect(self.end)
        self.hide()

    def begin(self) -> None:
        """Show the field, with what is in it selected."""
        self.show()
        self._words.setFocus(Qt.FocusReason.ShortcutFocusReason)
        self._words.selectAll()
        self._find(self._words.text())

    def end(self) -> None:
        """Close the field and take the marks away."""
        if self.isVisible():
            self.hide()
            self._view.find_words("")
            self.closed.emit()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Go on with Enter, back with Shift and Enter, close with Esc."""
        if event.key() == Qt.Key.Key_Escape:
            self.end()
        elif event.key() in {Qt.Key.Key_Return, Qt.Key.Key_Enter}:
            self._step(-1 if event.modifiers() & Qt.KeyboardModifier.ShiftModifier else 1)
        else:
            super().keyPressEvent(event)

    def _find(self, words: str) -> None:
        self._count = self._view.find_words(words.strip())
        if self._count:
            self._step(1)
        else:
            self._told.setText("not found" if words.strip() else "")

    def _go_on(self) -> None:
        self._step(1)

    def _go_back(self) -> None:
        self._step(-1)

    def _step(self, by: int) -> None:
        at = self._view.step(by)
        self._told.setText(f"{at} of {self._count}" if at else self._told.text())
