"""The column of cards, which scrolls what was just opened into sight."""

from __future__ import annotations

from PySide6.QtCore import Qt, QTimer
from PySide6.QtWidgets import QFrame, QScrollArea, QWidget

_SETTLED_MS = 100


class FormScroll(QScrollArea):
    """Holds the cards one below the other."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setWidgetResizable(True)
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self._wanted: QWidget | None = None
        self._settled = QTimer(self, interval=_SETTLED_MS, singleShot=True)
        self._settled.timeout.connect(self._settle)
        self.verticalScrollBar().rangeChanged.connect(self._grown)

    def scroll_to(self, card: QWidget) -> None:
        """Bring the head of a card to the top."""
        self.verticalScrollBar().setValue(card.y())

    def show_whole(self, card: QWidget) -> None:
        """Bring a card that has just grown into sight: all of it, or as much as there is room for from its head on."""
        # The layouts take some turns until its new height stands.
        self._wanted = card
        self._settled.start()
        QTimer.singleShot(0, self._bring)

    def _grown(self) -> None:
        if self._wanted is not None:
            self._settled.start()
            self._bring()

    def _settle(self) -> None:
        self._bring()
        self._wanted = None

    def _bring(self) -> None:
        card = self._wanted
        if card is None:
            return
        bar, room = self.verticalScrollBar(), self.viewport().height()
        end = card.y() + card.height()
        if end > bar.value() + room or card.y() < bar.value():
            bar.setValue(min(card.y(), end - room))
