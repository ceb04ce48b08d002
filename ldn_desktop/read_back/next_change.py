"""The day of the next change: what its entry does is found by leaving it out, and comparing day by day."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import replace
from datetime import date
from fractions import Fraction
from typing import NamedTuple

from ldn_desktop.domain.adjustment import Adjustment, ChangeFormulations, ChangeTimes, Hold, Settle
from ldn_desktop.domain.administration import Solved, steps_of
from ldn_desktop.domain.course import lay
from ldn_desktop.read_back.asked import Asked
from ldn_desktop.read_back.taken import Course, Part, later


class NextChange(NamedTuple):
    """The day of the next change, and the days by which a step is held longer from it on."""

    day: date
    held: int


def next_change(course: Course, asked: Asked) -> NextChange | None:
    """Return the first day from that of printing on on which a change begins to tell, if any.

    One of times or products begins where it first tells, one that stays on a step where another dose would have been.
    """
    entries = asked.regimen.plan.adjustments
    found = [(_begins(place, course, asked), entry) for place, entry in enumerate(entries)]
    told = [(day, entry) for day, entry in found if day is not None and day >= asked.printed]
    if not told:
        return None
    first = min(day for day, _ in told)
    return NextChange(
        first, sum(entry.days for day, entry in told if day == first and isinstance(entry, Hold))
    )


def _begins(place: int, course: Course, asked: Asked) -> date | None:
    """Return the day on which an entry begins to tell, if it does."""
    entries = asked.regimen.plan.adjustments
    entry = entries[place]
    if isinstance(entry, ChangeTimes | ChangeFormulations):
        return _tells(course, _course((*entries[:place], *entries[place + 1 :]), asked), entry.on)
    if entry.on < asked.printed or not isinstance(entry, Hold | Settle):
        return entry.on
    day = _tells(_course(entries[: place + 1], asked), _course(entries[:place], asked), entry.on)
    others = [
        each.on
        for each in entries[place + 1 :]
        if not isinstance(each, Hold | ChangeTimes | ChangeFormulations)
    ]
    lasts = course.last_alike(entry.on)
    if day is None or lasts is None or day > lasts or any(on <= day for on in others):
        return entry.on
    return day


def _course(entries: tuple[Adjustment, ...], asked: Asked) -> Course:
    plan = asked.regimen.plan
    steps = steps_of(lay(replace(plan, adjustments=entries)), Solved(plan.allowed))
    return Course(asked.regimen._replace(steps=steps))


def _tells(course: Course, without: Course, since: date) -> date | None:
    """Return the first day from one on on which another thing is taken by a course than by another, if any."""
    days = {*_beginnings(course, without, since), *_beginnings(without, course, since)}
    return min((day for day in days if _taken(course, day) != _taken(without, day)), default=None)


def _beginnings(course: Course, other: Course, since: date) -> Iterator[date]:
    """Yield the days with a dose from a day on on which another thing can begin to be taken than by another course.

    The first of each span, and the first after each span of the other.
    """
    for span in course.spans:
        days = span.due.between(max(span.first, since), span.last) if span.last >= since else ()
        if days:
            yield days[0]
    for span in other.spans:
        after = course.next_dose(later(span.last))
        if after is not None and after >= since:
            yield after


def _taken(course: Course, day: date) -> tuple[Fraction, Mapping[str, tuple[Part, ...]]]:
    span = course.on(day)
    return (span.dose, span.taken) if span is not None and day in span.due else (Fraction(0), {})
