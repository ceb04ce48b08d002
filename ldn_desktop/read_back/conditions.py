"""On what condition one goes on from a step to the next, and whether the days of later steps depend on one."""

from __future__ import annotations

from ldn_desktop.read_back.asked import Asked
from ldn_desktop.read_back.rows import Row
from ldn_desktop.read_back.taken import DAY, Course, Span


def conditions(row: Row) -> set[str]:
    """Return the conditions that a row names."""
    names = ("if_tolerated", "after_review")
    return {name for each in names for name in (each, f"begin_{each}") if name in row.notes}


def condition(span: Span, course: Course, asked: Asked) -> set[str]:
    """Return the note on how the ladder goes on after a step, where its next rung follows."""
    later = next((other for other in course.spans if other.first > span.last and other.dose), None)
    if not span.dose or later is None or later.rung <= span.rung:
        return set()
    told = {"if-tolerated": {"if_tolerated"}, "after-review": {"after_review"}}
    return told.get(asked.regimen.plan.ladder[span.rung].go_on, set())


def begins(span: Span, course: Course, asked: Asked) -> set[str]:
    """Return the note on how the ladder came to a step that holds the day of printing, none of its doses behind."""
    now = course.on(asked.printed)
    if now is None or not now.first <= span.first <= now.last or not course.first_dose < asked.printed:
        return set()
    eve = next((other for other in reversed(course.spans) if other.first < now.first and other.dose), None)
    if eve is None or not now.dose or now.due.between(now.first, asked.printed - DAY):
        return set()
    return {f"begin_{name}" for name in condition(eve, course, asked)}


def depends(course: Course, asked: Asked) -> bool:
    """Tell whether a condition lies ahead on which later days depend."""
    begun = course.first_dose < asked.printed
    ahead = course.from_day(asked.printed) if begun else course.spans
    return any(condition(span, course, asked) | begins(span, course, asked) for span in ahead)
