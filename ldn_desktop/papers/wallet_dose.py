"""What the card says about the dose: today's, what is planned to become of it, and the days without."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from itertools import groupby
from operator import itemgetter
from typing import NamedTuple

from ldn_desktop.domain.regimen import Regimen
from ldn_desktop.reference.words.language import Language
from ldn_desktop.reference.words.sentences import Sentences
from ldn_desktop.reference.words.wording import DoseWords

_TURN = 2
"""Days with a dose and days without one take turns: every second span has the dose."""


class _Span(NamedTuple):
    """Days on end with the same dose at the same times, or without a dose."""

    first: date
    last: date
    dose_ng: int
    times: tuple[str, ...]


def card_dose(regimen: Regimen, doses: DoseWords, words: Sentences, printed: date) -> str:
    """Say what is taken on the day of printing and since when.

    Before the course it says from when, in a pause what is taken after it. The highest dose still planned, the
    next pause and a stop stand behind it. After a stop it says so; after the planned days of a plan that was not
    stopped, what was planned, and that it may still be taken: nobody who treats an emergency may rule it out.
    """
    spans = tuple(_spans(regimen))
    last = next(span for span in reversed(spans) if span.dose_ng)
    stopped = regimen.plan.stopped
    if printed > (last.last if stopped else regimen.ends):
        name = "stopped" if stopped else "over_gaps" if _run(spans, last) else "over"
        day = last.last if stopped else regimen.ends
        return words.say(name, dose=doses.dose(last.dose_ng), day=doses.language.full_date(day))
    told = _now(spans, last, doses, words, printed)
    return words.say("stopping", told=told, day=doses.language.full_date(last.last)) if stopped else told


def _now(spans: tuple[_Span, ...], final: _Span, doses: DoseWords, words: Sentences, printed: date) -> str:
    ahead = [span for span in spans if span.last >= printed]
    now = next((span for span in ahead if span.dose_ng), final)
    run = _run(spans, now)
    begin = run[0].first if run else now.first
    daily = _daily(now, doses, words, gaps=bool(run))
    told = words.say(
        "since" if begin <= printed else "from", daily=daily, day=doses.language.full_date(begin)
    )
    least = 1 if run else 0
    if not ahead[0].dose_ng and (ahead[0].last - ahead[0].first).days >= least:
        told = words.say("then", paused=_dated("paused", ahead[0], words, doses.language), daily=daily)
    highest = max(span.dose_ng for span in ahead)
    if highest > now.dose_ng:
        told = words.say("rising", told=told, dose=doses.dose(highest))
    # Days without a dose in between are told already; a longer pause among them is told by its dates.
    pause = next((s for s in ahead[1:] if not s.dose_ng and (s.last - s.first).days >= least), None)
    if pause is not None:
        told = _dated("pausing", pause, words, doses.language, told)
    return told


def _run(spans: tuple[_Span, ...], now: _Span) -> tuple[_Span, ...]:
    """Return the spans around one that alternate between its dose and none; empty where they do so less than twice."""
    at = spans.index(now)
    first = last = at
    while first >= _TURN and not spans[first - 1].dose_ng and _alike(spans[first - _TURN], now):
        first -= _TURN
    while last + _TURN < len(spans) and not spans[last + 1].dose_ng and _alike(spans[last + _TURN], now):
        last += _TURN
    return spans[first : last + 1] if last - first >= 2 * _TURN else ()


def _alike(one: _Span, other: _Span) -> bool:
    return (one.dose_ng, one.times) == (other.dose_ng, other.times)


def _daily(span: _Span, doses: DoseWords, words: Sentences, *, gaps: bool) -> str:
    times = doses.language.times(span.times)
    if not gaps:
        return words.say("daily", dose=doses.dose(span.dose_ng), times=times)
    name = "daily_gaps" if len(span.times) == 1 else "daily_gaps_split"
    return words.say(name, dose=doses.dose(span.dose_ng // len(span.times)), times=times)


def _dated(name: str, pause: _Span, words: Sentences, language: Language, told: str = "") -> str:
    name = f"{name}_day" if pause.first == pause.last else name
    return words.say(
        name, told=told, first=language.full_date(pause.first), last=language.full_date(pause.last)
    )


def _spans(regimen: Regimen) -> Iterator[_Span]:
    taken = (
        (stretch, (step.phase.dose_ng, step.phase.times) if stretch.dosed else (0, ()))
        for step in regimen.steps
        for stretch in step.phase.stretches()
    )
    for (dose_ng, times), pairs in groupby(taken, itemgetter(1)):
        same = [stretch for stretch, _ in pairs]
        yield _Span(same[0].first, same[-1].last, dose_ng, times)
