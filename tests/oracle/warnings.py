"""What the days of a course give cause to say of an opioid and of leaps between doses, looked at one by one."""

from collections.abc import Mapping
from datetime import date, timedelta
from itertools import pairwise
from typing import Any, NamedTuple

from tests.oracle.amounts import read_amount
from tests.oracle.course import course_days


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
        if entry.rung is None or (day - last_dose).days >= interval:
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


def tenfold_rungs(plan: Mapping[str, Any], times: int) -> set[int]:
    """Give the places in the ladder (from 0) that the course reaches and that lie so far from the rung before."""
    _, days = course_days(plan)
    doses = [read_amount(rung["dose"]) for rung in plan["ladder"]]
    far = {
        place
        for place, (one, other) in enumerate(pairwise(doses), 1)
        if one >= times * other or other >= times * one
    }
    return far & {day.rung for day in days if day.rung is not None}
