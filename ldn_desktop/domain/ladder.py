"""The ladder that a clinician intends: rungs of a daily dose for a number of days, and ways to make one."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING, NamedTuple

from ldn_desktop.domain.amount import format_dose, spans_units

if TYPE_CHECKING:
    from fractions import Fraction

MOST_DAYS = 3650
MOST_RUNGS = 1000
"""A ladder with more rungs than this is a slip in the step."""
_HELD_BITS = 256
FACTOR_SCALE = 1000
"""Factors are whole numbers of thousandths: from 1 ng to 1,000 mg are then at most 21,000 powers."""

_APART = 100
"""Amounts in two units that lie this many times apart are rarely meant for one ladder."""
_PLAIN_DIGITS = 2


class LadderError(ValueError):
    """Numbers that make no ladder; its message says which and why."""


class Rung(NamedTuple):
    """A daily dose of ``dose_ng`` nanograms, above 0, for ``days`` days (1 to 3,650)."""

    dose_ng: int
    days: int


Ladder = tuple[Rung, ...]
"""At least one rung; the last is the maintenance rung."""


def linear(start_ng: int, step_ng: int, target_ng: int, *, every: int, maintenance: int) -> Ladder:
    """Return start, start + step, … while below the target, then the target for ``maintenance`` days.

    Refused (``LadderError``): a start or step of 0, a start above the target, days outside 1 to 3,650.
    """
    _check(start_ng, target_ng, every, maintenance)
    if step_ng <= 0:
        raise LadderError("The step is 0; give a step above 0.")
    count = -(-(target_ng - start_ng) // step_ng)
    return _ladder((start_ng + k * step_ng for k in range(count)), target_ng, every, maintenance)


def geometric(
    start_ng: int, factor: Fraction, round_to_ng: int, target_ng: int, *, every: int, maintenance: int
) -> Ladder:
    """Return start × factor^k, each rounded half up to ``round_to_ng``, while below the target, then the target.

    Each exact product is rounded, never a rounded one multiplied on; zeros and repeats are skipped.
    Refused (``LadderError``): what ``linear`` refuses, a ``round_to`` of 0, a factor of 1 or less, or with more than
    three decimals.
    """
    _check(start_ng, target_ng, every, maintenance)
    if round_to_ng <= 0:
        raise LadderError("The amount to round to is 0; give an amount above 0, such as 1 mcg.")
    if factor <= 1:
        raise LadderError("The factor is 1 or less; give a factor above 1, such as 2.")
    if factor * FACTOR_SCALE % 1:
        raise LadderError("The factor has more than three decimals; give one such as 1.5.")
    return _ladder(_rounded(start_ng, factor, round_to_ng, target_ng), target_ng, every, maintenance)


def mixed_units(start_ng: int, step_ng: int, target_ng: int) -> str:
    """Return a caution where the numbers of a linear ladder differ in unit so that its doses come out odd.

    It is one sentence, empty where there is nothing to say: numbers that make no ladder, all in mg or all in mcg,
    less than a hundredfold apart, or without a dose of three digits or more, such as the 0.5005 mg that follows
    0.5 mg by a step of 0.5 mcg.
    """
    named = {"start": start_ng, "step": step_ng, "target": target_ng}
    small, large = min(named.values()), max(named.values())
    if not 0 < start_ng < target_ng or small <= 0:
        return ""
    if not spans_units([small, large]) or large < _APART * small:
        return ""
    doses = range(start_ng, target_ng, step_ng)[:MOST_RUNGS]
    odd = next((ng for ng in doses if len(str(ng).rstrip("0")) > _PLAIN_DIGITS), None)
    if odd is None:
        return ""
    told = [f"{name} {format_dose(ng)}" for name, ng in named.items()]
    return (
        f"The {told[0]}, {told[1]} and {told[2]} differ in unit, "
        f"which makes doses such as {format_dose(odd)}; check the units."
    )


def _rounded(start_ng: int, factor: Fraction, round_to_ng: int, target_ng: int) -> Iterator[int]:
    # Exact powers soon have thousands of digits: each is held between two fractions of 2**256, and made where those
    # round apart.
    low = high = start_ng << _HELD_BITS
    unit = round_to_ng << _HELD_BITS
    power, units = 0, 0
    while units * round_to_ng < target_ng:
        lowest, highest = (2 * low + unit) // (2 * unit), (2 * high + unit) // (2 * unit)
        if lowest != highest:
            top, below = start_ng * factor.numerator**power, factor.denominator**power
            lowest = (2 * top + below * round_to_ng) // (2 * below * round_to_ng)
        # What rounds to the same dose, or to nothing, is passed over.
        if units < lowest < -(-target_ng // round_to_ng):
            yield lowest * round_to_ng
        units, power = lowest, power + 1
        low = low * factor.numerator // factor.denominator
        high = -(-high * factor.numerator // factor.denominator)


def _ladder(doses: Iterator[int], target_ng: int, every: int, maintenance: int) -> Ladder:
    rungs: list[Rung] = []
    for dose in doses:
        if len(rungs) == MOST_RUNGS - 1:
            raise LadderError(f"The ladder would have more than {MOST_RUNGS:,} steps; give a larger step.")
        rungs.append(Rung(dose, every))
    return (*rungs, Rung(target_ng, maintenance))


def _check(start_ng: int, target_ng: int, every: int, maintenance: int) -> None:
    if start_ng <= 0:
        raise LadderError("The start is 0; give a start above 0.")
    if start_ng > target_ng:
        raise LadderError(
            f"The start, {format_dose(start_ng)}, is above the target, {format_dose(target_ng)}; "
            "lower the start or raise the target."
        )
    for name, days in (("interval", every), ("maintenance", maintenance)):
        if not 1 <= days <= MOST_DAYS:
            raise LadderError(f"The {name} is {days} days; give a whole number from 1 to {MOST_DAYS:,}.")
