"""What is left of each product on a day, and what is still to be fetched, by what was handed out until then."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from typing import NamedTuple

from ldn_desktop.domain.administration import Steps
from ldn_desktop.domain.formulation import Formulation
from ldn_desktop.domain.plan import CONTINUES, PAUSED, STOPS
from ldn_desktop.domain.regimen import Regimen
from ldn_desktop.domain.supply import Fill, Lot, Supply, usable_to, used_up
from ldn_desktop.domain.use import DailyUse, Quantity, Use, uses_of


class Stock(NamedTuple):
    """One product at the beginning of a day.

    ``left`` is what earlier fills brought less the doses due so far, nothing past its date; ``lots`` the same, the
    earliest to be discarded first. ``used_from`` is the first day from the day on that uses the product, ``used_until``
    the last, ``None`` where none does; ``due`` the units that they use. ``use_by`` is the last day of what would be
    used first, where it has one. ``fills`` are those of the day and later.
    """

    left: Quantity
    lots: tuple[Lot, ...]
    used_from: date | None
    used_until: date | None
    due: int
    use_by: date | None
    fills: tuple[Fill, ...]


class Shares(NamedTuple):
    """What becomes of what is left of a product, in units.

    ``used`` are taken, the last of them on the day ``ends`` where a stop, a change or a pause without an end leaves a
    rest. ``waits`` are kept through such a pause, the oldest until ``wait_by`` where it has a last day. ``over`` are
    not used any more.
    """

    used: int
    ends: date | None
    waits: int
    wait_by: date | None
    over: int


def shares(stock: Stock, regimen: Regimen) -> Shares:
    """Tell what of a stock is used, what is kept through a pause without an end, and what is over.

    A product that the last dose is made of may be taken after the planned days, unless the plan stops there; through a
    pause without an end every product in force is kept, for a lower dose may follow it.
    """
    rest, used, ends = list(stock.lots), 0, None
    product = stock.left.formulation
    goes_on = regimen.after not in {STOPS, PAUSED} and product in _last_taken(regimen)
    if stock.used_from is not None:
        again = stock.used_from.toordinal()
        kept = [lot for lot in rest if lot.usable_to >= again]
        useful = sum(lot.units for lot in kept)
        used = useful if stock.fills or goes_on else min(useful, stock.due)
        ends = stock.used_until if used < useful else None
        rest = used_up(kept, used, again)
    elif goes_on and regimen.after == CONTINUES:
        rest, used = [], stock.left.units
    waits = rest if regimen.after == PAUSED and product in regimen.course[-1].formulations else []
    units = sum(lot.units for lot in waits)
    by = _last_day(waits[0]) if waits else None
    return Shares(used, ends, units, by, stock.left.units - used - units)


def _last_taken(regimen: Regimen) -> set[Formulation]:
    """Return the products that the dose of the last step with one is made of."""
    last = next((step for step in reversed(regimen.steps) if step.phase.dose_ng), None)
    takes = last.takes if last is not None else ()
    return {portion.formulation for take in takes if take.recipe for portion in take.recipe.portions}


def stock_on(steps: Steps, supply: Supply, day: date) -> tuple[Stock, ...]:
    """Return every product of which something is left on a day or is still to be fetched, in the order of its id."""
    uses = uses_of(steps)
    stocks = []
    for total in supply.totals:
        product = total.formulation
        listed = uses[product.id][1] if product.id in uses else []
        fills = [fill for fill in supply.fills if fill.quantity.formulation.id == product.id]
        lots = _lots(product, [fill for fill in fills if fill.first < day], DailyUse(listed), day.toordinal())
        later = tuple(fill for fill in fills if fill.first >= day)
        if lots or later:
            stocks.append(_stock(product, lots, later, listed, day))
    return tuple(stocks)


def _stock(
    product: Formulation, lots: list[Lot], fills: tuple[Fill, ...], listed: list[Use], day: date
) -> Stock:
    used = DailyUse(listed)
    first = used.next_day(day)
    last = None if first is None else date.fromordinal(listed[-1].days[-1])
    due = 0 if last is None else used.between(day.toordinal(), last.toordinal())
    kept = [lot for lot in lots if first is not None and lot.usable_to >= first.toordinal()]
    usable = lots if first is None else kept
    use_by = _last_day(usable[0]) if usable else None
    left = Quantity(product, sum(lot.units for lot in lots))
    return Stock(left, tuple(lots), first, last, due, use_by, fills)


def _last_day(lot: Lot) -> date | None:
    """Return the last day on which a lot may be used, where the calendar has a day after it."""
    return date.fromordinal(lot.usable_to) if lot.usable_to < date.max.toordinal() else None


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
