"""The theme that the running application wears, and how widgets wear it.

It hangs on the application, as palette and style sheet do.
"""

from __future__ import annotations

from PySide6.QtCore import QCoreApplication
from PySide6.QtWidgets import QApplication, QWidget

from ldn_desktop.ui.theme.look import Theme, theme_named

_THEME = "ldnTheme"


class Themed:
    """A mix-in, named before the Qt class, for what takes sizes, colours or letters from the theme.

    What only paints asks for ``theme`` as it does so. Who keeps something of it overrides ``apply_theme``, which ends
    the constructor; where the theme changes, every widget applies it anew, seen or not.
    """

    @property
    def theme(self) -> Theme:
        """The application's theme."""
        return current_theme()

    def apply_theme(self) -> None:
        """Fit to ``theme``. What a widget holds has done so before it."""


def current_theme() -> Theme:
    """Return the application's theme; the light one at 100 % when none was set, as in a test of one widget."""
    app = QCoreApplication.instance()
    theme = app.property(_THEME) if app is not None else None
    return theme if isinstance(theme, Theme) else theme_named("light")


def set_current_theme(theme: Theme) -> None:
    """Hang a theme on the application. Only the manager of themes does this, before it sets the style sheet."""
    app = QCoreApplication.instance()
    if app is not None:
        app.setProperty(_THEME, theme)


def apply_to_widgets() -> None:
    """Have every widget apply the theme. Only the manager of themes does this, after it set the style sheet."""
    for window in QApplication.topLevelWidgets():
        if window.parentWidget() is None:
            for widget in reversed([window, *window.findChildren(QWidget)]):
                if isinstance(widget, Themed):
                    widget.apply_theme()
                    widget.updateGeometry()
                    widget.update()
