"""Whole numbers and lengths of time as people type or paste them."""

from __future__ import annotations

import re
import unicodedata
from typing import NamedTuple

from ldn_desktop.domain.amount import FACTOR_SCALE, decimal_text, quoted
from ldn_desktop.domain.basis import MOST_MONTHS, Months, Span
from ldn_desktop.domain.ladder import MOST_DAYS
from ldn_desktop.workspace.typed import plain_blanks

_WEEK = 7
_DAY_WORDS = r"(?:days?|d)\.?"
_WEEK_WORDS = r"(?:weeks?|wks?|w)\.?"
_LENGTH = rf"(?i)(?:([0-9]+) ?{_WEEK_WORDS})?(?:(?:^| |, | and )([0-9]+) ?{_DAY_WORDS})?"
_MONTHS = r"(?i)([0-9]+) ?(?:months?|mths?|mos?)\.?"
_LONGER = r"(?i)\b(?:m|mo|mos|mths?|months?|y|yrs?|years?)\b"
_GROUPED = r"[1-9][0-9]{0,2}([,.' ][0-9]{3})+"
_MOST_DIGITS = 9


class CountError(ValueError):
    """A text that is no such number; the message is one sentence for the person."""


class Count(NamedTuple):
    """How a whole number from ``least`` to ``most`` is read and written.

    ``one`` and ``many`` follow it, such as "day".
    """

    least: int
    most: int
    one: str = ""
    many: str = ""
    by: int = 1
    """What an arrow adds."""

    def write(self, number: int) -> str:
        """Write a number with its word."""
        return f"{number} {self.one if number == 1 else self.many}".rstrip()

    def parse(self, text: str) -> int:
        """Return the number in a text, with its word or without. Refused (``CountError``): everything else."""
        body = plain_blanks(text)
        for word in (self.many, self.one):
            if word and body.lower().endswith(word.lower()):
                body = body[: -len(word)].rstrip()
                break
        return self._within(text, _whole(text, body, "whole number", self.example))

    def note(self, text: str) -> str:
        """Say how a text is read where it does not say so itself; nothing where it cannot be read."""
        try:
            number = self.parse(text)
        except CountError:
            return ""
        says_so = re.match(rf"\s*{number}(?![0-9])", text) is not None
        return "" if says_so else f"= {self.write(number)}"

    @property
    def example(self) -> str:
        """What to type, to end a sentence."""
        return f"a whole number from {self.least:,} to {self.most:,}"

    def holds(self, number: int) -> bool:
        """Tell whether a number is within the range."""
        return self.least <= number <= self.most

    def stepped(self, number: int | None, by: int) -> int:
        """Return the number that so many steps lead to; from none, the least round one."""
        wanted = -(-self.least // self.by) * self.by if number is None else number + by * self.by
        return min(max(wanted, self.least), self.most)

    def _within(self, text: str, number: int) -> int:
        if not self.least <= number <= self.most:
            raise CountError(
                f"{quoted(text)} is outside {self.least:,} to {self.most:,}; type {self.example}."
            )
        return number


class DayCount(Count):
    """How a number of days is read: 14, 14 days, 2 weeks, 2 wk, 2 weeks 3 days; written in days."""

    def parse(self, text: str) -> int:
        """Return the days in a text. Refused (``CountError``): months and years, halves, everything else."""
        body = plain_blanks(text)
        found = re.fullmatch(_LENGTH, body)
        if found and (found[1] or found[2]):
            weeks, days = (_number(digits or "0") for digits in found.groups())
            return self._within(text, weeks * _WEEK + days)
        if re.search(_LONGER, re.sub(r"(?<=[0-9])(?=[a-zA-Z])", " ", body)):
            raise CountError(
                f"{quoted(text)} counts months or years, which differ in length; type days or weeks."
            )
        return self._within(
            text, _whole(text, body, "number of days", "days or weeks, such as 14 days or 2 weeks")
        )

    @property
    def example(self) -> str:
        """What to type, to end a sentence."""
        return f"{self.least:,} to {self.most:,} days"


class Factor(Count):
    """How a factor above 1, or below it on the way down, is read in thousandths: × 2, x1.5, 0.5; written "× 1.5"."""

    def write(self, number: int) -> str:
        """Write a factor."""
        return f"× {decimal_text(number, FACTOR_SCALE)}"

    def parse(self, text: str) -> int:
        """Return the thousandths of a factor. Refused (``CountError``): 0, 1, anything finer than a thousandth."""
        body = plain_blanks(text)
        for sign in ("×", "x", "X"):
            body = body.removeprefix(sign).removesuffix(sign).strip()
        found = re.fullmatch(r"([0-9]{1,2})(?:\.([0-9]+))?", body)
        places = len(str(FACTOR_SCALE)) - 1
        decimals = (found[2] or "").rstrip("0") if found else ""
        if found is None or len(decimals) > places:
            finer = f" of at most {places} decimals" if found else ""
            raise CountError(f"{quoted(text)} is no factor{finer}; type {self.example}.")
        return self._within(text, int(found[1]) * FACTOR_SCALE + int(decimals.ljust(places, "0")))

    def note(self, _text: str) -> str:
        """Say nothing: a factor is read as it stands."""
        return ""

    @property
    def example(self) -> str:
        """What to type, to end a sentence."""
        return "a factor above 1, such as 1.5, or below 1 on the way down, such as 0.5"

    def stepped(self, number: int | None, by: int) -> int:
        """Return the factor that so many steps lead to; 1 is none, and passed over."""
        wanted = super().stepped(FACTOR_SCALE if number is None else number, by)
        return super().stepped(wanted, 1 if by > 0 else -1) if wanted == FACTOR_SCALE else wanted

    def _within(self, text: str, number: int) -> int:
        if not self.least <= number <= self.most or number == FACTOR_SCALE:
            raise CountError(f"{quoted(text)} changes nothing or too much; type {self.example}.")
        return number


FACTORS = Factor(1, 100 * FACTOR_SCALE - 1, by=FACTOR_SCALE // 4)
DAYS = DayCount(1, MOST_DAYS, "day", "days")
"""Every length of time in a plan."""


class SpanText:
    """How a length of time is read that may be calendar months: 14 days, 2 weeks, 1 month; written "1 month"."""

    example = "days, weeks or months, such as 14 days, 2 weeks or 1 month"
    _months = Count(1, MOST_MONTHS, "month", "months")

    def write(self, span: Span) -> str:
        """Write a length of time."""
        return self._months.write(span.months) if isinstance(span, Months) else DAYS.write(span)

    def parse(self, text: str) -> Span:
        """Return the length of time in a text. Refused (``CountError``): years, halves, everything else."""
        if found := re.fullmatch(_MONTHS, plain_blanks(text)):
            return Months(self._months.parse(found[1]))
        return DAYS.parse(text)

    def note(self, text: str) -> str:
        """Say how a text is read where it does not say so itself; nothing where it cannot be read."""
        if found := re.fullmatch(_MONTHS, plain_blanks(text)):
            number = int(found[1])
            says_so = not self.holds(Months(number)) or found[0].endswith(("month", "months"))
            return "" if says_so else f"= {self._months.write(number)}"
        return DAYS.note(text)

    def holds(self, span: Span) -> bool:
        """Tell whether a length of time is within the range."""
        return self._months.holds(span.months) if isinstance(span, Months) else DAYS.holds(span)

    def stepped(self, span: Span | None, by: int) -> Span:
        """Return the length of time that so many steps lead to, days or months as it was."""
        if isinstance(span, Months):
            return Months(self._months.stepped(span.months, 1 if by > 0 else -1))
        return DAYS.stepped(span, by)


SPANS = SpanText()


def _whole(text: str, body: str, noun: str, example: str) -> int:
    if re.fullmatch(r"[0-9]+", body):
        return _number(body)
    if not body:
        raise CountError(f"Type {example}.")
    if any(not c.isascii() and unicodedata.digit(c, None) is not None for c in body):
        raise CountError(f"{quoted(text)} has other digits than 0 to 9; type {example}.")
    if re.match(_GROUPED, body):
        raise CountError(f"{quoted(text)} may mean thousands or decimals; type its digits alone.")
    raise CountError(f"{quoted(text)} is no {noun}; type {example}.")


def _number(digits: str) -> int:
    """Return a number; one of very many digits is larger than anything here can be."""
    plain = digits.lstrip("0") or "0"
    return int(plain) if len(plain) <= _MOST_DIGITS else 10**_MOST_DIGITS
