"""The way back from a backup or export: the file, what opens it, what would change, and only then the change."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple

from PySide6.QtCore import Qt, QTimer, Signal
from PySide6.QtGui import QHideEvent
from PySide6.QtWidgets import QHBoxLayout, QProgressBar, QWidget

from ldn_desktop.library.backups import read_sealed
from ldn_desktop.library.restoring import Changes, Contents, contents
from ldn_desktop.library.sealed_file import SUFFIX, Sealed
from ldn_desktop.storage.file_names import one_line
from ldn_desktop.storage.files import StoreError
from ldn_desktop.ui.beside import Beside, Watch
from ldn_desktop.ui.files.saving import FileKind, ask_file, usual_folder
from ldn_desktop.ui.library.secret_edit import SecretEdit
from ldn_desktop.ui.library.state_line import StateLine
from ldn_desktop.ui.plans.copies.page import CopiesPage, Section, small_button
from ldn_desktop.ui.plans.copies.small_table import SmallTable
from ldn_desktop.ui.plans.listing.stepwise import Stepwise
from ldn_desktop.ui.widgets.labels import PlainLabel
from ldn_desktop.workspace.copies import EXPORT
from ldn_desktop.workspace.taking_copies import (
    Way,
    beside_each_other,
    bring_back,
    compare_beside,
    key_by,
    opens_by_itself,
    renewing,
    take_in_beside,
    way_here,
)
from ldn_desktop.workspace.taking_words import done_by, held_by, rows, sentences

if TYPE_CHECKING:
    from ldn_desktop.ui.widgets.place_page import Supplies

LIBRARY_FILE = FileKind("Backup or export of a library", SUFFIX)
_KEPT_OPEN_MS = 300_000
"""How long a file stays open with nobody going on."""
_CLOSED = "The file was closed again, for nobody went on; choose it once more."
_LEAD_OPEN = (
    "What the file has and the library lacks is added; nothing is overwritten. First it says what that is."
)
_LEAD_SHUT = "The library of the file is brought back on this computer. First it says what lies here."
_WAYS = {
    Way.MAKE: "A library would be made here, with all that is in the file. What opens the file opens it.",
    Way.MEND: "The library here lacks its keys. They would be put back from the file; no record is changed.",
    Way.REPLACE: (
        "The library here is damaged. It would be set aside in a folder beside, whole as it is, and the one of the "
        "file stands in its place."
    ),
}


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
        self._key, self._locks = b"", 0
        self._changes: Changes | None = None
        self._then: Callable[[object], None] = self._took_in
        self._beside = Beside(self)
        self._patience = QTimer(self, singleShot=True, interval=_KEPT_OPEN_MS)
        self._patience.timeout.connect(self.close_file)
        self._lay_out(supplies)
        self._beside.finished.connect(self._finished)
        self._beside.failed.connect(self._failed)
        self._beside.stopped.connect(self._stopped)
        self._beside.moved.connect(self._bar.setValue)

    @property
    def is_working(self) -> bool:
        """Whether something is being read or written."""
        return self._beside.is_working or self._stepwise.is_working

    def begin(self, path: Path | None = None) -> None:
        """Begin anew, with a file where one is named."""
        if self.is_working:
            return
        self._lead.setText(_LEAD_OPEN if self._keeper.is_open else _LEAD_SHUT)
        self._path, self._sealed, self._key, self._changes = None, None, b"", None
        self._name.say("")
        self._wrong.say("blocking", "")
        self._secret.clear()
        for section in (self._secret_section, self._change_section):
            section.hide()
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
        self._progress, self._bar, self._stop = QWidget(), QProgressBar(), small_button("Stop")
        self._doing = PlainLabel()
        self._bar.setTextVisible(False)
        row = QHBoxLayout(self._progress)
        row.setContentsMargins(0, 0, 0, 0)
        row.addWidget(self._doing)
        row.addWidget(self._bar, 1)
        row.addWidget(self._stop)
        self._stepwise = Stepwise()
        for part in (first, second, third, self._wrong, self._progress, self._stepwise):
            self.add(part)
        self._progress.hide()
        self._choose.clicked.connect(self._ask)
        self._secret.returnPressed.connect(self._unlock)
        self._open.clicked.connect(self._unlock)
        self._go.clicked.connect(self._restore)
        self._cancel.clicked.connect(self.left)
        self._stop.clicked.connect(self._beside.stop)
        self._stepwise.failed.connect(self._failed)

    # The steps

    def _ask(self) -> None:
        begun = usual_folder(str(self._backing.folder or ""))
        path = ask_file(self, "Restore from a backup or export", begun, LIBRARY_FILE)
        if path is not None:
            self.begin(path)

    def _look(self, path: Path) -> None:
        self._path = path
        self._name.say(one_line(str(path)))
        self._work("Reading the file", 0, partial(_sealed, path), self._looked)

    def _looked(self, sealed: object) -> None:
        if not isinstance(sealed, Sealed):
            return
        self._sealed = sealed
        library = self._keeper.library
        if self._keeper.is_open and opens_by_itself(library.opened, sealed):
            self._opened(library.opened.key)
            return
        self._secret_section.show()
        self.focus_first()

    def _unlock(self) -> None:
        typed = self._secret.take()
        if self._sealed is not None and typed and not self.is_working:
            self._work("Opening the file", 0, partial(_key, self._sealed, typed), self._opened)

    def _opened(self, key: object) -> None:
        sealed = self._sealed
        if sealed is None or not isinstance(key, bytes):
            return
        self._key = key
        self._secret_section.hide()
        if self._keeper.is_open:
            opened = self._keeper.library.opened
            work = partial(compare_beside, opened, sealed, key)
            self._work("Looking what would change", sealed.head.records, work, self._compared)
        else:
            found = partial(_found, self._folder, sealed, key)
            self._work("Reading the file to its end", sealed.head.records, found, self._found)

    def _compared(self, changes: object) -> None:
        if not isinstance(changes, Changes) or not self._keeper.is_open:
            return
        self._changes = changes
        kept = self._keeper.library.kept
        self._show_changes(sentences(changes), rows(changes, kept), can_go=bool(changes.added))

    def _found(self, found: object) -> None:
        if isinstance(found, _Found):
            held = [] if found.held is None else [held_by(found.held)]
            self._show_changes([_WAYS[found.way], *held], (), can_go=True)

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
        sealed = self._sealed
        if sealed is None or self.is_working:
            return
        self._change_section.hide()
        total = 2 * sealed.head.records
        if self._keeper.is_open:
            opened = self._keeper.library.opened
            self._work("Restoring", total, partial(take_in_beside, opened, sealed, self._key), self._took_in)
        else:
            self._locks = self._keeper.library.locks
            work = partial(bring_back, self._folder, sealed, self._key)
            self._work("Restoring", total, work, self._brought_back)

    def _took_in(self, added: object) -> None:
        if self._keeper.is_open:
            self._note()
            many, steps = renewing(self._keeper.library.kept)
            self._stepwise.work(f"Looking through {many:,} plans", steps, many, partial(self._done, added))

    def _done(self, added: object) -> None:
        library = self._keeper.library
        gone = () if self._changes is None else self._changes.erases
        if gone:
            library.tell_plans(gone)
        library.tell_plans()
        self._say_done(
            [
                *done_by(added if isinstance(added, int) else 0, len(gone)),
                *beside_each_other(library.kept.store),
            ]
        )

    def _brought_back(self, aside: object) -> None:
        if self._keeper.library.locks == self._locks:
            try:
                self._keeper.library.open_with(self._key)
            except StoreError as error:
                self._failed(str(error))
                return
            self._note()
            told = ["The library is restored and open. What opened the file opens it."]
        else:
            told = ["The library is restored; it was locked meanwhile. What opened the file opens it."]
        if isinstance(aside, Path):
            told.append(f"The damaged one lies in {one_line(str(aside))}.")
        self._say_done(told)

    def _note(self) -> None:
        """Keep that the file holds what was taken in: whoever erases a plan is told of it."""
        if self._path is not None:
            self._keeper.library.kept.note_copy(EXPORT, self._path, self._keeper.author)

    def _say_done(self, told: Sequence[str]) -> None:
        self.message.emit(" ".join(told))
        self.begin()
        self.restored.emit()

    # The work

    def _work(
        self, words: str, total: int, work: Callable[[Watch], object], then: Callable[[object], None]
    ) -> None:
        self._then = then
        self._wrong.say("blocking", "")
        self._doing.setText(words)
        self._bar.setRange(0, total)
        self._bar.setAccessibleName(words)
        self._progress.show()
        self._choose.setEnabled(False)
        self._beside.start(work)

    def _finished(self, result: object) -> None:
        self._rest()
        try:
            self._then(result)
        except StoreError as error:
            self._failed(str(error))

    def _stopped(self) -> None:
        self._rest()
        self._wrong.say(
            "info", "Stopped. What was added already stays, whole; the file can be taken in again."
        )
        self._tell_plans()
        self._change_section.setVisible(self._changes is not None)

    def _tell_plans(self) -> None:
        """Tell of what was taken in before the end: of plans that the file erased no draft stays."""
        if self._keeper.is_open:
            if self._changes is not None and self._changes.erases:
                self._keeper.library.tell_plans(self._changes.erases)
            self._keeper.library.tell_plans()

    def _failed(self, sentence: str) -> None:
        self._rest()
        if self._changes is not None:
            self._tell_plans()
        self._wrong.say("blocking", sentence, worded=False)
        self.focus_first()

    def _rest(self) -> None:
        self._progress.hide()
        self._choose.setEnabled(True)
        self._patience.start()


def _sealed(path: Path, _watch: Watch) -> Sealed:
    return read_sealed(path)


def _key(sealed: Sealed, typed: str, _watch: Watch) -> bytes:
    return key_by(sealed, typed)


class _Found(NamedTuple):
    """What a file can do here, and what it holds; its keys can be put back whatever became of the rest."""

    way: Way
    held: Contents | None


def _found(folder: Path, sealed: Sealed, key: bytes, watch: Watch) -> _Found:
    way = way_here(folder, sealed, key)
    return _Found(way, None if way is Way.MEND else contents(sealed, key, watch))
