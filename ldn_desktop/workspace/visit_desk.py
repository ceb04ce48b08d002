"""The visit that is open: its draft with undo and redo, what it makes of the plan, and the draft kept meanwhile."""

from __future__ import annotations

from contextlib import suppress
from dataclasses import replace
from typing import TYPE_CHECKING

from ldn_desktop.decoding.strict import FileError
from ldn_desktop.domain.plan_limits import CourseError
from ldn_desktop.domain.regimen import derive
from ldn_desktop.library.errors import LibraryError
from ldn_desktop.library.history import next_named
from ldn_desktop.workspace.followed import followed
from ldn_desktop.workspace.rejected import no_course
from ldn_desktop.workspace.undo import Steps, Undoable
from ldn_desktop.workspace.visit_draft import VisitDraft, begun, rebased
from ldn_desktop.workspace.visit_file import read_visit, write_visit
from ldn_desktop.workspace.visiting import OvertakenError, as_kept, keep, outcome

if TYPE_CHECKING:
    from collections.abc import Callable
    from datetime import date

    from ldn_desktop.domain.finding import Finding
    from ldn_desktop.domain.regimen import Regimen
    from ldn_desktop.library.records import Record
    from ldn_desktop.storage.given_out import GivenOut
    from ldn_desktop.workspace.followed import Followed
    from ldn_desktop.workspace.intents import SetAdjustments
    from ldn_desktop.workspace.knowledge import Knowledge
    from ldn_desktop.workspace.plan_library import PlanLibrary
    from ldn_desktop.workspace.visit_file import Found
    from ldn_desktop.workspace.visiting import Outcome


