"""How a plan stands on a day: stopped only after a stop, else its planned days are over.

And whether a last dose is kept.
"""

from __future__ import annotations

from bisect import bisect_right
from datetime import date, timedelta
from itertools import islice, pairwise
from typing import TYPE_CHECKING

from ldn_desktop.domain import codes
from ldn_desktop.domain.course import condition_to
from ldn_desktop.domain.ladder import ON_DATE
from ldn_desktop.domain.phase import MAINTENANCE, STEP_BACK, Course, Phase, dosed_before, dosed_span
from ldn_desktop.domain.plan import CONTINUES, PAUSED, STOPS
from ldn_desktop.domain.rhythm import LONGEST_ROUND

if TYPE_CHECKING:
    from ldn_desktop.domain.administration import Step, Steps
    from ldn_desktop.domain.regimen import Regimen

_DAY = timedelta(days=1)
_EVERY_OTHER = 2
"""Days from one dose to the next with a day between them."""
OVER, STOPPED, STOPPING, CONTINUING = "over", "stopped", "stopping", "continuing"
STOPPED_IF = "stopped_if"
"""The last planned dose lies behind, but steps on the way waited for a condition: it may be later than planned."""
WAITS, WAITING = "waits", "waiting"


def last_before_pause(regimen: Regimen, today: date) -> date | None:
    """Return the last day with a dose before the pause that a day lies in.

    ``None`` outside one and before the first dose. A single day without a dose is no pause where days with it and
    without take turns.
    """
    phases = regimen.course
    if not any(phase.first <= today <= phase.last and not phase.dose_ng for phase in phases):
        return None
    before, after = dosed_span(phases, last=today), dosed_span(phases, today)
    if before is None or after is None:
        return None
    last = before[1]
    single = (after[0] - last).days == _EVERY_OTHER
    dose = next(phase.dose_ng for phase in phases if phase.first <= last <= phase.last)
    return None if single and alternates(dose, regimen) else last


def restarts(regimen: Regimen, printed: date) -> tuple[date, ...]:
    """Return the days from one on, that day included, on which a dose is taken again after a pause."""
    course = regimen.course
    pauses = (before for before, now in pairwise(course) if now.dose_ng and not before.dose_ng)
    found = (dosed_span(course, pause.last) for pause in pauses)
    return tuple(dict.fromkeys(days[0] for days in found if days is not None and days[0] >= printed))


def next_dose(regimen: Regimen, day: date) -> date | None:
    """Return the first day with a dose from a day on, also after the last day of a plan that goes on."""
    due = dosed_span(regimen.course, day)
    if due is not None or regimen.after != CONTINUES or regimen.ends == date.max:
        return due[0] if due else None
    days = going_on(regimen.course[-1], max(day, regimen.ends + _DAY)).dose_days()
    return days[0] if days else None


def first_after_planned(regimen: Regimen) -> date | None:
    """Return the first dose of a last step that goes on, where none of its planned days has one."""
    final = regimen.course[-1]
    if not final.dose_ng or final.dose_days() or regimen.ends == date.max:
        return None
    return next_dose(regimen, regimen.ends + _DAY)


def going_on(last: Phase, first: date) -> Phase:
    """Return the last phase as it goes on from a day, for as long as any rhythm takes to come round."""
    days = min(LONGEST_ROUND - 1, (date.max - first).days)
    return last._replace(first=first, last=first + timedelta(days=days))


def state_on(regimen: Regimen, today: date) -> str:
    """Return the state of a plan on a day; empty while it is to come or runs and the prescriber is seen at its end.

    What was never stopped may still be taken when its planned days are over; what goes on is over where the calendar
    ends before its next dose. ``WAITS`` says that a pause without an end is to come, ``WAITING`` that it has begun.
    """
    if regimen.after == STOPS:
        return STOPPING if today <= regimen.last_dose else STOPPED_IF if ends_if(regimen) else STOPPED
    if regimen.after == PAUSED:
        return WAITING if today > regimen.ends else WAITS
    if regimen.after == CONTINUES and next_dose(regimen, today) is not None:
        return CONTINUING
    return OVER if today > regimen.ends else ""


def goes_down(phase: Phase, regimen: Regimen) -> bool:
    """Tell whether a last dose is lower than the one before, as of a ladder that goes down, and was not settled on."""
    before = [step.phase.dose_ng for step in regimen.steps if step.phase.last < phase.first]
    other = next((dose for dose in reversed(before) if dose not in {0, phase.dose_ng}), 0)
    return other > phase.dose_ng and not regimen.plan.settled


