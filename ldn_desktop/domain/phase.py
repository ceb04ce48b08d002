"""A phase of the course: days on one rung, and the days among them on which a dose is taken.

Dates are civil dates; ``first`` and ``last`` are both inclusive.
"""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Iterator, Sequence
from datetime import date, timedelta
from itertools import groupby
from typing import Final, NamedTuple, TypeAlias

from ldn_desktop.domain.formulation import Formulation
from ldn_desktop.domain.ladder import Doses
from ldn_desktop.domain.rhythm import Rhythm, day_numbers

TITRATION, MAINTENANCE, STEP_BACK, PAUSE = "titration", "maintenance", "step-back", "pause"


class DoseDays:
    """Days on which a dose is taken, in order; ``numbers`` are their ordinals, each above the one before.

    They are counted, searched and asked for by place without being listed: a course has up to 36,525 of them.
    """

    __slots__ = ("numbers",)

    def __init__(self, numbers: Sequence[int]) -> None:
        self.numbers: Final = numbers

    def __len__(self) -> int:
        """Return how many they are."""
        return len(self.numbers)

    def __getitem__(self, place: int) -> date:
        """Return the day at a place, from 0; from the end where it is negative."""
        return date.fromordinal(self.numbers[place])

    def __iter__(self) -> Iterator[date]:
        """Yield the days."""
        return map(date.fromordinal, self.numbers)

    def __contains__(self, day: date) -> bool:
        """Tell whether a dose is taken on a day."""
        return day.toordinal() in self.numbers

    def between(self, first: date, last: date) -> DoseDays:
        """Return those from one day to another, both inclusive."""
        low, high = bisect_left(self.numbers, first.toordinal()), bisect_right(self.numbers, last.toordinal())
        return DoseDays(self.numbers[low:high])


class Stretch(NamedTuple):
    """Days on end on each of which a dose is taken, or on none of which one is."""

    first: date
    last: date
    dosed: bool


class Phase(NamedTuple):
    """Days on one rung (or on none: a pause, dose 0), taken at the same times and made from the same products.

    ``dose_ng`` is the dose of a day that has one. ``rung`` is the place in the ladder, from 0; a pause keeps the rung
    it interrupts. ``whole`` counts the phases before a change
    of times or products split them: neighbours with the same number are one phase to an adjustment. Where ``doses``
    tell the dose of each time, ``times`` are theirs. ``rhythm`` tells which days have a dose, counted from
    ``counted_from``; without one all have.
    """

    first: date
    last: date
    kind: str
    rung: int
    dose_ng: int
    times: tuple[str, ...]
    formulations: tuple[Formulation, ...]
    whole: int
    doses: Doses = ()
    rhythm: Rhythm | None = None
    counted_from: date = date.min

    @property
    def days(self) -> int:
        """Days from first to last, both inclusive."""
        return (self.last - self.first).days + 1

    def dose_days(self) -> DoseDays:
        """Return the days on which a dose is taken: those of its rhythm, without one all of them, in a pause none.

        Whoever needs to know on which days of a plan a dose is taken asks this, and nobody assumes it.
        """
        if not self.dose_ng:
            return DoseDays(())
        return DoseDays(day_numbers(self.rhythm, self.counted_from, self.first, self.last))

    def split(self) -> tuple[tuple[str, int | None], ...]:
        """Return the dose of each time, in nanograms; ``None`` where an equal split is no whole number of them."""
        if self.doses or not self.dose_ng:
            return self.doses
        if len(self.times) == 1:
            return ((self.times[0], self.dose_ng),)
        dose, rest = divmod(self.dose_ng, len(self.times))
        return tuple((time, None if rest else dose) for time in self.times)

    def stretches(self) -> Iterator[Stretch]:
        """Yield the stretches of days with a dose and without one, in order; together they are the phase."""
        numbers = self.dose_days().numbers
        if len(numbers) in {0, self.days}:
            yield Stretch(self.first, self.last, bool(numbers))
            return
        upto, end = self.first.toordinal(), self.last.toordinal() + 1
        # Days on end lie as far apart as their places.
        for _, run in groupby(enumerate(numbers), lambda placed: placed[1] - placed[0]):
            on_end = [number for _, number in run]
            if upto < on_end[0]:
                yield _stretch(upto, on_end[0], dosed=False)
            upto = on_end[-1] + 1
            yield _stretch(on_end[0], upto, dosed=True)
        if upto < end:
            yield _stretch(upto, end, dosed=False)


def _stretch(begin: int, end: int, *, dosed: bool) -> Stretch:
    return Stretch(date.fromordinal(begin), date.fromordinal(end - 1), dosed)


Course: TypeAlias = tuple[Phase, ...]
"""Phases in order; they never overlap and leave no gap."""


def dosed_span(
    course: Sequence[Phase], first: date = date.min, last: date = date.max
) -> tuple[date, date] | None:
    """Return the first and the last day with a dose between two days, both inclusive, if there is one."""
    begin, end = bisect_left(course, first, key=_last), bisect_right(course, last, key=_first)
    ahead = (days for phase in course[begin:end] if (days := phase.dose_days().between(first, last)))
    behind = (
        days for phase in reversed(course[begin:end]) if (days := phase.dose_days().between(first, last))
    )
    found = next(ahead, None)
    return None if found is None else (found[0], next(behind)[-1])


def dosed_before(course: Sequence[Phase], day: date) -> tuple[date, date] | None:
    """Return the first and the last day with a dose before a day, if there is one."""
    return None if day == date.min else dosed_span(course, last=day - timedelta(days=1))


def days_after(day: date, days: int = 1) -> date:
    """Return the day so many days later, at most the last of the calendar."""
    return date.fromordinal(min(day.toordinal() + days, date.max.toordinal()))


def told_span(phases: Sequence[Phase]) -> tuple[date, date]:
    """Return the first and the last day with a dose of some phases in order; where they have none, of all days."""
    return dosed_span(phases) or (phases[0].first, phases[-1].last)


def _first(phase: Phase) -> date:
    return phase.first


def _last(phase: Phase) -> date:
    return phase.last
