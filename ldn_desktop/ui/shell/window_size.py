"""The size and place of the window and of the planner's sides, remembered from one start to the next."""

from __future__ import annotations

from PySide6.QtCore import QByteArray
from PySide6.QtWidgets import QMainWindow

from ldn_desktop.ui.planner.sides import Sides
from ldn_desktop.ui.remembered import Remembered
from ldn_desktop.ui.widgets.first_size import first_size

_SIZE = 1440, 900


class WindowSize:
    """Gives them back to a window that is not shown yet, and keeps them when it closes."""

    def __init__(self, window: QMainWindow, sides: Sides, remembered: Remembered) -> None:
        self._window, self._sides, self._remembered = window, sides, remembered

    def restore(self) -> None:
        """Give back what was kept; at first as designed, or what the screen has room for."""
        first_size(self._window, *_SIZE)
        kept = self._remembered.settings
        if kept.window_geometry:
            self._window.restoreGeometry(QByteArray.fromBase64(kept.window_geometry.encode()))
        if kept.splitter_state:
            self._sides.restore(QByteArray.fromBase64(kept.splitter_state.encode()))

    def keep(self) -> None:
        """Keep them as they are."""
        self._remembered.change(
            window_geometry=bytes(self._window.saveGeometry().toBase64().data()).decode(),
            splitter_state=bytes(self._sides.state().toBase64().data()).decode(),
        )
