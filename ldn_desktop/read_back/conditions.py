"""On what condition one goes on from a step to the next, and whether the days of later steps depend on one."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date
from typing import NamedTuple

from ldn_desktop.domain.adjustment import ChangeTimes
from ldn_desktop.read_back.asked import Asked
from ldn_desktop.read_back.rows import Row
from ldn_desktop.read_back.taken import DAY, Course, Span


def conditions(row: Row) -> set[str]:
    """Return the conditions that a row names."""
    names = ("if_tolerated", "after_review")
    return {
        name
        for each in names
        for name in (each, f"begin_{each}", f"begin_{each}_paused")
        if name in row.notes
    }


def condition(span: Span, course: Course, asked: Asked) -> set[str]:
    """Return the note on how the ladder goes on after a step, where its next rung follows."""
    later = next((other for other in course.spans if other.first > span.last and other.dose), None)
    if not span.dose or later is None or later.rung <= span.rung:
        return set()
    told = {"if-tolerated": {"if_tolerated"}, "after-review": {"after_review"}}
    return told.get(asked.regimen.plan.ladder[span.rung].go_on, set())


def awaited(span: Span, course: Course, asked: Asked) -> set[str]:
    """Return the condition on which a step follows the one before, while none of its doses lies behind."""
    whole = course.on(span.first) or course.spans[-1]
    due = course.due_from(whole.first)
    eve = next((other for other in reversed(course.spans) if other.first < whole.first and other.dose), None)
    if eve is None or not whole.dose or (due is not None and due < asked.printed):
        return set()
    return condition(eve, course, asked)


class Before(NamedTuple):
    """What stands before a dose: the sentences on what it waits for, and the strictest condition, none or one.

    ``kept`` is what one goes on with until its step may be begun, where that is a step.
    """

    told: tuple[str, ...]
    condition: set[str]
    kept: Span | None = None


def before_dose(day: date, course: Course, asked: Asked) -> Before:
    """Return what stands before the dose of a day: its own step, earlier ones, or later ones with the same dose."""
    span = course.on(day) or course.spans[-1]
    run = run_of(span, course)
    upto = [other for other in course.spans if other.first <= run[-1].first]
    waiting = [(other.first, awaited(other, course, asked)) for other in upto]
    waiting = [(first, names) for first, names in waiting if names]
    begins = course.due_from(run[0].first)
    begun = begins is not None and begins < asked.printed
    # Whoever goes back waits for no step above.
    rungs = {other.first: other.rung for other in upto}
    earlier = [
        (first, names)
        for first, names in waiting
        if not begun and first <= run[0].first and rungs[first] <= span.rung
    ]
    told, kept, strict = [], None, strictest(names for _, names in earlier)
    if earlier:
        told.append("begins" if earlier[-1][0] == run[0].first else "begins_later")
    elif _reached_on(run[0], course, asked):
        told.append("begun")
    if {"begins", "begun"} & set(told):
        kept = _kept(run[0], course, asked)
    if kept is not None:
        told.append("still_on" if told == ["begun"] else f"stays_{min(strict)}")
    if any(first > run[0].first for first, _ in waiting):
        told.append("begins_same")
    return Before(tuple(told), strict, kept)


def _kept(begins: Span, course: Course, asked: Asked) -> Span | None:
    """Return the step before another rung, at the times that hold now; none where a pause lies between."""
    for span in reversed(course.spans):
        if span.first < begins.first and (not span.dose or span.rung != begins.rung):
            times = _times_on(max(asked.printed, begins.first), asked)
            return course.at_times(span, times, asked.regimen.plan.allowed) if span.dose else None
    return None


def kept_on(course: Course, asked: Asked) -> Span | None:
    """Return what whoever has not begun the step of the day of printing goes on with, where that has no row left."""
    due = course.due_from(asked.printed) if course.first_dose < asked.printed else None
    kept = before_dose(due, course, asked).kept if due is not None else None
    return kept if kept is not None and kept.last < asked.printed else None


def strictest(conditions: Iterable[set[str]]) -> set[str]:
    """Return the strictest of some conditions, none or one: a review before what is tolerated."""
    every = {name for names in conditions for name in names}
    return {"after_review"} & every or every


def times_on_staying(day: date, course: Course, asked: Asked) -> tuple[str, ...]:
    """Return the times that hold from a day on for whoever stays on a step; empty where they are as before."""
    gates = [span for span in course.spans if span.first <= day and awaited(span, course, asked)]
    kept = taken_before(gates[0].first, course) if gates else None
    if kept is None or not kept.dose or kept.own:
        return ()
    times = _times_on(day, asked)
    return times if times != kept.times else ()


def _times_on(day: date, asked: Asked) -> tuple[str, ...]:
    """Return the times of the last change to others, up to a day; empty where there was none."""
    changes = [
        entry.times
        for entry in asked.regimen.plan.adjustments
        if isinstance(entry, ChangeTimes) and entry.on <= day
    ]
    return changes[-1] if changes else ()


def run_of(span: Span, course: Course) -> list[Span]:
    """Return the spans on end around one on which the same is taken."""
    runs: list[list[Span]] = []
    for other in course.spans:
        if runs and runs[-1][0].is_like(other):
            runs[-1].append(other)
        else:
            runs.append([other])
    return next(run for run in runs if any(other.first == span.first for other in run))


def _reached_on(span: Span, course: Course, asked: Asked) -> set[str]:
    """Return the condition that stood before the rung of a span, when it was last reached."""
    steps = [other for other in course.spans if other.dose and other.first <= span.first]
    others = [other for other in steps if other.rung != span.rung]
    return condition(others[-1], course, asked) if others else set()


def taken_before(day: date, course: Course) -> Span | None:
    """Return the pause that one is in until a day, where no dose was taken since; else what was last taken."""
    behind = [
        span for span in course.spans if span.first < day and (not span.dose or _has_dose_before(span, day))
    ]
    return behind[-1] if behind else None


def _has_dose_before(span: Span, day: date) -> bool:
    return bool(span.due.between(span.first, day - DAY))


def begins(span: Span, course: Course, asked: Asked, changed: date | None) -> set[str]:
    """Return the note of a row on how its step begins: after a pause, on the day of printing, or named above it.

    Above the rows stand the next dose, and the first from the next change on.
    """
    whole = course.on(span.first) or course.spans[-1]
    eve = course.on(whole.first, -1)
    paused = eve is not None and not eve.dose
    begun = course.first_dose < asked.printed
    due = [
        day for day in (course.due_from(day) for day in (asked.printed, changed) if day) if day is not None
    ]
    runs = [run_of(course.on(day) or course.spans[-1], course)[0].first for day in due]
    if not paused and not (
        begun and any(whole.first <= day <= whole.last for day in (asked.printed, *due, *runs))
    ):
        return set()
    return {f"begin_{name}{'_paused' if paused else ''}" for name in awaited(span, course, asked)}


def depends(course: Course, asked: Asked) -> bool:
    """Tell whether days depend on a condition: whether it was met stands nowhere."""
    return any(condition(span, course, asked) for span in course.spans)
