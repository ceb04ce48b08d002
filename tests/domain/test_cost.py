"""What fills cost where a pharmacy has a price for each product, and which products have none."""

from __future__ import annotations

from datetime import date

from ldn_desktop.domain.cost import Cost, cost_at
from ldn_desktop.domain.formulation import Capsule, Formulation, Tablet
from ldn_desktop.domain.ladder import Rung
from ldn_desktop.domain.plan import Plan
from ldn_desktop.domain.practice import Currency, Made, Pharmacy
from ldn_desktop.domain.regimen import derive
from tests.domain.given_rules import MG, RULES, TODAY

PRODUCTS = (Capsule("mine", MG), Tablet("half", 4 * MG, 2))
FILLS = derive(Plan(date(2026, 12, 1), (Rung(MG, 7), Rung(2 * MG, 7)), PRODUCTS), RULES, TODAY).supply.fills
"""Seven capsules and, as halves, three and a half tablets, of which four are handed out."""


def at(*makes: tuple[Formulation, int | None]) -> Cost:
    pharmacy = Pharmacy("Corner", makes=tuple(Made(*made) for made in makes), currency=Currency("GBP"))
    return cost_at(pharmacy, FILLS, 0)


def test_a_price_is_that_of_the_product_whatever_its_id() -> None:
    assert at((Capsule("c", MG), 30), (Tablet("t", 4 * MG, 2), 100)) == Cost(7 * 30 + 4 * 100)


def test_a_product_without_a_price_is_named() -> None:
    assert at((Capsule("c", MG), 30)) == Cost(None, (PRODUCTS[1],))
    assert at((Capsule("c", MG), None), (Tablet("t", 4 * MG, 2), 1)) == Cost(None, (PRODUCTS[0],))


def test_what_differs_in_shelf_life_alone_has_the_same_price_if_there_is_one() -> None:
    tablet = (Tablet("t", 4 * MG, 2), 100)
    kept = (Capsule("k", MG, beyond_use_days=90), 30), (Capsule("m", MG, beyond_use_days=180), 30)
    assert at(*kept, tablet) == Cost(7 * 30 + 4 * 100)
    assert at(kept[0], (kept[1][0], 31), tablet) == Cost(None, (PRODUCTS[0],))
    assert at(*kept, (Capsule("same", MG), 20), tablet) == Cost(7 * 20 + 4 * 100)


def test_a_capsule_has_not_the_price_of_a_tablet() -> None:
    assert at((Tablet("c", MG), 30), (Tablet("t", 4 * MG, 2), 100)).unpriced == (PRODUCTS[0],)


def test_nothing_handed_out_costs_nothing() -> None:
    assert cost_at(Pharmacy("Corner"), (), 0) == Cost(0)
