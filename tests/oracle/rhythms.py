"""Rhythms: which days carry a dose, counted day by day."""

from collections.abc import Mapping
from datetime import date
from typing import Any, NamedTuple

from tests.oracle.amounts import Refused

WEEKDAYS = ("monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday")
LONGEST_ROUND = 28


class Rhythm(NamedTuple):
    """So many days with a dose, then so many without; or, where ``weekdays`` has any, those (0 is Monday)."""

    on: int
    off: int
    weekdays: tuple[int, ...] = ()


def read_rhythm(entry: Mapping[str, Any]) -> Rhythm:
    """Read a rung's ``rhythm``; one day on and some off is the same in both spellings."""
    match dict(entry):
        case {"every": int(every), **rest} if not rest and 2 <= every <= LONGEST_ROUND:
            return Rhythm(1, every - 1)
        case {"on": int(on), "off": int(off), **rest} if (
            not rest and min(on, off) >= 1 and on + off <= LONGEST_ROUND
        ):
            return Rhythm(on, off)
        case {"weekdays": list(names), **rest} if not rest and 1 <= len(names) < len(WEEKDAYS):
            if set(names) <= set(WEEKDAYS) and len(set(names)) == len(names):
                return Rhythm(0, 0, tuple(sorted(map(WEEKDAYS.index, names))))
    message = f"no rhythm: {entry}"
    raise Refused(message)


def rhythm_entry(rhythm: Rhythm) -> dict[str, Any]:
    """Write a rhythm in its canonical spelling."""
    if rhythm.weekdays:
        return {"weekdays": [WEEKDAYS[number] for number in rhythm.weekdays]}
    if rhythm.on == 1:
        return {"every": rhythm.off + 1}
    return {"on": rhythm.on, "off": rhythm.off}


def has_dose(rhythm: Rhythm | None, number: int, day: date) -> bool:
    """Tell whether the day of this number (from 1) in its run carries a dose."""
    if rhythm is None:
        return True
    if rhythm.weekdays:
        return day.weekday() in rhythm.weekdays
    place = number
    while place > rhythm.on + rhythm.off:
        place -= rhythm.on + rhythm.off
    return place <= rhythm.on
