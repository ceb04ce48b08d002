"""The products usually made, and usual sets of them, to choose from."""

from __future__ import annotations

from collections.abc import Mapping
from typing import NamedTuple

from ldn_desktop.domain.amount import parse_concentration, parse_dose, parse_volume
from ldn_desktop.domain.formulation import Capsule, Formulation, Liquid
from ldn_desktop.reference.cited import source_ids, texts
from ldn_desktop.reference.strict import Node

_MOST_DAYS = 3650


class ProductSet(NamedTuple):
    """A set of products offered together."""

    id: str
    title: str
    products: tuple[Formulation, ...]


class Stock(NamedTuple):
    """Products by id, and sets of them in the order offered."""

    products: Mapping[str, Formulation]
    sets: tuple[ProductSet, ...]
    sources: tuple[str, ...]


def read_stock(root: Node) -> Stock:
    """Return the products and sets. Refused: an unknown kind, a set that names an unknown product."""
    f = root.fields(("sources", "capsule", "liquid", "set"))
    products: dict[str, Formulation] = {}
    for name, node in f["capsule"].entries().items():
        members = node.fields(("strength",))
        products[name] = Capsule(name, members["strength"].amount(parse_dose))
    for name, node in f["liquid"].entries().items():
        members = node.fields(("concentration", "graduation_ml", "capacity_ml"), ("beyond_use_days",))
        products[name] = Liquid(
            name,
            members["concentration"].amount(parse_concentration),
            members["graduation_ml"].amount(parse_volume),
            members["capacity_ml"].amount(parse_volume),
            members["beyond_use_days"].whole(1, _MOST_DAYS) if "beyond_use_days" in members else None,
        )
    sets = tuple(_set(node, products) for node in f["set"].items("set"))
    return Stock(products, sets, source_ids(f["sources"]))


def _set(node: Node, products: Mapping[str, Formulation]) -> ProductSet:
    f = node.fields(("id", "title", "products"))
    names = texts(f["products"])
    for name in names:
        if name not in products:
            raise f["products"].fail(f"names the unknown product {name}; add it or correct the name.")
    return ProductSet(f["id"].filled(), f["title"].filled(), tuple(products[name] for name in names))
