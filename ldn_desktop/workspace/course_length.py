"""How long a course titrates and keeps its last dose, in months where it was made in months."""

from __future__ import annotations

from datetime import timedelta
from typing import TYPE_CHECKING, NamedTuple

from ldn_desktop.domain.basis import Months, months_later
from ldn_desktop.domain.phase import MAINTENANCE, Course
from ldn_desktop.reference.words.english import counted

if TYPE_CHECKING:
    from datetime import date

    from ldn_desktop.domain.plan import Plan
    from ldn_desktop.domain.regimen import Regimen


class Length(NamedTuple):
    """A number of days, which are ``months`` calendar months where it was made so, else 0."""

    days: int
    months: int = 0

    @property
    def words(self) -> str:
        """Say it: *2 months*, *28 days*."""
        return counted(self.months, "month") if self.months else counted(self.days, "day")


class CourseLength(NamedTuple):
    """How long the course lasts until maintenance, and how long that is kept, pauses and all."""

    rising: Length
    kept: Length


def course_length(regimen: Regimen) -> CourseLength:
    """Return both lengths; what a change made longer or shorter than its months is told in days."""
    begins = _maintenance_from(regimen.course)
    kept = (regimen.ends - begins).days + 1 if begins is not None else 0
    rising = (regimen.ends - regimen.first).days + 1 - kept
    before, last = _months_of(regimen.plan)
    if begins is None:
        return CourseLength(_length(rising, regimen.first, before + last, regimen.ends), Length(0))
    # Months count from one anchor: the first day where the steps before are in months, else the day after them.
    anchor, past = (regimen.first, before) if before else (begins, 0)
    months = last if _length(kept, anchor, past + last, regimen.ends).months else 0
    up = _length(rising, regimen.first, before, begins - timedelta(days=1)) if rising else Length(0)
    return CourseLength(up, Length(kept, months))


def _maintenance_from(course: Course) -> date | None:
    """Return the first day from which on nothing is taken but the maintenance dose, pauses between."""
    begins = None
    for phase in course:
        if phase.kind == MAINTENANCE:
            begins = begins or phase.first
        elif phase.dose_ng:
            begins = None
    return begins


def _months_of(plan: Plan) -> tuple[int, int]:
    """Return the months of all rungs before the last, and those of the last; 0 for what is in days."""
    every, last = (plan.basis.every, plan.basis.last) if plan.basis else (0, 0)
    before = every.months * (len(plan.ladder) - 1) if isinstance(every, Months) else 0
    return before, last.months if isinstance(last, Months) else 0


def _length(days: int, anchor: date, months: int, ends: date) -> Length:
    """Return days that end on a day as so many months from an anchor, where they are."""
    try:
        whole = bool(months) and months_later(anchor, months) - timedelta(days=1) == ends
    except OverflowError:
        whole = False
    return Length(days, months if whole else 0)
