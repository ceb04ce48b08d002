"""On which day the next change begins to tell: where something else is taken than by the plan before it."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from datetime import date
from typing import NamedTuple

from ldn_desktop.domain.adjustment import Adjustment, ChangeFormulations, ChangeTimes, Hold, Settle
from ldn_desktop.domain.administration import Solved, Steps, steps_of
from ldn_desktop.domain.course import lay
from ldn_desktop.domain.difference import difference
from ldn_desktop.domain.regimen import Regimen
from ldn_desktop.papers.outlook import alike
from ldn_desktop.papers.plan_state import phase_on


class NextChange(NamedTuple):
    """The first day on which a change tells, and all that tell from it on."""

    day: date
    entries: tuple[Adjustment, ...]


def next_change(regimen: Regimen, printed: date) -> NextChange | None:
    """Return the next change that tells on a day or later, if any.

    Whoever stays longer on a step takes on the day of the entry what was planned: it tells on the day on which another
    dose would have been. Other times change nothing of a step with a dose for each time, nor other products that make
    its doses as before: such a change tells from a later step on, or never, and is then none.
    """
    found = list(_changes(regimen, printed))
    first = min((day for day, _ in found), default=None)
    return None if first is None else NextChange(first, tuple(entry for day, entry in found if day == first))


def _changes(regimen: Regimen, printed: date) -> Iterator[tuple[date, Adjustment]]:
    entries, earliest = regimen.plan.adjustments, date.max
    for place, entry in enumerate(entries):
        # Their dates never go back, and none tells before its own.
        if isinstance(entry, ChangeTimes | ChangeFormulations) or not printed <= entry.on <= earliest:
            continue
        day = _longer_on(regimen, place) if isinstance(entry, Hold | Settle) else entry.on
        earliest = min(earliest, day)
        yield day, entry
    for kind in (ChangeTimes, ChangeFormulations):
        of_kind = [entry for entry in entries if isinstance(entry, kind)]
        # One that has begun took the place of those before it.
        behind = [entry for entry in of_kind if entry.on < printed][-1:]
        for entry in (*behind, *(entry for entry in of_kind if entry.on >= printed)):
            others = tuple(other for other in entries if other is not entry)
            since = difference(_with(regimen, others), regimen).since
            if since is not None and since >= printed:
                yield since, entry
                break


def _longer_on(regimen: Regimen, place: int) -> date:
    """Return the first day on which whoever stays on a step takes what no one would have; else the day of the entry.

    It is that of the entry as well where a change that follows comes between, or the step does not last so long.
    """
    entries = regimen.plan.adjustments
    entry = entries[place]
    before, after = (_with(regimen, entries[:upto]) for upto in (place, place + 1))
    since = difference(before, after).since
    staying = Hold, ChangeTimes, ChangeFormulations
    between = (other for other in entries[place + 1 :] if not isinstance(other, staying))
    held = phase_on(regimen.course, entry.on)
    if since is None or held is None or any(other.on <= since for other in between):
        return entry.on
    return since if since <= alike(regimen.course, held)[-1].last else entry.on


def _with(regimen: Regimen, adjustments: tuple[Adjustment, ...]) -> Regimen:
    """Return a regimen with other changes, as far as its steps go."""
    plan = regimen.plan
    steps: Steps = steps_of(lay(replace(plan, adjustments=adjustments)), Solved(plan.allowed))
    return regimen._replace(steps=steps)
