"""Which drawing stands for a portion, on screen and paper: size and filling rise with the strength."""

from __future__ import annotations

from collections.abc import Iterable
from typing import TYPE_CHECKING, NamedTuple

from ldn_desktop.domain.amount import format_volume
from ldn_desktop.domain.formulation import QUARTERS, Capsule, Drops, Formulation, Liquid, Tablet, strength_ng
from ldn_desktop.domain.recipe import Count, Portion, Volume
from ldn_desktop.reference.words.wording import DoseWords

if TYPE_CHECKING:
    from ldn_desktop.domain.administration import Steps
    from ldn_desktop.domain.regimen import Regimen
    from ldn_desktop.reference.words.sentences import Sentences

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
    """Return the drawings of a portion, one a piece or filling; too many to count at a glance get none."""
    product = portion.formulation
    if isinstance(portion, Count):
        if portion.pieces > MOST_DRAWN:
            return ()
        level = drawing_levels(products).get(product.id, 0)
        whole, part = divmod(portion.quarters, QUARTERS)
        parts = [QUARTERS] * whole + ([part] if part else [])
        return tuple(Drawing(product.kind, level, quarters) for quarters in parts)
    if isinstance(portion, Volume):
        if portion.measures > MOST_DRAWN:
            return ()
        full = portion.formulation.capacity_nl
        return tuple(Drawing("liquid", 0, thousandths=nl * 1000 // full) for nl in portion.fillings)
    return (Drawing("drops", 0),)


def key_of(
    steps: Steps, regimen: Regimen, doses: DoseWords, words: Sentences
) -> tuple[tuple[str, tuple[Drawing, ...]], ...]:
    """Return the products that some steps use, the weakest first, each with its drawing, strength and syringe."""
    used = used_in(steps)
    used.sort(key=lambda product: (isinstance(product, Liquid), strength_ng(product)))
    return tuple((key_words(product, doses, words), (drawing_of(product, regimen),)) for product in used)


def drawing_of(product: Formulation, regimen: Regimen) -> Drawing:
    """Return the drawing that stands for a product of a plan, a syringe half full."""
    level = drawing_levels(regimen.products).get(product.id, 0)
    return Drawing(product.kind, level, thousandths=500)


def used_in(steps: Steps) -> list[Formulation]:
    """Return the products that some steps use, by id."""
    portions = (p for step in steps for take in step.takes if take.recipe for p in take.recipe.portions)
    return sorted({portion.formulation for portion in portions}, key=lambda product: product.id)


def key_words(product: Formulation, doses: DoseWords, words: Sentences) -> str:
    """Name a product as the rows do, with its syringe or dropper and how long it keeps."""
    told = doses.language.product(doses.strength(product), product.kind)
    if isinstance(product, Liquid):
        told = words.say(
            "key_liquid",
            strength=doses.strength(product),
            capacity=f"{format_volume(product.capacity_nl)} mL",
            marks=f"{format_volume(product.graduation_nl)} mL",
        )
    elif isinstance(product, Drops):
        told = words.say(
            "key_drops",
            strength=doses.strength(product),
            each=doses.language.counted(product.drops_per_ml, "drop"),
        )
    if route := doses.language.route(product.route):
        told = words.say("key_routed", product=told, route=route)
    days = product.beyond_use_days
    return words.say("key_keeps", product=told, days=doses.language.counted(days, "day")) if days else told
