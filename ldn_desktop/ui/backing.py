"""Backups that make themselves: after unlocking, before locking and quitting, and when somebody asks."""

from __future__ import annotations

from datetime import date
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple

from PySide6.QtCore import QObject, Signal

from ldn_desktop.storage.file_names import one_line
from ldn_desktop.storage.files import StoreError
from ldn_desktop.ui.beside import Beside, Watch
from ldn_desktop.workspace.clock import local_today

if TYPE_CHECKING:
    from ldn_desktop.library.backups import Computer
    from ldn_desktop.library.opening import Opened
    from ldn_desktop.ui.keeper import Keeper
    from ldn_desktop.ui.remembered import Remembered


_LOST = (
    "None of the backups that were made in {folder} lay there when the last was made: "
    "look whether its disk is plugged in, or choose another folder."
)


class _Made(NamedTuple):
    """A folder, all backups of this computer that lie there now, and whether all were gone before."""

    folder: Path
    there: list[Path]
    had_lost_all: bool


class Backing(QObject):
    """``changed`` tells that a backup began, was made, or was not.

    ``exported`` tells what became of everything as one file, and whether it is there; locked meanwhile, the keeper
    does.
    ``folder_wanted`` tells that a library is open and nobody was asked yet where its backups go. What went wrong stays
    in ``problem`` until a backup is made; ``warning`` says that the folder had lost all backups when one was made,
    until another is chosen.
    """

    changed = Signal()
    folder_wanted = Signal()
    exported = Signal(str, bool)

    def __init__(self, keeper: Keeper, remembered: Remembered, parent: QObject | None = None) -> None:
        super().__init__(parent or keeper)
        self._keeper, self._remembered = keeper, remembered
        self._beside, self._exporting = Beside(self), Beside(self)
        self._again = False
        self._export, self._locks = Path(), 0
        self.problem = self.warning = ""
        self._beside.finished.connect(self._made)
        self._beside.failed.connect(self._not_made)
        self._exporting.finished.connect(self._exported)
        self._exporting.failed.connect(self._not_exported)
        keeper.state_changed.connect(self.begin)
        keeper.library.watch_leaving(self._leave)

    @property
    def folder(self) -> Path | None:
        """Where backups go; ``None`` where nobody chose."""
        name = self._remembered.settings.backup_folder
        return Path(name) if name else None

    @property
    def computer(self) -> Computer:
        """Who makes backups here; what tells it from others is made when first asked for."""
        from ldn_desktop.workspace.copies import new_computer_id, this_computer

        if not self._remembered.settings.computer:
            self._remembered.change(computer=new_computer_id())
        return this_computer(self._remembered.settings.computer)

    @property
    def is_working(self) -> bool:
        """Whether a backup is being made."""
        return self._beside.is_working

    def begin(self) -> None:
        """Ask or back up where the library is open now, as whenever it is opened."""
        if not self._keeper.can_keep:
            return
        if self.folder is None:
            if not self._remembered.settings.backups_asked:
                self.folder_wanted.emit()
        elif not self._beside.is_working:
            self._begin(self._keeper.library.opened, unless_of_today=True)

    def choose(self, folder: Path) -> None:
        """Have backups go into a folder from now on, the first at once."""
        self._remembered.change(backup_folder=str(folder), backups_asked=True)
        self.problem = self.warning = ""
        self.back_up()

    def put_off(self) -> None:
        """Ask nobody again by itself where backups go."""
        self._remembered.change(backups_asked=True)

    def back_up(self) -> None:
        """Make a backup now, or verify the one that holds all; while one is being made, another follows it."""
        if self._beside.is_working:
            self._again = True
        elif self.folder is not None and self._keeper.is_open:
            self._begin(self._keeper.library.opened, unless_of_today=False)

    @property
    def is_exporting(self) -> bool:
        """Whether everything is being written into a file."""
        return self._exporting.is_working

    def export(self, path: Path) -> None:
        """Write everything into a file, to its end even where the program is locked meanwhile."""
        self._export, self._locks = path, self._keeper.library.locks
        self._exporting.start(partial(_export, self._keeper.library.opened, path))

    def _exported(self, _result: object) -> None:
        told = f"Everything is in {one_line(str(self._export))}. It was read again to its end."
        self._tell_exported(told, there=True)

    def _not_exported(self, sentence: str) -> None:
        self._tell_exported(f"Not exported. {sentence}", there=False)

    def _tell_exported(self, sentence: str, *, there: bool) -> None:
        if self._keeper.library.locks == self._locks:
            self.exported.emit(sentence, there)
        else:
            self._keeper.tell(sentence)

    def _leave(self, opened: Opened) -> None:
        if self.folder is not None and not opened.store.why_read_only and not self._beside.is_working:
            self._begin(opened, unless_of_today=False)

    def _begin(self, opened: Opened, *, unless_of_today: bool) -> None:
        if self.folder is not None:
            self._again = False
            work = partial(_back_up, opened, self.folder, local_today(), self.computer, unless_of_today)
            self._beside.start(work)
            self.changed.emit()

    def _made(self, made: object) -> None:
        if not isinstance(made, _Made):
            return
        self.problem = ""
        if made.had_lost_all and made.folder == self.folder:
            self.warning = _LOST.format(folder=one_line(str(made.folder)))
        library = self._keeper.library
        if self._keeper.is_open and not library.why_read_only:
            from ldn_desktop.workspace.copies import note_backups

            try:
                note_backups(library.kept, made.there, self._keeper.author)
            except StoreError as error:
                self.problem = str(error)
        if self._again:
            self.back_up()
        self.changed.emit()

    def _not_made(self, sentence: str) -> None:
        self._again = False
        self.problem = sentence
        self.changed.emit()


def _export(opened: Opened, path: Path, _watch: Watch) -> None:
    from ldn_desktop.workspace.copies import export_everything

    export_everything(opened, path)


def _back_up(
    opened: Opened, folder: Path, day: date, computer: Computer, unless_of_today: bool, _watch: Watch
) -> _Made:
    from ldn_desktop.workspace.copies import has_lost_all, make_backup, own_backups

    had_lost_all = has_lost_all(opened, folder, computer)
    make_backup(opened, folder, day, computer, unless_of_today=unless_of_today)
    there = [backup.path for backup in own_backups(opened, folder, computer)]
    return _Made(folder, there, had_lost_all)
