"""What the table of what is left and what is needed must say, counted day by day from the fills and what is taken."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from datetime import date
from fractions import Fraction
from math import ceil
from typing import NamedTuple, TypeAlias

from ldn_desktop.domain.administration import Solved, steps_of
from ldn_desktop.domain.course import known_courses
from ldn_desktop.domain.formulation import Capsule, Formulation, Tablet
from ldn_desktop.domain.plan import CONTINUES, PAUSED
from ldn_desktop.domain.recipe import Count, Portion, Volume
from ldn_desktop.domain.work import Work
from ldn_desktop.read_back.asked import Asked
from ldn_desktop.read_back.taken import DAY, Course, Part, Product, later, product_of

_QUARTERS, _NL_PER_ML = 4, 1_000_000


Left: TypeAlias = tuple[str, Fraction, date | None, date | None, date | None]
"""Its name, how much it is, the day it is kept for, the last day of the oldest, and the day it is used up."""


class Line(NamedTuple):
    """What a row says of a product: parts that are left, each with its days, and needs, each with its day.

    What is needed is the exact count and, of pieces in parts, the whole ones that are fetched; else the same twice.
    """

    left: frozenset[Left]
    needs: tuple[tuple[str, tuple[Fraction, Fraction], date | None], ...]


def expected_rows(asked: Asked) -> Iterator[tuple[tuple[Product, int], Line]]:
    """Yield what each product's row must say, counted day by day from the fills and what is taken."""
    regimen, printed = asked.regimen, asked.printed
    used = _used(asked)
    waiting = regimen.course[-1].formulations if regimen.after == PAUSED else ()
    goes_on = _made_of_at_last(asked) if regimen.after == CONTINUES else frozenset()
    for total in regimen.supply.totals:
        product = total.formulation
        keeps = product.beyond_use_days
        fills = [fill for fill in regimen.supply.fills if fill.quantity.formulation == product]
        brought = {fill.first: {fill.first: Fraction(fill.quantity.text())} for fill in fills}
        lots: dict[date, Fraction] = {}
        day = regimen.first
        while day < printed:
            lots |= brought.get(day, {})
            due = used.get((product.id, day), Fraction(0))
            for filled in sorted(lots):
                if _lasts(filled, keeps, day):
                    part = min(due, lots[filled])
                    lots[filled] -= part
                    due -= part
            day += DAY
        left = {
            filled: amount for filled, amount in lots.items() if amount and _lasts(filled, keeps, printed)
        }
        again = min((day for name, day in used if name == product.id and day >= printed), default=None)
        later = [(Fraction(fill.quantity.text()), fill.first) for fill in fills if fill.first >= printed]
        if left or later:
            yield (
                (product_of(product), keeps or 0),
                Line(
                    _waiting(left, keeps)
                    if again is None and product in waiting
                    else _going_on(left, keeps)
                    if again is None and product.id in goes_on
                    else _left(
                        left,
                        again,
                        keeps,
                        printed,
                        _ends(asked, product, used) if not later else {},
                        waits=product in waiting,
                    ),
                    _wanted(later, printed, pieces=isinstance(product, Capsule | Tablet)),
                ),
            )


def _ends(
    asked: Asked, product: Formulation, used: Mapping[tuple[str, date], Fraction]
) -> dict[date, Fraction]:
    """Return the doses of a product that is not taken straight after the planned days, by day; of another nothing."""
    if asked.regimen.after not in {"stop", "paused"} and product.id in _made_of_at_last(asked):
        return {}
    return {day: amount for (name, day), amount in used.items() if name == product.id}


def _made_of_at_last(asked: Asked) -> frozenset[str]:
    """Return the ids of what the last dose is made of, whether or not a planned day has that dose."""
    dosed = {step.number: step for step in asked.regimen.steps if step.number}
    if not dosed:
        return frozenset()
    recipes = [take.recipe for take in dosed[max(dosed)].takes if take.recipe is not None]
    return frozenset(portion.formulation.id for recipe in recipes for portion in recipe.portions)


def _lasts(filled: date, keeps: int | None, day: date) -> bool:
    return keeps is None or (day - filled).days < keeps


def _last_day(filled: date, keeps: int | None) -> date | None:
    """Return the last day of what keeps so many days, where the calendar has a day after it."""
    last = date.max if keeps is None else later(filled, keeps - 1)
    return None if last == date.max else last


