"""What the card says about the dose: today's, what is planned to become of it, and the days without."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date, timedelta
from itertools import groupby
from operator import itemgetter
from typing import NamedTuple

from ldn_desktop.domain.formulation import ORAL
from ldn_desktop.domain.ladder import AFTER_REVIEW, IF_TOLERATED, ON_DATE
from ldn_desktop.domain.phase import Phase, dosed_span
from ldn_desktop.domain.plan import CONTINUES, STOPS
from ldn_desktop.domain.regimen import Regimen
from ldn_desktop.domain.rhythm import Rhythm
from ldn_desktop.papers.outlook import Kept, NextDose, condition_between, kept_before, next_from
from ldn_desktop.papers.plan_state import (
    OVER,
    STOPPED,
    STOPPED_IF,
    STOPPING,
    WAITING,
    WAITS,
    condition_of,
    ends_if,
    first_after_planned,
    state_on,
)
from ldn_desktop.reference.words.language import Language
from ldn_desktop.reference.words.sentences import Sentences
from ldn_desktop.reference.words.wording import DoseWords

_CONDITIONS = {ON_DATE: "", IF_TOLERATED: "if_tolerated", AFTER_REVIEW: "after_review"}
_TURN = 2
"""Days with a dose and days without one take turns: every second span has the dose."""
_SHORT = timedelta(days=7)
"""Turns are taken within a week; days on end that are longer are told by themselves."""


class _Taken(NamedTuple):
    """What is taken on a day: the dose, that of each time, the rhythm of its days, and where it goes."""

    dose_ng: int = 0
    split: tuple[tuple[str, int | None], ...] = ()
    own: bool = False
    """Whether each time has a dose of its own."""
    rhythm: Rhythm | None = None
    route: str = ORAL


class _Span(NamedTuple):
    """Days on end with the same dose at the same times in the same rhythm, or without a dose."""

    first: date
    last: date
    taken: _Taken
    paused: bool = False
    """Whether all of it is a pause, none of it days of a step on which no dose falls."""

    @property
    def dose_ng(self) -> int:
        """The dose of a day that has one."""
        return self.taken.dose_ng


def card_dose(regimen: Regimen, doses: DoseWords, words: Sentences, printed: date) -> str:
    """Say what is taken on the day of printing and since when.

    Before the course it says from when, in a pause what is taken after it. The highest dose still planned, the last one
    where it is lower, the next pause and a stop stand behind it. After a stop it says so; after the planned days of a
    plan that was not stopped, what was planned, and that it may still be taken: nobody who treats an emergency may rule
    it out.
    """
    spans = tuple(_spans(regimen))
    last = next(span for span in reversed(spans) if span.dose_ng)
    state, final = state_on(regimen, printed), doses.language.full_date(regimen.last_dose)
    if state in {STOPPED, WAITING, OVER, STOPPED_IF}:
        gaps = last.taken.rhythm is not None or bool(_run(spans, last))
        name = state if state in {STOPPED, WAITING} else "over_gaps" if gaps else "over"
        day = doses.language.full_date(regimen.ends) if state == OVER else final
        return words.say(name, dose=doses.dose(last.dose_ng), day=day)
    told = _now(regimen, spans, doses, words, printed)
    if state == STOPPING and ends_if(regimen):
        return words.say("stopping_if", told=told, day=final)
    return words.say(state, told=told, day=final) if state in {STOPPING, WAITS} else told


def _now(
    regimen: Regimen, spans: tuple[_Span, ...], doses: DoseWords, words: Sentences, printed: date
) -> str:
    dose = next_from(regimen, printed, printed)
    due = dose.day if dose is not None else None
    ahead = _ahead(regimen, spans, printed, due)
    now = ahead[0]
    if due is not None and not (now.dose_ng and dosed_span(regimen.course, now.first, printed)):
        now = next((span for span in ahead if span.dose_ng and due <= span.last), now)
    run = _run(spans, now)
    begin = run[0].first if run else now.first
    if now.taken.rhythm is not None:
        planned = dosed_span(regimen.course, now.first, now.last)
        begin = planned[0] if planned else first_after_planned(regimen) or begin
    other = dose if dose is not None and _told(dose.phase) != now.taken else None
    waits = _CONDITIONS[dose.condition] if dose is not None and other is None else ""
    once = sum(len(phase.dose_days()) for phase in regimen.course) == 1 and regimen.after != CONTINUES
    daily = _daily(now, doses, words, gaps=bool(run), once=once)
    told = words.say(
        "only" if once else "from" if begin > printed or waits else _since(begin, regimen),
        daily=daily,
        day=doses.language.full_date(begin),
    )
    kept = kept_before(dose, regimen, printed) if other is None else None
    behind = dosed_span(regimen.course, last=printed)
    if kept is None and begin > printed and behind is not None and ahead[0].dose_ng:
        # A step that begins with days without a dose: until then it is the one before that may be in the body.
        taken = next(span for span in spans if span.first <= behind[1] <= span.last)
        day = doses.language.full_date(behind[1])
        told = words.say("so_far", dose=doses.dose(taken.dose_ng), day=day, told=told)
    least = 1 if run else 0
    dated = begin > printed
    if not ahead[0].dose_ng and (ahead[0].last - ahead[0].first).days >= least:
        dated = False
        paused = _dated("paused", ahead[0], words, doses.language)
        told = words.say("then", paused=paused, daily=told if once else daily)
    if waits:
        told = words.say(waits, told=told)
    if kept is not None:
        told = _kept("still" if waits else "or_still", kept, doses, words, told)
    dated = once or (dated and begin == due)
    told = _next(told, now, dose, regimen, doses, words, dated=dated)
    told = _goes_on_to(told, now, ahead, other, regimen, doses, words, printed)
    # Days without a dose in between are told already; a longer pause among them is told by its dates.
    pause = next((s for s in ahead[1:] if _is_told(s, regimen, least)), None)
    if pause is not None:
        name = "pausing" if pause.paused else "without"
        told = _dated(name, pause, words, doses.language, told)
    return told


def _kept(name: str, kept: Kept, doses: DoseWords, words: Sentences, told: str) -> str:
    """Add the dose of the step before, which is taken until the condition of the next one is met."""
    phase = kept.step.phase
    name = name if phase.rhythm is None else f"{name}_rhythm"
    rhythm = doses.language.rhythm(phase.rhythm)
    return words.say(name, told=told, dose=doses.dose(phase.dose_ng), rhythm=rhythm)


def _since(begin: date, regimen: Regimen) -> str:
    """Return the sentence of a day that is behind: one that a condition stands before is the one planned."""
    waited = any(condition_of(phase, regimen) != ON_DATE for phase in regimen.course if phase.first < begin)
    return "since_planned" if waited else "since"


def _next(
    told: str,
    now: _Span,
    dose: NextDose | None,
    regimen: Regimen,
    doses: DoseWords,
    words: Sentences,
    *,
    dated: bool,
) -> str:
    """Add the day of the next dose, and its dose where it is another; ``dated`` where the day is told already."""
    if dose is None:
        if regimen.plan.waits:
            return told
        return words.say("none_left", told=told, day=doses.language.full_date(regimen.last_dose))
    day = doses.language.full_date(dose.day)
    if _told(dose.phase) == now.taken:
        rhythm = now.taken.rhythm is not None and not dated
        return words.say("next", told=told, day=day) if rhythm else told
    told = words.say("next_other", told=told, day=day, dose=doses.dose(dose.phase.dose_ng))
    condition = _CONDITIONS[dose.condition]
    return words.say(condition, told=told) if condition else told


def _goes_on_to(
    told: str,
    now: _Span,
    ahead: list[_Span],
    other: NextDose | None,
    regimen: Regimen,
    doses: DoseWords,
    words: Sentences,
    printed: date,
) -> str:
    """Add the highest dose that is planned, unless it is told as the next, and the last where it is lower.

    A dose that waits says so.
    """
    highest = max(span.dose_ng for span in ahead)
    last = next(span for span in reversed(ahead) if span.dose_ng)
    is_told = other is not None and other.phase.dose_ng == highest == last.dose_ng
    rises, falls = highest > now.dose_ng and not is_told, last.dose_ng < highest
    if rises:
        told = words.say("rising", told=told, dose=doses.dose(highest))
    if falls:
        name = "falling" if highest == now.dose_ng else "then_falling"
        told = words.say(name, told=told, dose=doses.dose(last.dose_ng))
    if not rises and not falls:
        return told
    named = last if falls else next(span for span in ahead if span.dose_ng == highest)
    begun = other.phase.first if other is not None else max(now.first, printed)
    condition = _CONDITIONS[condition_between(begun, named.first, regimen, printed)]
    return words.say(f"planned_{condition}", told=told) if condition else told


def _is_told(span: _Span, regimen: Regimen, least: int) -> bool:
    """Tell whether days to come without a dose are told: no step without one after the last dose of a stop."""
    after = regimen.after == STOPS and not span.paused and span.first > regimen.last_dose
    return not span.dose_ng and not after and (span.last - span.first).days >= least


def _ahead(regimen: Regimen, spans: tuple[_Span, ...], printed: date, due: date | None) -> list[_Span]:
    """Return what lies ahead: where no dose does the last that was taken, or what an open plan goes on with."""
    if due is None:
        return [next(span for span in reversed(spans) if span.dose_ng)]
    if due > regimen.ends:
        return [_going_on(regimen, spans)]
    return [span for span in spans if span.last >= printed]


def _run(spans: tuple[_Span, ...], now: _Span) -> tuple[_Span, ...]:
    """Return the spans around one that alternate between its dose and none, each for a week at most.

    Empty where they do so less than twice.
    """
    if now not in spans or not _is_short(now):
        return ()
    at = spans.index(now)
    first = last = at
    while first >= _TURN and _turns(spans[first - 1], spans[first - _TURN], now):
        first -= _TURN
    while last + _TURN < len(spans) and _turns(spans[last + 1], spans[last + _TURN], now):
        last += _TURN
    return spans[first : last + 1] if last - first >= 2 * _TURN else ()


def _turns(without: _Span, other: _Span, now: _Span) -> bool:
    short = _is_short(without) and _is_short(other)
    return short and not without.dose_ng and other.taken == now.taken


def _is_short(span: _Span) -> bool:
    return span.last - span.first < _SHORT


def _daily(span: _Span, doses: DoseWords, words: Sentences, *, gaps: bool, once: bool) -> str:
    taken, language = span.taken, doses.language
    each = [dose for _, dose in taken.split]
    times = language.times([time for time, _ in taken.split])
    if once or taken.own or taken.rhythm is not None or (gaps and len(each) == 1):
        told = language.listed(
            [
                words.say("part", dose=doses.dose(dose or 0), time=language.time(time))
                for time, dose in taken.split
            ]
        )
    elif gaps:
        told = words.say("gaps_each", dose=doses.dose(each[0] or 0), times=times)
    else:
        told = words.say("daily", dose=doses.dose(span.dose_ng), times=times)
    if route := language.route(taken.route):
        told = words.say("routed", daily=told, route=route)
    if taken.rhythm is not None and not once:
        told = words.say("rhythm", daily=told, rhythm=language.rhythm(taken.rhythm))
    return words.say("gaps", daily=told) if gaps else told


def _dated(name: str, pause: _Span, words: Sentences, language: Language, told: str = "") -> str:
    name = f"{name}_day" if pause.first == pause.last else name
    return words.say(
        name, told=told, first=language.full_date(pause.first), last=language.full_date(pause.last)
    )


def _spans(regimen: Regimen) -> Iterator[_Span]:
    told = ((phase, _taken(phase)) for phase in regimen.course)
    for taken, pairs in groupby(told, itemgetter(1)):
        same = [phase for phase, _ in pairs]
        yield _Span(same[0].first, same[-1].last, taken, not any(phase.dose_ng for phase in same))


def _going_on(regimen: Regimen, spans: tuple[_Span, ...]) -> _Span:
    """Return the last span, or the last step where none of its days has a dose yet, with what it goes on with."""
    final, last = regimen.course[-1], spans[-1]
    if last.dose_ng:
        return last
    before, goes_on = spans[-_TURN:][0], _Span(final.first, final.last, _told(final))
    paused = any(not phase.dose_ng for phase in regimen.course if phase.first >= last.first)
    return goes_on._replace(first=before.first) if before.taken == goes_on.taken and not paused else goes_on


def _taken(phase: Phase) -> _Taken:
    return _told(phase) if phase.dose_days() else _Taken()


def _told(phase: Phase) -> _Taken:
    own = len(phase.doses) > 1
    return _Taken(phase.dose_ng, phase.split(), own, phase.rhythm, phase.formulations[0].route)
