"""A language: how dates, times of the day, counts, lists and products are written in it."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from datetime import date
from typing import NamedTuple

from ldn_desktop.decoding.strict import Node
from ldn_desktop.domain.amount import format_volume
from ldn_desktop.domain.formulation import ORAL, Drops, Formulation, Liquid, Tablet
from ldn_desktop.domain.rhythm import Cycle, Rhythm
from ldn_desktop.reference.words.sentences import Sentences, declared

_HABITS = ("name", "english", "direction", "thousands", "alike_and", "alike_or")
_FROM_TO = 3
"""Days of the week on end that are told by the first and the last of them."""
_KEPT_WHOLE = ("drop", "step", "day", "week", "month")
"""Nouns that never stand on another line than their number."""
LANGUAGE = declared(
    "language",
    {
        "": "short_date{day month} date{day month year} weekday_date{weekday date} day_number{number}"
        " and{first last} and_alike{first last} or{first last} or_alike{first last} counted{count noun}",
        "micro": "mcg micrograms",
        "month": " ".join(map(str, range(1, 13))),
        "weekday": " ".join(map(str, range(1, 8))),
        "weekday_name": " ".join(map(str, range(1, 8))),
        "box_day": " ".join(map(str, range(1, 8))),
        "time": "morning midday evening bedtime",
        "time_name": "morning midday evening bedtime",
        "often": "1 2 3 4",
        "rhythm": "daily other every{count} on_off{on off} weekdays{first last} weekday{day}",
        "route": "sublingual topical eye",
        "noun": "day week month hour step pause drop capsule tablet",
        "nouns": "day week month hour step pause drop capsule tablet",
        "kind": "capsule tablet liquid drops",
        "product": "name{strength kind} halves quarters whole syringe{capacity} marks{capacity marks} dropper{count}"
        " keeps{days} no_date",
        "portion": "pieces{count strength} tablets{count strength} amount{amount product} drops{count} unmeasured",
    },
)
"""What a file of a language must hold. Months and weekdays by number, Monday first; ``box_day`` above a box to tick."""


class Habits(NamedTuple):
    """What a language is called, by itself and in English, from where it is written, and what parts thousands.

    Before a word with one of the beginnings ``alike_and`` "and" is put otherwise (Spanish y, e), and so is "or".
    The decimal sign is a point in all of them, as on the labels and the English papers.
    """

    name: str = "English"
    english: str = "English"
    from_right: bool = False
    thousands: str = ","
    alike_and: tuple[str, ...] = ()
    alike_or: tuple[str, ...] = ()


def read_habits(root: Node) -> tuple[Habits, Node]:
    """Return the habits of a language, and the rest of its file: its words beside the English ones."""
    members = dict(root.entries())
    own = Node({name: members.pop(name).value for name in _HABITS if name in members}, "")
    f = own.fields(_HABITS)
    direction = f["direction"].choice("ltr", "rtl")
    alike = (tuple(f[name].text().split()) for name in ("alike_and", "alike_or"))
    names = f["name"].filled(), f["english"].filled()
    habits = Habits(*names, direction == "rtl", f["thousands"].text(), *alike)
    return habits, Node({name: node.value for name, node in members.items()}, "")


class Language(NamedTuple):
    """The words of a language by the names that ``LANGUAGE`` declares.

    With ``counted_from``, the days of a plan are counted from it instead of being named by their dates. ``notice`` is
    what every page says of its translation, a line each, ``card_notice`` what a card does; both are empty where papers
    come in English alone. ``names`` are those of medicines, by their English ones.
    """

    code: str
    words: Sentences
    counted_from: date | None = None
    habits: Habits = Habits()
    notice: tuple[str, ...] = ()
    card_notice: str = ""
    names: Mapping[str, str] | None = None

    @property
    def is_translated(self) -> bool:
        """Whether its sentences translate English ones."""
        return self.names is not None

    def named(self, name: str) -> str:
        """Return the name of a medicine by its English one. Refused (``KeyError``): one without a translation."""
        return name if self.names is None else self.names[name]

    def short_date(self, day: date) -> str:
        """Write ``1 Dec``."""
        return self.words.say("short_date", day=str(day.day), month=self.month_name(day))

    def full_date(self, day: date) -> str:
        """Write ``1 Dec 2026``."""
        year = f"{day.year:04}"
        return self.words.say("date", day=str(day.day), month=self.month_name(day), year=year)

    def weekday_date(self, day: date) -> str:
        """Write ``Tue 1 Dec 2026``; where days are counted ``day 1``."""
        if self.counted_from is not None:
            return self.words.say("day_number", number=self.number((day - self.counted_from).days + 1))
        return self.words.say("weekday_date", weekday=self.weekday(day), date=self.full_date(day))

    def weekday(self, day: date) -> str:
        """Write ``Tue``."""
        return self.words.say(f"weekday.{day.isoweekday()}")

    def box_day(self, day: date) -> str:
        """Write ``Tu``: the least that tells any two weekdays apart."""
        return self.words.say(f"box_day.{day.isoweekday()}")

    def month_name(self, day: date) -> str:
        """Write ``Dec``."""
        return self.words.say(f"month.{day.month}")

    def number(self, number: int) -> str:
        """Write a whole number: ``1,000``."""
        return f"{number:,}".replace(",", self.habits.thousands)

    def counted(self, number: int, noun: str) -> str:
        """Write a number with one of the nouns: ``1 day``, ``1,000 days``."""
        name = self.words.say(f"noun.{noun}" if number == 1 else f"nouns.{noun}")
        return self.words.say("counted", count=self.number(number), noun=name)

    def listed(self, names: Sequence[str]) -> str:
        """Write names in a row: ``a, b and c``."""
        return self._row("and", names, self.habits.alike_and)

    def either(self, names: Sequence[str]) -> str:
        """Write names of which one is meant: ``a, b or c``."""
        return self._row("or", names, self.habits.alike_or)

    def _row(self, sentence: str, names: Sequence[str], alike: tuple[str, ...]) -> str:
        if len(names) <= 1:
            return "".join(names)
        if names[-1].casefold().startswith(alike):
            sentence = f"{sentence}_alike"
        return self.words.say(sentence, first=", ".join(names[:-1]), last=names[-1])

    def time(self, time: str) -> str:
        """Say at which time of the day: ``at bedtime``."""
        return self.words.say(f"time.{time}")

    def time_name(self, time: str) -> str:
        """Name a time of the day: ``bedtime``."""
        return self.words.say(f"time_name.{time}")

    def times(self, times: Sequence[str]) -> str:
        """Say when a dose is taken: ``in the morning and at bedtime``."""
        return self.listed([self.time(time) for time in times])

    def often(self, times: Sequence[str]) -> str:
        """Say how often a dose is taken: ``once a day``."""
        return self.words.say(f"often.{len(times)}")

    def rhythm(self, rhythm: Rhythm | None) -> str:
        """Say on which days a dose is taken: ``every other day``, ``Monday to Friday``, ``5 days on, 2 days off``."""
        if rhythm is None:
            return self.words.say("rhythm.daily")
        if isinstance(rhythm, Cycle):
            on, off = (self.counted(days, "day") for days in rhythm)
            if rhythm.on > 1:
                return self.words.say("rhythm.on_off", on=on, off=off)
            other = rhythm.off == 1
            return self.words.say("rhythm.other" if other else "rhythm.every", count=str(rhythm.length))
        names = [self.words.say(f"weekday_name.{day + 1}") for day in rhythm.days]
        on_end = rhythm.days[-1] - rhythm.days[0] == len(names) - 1
        if on_end and len(names) >= _FROM_TO:
            return self.words.say("rhythm.weekdays", first=names[0], last=names[-1])
        return self.listed(names) if len(names) > 1 else self.words.say("rhythm.weekday", day=names[0])

    def route(self, route: str) -> str:
        """Say where a product is taken: ``under the tongue``; empty where it is swallowed."""
        return "" if route == ORAL else self.words.say(f"route.{route}")

    def product(self, strength: str, kind: str) -> str:
        """Name a product of a strength: ``0.5 mg capsule``."""
        return self.words.say("product.name", strength=strength, kind=self.words.say(f"kind.{kind}"))

    def measure(self, product: Formulation) -> str:
        """Say how a product is measured or divided: ``3 mL syringe, marks every 0.1 mL``; empty where it is not."""
        match product:
            case Tablet(divisible_into=2):
                return self.words.say("product.halves")
            case Tablet(divisible_into=4):
                return self.words.say("product.quarters")
            case Liquid():
                marks = f"{format_volume(product.graduation_nl)} mL"
                return self.words.say("product.marks", capacity=_capacity(product), marks=marks)
            case Drops():
                return self.words.say("product.dropper", count=str(product.drops_per_ml))
        return ""

    def syringe(self, product: Formulation) -> str:
        """Name the syringe of a liquid: ``3 mL syringe``; empty for another product."""
        if not isinstance(product, Liquid):
            return ""
        return self.words.say("product.syringe", capacity=_capacity(product))

    def keeps(self, product: Formulation) -> str:
        """Say how long a product keeps: ``use within 14 days``; empty where nothing is known of that."""
        days = product.beyond_use_days
        return "" if days is None else self.words.say("product.keeps", days=self.counted(days, "day"))

    def firm_blanks(self) -> re.Pattern[str]:
        """Return which blanks end no line: a dose, a date and a count are never broken."""
        texts = self.words.texts
        nouns = [texts[f"{many}.{noun}"] for many in ("nouns", "noun") for noun in _KEPT_WHOLE]
        months = [texts[f"month.{at}"] for at in range(1, 13)]
        before = "|".join(map(re.escape, (*nouns, *months)))
        names = (*months, *(texts[f"weekday.{at}"] for at in range(1, 8)))
        after = "|".join(f"(?<={re.escape(name)})" for name in dict.fromkeys(names))
        micro = "|".join(re.escape(texts[f"micro.{name}"]) for name in ("mcg", "micrograms"))
        units = f"mg|{micro}|mL"
        return re.compile(rf"(?<=[0-9]) (?=(?:{units}|{before})\b)|(?:(?<==)|{after}) (?=[0-9])")

    def details(self, product: Formulation) -> str:
        """Say how a product is measured and kept: ``3 mL syringe, marks every 0.1 mL · use within 14 days``."""
        return " · ".join(part for part in (self.measure(product), self.keeps(product)) if part)


def _capacity(product: Liquid) -> str:
    return f"{format_volume(product.capacity_nl)} mL"
