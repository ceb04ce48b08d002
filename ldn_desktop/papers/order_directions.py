"""The directions of one product: what is taken of it on which days, as the patient's plan says it, with ``none``."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from typing import NamedTuple

from ldn_desktop.domain.formulation import Formulation
from ldn_desktop.domain.phase import DoseDays
from ldn_desktop.domain.recipe import Portion
from ldn_desktop.domain.regimen import Regimen
from ldn_desktop.domain.rhythm import Cycle, Rhythm, day_numbers
from ldn_desktop.papers.patient_plan import SENTENCES as PATIENT
from ldn_desktop.papers.patient_sentences import portion_sentence
from ldn_desktop.reference.content import Content
from ldn_desktop.reference.words.sentences import Sentences
from ldn_desktop.reference.words.wording import DoseWords


class Direction(NamedTuple):
    """What is taken on a day with a dose, and the days, both inclusive."""

    take: str
    days: str


class Directions(NamedTuple):
    """The directions of a product; ``time`` is the one at which it is always taken, in words, else empty."""

    time: str
    lines: tuple[Direction, ...]


class _Span(NamedTuple):
    """Days on which the same is taken of a product at the same times, in one rhythm; nothing if ``taken`` is empty."""

    first: date
    last: date
    taken: tuple[tuple[str, Portion], ...]
    rhythm: Rhythm | None
    counted_from: date | None

    def alike(self, other: _Span) -> bool:
        """Tell whether the days of both are told as one."""
        return self[2:] == other[2:]

    def dose_days(self) -> DoseDays:
        """Return the days with a dose."""
        return DoseDays(day_numbers(self.rhythm, self.counted_from or date.min, self.first, self.last))


def directions(
    product: Formulation, regimen: Regimen, since: date, doses: DoseWords, words: Sentences, content: Content
) -> Directions:
    """Return the directions of a product from a day on, from its first span with a dose to its last."""
    spans = list(_joined(_spans(product, regimen, since)))
    while spans and not spans[0].taken:
        spans.pop(0)
    while spans and not spans[-1].taken:
        spans.pop()
    patient = content.sentences(PATIENT, doses.language.code)
    times = {time for span in spans for time, _ in span.taken}
    always = doses.language.time(times.pop()) if len(times) == 1 else ""
    lines = (
        Direction(_take(span, doses, words, patient, timed=not always), _days(span, doses, words))
        for span in spans
    )
    return Directions(always, tuple(lines))


def _spans(product: Formulation, regimen: Regimen, since: date) -> Iterator[_Span]:
    for step in regimen.steps:
        phase = step.phase
        first = max(phase.first, since)
        if phase.last < since:
            continue
        taken = tuple(
            (take.time, portion)
            for take in step.takes
            if take.recipe is not None
            for portion in take.recipe.portions
            if portion.formulation == product
        )
        if not taken or not phase.dose_days().between(first, phase.last):
            yield _Span(first, phase.last, (), None, None)
        else:
            counted = phase.counted_from if isinstance(phase.rhythm, Cycle) else None
            yield _Span(first, phase.last, taken, phase.rhythm, counted)


def _joined(spans: Iterator[_Span]) -> Iterator[_Span]:
    open_span: _Span | None = None
    for span in spans:
        if open_span is not None and open_span.alike(span):
            open_span = open_span._replace(last=span.last)
            continue
        if open_span is not None:
            yield open_span
        open_span = span
    if open_span is not None:
        yield open_span


def _take(span: _Span, doses: DoseWords, words: Sentences, patient: Sentences, *, timed: bool) -> str:
    """Say what is taken, ``timed`` with its time of the day."""
    if not span.taken:
        return words.say("none")
    language = doses.language
    portions = ((portion_sentence(portion, doses, patient), time) for time, portion in span.taken)
    told = "; ".join(
        words.say("take", portion=portion, time=language.time(time)) if timed else portion
        for portion, time in portions
    )
    if span.rhythm is None:
        return told
    days = span.dose_days()
    name = "rhythm_once" if len(days) == 1 else "rhythm_counted" if span.counted_from else "rhythm"
    return words.say(
        name,
        take=told,
        rhythm=language.rhythm(span.rhythm),
        anchor=language.weekday_date(span.counted_from) if span.counted_from else "",
        first=language.weekday_date(days[0]),
        last=language.weekday_date(days[-1]),
    )


def _days(span: _Span, doses: DoseWords, words: Sentences) -> str:
    first, last = (doses.language.full_date(day) for day in (span.first, span.last))
    return first if first == last else words.say("span", first=first, last=last)
