"""The course as weeks: for each week its bands, with step, dose and what is taken."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date, timedelta
from typing import NamedTuple

from ldn_desktop.domain.administration import Step
from ldn_desktop.domain.regimen import Regimen
from ldn_desktop.reference.words.wording import DoseWords
from ldn_desktop.workspace.result_words import OpioidFree

DAYS_A_WEEK = 7


class WeekBand(NamedTuple):
    """Days on end of a phase, with a dose or of a pause, within one week.

    Weekdays ``start`` to ``end``, both inclusive, Monday being 0. ``strong`` names step and dose, ``quiet`` what is
    taken; a continuation has only ``quiet``, such as *step 3, day 7*.
    """

    phase: int
    start: int
    end: int
    strong: str
    quiet: str
    measurable: bool
    pause: bool


class WeekNote(NamedTuple):
    """Words across the weekdays ``start`` to ``end``, both inclusive; ``texts`` are the longest first."""

    start: int
    end: int
    texts: tuple[str, ...]


class Week(NamedTuple):
    """Seven days from a Monday and the bands in them.

    ``barred`` are the weekdays on which an opioid forbids a dose, ``earliest`` the one from which it is allowed,
    ``today`` the one that it is today.
    """

    monday: date
    days: tuple[date | None, ...]
    bands: tuple[WeekBand, ...]
    barred: frozenset[int] = frozenset()
    earliest: int | None = None
    notes: tuple[WeekNote, ...] = ()
    today: int | None = None


def weeks_of(
    regimen: Regimen, words: DoseWords, barred: tuple[OpioidFree, ...] = (), today: date | None = None
) -> tuple[Week, ...]:
    """Return every week that the course touches, and those since the last dose of an opioid that bars one.

    Weeks run on without month breaks.
    """
    begin = min([regimen.first, *(interval.last_dose for interval in barred)])
    monday = begin - timedelta(days=min(begin.weekday(), (begin - date.min).days))
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
            bands += _bands(number, steps[number], monday, sunday, words)
            if steps[number].phase.last > sunday:
                break
            number += 1
        at = number
        now = days.index(today) if today is not None and today in days else None
        weeks.append(_barred(Week(monday, days, tuple(bands), today=now), barred))
        if sunday >= regimen.ends:
            return tuple(weeks)
        monday = sunday + timedelta(days=1)


def _barred(week: Week, intervals: tuple[OpioidFree, ...]) -> Week:
    """Return a week with the days that opioids bar, and whose they are where no band needs the room."""
    if not intervals:
        return week
    places = {day: at for at, day in enumerate(week.days) if day is not None}
    shut = frozenset(
        at for day, at in places.items() if any(i.last_dose <= day < i.earliest for i in intervals)
    )
    # Several opioids bar until the last of them allows a dose.
    open_from = places.get(max(interval.earliest for interval in intervals))
    notes: list[WeekNote] = []
    end = min([band.start for band in week.bands], default=DAYS_A_WEEK) - 1
    for interval in intervals:
        start = places.get(interval.last_dose)
        if start is not None and start <= end:
            notes.append(WeekNote(start, end, interval.sentences))
            end = start - 1
    return week._replace(barred=shut, earliest=open_from, notes=tuple(notes))


def _bands(number: int, step: Step, monday: date, sunday: date, words: DoseWords) -> Iterator[WeekBand]:
    """Yield the bands of a phase within a week: one for days on end with a dose, or for those of a pause."""
    phase = step.phase
    measurable = all(take.recipe is not None for take in step.takes)
    begins = True
    for stretch in phase.stretches():
        if stretch.dosed != bool(phase.dose_ng):
            continue
        first, last = max(stretch.first, monday), min(stretch.last, sunday)
        if first <= last:
            strong, quiet = (
                _opening(step, words)
                if begins and stretch.first >= monday
                else ("", _continued(step, (first - phase.first).days + 1, (last - phase.first).days + 1))
            )
            yield WeekBand(
                phase=number,
                start=(first - monday).days,
                end=(last - monday).days,
                strong=strong,
                quiet=quiet,
                measurable=measurable,
                pause=not phase.dose_ng,
            )
        begins = False


def _opening(step: Step, words: DoseWords) -> tuple[str, str]:
    if not step.phase.dose_ng:
        return "Pause", "no naltrexone"
    return f"Step {step.number}  {words.dose(step.phase.dose_ng)}", words.take(step.takes[0])


def _continued(step: Step, day: int, until: int) -> str:
    span = f"day {day}" if day == until else f"days {day} to {until}"
    return f"step {step.number}, {span}" if step.phase.dose_ng else f"pause, {span}"
