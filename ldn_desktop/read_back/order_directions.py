"""The directions of a product on the pharmacy's order, read back day by day."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from datetime import date
from itertools import pairwise
from typing import NamedTuple

from ldn_desktop.domain.formulation import Formulation
from ldn_desktop.read_back.asked import Asked, DifferentError
from ldn_desktop.read_back.grammar import Grammar
from ldn_desktop.read_back.rows import part_of
from ldn_desktop.read_back.statements import Found
from ldn_desktop.read_back.taken import DAY, Course, Part, part_taken

_RHYTHMS = frozenset({"rhythm", "rhythm_counted", "rhythm_once"})


class Direction(NamedTuple):
    """As read: the days, what is taken of the product at each time, and the sentence of its rhythm, if it has one."""

    first: date
    last: date
    taken: Mapping[str, Part]
    rhythm: Found | None


class ReadDirections:
    """The directions of one product, taken in as they stand on the page."""

    def __init__(self, g: Grammar) -> None:
        self._g = g
        self.read: list[Direction] = []
        self._taken: dict[str, Part] = {}
        self._part: Part | None = None
        self._rhythm: Found | None = None
        self._none = False
        self._always = ""
        """The time that stands above them for all of them; empty where each names its own."""

    def add(self, found: Found) -> None:
        """Take in a part of one; what is none is left. Refused (``DifferentError``): what contradicts itself."""
        if found.name.startswith("portion "):
            if self._part is not None:
                raise DifferentError("a direction")
            self._part = part_of(found, self._g)
        elif found.name == "phrase directions_at":
            (self._always,) = self._g.read_times(found.fields["time"])
        elif found.name == "time":
            (time,) = self._g.read_times(found.fields["time"])
            if self._part is None or self._always or time in self._taken:
                raise DifferentError("a direction")
            self._taken[time], self._part = self._part, None
        elif found.name in _RHYTHMS:
            self._rhythm = found
        elif found.name == "phrase none":
            self._none = True
        elif found.name in {"phrase span", "span day"}:
            self._end(found)

    def _end(self, found: Found) -> None:
        read_date = self._g.read_date
        first = read_date(found.fields["first"])
        last = read_date(found.fields["last"]) if found.name == "phrase span" else first
        if self._part is not None and self._always:
            self._taken, self._part = {self._always: self._part}, None
        if self._part is not None or self._none == bool(self._taken):
            raise DifferentError("a direction")
        self.read.append(Direction(first, last, self._taken, self._rhythm))
        self._taken, self._rhythm, self._none = {}, None, False


def judge_directions(
    told: Sequence[Direction], product: Formulation, course: Course, asked: Asked, at: int
) -> None:
    """Refuse directions that leave a day out or say another amount, time or day with a dose than the plan."""
    spans = sorted(told, key=lambda each: each.first)
    for before, span in pairwise(spans):
        if span.first != before.last + DAY:
            raise DifferentError(f"the days of product {at}")
    ahead = course.from_day(asked.printed)
    begins, ends = {each.first for each in ahead}, {each.last for each in ahead}
    said: dict[date, Mapping[str, Part]] = {}
    for span in spans:
        if span.first not in begins or span.last not in ends:
            raise DifferentError(f"the days of product {at}")
        days = list(_due(span, asked.grammar)) if span.taken else []
        if span.rhythm is not None and not _is_rhythm(span.rhythm.fields, span.first, days, asked):
            raise DifferentError(f"the rhythm of product {at}")
        said |= dict.fromkeys(days, span.taken)
    if said != _wanted(product, asked):
        raise DifferentError(f"the directions of product {at}")


def _wanted(product: Formulation, asked: Asked) -> dict[date, Mapping[str, Part]]:
    """Return what is taken of a product, by time, on each day with a dose from that of printing on."""
    wanted: dict[date, Mapping[str, Part]] = {}
    for step in asked.regimen.steps:
        taken = {
            take.time: part_taken(portion)
            for take in step.takes
            for portion in (take.recipe.portions if take.recipe else ())
            if portion.formulation == product
        }
        if taken:
            wanted |= dict.fromkeys(step.phase.dose_days().between(asked.printed, step.phase.last), taken)
    return wanted


def _is_rhythm(fields: Mapping[str, str], first: date, days: Sequence[date], asked: Asked) -> bool:
    """Tell whether a rhythm names its first and last day with a dose, and the day that the plan counts from."""
    g = asked.grammar
    ends = [g.read_date(fields[name]) for name in ("first", "last") if name in fields]
    if not days or ends != [days[0], days[-1]][: len(ends)] or (len(ends) == 1) != (len(days) == 1):
        return False
    phase = next(step.phase for step in asked.regimen.steps if step.phase.last >= first)
    return "anchor" not in fields or g.read_date(fields["anchor"]) == phase.counted_from


def _due(span: Direction, g: Grammar) -> Iterator[date]:
    """Yield the days with a dose, counted from what the page says alone."""
    days = (span.first + at * DAY for at in range((span.last - span.first).days + 1))
    if span.rhythm is None:
        yield from days
        return
    fields = span.rhythm.fields
    kind, numbers = g.read_rhythm(fields["rhythm"])
    if kind == "week":
        yield from (day for day in days if day.weekday() in numbers)
        return
    on, off = numbers
    anchor = g.read_date(fields.get("anchor", fields["first"]))
    if span.rhythm.name == "rhythm_once":
        yield anchor
        return
    yield from (day for day in days if (day - anchor).days % (on + off) < on)
