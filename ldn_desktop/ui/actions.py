"""Everything the window can be told to do, as one table, so that menus, buttons and shortcuts cannot drift."""

from __future__ import annotations

from typing import NamedTuple

from PySide6.QtGui import QAction, QKeySequence
from PySide6.QtWidgets import QAbstractButton, QMenu, QWidget

from ldn_desktop.ui.theme.icons import IconSet
from ldn_desktop.ui.theme.theme import Theme
from ldn_desktop.ui.widgets.plain_label import plain_tip

_TABLE: tuple[tuple[str, str, str, tuple[str, ...]], ...] = (
    ("new", "&New plan", "file-plus", ("Ctrl+N",)),
    ("open", "&Open…", "folder-open", ("Ctrl+O",)),
    ("save", "&Save", "save", ("Ctrl+S",)),
    ("save_as", "Save &as…", "save", ("Ctrl+Shift+S",)),
    ("undo", "&Undo", "undo-2", ("Ctrl+Z",)),
    ("redo", "&Redo", "redo-2", ("Ctrl+Shift+Z", "Ctrl+Y")),
    ("preview", "Pre&view…", "eye", ("Ctrl+Shift+P",)),
    ("save_pdf", "Save &PDF…", "file-text", ("Ctrl+Shift+E",)),
    ("print", "&Print…", "printer", ("Ctrl+P",)),
    ("zoom_in", "Zoom &in", "plus", ("Ctrl++", "Ctrl+=")),
    ("zoom_out", "Zoom &out", "minus", ("Ctrl+-",)),
    ("zoom_reset", "&Usual size", "search", ("Ctrl+0",)),
    ("next_part", "Next &part", "list", ("F6",)),
    ("back", "&Back", "chevron-left", ("Alt+Left",)),
    ("forward", "&Forward", "chevron-right", ("Alt+Right",)),
    ("go_reference", "&Reference", "book-open", ("Ctrl+1",)),
    ("go_planner", "&Planner", "planner", ("Ctrl+2",)),
    ("guide", "&Guide", "circle-help", ("F1",)),
    ("about", "&About LDN Desktop", "info", ()),
    ("quit", "&Quit", "log-out", ("Ctrl+Q",)),
)


class Actions(NamedTuple):
    """The actions of one window, by name, and the menu of recent files."""

    new: QAction
    open: QAction
    save: QAction
    save_as: QAction
    undo: QAction
    redo: QAction
    preview: QAction
    save_pdf: QAction
    print: QAction
    zoom_in: QAction
    zoom_out: QAction
    zoom_reset: QAction
    next_part: QAction
    back: QAction
    forward: QAction
    go_reference: QAction
    go_planner: QAction
    guide: QAction
    about: QAction
    quit: QAction
    recent: QMenu

    def named(self, name: str) -> QAction:
        """Return an action by its name."""
        action = getattr(self, name)
        if not isinstance(action, QAction):
            raise KeyError(name)
        return action

    def tint(self, icons: IconSet, theme: Theme, *, on_buttons: bool = False) -> None:
        """Draw the icons in a theme's colours: all, or those that buttons show."""
        for name, _, icon, _ in _TABLE:
            action = self.named(name)
            if not on_buttons or any(
                isinstance(shown, QAbstractButton) for shown in action.associatedObjects()
            ):
                action.setIcon(icons.icon(icon, "text2", theme))


def make_actions(window: QWidget) -> Actions:
    """Make the actions of a window; it connects them and adds them to itself."""
    made: dict[str, QAction] = {}
    for name, text, _, keys in _TABLE:
        action = QAction(text, window)
        action.setShortcuts([QKeySequence(key) for key in keys])
        plain = text.replace("&", "").rstrip("…")
        shortcut = f" ({keys[0]})" if keys else ""
        action.setToolTip(plain_tip(f"{plain}{shortcut}"))
        window.addAction(action)
        made[name] = action
    recent = QMenu("Recent &files", window)
    return Actions(**made, recent=recent)
