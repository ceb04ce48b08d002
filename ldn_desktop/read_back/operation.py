"""Compares what a paper says of an operation with the plan."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date

from ldn_desktop.read_back.asked import Asked, DifferentError
from ldn_desktop.read_back.statements import Found
from ldn_desktop.read_back.taken import Course

OPERATION = frozenset(
    f"phrase operation{kind}" for kind in ("", "_planned", "_boxed", "_near", "_before", "_after")
)
_A_DAY = 24


def judge_operation(found: Sequence[Found], course: Course, asked: Asked) -> None:
    """Refuse another day of an operation, one left out, or a last dose before it that is too late."""
    operation, told = asked.regimen.plan.operation, {n: f for n, f, _ in found if n in OPERATION}
    if operation is None or operation.on < asked.printed:
        if told:
            raise DifferentError("an operation")
        return
    name, last = _wanted(course, asked)
    if set(told) != {name}:
        raise DifferentError("the operation")
    said, g = told[name], asked.grammar
    days = (g.read_date(said["day"]), g.read_whole(said["hours"]))
    if days != (operation.on, operation.last_dose_hours):
        raise DifferentError("the operation")
    if (g.read_date(said["last"]).toordinal() if "last" in said else None) != last:
        raise DifferentError("the last dose before the operation")


def _wanted(course: Course, asked: Asked) -> tuple[str, int | None]:
    """Return what has to be said, and the number of the day that it names.

    The operation begins at midnight, a dose is taken at the end of its day.
    """
    operation, after = asked.regimen.plan.operation, asked.regimen.after
    if operation is None:
        raise DifferentError("an operation")
    over = after in {"stop", "paused"}
    doses = [number for span in course.dosed for number in span.due.between(date.min, operation.on).numbers]
    ahead = course.due_from(asked.printed)
    if ahead > operation.on if ahead else over:
        return ("phrase operation_after", doses[-1]) if doses else ("phrase operation_before", None)
    latest = operation.on.toordinal() - 1 - -(-operation.last_dose_hours // _A_DAY)
    kept = [number for number in doses if number <= latest]
    close = any(number > latest and number >= asked.printed.toordinal() for number in doses)
    if latest < date.min.toordinal() or (close and not kept):
        return "phrase operation_near", None
    if not close and kept and kept[-1] < latest and (over or operation.on <= course.last):
        return "phrase operation_planned", kept[-1]
    return ("phrase operation_boxed" if close else "phrase operation"), latest
