"""What is left of each product on a day, and what is still to be fetched, by what was handed out until then."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from typing import NamedTuple

from ldn_desktop.domain.administration import Steps
from ldn_desktop.domain.formulation import Formulation
from ldn_desktop.domain.supply import Fill, Lot, Supply, usable_to, used_up
from ldn_desktop.domain.use import DailyUse, Quantity, uses_of


class Stock(NamedTuple):
    """One product at the beginning of a day.

    ``left`` is what earlier fills brought less the doses due so far, nothing past its date; ``discard_from`` the
    first day on which some of it may no longer be used, where it has one. ``fills`` are those of the day and later;
    ``used_from`` is the first day from it on that uses the product, ``None`` where none does.
    """

    left: Quantity
    discard_from: date | None
    fills: tuple[Fill, ...]
    used_from: date | None


def stock_on(steps: Steps, supply: Supply, day: date) -> tuple[Stock, ...]:
    """Return every product of which something is left on a day or is still to be fetched, in the order of its id."""
    uses = uses_of(steps)
    stocks = []
    for total in supply.totals:
        product = total.formulation
        fills = [fill for fill in supply.fills if fill.quantity.formulation.id == product.id]
        used = DailyUse(uses[product.id][1] if product.id in uses else [])
        lots = _lots(product, [fill for fill in fills if fill.first < day], used, day.toordinal())
        ends = min((lot.usable_to for lot in lots), default=date.max.toordinal()) + 1
        later = tuple(fill for fill in fills if fill.first >= day)
        if lots or later:
            left = Quantity(product, sum(lot.units for lot in lots))
            discard = date.fromordinal(ends) if ends <= date.max.toordinal() else None
            stocks.append(Stock(left, discard, later, used.next_day(day)))
    return tuple(stocks)


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
