"""Drafts: kept while a plan is edited, all of them offered again after a crash."""

from __future__ import annotations

from collections.abc import Callable
from contextlib import suppress
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple

from PySide6.QtCore import QObject
from PySide6.QtWidgets import QWidget

from ldn_desktop.decoding.strict import FileError
from ldn_desktop.domain.plan_limits import CourseError
from ldn_desktop.reference.words.english import counted, full_date
from ldn_desktop.storage.draft_key import where_the_key_is
from ldn_desktop.storage.file_names import one_line
from ldn_desktop.storage.files import StoreError
from ldn_desktop.ui import PLANS
from ldn_desktop.ui.bridge import Bridge
from ldn_desktop.ui.files.autosave import Autosave
from ldn_desktop.ui.files.plan_files import PlanFiles
from ldn_desktop.ui.keeper import Keeper
from ldn_desktop.ui.widgets.notices import Notices
from ldn_desktop.workspace.draft import Draft
from ldn_desktop.workspace.knowledge import Knowledge
from ldn_desktop.workspace.origin import origin_at
from ldn_desktop.workspace.plan_library import State
from ldn_desktop.workspace.session import ShowError

if TYPE_CHECKING:
    from ldn_desktop.storage.drafts import RecoveredDraft
    from ldn_desktop.ui.widgets.messages import MessageBar

_ID = "draft"


class _Offer(NamedTuple):
    """What one bar offers: the drafts it is about, in words, and the one that it opens."""

    ids: tuple[str, ...]
    message: str
    found: RecoveredDraft | None = None
    draft: Draft | None = None


