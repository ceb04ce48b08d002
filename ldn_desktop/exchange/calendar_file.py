"""The plan as a calendar (iCalendar, RFC 5545): all-day entries, nothing of the safety check, nobody's name.

A later revision replaces the entries of an earlier one: they keep their ids, and its number is their ``SEQUENCE``.
Those that the plan had before its changes, and has no more, stand there cancelled.
"""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import suppress
from dataclasses import replace
from datetime import UTC, date, datetime, time, timedelta

from ldn_desktop import __version__
from ldn_desktop.domain.plan_limits import CourseError
from ldn_desktop.domain.regimen import Regimen, administered
from ldn_desktop.domain.rhythm import Cycle, Rhythm
from ldn_desktop.domain.work import TooMuchWorkError, Work
from ldn_desktop.exchange import calendar_lines as lines
from ldn_desktop.exchange.calendar_entries import Entry, entries_of, visit_entry
from ldn_desktop.exchange.identity import stable_id
from ldn_desktop.papers.catalogue import PaperContext
from ldn_desktop.papers.handed_over import HandedOver
from ldn_desktop.papers.plan_state import is_low_dose

_DAY = timedelta(days=1)
_WEEKDAYS = ("MO", "TU", "WE", "TH", "FR", "SA", "SU")
_HIGHEST = 2**31 - 1
"""Of the numbers that the format has."""
_LAST_MINUTE = time(23, 59)


def export(context: PaperContext) -> bytes:
    """Return a calendar with an entry for each change of dose, fill, pause, the last dose before an operation, the end.

    Where the next visit is known it has one, too.
    """
    return _written(context, cancelled=False)


def cancel(context: PaperContext) -> bytes:
    """Return the same entries, cancelled: a calendar that reads them takes them off."""
    return _written(context, cancelled=True)


def _written(context: PaperContext, *, cancelled: bool) -> bytes:
    told = HandedOver(context)
    # What is cancelled on the day on which it was made comes later.
    stamp = datetime.combine(context.printed, _LAST_MINUTE if cancelled else time.min, UTC)
    name = "calendar.name" if is_low_dose(context.regimen) else "calendar.name_full"
    head = (
        lines.told("VERSION", "2.0"),
        lines.told("PRODID", f"-//LDN Desktop//LDN Desktop {__version__}//EN"),
        lines.told("METHOD", "PUBLISH"),
        lines.told("X-WR-CALNAME", told.words.say(name)),
    )
    now = {(entry.kind, entry.number): entry for entry in entries_of(told)}
    gone = {place: entry for place, entry in _earlier(context) if place not in now}
    events = [_event(entry, told, stamp, cancelled=cancelled) for entry in now.values()]
    events += [_event(entry, told, stamp, cancelled=True) for entry in gone.values()]
    if cancelled and context.next_visit is not None and context.visit_ahead is None:
        # A visit that is over stays in the calendar, but where all is taken off.
        events.append(_event(visit_entry(told, context.next_visit), told, stamp, cancelled=True))
    written = (lines.component("VEVENT", event) for event in events)
    return lines.component("VCALENDAR", (*head, *written)).encode()


def _earlier(context: PaperContext) -> Iterator[tuple[tuple[str, int], Entry]]:
    """Yield the entries, with their places, that the revisions before this one may have had.

    Nobody keeps those: they are the plan with its first changes only. One that has no course was never handed over.
    """
    plan = context.regimen.plan
    if plan.revision == 1:
        return
    for count in range(len(plan.adjustments)):
        earlier = replace(plan, adjustments=plan.adjustments[:count])
        with suppress(CourseError, TooMuchWorkError):
            made = Regimen(earlier, *administered(earlier, Work()), ())
            for entry in entries_of(HandedOver(context._replace(regimen=made))):
                yield (entry.kind, entry.number), entry


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
