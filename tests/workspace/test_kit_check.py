"""How far a kit reaches, in words."""

from __future__ import annotations

from datetime import timedelta
from typing import Any

import pytest

from ldn_desktop.domain.formulation import Capsule, Drops, Liquid
from ldn_desktop.reference.words.wording import PLAIN
from ldn_desktop.workspace.kit_check import MILLILITRES, PIECES, counted_in, kit_of, reach_of, reach_sentences
from tests.domain.given_rules import MG
from tests.papers.test_patient_plan import regimen_of
from tests.workspace.test_step_words import BOTH

WEEKLY = [{"dose": f"{half / 2:g} mg", "days": 7} for half in range(1, 9)] + [{"dose": "4.5 mg", "days": 28}]


def told(held: dict[str, int], **changes: Any) -> tuple[str, ...]:
    regimen = regimen_of(**{"ladder": WEEKLY, "formulations": BOTH} | changes)
    kit = kit_of(regimen.plan)
    assert kit is not None
    return reach_sentences(kit, reach_of(kit, held), PLAIN.of(regimen))


def test_a_kit_of_63_and_63_in_weekly_steps_of_half_a_milligram() -> None:
    # 0.5 mg: 7 + 14 + 0 + 7 + 14 + 0 + 7 + 14 = 63; 1.5 mg: 7 × (1 + 1 + 1 + 2 + 2 + 2) = 63 by the 56th day.
    assert told({"a": 63, "b": 63}) == (
        "It reaches to Mon 25 Jan 2027.",
        "Left then: nothing.",
        (
            "The dose on Tue 26 Jan 2027 lacks 3 × 1.5 mg capsule; all doses up to Mon 22 Feb 2027 lack "
            "84 × 1.5 mg capsule."
        ),
    )


def test_a_kit_that_reaches_the_end_says_what_is_left() -> None:
    assert told({"a": 70, "b": 150}) == (
        "It reaches to the end of the plan, Mon 22 Feb 2027.",
        "Left then: 7 × 0.5 mg capsule, 3 × 1.5 mg capsule.",
    )


def test_a_kit_without_what_is_taken_first_makes_no_dose() -> None:
    assert told({"b": 10})[0] == "It does not make the first dose."


def test_the_end_of_a_plan_that_goes_on_is_the_last_day_counted() -> None:
    assert told({"a": 70, "b": 150}, after="continue")[0] == (
        "It reaches to the end of the plan, Mon 22 Feb 2027, the last day that is counted."
    )


def test_a_pause_without_a_date_is_no_end_of_the_plan() -> None:
    paused = {"adjustments": [{"on": "2026-12-15", "action": "pause"}]}
    beyond = "The pause has no date to go on: what is taken after it is not counted."
    assert told({"a": 30}, **paused) == (
        "It reaches to Mon 14 Dec 2026, the day before the pause.",
        "Left then: 9 × 0.5 mg capsule.",
        beyond,
    )
    assert told({"a": 7}, **paused)[2:] == (
        (
            "The dose on Tue 8 Dec 2026 lacks 2 × 0.5 mg capsule; all doses up to Mon 14 Dec 2026, the day before "
            "the pause, lack 14 × 0.5 mg capsule."
        ),
        beyond,
    )


def test_a_kit_is_counted_on_days_with_a_dose() -> None:
    steps = [{"dose": "0.5 mg", "days": 28, "rhythm": {"every": 2}}]
    assert told({"a": 3}, ladder=steps) == (
        "It reaches to Sat 5 Dec 2026.",
        "Left then: nothing.",
        (
            "The dose on Mon 7 Dec 2026 lacks 1 × 0.5 mg capsule; all doses up to Mon 28 Dec 2026 lack "
            "11 × 0.5 mg capsule."
        ),
    )


def test_a_bottle_past_its_date_is_no_help() -> None:
    liquid = {
        "id": "l",
        "kind": "liquid",
        "concentration": "1 mg/mL",
        "graduation_ml": "0.1",
        "capacity_ml": "3",
        "beyond_use_days": 14,
    }
    assert told({"l": 100}, ladder=[{"dose": "0.5 mg", "days": 28}], formulations=[liquid]) == (
        "It reaches to Mon 14 Dec 2026.",
        "Left then: 93 mL of 1 mg/mL liquid.",
        (
            "The dose on Tue 15 Dec 2026 lacks 0.5 mL of 1 mg/mL liquid; all doses up to Mon 28 Dec 2026 lack "
            "7 mL of 1 mg/mL liquid."
        ),
    )


def test_a_set_takes_the_place_of_the_plans_products() -> None:
    plan = regimen_of(ladder=WEEKLY, formulations=BOTH).plan
    other = (Capsule("half", MG // 2),)
    kit = kit_of(plan, other)
    assert kit is not None
    assert kit.products == other
    assert reach_of(kit, {"half": 7}).covers == plan.start_date + timedelta(days=6)


@pytest.mark.parametrize("formulations", [[{"id": "c", "kind": "capsule", "strength": "0.7 mg"}]])
def test_what_is_not_made_is_not_counted(formulations: list[dict[str, Any]]) -> None:
    assert kit_of(regimen_of(ladder=WEEKLY, formulations=formulations).plan) is None


def test_bottles_are_typed_in_millilitres() -> None:
    assert counted_in(Capsule("c", MG)) is PIECES
    assert counted_in(Liquid("l", MG, 100_000, 3_000_000)) is MILLILITRES
    assert counted_in(Drops("d", MG, 20)) is MILLILITRES
    regimen = regimen_of(
        ladder=[{"dose": "0.5 mg", "days": 7}],
        formulations=[{"id": "d", "kind": "drops", "concentration": "1 mg/mL", "drops_per_ml": 20}],
    )
    kit = kit_of(regimen.plan)
    assert kit is not None
    left = reach_of(kit, {"d": 10}).parts[0].left
    assert left.text() == "130"
