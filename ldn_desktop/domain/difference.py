"""What a change would do to a plan: from which day on, to which steps, and how much longer it lasts."""

from __future__ import annotations

from datetime import date, timedelta
from typing import TYPE_CHECKING, NamedTuple

if TYPE_CHECKING:
    from ldn_desktop.domain.administration import Step, Steps
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


def _on(steps: Steps, at: int, day: date) -> Step | None:
    """Return the step of a day, looked for from a place on; ``None`` outside the course."""
    return steps[at] if at < len(steps) and steps[at].phase.first <= day else None


def _taken(step: Step) -> tuple[object, ...]:
    return step.phase.dose_ng, step.phase.times, step.takes
