"""From recipes to supply: what each fill window uses of each product, exactly."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterable, Iterator, Sequence
from datetime import date
from typing import NamedTuple, TypeAlias

from ldn_desktop.domain.administration import Steps
from ldn_desktop.domain.formulation import Formulation
from ldn_desktop.domain.plan_limits import CourseError
from ldn_desktop.domain.use import DailyUse, Quantity, Use, uses_of
from ldn_desktop.domain.work import A_DAY, Work

MOST_FILLS = 50_000
"""Of all products over the whole course: 24 products handed out every four weeks for 100 years are fewer."""


class Fill(NamedTuple):
    """What is used of one product from its first day in a window to the window's or its beyond-use end."""

    window: int
    first: date
    last: date
    quantity: Quantity


class Supply(NamedTuple):
    """All fills, by first day and then by the id of the product, and the totals by id."""

    fills: tuple[Fill, ...]
    totals: tuple[Quantity, ...]


class Lot(NamedTuple):
    """What is left of a fill, and the ordinal of the last day on which it may be used."""

    units: int
    usable_to: int


class Known(NamedTuple):
    """What was known from a day on: the last day of the course, and its steps as far as they were still of use."""

    since: date
    ends: date
    steps: Steps


_Fill: TypeAlias = tuple[int, int, int, int]
"""Window, first day, last day, units."""


def supply_of(steps: Steps, fill_days: int, known: Sequence[Known] = (), work: Work | None = None) -> Supply:
    """Add up what the steps use, in fill windows of ``fill_days`` from the first day of the course.

    ``known`` is what was known from each day on which a change was noted, in order and the first that of the start;
    without it all was known from the start. What was handed out stays, and what is left is used first. Refused
    (``CourseError``): more than ``MOST_FILLS`` fills. Refused (``TooMuchWorkError``): more than the ``work`` there may
    be.
    """
    start, end = steps[0].phase.first.toordinal(), steps[-1].phase.last.toordinal()
    found: Iterable[tuple[Formulation, Iterator[_Fill]]]
    if len(known) > 1:
        found = _fills_as_known(steps, fill_days, known, work or Work())
    else:
        found = (
            (product, _fills(product, uses, fill_days, start, end))
            for product, uses in uses_of(steps).values()
        )
    fills: list[Fill] = []
    totals: list[Quantity] = []
    # Fills by the hundred thousand share their days and quantities.
    days: dict[int, date] = {}
    for product, of_product in sorted(found, key=_by_id):
        total = 0
        quantities: dict[int, Quantity] = {}
        for window, first, last, units in of_product:
            for day in (first, last):
                if day not in days:
                    days[day] = date.fromordinal(day)
            if units not in quantities:
                quantities[units] = Quantity(product, units)
            if len(fills) == MOST_FILLS:
                raise CourseError(
                    "fill_days",
                    f"there would be more than {MOST_FILLS:,} fills; choose longer fills, fewer products "
                    "or products that keep longer",
                )
            fills.append(Fill(window, days[first], days[last], quantities[units]))
            total += units
        if quantities:
            totals.append(Quantity(product, total))
    fills.sort(key=lambda fill: fill.first)
    return Supply(tuple(fills), tuple(totals))


def _by_id(found: tuple[Formulation, object]) -> str:
    return found[0].id


def _fills(product: Formulation, uses: list[Use], fill_days: int, start: int, end: int) -> Iterator[_Fill]:
    """Yield window, first day, last day and units of each fill of one product; uses are in order of date."""
    at, begun = 0, 0
    while at < len(uses):
        first = uses[at].days[begun]
        window = (first - start) // fill_days
        last = min(start + (window + 1) * fill_days - 1, end)
        if product.beyond_use_days is not None:
            last = min(last, first + product.beyond_use_days - 1)
        units = 0
        while at < len(uses) and uses[at].days[begun] <= last:
            use = uses[at]
            upto = bisect_right(use.days, last, begun)
            units += use.units * (upto - begun)
            begun = upto
            if upto < len(use.days):
                break
            at, begun = at + 1, 0
        yield window, first, last, units


def _fills_as_known(
    steps: Steps, fill_days: int, known: Sequence[Known], work: Work
) -> Iterator[tuple[Formulation, Iterator[_Fill]]]:
    """Yield each product with its fills, each for the course known on its day."""
    start, now_ends = steps[0].phase.first.toordinal(), steps[-1].phase.last.toordinal()
    now, then = uses_of(steps), [uses_of(each.steps) for each in known]
    products = {name: product for uses in (now, *then) for name, (product, _) in uses.items()}
    begins = [max(each.since.toordinal(), start) for each in known]
    last_days = [each.ends.toordinal() for each in known]
    # A change may be noted long after all has been taken.
    ends = [
        max(min(following, max(now_ends, last) + 1), begin)
        for begin, following, last in zip(
            begins, [*begins[1:], date.max.toordinal() + 1], last_days, strict=True
        )
    ]
    spans = list(zip(begins, ends, strict=True))
    days = sum(end - begin for begin, end in spans)
    for name, product in products.items():
        work.spend(A_DAY * days)
        used = DailyUse(now[name][1] if name in now else [])
        expected = [DailyUse(uses[name][1] if name in uses else []) for uses in then]
        yield (
            product,
            _day_by_day(product, used, list(zip(spans, last_days, expected, strict=True)), fill_days),
        )


def _day_by_day(
    product: Formulation,
    used: DailyUse,
    known: Sequence[tuple[tuple[int, int], int, DailyUse]],
    fill_days: int,
) -> Iterator[_Fill]:
    """Yield the fills of a product; at hand is what was handed out, less what is used in the course as it is now.

    ``known`` are spans of days, without their ends, each with the last day and the use of the course then known.
    """
    start = known[0][0][0]
    lots: list[Lot] = []
    for (begin, end), ends, expected in known:
        due, thought = used.listed(begin, end), expected.listed(begin, end)
        for day, today, then in zip(range(begin, end), due, thought, strict=True):
            if not today and not then:
                continue
            at_hand = sum([lot.units for lot in lots if lot.usable_to >= day])
            if max(today, then) > at_hand:
                window = (day - start) // fill_days
                usable = usable_to(product, day)
                last = min(max(day, min(start + (window + 1) * fill_days - 1, ends)), usable)
                units = max(expected.between(day, last), today) - at_hand
                yield window, day, last, units
                lots.append(Lot(units, usable))
            lots = used_up(lots, today, day)


def usable_to(product: Formulation, filled: int) -> int:
    """Return the ordinal of the last day on which what was handed out on a day may be used."""
    if product.beyond_use_days is None:
        return date.max.toordinal()
    return filled + product.beyond_use_days - 1


def used_up(lots: Sequence[Lot], units: int, day: int) -> list[Lot]:
    """Return what is left after a day's use, the earliest first; what lies past its date is gone."""
    left = []
    for lot in lots:
        if lot.usable_to < day:
            continue
        taken = min(lot.units, units)
        units -= taken
        if lot.units > taken:
            left.append(Lot(lot.units - taken, lot.usable_to))
    return left
