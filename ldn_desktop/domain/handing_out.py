"""What a pharmacy hands out for a fill: whole pieces or millilitres, beside the exact need, never mixed into it."""

from __future__ import annotations

from ldn_desktop.domain.amount import NL_PER_ML
from ldn_desktop.domain.formulation import QUARTERS, Drops, Liquid
from ldn_desktop.domain.use import Quantity


def handed_out(quantity: Quantity, overage_percent: int) -> int:
    """Return whole pieces, or whole millilitres with so many per cent more for priming and spillage.

    A part of a tablet that is left over is not kept for the next fill.
    """
    product = quantity.formulation
    if isinstance(product, Liquid):
        return -(-quantity.units * (100 + overage_percent) // (100 * NL_PER_ML))
    if isinstance(product, Drops):
        return -(-quantity.units * (100 + overage_percent) // (100 * product.drops_per_ml))
    return -(-quantity.units // QUARTERS)


def volume_nl(quantity: Quantity) -> int:
    """Return nanolitres of a liquid or of drops, those of drops rounded up. Refused: pieces (``TypeError``)."""
    product = quantity.formulation
    if isinstance(product, Liquid):
        return quantity.units
    if isinstance(product, Drops):
        return -(-quantity.units * NL_PER_ML // product.drops_per_ml)
    raise TypeError(f"{product.kind} has no volume")


def held_ng(quantity: Quantity) -> int:
    """Return the nanograms in a quantity, exact where its doses are."""
    product = quantity.formulation
    if isinstance(product, Liquid):
        return quantity.units * product.concentration_ng_per_ml // NL_PER_ML
    if isinstance(product, Drops):
        return quantity.units * product.concentration_ng_per_ml // product.drops_per_ml
    return quantity.units * product.strength_ng // QUARTERS
