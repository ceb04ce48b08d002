"""Formulations as the oracle sees them: plain values that are equal when the products are the same."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from fractions import Fraction
from typing import Any

from tests.oracle.amounts import Refused, read_amount, read_concentration


@dataclass(frozen=True)
class Product:
    """One formulation. ``strength`` is mg a piece or mg a mL; fields of other kinds stay at 0."""

    id: str
    kind: str
    strength: Fraction
    divisible_into: int = 1
    graduation_ml: Fraction = Fraction(0)
    capacity_ml: Fraction = Fraction(0)
    drops_per_ml: int = 0
    beyond_use_days: int | None = None
    route: str = "oral"

    @property
    def is_solid(self) -> bool:
        """Tell whether pieces of it are counted."""
        return self.kind in {"capsule", "tablet"}


def read_product(entry: Mapping[str, Any]) -> Product:
    """Read one member of a plan's ``formulations``."""
    kind = entry["kind"]
    if kind in {"capsule", "tablet"}:
        strength = read_amount(entry["strength"])
    else:
        strength = read_concentration(entry["concentration"])
    return Product(
        id=entry["id"],
        kind=kind,
        strength=strength,
        divisible_into=entry.get("divisible_into", 1),
        graduation_ml=Fraction(entry.get("graduation_ml", 0)),
        capacity_ml=Fraction(entry.get("capacity_ml", 0)),
        drops_per_ml=entry.get("drops_per_ml", 0),
        beyond_use_days=entry.get("beyond_use_days"),
        route=entry.get("route", "oral"),
    )


def read_products(entries: Iterable[Mapping[str, Any]]) -> tuple[Product, ...]:
    """Read a list of formulations, in its order; refuse an id that occurs twice."""
    products = tuple(read_product(entry) for entry in entries)
    if len({product.id for product in products}) < len(products):
        message = "an id occurs twice in one list of formulations"
        raise Refused(message)
    return products


def refuse_changed_products(lists: Iterable[tuple[Product, ...]]) -> None:
    """Refuse a plan in which one id stands for two different products."""
    known: dict[str, Product] = {}
    for products in lists:
        for product in products:
            if known.setdefault(product.id, product) != product:
                message = f"{product.id}: the same id with different fields"
                raise Refused(message)


def refuse_routes(products: Iterable[Product]) -> None:
    """Refuse formulations in force together that are taken in different ways."""
    routes = {product.route for product in products}
    if len(routes) > 1:
        message = f"several routes at once: {sorted(routes)}"
        raise Refused(message)
