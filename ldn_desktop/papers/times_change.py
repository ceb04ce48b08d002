"""Changes of the times of the day: the last dose at the old times, the first at the new, and how far apart they lie."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from datetime import date
from itertools import pairwise
from typing import NamedTuple

from ldn_desktop.domain.phase import Phase
from ldn_desktop.domain.plan import TIMES

SHORT, LONG, USUAL = "short", "long", ""


class TimesChange(NamedTuple):
    """The dose at ``old`` on ``last`` is followed by the one at ``new`` on ``first``, the first day of the new times.

    ``spacing`` is ``short`` or ``long`` where they lie closer together or further apart than any two doses that
    follow each other before or after; empty where they do not, and where a pause lies between.
    """

    last: date
    old: str
    first: date
    new: str
    spacing: str


def times_changes(phases: Iterable[Phase]) -> Iterator[TimesChange]:
    """Yield every change of times between phases with a dose, pauses between them or not."""
    for before, after in pairwise(phase for phase in phases if phase.dose_ng):
        if before.times != after.times:
            yield TimesChange(
                before.last, before.times[-1], after.first, after.times[0], _spacing(before, after)
            )


def _spacing(before: Phase, after: Phase) -> str:
    days = (after.first - before.last).days
    if days > 1:
        return USUAL
    gap = _gap(before.times[-1], after.times[0], days)
    usual = [*_gaps(before.times), *_gaps(after.times)]
    return SHORT if gap < min(usual) else LONG if gap > max(usual) else USUAL


def _gaps(times: tuple[str, ...]) -> Iterator[int]:
    """Yield the distances of doses that follow each other, in times of the day; the last is that to the next morning."""
    yield from (_gap(one, other, 0) for one, other in pairwise(times))
    yield _gap(times[-1], times[0], 1)


def _gap(one: str, other: str, days: int) -> int:
    return days * len(TIMES) + TIMES.index(other) - TIMES.index(one)
