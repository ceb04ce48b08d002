"""A day as people type it."""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import date, timedelta
from typing import NamedTuple

from ldn_desktop.domain.amount import quoted
from ldn_desktop.reference.words.english import MONTHS, WEEKDAYS, full_date
from ldn_desktop.reference.words.english import weekday as weekday_of
from ldn_desktop.workspace.typed import plain_blanks

FIRST, LAST = date(1900, 1, 1), date(2199, 12, 31)
"""The days that can be typed; any other in a field is far more likely a slip than meant."""
_MONTHS = tuple(name.lower() for name in MONTHS)
_LEAST_LETTERS = 3
_NEAR = timedelta(days=92)
"""A day without a year is the nearest one when it lies within a season; else both are offered."""
_YEARS = 8
"""Any day of a month comes again within so many years."""
# Made ready by re when they are first used.
_WEEKDAY = rf"(?i)^(?:{'|'.join(WEEKDAYS)})[a-z]*[,.]?\s+"
_YEAR_FIRST = r"([0-9]{4})([-/.])([0-9]{1,2})\2([0-9]{1,2})"
_DIGITS = r"([0-9]{4})([0-9]{4})"
_WORDS = r"(?i)([0-9]{1,2})(?:st|nd|rd|th)?[\s.\-/]*([a-z]+)(?:[\s.,\-/]*([0-9]{4}))?"
_AMERICAN = r"(?i)([a-z]+)[\s.]*([0-9]{1,2})(?:st|nd|rd|th)?(?:[\s.,]+([0-9]{4}))?"
_NUMBERS = r"([0-9]{1,2})\s*[./\-\s]\s*([0-9]{1,2})\s*[./\-\s]\s*([0-9]{4})"
_NAMED = {"yesterday": -1, "today": 0, "tomorrow": 1}
_COUNTED = r"(?i)(in )?([0-9]{1,5}) ?(days?|d|weeks?|wks?|w)( ago)?"
_UNSURE = r"(?i)(?:in )?[0-9]+ ?(?:months?|mo|years?|yrs?|y)(?: ago)?"


class DayError(ValueError):
    """A text that is no day, or could be one of two: ``days``; the message is one sentence for the person."""

    def __init__(self, sentence: str, days: tuple[date, ...] = ()) -> None:
        super().__init__(sentence)
        self.days = days


