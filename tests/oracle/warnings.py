"""What the days of a course give cause to say of an opioid and of leaps between doses, looked at one by one."""

from collections.abc import Mapping
from datetime import date, timedelta
from itertools import pairwise
from typing import Any, NamedTuple

from tests.oracle.course import course_days
from tests.oracle.rungs import read_ladder


class OpioidDays(NamedTuple):
    """Days with a dose that an opioid forbids (``ahead``), and those of them that have passed (``past``)."""

    ahead: list[date]
    past: list[date]


def opioid_days(plan: Mapping[str, Any], last_dose: date, interval: int, today: date) -> OpioidDays:
    """Go through the days of a plan: each without the whole interval behind it counts, if a dose is taken on it."""
    start, days = course_days(plan)
    found = OpioidDays([], [])
    for number, entry in enumerate(days):
        day = start + timedelta(days=number)
        if not entry.taken or (day - last_dose).days >= interval:
            continue
        if day >= today:
            found.ahead.append(day)
        elif day >= last_dose:
            found.past.append(day)
    return found


def first_free_day(last_dose: date, interval: int) -> date | None:
    """Go on from the last dose day by day until so many days are over; nothing where the calendar ends before."""
    day = last_dose
    for _ in range(interval):
        if day == date.max:
            return None
        day += timedelta(days=1)
    return day


def high_returns(plan: Mapping[str, Any], longest: int) -> list[tuple[date, date]]:
    """Go through the days: each gap of more days than ``longest`` after which no less is taken than before it.

    The smallest dose of the ladder as written is never one. A gap is told by its first day and the day after it.
    """
    start, days = course_days(plan)
    smallest = min(rung.dose for rung in read_ladder(plan["ladder"]))
    found: list[tuple[date, date]] = []
    gap: list[date] = []
    before = None
    for number, entry in enumerate(days):
        day = start + timedelta(days=number)
        if entry.rung is None:
            gap.append(day)
            continue
        if before is not None and len(gap) > longest and smallest < entry.dose and before <= entry.dose:
            found.append((gap[0], day))
        gap, before = [], entry.dose
    return found


def unasked_pause(plan: Mapping[str, Any], asked: date | None, today: date) -> tuple[date, date] | None:
    """Give the first day of the earliest pause nobody asked about, and the day on which doses go on after the latest.

    A pause counts once its first day has come, opioids were not asked for since, and doses go on after it.
    """
    start, days = course_days(plan)
    taken = [start + timedelta(days=number) for number, entry in enumerate(days) if entry.taken]
    found: list[tuple[date, date]] = []
    for entry in plan.get("adjustments", []):
        first = date.fromisoformat(entry["on"])
        after = [day for day in taken if day > first]
        is_open = asked is None or (first - asked).days > 0
        if entry["action"] == "pause" and (today - first).days >= 0 and is_open and after:
            found.append((first, after[0]))
    return (found[0][0], found[-1][1]) if found else None


def tenfold_rungs(plan: Mapping[str, Any], times: int) -> set[int]:
    """Give the places in the ladder (from 0) that the course reaches and that lie so far from the rung before."""
    _, days = course_days(plan)
    doses = [rung.dose for rung in read_ladder(plan["ladder"])]
    far = {
        place
        for place, (one, other) in enumerate(pairwise(doses), 1)
        if one >= times * other or other >= times * one
    }
    return far & {day.rung for day in days if day.rung is not None}
