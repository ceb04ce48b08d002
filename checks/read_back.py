"""Reads a printed patient plan back from its text. It knows the page, and nothing of the program's arithmetic."""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import date, timedelta
from fractions import Fraction

_DATE = r"(?:Mon|Tue|Wed|Thu|Fri|Sat|Sun) \d{1,2} [A-Z][a-z]{2} \d{4}"
_AMOUNT = r"([\d.]+) (mg|mcg|micrograms)(?: \(([\d.]+) (?:mcg|micrograms)\))?"
_ROW = re.compile(
    rf"(?:(?<=[\d–] )|(?<=[\d–]: ))({_DATE})(?: to ({_DATE}))? (?:Dose: )?({_AMOUNT}|none)(.*?)"
    rf"(?=(?:Step )?(?:\d+|–):? {_DATE} (?:to |Dose: |[\d.]+ m|none)|What to expect)"
)
_PIECES = re.compile(rf"([\d½¼¾]+) (?:capsule|tablet)s? of {_AMOUNT}")
_STRENGTH = r"([\d.]+) (mg|mcg|micrograms)/mL(?: \(([\d.]+) (?:mcg|micrograms)/mL\))?"
_VOLUME = re.compile(rf"([\d.]+) mL of the {_STRENGTH} liquid = {_AMOUNT}")
_SYRINGE = re.compile(
    rf"([\d.]+) mL of the {_STRENGTH} liquid = {_AMOUNT}, with the ([\d.]+) mL syringe \(marks every ([\d.]+) mL\)"
    r"(?: in two fillings: ([\d.]+) mL and then ([\d.]+) mL)?"
)
_DROPS = re.compile(rf"(\d+) drops? of the {_STRENGTH} liquid = {_AMOUNT}")
_DAY = r"(?:Mo|Tu|We|Th|Fr|Sa|Su)"
_WEEK = re.compile(
    rf"(?<!\S)({_DAY}(?: {_DAY})*)((?: (?:morning|midday|evening|bedtime))*)((?: \d{{1,2}})+)(?!\S)"
)
_GO_ON = re.compile(rf"every day until ({_DATE})\.")
_MONTHS = ("Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec")
_WEEKDAYS = ("Mon", "Tue", "Wed", "Thu", "Fri", "Sat", "Sun")
_PARTS = {"¼": Fraction(1, 4), "½": Fraction(1, 2), "¾": Fraction(3, 4)}
_MG_PER_MCG = Fraction(1, 1000)


class MismatchError(AssertionError):
    """What the page says does not add up."""


@dataclass(frozen=True, slots=True)
class ReadRow:
    """A row as read: first and last day, the daily dose in mg (0 for a pause), the pieces' sum in mg, its text.

    ``boxes`` counts the days with tick boxes; a row that has fewer than it has days says until when to go on.
    """

    first: date
    last: date
    dose_mg: Fraction
    taken_mg: Fraction
    text: str
    boxes: int


def rows_of(text: str) -> list[ReadRow]:
    """Return the rows of a patient plan's text. Refused (``MismatchError``): one that contradicts itself."""
    flat = " ".join(text.split())
    rows = [_row(*found.groups()) for found in _ROW.finditer(flat)]
    if not rows:
        raise MismatchError("no row was found")
    return rows


def dates_of(text: str) -> list[date]:
    """Return every date of a text, in order."""
    return [_date(" ".join(found.split())) for found in re.findall(_DATE.replace(" ", r"\s+"), text)]


def _row(first: str, last: str | None, dose: str, *rest: str | None) -> ReadRow:
    number, unit, also, body = rest[0], rest[1], rest[2], rest[3] or ""
    daily = Fraction(0) if dose == "none" else _amount(number, unit, also)
    taken = Fraction(0)
    for count, strength, unit_of, also_of in _PIECES.findall(body):
        taken += _count(count) * _amount(strength, unit_of, also_of)
    for pattern in (_VOLUME, _DROPS):
        for measured, strength, per, per_also, number_of, unit_of, also_of in pattern.findall(body):
            made = _amount(number_of, unit_of, also_of)
            if pattern is _VOLUME and Fraction(measured) * _amount(strength, per, per_also) != made:
                raise MismatchError(f"{measured} mL of {strength} {per}/mL is not {number_of} {unit_of}")
            taken += made
    _check_syringes(body)
    begins, ends = _date(first), _date(last or first)
    boxes = _boxes(body, begins)
    wanted = (ends - begins).days + 1 if daily else 0
    if boxes != wanted:
        on = _GO_ON.search(body)
        if not daily or boxes > wanted or on is None or _date(on.group(1)) != ends:
            raise MismatchError(f"{boxes} days have boxes where {wanted} were meant")
    return ReadRow(begins, ends, daily, taken, body, boxes)


def _check_syringes(body: str) -> None:
    """Refuse (``MismatchError``) a volume without its syringe, off its marks, or in fillings that do not add up."""
    named = _SYRINGE.findall(body)
    if len(named) != len(_VOLUME.findall(body)):
        raise MismatchError("a volume has no syringe")
    for found in named:
        volume, capacity, marks = (Fraction(found[at]) for at in (0, 7, 8))
        fillings = [Fraction(text) for text in found[9:11] if text] or [volume]
        if any(part % marks or part > capacity for part in fillings) or sum(fillings) != volume:
            raise MismatchError(f"{found[0]} mL cannot be measured so with the {found[7]} mL syringe")


def _boxes(body: str, first: date) -> int:
    """Count the days with boxes. Refused (``MismatchError``): days that do not follow each other from the first."""
    day = first
    for names, _, numbers in _WEEK.findall(body):
        week = names.split()
        # After the last week stands the number of the next step or page.
        for name, number in zip(week, numbers.split()[: len(week)], strict=True):
            if (name, int(number)) != (_WEEKDAYS[day.weekday()][:2], day.day):
                raise MismatchError(f"a box says {name} {number} where {day} was meant")
            day += timedelta(days=1)
    return (day - first).days


def _amount(number: str | None, unit: str | None, also_mcg: str | None) -> Fraction:
    if number is None:
        raise MismatchError("an amount has no number")
    _check_spelling(number)
    value = Fraction(number) * (_MG_PER_MCG if unit != "mg" else 1)
    if also_mcg and Fraction(also_mcg) * _MG_PER_MCG != value:
        raise MismatchError(f"{number} {unit} is not {also_mcg} mcg")
    return value


def _check_spelling(number: str) -> None:
    whole, point, places = number.partition(".")
    if not whole or (point and not places) or places.endswith("0") or (len(whole) > 1 and whole[0] == "0"):
        raise MismatchError(f"{number} is not written safely")


def _count(text: str) -> Fraction:
    part = _PARTS.get(text[-1])
    return Fraction(text) if part is None else Fraction(text[:-1] or "0") + part


def _date(text: str) -> date:
    weekday, day, month, year = text.split()
    found = date(int(year), _MONTHS.index(month) + 1, int(day))
    if _WEEKDAYS[found.weekday()] != weekday:
        raise MismatchError(f"{text} is no {weekday}")
    return found
