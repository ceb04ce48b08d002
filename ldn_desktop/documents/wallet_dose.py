"""What the card says about the dose: today's, what is planned to become of it, and the days without."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from datetime import date
from itertools import groupby
from operator import itemgetter
from typing import NamedTuple

from ldn_desktop.documents.wording import DoseWords, full_date, times_text
from ldn_desktop.domain.regimen import Regimen


class _Span(NamedTuple):
    """Days on end with the same dose at the same times, or without a dose."""

    first: date
    last: date
    dose_ng: int
    times: tuple[str, ...]


def card_dose(regimen: Regimen, doses: DoseWords, phrases: Mapping[str, str], printed: date) -> str:
    """Say what is taken on the day of printing and since when.

    Before the course it says from when, in a pause what is taken after it, after the course what was taken at its
    end. The highest dose still planned and the next pause stand behind it.
    """
    spans = tuple(_spans(regimen))
    if printed > regimen.ends:
        last = next(span for span in reversed(spans) if span.dose_ng)
        return phrases["ended"].format(dose=doses.dose(last.dose_ng), day=full_date(regimen.ends))
    ahead = [span for span in spans if span.last >= printed]
    now = next((span for span in ahead if span.dose_ng), None)
    if now is None:
        return _paused(ahead[0], phrases)
    daily = phrases["daily"].format(dose=doses.dose(now.dose_ng), times=times_text(now.times))
    begun = phrases["since" if now.first <= printed else "from"]
    told = begun.format(daily=daily, day=full_date(now.first))
    if not ahead[0].dose_ng:
        told = phrases["then"].format(paused=_paused(ahead[0], phrases), daily=daily)
    highest = max(span.dose_ng for span in ahead)
    if highest > now.dose_ng:
        told = phrases["rising"].format(told=told, dose=doses.dose(highest))
    pause = next((span for span in ahead[1:] if not span.dose_ng), None)
    if pause is not None:
        first, last_day = full_date(pause.first), full_date(pause.last)
        told = phrases["pausing"].format(told=told, first=first, last=last_day)
    return told


def _paused(pause: _Span, phrases: Mapping[str, str]) -> str:
    return phrases["paused"].format(first=full_date(pause.first), last=full_date(pause.last))


def _spans(regimen: Regimen) -> Iterator[_Span]:
    # The times of a pause do not count: nothing is taken at them.
    taken = (
        (step.phase, (step.phase.dose_ng, step.phase.times if step.takes else ())) for step in regimen.steps
    )
    for (dose_ng, times), pairs in groupby(taken, itemgetter(1)):
        same = [phase for phase, _ in pairs]
        yield _Span(same[0].first, same[-1].last, dose_ng, times)
