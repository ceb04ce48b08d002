"""The way back from a backup or export: the file, what opens it, what would change, and only then the change."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt, QTimer, Signal
from PySide6.QtGui import QHideEvent

from ldn_desktop.library.backups import read_sealed
from ldn_desktop.library.restoring import Changes
from ldn_desktop.library.sealed_file import SUFFIX, Sealed
from ldn_desktop.storage.file_names import one_line
from ldn_desktop.storage.files import StoreError
from ldn_desktop.ui.beside import Beside, Watch
from ldn_desktop.ui.files.saving import FileKind, ask_file, usual_folder
from ldn_desktop.ui.library.secret_edit import SecretEdit
from ldn_desktop.ui.library.state_line import StateLine
from ldn_desktop.ui.plans.copies.page import CopiesPage, ProgressRow, Section, small_button
from ldn_desktop.ui.plans.copies.restore_work import Chosen, RestoreWork
from ldn_desktop.ui.plans.copies.small_table import SmallTable
from ldn_desktop.ui.plans.listing.stepwise import Stepwise
from ldn_desktop.ui.widgets.labels import PlainLabel
from ldn_desktop.workspace.taking_copies import Found, compare_beside, found_here, key_by, opens_by_itself
from ldn_desktop.workspace.taking_words import found_words, rows, sentences, whose

if TYPE_CHECKING:
    from ldn_desktop.ui.widgets.place_page import Supplies

LIBRARY_FILE = FileKind("Backup or export of a library", SUFFIX)
_KEPT_OPEN_MS = 300_000
"""How long a file stays open with nobody going on."""
_CLOSED = "The file was closed again, and nothing was changed; choose it once more to go on."
_LEAD_OPEN = (
    "What the file has and the library lacks is added; nothing is overwritten. First it says what that is."
)
_LEAD_SHUT = "The library of the file is brought back on this computer. First it says what lies here."


class RestorePage(CopiesPage):
    """``restored`` tells that all was done and seen; ``message`` says what came of it."""

    restored = Signal()
    message = Signal(str)

    def __init__(self, supplies: Supplies) -> None:
        super().__init__("Restore from a backup or export", supplies.icons)
        self._keeper = supplies.keeper
        self._folder, self._backing = supplies.folders.library, supplies.backing()
        self._path: Path | None = None
        self._sealed: Sealed | None = None
        self._key, self._is_dropped = b"", False
        self._erases: tuple[str, ...] = ()
        self._then: Callable[[object], None] = self._looked
        self._reading = Beside(self)
        self._patience = QTimer(self, singleShot=True, interval=_KEPT_OPEN_MS)
        self._patience.timeout.connect(self.close_file)
        self._lay_out(supplies)
        self._work = RestoreWork(self._keeper, self._folder, self._stepwise, self)
        for part in (self._reading, self._work):
            part.moved.connect(self._progress.move_to)
        self._reading.finished.connect(self._was_read)
        self._reading.failed.connect(self._not_read)
        self._reading.stopped.connect(self._reading_stopped)
        self._work.done.connect(self._done)
        self._work.failed.connect(self._not_done)
        self._work.stopped.connect(self._stopped)
        self._progress.stop_wanted.connect(self._stop_it)
        self._keeper.state_changed.connect(self._state_changed)

    @property
    def is_working(self) -> bool:
        """Whether something is being read or written."""
        return self._reading.is_working or self._work.is_working

    def begin(self, path: Path | None = None) -> None:
        """Begin anew, with a file where one is named."""
        if self.is_working:
            return
        self._lead.setText(_LEAD_OPEN if self._keeper.is_open else _LEAD_SHUT)
        self._path, self._sealed, self._key, self._erases = None, None, b"", ()
        self._name.say("")
        self._wrong.say("blocking", "")
        self._secret.clear()
        self._secret_section.hide()
        self._forget_changes()
        if path is not None:
            self._look(path)

    def close_file(self) -> None:
        """Let go of the file and of its key, unless they are at work."""
        if self._path is not None and not self.is_working:
            self.begin()
            self._wrong.say("info", _CLOSED)

    def hideEvent(self, event: QHideEvent) -> None:
        """Keep no key of a file on a page that was left."""
        super().hideEvent(event)
        if not event.spontaneous():
            self.close_file()

    def focus_first(self) -> None:
        """Put the keyboard where one goes on."""
        if self._secret_section.isVisible():
            self._secret.setFocus(Qt.FocusReason.OtherFocusReason)
        elif self._change_section.isVisible():
            self._go.setFocus(Qt.FocusReason.OtherFocusReason)
        else:
            self._choose.setFocus(Qt.FocusReason.OtherFocusReason)

    def _lay_out(self, supplies: Supplies) -> None:
        first = Section("The file")
        self._lead = first.say()
        self._choose, self._name = small_button("Choose a file…"), PlainLabel(wraps=True)
        first.row(self._choose)
        first.body.addWidget(self._name)
        self._secret_section = second = Section("What opens it")
        second.say("The passphrase that the library had when the file was made, or its recovery key.")
        self._secret = SecretEdit("Passphrase or recovery key of the file", supplies.icons)
        self._open = small_button("Open")
        second.row(self._secret, self._open)
        self._change_section = third = Section("What would change")
        self._told = third.say(role="lead")
        self._table = SmallTable("Plans that would change", ("Plan", "What would become of it"))
        third.body.addWidget(self._table)
        self._go, self._cancel = small_button("Restore", primary=True), small_button("Cancel")
        third.row(self._go, self._cancel)
        self._wrong = StateLine()
        self._progress, self._stepwise = ProgressRow(), Stepwise()
        for part in (first, second, third, self._wrong, self._progress, self._stepwise):
            self.add(part)
        self._choose.clicked.connect(self._ask)
        self._secret.returnPressed.connect(self._unlock)
        self._open.clicked.connect(self._unlock)
        self._go.clicked.connect(self._restore)
        self._cancel.clicked.connect(self.left)

    # The steps

    def _ask(self) -> None:
        begun = usual_folder(str(self._backing.folder or ""))
        path = ask_file(self, "Restore from a backup or export", begun, LIBRARY_FILE)
        if path is not None:
            self.begin(path)

    def _look(self, path: Path) -> None:
        self._path = path
        self._name.say(one_line(str(path)))
        self._read("Reading the file", 0, partial(_sealed, path), self._looked)

    def _looked(self, sealed: object) -> None:
        if not isinstance(sealed, Sealed) or self._path is None:
            return
        self._sealed = sealed
        opened = self._keeper.library.opened if self._keeper.is_open else None
        here = "" if opened is None else opened.keys.library
        told = whose(self._path, sealed.head.keys.library, here, self._backing.computer)
        self._name.say(f"{one_line(str(self._path))}\n{told}")
        if opened is not None and opens_by_itself(opened, sealed):
            self._opened(opened.key)
            return
        self._secret_section.show()
        self.focus_first()

    def _unlock(self) -> None:
        typed = self._secret.take()
        if self._sealed is not None and typed and not self.is_working:
            self._read("Opening the file", 0, partial(_key, self._sealed, typed), self._opened)

    def _opened(self, key: object) -> None:
        sealed = self._sealed
        if sealed is None or not isinstance(key, bytes):
            return
        self._key = key
        self._secret_section.hide()
        if self._keeper.is_open:
            opened = self._keeper.library.opened
            work = partial(compare_beside, opened, sealed, key)
            self._read("Looking what would change", sealed.head.records, work, self._compared)
        else:
            found = partial(found_here, self._folder, sealed, key)
            self._read("Reading the file to its end", sealed.head.records, found, self._found)

    def _compared(self, changes: object) -> None:
        if not isinstance(changes, Changes) or not self._keeper.is_open:
            return
        self._erases = changes.erases
        kept = self._keeper.library.kept
        self._show_changes(sentences(changes), rows(changes, kept), can_go=bool(changes.added))

    def _found(self, found: object) -> None:
        if isinstance(found, Found):
            self._show_changes(found_words(found), (), can_go=True)

    def _show_changes(self, told: Sequence[str], changes: Sequence[tuple[str, str]], *, can_go: bool) -> None:
        self._told.setText("\n".join(told))
        self._table.show_rows(changes)
        why = self._keeper.library.why_read_only
        self._wrong.say("caution", why)
        self._go.setVisible(can_go and not why)
        self._cancel.setText("Cancel" if can_go else "Back")
        self._change_section.show()
        (self._go if can_go else self._cancel).setFocus(Qt.FocusReason.OtherFocusReason)

    def _restore(self) -> None:
        sealed, path = self._sealed, self._path
        if sealed is None or path is None or self.is_working:
            return
        self._change_section.hide()
        self._show_work("Restoring", 2 * sealed.head.records)
        self._work.begin(Chosen(path, sealed, self._key, self._erases))

    def _done(self, told: str) -> None:
        self._rest()
        self.message.emit(told)
        self.begin()
        self.restored.emit()

    def _not_done(self, sentence: str) -> None:
        self._rest()
        self._wrong.say("blocking", sentence, worded=False)
        self.focus_first()

    def _stopped(self, sentence: str) -> None:
        self._rest()
        self._wrong.say("info", sentence)
        self._change_section.setVisible(bool(self._told.text()))

    # Reading

    def _read(
        self, words: str, total: int, work: Callable[[Watch], object], then: Callable[[object], None]
    ) -> None:
        self._then = then
        self._show_work(words, total)
        self._reading.start(work)

    def _was_read(self, result: object) -> None:
        if self._is_let_go():
            return
        try:
            self._then(result)
        except StoreError as error:
            self._not_done(str(error))

    def _not_read(self, sentence: str) -> None:
        if not self._is_let_go():
            self._not_done(sentence)

    def _reading_stopped(self) -> None:
        if not self._is_let_go():
            self._wrong.say("info", "Stopped. Nothing was changed.")

    def _is_let_go(self) -> bool:
        """Let go of the file if the program was locked while it was read; tell whether it was."""
        self._rest()
        dropped, self._is_dropped = self._is_dropped, False
        if dropped:
            self.close_file()
        return dropped

    def _state_changed(self) -> None:
        """Hold nothing of a patient once the library is locked; a restore that is on its way goes on."""
        if not self._keeper.is_open:
            self._forget_changes()
            self._is_dropped = self._reading.is_working
            self._reading.stop()
            self.close_file()
        if not self.is_working:
            self._lead.setText(_LEAD_OPEN if self._keeper.is_open else _LEAD_SHUT)

    def _forget_changes(self) -> None:
        self._told.setText("")
        self._table.show_rows(())
        self._change_section.hide()

    def _stop_it(self) -> None:
        self._reading.stop()
        self._work.stop()

    def _show_work(self, words: str, total: int) -> None:
        self._wrong.say("blocking", "")
        self._progress.begin(words, total)
        self._choose.setEnabled(False)

    def _rest(self) -> None:
        self._progress.hide()
        self._choose.setEnabled(True)
        self._patience.start()


def _sealed(path: Path, _watch: Watch) -> Sealed:
    return read_sealed(path)


def _key(sealed: Sealed, typed: str, _watch: Watch) -> bytes:
    return key_by(sealed, typed)
