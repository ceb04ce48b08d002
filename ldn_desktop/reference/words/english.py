"""English, which the window speaks before any file is read: the one place in code that holds it as a language.

Papers ask the language that they are given; the functions are for the window, the terminal and the reference.
"""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from types import MappingProxyType

from ldn_desktop.domain import rhythm
from ldn_desktop.domain.finding import BLOCKING, CAUTION, INFO, WARNING
from ldn_desktop.reference.words.language import Language
from ldn_desktop.reference.words.sentences import Sentences

WEEKDAYS = ("Mon", "Tue", "Wed", "Thu", "Fri", "Sat", "Sun")
MONTHS = (
    *("January", "February", "March", "April", "May", "June", "July", "August", "September", "October"),
    *("November", "December"),
)
_NOUNS = ("day", "week", "month", "hour", "step", "pause", "drop", "capsule", "tablet")
_MONTHS_UNTIL = 24
"""Until this age it is told in months."""
_TEXTS = {
    "short_date": "{day} {month}",
    "date": "{day} {month} {year}",
    "weekday_date": "{weekday} {date}",
    "day_number": "day {number}",
    "and": "{first} and {last}",
    "and_alike": "{first} and {last}",
    "or": "{first} or {last}",
    "or_alike": "{first} or {last}",
    "counted": "{count} {noun}",
    "micro.mcg": "mcg",
    "micro.micrograms": "micrograms",
    **{f"month.{at}": name[:3] for at, name in enumerate(MONTHS, 1)},
    **{f"weekday.{at}": name for at, name in enumerate(WEEKDAYS, 1)},
    **{f"weekday_name.{at}": name.capitalize() for at, name in enumerate(rhythm.WEEKDAYS, 1)},
    **{f"box_day.{at}": name[:2] for at, name in enumerate(WEEKDAYS, 1)},
    "time.morning": "in the morning",
    "time.midday": "at midday",
    "time.evening": "in the evening",
    "time.bedtime": "at bedtime",
    **{f"time_name.{time}": time for time in ("morning", "midday", "evening", "bedtime")},
    "often.1": "once a day",
    "often.2": "twice a day",
    "often.3": "three times a day",
    "often.4": "four times a day",
    "rhythm.daily": "every day",
    "rhythm.other": "every other day",
    "rhythm.every": "every {count} days",
    "rhythm.on_off": "{on} on, {off} off",
    "rhythm.weekdays": "{first} to {last}",
    "rhythm.weekday": "on {day}s",
    "route.sublingual": "under the tongue",
    "route.topical": "on the skin",
    "route.eye": "into the eye",
    **{f"noun.{noun}": noun for noun in _NOUNS},
    **{f"nouns.{noun}": f"{noun}s" for noun in _NOUNS},
    **{f"kind.{kind}": kind for kind in ("capsule", "tablet", "liquid", "drops")},
    "product.name": "{strength} {kind}",
    "product.halves": "halves",
    "product.quarters": "quarters",
    "product.whole": "whole",
    "product.syringe": "{capacity} syringe",
    "product.marks": "{capacity} syringe, marks every {marks}",
    "product.dropper": "{count} drops per mL",
    "product.keeps": "use within {days}",
    "product.no_date": "no date",
    "portion.pieces": "{count} × {strength}",
    "portion.tablets": "{count} × {strength} tablet",
    "portion.amount": "{amount} of {product}",
    "portion.drops": "{count} drops",
    "portion.unmeasured": "cannot be measured",
}
ENGLISH = Language("en", Sentences(_TEXTS, {}, {}, ()))
short_date, full_date, weekday_date = ENGLISH.short_date, ENGLISH.full_date, ENGLISH.weekday_date
weekday, month_name = ENGLISH.weekday, ENGLISH.month_name
time_text, times_text, frequency_text = ENGLISH.time, ENGLISH.times, ENGLISH.often
either, product_details = ENGLISH.either, ENGLISH.details
rhythm_text, route_text = ENGLISH.rhythm, ENGLISH.route


SEVERITY_WORDS: Mapping[str, str] = MappingProxyType(
    {BLOCKING: "Blocking", WARNING: "Warning", CAUTION: "Caution", INFO: "Note"}
)
"""A word for each severity, which no colour replaces."""


def severity_mark(severity: str) -> str:
    """Return the word of a severity as it stands in plain text: in capitals where it blocks."""
    return SEVERITY_WORDS[severity].upper() if severity == BLOCKING else SEVERITY_WORDS[severity]


def counted(number: int, one: str, many: str | None = None) -> str:
    """Write a number with any noun: ``1 day``, ``1,000 days``."""
    return f"{ENGLISH.number(number)} {one if number == 1 else many or one + 's'}"


def age_text(born: date, today: date) -> str:
    """Write an age as a clinician says it: ``46 years``, ``14 months`` under two years, ``12 days`` in the first month.

    Refused: a birth date after today (``ValueError``).
    """
    if born > today:
        raise ValueError(f"{born} lies after {today}")
    months = 12 * (today.year - born.year) + today.month - born.month - (today.day < born.day)
    if months >= _MONTHS_UNTIL:
        return counted(months // 12, "year")
    return counted(months, "month") if months else counted((today - born).days, "day")
