"""What a change would do to a plan: from which day on, to which steps, how much longer it lasts, and to days behind."""

from __future__ import annotations

from bisect import bisect_right
from dataclasses import replace
from datetime import date, timedelta
from itertools import pairwise
from typing import TYPE_CHECKING, NamedTuple

from ldn_desktop.domain.recipe import Count

if TYPE_CHECKING:
    from ldn_desktop.domain.administration import Step, Steps, Take
    from ldn_desktop.domain.recipe import Portion
    from ldn_desktop.domain.regimen import Regimen


class Difference(NamedTuple):
    """``since`` is the first day on which something else is taken (``None``: never); the days before it are the same.

    ``steps`` are the places of the steps after the change that hold such a day; ``longer`` is how many days
    later the plan ends (negative: earlier).
    """

    since: date | None
    steps: frozenset[int]
    ends_before: date
    ends: date

    @property
    def longer(self) -> int:
        """Days that are added to the end."""
        return (self.ends - self.ends_before).days


class Taken(NamedTuple):
    """What is taken on a day: the daily dose in nanograms, and its takes; 0 and none on a day without."""

    dose_ng: int = 0
    takes: tuple[Take, ...] = ()


class Rewrite(NamedTuple):
    """Days that have passed, both inclusive, on which one plan says ``before`` and another ``after``."""

    first: date
    last: date
    before: Taken
    after: Taken


class Proposal(NamedTuple):
    """A plan that is not accepted yet, beside the one that is."""

    before: Regimen
    after: Regimen
    difference: Difference


def difference(before: Regimen, after: Regimen) -> Difference:
    """Compare what is taken on each day: dose, times and pieces."""
    since: date | None = None
    changed: set[int] = set()
    at = 0
    for place, step in enumerate(after.steps):
        day = step.phase.first
        while day <= step.phase.last:
            while at < len(before.steps) and before.steps[at].phase.last < day:
                at += 1
            old = _on(before.steps, at, day)
            if old is None or _taken(old) != _taken(step):
                changed.add(place)
                since = day if since is None else min(since, day)
                break
            day = old.phase.last + timedelta(days=1)
    if since is None and after.ends < before.ends:
        since = after.ends + timedelta(days=1)
    if after.first > before.first:
        since = before.first
    return Difference(since, frozenset(changed), before.ends, after.ends)


def rewritten(before: Steps, after: Steps, today: date) -> tuple[Rewrite, ...]:
    """Return the days before ``today`` on which something else is taken: another dose, at other times, or made otherwise.

    A day without a dose is the same whether it is paused or outside the course; the same product is the same under
    another id and whatever its shelf life.
    """
    day = timedelta(days=1)
    phases = [step.phase for step in (*before, *after) if step.phase.first < today]
    edges = {phase.first for phase in phases} | {phase.last + day for phase in phases if phase.last < today}
    past = sorted({*edges, today})
    found = []
    for first, following in pairwise(past):
        old, new = _taken_on(before, first), _taken_on(after, first)
        if _made(old) != _made(new):
            found.append(Rewrite(first, following - day, old, new))
    return tuple(found)


def _taken_on(steps: Steps, day: date) -> Taken:
    at = bisect_right(steps, day, key=_first) - 1
    if at < 0 or steps[at].phase.last < day or not steps[at].phase.dose_ng:
        return Taken()
    return Taken(steps[at].phase.dose_ng, steps[at].takes)


def _first(step: Step) -> date:
    return step.phase.first


def _made(taken: Taken) -> tuple[object, ...]:
    """Return what a patient could tell of it: dose, times, pieces of which strength, and how they are measured."""
    takes = [
        (
            take.time,
            take.dose_ng,
            [_plain(portion) for portion in take.recipe.portions] if take.recipe else None,
        )
        for take in taken.takes
    ]
    return taken.dose_ng, takes


def _plain(portion: Portion) -> tuple[object, ...]:
    if isinstance(portion, Count):
        return portion.formulation.kind, portion.formulation.strength_ng, portion.quarters
    return (*portion[1:], replace(portion.formulation, id="", beyond_use_days=None))


def _on(steps: Steps, at: int, day: date) -> Step | None:
    """Return the step of a day, looked for from a place on; ``None`` outside the course."""
    return steps[at] if at < len(steps) and steps[at].phase.first <= day else None


def _taken(step: Step) -> tuple[object, ...]:
    return step.phase.dose_ng, step.phase.times, step.takes
