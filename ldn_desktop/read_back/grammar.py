"""How amounts, volumes, counts, dates and times of the day are spelled on paper in a language, and what they mean.

Mg and mL, exact.
"""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from datetime import date
from fractions import Fraction
from types import MappingProxyType

from ldn_desktop.read_back.statements import fixed, pattern_of

TIMES = ("morning", "midday", "evening", "bedtime")
_PIECES = ("capsule", "tablet")
_MONTHS, _WEEK = range(1, 13), range(1, 8)
_PARTS = {"¼": Fraction(1, 4), "½": Fraction(1, 2), "¾": Fraction(3, 4)}
_MCG = Fraction(1, 1000)

NUMBER = r"(?<![\d.,])(?:0|[1-9]\d*)(?:\.\d*[1-9])?(?!\d|\.\d)"
"""A number as it is written safely in every language: a zero before the point, none after the last figure."""
VOLUME = rf"{NUMBER} ?mL(?!\w)"
PIECES = r"(?<![\d.,])(?:[1-9]\d*[¼½¾]?|[¼½¾])(?!\d)"


class UnreadableError(ValueError):
    """A text that is spelled as no amount, number or date is, or one that contradicts itself."""


class Grammar:
    """Patterns of what a language spells, and what each of them reads.

    ``texts`` are the words of the language by name, ``thousands`` is what parts these. ``alike`` are the beginnings of
    words before which *and* and *or* are put otherwise.
    """

    def __init__(
        self,
        texts: Mapping[str, str],
        thousands: str,
        alike: Mapping[str, Sequence[str]] = MappingProxyType({}),
    ) -> None:
        self._texts, self._thousands, self._alike = texts, thousands, alike
        groups = rf"[1-9]\d{{0,2}}(?:{re.escape(thousands)}\d{{3}})+|" if thousands else ""
        self.whole = rf"(?<![\d.,])(?:{groups}0|[1-9]\d*)(?!\d)"
        self._small = one_of([fixed(texts[f"micro.{name}"]) for name in ("mcg", "micrograms")])
        small = self._small
        self.dose = rf"{NUMBER} ?(?:mg|{small})(?![/\w])(?: ?\({NUMBER} ?{small}\))?"
        self.strength = rf"{NUMBER} ?(?:mg|{small})/ ?mL(?!\w)(?: ?\({NUMBER} ?{small}/ ?mL\))?"
        self._amount = re.compile(
            rf"({NUMBER}) ?(mg|{small})(?:/ ?mL)?(?: ?\(({NUMBER}) ?{small}(?:/ ?mL)?\))?"
        )
        self._months = [fixed(texts[f"month.{at}"]) for at in _MONTHS]
        self._weekdays = [fixed(texts[f"weekday.{at}"]) for at in _WEEK]
        self._box_days = [fixed(texts[f"box_day.{at}"]) for at in _WEEK]
        of_date = {"day": r"[1-9]\d?", "month": one_of(self._months), "year": r"\d{4}"}
        weekday = {**of_date, "weekday": one_of(self._weekdays)}
        dated = rf"(?<!\d){pattern_of(texts['date'], of_date)}(?!\d)"
        with_weekday = pattern_of(texts["weekday_date"].replace("{date}", texts["date"]), weekday) + r"(?!\d)"
        self.day_month = rf"(?<!\d){pattern_of(texts['short_date'], of_date)}(?!\w)(?! ?\d{{4}})"
        self.short_date, self.weekday_date = nameless(dated), nameless(with_weekday)
        self.date = one_of([self.weekday_date, self.short_date])
        self._dates = re.compile(dated), re.compile(with_weekday)
        self.box_day = one_of(self._box_days)
        self._times = [fixed(texts[f"time.{time}"]) for time in TIMES]
        self._time_names = [either_case(texts[f"time_name.{time}"]) for time in TIMES]
        self.time, self.time_name = one_of(self._times), one_of(self._time_names)
        self.times_said = self.row(self.time)
        self._routes = {route: fixed(texts[f"route.{route}"]) for route in ("sublingual", "topical", "eye")}
        self.route = one_of([*self._routes.values()])
        self._often = [fixed(texts[f"often.{count}"]) for count in range(1, len(TIMES) + 1)]
        self.often = one_of(self._often)
        self._named_days = [either_case(texts[f"weekday_name.{at}"]) for at in _WEEK]
        self.weekday_names = [fixed(texts[f"weekday_name.{at}"]) for at in _WEEK]
        self._kinds = {
            kind: one_of([fixed(texts[f"{many}.{kind}"]) for many in ("nouns", "noun")]) for kind in _PIECES
        }
        self.pieces = one_of([*self._kinds.values()])
        self._rhythms = dict(self._rhythm_patterns())
        # Days in a row are read last: one of them alone would be the beginning of *Monday to Friday*.
        self.rhythm = f"(?:{'|'.join(map(nameless, self._rhythms.values()))})"

    def counted(self, *nouns: str) -> str:
        """Return the pattern of a whole number with any of some nouns."""
        told = []
        for noun in nouns:
            names = one_of([fixed(self._texts[f"{many}.{noun}"]) for many in ("nouns", "noun")])
            told.append(nameless(pattern_of(self._texts["counted"], {"count": self.whole, "noun": names})))
        return one_of(told)

    def row(self, one: str, joined: str = "and") -> str:
        """Return the pattern of one or several in a row, ``joined`` by *and*, or by *or* where one is meant."""
        several = self._joined(joined, {"first": f"{one}(?:, ?{one})*", "last": one})
        return f"(?:{several}|{one})"

    def either(self, one: str, other: str) -> str:
        """Return the pattern of two texts of which one is meant."""
        return self._joined("or", {"first": fixed(one), "last": fixed(other)})

    def _joined(self, name: str, fields: Mapping[str, str]) -> str:
        """Return the pattern of *and* or *or*: before a word that begins alike, and nowhere else, put otherwise."""
        begins = "|".join(map(fixed, self._alike.get(name, ())))
        if not begins:
            return nameless(pattern_of(self._texts[name], fields))
        ways = ((name, f"(?i:(?!{begins}))"), (f"{name}_alike", f"(?i:(?={begins}))"))
        return one_of(
            [
                nameless(pattern_of(self._texts[put], {**fields, "last": before + fields["last"]}))
                for put, before in ways
            ]
        )

    def text(self, name: str) -> str:
        """Return one of the language's own words."""
        return self._texts[name]

    def pattern(self, name: str, fields: Mapping[str, str] | None = None) -> str:
        """Return the pattern of one of the language's own words, with the names of its fields."""
        return pattern_of(self._texts[name], fields or {})

    def read_mg(self, text: str) -> Fraction:
        """Return the milligrams (of a strength those in a mL) of an amount in one unit or in both.

        Refused (``UnreadableError``): two units that are not the same amount.
        """
        found = self._amount.fullmatch(text)
        if found is None:
            raise UnreadableError("an amount")
        number, unit, also = found.groups()
        value = Fraction(number) * (1 if unit == "mg" else _MCG)
        if also is not None and Fraction(also) * _MCG != value:
            raise UnreadableError("an amount in two units")
        return value

    def read_whole(self, text: str) -> int:
        """Return the first whole number of a text. Refused (``UnreadableError``): a text without one."""
        found = re.search(self.whole, text)
        if found is None:
            raise UnreadableError("a number")
        return int(found[0].replace(self._thousands, ""))

    def read_date(self, text: str) -> date:
        """Return a date, with or without its weekday. Refused (``UnreadableError``): no day, or another weekday's."""
        found = next((match for each in self._dates if (match := each.fullmatch(text))), None)
        if found is None:
            raise UnreadableError("a date")
        fields = found.groupdict()
        try:
            read = date(int(fields["year"]), self.read_month(fields["month"]), int(fields["day"]))
        except ValueError:
            raise UnreadableError("a date") from None
        if "weekday" in fields and _place(fields["weekday"], self._weekdays) != read.weekday():
            raise UnreadableError("a weekday")
        return read

    def read_month(self, text: str) -> int:
        """Return the number of a month by its short name."""
        return _place(text, self._months) + 1

    def read_box_day(self, text: str) -> int:
        """Return the weekday that stands above a box, Monday as 0."""
        return _place(text, self._box_days)

    def read_times(self, text: str) -> tuple[str, ...]:
        """Return the times of the day that a text says, in their order there."""
        return tuple(TIMES[_place(said, self._times)] for said in re.findall(self.time, text))

    def read_time_name(self, text: str) -> str:
        """Return a time of the day by its name, in capitals or not."""
        return TIMES[_place(text, self._time_names)]

    def read_often(self, text: str) -> int:
        """Return how many times a day a text says."""
        return _place(text, self._often) + 1

    def read_route(self, text: str | None) -> str:
        """Return where a text says that it goes; by mouth where there is none."""
        return next((route for route, said in self._routes.items() if re.fullmatch(said, text or "")), "oral")

    def read_kind(self, text: str) -> str:
        """Return which pieces a noun names."""
        return next(kind for kind, named in self._kinds.items() if re.fullmatch(named, text))

    def read_rhythm(self, text: str) -> tuple[str, tuple[int, ...]]:
        """Return the days of a rhythm.

        Of a ``round`` those with a dose and those without, of a ``week`` its places in it. Monday is 0.
        """
        name, fields = next(
            (name, found.groupdict())
            for name, pattern in self._rhythms.items()
            if (found := re.fullmatch(pattern, text))
        )
        match name:
            case "other":
                return "round", (1, 1)
            case "every":
                return "round", (1, self.read_whole(fields["count"]) - 1)
            case "on_off":
                return "round", (self.read_whole(fields["on"]), self.read_whole(fields["off"]))
            case "weekdays":
                return "week", tuple(range(self._day(fields["first"]), self._day(fields["last"]) + 1))
            case "weekday":
                return "week", (self._day(fields["day"]),)
        return "week", tuple(map(self._day, re.findall(one_of(self._named_days), text)))

    def timed_doses(self, sentence: str) -> str:
        """Return the pattern of doses in a row, each told by a sentence with its time of the day."""
        return self.row(nameless(self._timed(sentence)))

    def read_doses(self, sentence: str, text: str) -> dict[str, Fraction]:
        """Return the milligrams of each time of the day that a text names with a dose, by such a sentence."""
        found = re.finditer(self._timed(sentence), text)
        return {self.read_times(one["time"])[0]: self.read_mg(one["dose"]) for one in found}

    def _timed(self, sentence: str) -> str:
        one = sentence.replace("{times}", "{time}")
        return pattern_of(one, {"dose": self.dose, "time": self.time})

    def written(self, day: date) -> str:
        """Return how a date is written with its weekday."""
        texts = self._texts
        month, weekday = texts[f"month.{day.month}"], texts[f"weekday.{day.isoweekday()}"]
        told = texts["date"].format(day=day.day, month=month, year=f"{day.year:04}")
        return texts["weekday_date"].format(weekday=weekday, date=told)

    def two_letters(self, day: date) -> str:
        """Return how a weekday is written above a box."""
        return self._texts[f"box_day.{day.isoweekday()}"]

    def _day(self, text: str) -> int:
        return _place(text, self._named_days)

    def _rhythm_patterns(self) -> list[tuple[str, str]]:
        """Return the pattern of each kind of rhythm by its name; it may begin a sentence."""
        day, days = one_of(self._named_days), self.counted("day")
        fields = {
            "other": {},
            "every": {"count": self.whole},
            "on_off": {"on": days, "off": days},
            "weekdays": {"first": day, "last": day},
            "weekday": {"day": day},
        }
        told = [
            (name, either_case(self._texts[f"rhythm.{name}"], of_name)) for name, of_name in fields.items()
        ]
        return [*told, ("days", self.row(day))]


