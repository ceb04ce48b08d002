"""On what condition one goes on from a step to the next, and whether the days of later steps depend on one."""

from __future__ import annotations

from datetime import date

from ldn_desktop.read_back.asked import Asked
from ldn_desktop.read_back.rows import Row
from ldn_desktop.read_back.taken import Course, Span


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


def awaited_on(day: date, course: Course, asked: Asked) -> set[str]:
    """Return the condition of the step of a dose, unless as much is taken before it."""
    span = course.on(day) or course.spans[-1]
    return set() if span.is_like(taken_before(day, course)) else awaited(span, course, asked)


def taken_before(day: date, course: Course) -> Span | None:
    """Return what was taken before a day: the pause before it, or the last step with a dose behind."""
    eve = course.on(day, -1)
    behind = [span for span in course.dosed if span.due[0] < day]
    return behind[-1] if eve is not None and eve.dose and behind else eve


def begins(span: Span, course: Course, asked: Asked, changed: date | None) -> set[str]:
    """Return the note of a row on how its step begins: after a pause, on the day of printing, or named above it.

    Above the rows stand the next dose, and the first from the next change on.
    """
    whole = course.on(span.first) or course.spans[-1]
    eve = course.on(whole.first, -1)
    paused = eve is not None and not eve.dose
    begun = course.first_dose < asked.printed
    days = [asked.printed, *(filter(None, (course.due_from(day) for day in (asked.printed, changed) if day)))]
    if not paused and not (begun and any(whole.first <= day <= whole.last for day in days)):
        return set()
    return {f"begin_{name}{'_paused' if paused else ''}" for name in awaited(span, course, asked)}


def depends(course: Course, asked: Asked) -> bool:
    """Tell whether a condition lies ahead on which later days depend."""
    begun = course.first_dose < asked.printed
    ahead = course.from_day(asked.printed) if begun else course.spans
    return any(condition(span, course, asked) | awaited(span, course, asked) for span in ahead)
