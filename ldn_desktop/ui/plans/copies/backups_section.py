"""The backups: where they go, when the last was made, what lies there, each read to its end."""

from __future__ import annotations

from collections.abc import Sequence
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import Signal

from ldn_desktop.library.backups import Backup, backups_in
from ldn_desktop.reference.words.english import counted, full_date
from ldn_desktop.storage.file_names import one_line
from ldn_desktop.ui.beside import Beside, Watch
from ldn_desktop.ui.files.saving import ask_folder, usual_folder
from ldn_desktop.ui.library.state_line import StateLine
from ldn_desktop.ui.plans.copies.page import Section, small_button
from ldn_desktop.ui.plans.copies.small_table import SmallTable
from ldn_desktop.ui.widgets.labels import PlainLabel
from ldn_desktop.workspace.copies import ReadCopy, made_on, read_copy

if TYPE_CHECKING:
    from ldn_desktop.library.opening import Opened
    from ldn_desktop.ui.widgets.place_page import Supplies

_NONE = "No backups are made: choose a folder for them. Another disk or a stick is best; what lies there is encrypted."
_HOW = (
    "A backup is made by itself after unlocking, once a day, and before locking and quitting where something changed. "
    "It counts only after it was read again. One of each of the last 7 days, 5 weeks and 12 months stays; those of "
    "other computers and of other libraries are left alone."
)
_READING = "being read…"
_KB, _MB = 1_000, 1_000_000


class BackupsSection(Section):
    """``restore_wanted`` asks to restore a file."""

    restore_wanted = Signal(object)

    def __init__(self, supplies: Supplies) -> None:
        super().__init__("Backups")
        self._keeper, self._backing = supplies.keeper, supplies.backing()
        self._backups: Sequence[Backup] = ()
        self._read: dict[Path, ReadCopy] = {}
        self._listing, self._reading, self._again = Beside(self), Beside(self), False
        self._state = StateLine()
        self._where = PlainLabel(wraps=True)
        self._table = SmallTable("Backups", ("Day", "Made on", "Plans", "Size", "State"), frozenset([2, 3]))
        self._now, self._folder = small_button("Back up now"), small_button("Choose a folder…")
        self._restore = small_button("Restore from this one…")
        self.body.addWidget(self._state)
        self.body.addWidget(self._where)
        self.row(self._now, self._folder)
        self.body.addWidget(self._table)
        self.row(self._restore)
        self.say(_HOW, "caption")
        self._now.clicked.connect(self._backing.back_up)
        self._folder.clicked.connect(self._choose)
        self._restore.clicked.connect(self._restore_chosen)
        self._table.doubleClicked.connect(self._restore_chosen)
        self._backing.changed.connect(self.refresh)
        self._listing.finished.connect(self._found)
        self._reading.moved.connect(self._show)
        self._reading.finished.connect(self._show)

    def refresh(self) -> None:
        """Show how it stands now, and read what was not read yet."""
        folder = self._backing.folder
        if not self._keeper.is_open:
            return
        self._show()
        if self._listing.is_working:
            self._again = True
        elif folder is not None:
            self._again = False
            self._listing.start(partial(_listed, self._keeper.library.opened, folder))

    def focus_first(self) -> None:
        """Put the keyboard where one begins."""
        (self._folder if self._backing.folder is None else self._now).setFocus()

    def _found(self, backups: object) -> None:
        """Show what lies there, and read what was not read yet."""
        if not isinstance(backups, list) or not self._keeper.is_open:
            return
        self._backups = backups
        self._show()
        unread = [backup.path for backup in backups if backup.path not in self._read]
        if unread and not self._reading.is_working:
            self._reading.start(partial(_read_all, self._keeper.library.opened, unread, self._read))
        if self._again:
            self.refresh()

    def _show(self, _done: object = None) -> None:
        folder, read_only = self._backing.folder, bool(self._keeper.library.why_read_only)
        self._where.say("" if folder is None else f"They go into {one_line(str(folder))}")
        self._folder.setText("Choose a folder…" if folder is None else "Choose another folder…")
        working = self._backing.is_working
        self._now.setEnabled(folder is not None and not working)
        self._now.setText("Backing up…" if working else "Back up now")
        self._restore.setVisible(bool(self._backups))
        self._restore.setEnabled(not read_only)
        if self._backing.problem:
            self._state.say("caution", f"No backup was made. {self._backing.problem}", worded=False)
        elif folder is None:
            self._state.say("caution", _NONE, worded=False)
        elif self._backing.warning:
            self._state.say("caution", self._backing.warning, worded=False)
        elif mine := [backup for backup in self._backups if backup.may_be_of(self._backing.computer)]:
            self._state.say("ok", f"The last backup is of {full_date(mine[0].on)}.", worded=False)
        else:
            self._state.say("info", "None was made yet." if not working else "The first is being made.")
        self._table.show_rows([self._row(backup) for backup in self._backups])

    def _row(self, backup: Backup) -> tuple[str, str, str, str, str]:
        read, where = self._read.get(backup.path), made_on(backup, self._backing.computer)
        if read is None:
            return full_date(backup.on), where, "", "", _READING
        if read.why:
            return full_date(backup.on), where, "", "", f"Damaged. {read.why}"
        return full_date(backup.on), where, f"{len(read.subjects):,}", size_text(read.size), "whole"

    def _choose(self) -> None:
        folder = ask_folder(
            self, "Backups of the plans go into", usual_folder(str(self._backing.folder or ""))
        )
        if folder is not None:
            self._backing.choose(folder)
            self.refresh()

    def _restore_chosen(self) -> None:
        if 0 <= self._table.row < len(self._backups):
            self.restore_wanted.emit(self._backups[self._table.row].path)


def size_text(size: int) -> str:
    """Write a size as a person reads it."""
    if size < _MB:
        return f"{max(size // _KB, 1):,} KB"
    return f"{size / _MB:,.1f} MB"


def _listed(opened: Opened, folder: Path, _watch: Watch) -> list[Backup]:
    """Return what lies in the folder, the newest first; the disk may take its time."""
    return backups_in(folder, opened.keys.library)[::-1]


def _read_all(opened: Opened, paths: Sequence[Path], read: dict[Path, ReadCopy], watch: Watch) -> str:
    for done, path in enumerate(paths):
        watch(done)
        read[path] = read_copy(opened, path)
    return counted(len(paths), "backup", "backups")
