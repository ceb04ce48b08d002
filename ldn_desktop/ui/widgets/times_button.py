"""Chooses the times of the day, one or several."""

from __future__ import annotations

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QAction, QKeyEvent
from PySide6.QtWidgets import QMenu, QPushButton

from ldn_desktop.domain.plan import TIMES
from ldn_desktop.reference.words.english import time_text, times_text


class _TimesMenu(QMenu):
    """Stays open while the space bar ticks one time after the other; Enter ticks one and closes it."""

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Tick or untick with the space bar."""
        chosen = self.activeAction()
        if event.key() == Qt.Key.Key_Space and chosen is not None:
            chosen.trigger()
            return
        super().keyPressEvent(event)


class TimesButton(QPushButton):
    """Shows the chosen times and opens a menu of all; at least one stays chosen."""

    times_changed = Signal()

    def __init__(self) -> None:
        super().__init__()
        self.setProperty("role", "field")
        menu = _TimesMenu(self)
        self._actions: dict[str, QAction] = {}
        for time in TIMES:
            action = menu.addAction(time_text(time).capitalize())
            action.setCheckable(True)
            action.toggled.connect(self._toggled)
            self._actions[time] = action
        self.setMenu(menu)
        self._before: tuple[str, ...] = ("bedtime",)
        self.set_times(self._before)

    def times(self) -> tuple[str, ...]:
        """Return the chosen times in the order of the day."""
        return tuple(time for time, action in self._actions.items() if action.isChecked())

    def set_times(self, times: tuple[str, ...]) -> None:
        """Choose these times."""
        for time, action in self._actions.items():
            blocked = action.blockSignals(True)
            action.setChecked(time in times)
            action.blockSignals(blocked)
        self._show()

    def _toggled(self) -> None:
        if not self.times():
            self.set_times(self._before)
            return
        self._show()
        self.times_changed.emit()

    def _show(self) -> None:
        self._before = self.times()
        words = times_text(self._before)
        # A button with a menu loses the padding that the style sheet asks for.
        self.setText(f"\N{NO-BREAK SPACE}\N{NO-BREAK SPACE}{words[:1].upper()}{words[1:]}")
        self.setAccessibleName(f"Taken {words}")