def read_ml(text: str) -> Fraction:
    """Return the millilitres of a volume."""
    return Fraction(text.removesuffix("mL").strip())


def read_pieces(text: str) -> Fraction:
    """Return the count of pieces: ``2``, ``1½``, ``¾``."""
    part = _PARTS.get(text[-1])
    return Fraction(text) if part is None else Fraction(text[:-1] or "0") + part


def one_of(texts: Sequence[str]) -> str:
    """Return the pattern of any of some patterns, the longest first."""
    return f"(?:{'|'.join(sorted(texts, key=len, reverse=True))})"


def either_case(text: str, fields: Mapping[str, str] | None = None) -> str:
    """Return the pattern of a sentence whose first letter may be a capital."""
    first = text[:1]
    if not first.isalpha():
        return pattern_of(text, fields or {})
    return f"[{first.lower()}{first.upper()}]{pattern_of(text[1:], fields or {})}"


def nameless(pattern: str) -> str:
    """Return a pattern without the names of its fields."""
    return re.sub(r"\?P<\w+>", "?:", pattern)


def _place(text: str, patterns: Sequence[str]) -> int:
    """Return which pattern a text is spelled as. Refused (``UnreadableError``): none."""
    for at, pattern in enumerate(patterns):
        if re.fullmatch(pattern, text):
            return at
    raise UnreadableError("a name")
