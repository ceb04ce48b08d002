"""The table of what is left and what is needed, compared with the fills and the days that the domain says."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Callable, Iterator, Mapping, Sequence
from datetime import date
from fractions import Fraction
from math import ceil
from typing import NamedTuple, TypeAlias

from ldn_desktop.domain.administration import Solved, steps_of
from ldn_desktop.domain.course import known_courses
from ldn_desktop.domain.formulation import Capsule, Formulation, Tablet
from ldn_desktop.domain.plan import CONTINUES, PAUSED
from ldn_desktop.domain.recipe import Count, Portion, Volume
from ldn_desktop.domain.work import Work
from ldn_desktop.read_back.asked import Asked, DifferentError
from ldn_desktop.read_back.grammar import PIECES, VOLUME, nameless, one_of, read_ml, read_pieces
from ldn_desktop.read_back.statements import Found, Statement, pattern_of, sentence
from ldn_desktop.read_back.taken import DAY, Course, Part, Product, later, product_of

_ROW = "supply row"
_TOLD = ("told", "told_day", "told_none", "told_none_day")
_QUARTERS, _NL_PER_ML = 4, 1_000_000


_Left: TypeAlias = tuple[str, Fraction, date | None, date | None, date | None]
"""Its name, how much it is, the day it is kept for, the last day of the oldest, and the day it is used up."""


class _Line(NamedTuple):
    """What a row says of a product: parts that are left, each with its days, and needs, each with its day.

    What is needed is the exact count and, of pieces in parts, the whole ones that are fetched; else the same twice.
    """

    left: frozenset[_Left]
    needs: tuple[tuple[str, tuple[Fraction, Fraction], date | None], ...]


class _Words:
    """What the table says, with what may stand in its fields."""

    def __init__(self, asked: Asked) -> None:
        g = self.g = asked.grammar
        self.words = asked.words("patient_plan").group("supply")
        pieces = {"count": PIECES, "pieces": g.pieces, "whole": g.whole}
        self._amounts = {
            "pieces": pattern_of(self.words["pieces"], pieces),
            "whole": pattern_of(self.words["whole"], pieces),
            "volume": VOLUME,
            "drops": g.counted("drop"),
        }
        amount = one_of([nameless(pattern) for pattern in self._amounts.values()])
        self.fields = {"amount": amount, **dict.fromkeys(("day", "first", "last", "ends"), g.date)}

    def lefts(self) -> Iterator[tuple[str, str]]:
        """Yield the pattern of each way to tell what is left, by its name."""
        words, fields = self.words, self.fields
        for name in ("keep", "use", "over", "wait"):
            yield name, pattern_of(words[name], fields)
            if name != "over":
                ends = words["ends"].replace("{last}", "{ends}").replace("{left}", words[name])
                yield name, pattern_of(ends, fields)
                for left in (words[name], ends):
                    yield name, pattern_of(words["oldest"].replace("{left}", left), fields)

    def needs(self) -> Iterator[tuple[str, str]]:
        """Yield the pattern of each way to tell what is needed, by its name."""
        for name in ("today", "later", "more"):
            yield name, pattern_of(self.words[name], self.fields)

    def day(self, fields: Mapping[str, str], name: str) -> date | None:
        """Return the day in a field, if it is there."""
        return self.g.read_date(fields[name]) if name in fields else None

    def fetched(self, text: str) -> tuple[Fraction, Fraction]:
        """Return the exact amount, and of pieces in parts the whole ones that are fetched; else the same twice."""
        name, fields = next(
            (name, found.groupdict())
            for name, pattern in self._amounts.items()
            if (found := re.fullmatch(pattern, text))
        )
        if name == "whole":
            return read_pieces(fields["count"]), Fraction(self.g.read_whole(fields["whole"]))
        if name == "pieces":
            count = read_pieces(fields["count"])
        else:
            count = read_ml(text) if name == "volume" else Fraction(self.g.read_whole(text))
        return count, count


def stock_statements(asked: Asked, products: Sequence[str]) -> Iterator[Statement]:
    """Yield the rows of the table, its head and the days told; ``products`` are the patterns of their names."""
    said = _Words(asked)
    words = said.words
    named = one_of([nameless(pattern) for pattern in products])
    left, needs = (
        one_of([nameless(pattern) for _, pattern in part]) for part in (said.lefts(), said.needs())
    )
    nothing = [pattern_of(words[name], {}) for name in ("none", "nothing")]
    parts = [
        f"(?:{either}(?: ?{either})*|{none})" for either, none in zip((left, needs), nothing, strict=True)
    ]
    yield Statement(_ROW, re.compile(f"(?P<product>{named}) ?(?P<left>{parts[0]}) ?(?P<needs>{parts[1]})"))
    for name in ("product", "left", "need"):
        yield sentence(f"supply head {name}", words[name])
    for name in _TOLD:
        yield sentence(f"supply {name}", words[name], said.fields)


def judge_stock(
    found: Sequence[Found],
    product_named: Callable[[str], tuple[Product, int]],
    course: Course,
    asked: Asked,
) -> None:
    """Refuse (``DifferentError``) what is left or needed by another count or on another day, or left out.

    ``product_named`` gives the product that a name means, and the days it keeps.
    """
    begun = asked.regimen.first_dose < asked.printed
    noted = any(entry.noted_on for entry in asked.regimen.plan.adjustments)
    said, g = _Words(asked), asked.grammar
    rows = Counter(
        (product_named(fields["product"]), _line(fields["left"], fields["needs"], said))
        for name, fields, _ in found
        if name == _ROW
    )
    if rows != Counter(_expected(asked) if begun and noted else ()):
        raise DifferentError("what is left and what is needed")
    told: set[date] = set()
    for name, fields, _ in found:
        if name.removeprefix("supply ") in _TOLD:
            first, last = (g.read_date(fields.get(field) or fields["day"]) for field in ("first", "last"))
            days = [first + at * DAY for at in range((last - first).days + 1)]
            if ("none" in name) == any(_taken(course, day)[0] for day in days):
                raise DifferentError("the days as told")
            told.update(days)
    if told != (set(_as_told(asked, course)) if begun else set()):
        raise DifferentError("the days as told")


def _line(left: str, needs: str, said: _Words) -> _Line:
    parts = frozenset(
        (name, said.fetched(f["amount"])[0], said.day(f, "day"), said.day(f, "last"), said.day(f, "ends"))
        for name, f in _told(left, tuple(said.lefts()))
    )
    fetched = tuple(
        (name, said.fetched(fields["amount"]), said.day(fields, "day"))
        for name, fields in _told(needs, tuple(said.needs()))
    )
    return _Line(parts, fetched)


def _told(text: str, patterns: Sequence[tuple[str, str]]) -> Iterator[tuple[str, Mapping[str, str]]]:
    """Yield what stands in a cell, the longest at each place; a cell that says none yields nothing."""
    at = 0
    while at < len(text):
        matches = [
            (name, match) for name, pattern in patterns if (match := re.compile(pattern).match(text, at))
        ]
        if not matches:
            return
        name, match = max(matches, key=lambda each: each[1].end())
        yield name, match.groupdict()
        at = match.end()
        at += text[at:].startswith(" ")


def _expected(asked: Asked) -> Iterator[tuple[tuple[Product, int], _Line]]:
    """Yield what each product's row must say, counted day by day from the fills and what is taken."""
    regimen, printed = asked.regimen, asked.printed
    used = _used(asked)
    waiting = regimen.course[-1].formulations if regimen.after == PAUSED else ()
    goes_on = _made_of_at_last(asked) if regimen.after == CONTINUES else frozenset()
    for total in regimen.supply.totals:
        product = total.formulation
        keeps = product.beyond_use_days
        fills = [fill for fill in regimen.supply.fills if fill.quantity.formulation == product]
        brought = {fill.first: {fill.first: Fraction(fill.quantity.text())} for fill in fills}
        lots: dict[date, Fraction] = {}
        day = regimen.first
        while day < printed:
            lots |= brought.get(day, {})
            due = used.get((product.id, day), Fraction(0))
            for filled in sorted(lots):
                if _lasts(filled, keeps, day):
                    part = min(due, lots[filled])
                    lots[filled] -= part
                    due -= part
            day += DAY
        left = {
            filled: amount for filled, amount in lots.items() if amount and _lasts(filled, keeps, printed)
        }
        again = min((day for name, day in used if name == product.id and day >= printed), default=None)
        later = [(Fraction(fill.quantity.text()), fill.first) for fill in fills if fill.first >= printed]
        if left or later:
            yield (
                (product_of(product), keeps or 0),
                _Line(
                    _waiting(left, keeps)
                    if again is None and product in waiting
                    else _going_on(left, keeps)
                    if again is None and product.id in goes_on
                    else _left(
                        left,
                        again,
                        keeps,
                        printed,
                        _ends(asked, product, used) if not later else {},
                        waits=product in waiting,
                    ),
                    _wanted(later, printed, pieces=isinstance(product, Capsule | Tablet)),
                ),
            )


