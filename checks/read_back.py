"""Reads a printed patient plan back from its text. It knows the page, and nothing of the program's arithmetic."""

from __future__ import annotations

import re
from collections import defaultdict
from dataclasses import dataclass
from datetime import date
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
    r"(?: in (?:two fillings: ([\d.]+) mL and then ([\d.]+) mL"
    r"|(\d+) fillings: the first (\d+) of ([\d.]+) mL each, the last of ([\d.]+) mL))?"
)
_DROPS = re.compile(rf"(\d+) drops? of the {_STRENGTH} liquid = {_AMOUNT}")
_DAY = r"(?:Mo|Tu|We|Th|Fr|Sa|Su)"
_WEEK = re.compile(
    rf"(?<!\S)({_DAY}(?: {_DAY})*)((?: (?:morning|midday|evening|bedtime))*)((?: (?:\d{{1,2}}|–))+)(?!\S)"
)
_GO_ON = re.compile(
    rf"The boxes end on ({_DATE}) ?: then go on in the same way "
    rf"(?:every day|\(.*?\), next on ({_DATE}) ?,) until ({_DATE}) ?\."
)
_ON_DAYS = re.compile(
    rf": (?:first on ({_DATE})(?: ?, last on ({_DATE}))?|only on ({_DATE})) ?\. Take none on the other days ?\."
)
_NONE = "No dose falls on these days: take no naltrexone."
_TIME = re.compile(rf"(?:Morning|Midday|Evening|Bedtime)(?:, {_AMOUNT})?:")
_PORTION = "|".join(
    re.sub(r"(?<!\\)\((?!\?)", "(?:", pattern)
    for pattern in (
        _PIECES.pattern,
        _SYRINGE.pattern,
        rf"{_DROPS.pattern}, with the dropper of \d+ drops? per mL",
    )
)
_SAID = re.sub(r"(?<!\\)\((?!\?)", "(?:", _TIME.pattern)
_KEPT = re.compile(
    rf"As long as you stay on step (\d+), take ({_SAID.join(('(?:(?!', ').)'))}*?): "
    rf"((?:(?:{_SAID} )?(?:{_PORTION})(?:, (?:{_PORTION}))*(?:; )?)+)"
)
"""What whoever has not begun a step goes on with, and its recipe."""
_STOPS = re.compile(
    rf"(If every step begins on its day, your|Your) last dose is on ({_DATE}) ?, then stop ?\."
)
_ENDS = {"continue": "Go on in the same way after ", "review": "See your prescriber before "}
_CONDITIONS = {
    "if-tolerated": "If side effects trouble you, stay on this step and call. The later steps then begin later.",
    "after-review": "Stay on this step until a review with your prescriber. The later steps may begin later.",
}
_MONTHS = ("Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec")
_WEEKDAYS = ("Mon", "Tue", "Wed", "Thu", "Fri", "Sat", "Sun")
_PARTS = {"¼": Fraction(1, 4), "½": Fraction(1, 2), "¾": Fraction(3, 4)}
_MG_PER_MCG = Fraction(1, 1000)


class MismatchError(AssertionError):
    """What the page says does not add up."""


@dataclass(frozen=True, slots=True)
class ReadRow:
    """A row as read: first and last day, the daily dose in mg (0 for a pause), the pieces' sum in mg, its text.

    ``boxes`` are the days with tick boxes; ``shown`` counts those that are shown, with a box or free. A row that shows
    fewer than it has days says until when to go on. ``rhythmic`` says that not every day has a dose; the page names the
    ``ends`` of those that have one. ``after`` and ``go_on`` are what it says of the end and the next step,
    ``following`` is the next dose after the boxes of a rhythmic row; the last dose ``waits`` for the conditions.
    ``kept`` is the number of the step before and the mg of its dose, where the row says it as long as one stays there.
    """

    first: date
    last: date
    dose_mg: Fraction
    taken_mg: Fraction
    text: str
    boxes: tuple[date, ...]
    shown: int
    rhythmic: bool
    ends: tuple[date, ...]
    after: str
    go_on: str
    following: date | None
    waits: bool
    kept: tuple[int, Fraction] | None = None


def rows_of(text: str) -> list[ReadRow]:
    """Return the rows of a patient plan's text. Refused (``MismatchError``): one that contradicts itself."""
    flat = " ".join(text.split())
    parts: list[list[str | None]] = []
    for found in _ROW.finditer(flat):
        *head, body = found.groups()
        if parts and parts[-1][:-1] == head and " continued." in (body or ""):
            # A row that is higher than a page goes on under its own head.
            parts[-1][-1] = f"{parts[-1][-1]} {body}"
        else:
            parts.append([*head, body])
    if not parts:
        raise MismatchError("no row was found")
    return [_row(*part) for part in parts]


def dates_of(text: str) -> list[date]:
    """Return every date of a text, in order."""
    return [_date(" ".join(found.split())) for found in re.findall(_DATE.replace(" ", r"\s+"), text)]


