"""Solids whose sums are too many to hold: forced on every plan, compared with the oracle that tries every one."""

from __future__ import annotations

from collections.abc import Iterator
from fractions import Fraction
from itertools import product
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from ldn_desktop.domain import dense, solids, subset_sums, work
from ldn_desktop.domain.amount import NG_PER_MG
from ldn_desktop.domain.formulation import Capsule, Formulation, Tablet
from ldn_desktop.domain.recipe import Allowed, Count, Recipe, Recipes, solve
from ldn_desktop.domain.work import Work
from tests.oracle import Limits
from tests.oracle import nearest as slow_nearest
from tests.oracle.products import read_products
from tests.oracle.recipes import recipe as slow_recipe
from tests.properties.test_against_oracle import products_of
from tests.strategies import doses_to_make


@pytest.fixture(
    params=[(1, 1, 0), (30, 1, 0), (1 << 20, 1, 0), (1 << 20, 4, 0), (1 << 20, 4, 1 << 29)],
    ids=str,
    scope="module",
)
def _crowded(request: pytest.FixtureRequest) -> Iterator[None]:
    """Take everything for too much to hold; the halves that are met, and what is tried at hand, may be tiny too."""
    tried, at_hand, bits = request.param
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(work, "_MOST_BITS", 1 << 40)
        patch.setattr(subset_sums, "_SMALL", 0)
        patch.setattr(subset_sums, "_MOST_TRIED", 0)
        patch.setattr(dense, "_MOST_TRIED", tried)
        patch.setattr(solids, "_MOST_BITS_A_LEVEL", bits)
        patch.setattr(solids, "_MOST_TRIED", 2)
        patch.setattr(solids, "_MOST_AS_THEY_ARE", 0)
        patch.setattr(solids, "_MOST_AT_HAND", at_hand)
        patch.setattr(solids, "_MOST_SCANNED", at_hand)
        yield


@pytest.mark.usefixtures("_crowded")
@settings(max_examples=60)
@given(doses_to_make())
def test_the_recipe_and_its_neighbours_are_the_oracles(
    drawn: tuple[Fraction, list[dict[str, Any]], int],
) -> None:
    dose_mg, listed, most = drawn
    dose_ng, found = int(dose_mg * NG_PER_MG), products_of(listed)
    wanted = slow_recipe(dose_mg, read_products(listed), Limits(most))
    # What is forced here is seldom the shortest way, so it may take what it takes.
    recipes = Recipes(found, Allowed(most), Work(1 << 60))
    made = recipes.solve(dose_ng)
    counts = {} if made is None else {p.formulation.id: p for p in made.portions}
    assert set(counts) == {product.id for product, _ in wanted or ()}
    for one, quantity in wanted or ():
        portion = counts[one.id]
        if isinstance(portion, Count):
            assert Fraction(portion.quarters, 4) == quantity
    below, above = slow_nearest(dose_mg, listed, Limits(most))
    near = recipes.nearest(dose_ng)
    assert near.below_ng == (None if below is None else below * NG_PER_MG)
    assert near.above_ng == (None if above is None else above * NG_PER_MG)


def best_by_hand(dose: int, items: list[Formulation], limit: int) -> tuple[int, ...] | None:
    """Return the quarters of each of some solids, the strongest first, by going through all of them."""
    kept = [item for item in items if isinstance(item, Capsule | Tablet)]
    steps = [4 // item.divisible_into for item in kept]
    ranges = [range(0, 4 * limit + 1, step) for step in steps]
    made = [
        counts
        for counts in product(*ranges)
        if sum(c * item.strength_ng for c, item in zip(counts, kept, strict=True)) == 4 * dose
        and sum(-(-c // 4) for c in counts) <= limit
    ]

    def order(counts: tuple[int, ...]) -> tuple[Any, ...]:
        used = sum(c > 0 for c in counts)
        return sum(-(-c // 4) for c in counts), used, sum(c % 4 > 0 for c in counts), [-c for c in counts]

    return min(made, key=order, default=None)


def assert_best(made: Recipe | None, dose: int, products: tuple[Tablet, ...], limit: int) -> None:
    ordered = sorted(products, key=lambda item: -item.strength_ng)
    wanted = best_by_hand(dose, list(ordered), limit)
    if wanted is None:
        assert made is None or made.over_limit
        return
    assert made is not None
    taken = {p.formulation.id: p.quarters for p in made.portions if isinstance(p, Count)}
    assert taken == {item.id: quarters for item, quarters in zip(ordered, wanted, strict=True) if quarters}


@settings(max_examples=150)
@given(
    st.lists(
        st.tuples(st.sampled_from([7, 30, 36, 45, 60, 100, 210]), st.sampled_from([1, 2, 4])),
        min_size=2,
        max_size=3,
    ),
    st.integers(1, 400),
    st.integers(1, 3),
)
def test_what_its_remainders_rule_out_is_in_no_combination(
    listed: list[tuple[int, int]], dose: int, limit: int
) -> None:
    products = tuple(Tablet(f"t{at}", strength, parts) for at, (strength, parts) in enumerate(listed))
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(solids, "_MOST_AS_THEY_ARE", 0)
        made = Recipes(products, Allowed(limit)).solve(dose)
    assert_best(made, dose, products, limit)


@settings(max_examples=150)
@given(
    st.lists(
        st.tuples(st.sampled_from([2, 2, 3, 4, 4, 6]), st.sampled_from([1, 2, 4])), min_size=2, max_size=4
    ),
    st.integers(1, 12),
    st.integers(1, 4),
)
def test_equal_strengths_are_chosen_as_if_all_were_tried(
    listed: list[tuple[int, int]], dose: int, limit: int
) -> None:
    products = tuple(Tablet(f"t{at}", strength, parts) for at, (strength, parts) in enumerate(listed))
    made = solve(dose, products, Allowed(limit))
    assert_best(made, dose, products, limit)
