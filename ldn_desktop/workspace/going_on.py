"""Whether a plan goes on behind its last planned day, and which steps ahead wait for a condition, in words."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING

from ldn_desktop.domain.ladder import ON_DATE
from ldn_desktop.domain.plan import CONTINUES, PAUSED, STOPS
from ldn_desktop.papers.plan_state import (
    OVER,
    STOPPED,
    STOPPED_IF,
    WAITING,
    condition_before,
    phase_on,
    state_on,
)
from ldn_desktop.reference.words.english import full_date
from ldn_desktop.workspace.step_words import CONDITION_WORDS

if TYPE_CHECKING:
    from collections.abc import Mapping

    from ldn_desktop.domain.administration import Steps
    from ldn_desktop.domain.regimen import Regimen

GOES_ON, EARLIEST = "goes on until changed", "at the earliest"
NOTHING_PLANNED, STAYS_PAUSED = "Nothing planned", "Stays paused"


def goes_on(regimen: Regimen) -> bool:
    """Tell whether the last dose goes on behind the last planned day until somebody changes it."""
    return regimen.after == CONTINUES


def steps_to(regimen: Regimen, last: date) -> Steps:
    """Return the steps, the last one up to a day where it goes on."""
    *before, final = regimen.steps
    if not goes_on(regimen) or final.phase.last >= last:
        return regimen.steps
    return (*before, final._replace(phase=final.phase._replace(last=last)))


def standing(regimen: Regimen, day: date) -> str:
    """Say how a plan stands on a day on which nothing is taken of it; empty where it runs or is to come."""
    state = state_on(regimen, day)
    if state in {OVER, STOPPED, STOPPED_IF}:
        return NOTHING_PLANNED
    now = phase_on(regimen.course, day)
    return STAYS_PAUSED if state == WAITING or (now is not None and not now.dose_ng) else ""


def conditions(regimen: Regimen, day: date) -> Mapping[date, str]:
    """Return what the beginning of steps from a day on waits for, by its day; none where all go by date alone.

    Behind one that waits all days are the earliest.
    """
    found: dict[date, str] = {}
    if all(rung.go_on == ON_DATE for rung in regimen.plan.ladder):
        return found
    waits = False
    for phase in regimen.course:
        if phase.last < day:
            continue
        told = CONDITION_WORDS.get(condition_before(phase, regimen, day), "")
        later = phase.first > day and (waits or told)
        if parts := [*([EARLIEST] if later else []), *([told] if told else [])]:
            found[max(phase.first, day)] = ", ".join(parts)
        waits = waits or bool(told)
    return found


def new_end(before: Regimen, after: Regimen) -> str:
    """Say how a plan ends now where one of two goes on and the other ends; empty where both do the same.

    And where it is stopped or paused: the change says that.
    """
    if goes_on(after) == goes_on(before) or after.after in {STOPS, PAUSED}:
        return ""
    return GOES_ON if goes_on(after) else f"planned to {full_date(after.ends)}, no longer until changed"
