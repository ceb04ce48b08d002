"""From recipes to supply: what each fill window uses of each product, exactly."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Iterable, Iterator, Sequence
from datetime import date
from typing import NamedTuple, TypeAlias

from ldn_desktop.domain.administration import Steps
from ldn_desktop.domain.amount import format_volume
from ldn_desktop.domain.formulation import QUARTERS, Capsule, Formulation, Liquid, Tablet
from ldn_desktop.domain.plan_limits import CourseError
from ldn_desktop.domain.recipe import Count, Portion, Volume

MOST_FILLS = 50_000
"""Of all products over the whole course: 24 products handed out every four weeks for 100 years are fewer."""


class Quantity(NamedTuple):
    """An exact amount of one product: quarters of a piece, nanolitres or drops, by the product's kind."""

    formulation: Formulation
    units: int

    def text(self) -> str:
        """Write the quantity as a decimal number of pieces, mL or drops, such as ``5.25``."""
        return units_text(self.formulation, self.units)


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


class _Use(NamedTuple):
    """The same number of units of one product on each of some days, by their ordinals, in order; at least one."""

    days: Sequence[int]
    units: int


_Fill: TypeAlias = tuple[int, int, int, int]
"""Window, first day, last day, units."""


def units_text(formulation: Formulation, units: int) -> str:
    """Write quarters of a piece, nanolitres or drops as a decimal number without a unit."""
    if isinstance(formulation, Capsule | Tablet):
        whole, quarters = divmod(units, QUARTERS)
        return f"{whole}{('', '.25', '.5', '.75')[quarters]}"
    return format_volume(units) if isinstance(formulation, Liquid) else str(units)


def portion_units(portion: Portion) -> int:
    """Return a portion in the units of its product: quarters of a piece, nanolitres or drops."""
    if isinstance(portion, Count):
        return portion.quarters
    return portion.nl if isinstance(portion, Volume) else portion.drops


def supply_of(steps: Steps, fill_days: int, known: Sequence[tuple[date, Steps]] = ()) -> Supply:
    """Add up what the steps use, in fill windows of ``fill_days`` from the first day of the course.

    ``known`` are the days on which a change was noted, in order and the first that of the start, each with the steps
    then known; without them all was known from the start. What was handed out stays, and what is left is used first.
    Refused (``CourseError``): more than ``MOST_FILLS`` fills.
    """
    start, end = steps[0].phase.first.toordinal(), steps[-1].phase.last.toordinal()
    found: Iterable[tuple[Formulation, Iterator[_Fill]]]
    if len(known) > 1:
        found = _fills_as_known(steps, fill_days, known)
    else:
        found = (
            (product, _fills(product, uses, fill_days, start, end)) for product, uses in _uses(steps).values()
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


def _uses(steps: Steps) -> dict[str, tuple[Formulation, list[_Use]]]:
    """Return the uses of each product by its id, which means one product throughout a plan."""
    uses: dict[str, tuple[Formulation, list[_Use]]] = {}
    for step in steps:
        days = step.phase.dose_days().numbers
        if not days:
            continue
        daily: dict[str, int] = {}
        for take in step.takes:
            for portion in take.recipe.portions if take.recipe else ():
                product = portion.formulation
                uses.setdefault(product.id, (product, []))
                daily[product.id] = daily.get(product.id, 0) + portion_units(portion)
        for name, units in daily.items():
            uses[name][1].append(_Use(days, units))
    return uses


def _fills(product: Formulation, uses: list[_Use], fill_days: int, start: int, end: int) -> Iterator[_Fill]:
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


class _Known(NamedTuple):
    """What is known from a day on: the last day of the course, and the uses of each product."""

    since: int
    ends: int
    uses: dict[str, tuple[Formulation, list[_Use]]]

    def of(self, name: str) -> list[_Use]:
        return self.uses[name][1] if name in self.uses else []


def _fills_as_known(
    steps: Steps, fill_days: int, known: Sequence[tuple[date, Steps]]
) -> Iterator[tuple[Formulation, Iterator[_Fill]]]:
    """Yield each product with its fills, each for the course known on its day."""
    now = _Known(0, steps[-1].phase.last.toordinal(), _uses(steps))
    then = [_Known(day.toordinal(), each[-1].phase.last.toordinal(), _uses(each)) for day, each in known]
    products = {name: product for each in (now, *then) for name, (product, _) in each.uses.items()}
    start = steps[0].phase.first.toordinal()
    for product in products.values():
        yield product, _day_by_day(product, now, then, fill_days, start)


def _day_by_day(
    product: Formulation, now: _Known, known: Sequence[_Known], fill_days: int, start: int
) -> Iterator[_Fill]:
    """Yield the fills of a product; at hand is what was handed out, less what is used in the course as it is now."""
    used = _DailyUse(now.of(product.id))
    # What is left of each fill, with the last day on which it may be used; the earliest first.
    lots: list[tuple[int, int]] = []
    ends = [later.since for later in known[1:]] + [max(now.ends, known[-1].since) + 1]
    for then, end in zip(known, ends, strict=True):
        expected = _DailyUse(then.of(product.id))
        for day in range(max(then.since, start), end):
            today = used.on(day)
            at_hand = sum(left for left, usable in lots if usable >= day)
            if max(today, expected.on(day)) > at_hand:
                window = (day - start) // fill_days
                last = max(day, min(start + (window + 1) * fill_days - 1, then.ends))
                usable = date.max.toordinal()
                if product.beyond_use_days is not None:
                    usable = day + product.beyond_use_days - 1
                    last = min(last, usable)
                units = max(expected.between(day, last), today) - at_hand
                yield window, day, last, units
                lots.append((units, usable))
            lots = _used_up(lots, today, day)


def _used_up(lots: list[tuple[int, int]], units: int, day: int) -> list[tuple[int, int]]:
    """Return what is left after a day's use; what lies past its date is gone."""
    left = []
    for lot, usable in lots:
        if usable < day:
            continue
        taken = min(lot, units)
        units -= taken
        if lot > taken:
            left.append((lot - taken, usable))
    return left


class _DailyUse:
    """The units of a product that a course uses on a day, for its days in order."""

    def __init__(self, uses: list[_Use]) -> None:
        self._uses = uses
        self._lasts = [use.days[-1] for use in uses]

    def on(self, day: int) -> int:
        """Return what is used on a day."""
        at = bisect_left(self._lasts, day)
        return self._uses[at].units if at < len(self._uses) and day in self._uses[at].days else 0

    def between(self, first: int, last: int) -> int:
        """Return what is used from one day to another, both inclusive."""
        units = 0
        for use in self._uses[bisect_left(self._lasts, first) :]:
            if use.days[0] > last:
                break
            units += use.units * (bisect_right(use.days, last) - bisect_left(use.days, first))
        return units
