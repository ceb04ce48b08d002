"""The course as weeks: for each week its bands, with step, dose and what is taken."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date, timedelta
from typing import NamedTuple

from ldn_desktop.domain.administration import Step
from ldn_desktop.domain.phase import Phase, Stretch
from ldn_desktop.domain.regimen import Regimen
from ldn_desktop.reference.words.english import rhythm_text
from ldn_desktop.reference.words.wording import DoseWords
from ldn_desktop.workspace.result_words import OpioidFree
from ldn_desktop.workspace.step_words import follows_texts, route_of, taken_text

DAYS_A_WEEK = 7


class WeekBand(NamedTuple):
    """Days on end of a phase, with a dose or of a pause, within one week.

    Weekdays ``start`` to ``end``, both inclusive, Monday being 0. ``strong`` names step and dose, ``quiet`` what is
    taken; a continuation has only ``quiet``, such as *step 3, day 7*. ``brief`` is the dose alone, which stands where
    there is no ``strong``, or no room for it; a pause has none.
    """

    phase: int
    start: int
    end: int
    strong: str
    quiet: str
    measurable: bool
    pause: bool
    brief: str = ""


class WeekNote(NamedTuple):
    """Words across the weekdays ``start`` to ``end``, both inclusive; ``texts`` are the longest first."""

    start: int
    end: int
    texts: tuple[str, ...]


class Week(NamedTuple):
    """Seven days from a Monday and the bands in them.

    ``barred`` are the weekdays on which an opioid forbids a dose, ``earliest`` the one from which it is allowed,
    ``today`` the one that it is today. ``free`` are the weekdays of a step on which no dose is taken, each with its
    phase; ``follows`` stands behind the last day of the plan.
    """

    monday: date
    days: tuple[date | None, ...]
    bands: tuple[WeekBand, ...]
    barred: frozenset[int] = frozenset()
    earliest: int | None = None
    notes: tuple[WeekNote, ...] = ()
    today: int | None = None
    free: tuple[tuple[int, int], ...] = ()
    follows: WeekNote | None = None

    @property
    def phases(self) -> frozenset[int]:
        """The phases that have a day in it."""
        return frozenset({band.phase for band in self.bands} | {phase for _, phase in self.free})


def weeks_of(
    regimen: Regimen, words: DoseWords, barred: tuple[OpioidFree, ...] = (), today: date | None = None
) -> tuple[Week, ...]:
    """Return every week that the course touches, and those since the last dose of an opioid that bars one.

    Weeks run on without month breaks; where something is to be said of the days after the last, there is one of them.
    """
    follows = follows_texts(regimen)
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
        free: list[tuple[int, int]] = []
        number = at
        while number < len(steps) and steps[number].phase.first <= sunday:
            for first, last, dosed in _stretches(steps[number].phase, monday, sunday):
                if dosed or not steps[number].takes:
                    bands.append(_band(number, steps[number], first, last, monday, words))
                else:
                    free += [(day, number) for day in range((first - monday).days, (last - monday).days + 1)]
            if steps[number].phase.last > sunday:
                break
            number += 1
        at = number
        now = days.index(today) if today is not None and today in days else None
        week = Week(monday, days, tuple(bands), today=now, free=tuple(free))
        weeks.append(_barred(week, barred))
        if sunday >= regimen.ends and (not follows or sunday > regimen.ends or sunday == date.max):
            after = max((regimen.ends - monday).days + 1, 0)
            if follows and after < DAYS_A_WEEK:
                weeks[-1] = weeks[-1]._replace(follows=WeekNote(after, DAYS_A_WEEK - 1, follows))
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
    begun = [band.start for band in week.bands] + [day for day, _ in week.free]
    end = min(begun, default=DAYS_A_WEEK) - 1
    for interval in intervals:
        start = places.get(interval.last_dose)
        if start is not None and start <= end:
            notes.append(WeekNote(start, end, interval.sentences))
            end = start - 1
    return week._replace(barred=shut, earliest=open_from, notes=tuple(notes))


def _stretches(phase: Phase, monday: date, sunday: date) -> Iterator[Stretch]:
    """Yield the stretches of a phase within a week."""
    first, last = max(phase.first, monday), min(phase.last, sunday)
    if first <= last:
        yield from phase._replace(first=first, last=last).stretches()


def _band(number: int, step: Step, first: date, last: date, monday: date, words: DoseWords) -> WeekBand:
    """Return the band of days on end with a dose, or of those of a pause."""
    phase = step.phase
    begins = first == (phase.dose_days()[0] if step.takes else phase.first)
    strong, quiet = (
        _opening(step, words)
        if begins
        else ("", _continued(step, (first - phase.first).days + 1, (last - phase.first).days + 1))
    )
    return WeekBand(
        phase=number,
        start=(first - monday).days,
        end=(last - monday).days,
        strong=strong,
        quiet=quiet,
        measurable=all(take.recipe is not None for take in step.takes),
        pause=not phase.dose_ng,
        brief=words.dose(phase.dose_ng) if phase.dose_ng else "",
    )


def _opening(step: Step, words: DoseWords) -> tuple[str, str]:
    if not step.takes:
        return "Pause", "no naltrexone"
    taken = [" ".join(filter(None, (taken_text(step.takes, words), route_of(step))))]
    if step.phase.rhythm:
        taken.append(rhythm_text(step.phase.rhythm))
    return f"Step {step.number}  {words.dose(step.phase.dose_ng)}", ", ".join(taken)


def _continued(step: Step, day: int, until: int) -> str:
    span = f"day {day}" if day == until else f"days {day} to {until}"
    return f"step {step.number}, {span}" if step.phase.dose_ng else f"pause, {span}"
