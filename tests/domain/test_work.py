"""What is too much work is refused in a sentence with its path, at every attempt alike; what people plan is not."""

from __future__ import annotations

from datetime import date, timedelta

import pytest

from ldn_desktop.domain.adjustment import ChangeFormulations
from ldn_desktop.domain.formulation import Capsule, Formulation, Tablet
from ldn_desktop.domain.ladder import Rung
from ldn_desktop.domain.plan import Plan
from ldn_desktop.domain.plan_limits import CourseError
from ldn_desktop.domain.recipe import Allowed, Recipes
from ldn_desktop.domain.regimen import derive
from ldn_desktop.domain.work import MOST_WORK, TooMuchWorkError, Work
from tests.domain.given_rules import MCG, MG, RULES

START = date(2026, 12, 1)
FINE: tuple[Formulation, ...] = tuple(
    Tablet(f"t{at}", 300_001 + 174_006 * at + at**3 * 2, 4) for at in range(24)
)
"""Strengths that share nothing but the nanogram."""
DOSES = tuple(Rung(700_001 + 401_003 * at, 1) for at in range(30))
SENTENCE = (
    "these products and doses take more work than there may be; choose fewer products, "
    "strengths that differ less finely, or fewer different doses"
)


def refused(plan: Plan) -> tuple[str, str]:
    with pytest.raises(CourseError) as caught:
        derive(plan, RULES, START)
    return caught.value.path, str(caught.value)


def test_products_of_too_fine_strengths_are_refused_where_they_stand() -> None:
    plan = Plan(START, DOSES, FINE)
    assert refused(plan) == ("formulations", SENTENCE)
    assert refused(plan) == ("formulations", SENTENCE)
    usual = (Capsule("c", MG),)
    later = ChangeFormulations(START + timedelta(days=1), FINE)
    same = ChangeFormulations(START + timedelta(days=1), usual)
    changed = Plan(START, DOSES, usual, adjustments=(same, later))
    assert refused(changed) == ("adjustments[1].formulations", SENTENCE)


def test_more_fills_than_there_may_be_are_refused() -> None:
    doubled = tuple(Capsule(f"c{at}", MCG << at) for at in range(12))
    dose = sum(item.strength_ng for item in doubled)
    plan = Plan(START, (Rung(dose, 3650), Rung(dose, 3650)), doubled, fill_days=1, max_pieces_per_dose=12)
    assert refused(plan) == (
        "fill_days",
        "there would be more than 50,000 fills; choose longer fills, fewer products or products that keep longer",
    )
    weekly = derive(Plan(START, plan.ladder, doubled, fill_days=7, max_pieces_per_dose=12), RULES, START)
    assert len(weekly.supply.fills) == 12 * 1043


def test_thirds_in_quarters_and_tiny_strengths_leave_nearly_everything_to_be_spent() -> None:
    work = Work()
    thirds: tuple[Formulation, ...] = (
        *(Tablet("a", 333_333, 4), Tablet("b", MG // 2, 4), Tablet("c", MG, 4)),
        *(Tablet("d", 1_500_000, 4), Capsule("e", 7 * MCG)),
    )
    recipes = Recipes(thirds, Allowed(), work)
    assert all(recipes.solve(125 * MCG * k) is not None for k in range(1, 37))
    assert recipes.solve(333_333) is not None
    work.spend(MOST_WORK * 9 // 10)


def test_what_is_spent_is_gone() -> None:
    work = Work(10)
    work.spend(10)
    with pytest.raises(TooMuchWorkError):
        work.spend(1)
    with pytest.raises(TooMuchWorkError):
        Work().spend_bits(1, 1 << 40)
