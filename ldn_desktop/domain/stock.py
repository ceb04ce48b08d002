"""What is left of each product on a day, and what is still to be fetched, by what was handed out until then."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from typing import NamedTuple

from ldn_desktop.domain.administration import Steps
from ldn_desktop.domain.formulation import Formulation
from ldn_desktop.domain.plan import PAUSED, STOPS
from ldn_desktop.domain.regimen import Regimen
from ldn_desktop.domain.supply import Fill, Lot, Supply, usable_to, used_up
from ldn_desktop.domain.use import DailyUse, Quantity, uses_of


class Stock(NamedTuple):
    """One product at the beginning of a day.

    ``left`` is what earlier fills brought less the doses due so far, nothing past its date; ``unused`` the part of it
    that no later day uses before its date. ``used_from`` is the first day from the day on that uses the product,
    ``None`` where none does; ``use_by`` the last day of what would be used first, where it has one. ``fills`` are
    those of the day and later.
    """

    left: Quantity
    unused: Quantity
    used_from: date | None
    use_by: date | None
    fills: tuple[Fill, ...]

    def waits(self, regimen: Regimen) -> bool:
        """Tell whether what is left may yet be used: a product in force where the course waits in a pause."""
        last = regimen.course[-1]
        return (
            regimen.after == PAUSED and self.used_from is None and self.left.formulation in last.formulations
        )


class Ending(NamedTuple):
    """How many units of what is left are still used, until which day; the rest is not used any more."""

    units: int
    last: date


def ending(stock: Stock, regimen: Regimen, day: date) -> Ending | None:
    """Return what is still used from a day on of a product that a stop or a change leaves a rest of, else ``None``.

    A product that is in force when the planned days end, and may be taken after them, leaves none.
    """
    product = stock.left.formulation
    goes_on = regimen.after != STOPS and product in regimen.course[-1].formulations
    if stock.used_from is None or stock.fills or goes_on:
        return None
    uses = uses_of(regimen.steps)[product.id][1]
    last = max(use.days[-1] for use in uses)
    units = DailyUse(uses).between(day.toordinal(), last)
    useful = stock.left.units - stock.unused.units
    return Ending(units, date.fromordinal(last)) if units < useful else None


def stock_on(steps: Steps, supply: Supply, day: date) -> tuple[Stock, ...]:
    """Return every product of which something is left on a day or is still to be fetched, in the order of its id."""
    uses = uses_of(steps)
    stocks = []
    for total in supply.totals:
        product = total.formulation
        fills = [fill for fill in supply.fills if fill.quantity.formulation.id == product.id]
        used = DailyUse(uses[product.id][1] if product.id in uses else [])
        lots = _lots(product, [fill for fill in fills if fill.first < day], used, day.toordinal())
        later = tuple(fill for fill in fills if fill.first >= day)
        if lots or later:
            stocks.append(_stock(product, lots, later, used.next_day(day)))
    return tuple(stocks)


def _stock(
    product: Formulation, lots: Sequence[Lot], fills: tuple[Fill, ...], used_from: date | None
) -> Stock:
    again = date.max.toordinal() + 1 if used_from is None else used_from.toordinal()
    kept = [lot for lot in lots if lot.usable_to >= again]
    left, useful = (sum(lot.units for lot in part) for part in (lots, kept))
    usable = lots if used_from is None else kept
    ends = usable[0].usable_to if usable and product.beyond_use_days is not None else date.max.toordinal()
    use_by = date.fromordinal(ends) if ends < date.max.toordinal() else None
    return Stock(Quantity(product, left), Quantity(product, left - useful), used_from, use_by, fills)


def _lots(product: Formulation, fills: Sequence[Fill], used: DailyUse, day: int) -> list[Lot]:
    """Return what is left of fills before a day, the earliest to be discarded first."""
    filled = {
        fill.first.toordinal(): Lot(fill.quantity.units, usable_to(product, fill.first.toordinal()))
        for fill in fills
    }
    # Between two of these days nothing comes and nothing is discarded, so that their use is one.
    turns = sorted({*filled, *(lot.usable_to + 1 for lot in filled.values() if lot.usable_to < day), day})
    lots: list[Lot] = []
    begun = turns[0]
    for turn in turns:
        lots = used_up(lots, used.between(begun, turn - 1), begun)
        if turn in filled:
            lots.append(filled[turn])
        begun = turn
    return [lot for lot in lots if lot.usable_to >= day]
