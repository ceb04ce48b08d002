"""The rungs of a ladder, and the times of day at which their doses are taken."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from fractions import Fraction
from typing import Any

from tests.oracle.amounts import Refused, read_amount
from tests.oracle.rhythms import Rhythm, read_rhythm

TIMES_OF_DAY = ("morning", "midday", "evening", "bedtime")

Doses = tuple[tuple[str, Fraction], ...]
"""Times of day, in their order, each with its mg."""


@dataclass(frozen=True)
class Rung:
    """The mg of a day with a dose, and the days written. ``doses`` is empty where the dose is split equally."""

    dose: Fraction
    days: int
    doses: Doses = ()
    rhythm: Rhythm | None = None


def in_order_of_day(times: Iterable[str]) -> tuple[str, ...]:
    """Put times of day in the order of the day; refuse none at all, one unknown and one named twice."""
    chosen = list(times)
    if not chosen or len(set(chosen)) < len(chosen) or not set(chosen) <= set(TIMES_OF_DAY):
        message = f"no times of day: {chosen}"
        raise Refused(message)
    return tuple(time for time in TIMES_OF_DAY if time in chosen)


def read_rung(entry: Mapping[str, Any]) -> Rung:
    """Read one rung of a plan file; refuse a dose of 0."""
    if ("dose" in entry) == ("doses" in entry):
        message = "a rung has either dose or doses"
        raise Refused(message)
    doses: Doses = ()
    if "doses" in entry:
        doses = tuple((time, read_amount(entry["doses"][time])) for time in in_order_of_day(entry["doses"]))
    dose = sum((each for _, each in doses), Fraction(0)) if doses else read_amount(entry["dose"])
    if dose == 0 or any(each == 0 for _, each in doses):
        message = "a rung of 0 mg"
        raise Refused(message)
    rhythm = read_rhythm(entry["rhythm"]) if "rhythm" in entry else None
    return Rung(dose, int(entry["days"]), doses, rhythm)


def read_ladder(entries: Iterable[Mapping[str, Any]]) -> list[Rung]:
    """Read the ladder of a plan file."""
    return [read_rung(entry) for entry in entries]
