"""Keeps the application in its theme: follows the system, the user's choice and the zoom."""

from __future__ import annotations

import contextlib
from collections.abc import Mapping
from pathlib import Path
from typing import Literal

from PySide6.QtCore import QObject, Qt, QTemporaryDir, Signal
from PySide6.QtGui import QFont
from PySide6.QtWidgets import QApplication

from ldn_desktop.printing.fonts import load_fonts
from ldn_desktop.ui.theme.current import apply_to_widgets, set_current_theme
from ldn_desktop.ui.theme.icons import IconSet
from ldn_desktop.ui.theme.look import LEAST_SCALE, MOST_SCALE, Theme, palette, theme_named
from ldn_desktop.ui.theme.sheet_images import write_images
from ldn_desktop.ui.theme.stylesheet import stylesheet

Mode = Literal["system", "light", "dark", "high-contrast"]
MODES: tuple[Mode, ...] = ("system", "light", "dark", "high-contrast")
_KINDS = (
    "QAbstractItemView",
    "QHeaderView",
    "QMenu",
    "QMessageBox",
    "QStatusBar",
    "QTipLabel",
    "QToolButton",
)
_WHOLE = 100
LEAST_ZOOM = round(LEAST_SCALE * _WHOLE)
MOST_ZOOM = round(MOST_SCALE * _WHOLE)


def font_of(kind: str) -> QFont:
    """Return the letters that a kind of widgets gets, by the name of its class."""
    found: QFont = QApplication.font(kind)  # type: ignore[call-overload]  # its stub asks for bytes, which it refuses
    return found


class ThemeManager(QObject):
    """Sets style, palette, letters and style sheet of the application; ``changed`` hands over the new theme.

    The small pictures of the style sheet lie in ``pictures``, from one start to the next; without it in a folder that
    goes with the program. With ``dressed`` false the style sheet waits for ``dress``: making widgets is much quicker
    without it. ``resources`` is the folder with ``fonts`` and ``icons``. Refused: missing fonts (``FontError``) or
    icons (``IconError``).
    """

    changed = Signal(object)

    def __init__(
        self, app: QApplication, resources: Path, *, dressed: bool = True, pictures: Path | None = None
    ) -> None:
        super().__init__()
        self._app = app
        self.icons = IconSet(resources)
        self._family = load_fonts(resources)
        self._pictures, self._passing = pictures, QTemporaryDir() if pictures is None else None
        self._mode: Mode = "system"
        self._zoom = _WHOLE
        self._theme: Theme | None = None
        self._dressed = dressed
        hints = app.styleHints()
        hints.colorSchemeChanged.connect(self._system_changed)
        hints.accessibility().contrastPreferenceChanged.connect(self._system_changed)
        self._apply()

    @property
    def theme(self) -> Theme:
        """The theme as it is now."""
        return self._theme or self._chosen()

    @property
    def mode(self) -> Mode:
        """What was chosen: ``system``, ``light``, ``dark`` or ``high-contrast``."""
        return self._mode

    @property
    def zoom(self) -> int:
        """The size of everything in per cent."""
        return self._zoom

    def set_mode(self, mode: Mode) -> None:
        """Follow the system or keep to one theme. Refused: another word (``ValueError``)."""
        if mode not in MODES:
            raise ValueError(f"there is no theme {mode!r}")
        self._mode = mode
        self._apply()

    def set_zoom(self, percent: int) -> None:
        """Set the size of everything; what is outside 80 to 250 per cent becomes the nearest of these."""
        self._zoom = min(max(percent, LEAST_ZOOM), MOST_ZOOM)
        self._apply()

    def _system_changed(self) -> None:
        if self._mode == "system":
            self._apply()

    def _chosen(self) -> Theme:
        return theme_named(self._name(), self._zoom / _WHOLE, self._family)

    def _name(self) -> str:
        if self._mode != "system":
            return self._mode
        hints = self._app.styleHints()
        if hints.accessibility().contrastPreference() == Qt.ContrastPreference.HighContrast:
            return "high-contrast"
        return "dark" if hints.colorScheme() == Qt.ColorScheme.Dark else "light"

    def dress(self) -> None:
        """Set the style sheet that was held back: widgets are styled once, when all of them stand."""
        if not self._dressed:
            self._dressed = True
            self._set_sheet(self.theme)

    def _set_sheet(self, theme: Theme) -> None:
        images = self._images(theme)
        self._app.setStyleSheet(stylesheet(theme, images))
        self.give_letters()

    def give_letters(self) -> None:
        """Take away the letters that some systems give to lists, menus and tips.

        They do so with every style sheet and theme.
        """
        font = self.theme.font("body")
        if any(font_of(kind) != font for kind in _KINDS):
            self._app.setFont(font)

    def _images(self, theme: Theme) -> Mapping[str, str]:
        if self._pictures is not None:
            with contextlib.suppress(OSError):
                return write_images(self.icons, theme, self._pictures)
        # A folder that goes with the program, where the usual one cannot be written.
        self._passing = self._passing or QTemporaryDir()
        return write_images(self.icons, theme, Path(self._passing.path()))

    def _apply(self) -> None:
        theme = self._chosen()
        if theme == self._theme:
            return
        self._theme = theme
        set_current_theme(theme)
        self._app.setFont(theme.font("body"))
        self._app.setPalette(palette(theme))
        if self._dressed:
            self._set_sheet(theme)
        apply_to_widgets()
        self.changed.emit(theme)