def _ends(
    asked: Asked, product: Formulation, used: Mapping[tuple[str, date], Fraction]
) -> dict[date, Fraction]:
    """Return the doses of a product that is not taken straight after the planned days, by day; of another nothing."""
    if asked.regimen.after not in {"stop", "paused"} and product.id in _made_of_at_last(asked):
        return {}
    return {day: amount for (name, day), amount in used.items() if name == product.id}


def _made_of_at_last(asked: Asked) -> frozenset[str]:
    """Return the ids of what the last dose is made of, whether or not a planned day has that dose."""
    dosed = {step.number: step for step in asked.regimen.steps if step.number}
    if not dosed:
        return frozenset()
    recipes = [take.recipe for take in dosed[max(dosed)].takes if take.recipe is not None]
    return frozenset(portion.formulation.id for recipe in recipes for portion in recipe.portions)


def _lasts(filled: date, keeps: int | None, day: date) -> bool:
    return keeps is None or (day - filled).days < keeps


def _last_day(filled: date, keeps: int | None) -> date | None:
    """Return the last day of what keeps so many days, where the calendar has a day after it."""
    last = date.max if keeps is None else later(filled, keeps - 1)
    return None if last == date.max else last


def _left(
    left: Mapping[date, Fraction],
    again: date | None,
    keeps: int | None,
    printed: date,
    ends: Mapping[date, Fraction],
    *,
    waits: bool,
) -> frozenset[_Left]:
    """Return what a row says is left; ``ends`` are the doses still due of a product that is not used after them."""
    kept = {
        filled: amount
        for filled, amount in left.items()
        if again is not None and _lasts(filled, keeps, again)
    }
    whole, used = sum(left.values(), Fraction(0)), sum(kept.values(), Fraction(0))
    due = sum((amount for day, amount in ends.items() if day >= printed), Fraction(0))
    used_up = max(ends) if ends and kept and due < used else None
    used = due if used_up else used
    parts: set[_Left] = set()
    if kept:
        last = _last_day(min(kept), keeps)
        last = None if last and used_up and last >= used_up else last
        today = again == printed
        used_up = None if used_up == again and not today else used_up
        parts.add(("use" if today else "keep", used, None if today else again, last, used_up))
    rest = _after(kept, used) if waits else {}
    over = whole - used - sum(rest.values(), Fraction(0))
    if over:
        parts.add(("over", over, None, None, None))
    return frozenset(parts) | _waiting(rest, keeps)


