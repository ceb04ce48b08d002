"""The theme that the running application wears, for widgets that are made without being told one."""

from __future__ import annotations

from PySide6.QtCore import QCoreApplication

from ldn_desktop.ui.theme.look import Theme, theme_named

_THEME = "ldnTheme"


def current_theme() -> Theme:
    """Return the application's theme; the light one at 100 % when none was set, as in a test of one widget.

    The theme hangs on the application as its palette and its style sheet do: the manager of themes sets all
    three, then every widget is told by a change of style.
    """
    return application_theme() or theme_named("light")


def application_theme() -> Theme | None:
    """Return the theme that the manager set, or ``None`` where there is no manager."""
    app = QCoreApplication.instance()
    theme = app.property(_THEME) if app is not None else None
    return theme if isinstance(theme, Theme) else None


def set_current_theme(theme: Theme) -> None:
    """Hang a theme on the application. Only the manager of themes does this, before it sets the style sheet."""
    app = QCoreApplication.instance()
    if app is not None:
        app.setProperty(_THEME, theme)
