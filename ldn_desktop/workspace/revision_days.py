"""What each of two revisions gives on every day from the first to the last of either, and on those behind.

Two days differ where one of the revisions gives another dose on it, or the same made or timed otherwise, or only on
another condition; or where one says nothing of it. That a dose is planned on it or goes on is no difference: the same
is taken. Days are ordinals.
"""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Iterator
from datetime import date
from itertools import groupby, pairwise
from typing import TYPE_CHECKING, NamedTuple

from ldn_desktop.domain.comparison import (
    DIFFERS,
    HIGHER,
    LEFT_ONLY,
    LOWER,
    MADE,
    RHYTHM,
    RIGHT_ONLY,
    SAME,
)
from ldn_desktop.domain.difference import Taken, told
from ldn_desktop.domain.ladder import ON_DATE
from ldn_desktop.domain.plan import CONTINUES, REVIEW
from ldn_desktop.domain.rhythm import LONGEST_ROUND
from ldn_desktop.papers.outlook import entered_on

if TYPE_CHECKING:
    from ldn_desktop.domain.administration import Step
    from ldn_desktop.domain.regimen import Regimen

CONDITION, FOLLOWS = "condition", "follows"
"""How days differ besides: the same is taken, on another condition; behind both plans, by what is said to follow."""
PLANNED, GOES_ON, NOT_YET, ENDED, SILENT = "planned", "goes_on", "not_yet", "ended", "silent"
"""What a revision says of days: planned, the last dose that goes on behind, none before its first or since it was
stopped or paused, nothing."""
_ROUNDS = 2 * LONGEST_ROUND
"""Days on which two rhythms that are the same are the same for ever."""


class Given(NamedTuple):
    """What a revision gives on days on end: its ``step``, the ``days`` of them with a dose, on what ``condition``."""

    says: str
    step: Step | None = None
    days: tuple[int, ...] = ()
    condition: str = ON_DATE

    @property
    def dose_ng(self) -> int:
        """The dose of a day that has one; 0 where none has."""
        return self.step.phase.dose_ng if self.step is not None else 0


class Days(NamedTuple):
    """Days on end, both inclusive, and how the ``right`` differs from the ``left``; ``None``: every day from the first.

    Days that are the same are told as one, with what either gives on them one after the other.
    """

    first: int
    last: int | None
    left: tuple[Given, ...]
    right: tuple[Given, ...]
    apart: str


def days_of(left: Regimen, right: Regimen) -> Iterator[Days]:
    """Yield the days of two revisions in order, each once, and behind them all others, unless both go on the same."""
    sides = _Side(left), _Side(right)
    starts = {number for side in sides for number in side.starts}
    edges = sorted(starts | {side.ends + 1 for side in sides})
    pieces = []
    for first, following in pairwise(edges):
        one, other = (side.given(first, following - 1) for side in sides)
        pieces.append(Days(first, following - 1, (one,), (other,), _apart(one, other)))
    for same, group in groupby(pieces, _same_and_planned):
        run = list(group)
        if not same:
            yield from run
            continue
        old, new = (piece.left[0] for piece in run), (piece.right[0] for piece in run)
        yield Days(run[0].first, run[-1].last, tuple(old), tuple(new), SAME)
    behind = edges[-1]
    if behind <= date.max.toordinal():
        one, other = (side.given(behind, min(behind + _ROUNDS, date.max.toordinal())) for side in sides)
        apart = _apart(one, other) if one.says == other.says == GOES_ON else FOLLOWS
        if apart != SAME:
            yield Days(behind, None, (one,), (other,), apart)


class _Side:
    """One revision, asked for days on which it changes nothing."""

    def __init__(self, regimen: Regimen) -> None:
        self._steps, self._after = regimen.steps, regimen.after
        self._conditions = entered_on(regimen.course, regimen.plan.ladder)
        self.starts = [step.phase.first.toordinal() for step in regimen.steps]
        self.ends = regimen.ends.toordinal()

    def given(self, first: int, last: int) -> Given:
        """Return what is given on days on end."""
        if first < self.starts[0]:
            return Given(NOT_YET)
        if first > self.ends and self._after != CONTINUES:
            return Given(SILENT if self._after == REVIEW else ENDED)
        at = bisect_right(self.starts, first) - 1
        step, says = self._steps[at], PLANNED
        if first > self.ends:
            says = GOES_ON
            phase = step.phase._replace(first=date.fromordinal(first), last=date.fromordinal(last))
            step = step._replace(phase=phase)
        numbers = step.phase.dose_days().numbers
        dosed = numbers[bisect_left(numbers, first) : bisect_right(numbers, last)]
        return Given(says, step, tuple(dosed), self._conditions[at])


def _same_and_planned(piece: Days) -> bool:
    one, other = piece.left[0], piece.right[0]
    taken = bool(one.days) or one.dose_ng == other.dose_ng
    return piece.apart == SAME and one.says == other.says == PLANNED and taken


def _apart(one: Given, other: Given) -> str:
    if SILENT in {one.says, other.says} and PLANNED in {one.says, other.says}:
        return LEFT_ONLY if other.says == SILENT else RIGHT_ONLY
    if not one.days and not other.days:
        return SAME
    old, new = one.dose_ng, other.dose_ng
    if one.days != other.days:
        if old == new:
            return RHYTHM
        if one.days and other.days:
            return DIFFERS
        return HIGHER if other.days else LOWER
    if old != new:
        return HIGHER if new > old else LOWER
    if one.step is None or other.step is None or _taken(one.step) != _taken(other.step):
        return MADE
    return SAME if one.condition == other.condition else CONDITION


def _taken(step: Step) -> tuple[object, ...]:
    return told(Taken(step.phase.dose_ng, step.takes))
