"""Adjustments in words."""

from __future__ import annotations

from datetime import date

import pytest

from ldn_desktop.domain.adjustment import (
    Adjustment,
    ChangeFormulations,
    ChangeTimes,
    Hold,
    Pause,
    Settle,
    StepBack,
    Stop,
)
from ldn_desktop.domain.formulation import Capsule
from ldn_desktop.papers.change_words import adjustment_words
from ldn_desktop.reference.words.wording import DoseWords
from tests.papers.test_patient_plan import KNOWLEDGE

DAY = date(2026, 12, 10)


@pytest.mark.parametrize(
    ("adjustment", "name", "told"),
    [
        (Hold(DAY, 1), "Hold this step", "1 day longer"),
        (StepBack(DAY), "One step back", "for as long as that step lasts"),
        (StepBack(DAY, 14), "One step back", "for 14 days"),
        (
            Pause(DAY, date(2026, 12, 20), "step_back"),
            "Pause",
            "10 days, from 20 Dec 2026 one step back",
        ),
        (
            Pause(DAY, date(2026, 12, 11), "continue"),
            "Pause",
            "1 day, from 11 Dec 2026 go on where it stopped",
        ),
        (Pause(DAY, date(2026, 12, 20), "restart"), "Pause", "10 days, from 20 Dec 2026 from the first step"),
        (Settle(DAY), "Settle at this dose", ""),
        (Stop(DAY), "Stop", ""),
        (ChangeTimes(DAY, ("morning",)), "Change the time", "in the morning"),
        (ChangeFormulations(DAY, (Capsule("c", 500_000),)), "Change the products", "0.5 mg capsule"),
    ],
)
def test_each_one(adjustment: Adjustment, name: str, told: str) -> None:
    assert adjustment_words(adjustment, DoseWords([]), KNOWLEDGE.changes) == (name, told)
