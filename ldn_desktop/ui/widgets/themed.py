"""What every widget with a drawing of its own does: wear a theme, and change it with the application."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QEvent
from PySide6.QtGui import QShowEvent
from PySide6.QtWidgets import QWidget

from ldn_desktop.ui.theme.current import application_theme, current_theme
from ldn_desktop.ui.theme.look import Theme

if TYPE_CHECKING:
    _Base = QWidget
else:
    # At run time a plain class: a Qt class may stand only once among the bases.
    _Base = object


class Themed(_Base):
    """A mix-in, named before the Qt class. The constructor ends with ``wear``; ``apply_theme`` fits sizes and colours."""

    _theme: Theme | None = None

    @property
    def theme(self) -> Theme:
        """The theme the widget wears."""
        return self._theme or current_theme()

    def wear(self, theme: Theme | None) -> None:
        """Wear a first theme: the one given, or the application's."""
        self._theme = theme or current_theme()
        self.apply_theme()

    def set_theme(self, theme: Theme) -> None:
        """Wear another theme."""
        self._theme = theme
        self.apply_theme()
        self.updateGeometry()
        self.update()

    def apply_theme(self) -> None:
        """Fit sizes and colours to ``theme``."""

    def changeEvent(self, event: QEvent) -> None:
        """Follow the application's theme, which is set before its style sheet."""
        super().changeEvent(event)
        if event.type() == QEvent.Type.StyleChange:
            self._follow()

    def showEvent(self, event: QShowEvent) -> None:
        """Follow the application's theme: what was never shown is not told of a change."""
        super().showEvent(event)
        self._follow()

    def _follow(self) -> None:
        theme = application_theme()
        if self._theme is not None and theme is not None and theme != self._theme:
            self.set_theme(theme)
