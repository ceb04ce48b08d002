"""What lies ahead of the day of printing, and what behind: a paper of a plan that has begun is about the first."""

from __future__ import annotations

from datetime import date, timedelta

from ldn_desktop.domain.administration import Step
from ldn_desktop.domain.regimen import Regimen
from ldn_desktop.papers.plan_state import going_on, next_dose

_DAY = timedelta(days=1)


def has_begun(regimen: Regimen, printed: date) -> bool:
    """Tell whether a dose lies before the day of printing."""
    return regimen.first_dose < printed


def parted(regimen: Regimen, printed: date) -> tuple[tuple[Step, ...], tuple[Step, ...]]:
    """Return the steps before a day and those from it on; the one that holds it is in both, each with its days."""
    past, ahead = [], []
    for step in regimen.steps:
        phase = step.phase
        if phase.last < printed:
            past.append(step)
        elif phase.first >= printed:
            ahead.append(step)
        else:
            past.append(step._replace(phase=phase._replace(last=printed - _DAY)))
            ahead.append(step._replace(phase=phase._replace(first=printed)))
    return tuple(past), tuple(ahead)


def steps_ahead(regimen: Regimen, printed: date) -> tuple[Step, ...]:
    """Return the steps from a day on, all of them while no dose lies behind it.

    Where the plan goes on, and the next dose is one after the planned days, its last step as it goes on.
    """
    if not has_begun(regimen, printed):
        return regimen.steps
    if goes_on(regimen, printed):
        final = regimen.steps[-1]
        return (final._replace(phase=going_on(final.phase, printed)),)
    return parted(regimen, printed)[1]


def goes_on(regimen: Regimen, printed: date) -> bool:
    """Tell whether the next dose is one after the planned days."""
    due = next_dose(regimen, printed)
    return due is not None and due > regimen.ends
