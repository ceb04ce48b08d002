"""What stands in the place of the list while nothing is in it: what will stand there, and how it comes there."""

from __future__ import annotations

from pathlib import Path

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QGridLayout, QHBoxLayout, QPushButton, QVBoxLayout, QWidget

from ldn_desktop.ui.theme.current import Themed
from ldn_desktop.ui.theme.icons import IconSet
from ldn_desktop.ui.widgets.labels import PlainLabel

NEW, IMPORT, RESTORE = "new", "import", "restore"
_WAYS = {
    NEW: ("New plan", "file-plus", "Opens the planner. Save puts the plan into this list."),
    IMPORT: (
        "Import plan files…",
        "folder-open",
        "Takes in .ldnplan files, many at once. The files stay where they are.",
    ),
    RESTORE: ("Restore a backup…", "history", "Brings back a whole library from a backup file."),
}
_WIDE, _BUTTON = 640, 184


class NoPlans(Themed, QWidget):
    """``wanted`` names the way that was chosen."""

    wanted = Signal(str)

    def __init__(self, icons: IconSet) -> None:
        super().__init__()
        self._icons = icons
        self._buttons: dict[str, QPushButton] = {}
        self._grid = QGridLayout()
        for at, (key, (words, _, told)) in enumerate(_WAYS.items()):
            button = QPushButton(words)
            button.setProperty("role", "primary" if key == NEW else "button")
            button.setProperty("wants", key)
            button.setAutoDefault(False)
            button.setAccessibleDescription(told)
            button.clicked.connect(self._clicked)
            self._buttons[key] = button
            self._grid.addWidget(button, at, 0)
            self._grid.addWidget(PlainLabel(told, role="body-secondary", wraps=True), at, 1)
        self._grid.setColumnStretch(1, 1)
        self._inner = QWidget()
        column = QVBoxLayout(self._inner)
        column.setContentsMargins(0, 0, 0, 0)
        column.addWidget(PlainLabel("No plans yet", role="headline"))
        told = "A plan stands here as soon as it is saved: its dose today, its next change and its next fill."
        column.addWidget(PlainLabel(told, role="body-secondary", wraps=True))
        column.addSpacing(12)
        column.addLayout(self._grid)
        column.addSpacing(20)
        self._where = PlainLabel(role="caption", wraps=True)
        column.addWidget(self._where)
        row = QHBoxLayout()
        row.addStretch(1)
        row.addWidget(self._inner, 10)
        row.addStretch(1)
        outer = QVBoxLayout(self)
        outer.addStretch(1)
        outer.addLayout(row)
        outer.addStretch(2)
        self.apply_theme()

    def say_where(self, folder: Path, minutes: int) -> None:
        """Say where the library is, and after how many minutes without use it locks, 0 for never."""
        locks = f"It locks after {minutes} minutes without use" if minutes else "It locks by hand alone"
        self._where.setText(f"The library is on this computer, encrypted: {folder}. {locks} (Settings).")

    def focus_first(self) -> None:
        """Put the keyboard on a new plan."""
        self._buttons[NEW].setFocus(Qt.FocusReason.OtherFocusReason)

    def apply_theme(self) -> None:
        """Take sizes and icons from the theme."""
        theme = self.theme
        self._inner.setMaximumWidth(theme.px(_WIDE))
        self._grid.setHorizontalSpacing(theme.px(14))
        self._grid.setVerticalSpacing(theme.px(10))
        for key, button in self._buttons.items():
            button.setMinimumWidth(theme.px(_BUTTON))
            button.setIcon(self._icons.icon(_WAYS[key][1], "on_accent" if key == NEW else "text2", theme))

    def _clicked(self) -> None:
        self.wanted.emit(self.sender().property("wants"))
