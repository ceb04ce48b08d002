"""The plan that a visit follows on: its last revision as it is computed, and the visits so far."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING, NamedTuple

from ldn_desktop.decoding.strict import FileError
from ldn_desktop.domain.phase import days_after
from ldn_desktop.domain.plan_limits import CourseError
from ldn_desktop.domain.regimen import Regimen, derive
from ldn_desktop.library.bodies import Newer, Revision, Visit
from ldn_desktop.workspace.adjusting import waiting
from ldn_desktop.workspace.plan_rows import plan_in

if TYPE_CHECKING:
    from ldn_desktop.domain.plan import Plan
    from ldn_desktop.library.records import Record
    from ldn_desktop.workspace.kept_plans import KeptPlans
    from ldn_desktop.workspace.knowledge import Knowledge

GO_ON, RESUME = "go-on", "resume"


class VisitError(ValueError):
    """Why no visit can be recorded of a plan; the message is one sentence for the person."""


class Followed(NamedTuple):
    """The plan as it stands before a visit: its last revision, computed, the visits so far, the last number used."""

    subject: str
    head: Record
    regimen: Regimen
    visits: tuple[Visit, ...]
    taken: int

    @property
    def plan(self) -> Plan:
        """The plan of that revision."""
        return self.regimen.plan

    @property
    def last(self) -> Visit | None:
        """The last visit."""
        return self.visits[-1] if self.visits else None

    @property
    def earliest(self) -> date:
        """The first day that a visit may have: that of the last visit, and of the last change that was noted."""
        noted = [change.noted_on for change in self.plan.adjustments if change.noted_on is not None]
        return max([*noted, *(visit.on for visit in self.visits)], default=date.min)

    @property
    def since(self) -> date:
        """The day from which doses are counted: that of the last visit, else of the first dose."""
        return self.last.on if self.last else self.regimen.first_dose

    @property
    def offered(self) -> tuple[str, ...]:
        """The decisions that can be made: to take it again follows a pause without an end alone."""
        told = (GO_ON, "hold", "step-back", "pause", "settle", "stop", "times", "formulations")
        return told if waiting(self.plan.adjustments) is None else (GO_ON, RESUME, "stop")

    def doses_due(self, on: date) -> int:
        """Return how many doses were due from ``since`` on and before a day."""
        if on <= self.since:
            return 0
        last = days_after(on, -1)
        return sum(
            len(step.phase.dose_days().between(self.since, last)) * len(step.takes)
            for step in self.regimen.steps
        )


def followed(kept: KeptPlans, subject: str, knowledge: Knowledge, today: date) -> Followed:
    """Return the plan that a visit follows on.

    Refused (``VisitError``): a plan that is erased or deleted, that has several revisions beside each other, or none
    that can be read. Refused (``LibraryError``) by the library.
    """
    told = kept.history(subject)
    if not told.records:
        raise VisitError("This plan is not in the library any more: it was erased for good.")
    if told.gone or told.head is None:
        raise VisitError(f"{plan_in(told)} was deleted: bring it back first, in its history.")
    if told.concurrent:
        raise VisitError(
            f"{plan_in(told)} has two revisions that were made beside each other: settle in its history which one "
            "stands, then record the visit."
        )
    if isinstance(told.head.body, Newer):
        raise VisitError(
            f"{plan_in(told)} was written by a newer version of the program; update the program."
        )
    try:
        plan = kept.plan_of(told.head)
        regimen = derive(plan, knowledge.rules, today)
    except (FileError, CourseError) as error:
        raise VisitError(f"{plan_in(told)} cannot be read: {error}") from error
    numbers = [r.body.number for r in told.records if isinstance(r.body, Revision)]
    return Followed(subject, told.head, regimen, told.visits, max(numbers))
