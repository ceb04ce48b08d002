"""Days on a rung, and the phases as which they are shown: split where what is in force becomes another."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Sequence
from datetime import date
from itertools import pairwise
from typing import Generic, NamedTuple, TypeVar

from ldn_desktop.domain.formulation import Formulation
from ldn_desktop.domain.ladder import Doses
from ldn_desktop.domain.phase import PAUSE, Course, Phase
from ldn_desktop.domain.rhythm import Rhythm

_Value = TypeVar("_Value")


class _Timeline(Generic[_Value]):
    """A value in force from each of some days on; a later entry for the same day replaces the earlier."""

    def __init__(self, entries: Sequence[tuple[int, _Value]]) -> None:
        self._values = dict(entries)
        self._days = sorted(self._values)

    def at(self, day: int) -> _Value:
        """Return what is in force on a day."""
        return self._values[self._days[bisect_right(self._days, day) - 1]]

    def changes(self, first: int, end: int) -> list[int]:
        """Return the days after ``first`` and before ``end`` on which the value becomes a different one."""
        if len(self._days) == 1:
            return []
        days = self._days[bisect_right(self._days, first) : bisect_left(self._days, end)]
        return [day for day in days if self.at(day - 1) != self._values[day]]


class Block(NamedTuple):
    """Days on a rung before the calendar splits them; days and starts are plain numbers, day 0 is the start."""

    kind: str
    rung: int
    dose_ng: int
    days: int
    doses: Doses = ()
    rhythm: Rhythm | None = None


def shown(
    blocks: Sequence[Block],
    begins: date,
    times_from: Sequence[tuple[int, tuple[str, ...]]],
    products_from: Sequence[tuple[int, tuple[Formulation, ...]]],
    since: int,
    before: int,
) -> Course:
    """Return the phases of blocks from a day on, split where times or products in force change by value.

    Both are in force from the day of a number on. Only phases that hold a day from that of number ``since`` up to and
    not including that of number ``before`` are returned.
    """
    phases: list[Phase] = []
    times, products = _Timeline(times_from), _Timeline(products_from)
    first, run, previous = 0, 0, None
    start = begins.toordinal()
    for whole, block in enumerate(blocks):
        end = first + block.days
        # A run ends where another rhythm or a pause begins.
        if previous is None or PAUSE in {block.kind, previous.kind} or block.rhythm != previous.rhythm:
            run = first
        begun, first, previous = first, end, block
        if end <= since:
            continue
        if begun >= before:
            break
        cuts = {*products.changes(begun, end)}
        if not block.doses:
            cuts.update(times.changes(begun, end))
        edges = [begun, *sorted(cuts), end]
        own_times = tuple([time for time, _ in block.doses])
        counted_from = date.fromordinal(start + run)
        phases += [
            Phase(
                date.fromordinal(start + low),
                date.fromordinal(start + high - 1),
                block.kind,
                block.rung,
                block.dose_ng,
                own_times or times.at(low),
                products.at(low),
                whole,
                block.doses,
                block.rhythm,
                counted_from,
            )
            for low, high in pairwise(edges)
        ]
    return tuple(phases)
