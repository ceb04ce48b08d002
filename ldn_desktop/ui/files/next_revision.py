"""What a revision that is kept next follows on, and which number it has; asked where something unseen stands."""

from __future__ import annotations

from dataclasses import replace
from typing import NamedTuple

from PySide6.QtCore import QObject, Signal
from PySide6.QtWidgets import QWidget

from ldn_desktop.decoding.strict import FileError
from ldn_desktop.library.history import History
from ldn_desktop.library.records import Record, new_subject
from ldn_desktop.storage.files import StoreError
from ldn_desktop.ui.files.kept_notices import KeptNotices
from ldn_desktop.ui.files.questions import ask
from ldn_desktop.ui.keeper import Keeper
from ldn_desktop.workspace.library_place import (
    InLibrary,
    last_number,
    last_numbered,
    standing_words,
    subject_of,
)
from ldn_desktop.workspace.session import Session


class Step(NamedTuple):
    """The place where a plan is kept next, what was there before, and what the revision follows on.

    ``stands`` tells that there is nothing new to keep.
    """

    place: InLibrary
    told: History
    follows: tuple[Record, ...]
    stands: bool


class NextRevision(QObject):
    """Finds it for the open plan; ``failed`` says why there is none."""

    failed = Signal(str)

    def __init__(self, session: Session, keeper: Keeper, notices: KeptNotices, window: QWidget) -> None:
        super().__init__(notices)
        self._session, self._keeper, self._notices, self._window = session, keeper, notices, window

    def next_step(self, before: Step | None = None) -> Step | None:
        """Ask where something stands in the library that was not seen; ``None`` where the plan is not kept.

        What was asked ``before`` is asked again only where something else stands by now.
        """
        if not self._is_writable():
            return None
        origin = self._session.origin
        try:
            if not isinstance(origin, InLibrary):
                kept, plan = self._keeper.library.kept, self._session.draft.plan
                subject = subject_of(kept, plan.id) or new_subject()
                origin = replace(InLibrary(self._keeper.library, subject), owner=self._session.origin.owner)
            told = origin.history()
            if before is not None and before.place.history() == before.told:
                return before
            if told.gone:
                self._notices.tell_deleted()
                return None
            return self._asked(origin, told)
        except (StoreError, FileError) as error:
            self.failed.emit(f"Not saved. {error}")
            return None

    def take_number(self, told: History) -> None:
        """Give what is kept a number of its own, above all that there ever were of the plan."""
        last, number = last_numbered(told), last_number(told)
        if last is not None and self._session.draft.plan.revision <= number:
            self._session.replacing(self._keeper.library.kept.plan_of(last))
            if self._session.draft.plan.revision <= number:
                self._session.take_next_number()

    def _asked(self, place: InLibrary, told: History) -> Step | None:
        draft, follows, others = self._session.draft, place.followed(told), place.others(told)
        alone = len(told.heads) == 1
        same = alone and self._keeper.library.kept.plan_of(told.heads[0]) == draft.plan
        if others and not same:
            answers = {"Ignore": "Keep both"} if follows else {}
            answer = ask(
                self._window,
                "Another revision stands",
                f"What stands in the library is not what was opened here: {standing_words(others)}.",
                answers | {"Save": "Mine follows on it"},
                "Cancel",
                "Nothing that stands there is lost, whatever you choose."
                + (" Both are shown beside each other until somebody settles it." if follows else ""),
            )
            if answer == "Cancel":
                return None
            follows = (*follows, *others) if answer == "Save" else follows
        # Revisions beside each other stay as they are until there is something new, or it is said which stands.
        unchanged = bool(place.known) and not others and not self._session.modified
        return Step(place, told, follows, same or unchanged)

    def _is_writable(self) -> bool:
        """Say why nothing can be kept now, and what can be done instead."""
        if not self._keeper.is_open:
            self._notices.tell_locked()
        elif why := self._keeper.library.why_read_only:
            self._notices.tell_read_only(why)
        return self._keeper.can_keep
