"""The rows of the patient plan: what is taken in each step, what is said of it, and its boxes to tick."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date, timedelta
from typing import NamedTuple

from ldn_desktop.domain.administration import Step, Take
from ldn_desktop.domain.ladder import IF_TOLERATED, ON_DATE
from ldn_desktop.domain.phase import MAINTENANCE, STEP_BACK, Phase, days_after
from ldn_desktop.domain.plan import CONTINUES, STOPS
from ldn_desktop.domain.regimen import Regimen
from ldn_desktop.papers.ahead import has_begun
from ldn_desktop.papers.change_words import times_change_text, times_changes
from ldn_desktop.papers.drawings import Drawing, drawings_of
from ldn_desktop.papers.outlook import Kept
from ldn_desktop.papers.patient_sentences import portion_sentence, take_sentence, times_wait_text
from ldn_desktop.papers.plan_state import (
    condition_before,
    condition_of,
    ends_if,
    going_on,
    has_rhythm,
    is_after_pause,
    is_kept,
)
from ldn_desktop.reference.words.language import Language
from ldn_desktop.reference.words.sentences import Sentences
from ldn_desktop.reference.words.wording import DoseWords

_MOST_BOX_LINES, _LEAST_WEEKS = 8, 4
"""Lines of tick boxes in one row, and weeks that always get theirs; a longer step says in words how it goes on."""
_LEAST_DOSES, _MOST_WEEKS = 24, 26
"""Doses that get their boxes where days without one lie between, in so many weeks at most."""
_WEEK = 7


class Portion(NamedTuple):
    """What is taken of one product, in words, with its drawings."""

    text: str
    drawings: tuple[Drawing, ...]


class Intake(NamedTuple):
    """What is taken at one time of the day; ``time`` is empty where there is only one.

    It holds the dose as well where each time has its own.
    """

    time: str
    portions: tuple[Portion, ...]


class Box(NamedTuple):
    """A day to tick, its weekday above and its number below; one without a dose (not ``due``) has nothing to tick."""

    day: date
    weekday: str
    number: str
    due: bool = True


class Row(NamedTuple):
    """One phase: number, its first day and until when, dose, what to take, notes, days with ``times`` boxes each.

    Of ``one_day`` alone it is not said until when.
    """

    number: str
    first: str
    until: str
    one_day: bool
    dose: str
    intakes: tuple[Intake, ...]
    notes: tuple[str, ...]
    weeks: tuple[tuple[Box, ...], ...]
    times: tuple[str, ...]
    free: str
    """What stands in the place of the box of a day without a dose."""


def row_of(
    step: Step,
    regimen: Regimen,
    doses: DoseWords,
    words: Sentences,
    printed: date,
    *,
    several: bool,
    named: bool = False,
    kept: Kept | None = None,
) -> Row:
    """Return the row of a step; with ``several`` times in the table each is named.

    One whose first dose is ``named`` above the rows says itself on what condition it begins; it says whole what is
    ``kept`` until then.
    """
    phase, language = step.phase, doses.language
    weeks = _weeks(step, language)
    notes = [*when_taken(step, regimen, words, language), *_after_boxes(phase, weeks, words, language)]
    notes += [
        *_staying(phase, regimen, doses, words),
        *_notes(
            step, regimen, words, language, printed, named=named, kept=kept_text(kept, regimen, doses, words)
        ),
    ]
    takes = step.takes if phase.dose_days() else ()
    return Row(
        number=str(step.number) if step.number else "–",
        first=language.weekday_date(phase.first),
        until=words.say("until", day=language.weekday_date(phase.last)),
        one_day=phase.days == 1,
        dose=doses.dose(phase.dose_ng) if takes else words.say("no_dose"),
        intakes=tuple(
            _intake(take, regimen, doses, words, several=len(takes) > 1 or several, own=bool(phase.doses[1:]))
            for take in takes
        ),
        notes=tuple(notes),
        weeks=weeks,
        times=tuple(language.time_name(take.time) for take in takes),
        free=words.say("free"),
    )


def when_taken(step: Step, regimen: Regimen, words: Sentences, language: Language) -> Iterator[str]:
    """Say on which days of a step a dose is taken, unless on every one; one that goes on has no last day."""
    phase = step.phase
    if phase.rhythm is None and phase.dose_ng and phase.days > 1 and has_rhythm(regimen.steps):
        yield words.say("every_day")
    if phase.rhythm is None or not phase.dose_ng:
        return
    days, rhythm = phase.dose_days(), language.rhythm(phase.rhythm)
    rhythm = f"{rhythm[:1].upper()}{rhythm[1:]}"
    if not days:
        yield words.say("no_dose_day")
        return
    goes_on = regimen.after == CONTINUES and phase.last >= regimen.ends
    if phase.days == 1 and not goes_on:
        return
    name = "rhythm_open" if goes_on else "rhythm" if len(days) > 1 else "rhythm_once"
    first, last = (language.weekday_date(days[at]) for at in (0, -1))
    yield words.say(name, rhythm=rhythm, first=first, last=last)


def _intake(
    take: Take, regimen: Regimen, doses: DoseWords, words: Sentences, *, several: bool, own: bool
) -> Intake:
    if take.recipe is None or take.dose_ng is None:
        raise AssertionError("an unmeasurable dose blocks the document before it gets here")
    portions = tuple(
        Portion(portion_sentence(portion, doses, words), drawings_of(portion, regimen))
        for portion in take.recipe.portions
    )
    time = doses.language.time_name(take.time)
    time = f"{time[:1].upper()}{time[1:]}" if several else ""
    return Intake(
        words.say("text.time_dose", time=time, dose=doses.dose(take.dose_ng)) if own else time, portions
    )


def _staying(phase: Phase, regimen: Regimen, doses: DoseWords, words: Sentences) -> Iterator[str]:
    """Say what whoever stays on a step takes, where none of its days that are left has a dose."""
    if condition_of(phase, regimen) == ON_DATE or phase.dose_days():
        return
    due = going_on(phase, days_after(phase.last)).dose_days()
    if due:
        take = take_sentence(phase, doses, words, daily=has_rhythm(regimen.steps))
        yield words.say("stay", take=take, next=doses.language.weekday_date(due[0]))


def _notes(
    step: Step,
    regimen: Regimen,
    words: Sentences,
    language: Language,
    printed: date,
    *,
    named: bool,
    kept: str,
) -> list[str]:
    if not step.phase.dose_ng:
        return [words.say("pause" if step.phase.days > 1 else "pause_day")]
    kind = step.phase.kind
    notes = [words.say("step_back")] if kind == STEP_BACK else []
    for change in times_changes(entry.phase for entry in regimen.steps):
        if holds(step, change.first):
            notes.append(times_change_text(change, words, language, "change"))
            notes += times_wait_text(change, regimen, words, language, printed)
    notes += _conditions(step, regimen, words, printed, named=named, kept=kept)
    return [*notes, *what_follows_step(step, regimen, words, language, printed)]


def _conditions(
    step: Step, regimen: Regimen, words: Sentences, printed: date, *, named: bool, kept: str
) -> Iterator[str]:
    """Say on what condition a step is begun, where the row before it does not, and on what the next follows it."""
    phase, running = step.phase, has_begun(regimen, printed) and holds(step, printed)
    if running or named or is_after_pause(phase, regimen):
        yield from begin_note(phase, regimen, words, printed)
    if kept:
        yield kept
    condition = condition_of(phase, regimen)
    if condition != ON_DATE:
        yield words.say("if_tolerated" if condition == IF_TOLERATED else "after_review")


def kept_text(kept: Kept | None, regimen: Regimen, doses: DoseWords, words: Sentences) -> str:
    """Say whole what whoever has not begun a step goes on with, as a step says it; empty where nothing is ``kept``."""
    if kept is None:
        return ""
    step = kept.step
    phase, several = step.phase, len(step.takes) > 1
    told = words.say(
        "stay_before" if phase.rhythm is None else "stay_before_next",
        step=str(step.number),
        take=take_sentence(phase, doses, words, daily=has_rhythm(regimen.steps)),
        next=doses.language.weekday_date(kept.next),
    )
    own = bool(phase.doses[1:])
    intakes = (_intake(take, regimen, doses, words, several=several, own=own) for take in step.takes)
    return f"{told} {'; '.join(_intake_text(intake) for intake in intakes)}"


def _intake_text(intake: Intake) -> str:
    portions = ", ".join(portion.text for portion in intake.portions)
    return f"{intake.time}: {portions}" if intake.time else portions


def begin_note(phase: Phase, regimen: Regimen, words: Sentences, printed: date) -> Iterator[str]:
    """Say on what condition a step is begun, while none of its doses lies behind."""
    condition = condition_before(phase, regimen, printed)
    if condition != ON_DATE:
        name = "begin_if_tolerated" if condition == IF_TOLERATED else "begin_after_review"
        yield words.say(f"{name}_paused" if is_after_pause(phase, regimen) else name)


def what_follows_step(
    step: Step, regimen: Regimen, words: Sentences, language: Language, printed: date
) -> Iterator[str]:
    """Say what follows the last step, and that its dose is one to stay on."""
    kind = step.phase.kind
    is_last = step.number == max(entry.number for entry in regimen.steps)
    last_dose = language.weekday_date(regimen.last_dose)
    if is_last and regimen.plan.waits:
        yield words.say("waits", last=last_dose)
        yield words.say("call_first")
    elif is_last and regimen.after == STOPS and not regimen.plan.stopped:
        if printed <= regimen.last_dose:
            yield words.say("stops_if" if ends_if(regimen) else "stops", last=last_dose)
    elif is_last and (kind != MAINTENANCE or regimen.plan.stopped):
        yield words.say("ends", last=last_dose)
    elif is_last and regimen.after == CONTINUES and step.phase.last >= regimen.ends:
        name = "continues" if step.phase.last == regimen.ends else "goes_on"
        yield words.say(name, last=language.weekday_date(step.phase.last))
    elif kind == MAINTENANCE:
        if is_kept(step.phase, regimen) and _has_doses_to_stay_on(step.phase, regimen, printed):
            yield words.say("maintenance")
        if step.phase.last == regimen.ends:
            when = "see_before" if printed < step.phase.last else "see_now"
            yield words.say(when, last=language.weekday_date(step.phase.last))


def _has_doses_to_stay_on(phase: Phase, regimen: Regimen, printed: date) -> bool:
    """Tell whether a phase has a dose, and from it on more than one is left; of a plan without an end one is."""
    dosed = (step.phase.dose_days() for step in regimen.steps if step.phase.last >= phase.last)
    left = sum(len(days.between(printed, regimen.ends)) for days in dosed)
    return bool(phase.dose_days()) and (regimen.after == CONTINUES or left > 1)


def _weeks(step: Step, language: Language) -> tuple[tuple[Box, ...], ...]:
    """Return the days that are shown, by sevens: where doses are rare, more of them."""
    phase, dose_days = step.phase, step.phase.dose_days()
    if not dose_days:
        return ()
    most = max(_MOST_BOX_LINES // len(step.takes), _LEAST_WEEKS)
    if phase.rhythm is not None:
        reached = dose_days[min(_LEAST_DOSES, len(dose_days)) - 1]
        most = max(most, min((reached - phase.first).days // _WEEK + 1, _MOST_WEEKS))
    days = [phase.first + timedelta(days=at) for at in range(min(most * _WEEK, phase.days))]
    boxes = [Box(day, language.box_day(day), str(day.day), day in dose_days) for day in days]
    return tuple(tuple(boxes[at : at + _WEEK]) for at in range(0, len(boxes), _WEEK))


def _after_boxes(
    phase: Phase, weeks: tuple[tuple[Box, ...], ...], words: Sentences, language: Language
) -> Iterator[str]:
    """Say where the boxes end and how it goes on, where days with a dose follow them."""
    due, boxes = phase.dose_days(), sum(box.due for week in weeks for box in week)
    if boxes < len(due):
        yield words.say(
            "go_on" if phase.rhythm is None else "go_on_rhythm",
            boxes=language.weekday_date(due[boxes - 1]),
            rhythm=language.rhythm(phase.rhythm),
            next=language.weekday_date(due[boxes]),
            last=language.weekday_date(phase.last),
        )


def holds(step: Step, day: date) -> bool:
    """Tell whether a day lies in a step."""
    return step.phase.first <= day <= step.phase.last
