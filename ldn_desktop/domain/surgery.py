"""The last dose before an operation, and what a plan says about the days before it."""

from __future__ import annotations

from datetime import date, timedelta
from typing import TYPE_CHECKING, NamedTuple

from ldn_desktop.domain.phase import dosed_span

if TYPE_CHECKING:
    from ldn_desktop.domain.regimen import Regimen

_DAY = timedelta(days=1)
HOURS_A_DAY = 24
MOST_HOURS = 24 * 14
PAUSE, BEFORE_START, TOO_NEAR, AFTER_END = "pause", "before-start", "too-near", "after-end"
PAUSED, RESUMES_EARLY = "paused", "resumes-early"


class Stopping(NamedTuple):
    """What an operation asks of a plan, from its ``first`` day without naltrexone on.

    ``state`` is ``pause`` (a pause from ``first`` on keeps the hours), ``before-start`` (no dose before the
    operation), ``too-near`` (no dose before it keeps the hours: the start must move), ``after-end`` (the course
    ends before), ``paused`` (the plan pauses already, over the operation) or ``resumes-early`` (it pauses already,
    but goes on before the operation). ``last_dose`` is the last day with a dose before ``first``, if there is one;
    ``resumed``, where the plan pauses already, the first day with a dose again.
    """

    state: str
    first: date
    last_dose: date | None = None
    resumed: date | None = None


def first_day_without(operation: date, hours: int) -> date:
    """Return the first day without naltrexone for an operation on a day, ``hours`` after the last dose at the least.

    Nobody knows the hour of the operation, and a dose may be taken late in the evening: the last dose counts as
    taken at the end of its day, the operation as begun at midnight. A dose after midnight counts to the day on which
    it is swallowed. Nothing is earlier than the first day of the calendar. Refused (``ValueError``): hours outside 1 to
    336.
    """
    last = last_day_with(operation, hours)
    return date.min if last is None else last + _DAY


def last_day_with(operation: date, hours: int) -> date | None:
    """Return the last day on which a dose leaves so many ``hours``; ``None`` where no calendar has one.

    Refused: as above.
    """
    if not 1 <= hours <= MOST_HOURS:
        raise ValueError(f"{hours} hours are outside 1 to {MOST_HOURS}")
    number = operation.toordinal() - -(-hours // HOURS_A_DAY) - 1
    return date.fromordinal(number) if number >= date.min.toordinal() else None


def stopping(regimen: Regimen, operation: date, hours: int) -> Stopping:
    """Say what a plan needs for an operation on a day, ``hours`` after the last dose. Refused: as above."""
    first = first_day_without(operation, hours)
    course = regimen.course
    if dosed_span(course, last=operation) is None:
        return Stopping(BEFORE_START, first)
    latest = last_day_with(operation, hours)
    before = dosed_span(course, last=latest) if latest else None
    if before is None:
        return Stopping(TOO_NEAR, first)
    last_dose = before[1]
    ahead = dosed_span(course, first)
    if ahead is None:
        return Stopping(AFTER_END, first, last_dose)
    resumed = ahead[0]
    dosed = any(phase.first <= first <= phase.last and phase.dose_ng for phase in course)
    if dosed and resumed <= operation:
        return Stopping(PAUSE, first, last_dose)
    return Stopping(RESUMES_EARLY if resumed <= operation else PAUSED, first, last_dose, resumed)