def _row(first: str | None, last: str | None, dose: str | None, *rest: str | None) -> ReadRow:
    number, unit, also, body = rest[0], rest[1], rest[2], rest[3] or ""
    body, kept = _without_kept(body)
    daily = Fraction(0) if dose == "none" else _amount(number, unit, also)
    taken = made_of(body)
    _check_syringes(body)
    begins = _date(first or "")
    ends = _date(last) if last else begins
    _check_times(body)
    boxes, shown = _boxes(body, begins)
    on_days, on = _ON_DAYS.search(body), _GO_ON.search(body)
    rhythmic = on_days is not None or _NONE in body
    wanted = (ends - begins).days + 1 if daily else 0
    if on is not None and (_date(on[3]), _date(on[1]), bool(on[2])) != (ends, boxes[-1], rhythmic):
        raise MismatchError("it goes on in another way, from or to another day")
    if shown > wanted or (not rhythmic and (len(boxes) != shown or (shown < wanted and on is None))):
        raise MismatchError(f"{len(boxes)} days have boxes where {wanted} were meant")
    named = tuple(_date(day) for day in on_days.groups() if day) if on_days else ()
    stops = _STOPS.search(body)
    if stops is not None:
        named = (*named, _date(stops[2]))
    after = "stop" if stops else next((name for name, words in _ENDS.items() if words in body), "")
    go_on = next((name for name, words in _CONDITIONS.items() if words in body), "")
    following = _date(on[2]) if on is not None and on[2] else None
    waits = stops is not None and stops[1] != "Your"
    return ReadRow(
        begins, ends, daily, taken, body, boxes, shown, rhythmic, named, after, go_on, following, waits, kept
    )


def _without_kept(body: str) -> tuple[str, tuple[int, Fraction] | None]:
    """Return the text of a row without what is taken before it, and that step with its dose in mg.

    Refused (``MismatchError``): a recipe that does not make the dose.
    """
    found = _KEPT.search(body)
    if found is None:
        return body, None
    number, said, recipe = found.groups()
    _check_times(recipe)
    _check_syringes(recipe)
    said = re.sub(r", next on .*", "", said)
    amounts = [_amount(*each) for each in re.findall(_AMOUNT, said)]
    dose = amounts[0] if " a day" in said else sum(amounts, Fraction(0))
    if made_of(recipe) != dose:
        raise MismatchError(f"{dose} mg before it is made of {made_of(recipe)} mg")
    return f"{body[: found.start()]}{body[found.end() :]}", (int(number), dose)


def made_of(body: str) -> Fraction:
    """Return the mg that the pieces, volumes and drops of a text hold."""
    taken = Fraction(0)
    for count, strength, unit_of, also_of in _PIECES.findall(body):
        taken += _count(count) * _amount(strength, unit_of, also_of)
    for pattern in (_VOLUME, _DROPS):
        for measured, strength, per, per_also, number_of, unit_of, also_of in pattern.findall(body):
            made = _amount(number_of, unit_of, also_of)
            if pattern is _VOLUME and Fraction(measured) * _amount(strength, per, per_also) != made:
                raise MismatchError(f"{measured} mL of {strength} {per}/mL is not {number_of} {unit_of}")
            taken += made
    return taken


def _check_times(body: str) -> None:
    """Refuse (``MismatchError``) a time of the day whose products do not hold the dose that it names."""
    named = list(_TIME.finditer(body))
    made: defaultdict[str, Fraction] = defaultdict(Fraction)
    for at, found in enumerate(named):
        end = named[at + 1].start() if at + 1 < len(named) else len(body)
        # Plain text names the time again before each product.
        made[found[0]] += made_of(body[found.end() : end])
    for found in named:
        if found[1] and made[found[0]] != _amount(*found.groups()):
            raise MismatchError(f"what is taken is not the {found[0]}")


def _check_syringes(body: str) -> None:
    """Refuse (``MismatchError``) a volume without its syringe, off its marks, or in fillings that do not add up."""
    named = _SYRINGE.findall(body)
    if len(named) != len(_VOLUME.findall(body)):
        raise MismatchError("a volume has no syringe")
    for found in named:
        volume, capacity, marks = (Fraction(found[at]) for at in (0, 7, 8))
        first, second, count, full, each, rest = found[9:15]
        fillings = [Fraction(first), Fraction(second)] if first else [volume]
        if count:
            fillings = [Fraction(each)] * int(full) + [Fraction(rest)]
        wrong = any(part % marks or not 0 < part <= capacity for part in fillings)
        if wrong or sum(fillings) != volume or (count and int(count) != len(fillings)):
            raise MismatchError(f"{found[0]} mL cannot be measured so with the {found[7]} mL syringe")


def _boxes(body: str, first: date) -> tuple[tuple[date, ...], int]:
    """Return the days with boxes, and how many days are shown.

    Refused (``MismatchError``): days that do not follow each other from the first.
    """
    day, boxes = first.toordinal(), []
    for names, _, numbers in _WEEK.findall(body):
        week = names.split()
        # After the last week stands the number of the next step or page.
        for name, number in zip(week, numbers.split()[: len(week)], strict=True):
            if day > date.max.toordinal():
                raise MismatchError(f"a box says {name} {number} after the last day of the calendar")
            meant = date.fromordinal(day)
            if name != _WEEKDAYS[meant.weekday()][:2] or number not in {"–", str(meant.day)}:
                raise MismatchError(f"a box says {name} {number} where {meant} was meant")
            if number != "–":
                boxes.append(meant)
            day += 1
    return tuple(boxes), day - first.toordinal()


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
