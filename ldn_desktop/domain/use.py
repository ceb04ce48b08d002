"""What a course uses of each product on each of its days, exactly."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Sequence
from datetime import date
from typing import NamedTuple

from ldn_desktop.domain.administration import Steps
from ldn_desktop.domain.amount import format_volume
from ldn_desktop.domain.formulation import QUARTERS, Capsule, Formulation, Liquid, Tablet
from ldn_desktop.domain.recipe import Count, Portion, Volume


class Quantity(NamedTuple):
    """An exact amount of one product: quarters of a piece, nanolitres or drops, by the product's kind."""

    formulation: Formulation
    units: int

    def text(self) -> str:
        """Write the quantity as a decimal number of pieces, mL or drops, such as ``5.25``."""
        return units_text(self.formulation, self.units)


class Use(NamedTuple):
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


def uses_of(steps: Steps) -> dict[str, tuple[Formulation, list[Use]]]:
    """Return the uses of each product by its id, which means one product throughout a plan."""
    uses: dict[str, tuple[Formulation, list[Use]]] = {}
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
            uses[name][1].append(Use(days, units))
    return uses


class DailyUse:
    """The units of a product that a course uses on a day, for its days in order."""

    def __init__(self, uses: list[Use]) -> None:
        self._uses = uses
        self._lasts = [use.days[-1] for use in uses]

    def listed(self, first: int, end: int) -> list[int]:
        """Return what is used on each day from one on, up to and not including another."""
        found = [0] * (end - first)
        for use in self._uses[bisect_left(self._lasts, first) :]:
            low, high = bisect_left(use.days, first), bisect_left(use.days, end)
            if low == high:
                break
            for day in use.days[low:high]:
                found[day - first] = use.units
        return found

    def next_day(self, day: date) -> date | None:
        """Return the first day from a day on that uses the product."""
        number = day.toordinal()
        for use in self._uses[bisect_left(self._lasts, number) :]:
            return date.fromordinal(use.days[bisect_left(use.days, number)])
        return None

    def between(self, first: int, last: int) -> int:
        """Return what is used from one day to another, both inclusive."""
        units = 0
        for use in self._uses[bisect_left(self._lasts, first) :]:
            if use.days[0] > last:
                break
            units += use.units * (bisect_right(use.days, last) - bisect_left(use.days, first))
        return units
