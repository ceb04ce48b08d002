"""How doses and strengths are written on one page."""

from __future__ import annotations

from datetime import date

import pytest

from ldn_desktop.domain.formulation import Capsule, Formulation, Liquid
from ldn_desktop.domain.ladder import Rung
from ldn_desktop.domain.plan import Plan
from ldn_desktop.domain.regimen import Regimen, derive
from ldn_desktop.domain.rhythm import Cycle, Rhythm, Weekdays, every
from ldn_desktop.reference.words.english import age_text, rhythm_text
from ldn_desktop.reference.words.wording import PLAIN, Wording
from ldn_desktop.workspace.knowledge import Knowledge
from tests.places import SHIPPED

_MCG, _MG = 1_000, 1_000_000


def _regimen(dose_ng: int, *products: Formulation) -> Regimen:
    plan = Plan(id="p", start_date=date(2026, 12, 1), ladder=(Rung(dose_ng, 7),), formulations=products)
    return derive(plan, Knowledge(SHIPPED).rules, date(2026, 12, 1))


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

    assert PLAIN.of(regimen).take(regimen.steps[0].takes[0]) == taken


def test_a_dose_below_a_tenth_carries_both_units_beside_a_strength_in_mg() -> None:
    regimen = _regimen(50 * _MCG, Liquid("l", 1 * _MG, 10_000, 1_000_000, 14))

    assert Wording("micrograms").of(regimen).dose(50 * _MCG) == "0.05 mg (50 micrograms)"


@pytest.mark.parametrize(
    ("born", "age"),
    [
        (date(1980, 12, 1), "46 years"),
        (date(1980, 12, 2), "45 years"),
        (date(2024, 12, 1), "2 years"),
        (date(2024, 12, 2), "23 months"),
        (date(2026, 11, 1), "1 month"),
        (date(2026, 11, 2), "29 days"),
        (date(2026, 11, 30), "1 day"),
        (date(2026, 12, 1), "0 days"),
        (date(1904, 2, 29), "122 years"),
    ],
)
def test_an_age(born: date, age: str) -> None:
    assert age_text(born, date(2026, 12, 1)) == age


def test_nobody_is_born_tomorrow() -> None:
    with pytest.raises(ValueError, match="lies after"):
        age_text(date(2026, 12, 2), date(2026, 12, 1))


@pytest.mark.parametrize(
    ("rhythm", "words"),
    [
        (None, "every day"),
        (every(2), "every other day"),
        (every(3), "every 3 days"),
        (Cycle(5, 2), "5 days on, 2 days off"),
        (Cycle(21, 1), "21 days on, 1 day off"),
        (Weekdays((0, 1, 2, 3, 4)), "Monday to Friday"),
        (Weekdays((0, 2, 4)), "Monday, Wednesday and Friday"),
        (Weekdays((5, 6)), "Saturday and Sunday"),
        (Weekdays((0, 1, 2, 4)), "Monday, Tuesday, Wednesday and Friday"),
        (Weekdays((6,)), "on Sundays"),
    ],
)
def test_a_rhythm_says_on_which_days_there_is_a_dose(rhythm: Rhythm | None, words: str) -> None:
    assert rhythm_text(rhythm) == words
