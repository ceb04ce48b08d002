"""Everything the window can be told to do, as one table, so that menus, buttons and shortcuts cannot drift."""

from __future__ import annotations

from typing import NamedTuple

from PySide6.QtGui import QAction, QActionGroup, QKeySequence
from PySide6.QtWidgets import QMenu, QWidget

from ldn_desktop.ui.theme.current import current_theme
from ldn_desktop.ui.theme.icons import IconSet
from ldn_desktop.ui.widgets.labels import plain_tip


class ActionRow(NamedTuple):
    """An action: id, words with the letter of Alt, icon, keys, what it calls, and the bars and menus it stands on.

    What it calls is a part of the window and its method; on a bar, actions stand in the order of the table.
    """

    name: str
    text: str
    icon: str
    keys: tuple[str, ...]
    calls: str
    stands: tuple[str, ...] = ()

    @property
    def words(self) -> str:
        """The words without the mark of their letter."""
        return self.text.replace("&", "")

    @property
    def place(self) -> str:
        """The place that an action of the rail opens; empty for others."""
        return self.name.removeprefix("go_") if RAIL in self.stands else ""


PLAN, OPENING, EDIT, PAPERS, PARTS = "plan", "opening", "edit", "papers", "parts"
"""Bars of the planner: its head (files, what else opens a plan, then undo), the papers below the result, and the parts
of a narrow window."""
WAYS, HELP, RAIL, ZOOM, ABOUT = "ways", "help", "rail", "zoom", "about"
"""Of the window: left and right of the search, the rail, and two groups in the menu of its settings."""

ACTIONS = (
    ActionRow("new", "&New plan", "file-plus", ("Ctrl+N",), "ways.new_plan", (PLAN,)),
    ActionRow("open", "&Open…", "folder-open", ("Ctrl+O",), "files.open", (PLAN,)),
    ActionRow("open_code", "Open from a &code…", "scan", ("Ctrl+Shift+O",), "codes.open", (OPENING,)),
    ActionRow("save", "&Save", "save", ("Ctrl+S",), "files.save", (PLAN,)),
    ActionRow("save_as", "Save &as…", "save", ("Ctrl+Shift+S",), "files.save_as"),
    ActionRow("undo", "&Undo", "undo-2", ("Ctrl+Z",), "session.undo", (EDIT,)),
    ActionRow("redo", "&Redo", "redo-2", ("Ctrl+Shift+Z", "Ctrl+Y"), "session.redo", (EDIT,)),
    ActionRow("preview", "Pre&view…", "eye", ("Ctrl+Shift+P",), "papers.preview", (PAPERS,)),
    ActionRow("save_pdf", "Save &PDF…", "file-text", ("Ctrl+Shift+E",), "papers.save_pdf", (PAPERS,)),
    ActionRow(
        "copy_record", "&Copy for the record", "copy", ("Ctrl+Shift+C",), "papers.copy_record", (PAPERS,)
    ),
    ActionRow("pack", "All p&apers…", "file-down", ("Ctrl+Shift+A",), "papers.pack", (PAPERS,)),
    ActionRow("export", "E&xport…", "external-link", ("Ctrl+Shift+X",), "papers.export", (PAPERS,)),
    ActionRow("compare", "Co&mpare with…", "columns-2", ("Ctrl+Shift+M",), "papers.compare", (PAPERS,)),
    ActionRow("print", "&Print…", "printer", ("Ctrl+P",), "papers.print", (PAPERS, PARTS)),
    ActionRow("zoom_in", "Zoom &in", "plus", ("Ctrl++", "Ctrl+="), "preferences.zoom_in", (ZOOM,)),
    ActionRow("zoom_out", "Zoom &out", "minus", ("Ctrl+-",), "preferences.zoom_out", (ZOOM,)),
    ActionRow("zoom_reset", "&Usual size", "search", ("Ctrl+0",), "preferences.zoom_reset", (ZOOM,)),
    ActionRow("next_part", "Next &part", "list", ("F6",), "ways.next_part"),
    ActionRow("back", "&Back", "chevron-left", ("Alt+Left",), "places.back", (WAYS,)),
    ActionRow("forward", "&Forward", "chevron-right", ("Alt+Right",), "places.forward", (WAYS,)),
    ActionRow("go_reference", "&Reference", "book-open", ("Ctrl+1",), "ways.go", (RAIL,)),
    ActionRow("go_planner", "&Planner", "planner", ("Ctrl+2",), "ways.go", (RAIL,)),
    ActionRow("go_plans", "P&lans", "archive", ("Ctrl+3",), "ways.go", (RAIL,)),
    ActionRow("lock", "&Lock now", "lock", ("Ctrl+L",), "guard.lock", (HELP,)),
    ActionRow("guide", "&Guide", "circle-help", ("F1",), "dialogs.show_guide", (HELP,)),
    ActionRow("practice", "Pr&actice…", "file-text", (), "dialogs.show_practice", (ABOUT,)),
    ActionRow("about", "&About LDN Desktop", "info", (), "dialogs.show_about", (ABOUT,)),
    ActionRow("quit", "&Quit", "log-out", ("Ctrl+Q",), "window.close"),
)
WHILE_LOCKED = frozenset({"quit", "zoom_in", "zoom_out", "zoom_reset"})
"""What can be done while the program is locked."""


class Actions:
    """The actions of one window, by their names, and the menu of recent files."""

    def __init__(self, window: QWidget) -> None:
        self.recent = QMenu("Recent &files", window)
        self._made = {row.name: _made(row, window) for row in ACTIONS}
        self._held = QActionGroup(window)
        self._held.setExclusionPolicy(QActionGroup.ExclusionPolicy.None_)
        for name, action in self._made.items():
            if name not in WHILE_LOCKED:
                self._held.addAction(action)

    def __getattr__(self, name: str) -> QAction:
        try:
            return self._made[name]
        except KeyError:
            raise AttributeError(name) from None

    def on(self, bar: str) -> list[QAction]:
        """Return the actions of a bar or menu in their order."""
        return [self._made[row.name] for row in ACTIONS if bar in row.stands]

    def connect_to(self, **parts: object) -> None:
        """Have each action call what its row says.

        Refused: a row that names nothing (``KeyError``, ``AttributeError``).
        """
        for row in ACTIONS:
            part, _, method = row.calls.partition(".")
            self._made[row.name].triggered.connect(getattr(parts[part], method))

    def hold(self, *, held: bool) -> None:
        """Have all but a few do nothing, whatever else enables them, or let them go again."""
        self._held.setEnabled(not held)

    def tint(self, icons: IconSet) -> None:
        """Draw the icons in the theme's colours."""
        for row in ACTIONS:
            self._made[row.name].setIcon(icons.icon(row.icon, "text2", current_theme()))


def _made(row: ActionRow, window: QWidget) -> QAction:
    action = QAction(row.text, window)
    action.setData(row.place)
    action.setShortcuts([QKeySequence(key) for key in row.keys])
    shortcut = f" ({row.keys[0]})" if row.keys else ""
    action.setToolTip(plain_tip(f"{row.words.rstrip('…')}{shortcut}"))
    window.addAction(action)
    return action
