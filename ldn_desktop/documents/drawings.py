"""Which drawing stands for a portion, on screen and paper: size and filling rise with the strength."""

from __future__ import annotations

from collections.abc import Iterable
from typing import TYPE_CHECKING, NamedTuple

from ldn_desktop.documents.wording import DoseWords, counted
from ldn_desktop.domain.formulation import QUARTERS, Capsule, Drops, Formulation, Liquid, Tablet, strength_ng
from ldn_desktop.domain.recipe import Count, Portion, Volume

if TYPE_CHECKING:
    from ldn_desktop.domain.regimen import Regimen

LEVELS = 4
MOST_DRAWN = 6


class Drawing(NamedTuple):
    """One piece or syringe. ``quarters`` of a piece are drawn; of a syringe ``thousandths`` are filled."""

    kind: str
    level: int
    quarters: int = QUARTERS
    thousandths: int = 0


def drawing_levels(products: Iterable[Formulation]) -> dict[str, int]:
    """Return for each solid's id its drawing, 0 for the weakest.

    With up to three strengths the drawings are outline (0), half (2) and solid (3); with more they go on in
    rising order and repeat, and the printed strength tells them apart.
    """
    solids = [product for product in products if isinstance(product, Capsule | Tablet)]
    strengths = sorted({product.strength_ng for product in solids})
    few = {1: (0,), 2: (0, 2), 3: (0, 2, 3)}
    order = few.get(len(strengths), tuple(range(LEVELS)))
    level = {strength: order[at % len(order)] for at, strength in enumerate(strengths)}
    return {product.id: level[product.strength_ng] for product in solids}


def drawings_of(portion: Portion, products: Iterable[Formulation]) -> tuple[Drawing, ...]:
    """Return the drawings of a portion; too many pieces to count at a glance get none."""
    product = portion.formulation
    if isinstance(portion, Count):
        if portion.pieces > MOST_DRAWN:
            return ()
        level = drawing_levels(products).get(product.id, 0)
        whole, part = divmod(portion.quarters, QUARTERS)
        parts = [QUARTERS] * whole + ([part] if part else [])
        return tuple(Drawing(product.kind, level, quarters) for quarters in parts)
    if isinstance(portion, Volume):
        filled = min(portion.nl, portion.formulation.capacity_nl) * 1000 // portion.formulation.capacity_nl
        return (Drawing("liquid", 0, thousandths=filled),)
    return (Drawing("drops", 0),)


def key_of(regimen: Regimen, doses: DoseWords) -> tuple[tuple[str, tuple[Drawing, ...]], ...]:
    """Return the products that the plan uses, the weakest first, each with its drawing and its strength."""
    used = [total.formulation for total in regimen.supply.totals]
    levels = drawing_levels(regimen.products)
    used.sort(key=lambda product: (isinstance(product, Liquid), strength_ng(product)))
    return tuple(
        (_key_words(product, doses), (Drawing(product.kind, levels.get(product.id, 0), thousandths=500),))
        for product in used
    )


def _key_words(product: Formulation, doses: DoseWords) -> str:
    """Name a product as the rows do, with how long it keeps."""
    kind = "liquid, in drops" if isinstance(product, Drops) else product.kind
    keeps = f", use within {counted(product.beyond_use_days, 'day')}" if product.beyond_use_days else ""
    return f"{doses.strength(product)} {kind}{keeps}"
