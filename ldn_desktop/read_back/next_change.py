"""The day of the next change: what its entry does is found by leaving it out, and comparing day by day."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import replace
from datetime import date
from fractions import Fraction

from ldn_desktop.domain.adjustment import Adjustment, ChangeFormulations, ChangeTimes
from ldn_desktop.domain.administration import Solved, steps_of
from ldn_desktop.domain.course import lay
from ldn_desktop.read_back.asked import Asked
from ldn_desktop.read_back.taken import Course, Part


def next_change(course: Course, asked: Asked) -> date | None:
    """Return the first day from that of printing on on which a change begins, if any.

    One of times or products begins where it first tells.
    """
    begins = (
        _tells(entry, course, asked) if isinstance(entry, ChangeTimes | ChangeFormulations) else entry.on
        for entry in asked.regimen.plan.adjustments
    )
    return min((day for day in begins if day is not None and day >= asked.printed), default=None)


def _tells(entry: Adjustment, course: Course, asked: Asked) -> date | None:
    """Return the first day on which another thing is taken than without an entry, if any."""
    plan = asked.regimen.plan
    rest = replace(plan, adjustments=tuple(other for other in plan.adjustments if other is not entry))
    steps = steps_of(lay(rest), Solved(plan.allowed))
    without = Course(asked.regimen._replace(steps=steps))
    days = {*_beginnings(course, entry.on), *_beginnings(without, entry.on)}
    return min((day for day in days if _taken(course, day) != _taken(without, day)), default=None)


def _beginnings(course: Course, since: date) -> Iterator[date]:
    """Yield the first day with a dose of each span from a day on: only there another thing can begin to be taken."""
    for span in course.spans:
        days = span.due.between(max(span.first, since), span.last) if span.last >= since else ()
        if days:
            yield days[0]


def _taken(course: Course, day: date) -> tuple[Fraction, Mapping[str, tuple[Part, ...]]]:
    span = course.on(day)
    return (span.dose, span.taken) if span is not None and day in span.due else (Fraction(0), {})
