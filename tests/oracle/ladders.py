"""Ladder generators, one rung after the other."""

from fractions import Fraction

from tests.oracle.amounts import Refused, amount_text, read_amount

Rungs = list[dict[str, str | int]]
"""Rungs as in a plan file."""


def _rungs(below: list[Fraction], target: Fraction, every: int, maintenance: int) -> Rungs:
    climbing: Rungs = [{"dose": amount_text(dose), "days": every} for dose in below]
    return [*climbing, {"dose": amount_text(target), "days": maintenance}]


def _refuse_if(*, wrong: bool, why: str) -> None:
    if wrong:
        raise Refused(why)


def ladder_linear(start: str, step: str, target: str, every: int, maintenance: int) -> Rungs:
    """Climb from ``start`` by ``step`` while below ``target``, then the target as the maintenance rung."""
    dose, rise, goal = read_amount(start), read_amount(step), read_amount(target)
    _refuse_if(wrong=dose == 0 or rise == 0, why="a start or step of 0")
    _refuse_if(wrong=dose > goal, why="a start above the target")
    below = []
    while dose < goal:
        below.append(dose)
        dose += rise
    return _rungs(below, goal, every, maintenance)


def ladder_geometric(
    start: str, factor: str, round_to: str, target: str, every: int, maintenance: int
) -> Rungs:
    """Climb by exact powers of ``factor`` (decimal text), each rounded half up to ``round_to``, then the target."""
    exact, times, unit, goal = (
        read_amount(start),
        Fraction(factor),
        read_amount(round_to),
        read_amount(target),
    )
    _refuse_if(wrong=exact == 0 or unit == 0, why="a start or rounding of 0")
    _refuse_if(wrong=times <= 1, why="a factor of 1 or less")
    _refuse_if(wrong=exact > goal, why="a start above the target")
    below: list[Fraction] = []
    while True:
        rounded = (exact / unit + Fraction(1, 2)).__floor__() * unit
        if rounded >= goal:
            return _rungs(below, goal, every, maintenance)
        if rounded > 0 and rounded not in below:
            below.append(rounded)
        exact *= times
