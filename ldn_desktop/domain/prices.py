"""Prices as they are typed and shown: whole numbers of a currency's smallest unit, never a decimal number inside."""

from __future__ import annotations

import re

from ldn_desktop.domain.amount import quoted
from ldn_desktop.domain.practice import MOST_PRICE, Currency

_PRICE = re.compile(r"([0-9]{1,8})(?:\.([0-9]{1,3}))?", re.ASCII)


class PriceError(ValueError):
    """A text that is no price. Its text is one sentence."""


def read_price(text: str, currency: Currency) -> int | None:
    """Return a price in the smallest unit; ``None`` where nothing is typed. Refused (``PriceError``): what is none."""
    typed = text.strip()
    if not typed:
        return None
    found = _PRICE.fullmatch(typed)
    places = currency.decimals
    if found is None or len(found[2] or "") > places:
        example = "0.35" if places == 2 else "0." + "0" * (places - 1) + "5" if places else "35"  # noqa: PLR2004
        raise PriceError(f"{quoted(typed)} is no price in {currency.code}; type a number such as {example}.")
    price = int(found[1] + (found[2] or "").ljust(places, "0"))
    if price > MOST_PRICE:
        raise PriceError(f"{quoted(typed)} is more than a piece or a millilitre costs; correct the price.")
    return price


def price_text(price: int, currency: Currency) -> str:
    """Write a price as it is typed: ``0.35``."""
    if not currency.decimals:
        return str(price)
    whole, rest = divmod(price, int("1" + "0" * currency.decimals))
    return f"{whole}.{rest:0{currency.decimals}}"


def cost_text(cost: int, currency: Currency) -> str:
    """Write a sum with its currency: ``GBP 1,240.50``."""
    whole, point, rest = price_text(cost, currency).partition(".")
    return f"{currency.code} {int(whole):,}{point}{rest}"
