"""From recipes to supply: what each fill window uses of each product, exactly."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterator, Sequence
from datetime import date
from typing import NamedTuple

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


def supply_of(steps: Steps, fill_days: int) -> Supply:
    """Add up what the steps use, in fill windows of ``fill_days`` from the first day of the course.

    Refused (``CourseError``): more than ``MOST_FILLS`` fills.
    """
    start, end = steps[0].phase.first.toordinal(), steps[-1].phase.last.toordinal()
    fills: list[Fill] = []
    totals: list[Quantity] = []
    # Fills by the hundred thousand share their days and quantities.
    days: dict[int, date] = {}
    for _, (product, uses) in sorted(_uses(steps).items()):
        total = 0
        quantities: dict[int, Quantity] = {}
        for window, first, last, units in _fills(product, uses, fill_days, start, end):
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
        totals.append(Quantity(product, total))
    fills.sort(key=lambda fill: fill.first)
    return Supply(tuple(fills), tuple(totals))


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


def _fills(
    product: Formulation, uses: list[_Use], fill_days: int, start: int, end: int
) -> Iterator[tuple[int, int, int, int]]:
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
