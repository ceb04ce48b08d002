"""A plan that has begun, as its paper tells it: what lies ahead, what changes, and what is done."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date, timedelta
from typing import NamedTuple

from ldn_desktop.domain.adjustment import ChangeFormulations, Hold, Settle
from ldn_desktop.domain.administration import Step
from ldn_desktop.domain.ladder import ON_DATE
from ldn_desktop.domain.phase import Phase
from ldn_desktop.domain.regimen import Regimen
from ldn_desktop.papers.change_day import changes_ahead
from ldn_desktop.papers.change_words import times_change_text, times_changes
from ldn_desktop.papers.done_words import done_lines
from ldn_desktop.papers.opioid_words import RestartQuestions
from ldn_desktop.papers.patient_sentences import take_sentence, what_follows
from ldn_desktop.papers.plan_state import (
    CONTINUING,
    OVER,
    STOPPED,
    WAITS,
    condition_before,
    going_on,
    next_dose,
    phase_before,
    phase_on,
    restarts,
    state_on,
)
from ldn_desktop.reference.words.sentences import Sentences
from ldn_desktop.reference.words.wording import DoseWords

_DAY = timedelta(days=1)


class Change(NamedTuple):
    """The box at the top: the day, its heading, the new daily dose as a figure, its sentences.

    The figure is empty where none stands there.
    """

    on: date
    heading: str
    figure: str
    sentences: tuple[str, ...]


class FollowUp(NamedTuple):
    """``change`` is ``None`` where none is due; ``intro`` says how it goes on.

    ``done`` the steps behind, a line each; ``named`` the days of the doses that the head names.
    """

    ahead: tuple[Step, ...]
    change: Change | None
    intro: tuple[str, ...]
    done: tuple[str, ...]
    named: tuple[date, ...] = ()


def has_begun(regimen: Regimen, printed: date) -> bool:
    """Tell whether a dose lies before the day of printing."""
    return regimen.first_dose < printed


def parted(regimen: Regimen, printed: date) -> tuple[tuple[Step, ...], tuple[Step, ...]]:
    """Return the steps before a day and those from it on; the one that holds it is in both, each with its days."""
    past, ahead = [], []
    for step in regimen.steps:
        phase = step.phase
        if phase.last < printed:
            past.append(step)
        elif phase.first >= printed:
            ahead.append(step)
        else:
            past.append(step._replace(phase=phase._replace(last=printed - _DAY)))
            ahead.append(step._replace(phase=phase._replace(first=printed)))
    return tuple(past), tuple(ahead)


def steps_ahead(regimen: Regimen, printed: date) -> tuple[Step, ...]:
    """Return the steps from a day on, all of them while no dose lies behind it.

    Where the plan goes on, and the next dose is one after the planned days, its last step as it goes on.
    """
    if not has_begun(regimen, printed):
        return regimen.steps
    if goes_on(regimen, printed):
        final = regimen.steps[-1]
        return (final._replace(phase=going_on(final.phase, printed)),)
    return parted(regimen, printed)[1]


def goes_on(regimen: Regimen, printed: date) -> bool:
    """Tell whether the next dose is one after the planned days."""
    due = next_dose(regimen, printed)
    return due is not None and due > regimen.ends


def follow_up(
    regimen: Regimen, doses: DoseWords, words: Sentences, printed: date, asks: RestartQuestions
) -> FollowUp:
    """Return what the paper of a plan that has begun says on the day it is printed.

    ``asks`` has the question about opioids before the first dose after a pause.
    """
    past, ahead = parted(regimen, printed)[0], steps_ahead(regimen, printed)
    said = _Words(regimen, doses, words, printed, asks)
    changes = changes_ahead(regimen, printed)
    on = changes[0][0] if changes else None
    other_products = any(day == on and isinstance(entry, ChangeFormulations) for day, entry in changes)
    change = said.change(on, other_products=other_products) if on else None
    intro = () if on == printed else said.now(on)
    if goes_on(regimen, printed) and printed > regimen.ends:
        # The days since the last planned one are days of its step.
        behind = regimen.steps[-1].phase._replace(last=printed - _DAY)
        past = (*past[:-1], past[-1]._replace(phase=behind))
    due = (next_dose(regimen, day) for day in (printed, on) if day is not None)
    named = tuple(day for day in due if day is not None)
    return FollowUp(ahead, change, intro, tuple(done_lines(past, ahead, doses, words)), named)


class _Words:
    """The sentences of one regimen on one day."""

    def __init__(
        self,
        regimen: Regimen,
        doses: DoseWords,
        words: Sentences,
        printed: date,
        asks: RestartQuestions,
    ) -> None:
        self._regimen, self._doses, self._words, self._asks = regimen, doses, words, asks
        self._language = doses.language
        self._phases = regimen.course
        self._printed = printed

    def _say(self, name: str, /, **fields: str) -> str:
        return self._words.say(f"change.{name}", **fields)

    def change(self, on: date, *, other_products: bool) -> Change:
        """Say what changes on a day: against the day before it, which has its doses already."""
        say, today = self._say, on == self._printed
        heading = say("today" if today else "later", day=self._language.weekday_date(on))
        since = self._since(on)
        before, now = phase_before(self._phases, on), phase_on(self._phases, on)
        if now is None:
            name = "waits" if self._regimen.plan.waits else "stop"
            told = say(name, since=since, last=self._language.weekday_date(self._regimen.last_dose))
            return Change(on, heading, say("none"), (told,))
        if not now.dose_ng:
            return Change(on, heading, say("none"), self._pause("pause", since, now))
        first = self._is_taken(on, now)
        figure = self._doses.dose(now.dose_ng) if first else say("none")
        sentences = [self._dose(on, since, before, now), *self._begins(now, before)] if first else []
        sentences += self._next(on, now)
        last = next((phase for phase in reversed(self._phases) if phase.last < on and phase.dose_ng), None)
        if last is not None:
            sentences += [
                times_change_text(told, self._words, self._language, "change")
                for told in times_changes((last, now))
            ]
        if other_products:
            sentences.append(say("products"))
        sentences += self._then(now)
        return Change(on, heading, figure, tuple(sentences))

    def now(self, on: date | None) -> tuple[str, ...]:
        """Say what is taken on the day of printing, how long, and what follows, unless a change says it."""
        say, phase = self._say, phase_on(self._phases, self._printed)
        if phase is None:
            return self._ended()
        if not phase.dose_ng:
            return self._pause("in_pause", "", phase)
        until = self._until(phase)
        if on is not None and until >= on:
            return ()
        if not self._is_taken(self._printed, phase):
            if state_on(self._regimen, self._printed) == STOPPED or goes_on(self._regimen, self._printed):
                return self._ended()
            told = tuple(self._next(self._printed, phase))
            return told if on is not None and on - until == _DAY else (*told, *self._then(phase))
        known = {
            "take": self._take(phase),
            "until": self._language.weekday_date(until),
            "since": self._since(self._printed),
        }
        again = self._printed in restarts(self._regimen, self._printed)
        if again:
            sentences = [
                say("again", **known),
                *self._begins(phase, None),
                self._asks.at(self._printed).text(self._words, self._language, "change"),
            ]
        else:
            sentences = list(self._other(phase)) or [say("same", **known)]
        sentences += self._next(self._printed, phase)
        return tuple(sentences) if on is not None and on - until == _DAY else (*sentences, *self._then(phase))

    def _begins(self, phase: Phase, before: Phase | None) -> Iterator[str]:
        """Say that a step whose dose was just named waits for its condition, unless as much was taken before it."""
        alike = before is not None and _taken(before) == _taken(phase)
        if not alike and condition_before(phase, self._regimen, self._printed) != ON_DATE:
            yield self._say("begins")

    def _other(self, phase: Phase) -> Iterator[str]:
        """Say from when a step takes another dose, at other times or otherwise, unless it was taken before."""
        due = next_dose(self._regimen, self._printed)
        before = phase_before(self._phases, due) if due is not None else None
        if due is None or before is None or _taken(before) == _taken(phase):
            return
        yield self._dose(due, self._since(due), before, phase)
        yield from self._begins(phase, before)

    def _since(self, day: date) -> str:
        if day == self._printed:
            return self._say("since_today")
        return self._say("since_day", day=self._language.weekday_date(day))

    def _then(self, phase: Phase) -> Iterator[str]:
        """Say that steps follow what is taken in a phase, or what follows the last of them."""
        if self._until(phase) < self._regimen.ends:
            yield self._say("then")
        else:
            yield from what_follows(self._regimen, self._language, self._words, self._printed)

    def _dose(self, on: date, since: str, before: Phase | None, now: Phase) -> str:
        say = self._say
        known = {
            "take": self._take(now),
            "until": self._language.weekday_date(self._until(now)),
            "since": since,
        }
        if before is None or not before.dose_ng:
            return say("again", **known)
        if before.dose_ng != now.dose_ng:
            return say("dose", **known, before=self._doses.dose(before.dose_ng))
        if _taken(before) != _taken(now):
            return say("again", **known)
        entries = [entry for entry in self._regimen.plan.adjustments if entry.on == on]
        held = sum(entry.days for entry in entries if isinstance(entry, Hold))
        if held:
            return say("hold", **known, days=self._language.counted(held, "day"))
        settled = any(isinstance(entry, Settle) for entry in entries)
        return say("settle" if settled else "same", **known)

    def _pause(self, name: str, since: str, pause: Phase) -> tuple[str, ...]:
        again = next(
            (phase for phase in self._phases if phase.first > pause.last and phase.dose_days()), None
        )
        if again is None:
            return (self._say(f"{name}_to_end", since=since),)
        first = again.dose_days()[0]
        told = self._say(
            name,
            since=since,
            until=self._language.weekday_date(first - _DAY),
            again=self._language.weekday_date(first),
            take=self._take(again),
        )
        return (
            told,
            *self._begins(again, None),
            self._asks.at(first).text(self._words, self._language, "change"),
        )

    def _ended(self) -> tuple[str, ...]:
        """Say how it stands when no dose of the planned days is left."""
        state = state_on(self._regimen, self._printed)
        last = self._regimen.ends if state in {OVER, CONTINUING} else self._regimen.last_dose
        told = self._language.weekday_date(last)
        if state != CONTINUING:
            return (self._say(state, last=told),)
        final = self._phases[-1]
        name = "continuing_out" if self._printed > last else state
        going = self._say(name, last=told, take=self._take(final))
        due = next_dose(self._regimen, self._printed)
        begins = self._begins(final, phase_before(self._phases, due) if due is not None else None)
        return (going, *begins, *self._next(self._printed, final))

    def _next(self, day: date, phase: Phase) -> Iterator[str]:
        """Say when the next dose is due of one that is not taken every day, or what comes before any other."""
        if phase.rhythm is None:
            return
        due, date_of = next_dose(self._regimen, day), self._language.weekday_date
        pause = self._pause_after(day)
        if due is not None and (due > self._regimen.ends or self._is_taken(day, phase)):
            yield self._say("next", day=date_of(due))
        elif pause is not None and (due is None or pause < due):
            yield self._say("next_pause", day=date_of(pause))
        elif due is None:
            yield self._say("none_left", last=date_of(self._regimen.last_dose))
        else:
            other = next(entry for entry in self._phases if entry.first <= due <= entry.last)
            yield self._say("next_other", day=date_of(due), take=self._take(other))
            yield from self._begins(other, None)

    def _pause_after(self, day: date) -> date | None:
        """Return the first day of the next pause after a day, one without an end too."""
        pauses = (phase.first for phase in self._phases if phase.first > day and not phase.dose_ng)
        waits = state_on(self._regimen, day) == WAITS
        return next(pauses, self._regimen.ends + _DAY if waits else None)

    def _is_taken(self, day: date, phase: Phase) -> bool:
        """Tell whether the dose of a phase is taken on a day or later, before another is."""
        due = next_dose(self._regimen, day)
        return due is not None and due <= self._until(phase)

    def _take(self, phase: Phase) -> str:
        return take_sentence(phase, self._doses, self._words)

    def _until(self, start: Phase) -> date:
        """Return the last day on end with the dose, the times, the rhythm and the route of a phase."""
        until = start.last
        for phase in self._phases:
            if (phase.first - until).days == 1 and _taken(phase) == _taken(start):
                until = phase.last
        return until


def _taken(phase: Phase) -> tuple[object, ...]:
    """Return how much is taken, at which times, in what rhythm and where it goes."""
    own = len(phase.doses) > 1
    return phase.dose_ng, phase.times, phase.split(), own, phase.rhythm, phase.formulations[0].route