def is_kept(phase: Phase, regimen: Regimen) -> bool:
    """Tell whether a dose is one to stay on: the last of the plan, no pause after it, not lower than the one before."""
    later = (step.phase for step in regimen.steps if step.phase.first > phase.last)
    same = all(other.dose_ng == phase.dose_ng for other in later)
    return (
        phase.kind == MAINTENANCE
        and same
        and not goes_down(phase, regimen)
        and not alternates(phase.dose_ng, regimen)
    )


def alternates(dose_ng: int, regimen: Regimen) -> bool:
    """Tell whether a dose and days without one take turns: at least two pauses lie between days with that dose."""
    doses = [step.phase.dose_ng for step in regimen.steps]
    turns = zip(doses, doses[1:], doses[2:], strict=False)
    return sum(turn == (dose_ng, 0, dose_ng) for turn in turns) > 1


def kind_of(phase: Phase, regimen: Regimen) -> str:
    """Return what a phase is besides a step on the way: ``maintenance``, ``last_step`` or ``step_back``; else empty."""
    if phase.kind == MAINTENANCE:
        return "last_step" if goes_down(phase, regimen) else "maintenance"
    return "step_back" if phase.kind == STEP_BACK else ""


def has_gaps(steps: Steps) -> bool:
    """Tell whether days without a dose lie between days with one: nothing is then taken every day."""
    course = [step.phase for step in steps]
    if has_rhythm(steps):
        return True
    span = dosed_span(course)
    return span is not None and (span[1] - span[0]).days + 1 > sum(len(phase.dose_days()) for phase in course)


def has_rhythm(steps: Steps) -> bool:
    """Tell whether a step has days of its own on which a dose is taken."""
    return any(step.phase.rhythm is not None for step in steps if step.takes)


def has_pauses(steps: Steps) -> bool:
    """Tell whether a pause lies between days with a dose."""
    course = [step.phase for step in steps]
    span = dosed_span(course)
    return span is not None and any(not phase.dose_ng and span[0] < phase.first < span[1] for phase in course)


def condition_of(phase: Phase, regimen: Regimen) -> str:
    """Return on what condition the next rung follows a phase, one of ``GO_ON``; ``ON_DATE`` also where none follows."""
    later = bisect_right(regimen.steps, phase.first, key=_first)
    follows = next((step.phase for step in islice(regimen.steps, later, None) if step.takes), None)
    return condition_to(follows, phase, regimen.plan.ladder)


def condition_before(phase: Phase, regimen: Regimen, printed: date) -> str:
    """Return the condition on which a phase follows the step before, one of ``GO_ON``, while no dose lies behind."""
    at = bisect_right(regimen.steps, phase.first, key=_first) - 1
    due = next_dose(regimen, regimen.steps[at].phase.first)
    if due is not None and due < printed:
        return ON_DATE
    before = next((step.phase for step in reversed(regimen.steps[:at]) if step.takes), None)
    return ON_DATE if before is None or not phase.dose_ng else condition_of(before, regimen)


def phase_on(course: Course, day: date) -> Phase | None:
    """Return the phase that holds a day."""
    return next((phase for phase in course if phase.first <= day <= phase.last), None)


def phase_before(course: Course, day: date) -> Phase | None:
    """Return what one does until a day: the pause, where no dose was taken since it began, or the dose last taken."""
    behind = dosed_before(course, day)
    pause = next((phase for phase in reversed(course) if phase.first < day and not phase.dose_ng), None)
    if behind is None or (pause is not None and pause.first > behind[1]):
        return pause
    return phase_on(course, behind[1])


def is_after_pause(phase: Phase, regimen: Regimen) -> bool:
    """Tell whether the days before a step are those of a pause."""
    at = bisect_right(regimen.steps, phase.first, key=_first) - 1
    return at > 0 and not regimen.steps[at - 1].phase.dose_ng


def depends(regimen: Regimen) -> bool:
    """Tell whether the days of steps depend on one that is not gone on from without a condition.

    Nobody writes down that a condition was met: whatever the day, the days are those planned.
    """
    return any(condition_of(phase, regimen) != ON_DATE for phase in regimen.course)


def ends_if(regimen: Regimen) -> bool:
    """Tell whether a plan that ends in a stop may end later than planned; one that was stopped ends on its day."""
    return regimen.after == STOPS and not regimen.plan.stopped and depends(regimen)


def is_low_dose(regimen: Regimen) -> bool:
    """Tell whether all doses are within those that are documented as low."""
    return not any(finding.code == codes.ABOVE_DOCUMENTED for finding in regimen.findings)


def _first(step: Step) -> date:
    return step.phase.first
