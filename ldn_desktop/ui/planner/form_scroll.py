"""The column of cards, which scrolls what was just opened, and what has the keyboard, into sight."""

from __future__ import annotations

from PySide6.QtCore import QTimer
from PySide6.QtWidgets import QWidget

from ldn_desktop.ui.widgets.focus_scroll import FocusScroll

_TURNS, _TURN_MS = 12, 10


class FormScroll(FocusScroll):
    """Holds the cards one below the other."""

    def __init__(self) -> None:
        super().__init__()
        self._wanted: QWidget | None = None
        self._turns_left = 0
        self._turn = QTimer(self, interval=_TURN_MS)
        self._turn.timeout.connect(self._take_turn)
        self.verticalScrollBar().rangeChanged.connect(self._bring)

    def scroll_to(self, card: QWidget) -> None:
        """Bring the head of a card to the top."""
        self.verticalScrollBar().setValue(card.y())

    def to_top(self) -> None:
        """Go to the very top, and follow no card any longer."""
        self._wanted = None
        self._turn.stop()
        self.verticalScrollBar().setValue(0)

    def show_whole(self, card: QWidget) -> None:
        """Bring a card that has just grown into sight: all of it, or as much as there is room for from its head on."""
        # The layouts take some turns until its new height stands, however long a turn lasts on a busy machine.
        self._wanted, self._turns_left = card, _TURNS
        self._turn.start()
        QTimer.singleShot(0, self._bring)

    def _take_turn(self) -> None:
        self._bring()
        self._turns_left -= 1
        if not self._turns_left:
            self._turn.stop()
            self._wanted = None

    def _bring(self) -> None:
        card = self._wanted
        if card is None:
            return
        bar, room = self.verticalScrollBar(), self.viewport().height()
        end = card.y() + card.height()
        if end > bar.value() + room or card.y() < bar.value():
            bar.setValue(min(card.y(), end - room))
