"""The column of cards, which scrolls what was just opened, and what has the keyboard, into sight."""

from __future__ import annotations

from PySide6.QtCore import QPoint, Qt, QTimer
from PySide6.QtWidgets import QApplication, QWidget

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

    def show_whole(self, part: QWidget) -> None:
        """Bring a part that has just grown into sight: all of it, or as much as there is room for from its head on.

        What in it has the keyboard is seen in any case.
        """
        # The layouts take some turns until its new height stands, however long a turn lasts on a busy machine.
        self._wanted, self._turns_left = part, _TURNS
        self._turn.start()
        QTimer.singleShot(0, self._bring)

    def _follow_focus(self, old: QWidget | None, now: QWidget | None) -> None:
        """Bring what got the keyboard into sight, also where its place stands only some turns later."""
        super()._follow_focus(old, now)
        if QApplication.mouseButtons() == Qt.MouseButton.NoButton:
            self._turns_left = _TURNS
            self._turn.start()

    def _take_turn(self) -> None:
        self._bring()
        focus = QApplication.focusWidget()
        if self._wanted is None or (focus is not None and self._wanted.isAncestorOf(focus)):
            super()._follow_focus(None, focus)
        self._turns_left -= 1
        if not self._turns_left:
            self._turn.stop()
            self._wanted = None

    def _bring(self) -> None:
        part, held = self._wanted, self.widget()
        if part is None or held is None or not held.isAncestorOf(part):
            return
        bar, room = self.verticalScrollBar(), self.viewport().height()
        begin = part.mapTo(held, QPoint()).y()
        end = begin + part.height()
        if end > bar.value() + room or begin < bar.value():
            focus = QApplication.focusWidget()
            within = focus is not None and part.isAncestorOf(focus)
            typed_to = focus.mapTo(held, QPoint(0, focus.height())).y() if focus is not None and within else 0
            bar.setValue(max(min(begin, end - room), typed_to - room))
