"""A day as people type it."""

from __future__ import annotations

import re
from datetime import date

from ldn_desktop.documents.wording import full_date

FIRST, LAST = date(1900, 1, 1), date(2199, 12, 31)
_MONTHS = (
    *("january", "february", "march", "april", "may", "june", "july", "august", "september", "october"),
    *("november", "december"),
)
_LEAST_LETTERS = 3
# Made ready by re when they are first used.
_WEEKDAY = r"(?i)^(?:mon|tue|wed|thu|fri|sat|sun)[a-z]*[,.]?\s+"
_ISO = r"([0-9]{4})-([0-9]{1,2})-([0-9]{1,2})"
_WORDS = r"(?i)([0-9]{1,2})(?:st|nd|rd|th)?[\s.\-/]*([a-z]+)[\s.,\-/]*([0-9]{4})"
_AMERICAN = r"(?i)([a-z]+)[\s.]*([0-9]{1,2})(?:st|nd|rd|th)?[\s.,]+([0-9]{4})"
_NUMBERS = r"([0-9]{1,2})\s*[./\-\s]\s*([0-9]{1,2})\s*[./\-\s]\s*([0-9]{4})"
_HOW = "write it as 5 Jun 1980"


class DayError(ValueError):
    """A text that is no day, or could be two; the message is one sentence for the person."""


def parse_day(text: str) -> date:
    """Return the day that a text says: 5 Jun 1980, 1980-06-05, 31/12/1980, June 5, 1980.

    Refused (``DayError``): a day that does not exist, 05/06/1980 (which is June here and May there), a year of two
    digits, anything outside 1900 to 2199.
    """
    plain = re.sub(_WEEKDAY, "", text.strip())
    if found := re.fullmatch(_ISO, plain):
        return _day(text, int(found[1]), int(found[2]), int(found[3]))
    if found := re.fullmatch(_WORDS, plain):
        return _day(text, int(found[3]), _month(text, found[2]), int(found[1]))
    if found := re.fullmatch(_AMERICAN, plain):
        return _day(text, int(found[3]), _month(text, found[1]), int(found[2]))
    if found := re.fullmatch(_NUMBERS, plain):
        return _numbers(text, int(found[1]), int(found[2]), int(found[3]))
    if re.search(r"[./\-\s'][0-9]{2}$", plain):
        raise DayError(f"“{_short(text)}” has no year of four digits; {_HOW}.")
    raise DayError(f"“{_short(text)}” is no day; {_HOW}.")


def parse_day_until(text: str, latest: date) -> date:
    """Return the day that a text says, as ``parse_day`` does. Refused (``DayError``) besides: a day after ``latest``."""
    found = parse_day(text)
    if found > latest:
        raise DayError(f"“{_short(text)}” is still to come; {_HOW}.")
    return found


def _numbers(text: str, one: int, two: int, year: int) -> date:
    """Return the day of two numbers and a year, where only one reading of them is a day."""
    most = len(_MONTHS)
    if one <= most and two <= most and one != two:
        first, second = _day(text, year, two, one), _day(text, year, one, two)
        raise DayError(
            f"“{_short(text)}” can be {full_date(first)} or {full_date(second)}; write the month as a word."
        )
    return _day(text, year, two, one) if two <= most else _day(text, year, one, two)


def _month(text: str, word: str) -> int:
    lower = word.lower()
    found = [at for at, name in enumerate(_MONTHS, 1) if name.startswith(lower)]
    if lower == "sept":
        return _MONTHS.index("september") + 1
    if len(lower) < _LEAST_LETTERS or len(found) != 1:
        raise DayError(f"“{_short(text)}” names no month; {_HOW}.")
    return found[0]


def _day(text: str, year: int, month: int, day: int) -> date:
    try:
        found = date(year, month, day)
    except ValueError:
        raise DayError(f"“{_short(text)}” does not exist; {_HOW}.") from None
    if not FIRST <= found <= LAST:
        raise DayError(f"“{_short(text)}” is outside {FIRST.year} to {LAST.year}; {_HOW}.")
    return found


def _short(text: str) -> str:
    flat = " ".join(text.split())
    return flat if len(flat) <= len("Wednesday 30 September 2026") else f"{flat[:24]}…"