class VisitDesk(Undoable[VisitDraft]):
    """One plan's visit while it is written. Another is needed for another plan; ``resumed`` makes one after a lock.

    ``found`` tells that a draft was kept from before, ``overtaken`` that it was begun on an earlier revision;
    ``unreadable`` that what was kept is damaged, or of another program: it stays, and is set aside once something else
    is sealed. Refused (``VisitError``, ``LibraryError``): as by ``followed``.
    """

    def __init__(
        self,
        subject: str,
        library: PlanLibrary,
        knowledge: Knowledge,
        given_out: GivenOut,
        today: Callable[[], date],
        author: str,
    ) -> None:
        self._library, self._drafts = library, library.drafts
        self._knowledge, self._given_out, self._today = knowledge, given_out, today
        self._author = author
        self.following: Followed = followed(library.kept, subject, knowledge, today())
        self._begins = begun(self.following, today(), author)
        super().__init__(self._begins)
        self.found = self.overtaken = self.unreadable = False
        self._kept: VisitDraft | None = None
        self._recover()
        self.outcome: Outcome = self._outcome(self.draft)

    @property
    def subject(self) -> str:
        """The plan's subject."""
        return self.following.subject

    @property
    def why_read_only(self) -> str:
        """Why nothing can be kept; empty where it can."""
        return self._library.why_read_only

    @property
    def begun(self) -> bool:
        """Whether anything is written that would be lost."""
        return self.draft != self._begins

    @property
    def how_it_goes(self) -> bool:
        """Whether anything is written of how it goes."""
        seen = self.draft.visit
        told = (seen.tolerability, seen.scores, seen.side_effects, seen.opioid, seen.mood, seen.note)
        return any(told)

    @property
    def unsealed(self) -> bool:
        """Whether something is written that is in no sealed draft yet."""
        return self.draft != (self._kept or self._begins)

    @property
    def ready(self) -> bool:
        """Whether the visit can be kept as it stands."""
        return self.outcome.ready and not self.draft.unread and not self.why_read_only

    @property
    def next_visit(self) -> date | None:
        """The day of the next visit once this one is kept: one that names none leaves the day that was named before."""
        return next_named((*self.following.visits, self.draft.visit))

    def can_decide(self, option: str) -> bool:
        """Tell whether a way to answer a side effect can be decided now."""
        decision = "times" if option == "morning" else option.replace("_", "-")
        return decision in self.following.offered and self.following.regimen.ends >= self.draft.visit.on

    def preview(self, intent: SetAdjustments) -> Regimen | None:
        """Return what other adjustments would make of the plan. Refused (``RejectedError``): what has no course."""
        plan = replace(self.following.plan, adjustments=intent.adjustments)
        try:
            return derive(plan, self._knowledge.rules, self._today())
        except CourseError as error:
            raise no_course(error, self.following.plan, plan) from error

    def put(self, draft: VisitDraft, label: str, typing: str = "") -> None:
        """Take another draft; one with the same ``typing`` key goes on in the last step."""
        draft = self._without_stale(draft)
        if draft != self.draft:
            with self._whole():
                self._steps = self._steps.done(self.draft, label, typing)
                self._show(draft)

    def discard(self) -> None:
        """Begin anew; undo brings back what was written."""
        self.end_typing()
        self.put(self._begins, "discarding the visit")
        self.seal()

    def seal(self) -> None:
        """Keep the draft sealed, or remove it where nothing is written. Refused (``LibraryError``) by the disk."""
        if self.why_read_only or not self.unsealed:
            return
        if self.begun:
            if self.unreadable:
                self._drafts.set_aside(self.subject)
                self.unreadable = False
            self._drafts.save(self.subject, write_visit(self.draft, self.following))
            self._kept = self.draft
        else:
            self._drafts.discard(self.subject)
            self._kept = None

    def follow(self) -> bool:
        """Compute anew against the plan as it stands, and on the day that it is; tell whether it has another revision.

        Refused: as when made.
        """
        now = followed(self._library.kept, self.subject, self._knowledge, self._today())
        other = now.head.hash != self.following.head.hash
        begins = begun(now, self._today(), self._author)
        draft = self.draft if self.begun else begins
        with self._whole():
            self.following, self._begins = now, begins
            if other:
                self._steps, self._kept = Steps(), None
                draft = rebased(draft, now)
            self._show(draft)
        return other

    def resumed(self) -> VisitDesk | None:
        """Return the visit made anew from the library that is open again, with what was written here and its undo.

        ``None`` where another revision stands by now, or another draft: then what was written here is the older one.
        Refused: as when made.
        """
        now = VisitDesk(
            self.subject, self._library, self._knowledge, self._given_out, self._today, self._author
        )
        if now.following.head.hash != self.following.head.hash or now._kept != self._kept:
            return None
        if self.begun:
            now._show(self.draft)
        now._steps = self._steps
        return now

    def accept(self) -> tuple[Record, ...]:
        """Keep the visit and what it makes; its draft goes. One that the disk holds on to is known as kept.

        Refused (``OvertakenError``): another revision since, which is followed from then on; nothing was kept.
        (``VisitError``): as when made. (``LibraryError``) by the library.
        """
        try:
            records = keep(self._library.kept, self.draft, self.following, self.outcome, self._given_out)
        except OvertakenError:
            self.follow()
            raise
        self._begins = self._kept = self.draft
        if not self.unreadable:
            with suppress(LibraryError):
                self._drafts.discard(self.subject)
        return records

    def _recover(self) -> None:
        data = self._drafts.load(self.subject)
        if data is None:
            self.unreadable = self.subject in self._drafts.subjects()
            return
        try:
            found = read_visit(data, self.following, self._knowledge.vocabulary)
        except FileError:
            self.unreadable = True
            return
        if self._is_kept_already(found):
            # The program ended, or the disk refused, before the draft was let go of.
            with suppress(LibraryError):
                self._drafts.discard(self.subject)
            return
        self._draft = self._kept = found.draft
        self.found, self.overtaken = True, found.overtaken

    def _is_kept_already(self, found: Found) -> bool:
        """Tell whether the visit of a draft stands in the library, with the revision that it makes."""
        told = self._library.kept.history(self.subject)
        parents = {record.hash: record.parents for record in told.records}
        makes = found.overtaken or self._outcome(found.draft).changed
        return any(
            replace(visit, revision="") == as_kept(found.draft)
            and (found.follows in parents.get(visit.revision, ()) if visit.revision else not makes)
            for visit in self.following.visits
        )

    def _without_stale(self, draft: VisitDraft) -> VisitDraft:
        """Return a draft without the reasons for findings that it changes: they were given for others."""
        if not draft.overrides or draft.overrides != self.draft.overrides:
            return draft
        before, after = (self._found(self._outcome(replace(d, overrides=()))) for d in (self.draft, draft))
        kept = tuple(o for o in draft.overrides if before.get(o.code) == after.get(o.code))
        return replace(draft, overrides=kept)

    @staticmethod
    def _found(made: Outcome) -> dict[str, list[Finding]]:
        found: dict[str, list[Finding]] = {}
        for finding in made.after.findings:
            found.setdefault(finding.code, []).append(finding._replace(overridden=None))
        return found

    def _show(self, draft: VisitDraft) -> None:
        draft = draft.without_orphans(frozenset(product.id for product in self.following.regimen.products))
        # Computed first: should that fail, the draft stays as it was.
        self.outcome = self._outcome(draft)
        self._draft = draft

    def _outcome(self, draft: VisitDraft) -> Outcome:
        return outcome(draft, self.following, self._knowledge, self._given_out, self._today())
