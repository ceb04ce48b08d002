"""What a change would do to a plan: from which day on, to which steps, how much longer it lasts, and to days behind."""

from __future__ import annotations

from bisect import bisect_right
from dataclasses import replace
from datetime import date, timedelta
from itertools import pairwise, zip_longest
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
            other = day if old is None else _first_other(old, step, day)
            if old is None or other is not None:
                changed.add(place)
                since = since or other
                break
            day = old.phase.last + timedelta(days=1)
    if since is None and after.ends < before.ends:
        since = after.ends + timedelta(days=1)
    if after.first > before.first:
        since = before.first
    return Difference(since, frozenset(changed), before.ends, after.ends)


def rewritten(before: Steps, after: Steps, today: date) -> tuple[Rewrite, ...]:
    """Return the days before ``today`` on which another dose is taken, or at other times, or made otherwise.

    A day without a dose is the same whether it is paused or outside the course; the same product is the same under
    another id and whatever its shelf life.
    """
    day = timedelta(days=1)
    phases = [step.phase for step in (*before, *after) if step.phase.first < today]
    stretches = [stretch for phase in phases for stretch in phase.stretches() if stretch.first < today]
    edges = {stretch.first for stretch in stretches} | {min(s.last, today - day) + day for s in stretches}
    found = []
    for first, following in pairwise(sorted({*edges, today})):
        old, new = _taken_on(before, first), _taken_on(after, first)
        if _made(old) != _made(new):
            found.append(Rewrite(first, following - day, old, new))
    return tuple(found)


def _taken_on(steps: Steps, day: date) -> Taken:
    at = bisect_right(steps, day, key=_first) - 1
    if at < 0 or day not in steps[at].phase.dose_days():
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


def _first_other(old: Step, new: Step, day: date) -> date | None:
    """Return the first day from one on, of those that two steps share, on which something else is taken, if any."""
    last = min(old.phase.last, new.phase.last)
    was, now = (step.phase.dose_days().between(day, last) for step in (old, new))
    if _taken(old) != _taken(new):
        return min((days[0] for days in (was, now) if days), default=day)
    if was.numbers == now.numbers:
        return None
    pairs = zip_longest(was.numbers, now.numbers, fillvalue=last.toordinal() + 1)
    return next((date.fromordinal(min(pair)) for pair in pairs if pair[0] != pair[1]), None)


def _taken(step: Step) -> tuple[object, ...]:
    return step.phase.dose_ng, step.phase.times, step.takes
