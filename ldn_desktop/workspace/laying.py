"""Lays a ladder that was made from numbers over the one before: what its steps say besides dose and days stays."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace
from datetime import date
from itertools import groupby
from typing import TYPE_CHECKING, NamedTuple, TypeVar

from ldn_desktop.domain.basis import Months
from ldn_desktop.domain.ladder import ON_DATE, Ladder, Rung
from ldn_desktop.domain.rhythm import Rhythm

if TYPE_CHECKING:
    from ldn_desktop.domain.plan import Plan

_Said = TypeVar("_Said")


class Mark(NamedTuple):
    """What a step says besides its dose and days, and until which steps from which on, counted from 0."""

    first: int
    last: int
    rhythm: Rhythm | None = None
    go_on: str = ON_DATE


def laid_over(made: Ladder, before: Ladder) -> Ladder:
    """Return a made ladder with the rhythms, doses by time and conditions of the one before.

    The last step takes them from the last one. To the others they follow their dose; what all of them say they all say,
    and a dose between two that say the same says it too. Doses by time go where their sum is another now.
    """
    *climbed, last = made
    olds, common = before[:-1], _common_rhythm(before)
    rhythms, conditions = _rhythms(olds), _conditions(olds)
    kept = [
        rung._replace(
            doses=old.doses if (old := _of_dose(rung.dose_ng, olds)) else (),
            rhythm=common or _said(rung.dose_ng, rhythms, None),
            go_on=_said(rung.dose_ng, conditions, ON_DATE),
        )
        for rung in climbed
    ]
    if before:
        old = before[-1]
        doses = old.doses if old.dose_ng == last.dose_ng else ()
        last = last._replace(doses=doses, rhythm=old.rhythm, go_on=old.go_on)
    return (*kept, last)


def lost_doses(made: Ladder, before: Ladder) -> int | None:
    """Return the first step of a ladder whose doses by time a made one would not keep, if there is one."""
    *climbed, last = laid_over(made, before)
    for at, rung in enumerate(before):
        there = last if at == len(before) - 1 else _of_dose(rung.dose_ng, climbed)
        if rung.doses and (there is None or there.doses != rung.doses):
            return at
    return None


def lost_marks(made: Ladder, before: Ladder) -> tuple[Mark, ...]:
    """Return what steps of a ladder say and a made one would not keep at their doses, by steps that say the same."""
    kept, olds = laid_over(made, before), before[:-1]
    rhythms = () if _common_rhythm(before) else _lost(_rhythms(kept), _rhythms(olds))
    conditions = _lost(_conditions(kept), _conditions(olds))
    return (
        *(Mark(first, last, rhythm=said) for first, last, said in rhythms if said is not None),
        *(Mark(first, last, go_on=said) for first, last, said in conditions if said != ON_DATE),
    )


def _common_rhythm(ladder: Ladder) -> Rhythm | None:
    """Return the rhythm that every step has, the last one too."""
    rhythms = {rung.rhythm for rung in ladder}
    return rhythms.pop() if len(rhythms) == 1 else None


def _rhythms(ladder: Ladder) -> list[tuple[int, Rhythm | None]]:
    return [(rung.dose_ng, rung.rhythm) for rung in ladder]


def _conditions(ladder: Ladder) -> list[tuple[int, str]]:
    return [(rung.dose_ng, rung.go_on) for rung in ladder]


def _of_dose(dose_ng: int, rungs: Sequence[Rung]) -> Rung | None:
    return next((rung for rung in rungs if rung.dose_ng == dose_ng), None)


def _said(dose_ng: int, olds: Sequence[tuple[int, _Said]], nothing: _Said) -> _Said:
    """Return what a dose says: as its own step before, as those on either side of it, or as all of them."""
    for dose, said in olds:
        if dose == dose_ng:
            return said
    below = max((old for old in olds if old[0] < dose_ng), key=_dose, default=None)
    above = min((old for old in olds if old[0] > dose_ng), key=_dose, default=None)
    beside = (below, above) if below and above else olds
    said_there = {said for _, said in beside}
    return said_there.pop() if len(said_there) == 1 < len(beside) else nothing


def _lost(
    kept: Sequence[tuple[int, _Said]], olds: Sequence[tuple[int, _Said]]
) -> Iterator[tuple[int, int, _Said]]:
    """Yield what steps on end say, from the first to the last of them, where none in their place says it."""
    for said, run in groupby(enumerate(olds), _said_at):
        places = tuple(run)
        (first, _), (last, _) = places[0], places[-1]
        low, high = (end(dose for _, (dose, _) in places) for end in (min, max))
        stands = any(now == said and low <= dose <= high for dose, now in kept[:-1])
        shared = 1 < len(places) == len(olds) and any(now == said for _, now in kept)
        if not stands and not shared:
            yield first, last, said


def _said_at(placed: tuple[int, tuple[int, _Said]]) -> _Said:
    return placed[1][1]


def _dose(old: tuple[int, object]) -> int:
    return old[0]


def closed(ladder: Ladder) -> Ladder:
    """Return a ladder whose last step says nothing of how to go on: what follows it is the plan's."""
    return (*ladder[:-1], ladder[-1]._replace(go_on=ON_DATE)) if ladder else ladder


def same_numbers(one: Ladder, other: Ladder) -> bool:
    """Tell whether two ladders have the same doses and days."""
    return [(rung.dose_ng, rung.days) for rung in one] == [(rung.dose_ng, rung.days) for rung in other]


def starting(plan: Plan, day: date) -> Plan:
    """Return a plan from another day on: a ladder made in months is laid anew.

    Refused (``LadderError``): one that would then end after the year 9999.
    """
    basis, moved = plan.basis, replace(plan, start_date=day)
    if basis is None or not any(isinstance(span, Months) for span in (basis.every, basis.last)):
        return moved
    return replace(moved, ladder=laid_over(basis.ladder(day), plan.ladder))
