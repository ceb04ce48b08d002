"""What is needed of each product today, what is left over, and what is needed later, as the window says it."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from datetime import date
from typing import NamedTuple

from ldn_desktop.domain.formulation import Capsule, Tablet
from ldn_desktop.domain.regimen import Regimen
from ldn_desktop.domain.stock import Stock, shares, stock_on
from ldn_desktop.domain.supply import Fill
from ldn_desktop.domain.use import Quantity
from ldn_desktop.reference.words.english import weekday_date
from ldn_desktop.reference.words.wording import DoseWords

_MOST_LATER = 4


class Share(NamedTuple):
    """Some of a product, and what becomes of it."""

    quantity: Quantity
    told: str


class StockTold(NamedTuple):
    """What is fetched on a day, what is left at its beginning, and what is fetched later, with its days."""

    needed: tuple[Quantity, ...]
    left: tuple[Share, ...]
    later: tuple[Fill, ...]


def stock_told(regimen: Regimen, day: date) -> StockTold:
    """Return what a plan needs and has on a day, in the order of days and products."""
    stocks = stock_on(regimen.steps, regimen.supply, day)
    fills = sorted((fill for stock in stocks for fill in stock.fills), key=lambda fill: fill.first)
    return StockTold(
        needed=tuple(fill.quantity for fill in fills if fill.first == day),
        left=tuple(_left(stocks, regimen, day)),
        later=tuple(fill for fill in fills if fill.first > day),
    )


def later_text(later: Sequence[Fill], words: DoseWords) -> str:
    """Say what is fetched later, the first of it with its days; empty where nothing is."""
    told = [
        f"{amount_text(fill.quantity, words)} on {weekday_date(fill.first)}" for fill in later[:_MOST_LATER]
    ]
    return ", ".join([*told, *(["and more after that"] if len(later) > _MOST_LATER else [])])


def stock_sentence(regimen: Regimen, words: DoseWords, today: date) -> str:
    """Say what is needed today and left over, once a change was noted in a plan that has begun; else nothing."""
    noted = any(entry.noted_on for entry in regimen.plan.adjustments)
    if not noted or regimen.first_dose >= today:
        return ""
    stock = stock_told(regimen, today)
    needed = ", ".join(amount_text(quantity, words) for quantity in stock.needed) or "nothing"
    left = (
        ", ".join(f"{amount_text(share.quantity, words)} ({share.told})" for share in stock.left) or "nothing"
    )
    later = later_text(stock.later, words) or "nothing"
    return f"Needed today: {needed} · Left over, at least: {left}\nNeeded later: {later}"


def _left(stocks: tuple[Stock, ...], regimen: Regimen, day: date) -> Iterator[Share]:
    for stock in stocks:
        found = shares(stock, regimen)
        first = weekday_date(stock.used_from or day)
        until = f" to {weekday_date(found.ends)}" if found.ends else ""
        for units, told in (
            (found.used, f"used from {first}{until}"),
            (found.waits, "kept until it is allowed again"),
            (found.over, "not used any more"),
        ):
            if units:
                yield Share(stock.left._replace(units=units), told)


def amount_text(quantity: Quantity, words: DoseWords) -> str:
    """Say how much of which product it is."""
    solid = isinstance(quantity.formulation, Capsule | Tablet)
    return f"{words.need(quantity)} {'×' if solid else 'of'} {words.label(quantity.formulation)}"
