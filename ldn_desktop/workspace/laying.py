"""Lays a ladder that was made from numbers over the one before: what its steps say besides dose and days stays."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from typing import TYPE_CHECKING

from ldn_desktop.domain.basis import Months
from ldn_desktop.domain.ladder import ON_DATE, Ladder, Rung

if TYPE_CHECKING:
    from ldn_desktop.domain.plan import Plan


def laid_over(made: Ladder, before: Ladder) -> Ladder:
    """Return a made ladder with the rhythms, doses by time and conditions of the one before.

    The last step takes them from the last one, another from that of its number. Doses by time go where their sum is
    another now.
    """
    *climbed, last = made
    olds = before[:-1]
    kept = [_kept(rung, olds[at] if at < len(olds) else None) for at, rung in enumerate(climbed)]
    return (*kept, _kept(last, before[-1] if before else None))


def lost_doses(made: Ladder, before: Ladder) -> int | None:
    """Return the first step of a ladder whose doses by time a made one would not keep, if there is one."""
    kept = laid_over(made, before)
    last = len(before) - 1
    for at, rung in enumerate(before):
        there = kept[-1:] if at == last else kept[at : at + 1] if at < len(kept) - 1 else ()
        if rung.doses and [other.doses for other in there] != [rung.doses]:
            return at
    return None


def _kept(rung: Rung, old: Rung | None) -> Rung:
    if old is None:
        return rung
    doses = old.doses if old.dose_ng == rung.dose_ng else ()
    return rung._replace(doses=doses, rhythm=old.rhythm, go_on=old.go_on)


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
