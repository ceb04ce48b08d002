"""Judges what a paper says of its drawings: that they show the strength, tell products apart, or nothing."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Sequence

from ldn_desktop.read_back.asked import Asked, DifferentError
from ldn_desktop.read_back.statements import Found
from ldn_desktop.read_back.taken import Product, product_of

SOLID = frozenset({"capsule", "tablet"})
_LEVELS = 4
"""Drawings that there are of capsules; of more strengths some share theirs."""


def judge_drawings(
    found: Sequence[Found], names: tuple[str, str, str], drawn: Iterable[Product], asked: Asked
) -> None:
    """Refuse a claim for drawings of which two of the plan look alike, and another than that of its products else.

    ``names`` are the phrases that they show the strength, that they tell products apart, and that they can look alike;
    ``drawn`` are the products on the paper.
    """
    showing, apart, alike = (f"phrase {name}" for name in names)
    said = {name for name, _, _ in found} & {showing, apart, alike}
    of_plan = {(p.kind, p.strength, p.syringe) for p in map(product_of, asked.regimen.products)}
    solids = {strength for kind, strength, _ in of_plan if kind in SOLID}
    kinds = Counter(kind for kind, *_ in of_plan if kind != "capsule")
    claim = showing if any(product.kind in SOLID for product in drawn) else apart
    wanted = alike if len(solids) > _LEVELS or any(count > 1 for count in kinds.values()) else claim
    if said != {wanted}:
        raise DifferentError("what the drawings show")
