"""The room of copies and keys: backups, restoring, everything as one file, erasing, what opens the library."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QStackedLayout

from ldn_desktop.library.sealed_file import SUFFIX
from ldn_desktop.storage.files import StoreError
from ldn_desktop.ui import PLANS
from ldn_desktop.ui.files.saving import FileKind, ask_where
from ldn_desktop.ui.plans.copies.backups_section import BackupsSection
from ldn_desktop.ui.plans.copies.erase_page import ErasePage
from ldn_desktop.ui.plans.copies.keys_section import KeysSection
from ldn_desktop.ui.plans.copies.page import CopiesPage, Section, small_button
from ldn_desktop.ui.plans.room import Room
from ldn_desktop.workspace.clock import local_today
from ldn_desktop.workspace.copies import EXPORT

if TYPE_CHECKING:
    from ldn_desktop.ui.widgets.place_page import Supplies

COPIES = "plans:copies"
ERASE, EXPORTING, KEYS = "erase", "export", "keys"
_EXPORTED = FileKind("Everything of a library", SUFFIX)
_EXPORT_TOLD = (
    "Every plan, revision and visit in one encrypted file, for another computer. It opens with the passphrase and the "
    "recovery key of now."
)
_RESTORE_TOLD = "Takes in a backup or an export: first it says what would change."


def make_room(supplies: Supplies) -> Room:
    """Make the room."""
    return CopiesRoom(supplies)


class CopiesRoom(Room):
    """A page with sections, ``export`` and ``keys`` in the target among them; ``erase:SUBJECT`` is its own page."""

    def __init__(self, supplies: Supplies) -> None:
        super().__init__()
        self._supplies, self._keeper = supplies, supplies.keeper
        self._home = CopiesPage("Copies and keys of the library", supplies.icons)
        self.backups, self.keys = BackupsSection(supplies), KeysSection(supplies)
        self.erasing = ErasePage(supplies)
        self._backing, self._part = supplies.backing(), ""
        self._export = small_button("Export everything…")
        restore = small_button("Restore or take in a file…")
        moving = Section("Restore, export, import")
        moving.row(restore)
        moving.say(_RESTORE_TOLD)
        moving.row(self._export)
        moving.say(_EXPORT_TOLD)
        for section in (self.backups, moving, self.keys):
            self._home.add(section)
        self._stack = QStackedLayout(self)
        for page in (self._home, self.erasing):
            self._stack.addWidget(page)
        self._home.left.connect(self._leave)
        self.erasing.left.connect(self._leave)
        self.erasing.whose_changed.connect(self.whose_changed)
        self.backups.restore_wanted.connect(self.restore_wanted)
        restore.clicked.connect(self._restore_any)
        self._export.clicked.connect(self._ask_where)
        self._backing.exported.connect(self._tell_exported)

    def open(self, subject: str) -> None:
        """Show the sections, or the page that is named. Refused: as by ``ErasePage.begin``."""
        what, _, plan = subject.partition(":")
        if what == ERASE:
            self.erasing.begin(plan)
            self._stack.setCurrentWidget(self.erasing)
        else:
            self._part = what
            self.backups.refresh()
            self.keys.refresh()
            self._stack.setCurrentWidget(self._home)

    @property
    def whose(self) -> str:
        """The patient whose plan is to be erased, until it is."""
        return self.erasing.whose if self._stack.currentWidget() is self.erasing else ""

    def focus_first(self) -> None:
        """Put the keyboard where one begins."""
        shown = self._stack.currentWidget()
        if shown is self._home and self._part == EXPORTING:
            self._export.setFocus(Qt.FocusReason.OtherFocusReason)
        elif shown is self._home and self._part == KEYS:
            self.keys.focus_first()
        elif shown is self._home:
            self.backups.focus_first()
        elif isinstance(shown, CopiesPage):
            shown.focus_first()

    def _leave(self) -> None:
        self.go.emit(PLANS)

    def _restore_any(self) -> None:
        self.restore_wanted.emit(None)

    def _ask_where(self) -> None:
        offered = f"plans-{local_today().isoformat()}{SUFFIX}"
        path = ask_where(self, "Export everything", offered, _EXPORTED)
        if path is not None:
            self.export_to(path)

    def export_to(self, path: Path) -> None:
        """Write everything into a file, beside the window.

        It is noted before: the program may be locked, or end, before the file is whole, and nobody would know of it.
        """
        if not self._backing.is_exporting:
            self._note_export(path)
            self._export.setEnabled(False)
            self._backing.export(path)

    def _tell_exported(self, sentence: str, there: bool) -> None:
        self._export.setEnabled(True)
        (self.message if there else self.failed).emit(sentence)

    def _note_export(self, path: Path) -> None:
        if not self._keeper.library.why_read_only:
            try:
                self._keeper.library.kept.note_copy(EXPORT, path, self._keeper.author)
            except StoreError as error:
                self.failed.emit(f"That the file was made is not kept in the library. {error}")
