"""The change that a restore makes, to its end: a lock on the way stops nothing of it, and is told once it is over."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple

from PySide6.QtCore import QObject, Signal

from ldn_desktop.library.sealed_file import Sealed
from ldn_desktop.storage.file_names import one_line
from ldn_desktop.storage.files import StoreError
from ldn_desktop.ui.beside import Beside
from ldn_desktop.workspace.taking_copies import (
    Taken,
    beside_each_other,
    bring_back,
    note_begun,
    note_taken_in,
    renewing,
    take_in_beside,
)
from ldn_desktop.workspace.taking_words import done_by

if TYPE_CHECKING:
    from ldn_desktop.ui.keeper import Keeper
    from ldn_desktop.ui.plans.listing.stepwise import Stepwise

_OVERTAKEN = "The program was locked while it restored."
_STOPPED = "Stopped. What was added already stays, whole; the file can be taken in again."
_BROUGHT = "The library is restored and open. What opened the file opens it."
_BROUGHT_LOCKED = "The library was restored. What opened the file opens it."
_UNNOTED = "That the file holds what was restored is not kept in the library."


class Chosen(NamedTuple):
    """A file that was opened, its key, and the plans here that it says were erased."""

    path: Path
    sealed: Sealed
    key: bytes
    erases: tuple[str, ...]


class RestoreWork(QObject):
    """``done`` says what came of it, ``failed`` why it did not come to its end, ``stopped`` that somebody stopped it.

    The work itself notes the file in the library. Locked meanwhile, what is left waits until that is open again:
    the list is made anew where it can be, and the keeper tells what came of it. A half that was taken in is whole in
    itself, and the file can be taken in again.
    """

    moved = Signal(int)
    done = Signal(str)
    failed = Signal(str)
    stopped = Signal(str)

    def __init__(self, keeper: Keeper, folder: Path, stepwise: Stepwise, parent: QObject) -> None:
        super().__init__(parent)
        self._keeper, self._folder, self._stepwise = keeper, folder, stepwise
        self._chosen: Chosen | None = None
        self._locks, self._taken_in, self._taken = 0, False, Taken(0)
        self._waiting: Callable[[], None] | None = None
        self._beside = Beside(self)
        self._beside.moved.connect(self.moved)
        self._beside.finished.connect(self._finished)
        self._beside.failed.connect(self._refused)
        self._beside.stopped.connect(self._was_stopped)
        stepwise.failed.connect(self._not_renewed)
        keeper.state_changed.connect(self._state_changed)

    @property
    def is_working(self) -> bool:
        """Whether it is on its way, or waits for the library to be open again."""
        return self._beside.is_working or self._stepwise.is_working or self._waiting is not None

    def begin(self, chosen: Chosen) -> None:
        """Begin the change: into the open library, or by bringing one back where none is open."""
        library = self._keeper.library
        self._chosen, self._locks, self._taken_in = chosen, library.locks, self._keeper.is_open
        told = chosen.path, self._keeper.author, library.now()
        note = partial(note_taken_in, *told)
        self._keeper.is_restoring = True
        if self._taken_in:
            work = partial(take_in_beside, library.opened, chosen.sealed, chosen.key, note)
            self._beside.start(partial(work, begun=partial(note_begun, *told)))
        else:
            self._beside.start(partial(bring_back, self._folder, chosen.sealed, chosen.key, note))

    def stop(self) -> None:
        """Have it stop where a batch is whole."""
        self._beside.stop()

    @property
    def _is_overtaken(self) -> bool:
        return self._keeper.library.locks != self._locks

    def _state_changed(self) -> None:
        if not self._keeper.is_open:
            if self._stepwise.is_working:
                # What the list shows is made anew by whoever opens the library.
                self._stepwise.stop()
        elif self._waiting is not None:
            waiting, self._waiting = self._waiting, None
            waiting()

    def _once_open(self, then: Callable[[], None]) -> None:
        """Do the last of it now, or once the library is open again.

        What was brought back where none was open waits for nothing: there one unlocks, and a refusal leads back.
        """
        if self._taken_in and self._is_overtaken and not self._keeper.is_open:
            self._waiting = partial(self._try, then)
        else:
            self._try(then)

    def _try(self, then: Callable[[], None]) -> None:
        try:
            then()
        except StoreError as error:
            self._tell_end("failed", str(error))

    def _finished(self, result: object) -> None:
        self._keeper.is_restoring = False
        if not isinstance(result, Taken):
            return
        self._taken = result
        if self._taken_in:
            self._once_open(self._took_in)
        elif self._is_overtaken:
            self._once_open(partial(self._brought_back, _BROUGHT_LOCKED))
        else:
            self._try(self._open_with)

    def _open_with(self) -> None:
        if self._chosen is not None:
            self._keeper.library.open_with(self._chosen.key)
            self._locks = self._keeper.library.locks
            self._brought_back(_BROUGHT)

    def _took_in(self) -> None:
        if self._keeper.can_keep:
            many, steps = renewing(self._keeper.library.kept)
            self._stepwise.work(f"Looking through {many:,} plans", steps, many, self._renewed)
        else:
            # Another window has the library by now, and makes the list anew.
            self._tell_taken_in()

    def _renewed(self) -> None:
        # It may have been locked while the list was made anew.
        self._once_open(self._tell_taken_in)

    def _not_renewed(self, sentence: str) -> None:
        self._once_open(partial(self._tell_taken_in, sentence))

    def _tell_taken_in(self, unlisted: str = "") -> None:
        self._tell_plans()
        gone = 0 if self._chosen is None else len(self._chosen.erases)
        told = done_by(self._taken.added, gone)
        self._done(*told, *beside_each_other(self._keeper.library.kept.store), unlisted)

    def _brought_back(self, told: str) -> None:
        aside = self._taken.aside
        self._done(told, f"The damaged one lies in {one_line(str(aside))}." if aside else "")

    def _done(self, *told: str) -> None:
        unnoted = f"{_UNNOTED} {self._taken.unnoted}" if self._taken.unnoted else ""
        self._end("done", " ".join(filter(None, (*told, unnoted))))

    def _refused(self, sentence: str) -> None:
        self._keeper.is_restoring = False
        self._once_open(partial(self._tell_end, "failed", sentence))

    def _was_stopped(self) -> None:
        self._keeper.is_restoring = False
        self._once_open(partial(self._tell_end, "stopped", _STOPPED))

    def _tell_end(self, how: str, sentence: str) -> None:
        self._tell_plans()
        self._end(how, sentence)

    def _tell_plans(self) -> None:
        """Tell of what was taken in, before the end too: of plans that the file erased no draft stays."""
        if self._taken_in and self._chosen is not None and self._keeper.is_open:
            if self._chosen.erases:
                self._keeper.library.tell_plans(self._chosen.erases)
            self._keeper.library.tell_plans()

    def _end(self, how: str, sentence: str) -> None:
        self._chosen = None
        getattr(self, how).emit(sentence)
        if self._is_overtaken:
            not_done = "" if how == "done" else " It did not come to its end."
            self._keeper.tell(f"{_OVERTAKEN}{not_done} {sentence}")
