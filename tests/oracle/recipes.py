"""Recipes by trying every combination. Solids are counted in whole quarter nanograms: exact for any part."""

from collections.abc import Iterator, Mapping, Sequence
from fractions import Fraction
from typing import Any, NamedTuple

from tests.oracle.amounts import NG_PER_MG, is_whole_nanograms
from tests.oracle.products import Product, read_products

QUARTERS_PER_NG = 4
QUARTERS_PER_MG = QUARTERS_PER_NG * NG_PER_MG
MOST_PIECES = 64


class Limits(NamedTuple):
    """What one dose may hold at most: pieces, measures of a syringe, drops."""

    pieces: int = 4
    measures: int = 2
    drops: int = 20


Recipe = tuple[tuple[Product, Fraction], ...]
"""Products with how much of each: pieces, mL or drops."""


def pieces(counts: Sequence[Fraction]) -> int:
    """Count pieces: a part of a tablet is one piece, one and a half tablets are two."""
    return sum(-(-count.numerator // count.denominator) for count in counts)


def strongest_first(products: Sequence[Product]) -> list[Product]:
    """Give the solids from the largest strength down, equal strengths in the order listed."""
    return sorted(
        (product for product in products if product.is_solid), key=lambda product: -product.strength
    )


def part_size(product: Product) -> int:
    """Give the quarter nanograms in the smallest part that may be taken."""
    size = product.strength * QUARTERS_PER_MG / product.divisible_into
    assert size.denominator == 1
    return size.numerator


def combinations(rest: int, solids: Sequence[Product], limit: int) -> Iterator[tuple[Fraction, ...]]:
    """Give all counts of the solids that make ``rest`` quarter nanograms with at most ``limit`` pieces."""
    if not solids:
        if rest == 0:
            yield ()
        return
    first, size = solids[0], part_size(solids[0])
    most = min(rest // size, limit * first.divisible_into)
    parts_to_try = range(most + 1)
    if len(solids) == 1:
        parts_to_try = range(most, most + 1)  # the last product has to make all that is left
    for parts in parts_to_try:
        counted = Fraction(parts, first.divisible_into)
        for others in combinations(rest - parts * size, solids[1:], limit - pieces([counted])):
            yield (counted, *others)


def order_of_choice(counts: tuple[Fraction, ...]) -> tuple[Any, ...]:
    """Give what the best combination has least of, the solids being listed from the largest strength down."""
    return (
        pieces(counts),
        sum(1 for count in counts if count > 0),
        sum(1 for count in counts if count.denominator > 1),
        tuple(-count for count in counts),
    )


def solid_recipe(dose: Fraction, products: Sequence[Product], limit: int) -> Recipe | None:
    """Apply rule 1 with this many pieces at most."""
    solids = strongest_first(products)
    candidates = list(combinations((dose * QUARTERS_PER_MG).numerator, solids, limit)) if solids else []
    if not candidates:
        return None
    best = min(candidates, key=order_of_choice)
    return tuple((product, count) for product, count in zip(solids, best, strict=True) if count > 0)


def fluid_recipe(dose: Fraction, products: Sequence[Product], limits: Limits) -> Recipe | None:
    """Apply rule 2: a liquid or drops, fewest measures first, then the order listed."""
    candidates: list[tuple[int, int, Recipe]] = []
    for place, product in enumerate(products):
        if product.kind == "liquid":
            volume = dose / product.strength
            measures = pieces([volume / product.capacity_ml])
            whole = (volume / product.graduation_ml).denominator == 1
            if whole and measures <= limits.measures:
                candidates.append((measures, place, ((product, volume),)))
        elif product.kind == "drops":
            drops = dose / product.strength * product.drops_per_ml
            if drops.denominator == 1 and drops <= limits.drops:
                candidates.append((1, place, ((product, drops),)))
    return min(candidates, key=lambda candidate: candidate[:2])[2] if candidates else None


def recipe(dose: Fraction, products: Sequence[Product], limits: Limits) -> Recipe | None:
    """Give what is taken for one administration of ``dose`` mg, or None where it cannot be measured."""
    if not is_whole_nanograms(dose):
        return None
    return (
        solid_recipe(dose, products, limits.pieces)
        or fluid_recipe(dose, products, limits)
        or solid_recipe(dose, products, MOST_PIECES)
    )


def sums_near(enough: int, solids: Sequence[Product], limit: int) -> Iterator[int]:
    """Give all sums of at most ``limit`` pieces in quarter nanograms; to one above ``enough`` nothing is added."""
    if not solids:
        yield 0
        return
    first, size = solids[0], part_size(solids[0])
    for parts in range(limit * first.divisible_into + 1):
        left = limit - pieces([Fraction(parts, first.divisible_into)])
        if parts * size > enough:
            yield parts * size
            return
        for others in sums_near(enough - parts * size, solids[1:], left):
            yield parts * size + others


def nearest(
    dose: Fraction, formulations: Sequence[Mapping[str, Any]], limits: Limits
) -> tuple[Fraction | None, Fraction | None]:
    """Give the nearest doses (mg) strictly below and above ``dose`` that rules 1 and 2 can make.

    ``formulations`` are members of a plan file. None where there is no such dose; nothing at all is no dose, and
    neither is what is not a whole number of nanograms.
    """
    products = read_products(formulations)
    solids = strongest_first(products)
    enough = (dose * QUARTERS_PER_MG).__floor__()
    if any(part_size(product) % QUARTERS_PER_NG for product in solids):
        # Going further above the dose may then complete a nanogram: try everything.
        enough = limits.pieces * (solids[0].strength * QUARTERS_PER_MG).__ceil__()
    doses = {Fraction(total, QUARTERS_PER_MG) for total in sums_near(enough, solids, limits.pieces)}
    for product in products:
        if product.kind == "liquid":
            marks = product.capacity_ml * limits.measures / product.graduation_ml
            doses |= {
                mark * product.graduation_ml * product.strength
                for mark in range(1, marks.numerator // marks.denominator + 1)
            }
        elif product.kind == "drops":
            doses |= {product.strength * drops / product.drops_per_ml for drops in range(1, limits.drops + 1)}
    made = [each for each in doses if each > 0 and is_whole_nanograms(each)]
    below = max((each for each in made if each < dose), default=None)
    above = min((each for each in made if each > dose), default=None)
    return below, above
