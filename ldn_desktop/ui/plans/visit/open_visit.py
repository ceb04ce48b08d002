"""The visit that is open: sealed a moment after it changes, in step with the library, and accepted once."""

from __future__ import annotations

from contextlib import suppress
from dataclasses import replace
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, QTimer, Signal

from ldn_desktop.decoding.strict import FileError
from ldn_desktop.domain.plan import Override
from ldn_desktop.library.errors import LibraryError
from ldn_desktop.storage.given_out import GivenOut
from ldn_desktop.workspace.clock import local_today
from ldn_desktop.workspace.draft import Typed
from ldn_desktop.workspace.followed import VisitError
from ldn_desktop.workspace.visit_desk import VisitDesk
from ldn_desktop.workspace.visit_draft import REASON
from ldn_desktop.workspace.visiting import OvertakenError

if TYPE_CHECKING:
    from ldn_desktop.ui.widgets.place_page import Supplies
    from ldn_desktop.workspace.visit_draft import VisitDraft
    from ldn_desktop.workspace.visiting import Outcome

_KEEP_MS = 1_000
"""From the first change that is not sealed yet to the next draft: with the writing, at most two seconds are lost."""


class OpenVisit(QObject):
    """``changed`` tells that something else stands there, ``revised`` that the plan has another revision meanwhile.

    ``overtaken`` says so where the visit was to be kept, ``ended`` why the plan takes no visit any more, ``failed``
    what was not done.
    """

    changed = Signal()
    revised = Signal()
    overtaken = Signal(str)
    ended = Signal(str)
    failed = Signal(str)

    def __init__(self, supplies: Supplies, parent: QObject) -> None:
        super().__init__(parent)
        self._supplies, self._keeper = supplies, supplies.keeper
        self._desk: VisitDesk | None = None
        self._accepting = self._locked = False
        self._timer = QTimer(self, singleShot=True, interval=_KEEP_MS)
        self._timer.timeout.connect(self.seal)
        self._keeper.plans_changed.connect(self._plans_changed)
        self._keeper.closing.connect(self.seal)
        self._keeper.state_changed.connect(self._note_lock)

    @property
    def desk(self) -> VisitDesk | None:
        """The visit; ``None`` before one is begun and after it was kept."""
        return self._desk

    def begin(self, subject: str) -> VisitDesk:
        """Begin with a plan's visit, and the draft that was kept of it. Refused (``LibraryError``): by the library."""
        self.seal()
        self._locked = False
        try:
            self._desk = VisitDesk(
                subject,
                self._keeper.library,
                self._supplies.knowledge,
                GivenOut(self._supplies.folders.given_out_file),
                local_today,
                self._keeper.author,
            )
        except VisitError as error:
            raise LibraryError(str(error)) from error
        return self._desk

    def resume(self) -> bool:
        """Look at the visit anew; tell whether it goes on: after a lock it does, with its undo, if nobody wrote in it.

        Refused (``LibraryError``): by the library that is open again.
        """
        if not self._locked:
            self.follow()
            return True
        desk, self._desk, self._locked = self._desk, None, False
        try:
            self._desk = None if desk is None else desk.resumed()
        except VisitError as error:
            raise LibraryError(str(error)) from error
        self._written()
        return self._desk is not None

    def seal(self) -> None:
        """Keep the draft sealed now; what stands in the way is told."""
        self._timer.stop()
        if self._desk is None or not self._keeper.is_open:
            return
        try:
            self._desk.seal()
        except LibraryError as error:
            self.failed.emit(str(error))

    def put(self, draft: VisitDraft, label: str, typing: str = "") -> None:
        """Take another draft."""
        if self._desk is not None:
            self._desk.put(draft, label, typing)
            self._written()

    def overrule(self, code: str, reason: str) -> None:
        """Overrule what a finding holds back for a reason, or take that back where it is empty."""
        if self._desk is not None:
            draft = self._desk.draft
            kept = tuple(entry for entry in draft.overrides if entry.code != code)
            added = (Override(code, reason),) if reason else ()
            draft = draft.with_typed(Typed(f"{REASON}{code}", "", ""))
            self.put(replace(draft, overrides=(*kept, *added)), "an override")

    def type_reason(self, entry: Typed) -> None:
        """Keep the reason for an override as far as it is typed."""
        if self._desk is not None:
            self.put(self._desk.draft.with_typed(entry), "an override", entry.field)

    def end_typing(self) -> None:
        """Say that what is typed next is an undo step of its own."""
        if self._desk is not None:
            self._desk.end_typing()

    def undo(self) -> None:
        """Take the last step back."""
        if self._desk is not None:
            self._desk.undo()
            self._written()

    def redo(self) -> None:
        """Do the step taken back last again."""
        if self._desk is not None:
            self._desk.redo()
            self._written()

    def discard(self) -> None:
        """Begin the visit anew; undo brings back what was written."""
        if self._desk is None:
            return
        try:
            self._desk.discard()
        except LibraryError as error:
            self.failed.emit(str(error))
        self.changed.emit()

    def follow(self) -> None:
        """Look whether the plan has another revision, or the day is another."""
        if self._desk is None or self._locked:
            return
        try:
            if self._desk.follow():
                self.revised.emit()
        except VisitError as error:
            self._end(error)
        except (LibraryError, FileError) as error:
            self.failed.emit(str(error))
        else:
            self.changed.emit()

    def accept(self) -> Outcome | None:
        """Keep the visit and what it makes, and return that; ``None`` where it was not done."""
        desk = self._desk
        if desk is None or not desk.ready:
            return None
        made = desk.outcome
        self._accepting = True
        try:
            desk.accept()
        except OvertakenError as error:
            self.overtaken.emit(str(error))
            self.changed.emit()
        except VisitError as error:
            self._end(error)
        except (LibraryError, FileError) as error:
            self.failed.emit(str(error))
        else:
            self._timer.stop()
            self._desk = None
            return made
        finally:
            self._accepting = False
        return None

    def _note_lock(self) -> None:
        """Take up what is seen by nobody now, too: it is sealed later, and goes where its plan is erased."""
        if not self._keeper.is_open:
            self._locked = True
        elif self._locked:
            with suppress(LibraryError):
                self.resume()

    def _written(self) -> None:
        if self._desk is not None and self._desk.unsealed and not self._timer.isActive():
            self._timer.start()
        self.changed.emit()

    def _end(self, error: VisitError) -> None:
        """Let go of the visit of a plan that takes none any more; its draft stays, but that of an erased plan."""
        desk, self._desk = self._desk, None
        self._timer.stop()
        self.ended.emit(str(error))
        try:
            if desk is not None and self._keeper.library.kept.store.of(desk.subject):
                desk.seal()
        except LibraryError as refused:
            self.failed.emit(str(refused))

    def _plans_changed(self, subjects: tuple[str, ...]) -> None:
        desk = self._desk
        if desk is not None and not self._accepting and (not subjects or desk.subject in subjects):
            self.follow()
