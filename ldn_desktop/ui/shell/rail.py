"""The rail at the left: the places of the program, and the settings."""

from __future__ import annotations

from PySide6.QtCore import QSize, Qt, Signal
from PySide6.QtGui import QAction, QActionGroup
from PySide6.QtWidgets import QButtonGroup, QFrame, QMenu, QToolButton, QVBoxLayout

from ldn_desktop.storage.settings import LOCK_AFTER, Settings
from ldn_desktop.ui import PLANNER
from ldn_desktop.ui.actions import ABOUT, ACTIONS, RAIL, ZOOM, Actions
from ldn_desktop.ui.theme.current import Themed
from ldn_desktop.ui.theme.icons import IconSet
from ldn_desktop.ui.widgets.labels import plain_tip

_MODES = (
    ("system", "As the system"),
    ("light", "Light"),
    ("dark", "Dark"),
    ("high-contrast", "High contrast"),
)
_WIDE, _SLIM = 72, 52
_ITEM = 56
"""High; the style sheet has it as well, which takes a widget's own least height away as it is first shown."""
_WITHOUT_USE = "without use"
_SLIM_BELOW = 1180
"""The width of a window below which there is room for icons only."""


class Rail(Themed, QFrame):
    """Places and settings: ``place_chosen`` tells a place, ``theme_chosen`` a mode, ``micro_unit_chosen`` a word.

    ``name_in_files_chosen`` tells whether names of files may hold the patient's, ``lock_after_chosen`` minutes, 0 for
    never.
    """

    place_chosen = Signal(str)
    theme_chosen = Signal(str)
    micro_unit_chosen = Signal(str)
    name_in_files_chosen = Signal(bool)
    lock_after_chosen = Signal(int)

    def __init__(self, icons: IconSet, settings: Settings, actions: Actions) -> None:
        super().__init__()
        self.setObjectName("rail")
        self.setProperty("role", "rail")
        self._icons = icons
        self._room = 0
        self._ways = {row.place: row for row in ACTIONS if RAIL in row.stands}
        self._places = {name: self._item(row.words) for name, row in self._ways.items()}
        group = QButtonGroup(self)
        for name, button in self._places.items():
            button.setCheckable(True)
            button.setProperty("place", name)
            button.clicked.connect(self._place_clicked)
            group.addButton(button)
        self.show_place(PLANNER)
        self._settings = self._item("Settings")
        self._settings.setPopupMode(QToolButton.ToolButtonPopupMode.InstantPopup)
        self._settings.setMenu(self._settings_menu(settings, actions))
        self._layout = QVBoxLayout(self)
        for button in self._places.values():
            self._layout.addWidget(button)
        self._layout.addStretch(1)
        self._layout.addWidget(self._settings)
        self.apply_theme()

    def fit(self, width: int) -> None:
        """Show icons only, with tooltips, in a narrow window."""
        before, self._room = self._is_slim, width
        if self._is_slim != before:
            self.apply_theme()

    @property
    def _is_slim(self) -> bool:
        return 0 < self._room < self.theme.px(_SLIM_BELOW)

    def focus_first(self) -> None:
        """Put the focus on the place that is open."""
        shown = next(button for button in self._places.values() if button.isChecked())
        shown.setFocus(Qt.FocusReason.TabFocusReason)

    def show_place(self, place: str) -> None:
        """Mark the place that is open."""
        self._places[place].setChecked(True)

    def apply_theme(self) -> None:
        """Fit widths and icons to the theme and to the room."""
        theme = self.theme
        self.setFixedWidth(theme.px(_SLIM if self._is_slim else _WIDE))
        side = theme.px(4)
        self._layout.setContentsMargins(side, theme.px(8), side, theme.px(8))
        self._layout.setSpacing(theme.px(4))
        style = (
            Qt.ToolButtonStyle.ToolButtonIconOnly
            if self._is_slim
            else Qt.ToolButtonStyle.ToolButtonTextUnderIcon
        )
        dressed = [(self._places[name], row.icon, "text") for name, row in self._ways.items()]
        for button, icon, role in (*dressed, (self._settings, "settings", "text2")):
            button.setToolButtonStyle(style)
            button.setIcon(self._icons.icon(icon, role, theme))
            button.setIconSize(QSize(theme.px(20), theme.px(20)))
            button.setFixedSize(self.width() - 2 * side, theme.px(_ITEM))

    def _item(self, words: str) -> QToolButton:
        button = QToolButton()
        button.setText(words)
        button.setProperty("role", "rail")
        button.setToolTip(plain_tip(words))
        button.setAccessibleName(words)
        return button

    def _settings_menu(self, settings: Settings, actions: Actions) -> QMenu:
        menu = QMenu(self)
        group = QActionGroup(self)
        for name, words in _MODES:
            action = menu.addAction(words)
            action.setCheckable(True)
            action.setChecked(name == settings.theme)
            action.setData(name)
            group.addAction(action)
        group.triggered.connect(self._mode_chosen)
        menu.addSeparator()
        menu.addActions(actions.on(ZOOM))
        menu.addSeparator()
        in_full = menu.addAction("Write “micrograms” in full")
        in_full.setCheckable(True)
        in_full.setChecked(settings.micro_unit == "micrograms")
        in_full.toggled.connect(self._unit_toggled)
        in_files = menu.addAction("Offer the patient’s name as the name of a file")
        in_files.setCheckable(True)
        in_files.setChecked(settings.name_in_files)
        in_files.toggled.connect(self.name_in_files_chosen)
        menu.addSeparator()
        menu.addMenu(self._lock_menu(settings))
        menu.addAction(actions.lock)
        menu.addSeparator()
        menu.addActions(actions.on(ABOUT))
        return menu

    def _lock_menu(self, settings: Settings) -> QMenu:
        menu = QMenu("Lock after…", self)
        self._idle_words = menu.addAction(_WITHOUT_USE)
        self._idle_words.setEnabled(False)
        group = QActionGroup(self)
        for minutes in LOCK_AFTER:
            action = menu.addAction(f"{minutes} minutes" if minutes else "Never")
            action.setCheckable(True)
            action.setChecked(minutes == settings.lock_after_minutes)
            action.setData(minutes)
            group.addAction(action)
        group.triggered.connect(self._lock_after_chosen)
        return menu

    def tell_idle(self, *, by_system: bool) -> None:
        """Say whose use keeps the program open: that of the computer, or that of this program's windows."""
        self._idle_words.setText(f"{_WITHOUT_USE} of {'the computer' if by_system else 'this program'}")

    def _lock_after_chosen(self, action: QAction) -> None:
        self.lock_after_chosen.emit(int(action.data()))

    def _place_clicked(self) -> None:
        button = self.sender()
        if isinstance(button, QToolButton):
            self.place_chosen.emit(str(button.property("place")))

    def _mode_chosen(self, action: QAction) -> None:
        self.theme_chosen.emit(str(action.data()))

    def _unit_toggled(self, in_full: bool) -> None:
        self.micro_unit_chosen.emit("micrograms" if in_full else "mcg")
