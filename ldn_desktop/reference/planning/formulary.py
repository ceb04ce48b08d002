"""The products usually made, and usual sets of them, to choose from."""

from __future__ import annotations

from collections.abc import Mapping
from typing import NamedTuple

from ldn_desktop.decoding.cited import source_ids, texts
from ldn_desktop.decoding.strict import Node
from ldn_desktop.domain.amount import NL_PER_ML, AmountError, parse_concentration, parse_dose, parse_volume
from ldn_desktop.domain.formulation import Capsule, Formulation, Liquid, whole_marks
from ldn_desktop.domain.ladder import MOST_DAYS


class ProductSet(NamedTuple):
    """A set of products offered together."""

    id: str
    title: str
    products: tuple[Formulation, ...]


class HomeMade(NamedTuple):
    """A liquid made at home: one tablet of ``tablet_ng`` in ``water_nl`` of water; it keeps ``keeps_days`` at most."""

    tablet_ng: int
    water_nl: int
    keeps_days: int
    sources: tuple[str, ...]

    @property
    def concentration_ng_per_ml(self) -> int:
        """What a millilitre holds."""
        return self.tablet_ng * NL_PER_ML // self.water_nl


class Formulary(NamedTuple):
    """Products by id, and sets of them in the order offered.

    ``usual_marks`` is the distance of two marks of an oral syringe by its size, and ``first_syringe`` the size that a
    new liquid begins with; all in nanolitres.
    """

    products: Mapping[str, Formulation]
    sets: tuple[ProductSet, ...]
    usual_marks: Mapping[int, int]
    first_syringe: int
    home_made: HomeMade
    sources: tuple[str, ...]


def read_formulary(root: Node) -> Formulary:
    """Return the products, sets and syringes.

    Refused: an unknown kind, a set that names an unknown product, a syringe that is no whole number of its marks, a
    liquid made at home whose millilitre holds no whole number of nanograms.
    """
    f = root.fields(("sources", "first_syringe", "syringe", "home_made", "capsule", "liquid", "set"))
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
            members["beyond_use_days"].whole(1, MOST_DAYS) if "beyond_use_days" in members else None,
        )
    sets = tuple(_set(node, products) for node in f["set"].items("set"))
    usual_marks = dict(_syringe(size, marks) for size, marks in f["syringe"].entries().items())
    first_syringe = f["first_syringe"].amount(parse_volume)
    if first_syringe not in usual_marks:
        raise f["first_syringe"].fail("is no size of the syringes below; name one of them.")
    home_made = _home_made(f["home_made"])
    return Formulary(products, sets, usual_marks, first_syringe, home_made, source_ids(f["sources"]))


def _home_made(node: Node) -> HomeMade:
    f = node.fields(("tablet", "water_ml", "keeps_days", "sources"))
    tablet, water = f["tablet"].amount(parse_dose), f["water_ml"].amount(parse_volume)
    if tablet * NL_PER_ML % water:
        raise f["water_ml"].fail(
            "makes no whole number of nanograms in a millilitre; correct one of the two."
        )
    return HomeMade(tablet, water, f["keeps_days"].whole(1, MOST_DAYS), source_ids(f["sources"]))


def _syringe(size: str, node: Node) -> tuple[int, int]:
    marks = node.amount(parse_volume)
    try:
        capacity = parse_volume(size)
    except AmountError as error:
        raise node.fail(str(error)) from error
    if not whole_marks(capacity, marks):
        raise node.fail("does not go into the size a whole number of times; correct one of the two.")
    return capacity, marks


def _set(node: Node, products: Mapping[str, Formulation]) -> ProductSet:
    f = node.fields(("id", "title", "products"))
    names = texts(f["products"])
    for name in names:
        if name not in products:
            raise f["products"].fail(f"names the unknown product {name}; add it or correct the name.")
    return ProductSet(f["id"].filled(), f["title"].filled(), tuple(products[name] for name in names))
