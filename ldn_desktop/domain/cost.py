"""What the fills of a plan cost at a pharmacy, where it has a price for each of them."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace
from operator import eq
from typing import NamedTuple

from ldn_desktop.domain.formulation import Formulation, strength_ng
from ldn_desktop.domain.handing_out import handed_out
from ldn_desktop.domain.practice import Pharmacy
from ldn_desktop.domain.supply import Fill


class Cost(NamedTuple):
    """What fills cost in the smallest unit of a currency; ``None`` where the ``unpriced`` products have no price."""

    total: int | None
    unpriced: tuple[Formulation, ...] = ()


def cost_at(pharmacy: Pharmacy, fills: Iterable[Fill], overage_percent: int) -> Cost:
    """Return what fills cost as they are handed out: whole pieces, whole millilitres with the overage."""
    handed: dict[Formulation, int] = {}
    for fill in fills:
        product = fill.quantity.formulation
        handed[product] = handed.get(product, 0) + handed_out(fill.quantity, overage_percent)
    prices = {product: _price(product, pharmacy) for product in handed}
    unpriced = tuple(product for product, price in prices.items() if price is None)
    if unpriced:
        return Cost(None, unpriced)
    return Cost(sum(pieces * (prices[product] or 0) for product, pieces in handed.items()))


def _price(product: Formulation, pharmacy: Pharmacy) -> int | None:
    """Return the price of a piece or a millilitre of a product, whatever its id; ``None`` where there is none.

    Of two that are alike the id tells which is meant, as in a set of what the pharmacy makes. Where the pharmacy makes
    nothing just like it, the price of what differs in cut, marks or shelf life alone counts, if it is one price.
    """
    for alike in (eq, _named_otherwise, _held_alike):
        prices = {made.price for made in pharmacy.makes if alike(made.formulation, product)}
        if prices:
            return prices.pop() if len(prices) == 1 else None
    return None


def _named_otherwise(one: Formulation, other: Formulation) -> bool:
    return replace(one, id="") == replace(other, id="")


def _held_alike(one: Formulation, other: Formulation) -> bool:
    return (one.kind, strength_ng(one), one.route) == (other.kind, strength_ng(other), other.route)
