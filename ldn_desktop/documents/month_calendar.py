"""The course as weeks: for each week its bands, with step, dose and what is taken."""

from __future__ import annotations

from datetime import date, timedelta
from typing import NamedTuple

from ldn_desktop.documents.wording import DoseWords
from ldn_desktop.domain.administration import Step
from ldn_desktop.domain.regimen import Regimen

DAYS_A_WEEK = 7


class WeekBand(NamedTuple):
    """Part of a phase within one week: weekdays ``start`` to ``end``, both inclusive, Monday being 0.

    ``strong`` names step and dose, ``quiet`` what is taken; a continuation has only ``quiet``, such as
    *step 3, day 7*.
    """

    phase: int
    start: int
    end: int
    strong: str
    quiet: str
    measurable: bool
    pause: bool


class Week(NamedTuple):
    """Seven days from a Monday and the bands in them."""

    monday: date
    days: tuple[date | None, ...]
    bands: tuple[WeekBand, ...]


def weeks_of(regimen: Regimen, words: DoseWords) -> tuple[Week, ...]:
    """Return every week that the course touches; weeks run on without month breaks."""
    monday = regimen.first - timedelta(days=min(regimen.first.weekday(), (regimen.first - date.min).days))
    weeks: list[Week] = []
    number, at = 0, 0
    steps = regimen.steps
    while True:
        room = (date.max - monday).days
        days = tuple(monday + timedelta(days=d) if d <= room else None for d in range(DAYS_A_WEEK))
        sunday = max(day for day in days if day is not None)
        bands: list[WeekBand] = []
        number = at
        while number < len(steps) and steps[number].phase.first <= sunday:
            bands.append(_band(number, steps[number], monday, sunday, words))
            if steps[number].phase.last > sunday:
                break
            number += 1
        at = number
        weeks.append(Week(monday, days, tuple(bands)))
        if sunday >= regimen.ends:
            return tuple(weeks)
        monday = sunday + timedelta(days=1)


def _band(number: int, step: Step, monday: date, sunday: date, words: DoseWords) -> WeekBand:
    phase = step.phase
    first, last = max(phase.first, monday), min(phase.last, sunday)
    measurable = all(take.recipe is not None for take in step.takes)
    if phase.first < monday:
        day = (first - phase.first).days + 1
        until = (last - phase.first).days + 1
        span = f"day {day}" if day == until else f"days {day} to {until}"
        strong, quiet = "", f"step {step.number}, {span}" if phase.dose_ng else f"pause, {span}"
    elif not phase.dose_ng:
        strong, quiet = "Pause", "no naltrexone"
    else:
        strong = f"Step {step.number}  {words.dose(phase.dose_ng)}"
        quiet = words.take(step.takes[0])
    return WeekBand(
        phase=number,
        start=(first - monday).days,
        end=(last - monday).days,
        strong=strong,
        quiet=quiet,
        measurable=measurable,
        pause=not phase.dose_ng,
    )
