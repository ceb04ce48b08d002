"""Which drawing stands for which product: size and filling rise with the strength."""

from __future__ import annotations

from collections.abc import Iterable

from ldn_desktop.domain.formulation import Formulation, is_solid, strength_ng

LEVELS = 4


def drawing_levels(products: Iterable[Formulation]) -> dict[str, int]:
    """Return for each solid's id its place among the strengths, from 0 for the weakest.

    With up to three strengths the drawings are outline (0), half (2) and solid (3); with more they go on in
    rising order and repeat, and the printed strength tells them apart.
    """
    solids = [product for product in products if is_solid(product)]
    strengths = sorted({strength_ng(product) for product in solids})
    few = {1: (0,), 2: (0, 2), 3: (0, 2, 3)}
    order = few.get(len(strengths), tuple(range(LEVELS)))
    level = {strength: order[at % len(order)] for at, strength in enumerate(strengths)}
    return {product.id: level[strength_ng(product)] for product in solids}
