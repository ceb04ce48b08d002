"""What a change would do to a plan: from which day on, to which steps, how much longer it lasts, and to days behind."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterator
from dataclasses import replace
from datetime import date, timedelta
from itertools import pairwise, zip_longest
from typing import TYPE_CHECKING, NamedTuple

from ldn_desktop.domain.administration import Solved, steps_of
from ldn_desktop.domain.course import known_courses
from ldn_desktop.domain.recipe import Count
from ldn_desktop.domain.work import Work

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
    others = {place: _first_other(before.steps, step) for place, step in enumerate(after.steps)}
    changed = {place: day for place, day in others.items() if day is not None}
    # Days of the other course alone.
    dosed = [day for step in before.steps for day in _outside(step, after.first, after.ends)]
    since = min([*changed.values(), *dosed], default=None)
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
        if told(old) != told(new):
            found.append(Rewrite(first, following - day, old, new))
    return tuple(found)


def days_as_told(regimen: Regimen, today: date) -> tuple[tuple[date, date], ...]:
    """Return the days before ``today``, first to last, on which another thing is taken than was known on the day.

    A change that was noted later made them so; a day on which it changed nothing is none of them.
    """
    plan, day, work = regimen.plan, timedelta(days=1), Work()
    known = tuple(known_courses(plan, work))
    solved = Solved(plan.allowed, work)
    spans: list[tuple[date, date]] = []
    for course, following in zip(known, [*(later.since for later in known[1:]), today], strict=False):
        ends = min(following, today)
        was, now = (_within(s, course.since, ends) for s in (steps_of(course.phases, solved), regimen.steps))
        for found in rewritten(was, now, ends):
            if spans and found.first - spans[-1][1] <= day:
                spans[-1] = spans[-1][0], found.last
            else:
                spans.append((found.first, found.last))
    return tuple(spans)


def _within(steps: Steps, first: date, before: date) -> Steps:
    """Return what steps have of the days from one on and before another."""
    last = before - timedelta(days=1)
    return tuple(
        step._replace(phase=phase._replace(first=max(phase.first, first), last=min(phase.last, last)))
        for step in steps
        if (phase := step.phase).first <= last and phase.last >= first
    )


def _taken_on(steps: Steps, day: date) -> Taken:
    at = bisect_right(steps, day, key=_first) - 1
    if at < 0 or day not in steps[at].phase.dose_days():
        return Taken()
    return Taken(steps[at].phase.dose_ng, steps[at].takes)


def _first(step: Step) -> date:
    return step.phase.first


def told(taken: Taken) -> tuple[object, ...]:
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
        product = portion.formulation
        return product.kind, product.strength_ng, product.route, portion.quarters
    return (*portion[1:], replace(portion.formulation, id="", beyond_use_days=None))


def _first_other(old: Steps, new: Step) -> date | None:
    """Return the first day of a step on which something else is taken than by other steps, if any."""
    phase = new.phase
    shared = old[
        max(bisect_right(old, phase.first, key=_first) - 1, 0) : bisect_right(old, phase.last, key=_first)
    ]
    apart = [day for step in shared if (day := _first_apart(step, new)) is not None]
    # Outside the other course nothing is taken.
    return min([*apart, *_outside(new, old[0].phase.first, old[-1].phase.last)], default=None)


def _outside(step: Step, first: date, last: date) -> Iterator[date]:
    """Yield the first day with a dose of a step before a day, and the first after another, where it has one."""
    days = step.phase.dose_days()
    early, late = days.numbers[:1], days.numbers[bisect_right(days.numbers, last.toordinal()) :][:1]
    ends = (date.fromordinal(number) for number in (*early, *late))
    return (day for day in ends if not first <= day <= last)


def _first_apart(old: Step, new: Step) -> date | None:
    """Return the first day, of those that two steps share, on which something else is taken, if any."""
    first, last = max(old.phase.first, new.phase.first), min(old.phase.last, new.phase.last)
    was, now = (step.phase.dose_days().between(first, last).numbers for step in (old, new))
    if _taken(old) != _taken(new):
        other = min([*was[:1], *now[:1]], default=None)
    elif was == now:
        other = None
    else:
        pairs = zip_longest(was, now, fillvalue=last.toordinal() + 1)
        other = next((min(pair) for pair in pairs if pair[0] != pair[1]), None)
    return None if other is None else date.fromordinal(other)


def _taken(step: Step) -> tuple[object, ...]:
    return step.phase.dose_ng, step.phase.times, step.takes
