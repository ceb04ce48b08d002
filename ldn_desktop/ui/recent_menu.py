"""The menu of recent files."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

from PySide6.QtCore import QObject
from PySide6.QtGui import QAction
from PySide6.QtWidgets import QMenu

from ldn_desktop.library import settings as settings_file
from ldn_desktop.ui.remembered import Remembered


class RecentMenu(QObject):
    """Fills a menu when it is opened; ``open_path`` opens a file and tells whether it did."""

    def __init__(
        self,
        menu: QMenu,
        remembered: Remembered,
        open_path: Callable[[Path], bool],
        parent: QObject | None = None,
    ) -> None:
        super().__init__(parent)
        self._menu, self._remembered, self._open_path = menu, remembered, open_path
        menu.aboutToShow.connect(self._fill)
        menu.triggered.connect(self._chosen)

    def add(self, name: str) -> None:
        """Put a file at the head of the list."""
        self._remembered.put(settings_file.with_recent(self._remembered.settings, name))

    def _fill(self) -> None:
        self._menu.clear()
        names = self._remembered.settings.recent_files
        for name in names:
            path = Path(name)
            self._menu.addAction(f"{path.name}  –  {path.parent}").setData(name)
        if names:
            self._menu.addSeparator()
            self._menu.addAction("Clear the list").setData("")
        else:
            self._menu.addAction("No recent file").setEnabled(False)

    def _chosen(self, action: QAction) -> None:
        name = action.data()
        if name == "":
            self._remembered.change(recent_files=())
        elif isinstance(name, str) and not self._open_path(Path(name)) and not Path(name).exists():
            self._remembered.put(settings_file.without_recent(self._remembered.settings, name))
