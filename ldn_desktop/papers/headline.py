"""The whole plan in one line of words, and the line of facts below it."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from ldn_desktop.domain.formulation import QUARTERS, Capsule, Liquid, Tablet
from ldn_desktop.domain.phase import MAINTENANCE
from ldn_desktop.papers.patient_sentences import has_gaps
from ldn_desktop.papers.plan_state import OVER, STATE_WORDS, state_on
from ldn_desktop.reference.words.wording import DoseWords, counted, frequency_text, times_text, weekday_date

if TYPE_CHECKING:
    from datetime import date

    from ldn_desktop.domain.regimen import Regimen

_WEEK = 7


class Headline(NamedTuple):
    """``strong`` says what is taken, ``tail`` how long; ``facts`` stand on the line below."""

    strong: str
    tail: str
    facts: str


def headline(regimen: Regimen, words: DoseWords, today: date | None = None) -> Headline:
    """Say a computed plan in words, such as *0.5 mg to 4.5 mg in 9 steps over 8 weeks, 56 + 28 days*.

    The facts say that it is stopped, or that its planned days are over, as it stands ``today``.
    """
    dosed = [step.phase for step in regimen.steps if step.phase.dose_ng]
    kept = sum(phase.days for phase in dosed if phase.kind == MAINTENANCE)
    rising = (regimen.ends - regimen.first).days + 1 - kept
    first, last = dosed[0].dose_ng, dosed[-1].dose_ng
    facts = _facts(regimen, today or regimen.first)
    if len({phase.dose_ng for phase in dosed}) == 1:
        if has_gaps(regimen.steps):
            taken = sum(len(phase.dose_days()) for phase in dosed)
            return Headline(f"{words.dose(first)} on {taken:,} of {counted(rising + kept, 'day')}", "", facts)
        return Headline(f"{words.dose(first)} a day", f", {counted(rising + kept, 'day')}", facts)
    steps = counted(len(dosed), "step")
    span = counted(rising // _WEEK, "week") if rising % _WEEK == 0 else counted(rising, "day")
    strong = f"{words.dose(first)} to {words.dose(last)} in {steps} over {span}"
    return Headline(strong, f", {rising:,} + {counted(kept, 'day')}", facts)


def _facts(regimen: Regimen, today: date) -> str:
    parts = [f"{weekday_date(regimen.first)} to {weekday_date(regimen.ends)}"]
    state = state_on(regimen, today)
    if state:
        until = "" if state == OVER else f", last dose {weekday_date(regimen.last_dose)}"
        parts.append(f"{STATE_WORDS[state]}{until}")
    times = list(dict.fromkeys(step.phase.times for step in regimen.steps))
    often = "with pauses" if has_gaps(regimen.steps) else frequency_text(times[0])
    parts += [f"{often}, {times_text(times[0])}"] if len(times) == 1 else ["times change"]
    parts += _amounts(regimen)
    return " · ".join(parts)


def _amounts(regimen: Regimen) -> list[str]:
    found: list[str] = []
    for kind in (Capsule, Tablet):
        quarters = sum(t.units for t in regimen.supply.totals if isinstance(t.formulation, kind))
        if quarters:
            found.append(counted(-(-quarters // QUARTERS), kind.kind))
    measured = [
        t.formulation for t in regimen.supply.totals if not isinstance(t.formulation, Capsule | Tablet)
    ]
    liquids = {(product.kind, product.concentration_ng_per_ml) for product in measured}
    syringes = {(p.capacity_nl, p.graduation_nl) for p in measured if isinstance(p, Liquid)}
    if liquids:
        several = f", {counted(len(syringes), 'syringe')}" if len(syringes) > 1 else ""
        found.append(counted(len(liquids), "liquid") + several)
    return found
