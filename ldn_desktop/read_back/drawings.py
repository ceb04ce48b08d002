"""Judges what a paper says of its drawings: that they show the strength, or that they only tell products apart."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from ldn_desktop.domain.formulation import is_solid
from ldn_desktop.read_back.asked import Asked, DifferentError
from ldn_desktop.read_back.statements import Found
from ldn_desktop.read_back.taken import Product, product_of

SOLID = frozenset({"capsule", "tablet"})
_LEVELS = 4
"""Drawings that there are; of more strengths some share theirs."""


def judge_drawings(
    found: Sequence[Found], names: tuple[str, str], drawn: Iterable[Product], asked: Asked
) -> None:
    """Refuse that drawings show the strength where some must share theirs, and anything else where each has its own.

    ``names`` are the phrase that they show it and the one that they do not; ``drawn`` are the products on the paper.
    """
    showing, apart = (f"phrase {name}" for name in names)
    said = {name for name, _, _ in found} & {showing, apart}
    solids = {product.strength for product in drawn if product.kind in SOLID}
    of_plan = {product_of(product).strength for product in asked.regimen.products if is_solid(product)}
    if said == {showing} and 0 < len(solids) <= _LEVELS:
        return
    if said == {apart} and not 0 < len(solids) <= len(of_plan) <= _LEVELS:
        return
    raise DifferentError("what the drawings show")