def _after(left: Mapping[date, Fraction], used: Fraction) -> dict[date, Fraction]:
    """Return what an amount leaves, the oldest used first."""
    rest = dict(left)
    for filled in sorted(left):
        part = min(rest[filled], used)
        rest[filled] -= part
        used -= part
    return {filled: amount for filled, amount in rest.items() if amount}


def _going_on(left: Mapping[date, Fraction], keeps: int | None) -> frozenset[_Left]:
    """Return what is used first after the planned days of a plan that goes on."""
    if not left:
        return frozenset()
    return frozenset({("use", sum(left.values(), Fraction(0)), None, _last_day(min(left), keeps), None)})


def _waiting(left: Mapping[date, Fraction], keeps: int | None) -> frozenset[_Left]:
    """Return what is kept through a pause without an end, with the last day of the oldest."""
    if not left:
        return frozenset()
    last = _last_day(min(left), keeps)
    return frozenset({("wait", sum(left.values(), Fraction(0)), None, last, None)})


def _wanted(
    later: list[tuple[Fraction, date]], printed: date, *, pieces: bool
) -> tuple[tuple[str, tuple[Fraction, Fraction], date | None], ...]:
    most = 3
    shown = later if len(later) <= most else later[: most - 1]
    parts: list[tuple[str, tuple[Fraction, Fraction], date | None]] = [
        (
            "today" if day == printed else "later",
            _whole([amount], pieces=pieces),
            None if day == printed else day,
        )
        for amount, day in shown
    ]
    rest = later[len(shown) :]
    if rest:
        parts.append(("more", _whole([amount for amount, _ in rest], pieces=pieces), rest[0][1]))
    return tuple(parts)


def _whole(amounts: Sequence[Fraction], *, pieces: bool) -> tuple[Fraction, Fraction]:
    """Return a sum, and that of the whole pieces of each amount where the sum is none of whole ones."""
    exact = sum(amounts, Fraction(0))
    return exact, Fraction(sum(map(ceil, amounts))) if pieces and exact.denominator > 1 else exact


def _used(asked: Asked) -> dict[tuple[str, date], Fraction]:
    """Return what each day takes of each product by its id."""
    used: dict[tuple[str, date], Fraction] = {}
    for step in asked.regimen.steps:
        for day in step.phase.dose_days():
            for take in step.takes:
                for portion in take.recipe.portions if take.recipe else ():
                    key = portion.formulation.id, day
                    used[key] = used.get(key, Fraction(0)) + _quantity(portion)
    return used


def _quantity(portion: Portion) -> Fraction:
    if isinstance(portion, Count):
        return Fraction(portion.quarters, _QUARTERS)
    return Fraction(portion.nl, _NL_PER_ML) if isinstance(portion, Volume) else Fraction(portion.drops)


def _as_told(asked: Asked, course: Course) -> Iterator[date]:
    """Yield the days before that of printing on which another thing is taken than the course known on them said."""
    plan = asked.regimen.plan
    known = list(known_courses(plan, Work()))
    ends = [*(each.since for each in known[1:]), asked.printed]
    for each, end in zip(known, ends, strict=False):
        steps = steps_of(each.phases, Solved(plan.allowed))
        was = Course(asked.regimen._replace(steps=steps)) if steps else None
        for day in (each.since + at * DAY for at in range((min(end, asked.printed) - each.since).days)):
            if _taken(was, day) != _taken(course, day):
                yield day


def _taken(course: Course | None, day: date) -> tuple[Fraction, Mapping[str, tuple[Part, ...]]]:
    """Return the dose of a day and its parts; a dose that was known but cannot be measured has none."""
    span = course.on(day) if course is not None else None
    return (span.dose, span.taken) if span is not None and day in span.due else (Fraction(0), {})
