"""What one pharmacy makes is suggested by what it makes alone, with what all fills cost as they are handed out."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

import pytest

from ldn_desktop.domain.formulation import Capsule, Drops, Formulation, Liquid, Tablet
from ldn_desktop.domain.ladder import Rung, linear
from ldn_desktop.domain.plan import Plan
from ldn_desktop.domain.practice import Currency, Made, Pharmacy
from ldn_desktop.workspace.suggest import of_pharmacy, suggestions

MG = 1_000_000
PLAN = Plan(date(2026, 12, 1), (Rung(MG, 7), Rung(2 * MG, 28)), (Capsule("other", MG),))
ONE, TWO = Capsule("one", MG), Capsule("two", 2 * MG)


def pharmacy(*makes: tuple[Formulation, int | None]) -> Pharmacy:
    return Pharmacy("Corner", makes=tuple(Made(*made) for made in makes), currency=Currency("GBP"))


def costs(plan: Plan, of: Pharmacy, overage: int = 0) -> dict[tuple[str, ...], int | None]:
    found = of_pharmacy(plan, of, overage)
    return {tuple(product.id for product in each.products): each.cost for each in found}


def test_the_cost_is_that_of_all_fills() -> None:
    # 7 of 1 mg and 28 of 2 mg, or 63 of 1 mg.
    assert costs(PLAN, pharmacy((ONE, 30), (TWO, 40))) == {
        ("one", "two"): 7 * 30 + 28 * 40,
        ("one",): 63 * 30,
    }


def test_whole_tablets_are_paid_fill_by_fill() -> None:
    # Halves for 7 days, then wholes: 3.5 and 21 in the first fill are 24.5, so 25; then 7.
    tablet = Tablet("t", 2 * MG, 2)
    assert costs(PLAN, pharmacy((tablet, 10))) == {("t",): (25 + 7) * 10}


@pytest.mark.parametrize(("overage", "whole"), [(0, 63), (10, 54 + 16)])
def test_a_liquid_is_paid_by_whole_millilitres_with_the_overage(overage: int, whole: int) -> None:
    # 7 and 42 mL in the first fill, 14 in the second; a tenth more of each is 53.9 and 15.4.
    liquid = Liquid("l", MG, 100_000, 3_000_000)
    assert costs(PLAN, pharmacy((liquid, 2)), overage) == {("l",): 2 * whole}


def test_drops_are_paid_by_the_millilitre() -> None:
    drops = Drops("d", 2 * MG, 20)
    few = replace(PLAN, max_drops_per_dose=20)
    assert costs(few, pharmacy((drops, 100))) == {("d",): (25 + 7) * 100}


def test_where_a_price_is_missing_no_cost_is_told() -> None:
    assert costs(PLAN, pharmacy((ONE, None), (TWO, 40))) == {("one", "two"): None, ("one",): None}


def test_of_two_alike_at_two_prices_each_has_its_own_and_the_cheaper_comes_first() -> None:
    plan = replace(PLAN, ladder=(Rung(MG, 28),))
    found = of_pharmacy(plan, pharmacy((Capsule("dear", MG), 50), (Capsule("cheap", MG), 30)), 0)
    told = [(each.products[0].id, each.cost) for each in found]
    assert told == [("cheap", 28 * 30), ("dear", 28 * 50)]


def test_of_sets_alike_the_one_that_costs_least_comes_first() -> None:
    dear, cheap = Tablet("dear", 2 * MG, 1), Capsule("cheap", 2 * MG)
    found = of_pharmacy(PLAN, pharmacy((ONE, 30), (dear, 90), (cheap, 40)), 0)
    assert [[product.id for product in each.products] for each in found][:2] == [
        ["one", "cheap"],
        ["one", "dear"],
    ]


def test_the_cheapest_of_many_sets_alike_is_among_those_that_are_offered() -> None:
    plan = replace(PLAN, ladder=(Rung(MG, 28),))
    makes = [(Capsule(f"c{at}", MG, 30 + at), 100 - at) for at in range(11)]
    found = of_pharmacy(plan, pharmacy(*makes), 0)
    assert [each.products[0].id for each in found] == [f"c{at}" for at in range(10, 2, -1)]
    assert [each.cost for each in found] == [28 * (100 - at) for at in range(10, 2, -1)]


def test_nothing_is_suggested_that_the_pharmacy_does_not_make() -> None:
    assert of_pharmacy(PLAN, pharmacy((TWO, 40)), 0) == ()
    assert of_pharmacy(PLAN, pharmacy(), 0) == ()


def test_products_taken_in_two_ways_are_no_set() -> None:
    under = Tablet("under", 2 * MG, 1, route="sublingual")
    assert {tuple(p.id for p in each.products) for each in suggestions(PLAN, (ONE, under))} == {("one",)}


def test_what_needs_nothing_more_is_suggested_alone() -> None:
    plan = replace(PLAN, ladder=linear(MG // 2, MG // 2, 3 * MG, every=7, maintenance=28))
    liquid = Liquid("l", MG, 100_000, 3_000_000)
    capsules = tuple(Capsule(f"c{at}", at * MG // 2) for at in (1, 2, 3))
    sets = [{p.id for p in each.products} for each in suggestions(plan, (liquid, *capsules))]
    assert sets[0] == {"l"}
    assert not any("l" in each for each in sets[1:])
