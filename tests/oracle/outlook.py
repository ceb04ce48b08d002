"""What a paper of a day must say first, found by looking at day after day: the next dose, and what it needs."""

from collections.abc import Mapping
from datetime import date
from fractions import Fraction
from typing import Any, NamedTuple

from tests.oracle.course import Day, Laid


class Outlook(NamedTuple):
    """The next dose from a day on, ``None`` where the planned days have none.

    ``again``: no dose since a pause. ``new``: something else than what was last taken; ``before`` is that in mg, 0 out
    of a pause. ``waits``: a condition stands before it, and nothing says that it is met. ``pause``: the first day of a
    pause that comes first, the day itself too. ``here``: nothing else is taken between the day and the dose. ``kept``:
    the dose of the step before in mg, where whoever may not have begun this one goes on with that; else 0.
    """

    due: date | None
    dose: Fraction
    before: Fraction
    again: bool
    new: bool
    waits: bool
    pause: date | None
    here: bool
    kept: Fraction = Fraction(0)


def outlook(plan: Mapping[str, Any], laid: Laid, today: date) -> Outlook:
    """Look from a day of the course on."""
    start, days = laid.start, laid.days
    at = today.toordinal() - start.toordinal()
    due = at
    while due < len(days) and not days[due].taken:
        due += 1
    pause = next((place for place in range(at, min(due + 1, len(days))) if days[place].rung is None), None)
    if pause is None and due == len(days) and laid.after == "paused":
        pause = due
    begins = None if pause is None else date.fromordinal(start.toordinal() + pause)
    if due == len(days):
        return Outlook(
            None, Fraction(0), Fraction(0), again=False, new=False, waits=False, pause=begins, here=False
        )
    eve = due - 1
    while eve >= 0 and not days[eve].taken and days[eve].rung is not None:
        eve -= 1
    again = eve >= 0 and days[eve].rung is None
    first = due
    while first > 0 and _alike(days[first - 1], days[due]):
        first -= 1
    new = eve < first
    begun = any(day.taken for day in days[first:at])
    gates = [
        place
        for place in range(1, first + 1)
        if _is_gate(plan, days, place) and _rung(days[place]) <= _rung(days[due])
    ]
    waits = not begun and any(not any(day.taken for day in days[place:at]) for place in gates)
    day = date.fromordinal(start.toordinal() + due)
    before = Fraction(0) if again else days[eve].dose
    kept = _kept(plan, days, first, own=first in gates and not begun, waits=waits)
    return Outlook(day, days[due].dose, before, again, new, waits, begins, first <= at, kept)


def _kept(plan: Mapping[str, Any], days: list[Day], first: int, *, own: bool, waits: bool) -> Fraction:
    """Return the dose of the step before that of a day, where a condition stood or stands before it, and no pause."""
    step = first
    while step > 0 and days[step - 1].rung in {days[first].rung, None}:
        step -= 1
    gated = own if waits else step > 0 and _is_gate(plan, days, step)
    if not gated or any(day.rung is None for day in days[max(step - 1, 0) : first]):
        return Fraction(0)
    return days[step - 1].dose


def _alike(one: Day, other: Day) -> bool:
    routes = {product.route for day in (one, other) for product in day.products[:1]}
    mine, theirs = ((day.rung is None, day.takes, day.rhythm, len(day.doses) > 1) for day in (one, other))
    return mine == theirs and len(routes) == 1


def _is_gate(plan: Mapping[str, Any], days: list[Day], place: int) -> bool:
    """Tell whether a rung is entered on a day on a condition."""
    if days[place].rung is None or (days[place - 1].rung == days[place].rung):
        return False
    behind = [day for day in days[:place] if day.rung is not None]
    if not behind or _rung(behind[-1]) >= _rung(days[place]):
        return False
    return bool(plan["ladder"][_rung(behind[-1])].get("go_on", "on-date") != "on-date")


def _rung(day: Day) -> int:
    return -1 if day.rung is None else day.rung
