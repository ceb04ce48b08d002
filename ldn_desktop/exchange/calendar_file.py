"""The plan as a calendar (iCalendar, RFC 5545): all-day entries, nothing of the safety check, nobody's name.

A later revision replaces the entries of an earlier one: they keep their ids, and its number is their ``SEQUENCE``.
"""

from __future__ import annotations

from collections.abc import Iterator
from datetime import UTC, date, datetime, time, timedelta
from itertools import groupby
from typing import NamedTuple

from ldn_desktop import __version__
from ldn_desktop.domain.administration import Step
from ldn_desktop.domain.phase import Phase
from ldn_desktop.domain.plan import PAUSED
from ldn_desktop.domain.rhythm import Cycle, Rhythm
from ldn_desktop.domain.surgery import last_day_with
from ldn_desktop.exchange import calendar_lines as lines
from ldn_desktop.exchange.identity import stable_id
from ldn_desktop.papers.catalogue import PaperContext
from ldn_desktop.papers.handed_over import HandedOver

_DAY = timedelta(days=1)
_WEEKDAYS = ("MO", "TU", "WE", "TH", "FR", "SA", "SU")
_HIGHEST = 2**31 - 1
"""Of the numbers that the format has."""
_LAST_MINUTE = time(23, 59)


class Entry(NamedTuple):
    """An all-day entry from one day to another, both inclusive; a part of a plan, the ``number``-th of its kind.

    ``days`` are those that it stands on, each alone, in the place of all; ``rhythm`` what tells them.
    """

    kind: str
    number: int
    first: date
    last: date
    summary: str
    lines: tuple[str, ...]
    days: tuple[date, ...] = ()
    rhythm: Rhythm | None = None


def export(context: PaperContext) -> bytes:
    """Return a calendar with an entry for each change of dose, fill, pause, an operation's last dose, and the end."""
    return _written(context, cancelled=False)


def cancel(context: PaperContext) -> bytes:
    """Return the same entries, cancelled: a calendar that reads them takes them off."""
    return _written(context, cancelled=True)


def _written(context: PaperContext, *, cancelled: bool) -> bytes:
    told = HandedOver(context)
    # What is cancelled on the day on which it was made comes later.
    stamp = datetime.combine(context.printed, _LAST_MINUTE if cancelled else time.min, UTC)
    head = (
        lines.told("VERSION", "2.0"),
        lines.told("PRODID", f"-//LDN Desktop//LDN Desktop {__version__}//EN"),
        lines.told("METHOD", "PUBLISH"),
        lines.told("X-WR-CALNAME", told.words.say("calendar.name")),
    )
    events = (
        lines.component("VEVENT", _event(entry, told, stamp, cancelled=cancelled)) for entry in _entries(told)
    )
    return lines.component("VCALENDAR", (*head, *events)).encode()


def _event(entry: Entry, told: HandedOver, stamp: datetime, *, cancelled: bool) -> Iterator[str]:
    """Yield the lines of an entry."""
    plan = told.regimen.plan
    first, *others = entry.days or (entry.first,)
    yield lines.told("SUMMARY", entry.summary)
    yield lines.dated("DTSTART", first)
    # Without it an entry lasts one day, the last of all calendars too.
    if not entry.days and entry.first < entry.last < date.max:
        yield lines.dated("DTEND", entry.last + _DAY)
    elif not entry.days and entry.last == date.max:
        yield f"DURATION:P{(entry.last - entry.first).days + 1}D\r\n"
    yield lines.moment("DTSTAMP", stamp)
    yield lines.told("UID", stable_id(plan, "calendar", entry.kind, entry.number))
    yield f"SEQUENCE:{min(plan.revision, _HIGHEST)}\r\n"
    if others:
        yield _repeated(entry.rhythm, others)
    yield "CLASS:PRIVATE\r\n"
    yield lines.told("DESCRIPTION", "\n".join(entry.lines))
    yield f"STATUS:{'CANCELLED' if cancelled else 'CONFIRMED'}\r\n"
    yield "TRANSP:TRANSPARENT\r\n"


def _repeated(rhythm: Rhythm | None, others: list[date]) -> str:
    """Return the line that has an entry stand on other days as well: a rule where one tells them."""
    until = lines.day_text(others[-1])
    if isinstance(rhythm, Cycle) and rhythm.on == 1:
        return lines.ruled({"FREQ": "DAILY", "UNTIL": until, "INTERVAL": str(rhythm.length)})
    if rhythm is not None and not isinstance(rhythm, Cycle):
        days = ",".join(_WEEKDAYS[day] for day in rhythm.days)
        return lines.ruled({"FREQ": "WEEKLY", "UNTIL": until, "BYDAY": days})
    return lines.dated("RDATE", *others)


