"""How amounts, volumes, counts, dates and times of the day are spelled on paper, and what they mean.

Mg and mL, exact.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from datetime import date
from fractions import Fraction

TIMES = ("morning", "midday", "evening", "bedtime")
_SAID = ("in the morning", "at midday", "in the evening", "at bedtime")
_WEEKDAYS = ("Mon", "Tue", "Wed", "Thu", "Fri", "Sat", "Sun")
_MONTHS = ("Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec")
_PARTS = {"¼": Fraction(1, 4), "½": Fraction(1, 2), "¾": Fraction(3, 4)}
_SMALL = r"(?:mcg|micrograms?)"
_MCG = Fraction(1, 1000)

NUMBER = r"(?<![\d.,])(?:0|[1-9]\d*)(?:\.\d*[1-9])?(?!\d|\.\d)"
"""A number as it is written safely: a zero before the point, none after the last figure."""
WHOLE = r"(?<![\d.,])(?:[1-9]\d{0,2}(?:,\d{3})+|0|[1-9]\d*)(?!\d)"
DOSE = rf"{NUMBER} ?(?:mg|{_SMALL})(?![/\w])(?: ?\({NUMBER} ?{_SMALL}\))?"
STRENGTH = rf"{NUMBER} ?(?:mg|{_SMALL})/ ?mL(?!\w)(?: ?\({NUMBER} ?{_SMALL}/ ?mL\))?"
VOLUME = rf"{NUMBER} ?mL(?!\w)"
PIECES = r"(?<![\d.,])(?:[1-9]\d*[¼½¾]?|[¼½¾])(?!\d)"
SHORT_DATE = rf"(?<!\d)[1-9]\d? ?(?:{'|'.join(_MONTHS)}) ?\d{{4}}(?!\d)"
DATE = rf"(?:(?:{'|'.join(_WEEKDAYS)}) ?)?{SHORT_DATE}"
TIME = rf"(?:{'|'.join(_SAID)})"
TIMES_SAID = rf"{TIME}(?:, {TIME})*(?: and {TIME})?"

ROUTES = {"under the tongue": "sublingual", "on the skin": "topical", "into the eye": "eye"}
ROUTE = rf"(?:{'|'.join(ROUTES)})"
_DAYS_OF_WEEK = ("Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday")
_DAY_OF_WEEK = rf"(?:{'|'.join(_DAYS_OF_WEEK)})"
RHYTHM = (
    rf"(?:[Ee]very other day|[Ee]very {WHOLE} days|{WHOLE} days? on, {WHOLE} days? off"
    rf"|{_DAY_OF_WEEK} to {_DAY_OF_WEEK}|[Oo]n {_DAY_OF_WEEK}s|{_DAY_OF_WEEK}(?:, {_DAY_OF_WEEK})* and {_DAY_OF_WEEK})"
)
TIMED = rf"{DOSE} {TIME}"
TIMED_DOSES = rf"{TIMED}(?:, {TIMED})*(?: and {TIMED})?"

_AMOUNT = re.compile(rf"({NUMBER}) ?(mg|{_SMALL})(?:/ ?mL)?(?: ?\(({NUMBER}) ?{_SMALL}(?:/ ?mL)?\))?")
_DATE = re.compile(rf"(?:({'|'.join(_WEEKDAYS)}) ?)?(\d{{1,2}}) ?({'|'.join(_MONTHS)}) ?(\d{{4}})")


class UnreadableError(ValueError):
    """A text that is spelled as no amount, number or date is, or one that contradicts itself."""


def read_mg(text: str) -> Fraction:
    """Return the milligrams (of a strength those in a mL) of an amount in one unit or in both.

    Refused (``UnreadableError``): two units that are not the same amount.
    """
    found = _AMOUNT.fullmatch(text)
    if found is None:
        raise UnreadableError("an amount")
    number, unit, also = found.groups()
    value = Fraction(number) * (1 if unit == "mg" else _MCG)
    if also is not None and Fraction(also) * _MCG != value:
        raise UnreadableError("an amount in two units")
    return value


def read_ml(text: str) -> Fraction:
    """Return the millilitres of a volume."""
    return Fraction(text.removesuffix("mL").strip())


def read_pieces(text: str) -> Fraction:
    """Return the count of pieces: ``2``, ``1½``, ``¾``."""
    part = _PARTS.get(text[-1])
    return Fraction(text) if part is None else Fraction(text[:-1] or "0") + part


def read_whole(text: str) -> int:
    """Return the whole number that a text begins with; it may have commas between its thousands."""
    return int(text.partition(" ")[0].replace(",", ""))


def read_date(text: str) -> date:
    """Return a date, with or without its weekday. Refused (``UnreadableError``): no day, or another weekday's."""
    found = _DATE.fullmatch(text)
    if found is None:
        raise UnreadableError("a date")
    weekday, day, month, year = found.groups()
    try:
        read = date(int(year), _MONTHS.index(month) + 1, int(day))
    except ValueError:
        raise UnreadableError("a date") from None
    if weekday is not None and _WEEKDAYS[read.weekday()] != weekday:
        raise UnreadableError("a weekday")
    return read


def read_times(text: str) -> tuple[str, ...]:
    """Return the times of the day that a text says, in their order there."""
    return tuple(TIMES[_SAID.index(said)] for said in re.findall(TIME, text))


def read_rhythm(text: str) -> tuple[str, tuple[int, ...]]:
    """Return the days of a rhythm: of a ``round`` those with a dose and those without, of a ``week`` its places in it.

    Monday is 0.
    """
    named = [_DAYS_OF_WEEK.index(name) for name in re.findall(_DAY_OF_WEEK, text)]
    if named:
        return "week", tuple(range(named[0], named[1] + 1) if " to " in text else named)
    if text.lower() == "every other day":
        return "round", (1, 1)
    counts = [read_whole(number) for number in re.findall(WHOLE, text)]
    return "round", (counts[0], counts[1]) if len(counts) > 1 else (1, counts[0] - 1)


def read_doses(text: str) -> dict[str, Fraction]:
    """Return the milligrams of each time of the day that a text names with a dose."""
    return {read_times(time)[0]: read_mg(dose) for dose, time in re.findall(rf"({DOSE}) ({TIME})", text)}


def written(day: date) -> str:
    """Return how a date is written with its weekday."""
    return f"{_WEEKDAYS[day.weekday()]} {day.day} {_MONTHS[day.month - 1]} {day.year:04}"


def two_letters(day: date) -> str:
    """Return how a weekday is written above a box."""
    return _WEEKDAYS[day.weekday()][:2]


def one_of(texts: Sequence[str]) -> str:
    """Return the pattern of any of some patterns, the longest first."""
    return f"(?:{'|'.join(sorted(texts, key=len, reverse=True))})"
