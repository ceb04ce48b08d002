"""Each preference of the recipe rules by an example in which it alone decides."""

from __future__ import annotations

import pytest

from ldn_desktop.domain.formulation import Capsule, Drops, Formulation, Liquid, Tablet
from ldn_desktop.domain.recipe import Allowed, Count, DropCount, Recipe, Volume, nearest, solve
from tests.domain.given_rules import MCG, MG

HALF = MG // 2
ORAL = Liquid("liq", MG, 100_000, 3_000_000)
DROPS = Drops("dr", MG, 20)


def taken(recipe: Recipe | None) -> dict[str, int]:
    """Return quarters of a piece, nanolitres or drops by product, in the order listed; empty without a recipe."""
    found: dict[str, int] = {}
    for portion in recipe.portions if recipe else ():
        match portion:
            case Count():
                found[portion.formulation.id] = portion.quarters
            case Volume():
                found[portion.formulation.id] = portion.nl
            case DropCount():
                found[portion.formulation.id] = portion.drops
    return found


def caps(*strengths_mcg: int) -> tuple[Formulation, ...]:
    return tuple(Capsule(f"c{mcg}", mcg * MCG) for mcg in strengths_mcg)


def test_fewest_pieces_and_never_greedy() -> None:
    # The largest first would give 4 and two of 1, three pieces; two of 3 are fewer.
    assert taken(solve(6 * MG, caps(1000, 3000, 4000), Allowed(4))) == {"c3000": 8}


def test_fewest_pieces_before_fewest_products() -> None:
    assert taken(solve(4 * MG, caps(1000, 3000), Allowed(4))) == {"c3000": 4, "c1000": 4}


def test_then_fewest_different_products() -> None:
    # 5 + 1 and 3 + 3 are two pieces each.
    assert taken(solve(6 * MG, caps(5000, 1000, 3000), Allowed(4))) == {"c3000": 8}


def test_then_fewest_products_to_cut() -> None:
    # One product of one piece either way: half of 2 mg or a whole 1 mg.
    products = (Tablet("t2", 2 * MG, 2), Tablet("t1", MG, 2))
    assert taken(solve(MG, products, Allowed(4))) == {"t1": 4}


def test_then_most_of_the_largest_strength() -> None:
    # Two products, nothing cut, two pieces: 5 + 1 or 4 + 2.
    assert taken(solve(6 * MG, caps(2000, 4000, 1000, 5000), Allowed(4))) == {"c5000": 4, "c1000": 4}


def test_then_most_of_the_next_largest() -> None:
    # Three pieces of three products, one of the largest each: 8 + 4 + 1 or 8 + 3 + 2.
    products = caps(1000, 2000, 3000, 4000, 8000)
    assert taken(solve(13 * MG, products, Allowed(3))) == {"c8000": 4, "c4000": 4, "c1000": 4}


def test_then_equal_strengths_in_the_order_listed() -> None:
    one, other = Capsule("one", MG), Tablet("other", MG)
    assert taken(solve(MG, (one, other), Allowed(4))) == {"one": 4}
    assert taken(solve(MG, (other, one), Allowed(4))) == {"other": 4}


