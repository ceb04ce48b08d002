"""What changes along the way, in words: for the list in the planner and for paper."""

from __future__ import annotations

from typing import NamedTuple, assert_never

from ldn_desktop.documents.wording import DoseWords, counted, full_date, times_text
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
"""How it goes on after a pause."""


class AdjustmentWords(NamedTuple):
    """``name`` says what is done, ``told`` how long or in what way; ``told`` may be empty."""

    name: str
    told: str


def adjustment_words(adjustment: Adjustment, doses: DoseWords) -> AdjustmentWords:
    """Say what an adjustment does, without its date."""
    name = ACTIONS[adjustment.action]
    match adjustment:
        case Hold(days=days):
            told = f"{counted(days, 'day')} longer"
        case StepBack(days=days):
            told = f"for {counted(days, 'day')}" if days else "for as long as that step lasts"
        case Pause(until=until, resume=resume):
            told = f"{counted((until - adjustment.on).days, 'day')}, from {full_date(until)} {RESUME_WORDS[resume]}"
        case Settle() | Stop():
            told = ""
        case ChangeTimes(times=times):
            told = times_text(times)
        case ChangeFormulations(formulations=products):
            told = ", ".join(doses.product(product) for product in products)
        case _:
            assert_never(adjustment)
    return AdjustmentWords(name, told)