def _left(
    left: Mapping[date, Fraction],
    again: date | None,
    keeps: int | None,
    printed: date,
    ends: Mapping[date, Fraction],
    *,
    waits: bool,
) -> frozenset[Left]:
    """Return what a row says is left; ``ends`` are the doses still due of a product that is not used after them."""
    kept = {
        filled: amount
        for filled, amount in left.items()
        if again is not None and _lasts(filled, keeps, again)
    }
    whole, used = sum(left.values(), Fraction(0)), sum(kept.values(), Fraction(0))
    due = sum((amount for day, amount in ends.items() if day >= printed), Fraction(0))
    used_up = max(ends) if ends and kept and due < used else None
    used = due if used_up else used
    parts: set[Left] = set()
    if kept:
        last = _last_day(min(kept), keeps)
        last = None if last and used_up and last >= used_up else last
        today = again == printed
        used_up = None if used_up == again and not today else used_up
        parts.add(("use" if today else "keep", used, None if today else again, last, used_up))
    rest = _after(kept, used) if waits else {}
    over = whole - used - sum(rest.values(), Fraction(0))
    if over:
        parts.add(("over", over, None, None, None))
    return frozenset(parts) | _waiting(rest, keeps)


def _after(left: Mapping[date, Fraction], used: Fraction) -> dict[date, Fraction]:
    """Return what an amount leaves, the oldest used first."""
    rest = dict(left)
    for filled in sorted(left):
        part = min(rest[filled], used)
        rest[filled] -= part
        used -= part
    return {filled: amount for filled, amount in rest.items() if amount}


def _going_on(left: Mapping[date, Fraction], keeps: int | None) -> frozenset[Left]:
    """Return what is used first after the planned days of a plan that goes on."""
    if not left:
        return frozenset()
    return frozenset({("use", sum(left.values(), Fraction(0)), None, _last_day(min(left), keeps), None)})


def _waiting(left: Mapping[date, Fraction], keeps: int | None) -> frozenset[Left]:
    """Return what is kept through a pause without an end, with the last day of the oldest."""
    if not left:
        return frozenset()
    last = _last_day(min(left), keeps)
    return frozenset({("wait", sum(left.values(), Fraction(0)), None, last, None)})


def _wanted(
    later: list[tuple[Fraction, date]], printed: date, *, pieces: bool
) -> tuple[tuple[str, tuple[Fraction, Fraction], date | None], ...]:
    most = 3
    shown = later if len(later) <= most else later[: most - 1]
    parts: list[tuple[str, tuple[Fraction, Fraction], date | None]] = [
        (
            "today" if day == printed else "later",
            _whole([amount], pieces=pieces),
            None if day == printed else day,
        )
        for amount, day in shown
    ]
    rest = later[len(shown) :]
    if rest:
        parts.append(("more", _whole([amount for amount, _ in rest], pieces=pieces), rest[0][1]))
    return tuple(parts)


def _whole(amounts: Sequence[Fraction], *, pieces: bool) -> tuple[Fraction, Fraction]:
    """Return a sum, and that of the whole pieces of each amount where the sum is none of whole ones."""
    exact = sum(amounts, Fraction(0))
    return exact, Fraction(sum(map(ceil, amounts))) if pieces and exact.denominator > 1 else exact


def _used(asked: Asked) -> dict[tuple[str, date], Fraction]:
    """Return what each day takes of each product by its id."""
    used: dict[tuple[str, date], Fraction] = {}
    for step in asked.regimen.steps:
        for day in step.phase.dose_days():
            for take in step.takes:
                for portion in take.recipe.portions if take.recipe else ():
                    key = portion.formulation.id, day
                    used[key] = used.get(key, Fraction(0)) + _quantity(portion)
    return used


def _quantity(portion: Portion) -> Fraction:
    if isinstance(portion, Count):
        return Fraction(portion.quarters, _QUARTERS)
    return Fraction(portion.nl, _NL_PER_ML) if isinstance(portion, Volume) else Fraction(portion.drops)


def told_otherwise(asked: Asked, course: Course) -> Iterator[date]:
    """Yield the days before that of printing on which another thing is taken than the course known on them said."""
    plan = asked.regimen.plan
    known = list(known_courses(plan, Work()))
    ends = [*(each.since for each in known[1:]), asked.printed]
    for each, end in zip(known, ends, strict=False):
        steps = steps_of(each.phases, Solved(plan.allowed))
        was = Course(asked.regimen._replace(steps=steps)) if steps else None
        for day in (each.since + at * DAY for at in range((min(end, asked.printed) - each.since).days)):
            if dose_on(was, day) != dose_on(course, day):
                yield day


def dose_on(course: Course | None, day: date) -> tuple[Fraction, Mapping[str, tuple[Part, ...]]]:
    """Return the dose of a day and its parts; a dose that was known but cannot be measured has none."""
    span = course.on(day) if course is not None else None
    return (span.dose, span.taken) if span is not None and day in span.due else (Fraction(0), {})
