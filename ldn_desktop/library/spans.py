"""Days of a course with the same dose, as the index of a library keeps them: made when they are asked for.

Doses are nanograms; days are kept as ordinals.
"""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Sequence
from typing import Any, NamedTuple, overload

from ldn_desktop.domain.ladder import GO_ON, ON_DATE
from ldn_desktop.domain.phase import MAINTENANCE, PAUSE, STEP_BACK, TITRATION
from ldn_desktop.domain.rhythm import Cycle, Rhythm, Weekdays

_KINDS = (TITRATION, MAINTENANCE, STEP_BACK, PAUSE)
_A_SPAN = 4
"""Numbers that are written of a span: its days, kind, step and dose."""


class Span(NamedTuple):
    """Days of the course with the same dose, by ordinals, both inclusive; ``step`` counts from 1, a pause has 0.

    ``dose_ng`` is the dose of a day that has one; ``rhythm`` says which, counted from the ordinal ``counted_from``.
    ``go_on`` is the condition on which it follows the step before, one of ``GO_ON``; of a dose that is not
    ``measured`` the products make none.
    """

    first: int
    last: int
    kind: str
    step: int
    dose_ng: int
    rhythm: Rhythm | None = None
    counted_from: int = 1
    go_on: str = ON_DATE
    measured: bool = True


def write_spans(spans: Sequence[Span]) -> list[list[Any]]:
    """Return what ``WrittenSpans`` is made of."""
    numbers = [spans[0].first] if spans else []
    for span in spans:
        numbers += (span.last - span.first + 1, _KINDS.index(span.kind), span.step, span.dose_ng)
    rhythms = [
        [at, *_written(span.rhythm), span.counted_from]
        for at, span in enumerate(spans)
        if span.rhythm is not None
    ]
    marked = [
        [at, GO_ON.index(span.go_on), int(span.measured)]
        for at, span in enumerate(spans)
        if span.go_on != ON_DATE or not span.measured
    ]
    return [numbers, rhythms, marked]


class WrittenSpans(Sequence[Span]):
    """Spans that are made when they are asked for: of thousands of rows on a day one span each is."""

    __slots__ = ("_marked", "_numbers", "_rhythms")

    def __init__(self, numbers: list[int], rhythms: list[list[Any]], marked: list[list[int]]) -> None:
        self._numbers, self._rhythms, self._marked = numbers, rhythms, marked

    def __len__(self) -> int:
        return len(self._numbers) // _A_SPAN

    @overload
    def __getitem__(self, place: int) -> Span: ...
    @overload
    def __getitem__(self, place: slice) -> Sequence[Span]: ...
    def __getitem__(self, place: int | slice) -> Span | Sequence[Span]:
        if isinstance(place, slice):
            return [self[at] for at in range(len(self))[place]]
        at = range(len(self))[place]
        begin = 1 + at * _A_SPAN
        first = sum(self._numbers[1:begin:_A_SPAN], self._numbers[0])
        days, kind, step, dose = self._numbers[begin : begin + _A_SPAN]
        span = Span(first, first + days - 1, _KINDS[kind], step, dose)
        for marked, go_on, measured in self._marked:
            if marked == at:
                span = span._replace(go_on=GO_ON[go_on], measured=bool(measured))
        if not self._rhythms:
            return span
        told = next((rhythm for rhythm in self._rhythms if rhythm[0] == at), None)
        return span if told is None else span._replace(rhythm=_rhythm(told[1:-1]), counted_from=told[-1])

    def place(self, day: int) -> int:
        """Return the last span that has begun on a day, of none -1: found without making any."""
        at, begin = -1, self._numbers[0] if self._numbers else 0
        for days in self._numbers[1::_A_SPAN]:
            if day < begin:
                break
            at, begin = at + 1, begin + days
        return at

    def __eq__(self, other: object) -> bool:
        return isinstance(other, Sequence) and tuple(self) == tuple(other)

    __hash__ = None  # type: ignore[assignment]


def place_in(spans: Sequence[Span], day: int) -> int:
    """Return the last span that has begun on a day, by ordinals; of none -1."""
    return spans.place(day) if isinstance(spans, WrittenSpans) else bisect_right(spans, day, key=_first) - 1


def _first(span: Span) -> int:
    return span.first


def _written(rhythm: Rhythm) -> list[Any]:
    return list(rhythm) if isinstance(rhythm, Cycle) else [list(rhythm.days)]


def _rhythm(told: list[Any]) -> Rhythm:
    return Cycle(*told) if len(told) > 1 else Weekdays(tuple(told[0]))