class Recovery(QObject):
    """Keeps the draft of the open plan and offers those that were left behind; ``files`` asks before one is opened.

    ``need`` loads the letters of a name.
    """

    def __init__(
        self,
        bridge: Bridge,
        knowledge: Knowledge,
        notices: Notices,
        files: PlanFiles,
        keeper: Keeper,
        drafts: Path,
        need: Callable[..., None],
        parent: QObject,
    ) -> None:
        super().__init__(parent)
        self._bridge, self._knowledge, self._notices, self._files = bridge, knowledge, notices, files
        self._need = need
        self._keeper = keeper
        self._autosave = Autosave(bridge.session, keeper.library, drafts, self)
        self._autosave.unavailable.connect(self._unavailable)
        bridge.changed.connect(self._autosave.note_change)
        self._store = self._autosave.store
        self._offers: dict[str, _Offer] = {}
        self._waiting: MessageBar | None = None
        self._waited = self._offered = False
        keeper.state_changed.connect(self._state_changed)

    def offer(self) -> None:
        """Offer every draft that was left behind, the latest first; tell of those that cannot be opened.

        With a library they are offered once it is open: they name patients.
        """
        if self._keeper.library.state is State.LOCKED:
            self._offer_later()
            return
        self._offered = True
        sealed: list[str] = []
        for found in self._store.recoverable():
            try:
                draft = self._read(found.data)
            except FileError:
                # A newer version of the program wrote it.
                sealed.append(found.id)
                continue
            kept = found.saved_at.astimezone()
            whose = one_line(draft.plan.patient.name).strip() or "a plan without a name"
            self._need(whose)
            began = f", from {full_date(draft.plan.start_date)}" if draft.plan.ladder else ", unfinished"
            when = f"{full_date(kept.date())}, {kept:%H:%M}"
            # A program that was closed while it was locked left one too, and ended as it should.
            why = "" if self._waited else "The program ended unexpectedly. "
            message = f"{why}An unsaved draft was kept: {whose}{began}; kept {when}."
            self._ask(_Offer((found.id,), message, found, draft))
        sealed += self._store.sealed
        if sealed:
            message = (
                f"{counted(len(sealed), 'draft')} of an earlier start cannot be opened now: made by a newer version of "
                f"the program, or the key is not at hand ({where_the_key_is()})."
            )
            self._ask(_Offer(tuple(sealed), message))

    def _offer_later(self) -> None:
        self._waited = True
        if self._store.recoverable() or self._store.sealed:
            self._waiting = self._notices.offer(
                "An unsaved draft was kept when the program ended. Unlock the library to open it.",
                [("unlock", "Unlock…", True), ("later", "Not now", False)],
            )
            self._waiting.action_triggered.connect(self._unlock_wanted)

    def _unlock_wanted(self, answer: str) -> None:
        self._waiting = None
        if answer == "unlock":
            self._files.place_wanted.emit(PLANS)

    def _state_changed(self) -> None:
        if not self._keeper.is_open:
            return
        # The library's key seals it from now on.
        self.keep()
        if not self._offered:
            if self._waiting is not None:
                self._notices.take(self._waiting)
                self._waiting = None
            self.offer()

    def keep(self) -> bool:
        """Keep what is open as it now is; tell whether that was done."""
        return self._autosave.keep()

    def end(self) -> None:
        """Forget the draft: the window closes as it should."""
        self._autosave.end()

    def leave(self) -> None:
        """Leave the draft where it is, to be offered at the next start."""
        self._autosave.leave()

    def _read(self, data: bytes) -> Draft:
        from ldn_desktop.exchange.plan_reader import read_plan
        from ldn_desktop.workspace.draft_file import read_draft

        vocabulary = self._knowledge.vocabulary
        try:
            return read_draft(data, vocabulary)
        except FileError:
            # An earlier version of the program kept the plan alone.
            return self._knowledge.offers.draft_of(read_plan(data, vocabulary, complete=False))

    def _ask(self, offer: _Offer) -> None:
        actions = [("recover", "Open the draft", True)] if offer.draft is not None else []
        if offer.draft is None:
            actions.append(("later", "Keep it" if len(offer.ids) == 1 else "Keep them", True))
        actions.append(("decline", "Discard it" if len(offer.ids) == 1 else "Discard them", False))
        self._put(offer, offer.message, actions)

    def _put(self, offer: _Offer, message: str, actions: list[tuple[str, str, bool]]) -> None:
        bar = self._notices.offer(message, actions)
        bar.setProperty(_ID, offer.ids[0])
        self._offers[offer.ids[0]] = offer
        bar.action_triggered.connect(self._answered)

    def _answered(self, answer: str) -> None:
        bar = self.sender()
        offer = self._offers.get(str(bar.property(_ID))) if isinstance(bar, QWidget) else None
        if offer is None:
            return
        match answer:
            case "recover":
                self._recover(offer)
            case "decline":
                self._decline(offer)
            case "undo":
                self._move(offer, "bring_back")
                self._ask(offer)

    def _recover(self, offer: _Offer) -> None:
        if offer.draft is None or offer.found is None:
            return
        if not self._files.may_leave():
            self._ask(offer)
            return
        found = offer.found
        try:
            place = origin_at(found.origin or "", found.known, self._files.keeping.place_at)
            self._bridge.session.recover(offer.draft, place)
        except (ShowError, CourseError):
            self._notices.tell_failure(
                "The draft could not be shown. It is kept, and the plan before it stays open."
            )
            return
        # What differs from the plan in its file is the next revision, and does not rewrite its past unseen.
        held = self._files.whose.held()
        if held is not None and held.id == offer.draft.plan.id:
            self._bridge.session.found_in_file(held)
        # Only once this window keeps it.
        if self._autosave.keep():
            with suppress(StoreError):
                self._store.forget(found.id)
        self._files.opening.tell_what_was_read(found.data, offer.draft.plan)

    def _decline(self, offer: _Offer) -> None:
        if self._move(offer, "set_aside"):
            self._put(offer, "Discarded.", [("undo", "Undo", False), ("close", "Close", False)])

    def _move(self, offer: _Offer, how: str) -> bool:
        try:
            for name in offer.ids:
                (self._store.set_aside if how == "set_aside" else self._store.bring_back)(name)
        except StoreError as error:
            self._notices.tell_failure(str(error))
            return False
        return True

    def _unavailable(self) -> None:
        # Beside whatever is told of a save, not in its place.
        self._notices.offer(
            "Drafts cannot be kept on this computer, so save your plan often.", [("close", "Close", False)]
        )
