"""What is needed of each product today, what is left over, and what is needed later, as the window says it."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

from ldn_desktop.domain.formulation import Capsule, Tablet
from ldn_desktop.domain.regimen import Regimen
from ldn_desktop.domain.stock import Stock, shares, stock_on
from ldn_desktop.domain.use import Quantity
from ldn_desktop.reference.words.english import weekday_date
from ldn_desktop.reference.words.wording import DoseWords

_MOST_LATER = 4


def stock_sentence(regimen: Regimen, words: DoseWords, today: date) -> str:
    """Say what is needed today and left over, once a change was noted in a plan that has begun; else nothing."""
    noted = any(entry.noted_on for entry in regimen.plan.adjustments)
    if not noted or regimen.first_dose >= today:
        return ""
    stocks = stock_on(regimen.steps, regimen.supply, today)
    fills = sorted((fill for stock in stocks for fill in stock.fills), key=lambda fill: fill.first)
    needed = [_amount(fill.quantity, words) for fill in fills if fill.first == today]
    later = [fill for fill in fills if fill.first > today]
    told = [f"{_amount(fill.quantity, words)} on {weekday_date(fill.first)}" for fill in later[:_MOST_LATER]]
    if len(later) > _MOST_LATER:
        told.append("and more after that")
    today_line, left, later_line = (
        ", ".join(listed) or "nothing" for listed in (needed, _left(stocks, regimen, words, today), told)
    )
    return f"Needed today: {today_line} · Left over: {left}\nNeeded later: {later_line}"


def _left(stocks: tuple[Stock, ...], regimen: Regimen, words: DoseWords, today: date) -> Iterator[str]:
    for stock in stocks:
        found = shares(stock, regimen)
        first = weekday_date(stock.used_from or today)
        until = f" to {weekday_date(found.ends)}" if found.ends else ""
        for units, told in (
            (found.used, f"used from {first}{until}"),
            (found.waits, "kept until it is allowed again"),
            (found.over, "not used any more"),
        ):
            if units:
                yield f"{_amount(stock.left._replace(units=units), words)} ({told})"


def _amount(quantity: Quantity, words: DoseWords) -> str:
    solid = isinstance(quantity.formulation, Capsule | Tablet)
    return f"{words.need(quantity)} {'×' if solid else 'of'} {words.label(quantity.formulation)}"
