"""The ladder that a clinician intends: rungs of a daily dose for a number of days, and ways to make one."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import islice
from typing import NamedTuple, TypeAlias

from ldn_desktop.domain.amount import FACTOR_SCALE, format_dose, format_factor, spans_units
from ldn_desktop.domain.rhythm import Rhythm

MOST_DAYS = 3650
MOST_RUNGS = 1000
"""A ladder with more rungs than this is a slip in the step."""
_HELD_BITS = 256

_APART = 100
"""Amounts in two units that lie this many times apart are rarely meant for one ladder."""
_PLAIN_DIGITS = 2


class LadderError(ValueError):
    """Numbers that make no ladder; its message says which and why."""


Doses: TypeAlias = tuple[tuple[str, int], ...]
"""Times of administration in the order of the day, each with its nanograms, above 0."""

ON_DATE, IF_TOLERATED, AFTER_REVIEW = "on-date", "if-tolerated", "after-review"
GO_ON = (ON_DATE, IF_TOLERATED, AFTER_REVIEW)
"""How one gets from a rung to the next: on its date, only if it suits, only after the prescriber's review."""


class Rung(NamedTuple):
    """A daily dose of ``dose_ng`` nanograms, above 0, on the days with a dose among ``days`` days (1 to 3,650).

    Where ``doses`` tell the dose of each time, ``dose_ng`` is their sum; else it is split equally over the plan's
    times. ``rhythm`` tells which days have a dose; without one all have. ``go_on`` is one of ``GO_ON``, in words only:
    no arithmetic depends on it.
    """

    dose_ng: int
    days: int
    doses: Doses = ()
    rhythm: Rhythm | None = None
    go_on: str = ON_DATE


Ladder = tuple[Rung, ...]
"""At least one rung; the last is the maintenance rung."""


def linear_doses(start_ng: int, step_ng: int, target_ng: int) -> tuple[int, ...]:
    """Return start, start ± step, … while before the target, up or down, then the target.

    Refused (``LadderError``): a start, step or target of 0, more than 1,000 steps.
    """
    _check_ends(start_ng, target_ng)
    if step_ng <= 0:
        raise LadderError("The step is 0; give a step above 0.")
    return _doses(iter(range(start_ng, target_ng, step_ng if start_ng < target_ng else -step_ng)), target_ng)


def geometric_doses(start_ng: int, factor: int, round_to_ng: int, target_ng: int) -> tuple[int, ...]:
    """Return start × (factor / 1000)^k, rounded to ``round_to_ng``, up or down to the target, which is last.

    Each exact product is rounded, never a rounded one multiplied on: half up on the way up, down on the way down;
    zeros and repeats are skipped. Refused (``LadderError``): what ``linear_doses`` refuses, a ``round_to`` of 0, a
    factor of 0 or 1, or one that leads away from the target.
    """
    _check_ends(start_ng, target_ng)
    if round_to_ng <= 0:
        raise LadderError("The amount to round to is 0; give an amount above 0, such as 1 mcg.")
    if factor in {0, FACTOR_SCALE}:
        told = format_factor(factor)
        raise LadderError(
            f"The factor is {told}; give one above 1, such as 2, or below 1 on the way down, such as 0.5."
        )
    if factor > FACTOR_SCALE and start_ng > target_ng:
        raise LadderError(
            f"The start, {format_dose(start_ng)}, is above the target, {format_dose(target_ng)}, "
            "and the factor above 1 leads upward; give a factor below 1, or a start below the target."
        )
    if factor < FACTOR_SCALE and start_ng < target_ng:
        raise LadderError(
            f"The start, {format_dose(start_ng)}, is below the target, {format_dose(target_ng)}, "
            "and the factor below 1 leads downward; give a factor above 1, or a start above the target."
        )
    return _doses(_rounded(start_ng, factor, round_to_ng, target_ng), target_ng)


def linear(start_ng: int, step_ng: int, target_ng: int, *, every: int, maintenance: int) -> Ladder:
    """Return the rungs of ``linear_doses``, each for ``every`` days, the last for ``maintenance`` days.

    Refused (``LadderError``): what that refuses, days outside 1 to 3,650.
    """
    *climbed, target = linear_doses(start_ng, step_ng, target_ng)
    for name, days in (("interval", every), ("maintenance", maintenance)):
        if not 1 <= days <= MOST_DAYS:
            raise LadderError(f"The {name} is {days} days; give a whole number from 1 to {MOST_DAYS:,}.")
    return (*(Rung(dose, every) for dose in climbed), Rung(target, maintenance))


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


def _rounded(start_ng: int, factor: int, round_to_ng: int, target_ng: int) -> Iterator[int]:
    # Exact powers soon have thousands of digits: each is held between two fractions of 2**256, and made where those
    # round apart.
    upward = factor > FACTOR_SCALE
    half = round_to_ng if upward else 0
    low = high = start_ng << _HELD_BITS
    unit = round_to_ng << _HELD_BITS
    power, before = 0, -1
    while True:
        units, highest = ((2 * held + (half << _HELD_BITS)) // (2 * unit) for held in (low, high))
        if units != highest:
            top, below = start_ng * factor**power, FACTOR_SCALE**power
            units = (2 * top + below * half) // (2 * below * round_to_ng)
        if (units * round_to_ng >= target_ng) if upward else (units * round_to_ng <= target_ng):
            return
        # What rounds to the same dose, or to nothing, is passed over.
        if units and units != before:
            yield units * round_to_ng
        before, power = units, power + 1
        low = low * factor // FACTOR_SCALE
        high = -(-high * factor // FACTOR_SCALE)


def _doses(before: Iterator[int], target_ng: int) -> tuple[int, ...]:
    doses = tuple(islice(before, MOST_RUNGS))
    if len(doses) == MOST_RUNGS:
        raise LadderError(f"The ladder would have more than {MOST_RUNGS:,} steps; give a larger step.")
    return (*doses, target_ng)


def _check_ends(start_ng: int, target_ng: int) -> None:
    for name, dose_ng in (("start", start_ng), ("target", target_ng)):
        if dose_ng <= 0:
            raise LadderError(f"The {name} is 0; give a {name} above 0.")
