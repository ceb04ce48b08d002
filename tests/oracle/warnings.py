"""What the days of a course give cause to say of an opioid and of leaps between doses, looked at one by one."""

from collections.abc import Mapping
from dataclasses import replace
from datetime import date, timedelta
from fractions import Fraction
from itertools import combinations, groupby, pairwise
from typing import Any, NamedTuple

from tests.oracle.amounts import amount_text, decimal_text, is_whole_nanograms
from tests.oracle.course import Day, course_days
from tests.oracle.products import Product
from tests.oracle.recipes import Limits, pieces, recipe
from tests.oracle.rungs import read_ladder

Spans = list[tuple[date, date]]


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
    """Go through the days: each pause of more days than ``longest`` after which no less is taken than before it.

    The smallest dose of the ladder as written is never one. A pause is told by its first day and that of the next dose.
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
        if not entry.taken:
            continue
        if before is not None and len(gap) > longest and smallest < entry.dose and before <= entry.dose:
            found.append((gap[0], day))
        gap, before = [], entry.dose
    return found


def unasked_pause(plan: Mapping[str, Any], asked: date | None, today: date) -> tuple[date, date] | None:
    """Give the first day of the earliest pause nobody asked about, and the day on which doses go on after the latest.

    A pause counts once its first day has come, opioids were last asked for before it, and doses go on after it.
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


def stretches(plan: Mapping[str, Any]) -> list[list[tuple[date, Day]]]:
    """Give the days of a plan, those of a phase as it is shown together."""
    start, days = course_days(plan)
    told = [(start + timedelta(days=number), entry) for number, entry in enumerate(days)]
    return [list(group) for _, group in groupby(told, key=lambda item: replace(item[1], taken=False))]


def doseless(plan: Mapping[str, Any]) -> Spans:
    """Give the first and last day of every phase, pauses apart, on no day of which a dose is taken."""
    return [
        (phase[0][0], phase[-1][0])
        for phase in stretches(plan)
        if phase[0][1].rung is not None and not any(day.taken for _, day in phase)
    ]


def days_told(days: list[tuple[date, Day]]) -> tuple[date, date]:
    """Give the first and last day with a dose, or of all days where none has one."""
    found = [day for day, entry in days if entry.taken] or [day for day, _ in days]
    return found[0], found[-1]


def near_operation(plan: Mapping[str, Any], operation: date, hours: int) -> list[date]:
    """Give the days with a dose from the end of which too few hours are left to the midnight of the operation's day."""
    start, days = course_days(plan)
    found = []
    for number, entry in enumerate(days):
        day = start + timedelta(days=number)
        until = 24 * ((operation - day).days - 1)
        if entry.taken and day <= operation and until < hours:
            found.append(day)
    return found


def short_rungs(plan: Mapping[str, Any], shortest: int) -> dict[int, tuple[date, date]]:
    """Give the rungs of fewer days as written that are taken as titration, with the days of their first such phase."""
    ladder = read_ladder(plan["ladder"])
    found: dict[int, tuple[date, date]] = {}
    for phase in stretches(plan):
        rung = phase[0][1].rung
        if rung is not None and phase[0][1].kind == "titration" and ladder[rung].days < shortest:
            found.setdefault(rung, days_told(phase))
    return found


class Told(NamedTuple):
    """What is said of a single dose: a code, the time (empty for an equal split, looked at once), the dose, the days.

    ``dose`` is empty where the day's cannot be split; ``figure`` is the number that the sentence names, where it does.
    """

    code: str
    time: str
    dose: str
    days: tuple[date, date]
    figure: str = ""


def said_of(
    dose: Fraction, products: tuple[Product, ...], limits: Limits, small: Fraction
) -> list[tuple[str, str]]:
    """Give the codes and figures that one dose gives cause for."""
    made = recipe(dose, products, limits)
    if made is None:
        return [("not-measurable", "")]
    counts = [quantity for product, quantity in made if product.is_solid]
    found = [("many-pieces", str(pieces(counts)))] if pieces(counts) > limits.pieces else []
    for product, volume in made:
        if product.kind == "liquid":
            measures = pieces([volume / product.capacity_ml])
            found += [("two-measures", str(measures))] if measures > 1 else []
            found += [("small-volume", decimal_text(volume))] if volume < small else []
    return found


def of_takes(plan: Mapping[str, Any], limits: Limits, small: Fraction) -> list[Told]:
    """Go through the doses of each phase, and say of each what there is, the first time it is met with its products."""
    found: list[Told] = []
    met = []
    for phase in stretches(plan):
        entry = phase[0][1]
        for time, dose in entry.takes if entry.doses else entry.takes[:1]:
            known = (time if entry.doses else entry.times, dose, entry.products)
            if known in met:
                continue
            met.append(known)
            text = amount_text(dose) if is_whole_nanograms(dose) else ""
            for code, figure in said_of(dose, entry.products, limits, small):
                found.append(Told(code, time if entry.doses else "", text, days_told(phase), figure))
    return found


def largest_single(plan: Mapping[str, Any]) -> Fraction:
    """Give the largest dose of one time on any day."""
    _, days = course_days(plan)
    return max(dose for day in days for _, dose in day.takes)


def too_strong(plan: Mapping[str, Any]) -> set[str]:
    """Give the solids in force on some day of which one holds more than the largest single dose."""
    _, days = course_days(plan)
    largest = largest_single(plan)
    return {
        product.id
        for day in days
        for product in day.products
        if product.is_solid and product.strength > largest
    }


def easily_mistaken(plan: Mapping[str, Any]) -> set[tuple[str, ...]]:
    """Give the pairs in force together, both counted or both measured, that differ 10, 100 or 1,000 times."""
    _, days = course_days(plan)
    return {
        tuple(sorted((one.id, other.id)))
        for products in {day.products for day in days}
        for one, other in combinations(products, 2)
        if one.is_solid == other.is_solid
        for times in (10, 100, 1000)
        if one.strength == times * other.strength or other.strength == times * one.strength
    }
