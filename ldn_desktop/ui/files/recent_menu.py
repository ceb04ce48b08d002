"""The menu of recent files."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

from PySide6.QtCore import QObject, Signal
from PySide6.QtGui import QAction
from PySide6.QtWidgets import QMenu

from ldn_desktop.storage.file_names import one_line
from ldn_desktop.storage.files import StoreError, is_there
from ldn_desktop.storage.recent import Recent, RecentStore
from ldn_desktop.ui.files.plan_files import PlanFiles


class RecentMenu(QObject):
    """Fills a menu when it is opened, with what ``files`` opened and saved.

    ``need`` loads the letters of a text. ``failed`` says what was not kept.
    """

    failed = Signal(str)

    def __init__(
        self,
        menu: QMenu,
        store: RecentStore,
        files: PlanFiles,
        need: Callable[..., None],
        parent: QObject,
    ) -> None:
        super().__init__(parent)
        self._menu, self._store, self._files, self._need = menu, store, files, need
        files.begun.connect(self._note_folder)
        files.saved.connect(self._add_open)
        files.opened.connect(self._add_open)
        menu.aboutToShow.connect(self._fill)
        menu.triggered.connect(self._chosen)

    def folder(self) -> str:
        """Return the folder that was used last, empty where there was none."""
        return self._store.load().folder

    def _add(self, name: str) -> None:
        """Put a file at the head of the list; an empty name is none."""
        if name:
            self._keep(self._store.load().with_file(name))

    def _note_folder(self, name: str) -> None:
        """Remember the folder of a file that is about to be written; an empty name is none."""
        if not name:
            return
        recent, folder = self._store.load(), str(Path(name).absolute().parent)
        if recent.folder != folder:
            self._keep(recent._replace(folder=folder))

    def _add_open(self) -> None:
        self._add(self._files.bridge.session.origin.recent)

    def _fill(self) -> None:
        self._menu.clear()
        names = self._store.load().files
        self._need(*names)
        for name in names:
            path = Path(name)
            shown = f"{one_line(path.name)}  –  {one_line(str(path.parent))}"
            # An ampersand would underline the letter after it.
            self._menu.addAction(shown.replace("&", "&&")).setData(name)
        if names:
            self._menu.addSeparator()
            self._menu.addAction("Clear the list").setData("")
        else:
            self._menu.addAction("No recent file").setEnabled(False)

    def _chosen(self, action: QAction) -> None:
        name = action.data()
        if name == "":
            self._keep(Recent())
        elif isinstance(name, str) and not self._files.open_path(Path(name)) and not is_there(Path(name)):
            self._keep(self._store.load().without(name))

    def _keep(self, recent: Recent) -> None:
        try:
            self._store.save(recent)
        except StoreError as error:
            self.failed.emit(f"The list of recent files was not saved. {error}")
