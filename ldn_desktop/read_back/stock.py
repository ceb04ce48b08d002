"""The table of what is left and what is needed, compared with the fills and the days that the domain says."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Callable, Iterator, Mapping, Sequence
from datetime import date
from fractions import Fraction

from ldn_desktop.read_back.asked import Asked, DifferentError
from ldn_desktop.read_back.grammar import PIECES, VOLUME, nameless, one_of, read_ml, read_pieces
from ldn_desktop.read_back.statements import Found, Statement, pattern_of, sentence
from ldn_desktop.read_back.stock_expected import Line, dose_on, expected_rows, told_otherwise
from ldn_desktop.read_back.taken import DAY, Course, Product

_ROW = "supply row"
_TOLD = ("told", "told_day", "told_none", "told_none_day")


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
    if rows != Counter(expected_rows(asked) if begun and noted else ()):
        raise DifferentError("what is left and what is needed")
    told: set[date] = set()
    for name, fields, _ in found:
        if name.removeprefix("supply ") in _TOLD:
            first, last = (g.read_date(fields.get(field) or fields["day"]) for field in ("first", "last"))
            days = [first + at * DAY for at in range((last - first).days + 1)]
            if ("none" in name) == any(dose_on(course, day)[0] for day in days):
                raise DifferentError("the days as told")
            told.update(days)
    if told != (set(told_otherwise(asked, course)) if begun else set()):
        raise DifferentError("the days as told")


def _line(left: str, needs: str, said: _Words) -> Line:
    parts = frozenset(
        (name, said.fetched(f["amount"])[0], said.day(f, "day"), said.day(f, "last"), said.day(f, "ends"))
        for name, f in _told(left, tuple(said.lefts()))
    )
    fetched = tuple(
        (name, said.fetched(fields["amount"]), said.day(fields, "day"))
        for name, fields in _told(needs, tuple(said.needs()))
    )
    return Line(parts, fetched)


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
