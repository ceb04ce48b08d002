"""The rhythm of a step: the days, among those it lasts, on which a dose is taken.

A rhythm counts from the first day of a *run*: the longest stretch of days without a pause in which it is the same;
weekdays are the calendar's. Without a rhythm there is a dose every day.
"""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Iterator, Sequence
from datetime import date
from itertools import pairwise
from typing import NamedTuple, TypeAlias, overload

WEEKDAYS = ("monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday")
"""In the order of the week."""
LONGEST_ROUND = 28
"""Days of a cycle, those with a dose and those without together."""
_WEEK = len(WEEKDAYS)


class Cycle(NamedTuple):
    """So many days ``on``, each with a dose, then so many ``off``; each at least 1, together at most 28."""

    on: int
    off: int

    @property
    def length(self) -> int:
        """Days until it begins again."""
        return self.on + self.off


class Weekdays(NamedTuple):
    """The days of the week with a dose, by their places in ``WEEKDAYS``, in order: 1 to 6 of them."""

    days: tuple[int, ...]


Rhythm: TypeAlias = Cycle | Weekdays


def every(days: int) -> Cycle:
    """Return the rhythm of a dose on the 1st day, on the one ``days`` (2 to 28) later, and so on."""
    return Cycle(1, days - 1)


def gaps(rhythm: Rhythm | None) -> tuple[int, int]:
    """Return the fewest and the most days from one dose to the next."""
    if rhythm is None:
        return 1, 1
    if isinstance(rhythm, Cycle):
        return 1 if rhythm.on > 1 else rhythm.length, rhythm.off + 1
    between = [after - before for before, after in pairwise((*rhythm.days, rhythm.days[0] + _WEEK))]
    return min(between), max(between)


class DayNumbers(Sequence[int]):
    """The ordinals of the days with a dose of a rhythm, in order, told by where they lie and never listed.

    In each ``length`` days from ``anchor`` on, those ``offsets`` days after its beginning have one; of all of them
    those from place ``low`` up to and not including ``high`` are meant.
    """

    __slots__ = ("_anchor", "_high", "_length", "_low", "_offsets")

    def __init__(self, anchor: int, length: int, offsets: Sequence[int], low: int, high: int) -> None:
        self._anchor, self._length, self._offsets = anchor, length, offsets
        self._low, self._high = low, max(low, high)

    def __len__(self) -> int:
        """Return how many they are."""
        return self._high - self._low

    @overload
    def __getitem__(self, place: int) -> int: ...
    @overload
    def __getitem__(self, place: slice) -> DayNumbers: ...
    def __getitem__(self, place: int | slice) -> int | DayNumbers:
        """Return the one at a place, or those of a slice without a step."""
        if isinstance(place, slice):
            low, high, step = place.indices(len(self))
            if step != 1:
                raise ValueError("days are sliced one by one")
            return DayNumbers(
                self._anchor, self._length, self._offsets, self._low + low, self._low + max(low, high)
            )
        at = range(self._low, self._high)[place]
        rounds, within = divmod(at, len(self._offsets))
        return self._anchor + rounds * self._length + self._offsets[within]

    def __contains__(self, number: object) -> bool:
        """Tell whether a day is one of them."""
        if not isinstance(number, int):
            return False
        at = bisect_left(self, number)
        return at < len(self) and self[at] == number

    def __iter__(self) -> Iterator[int]:
        """Yield them."""
        return (self[at] for at in range(len(self)))


def day_numbers(rhythm: Rhythm | None, counted_from: date, first: date, last: date) -> Sequence[int]:
    """Return the ordinals of the days with a dose from ``first`` to ``last``, both inclusive.

    ``counted_from`` is the first day of the run, on ``first`` or before.
    """
    begin, end = first.toordinal(), last.toordinal() + 1
    if rhythm is None:
        return range(begin, end)
    if isinstance(rhythm, Cycle):
        anchor, length, offsets = counted_from.toordinal(), rhythm.length, tuple(range(rhythm.on))
    else:
        # Ordinal 1 is a Monday.
        anchor, length, offsets = 1, _WEEK, rhythm.days

    def place(number: int) -> int:
        rounds, within = divmod(number - anchor, length)
        return rounds * len(offsets) + bisect_left(offsets, within)

    return DayNumbers(anchor, length, offsets, place(begin), place(end))
