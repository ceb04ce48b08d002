"""Ladder generators, one rung after the other, and the basis that a plan names for its ladder."""

from calendar import monthrange
from collections.abc import Mapping
from datetime import date
from fractions import Fraction
from typing import Any

from tests.oracle.amounts import Refused, amount_text, read_amount
from tests.oracle.rungs import Rung

Rungs = list[dict[str, str | int]]
"""Rungs as in a plan file."""
MOST_RUNGS = 1000
HEAVIEST_KG = 500


def _refuse_if(*, wrong: bool, why: str) -> None:
    if wrong:
        raise Refused(why)


def linear_doses(start: str, step: str, target: str) -> list[Fraction]:
    """Go from ``start`` by ``step`` while before ``target``, up or down, then to the target."""
    dose, stride, goal = read_amount(start), read_amount(step), read_amount(target)
    _refuse_if(wrong=0 in {dose, stride, goal}, why="a start, step or target of 0")
    _refuse_if(wrong=abs(goal - dose) / stride > MOST_RUNGS - 1, why="too many rungs")
    doses = []
    is_upward = dose < goal
    while (dose < goal) if is_upward else (dose > goal):
        doses.append(dose)
        dose += stride if is_upward else -stride
    return [*doses, goal]


def geometric_doses(start: str, factor: str, round_to: str, target: str) -> list[Fraction]:
    """Go by exact powers of ``factor`` (decimal text), each rounded, to the target.

    Upward it is rounded half up, downward down.
    """
    exact, times, unit, goal = (
        read_amount(start),
        Fraction(factor),
        read_amount(round_to),
        read_amount(target),
    )
    _refuse_if(wrong=0 in {exact, unit, goal}, why="a start, rounding or target of 0")
    _refuse_if(wrong=times <= 0 or times == 1, why="a factor of 0 or 1")
    _refuse_if(wrong=(times * 1000).denominator != 1, why="a factor of more than three decimals")
    _refuse_if(wrong=times > 1 and exact > goal, why="a factor above 1 with the start above the target")
    _refuse_if(wrong=times < 1 and exact < goal, why="a factor below 1 with the start below the target")
    doses: list[Fraction] = []
    is_reached = False
    while not is_reached:
        rounded = (exact / unit + (Fraction(1, 2) if times > 1 else 0)).__floor__() * unit
        is_reached = rounded >= goal if times > 1 else rounded <= goal
        if not is_reached and rounded > 0 and rounded not in doses:
            doses.append(rounded)
        _refuse_if(wrong=len(doses) >= MOST_RUNGS, why="too many rungs")
        exact *= times
    return [*doses, goal]


def _rungs(doses: list[Fraction], every: int, maintenance: int) -> Rungs:
    before: Rungs = [{"dose": amount_text(dose), "days": every} for dose in doses[:-1]]
    return [*before, {"dose": amount_text(doses[-1]), "days": maintenance}]


def ladder_linear(start: str, step: str, target: str, every: int, maintenance: int) -> Rungs:
    """Give a linear ladder, upward or downward, the target being the last rung."""
    return _rungs(linear_doses(start, step, target), every, maintenance)


def ladder_geometric(
    start: str, factor: str, round_to: str, target: str, every: int, maintenance: int
) -> Rungs:
    """Give a geometric ladder, upward or downward, the target being the last rung."""
    return _rungs(geometric_doses(start, factor, round_to, target), every, maintenance)


def months_later(anchor: date, months: int) -> date:
    """Go on month by month; a day that the month lacks is its last day."""
    year, month = anchor.year, anchor.month
    for _ in range(months):
        year, month = (year + 1, 1) if month == 12 else (year, month + 1)
    _refuse_if(wrong=year > date.max.year, why="months past the year 9999")
    return date(year, month, min(anchor.day, monthrange(year, month)[1]))


def lengths(
    rungs: int, every: int | Mapping[str, int], last: int | Mapping[str, int], start: date
) -> list[int]:
    """Give the days of each of so many rungs."""
    if not isinstance(every, int):
        each = every["months"]
        begins = [months_later(start, number * each) for number in range(rungs)]
        anchor, before = start, (rungs - 1) * each
    else:
        past = start.toordinal() + (rungs - 1) * every > date.max.toordinal()
        _refuse_if(wrong=past, why="a rung past the year 9999")
        begins = [date.fromordinal(start.toordinal() + number * every) for number in range(rungs)]
        anchor, before = begins[-1], 0
    days_of_last = (
        last if isinstance(last, int) else (months_later(anchor, before + last["months"]) - begins[-1]).days
    )
    return [*((begins[at + 1] - begins[at]).days for at in range(rungs - 1)), days_of_last]


def target_by_weight(per_kg: Mapping[str, Any]) -> Fraction:
    """Give the target of a dose per kg: rounded down, then at most ``at_most``; refuse 0 and an impossible weight."""
    number, _, unit = per_kg["weight"].partition(" ")
    weight, round_to = Fraction(number), read_amount(per_kg["round_to"])
    possible = 0 < weight <= HEAVIEST_KG and (weight * 1000).denominator == 1 and unit == "kg"
    _refuse_if(wrong=not possible, why="no weight")
    _refuse_if(wrong=round_to == 0, why="rounding to 0")
    target = (read_amount(per_kg["dose"]) * weight / round_to).__floor__() * round_to
    if "at_most" in per_kg:
        target = min(target, read_amount(per_kg["at_most"]))
    _refuse_if(wrong=target == 0, why="a target of 0")
    return target


def doses_of_basis(basis: Mapping[str, Any]) -> list[Fraction]:
    """Give the doses that a basis makes."""
    start, target = basis["start"], basis["target"]
    if "per_kg" in basis:
        by_weight = target_by_weight(basis["per_kg"])
        _refuse_if(wrong=by_weight != read_amount(target), why="another target than the weight gives")
        _refuse_if(wrong=read_amount(start) > by_weight, why="a start above the target by weight")
    if basis["kind"] == "linear":
        return linear_doses(start, basis["step"], target)
    return geometric_doses(start, basis["factor"], basis["round_to"], target)


def refuse_another_basis(basis: Mapping[str, Any], ladder: list[Rung], start: date) -> None:
    """Refuse a basis that does not make the doses and days of the ladder."""
    doses = doses_of_basis(basis)
    made = list(zip(doses, lengths(len(doses), basis["every"], basis["last"], start), strict=True))
    _refuse_if(wrong=made != [(rung.dose, rung.days) for rung in ladder], why="a basis of another ladder")