def test_a_part_of_a_tablet_is_a_piece_and_one_and_a_half_are_two() -> None:
    tablet = (Tablet("t", 3 * MG, 2),)
    one_and_a_half = solve(9 * MG // 2, tablet, Allowed(2))
    assert one_and_a_half is not None
    assert (taken(one_and_a_half), one_and_a_half.pieces, one_and_a_half.over_limit) == ({"t": 6}, 2, False)
    over = solve(9 * MG // 2, tablet, Allowed(1))
    assert over is not None
    assert over.over_limit
    quarters = solve(9 * MG // 4, (Tablet("q", 3 * MG, 4),), Allowed(4))
    assert quarters is not None
    assert (taken(quarters), quarters.pieces) == ({"q": 3}, 1)


def test_capsules_are_taken_whole() -> None:
    assert solve(HALF, caps(1000), Allowed(4)) is None


def test_solids_come_before_a_liquid_within_the_limit() -> None:
    assert taken(solve(MG, (ORAL, *caps(500)), Allowed(2))) == {"c500": 8}


def test_a_liquid_comes_before_more_pieces_than_the_limit() -> None:
    assert taken(solve(MG, (ORAL, *caps(250)), Allowed(3))) == {"liq": 1_000_000}
    many = solve(MG, caps(250), Allowed(3))
    assert many is not None
    assert (taken(many), many.over_limit) == ({"c250": 16}, True)


def test_at_most_sixty_four_pieces() -> None:
    assert solve(65 * MCG, caps(1), Allowed(4)) is None
    assert taken(solve(64 * MCG, caps(1), Allowed(4))) == {"c1": 256}


def test_a_liquid_is_whole_marks_and_at_most_two_measures() -> None:
    assert taken(solve(3 * MG, (ORAL,), Allowed(4))) == {"liq": 3_000_000}
    twice = solve(31 * MG // 10, (ORAL,), Allowed(4))
    assert twice is not None
    assert isinstance(twice.portions[0], Volume)
    assert twice.portions[0].measures == 2
    assert solve(6 * MG, (ORAL,), Allowed(4)) is not None
    assert solve(61 * MG // 10, (ORAL,), Allowed(4)) is None
    assert solve(MG // 20, (ORAL,), Allowed(4)) is None


def test_drops_are_whole_and_at_most_twenty() -> None:
    assert taken(solve(MG, (DROPS,), Allowed(4))) == {"dr": 20}
    assert solve(MG + 50 * MCG, (DROPS,), Allowed(4)) is None
    assert solve(25 * MCG, (DROPS,), Allowed(4)) is None


def test_fewest_measures_then_the_order_listed() -> None:
    small = Liquid("small", MG, 100_000, 500_000)
    assert taken(solve(MG, (small, ORAL), Allowed(4))) == {"liq": 1_000_000}
    assert taken(solve(MG, (small, DROPS), Allowed(4))) == {"dr": 20}
    assert taken(solve(MG, (DROPS, ORAL), Allowed(4))) == {"dr": 20}
    assert taken(solve(MG, (ORAL, DROPS), Allowed(4))) == {"liq": 1_000_000}


def test_solids_and_liquids_are_never_mixed() -> None:
    # A capsule and half a millilitre would make it; 7 mg is beyond two measures.
    assert solve(13 * MG // 2, (ORAL, *caps(6000)), Allowed(4)) is None


@pytest.mark.parametrize(
    ("dose", "products", "below", "above"),
    [
        (MG * 5 // 2, caps(1000), 2 * MG, 3 * MG),
        (HALF, caps(1000), None, MG),
        (MG * 9 // 2, caps(1000), 4 * MG, None),
        (150 * MCG + 1, (ORAL,), 100 * MCG, 200 * MCG),
        (MG + 1, (DROPS,), MG, None),
        (MG + 1, (DROPS, *caps(2000)), MG, 2 * MG),
    ],
)
def test_the_nearest_doses(
    dose: int, products: tuple[Formulation, ...], below: int | None, above: int | None
) -> None:
    found = nearest(dose, products, Allowed(4))
    assert (found.below_ng, found.above_ng) == (below, above)


def test_eight_products_and_the_largest_limit() -> None:
    strengths = (250, 300, 350, 450, 550, 650, 700, 950)
    # Seventeen pieces make 16.15 mg at most, and no exchange takes 0.15 mg away. Eighteen make it, in three
    # products: 16 of the largest, then the largest next one possible.
    found = taken(solve(16 * MG, caps(*strengths), Allowed(64)))
    assert found == {"c950": 64, "c550": 4, "c250": 4}


def test_odd_nanograms_stay_exact() -> None:
    # A quarter of 3 ng is no whole number, four thirds of it are: 3/4 + 1/4 = 3 ng.
    assert solve(3, (Tablet("t", 3, 4),), Allowed(4)) is not None
    assert solve(1, (Tablet("t", 3, 4),), Allowed(4)) is None
    assert taken(solve(1_000_003, (Capsule("a", 1_000_001), Capsule("b", 1)), Allowed(4))) == {"a": 4, "b": 8}


def test_very_many_products() -> None:
    assert taken(solve(MCG, caps(*range(1, 1201)), Allowed(4))) == {"c1": 4}


def test_the_nearest_doses_among_large_odd_strengths() -> None:
    odd = (Tablet("a", 4_988_299, 4), Capsule("b", 9 * MG // 2))
    found = nearest(12_345_679, odd, Allowed(4))
    assert (found.below_ng, found.above_ng) == (9_976_598, 27 * MG // 2)


def test_a_part_of_a_nanogram_is_no_neighbour() -> None:
    # Quarters of 3 ng make 0.75, 1.5, 2.25, 3 …: two pieces make no other whole number below 6 than 3.
    found = nearest(4, (Tablet("t", 3, 4),), Allowed(2))
    assert (found.below_ng, found.above_ng) == (3, 6)
