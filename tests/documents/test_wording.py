"""How doses and strengths are written on one page."""

from __future__ import annotations

from datetime import date

import pytest

from ldn_desktop.documents.wording import DoseWords
from ldn_desktop.domain.formulation import Capsule, Formulation, Liquid
from ldn_desktop.domain.ladder import Rung
from ldn_desktop.domain.plan import Plan
from ldn_desktop.domain.regimen import Regimen, derive
from ldn_desktop.workspace.knowledge import Knowledge
from tests.content.shipped import FOLDER

_MCG, _MG = 1_000, 1_000_000


def _regimen(dose_ng: int, *products: Formulation) -> Regimen:
    plan = Plan(id="p", start_date=date(2026, 12, 1), ladder=(Rung(dose_ng, 7),), formulations=products)
    return derive(plan, Knowledge(FOLDER).rules, date(2026, 12, 1))


@pytest.mark.parametrize(
    ("dose", "product", "taken"),
    [
        (100 * _MCG, Capsule("c", 50 * _MCG), "2 × 0.05 mg (50 mcg)"),
        (50 * _MCG, Capsule("c", 50 * _MCG), "1 × 50 mcg"),
        (50 * _MCG, Liquid("l", 100 * _MCG, 100_000, 3_000_000, 14), "0.5 mL of 0.1 mg/mL"),
        (100 * _MCG, Liquid("l", 50 * _MCG, 100_000, 3_000_000, 14), "2 mL of 0.05 mg/mL (50 mcg/mL)"),
    ],
)
def test_a_page_whose_doses_and_strengths_span_both_units_has_one(
    dose: int, product: Formulation, taken: str
) -> None:
    regimen = _regimen(dose, product)

    assert DoseWords.of(regimen).take(regimen.steps[0].takes[0]) == taken


def test_a_dose_below_a_tenth_carries_both_units_beside_a_strength_in_mg() -> None:
    regimen = _regimen(50 * _MCG, Liquid("l", 1 * _MG, 10_000, 1_000_000, 14))

    assert DoseWords.of(regimen, "micrograms").dose(50 * _MCG) == "0.05 mg (50 micrograms)"