def _entries(told: HandedOver) -> Iterator[Entry]:
    for kind in (_doses, _pauses, _fills, _operation, _end):
        yield from kind(told)


def _doses(told: HandedOver) -> Iterator[Entry]:
    """Yield what is taken from each day on which something else is taken than before, or again."""
    runs = (list(run) for _, run in groupby(told.regimen.steps, _taken))
    dosed = (run for run in runs if any(step.phase.dose_days() for step in run))
    for number, run in enumerate(dosed, 1):
        days = tuple(day for step in run for day in step.phase.dose_days())
        phase = run[-1].phase
        several = len(run[-1].takes) > 1
        portions = (
            told.words.say(
                "calendar.take", time=_capital(told.language.time_name(take.time)), portion=portion
            )
            if several
            else told.words.say("portion", portion=portion)
            for take in run[-1].takes
            for portion in told.portions(take)
        )
        condition = told.condition(phase)
        yield Entry(
            "dose",
            number,
            days[0],
            days[-1],
            told.words.say("calendar.dose", take=told.take(phase)),
            (*portions, _days(told, phase, days), *([condition] if condition else [])),
            days if phase.rhythm else (),
            phase.rhythm,
        )


def _days(told: HandedOver, phase: Phase, days: tuple[date, ...]) -> str:
    first, last = (told.language.weekday_date(day) for day in (days[0], days[-1]))
    if len(days) == 1:
        return told.words.say("calendar.only", first=first)
    if phase.rhythm is None:
        return told.words.say("calendar.until", first=first, last=last)
    rhythm = told.language.rhythm(phase.rhythm)
    return told.words.say("calendar.rhythm", rhythm=rhythm, first=first, last=last)


def _taken(step: Step) -> object:
    """Return what tells whether the same is taken in two steps that follow each other."""
    phase = step.phase
    return phase.dose_ng, phase.times, phase.doses, step.takes, phase.rhythm, phase.counted_from


def _pauses(told: HandedOver) -> Iterator[Entry]:
    say, number = told.words.say, 0
    for dosed, run in groupby(told.regimen.steps, lambda step: bool(step.phase.dose_ng)):
        if not dosed:
            number += 1
            steps = list(run)
            first, last = steps[0].phase.first, steps[-1].phase.last
            told_days = say("calendar.pause_until", **_named(told, first, last))
            yield Entry("pause", number, first, last, say("calendar.pause"), (told_days,))
    ends = told.regimen.ends
    if told.regimen.after == PAUSED and ends < date.max:
        first = ends + _DAY
        yield Entry("pause", number + 1, first, first, say("calendar.pause"), (say("calendar.pause_open"),))


def _fills(told: HandedOver) -> Iterator[Entry]:
    say, numbers = told.words.say, dict[str, int]()
    for fill in told.regimen.supply.fills:
        product = fill.quantity.formulation
        number = numbers[product.id] = numbers.get(product.id, 0) + 1
        amount, name = told.doses.need(fill.quantity), told.doses.product(product)
        days = say("calendar.fill_until", **_named(told, fill.first, fill.last))
        summary = say("calendar.fill", product=name, amount=amount)
        yield Entry(f"fill {product.id}", number, fill.first, fill.first, summary, (days,))


def _operation(told: HandedOver) -> Iterator[Entry]:
    operation = told.regimen.plan.operation
    if operation is None:
        return
    last = last_day_with(operation.on, operation.last_dose_hours)
    if last is None:
        return
    hours = told.language.counted(operation.last_dose_hours, "hour")
    day = told.language.weekday_date(operation.on)
    lines = (told.words.say("calendar.operation_day", day=day, hours=hours),)
    yield Entry("operation", 1, last, last, told.words.say("calendar.operation"), lines)


def _end(told: HandedOver) -> Iterator[Entry]:
    summary = told.words.say(f"end.{told.regimen.after}")
    yield Entry("end", 1, told.ends, told.ends, summary, (told.what_follows(),))


def _named(told: HandedOver, first: date, last: date) -> dict[str, str]:
    return {"first": told.language.weekday_date(first), "last": told.language.weekday_date(last)}


def _capital(name: str) -> str:
    return f"{name[:1].upper()}{name[1:]}"
