"""The open plan: its draft, the view computed from it, undo and redo, and whether it is saved."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import replace
from datetime import date
from typing import TYPE_CHECKING

from ldn_desktop.domain.plan_limits import CourseError
from ldn_desktop.storage.given_out import GivenOut, NumberTakenError
from ldn_desktop.workspace.derived import Derived
from ldn_desktop.workspace.intents import Enter
from ldn_desktop.workspace.numbers import numbers_of
from ldn_desktop.workspace.origin import Origin, Unsaved
from ldn_desktop.workspace.rejected import RejectedError
from ldn_desktop.workspace.saved_past import SavedPast
from ldn_desktop.workspace.undo import Steps, Undoable

if TYPE_CHECKING:
    from ldn_desktop.domain.difference import Rewrite
    from ldn_desktop.domain.plan import Plan
    from ldn_desktop.domain.regimen import Regimen
    from ldn_desktop.domain.rules import Rules
    from ldn_desktop.workspace.draft import Draft, Typed
    from ldn_desktop.workspace.intents import Intent
    from ldn_desktop.workspace.owner import Owner


class ShowError(RejectedError):
    """A listener could not show what the plan became; the plan is again what it was before, and shown so."""


class Session(Undoable["Draft"]):
    """Holds one open plan and tells its listeners after every change.

    A change is one act: a listener that cannot show it raises ``ShowError``, and it is taken back as a whole.

    The view is recomputed whole at every change of the plan; ``rules`` are asked for when there is first something to
    compute. One intent is one undo step; intents with the same ``typing`` key that follow each other without a break
    are one step together. Whether papers and files may be made is asked of the session alone. ``given_out`` remembers
    the numbers of plans for all windows, and beyond them.
    """

    def __init__(
        self,
        draft: Draft,
        rules: Callable[[], Rules],
        today: Callable[[], date],
        given_out: GivenOut | None = None,
    ) -> None:
        self._derived = Derived(rules, today)
        self._listeners: list[Callable[[], None]] = []
        self._given_out = given_out or GivenOut()
        self._numbers = numbers_of(draft, self._given_out)
        super().__init__(self._numbers.revised(draft))
        self._saved: Draft | None = draft
        self._origin: Origin = Unsaved()
        self._openings = 0
        self._past = SavedPast()
        self._regimen = self._derived.of(self._draft.plan)

    @property
    def openings(self) -> int:
        """How many plans have been put in the place of another.

        What was typed for the one before is not for this one.
        """
        return self._openings

    @property
    def regimen(self) -> Regimen | None:
        """Everything computed from the plan; ``None`` while it lacks a ladder or products."""
        return self._regimen

    @property
    def origin(self) -> Origin:
        """Where the plan was opened from or saved to."""
        return self._origin

    @property
    def saved_plan(self) -> Plan | None:
        """The plan as it was last saved or opened; ``None`` where what is open was recovered and never saved since."""
        return self._saved.plan if self._saved else None

    @property
    def unread(self) -> tuple[Typed, ...]:
        """What in the form is wrong, incomplete or not read: while there is any, no paper and no plan file is made."""
        return self._draft.unread

    @property
    def complete(self) -> bool:
        """Tell whether there is a plan with all that the form says, and the past as its file does."""
        return self._regimen is not None and not (self.unread or self.rewrites)

    @property
    def rewrites(self) -> tuple[Rewrite, ...]:
        """The days that have passed on which the plan says something else than its file: while there are any, no paper.

        None once somebody has said that the file was wrong, until they become others.
        """
        return self._past.rewrites

    @property
    def modified(self) -> bool:
        """Tell whether the plan, or what the form holds besides, differs from what was last saved or opened."""
        now, saved = self._draft, self._saved
        return saved is None or (now.plan, now.loose) != (saved.plan, saved.loose)

    @property
    def last_number(self) -> int:
        """The last revision of this plan that is known to stand in a file or on paper; 0 where none does."""
        return self._numbers.taken

    @property
    def later_paper(self) -> int:
        """The last revision of this plan on paper, where that is later than what is open; else 0."""
        return self._numbers.later_paper(self._draft.plan)

    @property
    def lost_number(self) -> int:
        """The revision that left on paper and that no file would hold, were the plan discarded now.

        0 where there is none.
        """
        left, saved = self._numbers.on_paper, self._saved
        return left if saved is None or not self._origin.kept or left > saved.plan.revision else 0

    def beside(self, draft: Draft) -> Session:
        """Return a session of another plan beside this one, which knows the same numbers."""
        derived = self._derived
        return Session(draft, derived.rules, derived.today, self._given_out)

    def subscribe(self, listener: Callable[[], None]) -> None:
        """Call ``listener`` after every change."""
        self._listeners.append(listener)

    def do(self, intent: Intent, label: str, typing: str = "") -> None:
        """Carry out an intent. Refused (``RejectedError``): what ``edits.apply`` refuses; nothing changes then."""
        goes_on = self._steps.goes_on(typing)
        # What the text meant while it was half typed was never meant: "1" on the way to "1 month".
        meant = self._steps.undo[-1].draft if goes_on and isinstance(intent, Enter) else self._draft
        changed = self._changed(meant, intent)
        if changed == self._draft:
            return
        with self._whole():
            self._steps = self._steps.done(self._draft, label, typing)
            self._show(self._derived.without_stale_overrides(changed, self._regimen))

    def preview(self, intent: Intent) -> Regimen | None:
        """Return what an intent would make of the plan, changing nothing. Refused (``RejectedError``): as in ``do``."""
        return self._derived.of(self._changed(self._draft, intent).plan)

    def _changed(self, draft: Draft, intent: Intent) -> Draft:
        # Loaded with the first edit: a plan that is only opened needs none.
        from ldn_desktop.workspace.edits import apply

        return apply(draft, intent, self._derived.of)

    def correct_past(self) -> None:
        """Note that the file was wrong about the days of ``rewrites``, and the plan as it stands is right."""
        self._past = self._past._replace(corrected=True)
        self._tell()

    def open(self, draft: Draft, origin: Origin) -> None:
        """Put another plan in the place of this one; the undo steps of this one go.

        Refused: what cannot be shown; a plan that takes more work than a plan may (``CourseError``).
        """
        with self._whole():
            # A revision that stands in a plan file is taken.
            self._start(replace(draft, taken=draft.taken or origin.finished), origin)
            self._tell()

    def recover(self, draft: Draft, origin: Origin) -> None:
        """Open a draft that was never saved: it counts as modified. Refused: as by ``open``."""
        with self._whole():
            self._start(draft, origin)
            self._saved = None
            self._keep(None)
            self._tell()

    def saved(self, origin: Origin, draft: Draft | None = None) -> None:
        """Note that a draft is saved: the one given, or as it stands. What was edited since counts as modified."""
        self._saved, self._origin, self._steps = draft or self._draft, origin, self._steps.settled()
        self._keep(self._saved.plan)
        if origin.finished:
            self._numbers = self._numbers.in_file(self._saved.plan, saved=True)
        self._show(self._draft)

    def owned_by(self, owner: Owner) -> None:
        """Note whose the plan is in its place."""
        self._origin = replace(self._origin, owner=owner)

    def found_in_file(self, plan: Plan) -> None:
        """Note what the file of a recovered draft holds: its days that have passed, and its revision."""
        self._keep(plan)
        self._numbers = self._numbers.in_file(plan, saved=False)
        self._step_to(self._draft)

    def replacing(self, plan: Plan) -> None:
        """Note what a file holds that is about to be replaced: whatever differs from it is its next revision."""
        self._numbers = self._numbers.with_taken(plan)
        self._step_to(self._draft)

    def ask_numbers(self) -> None:
        """Look which numbers other windows gave out meanwhile. To be called before a paper or a file is made."""
        asked = self._numbers.asked_again()
        if asked != self._numbers:
            self._numbers = asked
            self._step_to(self._draft)

    def stands_for(self, number: int) -> str:
        """Return for what a revision of this plan is known to stand: ``paper``, ``file``, or nothing that is known."""
        known = self._numbers.given_out.known(self._numbers.name).get(number)
        return "" if known is None else "paper" if known else "file"

    def take_next_number(self) -> None:
        """Make what is open the next revision, though it is known by an earlier number."""
        self._numbers = self._numbers._replace(owner=None)
        self._step_to(self._draft)

    @contextmanager
    def giving_out(self, plan: Plan) -> Iterator[None]:
        """Have a paper of a plan leave within: from then on it is known by its number.

        Refused (``NumberTakenError``): a number that another window gave out, or saved, meanwhile; what is open has the
        next then. What does not leave after all (``StoreError``) takes no number.
        """
        self.ask_numbers()
        numbers = self._numbers
        try:
            with numbers.giving_out(plan):
                yield
        except NumberTakenError:
            self.ask_numbers()
            raise
        if self._numbers.name == numbers.name:
            self._numbers = self._numbers.left(plan)
            self._step_to(self._draft)

    @property
    def today(self) -> date:
        """The day on which everything is shown."""
        return self._derived.today()

    def refresh(self) -> None:
        """Compute the view again, for the day may have changed."""
        self._regimen = self._derived.of(self._draft.plan)
        self._compare()
        self._tell()

    def _start(self, draft: Draft, origin: Origin) -> None:
        self._openings += 1
        self._numbers = numbers_of(draft, self._given_out)
        # What the file says stays known: a number that is another's makes the plan one that is not saved.
        self._draft, self._saved, self._origin = self._numbers.revised(draft), draft, origin
        self._steps = Steps()
        self._regimen = self._derived.of(self._draft.plan)
        self._keep(draft.plan)

    def _keep(self, plan: Plan | None) -> None:
        """Take a plan for what the file holds."""
        try:
            kept = self._derived.of(plan) if plan and self._origin.kept else None
        except CourseError:
            kept = None
        self._past = SavedPast(kept.steps if kept else ())
        self._compare()

    def _compare(self) -> None:
        self._past = self._past.beside(self._regimen, self._derived.today())

    @contextmanager
    def _whole(self) -> Iterator[None]:
        """Put everything back where a change fails half-way, and tell so, for some listeners may show it already."""
        before = vars(self).copy()
        try:
            yield
        except Exception:
            # Another plan was in the place of this one, if for a moment: what was typed for it is not for this one.
            vars(self).update(before | {"_openings": self._openings})
            self._tell()
            raise

    def _show(self, draft: Draft) -> None:
        draft = self._numbers.revised(draft)
        if draft.plan != self._draft.plan:
            # Computed first: should that fail, the session stays as it was.
            self._regimen = self._derived.of(draft.plan)
        self._draft = draft
        self._compare()
        self._tell()

    def _tell(self) -> None:
        for listener in tuple(self._listeners):
            listener()
