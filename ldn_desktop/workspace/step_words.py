"""A step of a computed plan as the window says it: what each time gets, on which days, and what comes after it."""

from __future__ import annotations

from itertools import groupby
from typing import TYPE_CHECKING

from ldn_desktop.domain.ladder import AFTER_REVIEW, IF_TOLERATED, ON_DATE
from ldn_desktop.domain.plan import CONTINUES, PAUSED, STOPS
from ldn_desktop.papers.plan_state import condition_of
from ldn_desktop.reference.words.english import (
    ENGLISH,
    counted,
    month_name,
    rhythm_text,
    route_text,
    short_date,
    weekday_date,
)

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from ldn_desktop.domain.administration import Step, Take
    from ldn_desktop.domain.phase import DoseDays, Phase
    from ldn_desktop.domain.regimen import Regimen
    from ldn_desktop.reference.words.wording import DoseWords

CONDITION_WORDS = {IF_TOLERATED: "if it suits", AFTER_REVIEW: "after a review"}
"""How one gets to the next step, where that is not by date alone."""
_FOLLOWS = {
    CONTINUES: "goes on until the prescriber changes it",
    PAUSED: "then paused, without a date to go on",
}
_BRIEFLY = {CONTINUES: "goes on", STOPS: "then stop", PAUSED: "paused"}
_MOST_DATES = 7


def alike(takes: Sequence[Take]) -> bool:
    """Tell whether each time of the day gets the same, made of the same."""
    return len({(take.dose_ng, take.recipe) for take in takes}) == 1


def taken_text(takes: Sequence[Take], words: DoseWords) -> str:
    """Say what a day's takes are made of: once where they are alike, else by the time of the day."""
    if alike(takes):
        return words.take(takes[0])
    return ", ".join(f"{ENGLISH.time_name(take.time)} {words.take(take)}" for take in takes)


def route_of(step: Step) -> str:
    """Say where a step's products are taken; empty where they are swallowed, and in a pause."""
    return route_text(step.phase.formulations[0].route) if step.takes else ""


def on_conditions(conditions: Sequence[str]) -> str:
    """Count the steps that are reached only on a condition, by condition; empty where none is."""
    told = ((conditions.count(known), words) for known, words in CONDITION_WORDS.items())
    return ", ".join(f"{count} only {words}" for count, words in told if count)


def days_text(phase: Phase) -> str:
    """Say on which days of a phase a dose is taken; empty where that is every day, or none.

    A few dates are told; of more the first where it is not the phase's own.
    """
    if phase.rhythm is None:
        return ""
    days, often = phase.dose_days(), rhythm_text(phase.rhythm)
    if not days:
        return f"{often}: no day with a dose"
    if len(days) <= _MOST_DATES:
        return f"{often}: {_dates(days)}"
    return often if days[0] == phase.first else f"{often}, first on {short_date(days[0])}"


def earliest_from(regimen: Regimen) -> int | None:
    """Return the place of the first step whose dates are the earliest, for a review comes first; ``None``: none."""
    if all(rung.go_on != AFTER_REVIEW for rung in regimen.plan.ladder):
        return None
    conditions = (condition_of(step.phase, regimen) for step in regimen.steps)
    return next((at + 1 for at, told in enumerate(conditions) if told == AFTER_REVIEW), None)


def last_step(regimen: Regimen) -> int:
    """Return the place of the last step that is taken."""
    return next(at for at in reversed(range(len(regimen.steps))) if regimen.steps[at].takes)


def follows_text(regimen: Regimen) -> str:
    """Say what follows the last day of a plan; empty where the prescriber is seen, or where a change has stopped it."""
    if regimen.after == STOPS and not regimen.plan.stopped:
        return f"last dose on {weekday_date(regimen.last_dose)}, then stop"
    return _FOLLOWS.get(regimen.after, "")


def follows_texts(regimen: Regimen) -> tuple[str, ...]:
    """Say it in full and where there is less room; none where there is nothing to say."""
    told = follows_text(regimen)
    return (told, _BRIEFLY[regimen.after]) if told else ()


def step_notes(regimen: Regimen, at: int) -> Iterator[str]:
    """Yield what else is to be said of a step than its dose: its days, how one goes on, what follows the last."""
    step = regimen.steps[at]
    if not step.takes:
        return
    if told := days_text(step.phase):
        yield told
    if words := CONDITION_WORDS.get(condition_of(step.phase, regimen)):
        yield f"go on only {words}"
    if (told := follows_text(regimen)) and at == last_step(regimen):
        yield told


def has_notes(regimen: Regimen) -> bool:
    """Tell whether of any step something is to be said besides."""
    rungs = regimen.plan.ladder
    return bool(follows_text(regimen)) or any(rung.rhythm or rung.go_on != ON_DATE for rung in rungs)


def doses_text(phase: Phase) -> str:
    """Count the days with a dose of a phase; empty where all have one, or none for a pause."""
    return "" if phase.rhythm is None else counted(len(phase.dose_days()), "dose day")


def _dates(days: DoseDays) -> str:
    """Write days with the month once for those that share it: ``29 and 31 Dec, 2 Jan``."""
    months = groupby(days, lambda day: (day.year, day.month))
    told = [list(same) for _, same in months]
    return ", ".join(f"{', '.join(str(day.day) for day in same)} {month_name(same[0])}" for same in told)
