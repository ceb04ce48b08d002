"""What a plan has in a calendar: a day or some days each, with what is taken, fetched, paused or ended on them.

The next visit is there as well.
"""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date, timedelta
from itertools import groupby
from typing import NamedTuple

from ldn_desktop.domain.administration import Step
from ldn_desktop.domain.phase import Phase, dosed_span
from ldn_desktop.domain.plan import CONTINUES, PAUSED, Operation
from ldn_desktop.domain.regimen import Regimen
from ldn_desktop.domain.rhythm import LONGEST_ROUND, Rhythm
from ldn_desktop.domain.surgery import first_day_without
from ldn_desktop.papers.handed_over import HandedOver
from ldn_desktop.papers.operation_words import last_dose_before

_DAY = timedelta(days=1)


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


def entries_of(told: HandedOver) -> Iterator[Entry]:
    """Yield what is taken from each change on, pauses, fills, an operation's last dose, the end, and the next visit."""
    for kind in (_doses, _pauses, _fills, _operation, _end):
        yield from kind(told)
    if told.visit_ahead is not None:
        yield visit_entry(told, told.visit_ahead)


def visit_entry(told: HandedOver, day: date) -> Entry:
    """Return the one entry that a visit has: that of the next takes its place."""
    return Entry(
        "visit", 1, day, day, told.words.say("calendar.visit"), (told.words.say("calendar.visit_time"),)
    )


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
        conditions = filter(None, (told.condition_before(run[0].phase), told.condition(phase)))
        yield Entry(
            "dose",
            number,
            days[0],
            days[-1],
            told.words.say("calendar.dose", take=told.take(phase)),
            (*portions, _days(told, phase, days), *conditions),
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
        days = say("calendar.fill_until", **_named(told, fill.first, told.last_use(fill)))
        summary = say("calendar.fill", product=name, amount=amount)
        yield Entry(f"fill {product.id}", number, fill.first, fill.first, summary, (days,))


def _operation(told: HandedOver) -> Iterator[Entry]:
    """Yield the last dose before an operation on its own day; where none keeps the hours, the first that does not."""
    operation, say = told.regimen.plan.operation, told.words.say
    if operation is None or (last := _last_dose(operation, told.regimen)) is None:
        return
    name = last_dose_before(operation, told.regimen, told.regimen.first)[0].removeprefix("operation_")
    told_more = (say(f"calendar.operation_{name}"),) if name in {"near", "boxed"} else ()
    summary = say("calendar.operation_call" if name == "near" else "calendar.operation")
    yield Entry("operation", 1, last, last, summary, (_operation_day(operation, told), *told_more))


def _last_dose(operation: Operation, regimen: Regimen) -> date | None:
    """Return the day that an operation has in a calendar: one with a dose, or none."""
    name, latest = last_dose_before(operation, regimen, regimen.first)
    if name == "operation_near":
        close = dosed_span(regimen.course, first_day_without(operation.on, operation.last_dose_hours))
        return close[0] if close else None
    if latest is None or (latest > regimen.ends and regimen.after != CONTINUES):
        return None
    behind = dosed_span((*regimen.course, *_going_on(regimen, latest)), last=latest)
    return behind[1] if behind else None


def _going_on(regimen: Regimen, until: date) -> Iterator[Phase]:
    """Yield the last phase as it goes on after the planned days, for a round of its rhythm up to a day."""
    if regimen.ends < until:
        first = max(regimen.ends + _DAY, until - timedelta(days=LONGEST_ROUND - 1))
        yield regimen.course[-1]._replace(first=first, last=until)


def _operation_day(operation: Operation, told: HandedOver) -> str:
    hours = told.language.counted(operation.last_dose_hours, "hour")
    day = told.language.weekday_date(operation.on)
    return told.words.say("calendar.operation_day", day=day, hours=hours)


def _end(told: HandedOver) -> Iterator[Entry]:
    operation, regimen = told.regimen.plan.operation, told.regimen
    lines = [told.what_follows()]
    if operation is not None and operation.on > regimen.ends and _last_dose(operation, regimen) is None:
        lines.append(_operation_day(operation, told))
    yield Entry("end", 1, told.ends, told.ends, told.words.say(f"end.{told.ending}"), tuple(lines))


def _named(told: HandedOver, first: date, last: date) -> dict[str, str]:
    return {"first": told.language.weekday_date(first), "last": told.language.weekday_date(last)}


def _capital(name: str) -> str:
    return f"{name[:1].upper()}{name[1:]}"
