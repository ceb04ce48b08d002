"""What each of two plans gives on every day from the first to the last of either, and on those behind.

Two days differ where one of the plans gives another dose on it, or none, or the same made or timed otherwise, or only
on another condition; or where one says nothing of it. That a dose is planned on it or goes on is no difference: the
same is taken.
"""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Iterator
from datetime import date
from itertools import groupby, pairwise
from typing import TYPE_CHECKING, NamedTuple

from ldn_desktop.domain.course import entered_on
from ldn_desktop.domain.difference import Taken, told
from ldn_desktop.domain.ladder import ON_DATE
from ldn_desktop.domain.plan import CONTINUES, PAUSED, STOPS
from ldn_desktop.domain.rhythm import LONGEST_ROUND

if TYPE_CHECKING:
    from ldn_desktop.domain.administration import Step
    from ldn_desktop.domain.regimen import Regimen

SAME, HIGHER, LOWER, RHYTHM, MADE, DIFFERS = "same", "higher", "lower", "rhythm", "made", "differs"
"""How the right of two plans differs from the left on some days: in the dose; in the days that have it; in nothing but
the times or the products; in both the dose and its days, so that neither is higher."""
LEFT_NONE, RIGHT_NONE = "left_none", "right_none"
"""One of the plans gives no dose, for whatever reason, where the other gives one."""
LEFT_ONLY, RIGHT_ONLY = "left_only", "right_only"
"""Days that one of the plans does not reach and says nothing of: it waits for a review by then."""
CONDITION, FOLLOWS = "condition", "follows"
"""The same is taken, on another condition; behind both plans, they differ by what is said to follow."""
APART = (SAME, HIGHER, LOWER, RHYTHM, MADE, DIFFERS, LEFT_NONE, RIGHT_NONE, LEFT_ONLY, RIGHT_ONLY, CONDITION)
PLANNED, GOES_ON, NOT_YET, ENDED, SILENT = "planned", "goes_on", "not_yet", "ended", "silent"
"""What a plan says of days: planned, the last dose that goes on behind, none before its first or since it was
stopped or paused, nothing."""
_LAST = date.max.toordinal()
_ROUNDS = 2 * LONGEST_ROUND
"""Days on which two rhythms that are the same are the same for ever."""


class Given(NamedTuple):
    """What a plan gives on days on end: its ``step``, the ``days`` of them with a dose, on what ``condition``."""

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


def days_of(left: Regimen, right: Regimen, *, by_number: bool = False) -> Iterator[Days]:
    """Yield the days of two plans in order, each once, and behind them all others, unless both go on the same.

    Days are ordinals of dates; ``by_number`` those of either plan are counted from its first day, which is 1.
    """
    before = [side.first.toordinal() - 1 if by_number else 0 for side in (left, right)]
    sides = _Side(left, before[0]), _Side(right, before[1])
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
    behind, end = edges[-1], _LAST - max(before)
    if behind <= end:
        one, other = (side.given(behind, min(behind + _ROUNDS, end)) for side in sides)
        apart = _apart(one, other) if one.says == other.says == GOES_ON else FOLLOWS
        if apart != SAME:
            yield Days(behind, None, (one,), (other,), apart)


def dose_apart(old_ng: int, new_ng: int) -> str:
    """Tell how the doses of a day differ, either of which may be none."""
    if old_ng == new_ng:
        return SAME
    if not (old_ng and new_ng):
        return LEFT_NONE if new_ng else RIGHT_NONE
    return HIGHER if new_ng > old_ng else LOWER


class _Side:
    """One plan, asked for days on which it changes nothing; ``before`` is the day before the one counted as 1."""

    def __init__(self, regimen: Regimen, before: int) -> None:
        self._steps, self._after, self._before = regimen.steps, regimen.after, before
        self._conditions = entered_on(regimen.course, regimen.plan.ladder)
        self.starts = [step.phase.first.toordinal() - before for step in regimen.steps]
        self.ends = regimen.ends.toordinal() - before

    def given(self, first: int, last: int) -> Given:
        """Return what is given on days on end."""
        if first < self.starts[0]:
            return Given(NOT_YET)
        at, before = bisect_right(self.starts, first) - 1, self._before
        if first > self.ends and (self._after != CONTINUES or first + before > _LAST):
            return Given(ENDED if self._after in {STOPS, PAUSED} else SILENT)
        step, says = self._steps[at], PLANNED
        if first > self.ends:
            says = GOES_ON
            begins, ends = (date.fromordinal(min(day + before, _LAST)) for day in (first, last))
            step = step._replace(phase=step.phase._replace(first=begins, last=ends))
        numbers = step.phase.dose_days().numbers
        dosed = numbers[bisect_left(numbers, first + before) : bisect_right(numbers, last + before)]
        return Given(says, step, tuple(number - before for number in dosed), self._conditions[at])


def _same_and_planned(piece: Days) -> bool:
    one, other = piece.left[0], piece.right[0]
    taken = bool(one.days) or one.dose_ng == other.dose_ng
    return piece.apart == SAME and one.says == other.says == PLANNED and taken


def _apart(one: Given, other: Given) -> str:
    if SILENT in {one.says, other.says} and PLANNED in {one.says, other.says}:
        return LEFT_ONLY if other.says == SILENT else RIGHT_ONLY
    old, new = (given.dose_ng if given.days else 0 for given in (one, other))
    if old and new and one.days != other.days:
        return RHYTHM if old == new else DIFFERS
    if old != new or not old:
        return dose_apart(old, new)
    if one.step is None or other.step is None or _taken(one.step) != _taken(other.step):
        return MADE
    return SAME if one.condition == other.condition else CONDITION


def _taken(step: Step) -> tuple[object, ...]:
    return told(Taken(step.phase.dose_ng, step.takes))
