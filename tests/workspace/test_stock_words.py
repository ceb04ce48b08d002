"""The window says what is needed today and what is left over, only where a change was noted along the way."""

from __future__ import annotations

from datetime import date
from typing import Any

import pytest

from ldn_desktop.reference.words.wording import PLAIN
from ldn_desktop.workspace.stock_words import stock_sentence
from tests.papers.test_patient_plan import regimen_of
from tests.papers.test_supply_words import BACK, HELD, PLAN, VISIT

LIQUID = {
    "id": "l",
    "kind": "liquid",
    "concentration": "1 mg/mL",
    "graduation_ml": "0.1",
    "capacity_ml": "5",
    "beyond_use_days": 14,
}
PAUSE = {"on": "2027-01-02", "action": "pause", "until": "2027-01-20", "resume": "continue"}


@pytest.mark.parametrize(
    ("changes", "told"),
    [
        (
            {"adjustments": [HELD | {"noted_on": "2026-12-10"}, BACK | {"noted_on": "2027-01-05"}]},
            (
                "Needed today: 14 × 1.5 mg · Left over, at least: 7 × 3 mg (used from Tue 19 Jan 2027)\nNeeded later: "
                "7 × 3 mg on Tue 26 Jan 2027, 21 × 4.5 mg on Tue 2 Feb 2027, 7 × 4.5 mg on Tue 23 Feb 2027"
            ),
        ),
        (
            {"adjustments": [PAUSE | {"noted_on": "2027-01-02"}], "formulations": [LIQUID]},
            (
                "Needed today: nothing · Left over, at least: 45 mL of 1 mg/mL (not used any more)\nNeeded later: "
                "27 mL of 1 mg/mL on Wed 20 Jan 2027, 63 mL of 1 mg/mL on Tue 26 Jan 2027, "
                "18 mL of 1 mg/mL on Tue 9 Feb 2027"
            ),
        ),
        (
            {"adjustments": [{"on": "2027-01-02", "action": "pause", "noted_on": "2027-01-02"}]},
            (
                "Needed today: nothing · Left over, at least: 24 × 4.5 mg (kept until it is allowed again)\n"
                "Needed later: nothing"
            ),
        ),
        ({"adjustments": [HELD, BACK]}, ""),
        ({}, ""),
    ],
)
def test_the_sentence_of_a_day(changes: dict[str, Any], told: str) -> None:
    regimen = regimen_of(**PLAN | changes)
    assert stock_sentence(regimen, PLAIN.of(regimen), VISIT) == told


def test_before_the_first_dose_nothing_is_left_over() -> None:
    regimen = regimen_of(**PLAN, adjustments=[HELD | {"noted_on": "2026-11-01"}])
    assert stock_sentence(regimen, PLAIN.of(regimen), date(2026, 12, 1)) == ""
