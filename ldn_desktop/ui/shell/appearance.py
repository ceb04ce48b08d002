"""Theme and zoom as the person chooses them, remembered."""

from __future__ import annotations

from PySide6.QtCore import QObject

from ldn_desktop.storage.settings import LEAST_ZOOM, MOST_ZOOM
from ldn_desktop.ui.remembered import Remembered
from ldn_desktop.ui.theme.theme import MODES, ThemeManager

_ZOOM_STEP, _WHOLE = 10, 100


class Appearance(QObject):
    """Carries choices to the theme and into the settings."""

    def __init__(self, themes: ThemeManager, remembered: Remembered, parent: QObject) -> None:
        super().__init__(parent)
        self._themes, self._remembered = themes, remembered

    def choose_theme(self, mode: str) -> None:
        """Take a theme by its code; ``system`` follows the desktop."""
        self._themes.set_mode(next(known for known in MODES if known == mode))
        self._remembered.change(theme=mode)

    def zoom_in(self) -> None:
        """Make everything larger."""
        self._zoom_to(self._remembered.settings.zoom_percent + _ZOOM_STEP)

    def zoom_out(self) -> None:
        """Make everything smaller."""
        self._zoom_to(self._remembered.settings.zoom_percent - _ZOOM_STEP)

    def zoom_reset(self) -> None:
        """Go back to 100 %."""
        self._zoom_to(_WHOLE)

    def _zoom_to(self, percent: int) -> None:
        percent = min(max(percent, LEAST_ZOOM), MOST_ZOOM)
        self._themes.set_zoom(percent)
        self._remembered.change(zoom_percent=percent)
