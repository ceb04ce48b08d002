"""The next dose from a day on, against what one does until then: here is decided what box, paragraph and card say.

A step *waits* from the day of printing on while none of its doses lies behind and a condition stands before it.
"""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date
from typing import NamedTuple

from ldn_desktop.domain.adjustment import ChangeTimes
from ldn_desktop.domain.administration import Solved, Step
from ldn_desktop.domain.course import entered_on
from ldn_desktop.domain.ladder import AFTER_REVIEW, IF_TOLERATED, ON_DATE
from ldn_desktop.domain.phase import Course, Phase
from ldn_desktop.domain.regimen import Regimen
from ldn_desktop.papers.plan_state import (
    condition_before,
    going_on,
    next_dose,
    phase_before,
    phase_on,
    restarts,
)

OWN, EARLIER, BEGUN, WITHIN = "begins", "begins_later", "begun", "begins_same"
"""Names of the sentences on a dose that waits: its own step does, one before it does, its step did and is behind by
the dates, a later step with the same dose does.
"""


class NextDose(NamedTuple):
    """The first dose from a day on: its ``day``, how it is taken, and ``before``: what one does until then.

    It is taken alike from ``first`` to ``until``. ``again`` says that it is the first after a pause. ``waits`` are the
    names of the sentences on what it waits for, ``condition`` is the strictest that stands before it, one of ``GO_ON``.
    """

    day: date
    phase: Phase
    before: Phase | None
    first: date
    until: date
    again: bool
    waits: tuple[str, ...] = ()
    condition: str = ON_DATE

    @property
    def goes_on(self) -> bool:
        """Whether as much was taken before it, with no pause and no other step between."""
        before = self.before
        return before is not None and before.last >= self.first and taken(before) == taken(self.phase)


def next_from(regimen: Regimen, day: date, printed: date) -> NextDose | None:
    """Return the next dose from a day on, as a paper of another day tells it; ``None`` where none is planned."""
    due = next_dose(regimen, day)
    if due is None:
        return None
    course = regimen.course
    phase = phase_on(course, due) or course[-1]
    run = alike(course, phase)
    first, until = run[0].first, run[-1].last
    waiting = [each for each in course if each.first <= until and _waits(each, regimen, printed)]
    begins = next_dose(regimen, first)
    begun = begins is not None and begins < printed
    # Whoever goes back waits for no step above.
    before = [each for each in waiting if not begun and each.first <= first and each.rung <= phase.rung]
    told = []
    if before:
        told.append(OWN if before[-1].first == first else EARLIER)
    elif entered_on(course, regimen.plan.ladder)[course.index(run[0])] != ON_DATE:
        told.append(BEGUN)
    if any(each.first > first for each in waiting):
        told.append(WITHIN)
    condition = _strictest(before, regimen, printed)
    again = due in restarts(regimen, printed)
    return NextDose(due, phase, phase_before(course, due), first, until, again, tuple(told), condition)


class Kept(NamedTuple):
    """The step before one that waits, or that began on a condition: who has not begun that is still on this one.

    It is taken ``since`` a day at the times that hold then; ``next`` is its first dose from then on.
    """

    step: Step
    since: date
    next: date


def kept_before(due: NextDose | None, regimen: Regimen, printed: date) -> Kept | None:
    """Return the step that one stays on until a dose may be begun.

    ``None`` where nothing stands before the dose, a pause lies between, or other times cannot be measured.
    """
    if due is None or not {OWN, BEGUN} & set(due.waits):
        return None
    behind = [step for step in regimen.steps if step.phase.first < due.first]
    step = next(
        (each for each in reversed(behind) if each.phase.rung != due.phase.rung or not each.takes), None
    )
    if step is None or not step.takes:
        return None
    since = max(printed, due.first)
    changes = [
        entry.times
        for entry in regimen.plan.adjustments
        if isinstance(entry, ChangeTimes) and entry.on <= since
    ]
    phase = step.phase
    if changes and not phase.doses and changes[-1] != phase.times:
        phase = phase._replace(times=changes[-1])
        step = step._replace(phase=phase, takes=Solved(regimen.plan.allowed).takes(phase))
    days = going_on(phase, since).dose_days()
    if not days or any(take.recipe is None for take in step.takes):
        return None
    return Kept(step, since, days[0])


def condition_between(after: date, last: date, regimen: Regimen, printed: date) -> str:
    """Return the strictest condition before the steps that begin after a day, up to another, one of ``GO_ON``."""
    return _strictest([each for each in regimen.course if after < each.first <= last], regimen, printed)


def taken(phase: Phase) -> tuple[object, ...]:
    """Return how much is taken, at which times, in what rhythm and where it goes."""
    own = len(phase.doses) > 1
    return phase.dose_ng, phase.times, phase.split(), own, phase.rhythm, phase.formulations[0].route


def alike(course: Course, phase: Phase) -> list[Phase]:
    """Return the phases around one, itself too, on end in which the same is taken."""
    at = course.index(phase)
    first = last = at
    while first and taken(course[first - 1]) == taken(phase):
        first -= 1
    while last + 1 < len(course) and taken(course[last + 1]) == taken(phase):
        last += 1
    return list(course[first : last + 1])


def times_on_staying(day: date, regimen: Regimen, printed: date) -> tuple[str, ...]:
    """Return at which times whoever stays on a step takes its dose from a day of other times on; empty where as before.

    Other times hold from their day on for every step that has no dose of its own for each time, begun late or not.
    """
    waiting = next(
        (each for each in regimen.course if each.first <= day and _waits(each, regimen, printed)), None
    )
    kept = phase_before(regimen.course, waiting.first) if waiting is not None else None
    if waiting is None or kept is None or kept.doses or not kept.dose_ng:
        return ()
    entries = (each for each in reversed(regimen.plan.adjustments) if isinstance(each, ChangeTimes))
    entry = next((each for each in entries if each.on <= day), None)
    return entry.times if entry is not None and entry.times != kept.times else ()


def _strictest(phases: Iterable[Phase], regimen: Regimen, printed: date) -> str:
    conditions = {condition_before(each, regimen, printed) for each in phases}
    return next((each for each in (AFTER_REVIEW, IF_TOLERATED) if each in conditions), ON_DATE)


def _waits(phase: Phase, regimen: Regimen, printed: date) -> bool:
    return condition_before(phase, regimen, printed) != ON_DATE
