"""What changes along the way, in words: for the list in the planner and for paper."""

from __future__ import annotations

from collections.abc import Mapping
from typing import NamedTuple, assert_never

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
from ldn_desktop.reference.words.wording import DoseWords, counted, full_date, times_text

ACTIONS = {
    "hold": "Hold this step",
    "step_back": "One step back",
    "pause": "Pause",
    "settle": "Settle at this dose",
    "stop": "Stop",
    "times": "Change the time",
    "formulations": "Change the products",
}
"""The name of each adjustment by its code."""
RESUME_WORDS = {
    "continue": "go on where it stopped",
    "step_back": "one step lower",
    "restart": "from the first step",
}
"""How it goes on after a pause, as a choice."""


class AdjustmentWords(NamedTuple):
    """``name`` says what is done, ``told`` how long or in what way; ``told`` may be empty."""

    name: str
    told: str


def adjustment_words(adjustment: Adjustment, doses: DoseWords, phrases: Mapping[str, str]) -> AdjustmentWords:
    """Say what an adjustment does, without its date; ``phrases`` are those of a change in ``RecordWords``."""
    name = ACTIONS[adjustment.action]
    match adjustment:
        case Hold(days=days):
            told = phrases["hold"].format(days=counted(days, "day"))
        case StepBack(days=days):
            told = phrases["step_back" if days else "step_back_whole"].format(days=counted(days or 0, "day"))
        case Pause(until=until, resume=resume):
            days_without = counted((until - adjustment.on).days, "day")
            told = phrases[f"pause_{resume}"].format(days=days_without, until=full_date(until))
        case Settle() | Stop():
            told = ""
        case ChangeTimes(times=times):
            told = times_text(times)
        case ChangeFormulations(formulations=products):
            told = ", ".join(doses.product(product) for product in products)
        case _:
            assert_never(adjustment)
    return AdjustmentWords(name, told)