class DayReading(NamedTuple):
    """What a field of dates knows: the day it is today, and one near what it asks for, to be written as an example."""

    today: date
    example: date
    latest: date = LAST
    near: bool = True
    """Whether the field asks for a day near today, so that the year may be left out."""

    def parse(self, text: str) -> date:
        """Return the day that a text says: 21 Nov 2026, 2026-11-21, 20261121, 21/11/2026, Nov 21, 5 days ago, tomorrow.

        Refused (``DayError``): a day that does not exist, one of two such as 03/04/2026, a year of two digits, a year
        left out where the day is not near, anything outside 1900 to 2199 or after ``latest``.
        """
        said = re.sub(_WEEKDAY, "", plain_blanks(text))
        days = tuple(dict.fromkeys(self._days(text, said)))
        fitting = tuple(day for day in days if FIRST <= day <= self.latest)
        match fitting:
            case (day,):
                return day
            case (_, _, *_):
                names = " or ".join(map(full_date, fitting))
                raise DayError(f"{quoted(text)} can be {names}; choose one.", fitting)
        if any(FIRST <= day <= LAST for day in days):
            raise DayError(f"{quoted(text)} is still to come; {self._how}.")
        if days:
            raise DayError(f"{quoted(text)} is outside {FIRST.year} to {LAST.year}; {self._how}.")
        raise DayError(f"{quoted(text)} does not exist; correct the day or the month.")

    @property
    def _how(self) -> str:
        return f"write it as {full_date(self.example)}"

    def _days(self, text: str, said: str) -> Iterator[date]:
        """Yield every day that a text can mean; none where it names one that does not exist."""
        counted = self._from_today(text, said)
        if counted is not None:
            yield counted
        elif found := re.fullmatch(_YEAR_FIRST, said):
            yield from _dates(int(found[1]), int(found[3]), int(found[4]))
        elif found := re.fullmatch(_DIGITS, said):
            yield from _digits(found[1], found[2])
        elif found := re.fullmatch(_WORDS, said):
            yield from self._in_year(text, found[3], self._month(text, found[2]), int(found[1]))
        elif found := re.fullmatch(_AMERICAN, said):
            yield from self._in_year(text, found[3], self._month(text, found[1]), int(found[2]))
        elif found := re.fullmatch(_NUMBERS, said):
            one, two, year = (int(number) for number in found.groups())
            yield from _dates(year, two, one)
            yield from _dates(year, one, two)
        elif re.search(r"[./\-\s'][0-9]{1,2}$", said):
            raise DayError(f"{quoted(text)} has no year of four digits; {self._how}.")
        else:
            raise DayError(f"{quoted(text)} is no day; {self._how}.")

    def _from_today(self, text: str, said: str) -> date | None:
        if re.fullmatch(_UNSURE, said):
            raise DayError(f"{quoted(text)} counts months or years; count in days or weeks, or {self._how}.")
        days = _NAMED.get(said.lower())
        if days is None:
            found = re.fullmatch(_COUNTED, said)
            if found is None:
                return None
            if bool(found[1]) == bool(found[4]):
                plain = f"{found[2]} {found[3]}"
                raise DayError(f"{quoted(text)} may be past or to come; type in {plain}, or {plain} ago.")
            count = int(found[2]) * (7 if found[3].lower().startswith("w") else 1)
            days = count if found[1] else -count
        try:
            return self.today + timedelta(days=days)
        except OverflowError:
            raise DayError(f"{quoted(text)} is outside {FIRST.year} to {LAST.year}; {self._how}.") from None

    def _in_year(self, text: str, year: str | None, month: int, day: int) -> Iterator[date]:
        """Yield the day of a month in a year; without one the nearest, or those around where none is near."""
        if year:
            yield from _dates(int(year), month, day)
            return
        if not self.near:
            raise DayError(f"{quoted(text)} has no year of four digits; {self._how}.")
        around = range(self.today.year - _YEARS, self.today.year + _YEARS + 1)
        days = [found for year in around for found in _dates(year, month, day)]
        before = [found for found in days if found <= self.today][-1:]
        after = [found for found in days if found > self.today][:1]
        nearest = min((*before, *after), key=self._distance, default=None)
        if nearest is not None and self._distance(nearest) <= _NEAR:
            yield nearest
        else:
            yield from (*before, *after)

    def _distance(self, day: date) -> timedelta:
        return abs(day - self.today)

    def _month(self, text: str, word: str) -> int:
        lower = word.lower()
        found = [at for at, name in enumerate(_MONTHS, 1) if name.startswith(lower)]
        if lower == "sept":
            return _MONTHS.index("september") + 1
        if len(lower) < _LEAST_LETTERS or len(found) != 1:
            raise DayError(f"{quoted(text)} names no month; {self._how}.")
        return found[0]


def says_day(text: str, day: date) -> bool:
    """Tell whether a text names a day by its number, month and year, and no other weekday than the day's own."""
    plain = plain_blanks(text).lower()
    weekday = re.match(_WEEKDAY, plain)
    if weekday and not plain.startswith(weekday_of(day).lower()):
        return False
    words = set(re.findall(r"[0-9]+|[a-z]+", plain))
    named = any(len(word) >= _LEAST_LETTERS and _MONTHS[day.month - 1].startswith(word) for word in words)
    return named and f"{day.year:04}" in words


def _dates(year: int, month: int, day: int) -> Iterator[date]:
    """Yield a day if it exists."""
    try:
        yield date(year, month, day)
    except ValueError:
        return


def _digits(left: str, right: str) -> Iterator[date]:
    """Yield the days of eight digits: year, month, day, or the year last."""
    yield from _plausible(_dates(int(left), int(right[:2]), int(right[2:])))
    yield from _plausible(_dates(int(right), int(left[2:]), int(left[:2])))
    yield from _plausible(_dates(int(right), int(left[:2]), int(left[2:])))


def _plausible(days: Iterator[date]) -> Iterator[date]:
    return (day for day in days if FIRST <= day <= LAST)
