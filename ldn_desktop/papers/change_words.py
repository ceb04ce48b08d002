"""What changes along the way, in words: what a change does, and what one would do."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from datetime import date
from itertools import pairwise
from typing import NamedTuple, assert_never

from ldn_desktop.domain.adjustment import (
    Adjustment,
    ChangeFormulations,
    ChangeTimes,
    Hold,
    Pause,
    Resume,
    Settle,
    StepBack,
    Stop,
)
from ldn_desktop.domain.difference import Difference
from ldn_desktop.domain.phase import Course, Phase
from ldn_desktop.domain.plan import TIMES
from ldn_desktop.domain.regimen import Regimen
from ldn_desktop.reference.words.language import Language
from ldn_desktop.reference.words.sentences import Sentences, declared
from ldn_desktop.reference.words.wording import DoseWords

CHANGES = declared(
    "changes",
    {
        "": "hold{days} step_back{days} step_back_whole pause_continue{days until} pause_step_back{days until}"
        " pause_restart{days until} pause_open"
        " resume_continue resume_step_back resume_restart times{old last new first} times_short{old last new first}"
        " times_long{old last new first} times_some{times} times_none{times}",
        "action": "hold step_back pause resume settle stop times formulations",
        "difference": "none since{since} stopped{last} paused{last} later{ends days before} earlier{ends days before}"
        " still{ends}",
    },
)
_SHORT, _LONG, _USUAL = "times_short", "times_long", "times"
"""The names of the sentences on a change of times."""


class AdjustmentWords(NamedTuple):
    """``name`` says what is done, ``details`` how long or in what way; they may be empty."""

    name: str
    details: str


def times_reach(change: Adjustment, changes: Sequence[Adjustment], course: Course) -> str:
    """Tell which steps other times change: ``all``, ``some`` or ``none`` of those until the next others.

    Steps with a dose for each time keep theirs. ``all`` without a course, and of a change that is none of times.
    """
    if not isinstance(change, ChangeTimes) or not course:
        return "all"
    behind = changes[changes.index(change) + 1 :]
    ends = next((other.on for other in behind if isinstance(other, ChangeTimes)), date.max)
    own = [
        bool(phase.doses)
        for phase in course
        if phase.dose_ng and phase.last >= change.on and phase.first < ends and change.on < ends
    ]
    return "none" if all(own) else "some" if any(own) else "all"


def adjustment_words(
    adjustment: Adjustment, doses: DoseWords, words: Sentences, reach: str = "all"
) -> AdjustmentWords:
    """Say what an adjustment does, without its date; ``words`` are those of ``CHANGES``, ``reach`` of other times."""
    language = doses.language
    match adjustment:
        case Hold(days=days):
            told = words.say("hold", days=language.counted(days, "day"))
        case StepBack(days=days):
            told = words.say(
                "step_back" if days else "step_back_whole", days=language.counted(days or 0, "day")
            )
        case Resume(resume=resume):
            told = words.say(f"resume_{resume}")
        case Pause(until=until, resume=resume):
            if until is None:
                told = words.say("pause_open")
            else:
                days_without = language.counted((until - adjustment.on).days, "day")
                told = words.say(f"pause_{resume}", days=days_without, until=language.full_date(until))
        case Settle() | Stop():
            told = ""
        case ChangeTimes(times=times):
            told = language.times(times)
            told = words.say(f"times_{reach}", times=told) if reach != "all" else told
        case ChangeFormulations(formulations=products):
            told = ", ".join(doses.product(product) for product in products)
        case _:
            assert_never(adjustment)
    return AdjustmentWords(words.say(f"action.{adjustment.action}"), told)


def difference_text(told: Difference, after: Regimen, words: Sentences, language: Language) -> str:
    """Say from which day something else is taken, when it ends, and which doses lie around a change of times."""
    if told.since is None:
        return words.say("difference.none")
    parts = [words.say("difference.since", since=language.weekday_date(told.since))]
    if after.plan.stopped:
        parts.append(words.say("difference.stopped", last=language.weekday_date(after.last_dose)))
    elif after.plan.waits:
        parts.append(words.say("difference.paused", last=language.weekday_date(after.last_dose)))
    else:
        name = "still" if not told.longer else "later" if told.longer > 0 else "earlier"
        known = {"ends": language.full_date(told.ends), "before": language.full_date(told.ends_before)}
        parts.append(words.say(f"difference.{name}", **known, days=language.counted(abs(told.longer), "day")))
    changes = times_changes(step.phase for step in after.steps)
    parts += [times_change_text(change, words, language) for change in changes if change.first >= told.since]
    return " ".join(parts)


def times_change_text(change: TimesChange, words: Sentences, language: Language, table: str = "") -> str:
    """Name the last dose at the old times and the first at the new, in the words of a table, and what lies between."""
    return words.say(
        f"{table}.{change.sentence}".lstrip("."),
        old=language.time(change.old),
        new=language.time(change.new),
        last=language.weekday_date(change.last),
        first=language.weekday_date(change.first),
    )


class TimesChange(NamedTuple):
    """The dose at ``old`` on ``last`` is followed by the one at ``new`` on ``first``, the first day of the new times.

    ``sentence`` is the name of the one that tells it: another where they lie closer together or further apart than any
    two doses that follow each other before or after, and no pause lies between.
    """

    last: date
    old: str
    first: date
    new: str
    sentence: str


def times_changes(phases: Iterable[Phase]) -> Iterator[TimesChange]:
    """Yield every change of times between phases with a dose, pauses between them or not.

    Where steps have a dose for each time, one that is kept, as when another is added, is no change: its dose goes on.
    """
    for before, after in pairwise(phase for phase in phases if phase.dose_days()):
        own = before.doses or after.doses
        if before.times != after.times and not (own and set(before.times) & set(after.times)):
            last, first = before.dose_days()[-1], after.dose_days()[0]
            daily = before.rhythm is None and after.rhythm is None
            sentence = _spacing(before, after, (first - last).days) if daily else _USUAL
            yield TimesChange(last, before.times[-1], first, after.times[0], sentence)


def _spacing(before: Phase, after: Phase, days: int) -> str:
    if days > 1:
        return _USUAL
    gap = _gap(before.times[-1], after.times[0], days)
    usual = [*_gaps(before.times), *_gaps(after.times)]
    return _SHORT if gap < min(usual) else _LONG if gap > max(usual) else _USUAL


def _gaps(times: tuple[str, ...]) -> Iterator[int]:
    """Yield the distances of doses that follow each other, in times of the day.

    The last is that to the next morning.
    """
    yield from (_gap(one, other, 0) for one, other in pairwise(times))
    yield _gap(times[-1], times[0], 1)


def _gap(one: str, other: str, days: int) -> int:
    return days * len(TIMES) + TIMES.index(other) - TIMES.index(one)
