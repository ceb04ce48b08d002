"""A plan that has begun, as its paper tells it: what lies ahead, what changes, and what is done."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date, timedelta
from typing import NamedTuple

from ldn_desktop.domain.adjustment import ChangeFormulations, Hold, Settle
from ldn_desktop.domain.administration import Step
from ldn_desktop.domain.ladder import AFTER_REVIEW, IF_TOLERATED, ON_DATE
from ldn_desktop.domain.phase import Phase
from ldn_desktop.domain.plan import CONTINUES, STOPS
from ldn_desktop.domain.regimen import Regimen
from ldn_desktop.papers.ahead import goes_on, parted, steps_ahead
from ldn_desktop.papers.change_day import NextChange, next_change
from ldn_desktop.papers.change_words import times_change_text, times_changes
from ldn_desktop.papers.done_words import done_lines
from ldn_desktop.papers.opioid_words import RestartQuestions
from ldn_desktop.papers.outlook import BEGUN, OWN, Kept, NextDose, alike, kept_before, next_from
from ldn_desktop.papers.patient_sentences import take_sentence, times_wait_text, what_follows
from ldn_desktop.papers.plan_state import (
    CONTINUING,
    OVER,
    STOPPED,
    STOPPED_IF,
    WAITS,
    has_rhythm,
    next_dose,
    phase_on,
    state_on,
)
from ldn_desktop.reference.words.sentences import Sentences
from ldn_desktop.reference.words.wording import DoseWords

_DAY = timedelta(days=1)
_CONDITIONS = {AFTER_REVIEW: "after_review", IF_TOLERATED: "if_tolerated"}


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

    ``done`` the steps behind, a line each; ``named`` the days of the doses that the head names; ``kept`` is the step
    behind that may still go on.
    """

    ahead: tuple[Step, ...]
    change: Change | None
    intro: tuple[str, ...]
    done: tuple[str, ...]
    named: tuple[date, ...] = ()
    kept: Kept | None = None


def follow_up(
    regimen: Regimen, doses: DoseWords, words: Sentences, printed: date, asks: RestartQuestions
) -> FollowUp:
    """Return what the paper of a plan that has begun says on the day it is printed.

    ``asks`` has the question about opioids before the first dose after a pause.
    """
    past, ahead = parted(regimen, printed)[0], steps_ahead(regimen, printed)
    said = _Words(regimen, doses, words, printed, asks)
    coming = next_change(regimen, printed)
    on = coming.day if coming is not None else None
    change = said.change(coming) if coming is not None else None
    intro = () if on == printed else said.now(on)
    if goes_on(regimen, printed) and printed > regimen.ends:
        # The days since the last planned one are days of its step.
        behind = regimen.steps[-1].phase._replace(last=printed - _DAY)
        past = (*past[:-1], past[-1]._replace(phase=behind))
    kept = kept_before(next_from(regimen, printed, printed), regimen, printed)
    if kept is not None and kept.step.phase.last >= printed:
        # It has its own row.
        kept = None
    due = (next_from(regimen, day, printed) for day in (printed, on) if day is not None)
    named = tuple(day for dose in due if dose is not None for day in (dose.first, dose.day))
    return FollowUp(ahead, change, intro, tuple(done_lines(past, ahead, doses, words, kept)), named, kept)


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
        self._rhythmic = has_rhythm(regimen.steps)

    def _say(self, name: str, /, **fields: str) -> str:
        return self._words.say(f"change.{name}", **fields)

    def change(self, coming: NextChange) -> Change:
        """Say what changes on a day, against what one does until then."""
        on, entries = coming
        say, today = self._say, on == self._printed
        heading = say("today" if today else "later", day=self._language.weekday_date(on))
        since, now = self._since(on), phase_on(self._phases, on)
        if now is None:
            name, last = "waits" if self._regimen.plan.waits else "stop", self._regimen.last_dose
            # Days without a dose come first: from the day of the change alone, they would seem to have one.
            name = f"{name}_earlier" if last < self._regimen.ends else name
            told = say(name, since=since, last=self._language.weekday_date(last))
            return Change(on, heading, say("none"), (told,))
        if not now.dose_ng:
            return Change(on, heading, say("none"), tuple(self._pause("pause", on, now)))
        due, later = self._of(now, on), self._from(on)
        if due is None and later is not None and later.day > self._regimen.ends:
            going = (*self._continuing(later, CONTINUING), *(self._next(later) if today else ()))
            return Change(on, heading, self._doses.dose(later.phase.dose_ng), going)
        products = any(isinstance(entry, ChangeFormulations) for entry in entries)
        if due is None:
            figure, sentences = say("none"), [*self._none_of(on)]
        else:
            figure = self._doses.dose(now.dose_ng)
            held = sum(entry.days for entry in entries if isinstance(entry, Hold))
            settled = any(isinstance(entry, Settle) for entry in entries)
            kept = "hold" if held else "settle" if settled else "same"
            until_then = next_from(self._regimen, self._printed, self._printed) if not today else None
            if until_then is not None and until_then.first == due.first:
                # The paragraph on what is taken until then says it.
                sentences = [] if products and kept == "same" else [*self._dose(due, kept, held)]
            else:
                sentences = [*self._dose(due, kept, held)]
            sentences += self._next(due) if today else ()
        sentences += self._times(now)
        if products:
            sentences += self._products(on)
        return Change(on, heading, figure, (*sentences, *self._then(now)))

    def now(self, on: date | None) -> tuple[str, ...]:
        """Say what is taken from the day of printing on, how long, and what follows, unless a change says it."""
        phase = phase_on(self._phases, self._printed)
        if phase is None:
            return self._ended()
        if not phase.dose_ng:
            return tuple(self._pause("in_pause", self._printed, phase))
        due = self._of(phase, self._printed)
        if due is not None:
            sentences = (*self._dose(due, "same"), *self._next(due))
        elif state_on(self._regimen, self._printed) in {STOPPED, STOPPED_IF} or goes_on(
            self._regimen, self._printed
        ):
            return self._ended()
        else:
            sentences = tuple(self._none_of(self._printed))
        until = self._until(phase)
        is_told = on is not None and on - _DAY <= until
        return sentences if is_told else (*sentences, *self._then(phase))

    def _of(self, phase: Phase, day: date) -> NextDose | None:
        """Return the next dose from a day in a phase on, where it is one of that phase."""
        due = self._from(day)
        return due if due is not None and due.day <= self._until(phase) else None

    def _from(self, day: date, *, told_of: date | None = None) -> NextDose | None:
        """Return the next dose from a day on, as ``told_of`` that day or another.

        That its step may not have begun is said of the day of printing alone.
        """
        due = next_from(self._regimen, day, self._printed)
        if due is None or (told_of or day) == self._printed:
            return due
        return due._replace(waits=tuple(name for name in due.waits if name != BEGUN))

    def _dose(self, due: NextDose, kept: str, held: int = 0) -> Iterator[str]:
        """Say a dose and from when it is taken, or that it is ``kept``; what it waits for, and what is asked before."""
        only = not due.goes_on and due.day == due.until
        only = only and not (due.until == self._regimen.ends and self._regimen.after == CONTINUES)
        known = {
            "take": self._take(due.phase, only=only),
            "until": self._language.weekday_date(due.until),
            "since": self._since(due.day),
        }
        if due.goes_on:
            yield self._say(kept, **known, days=self._language.counted(held, "day"))
        else:
            day = "_day" if only else ""
            before = due.before.dose_ng if due.before is not None and not due.again else 0
            other = before and before != due.phase.dose_ng
            name = _CONDITIONS.get(due.condition, "dose" if other else "again")
            yield self._say(f"{name}{day}", **known, before=self._doses.dose(before))
        yield from self._stands_before(due)

    def _stands_before(self, due: NextDose) -> Iterator[str]:
        """Say what a dose waits for that was just named, and what is asked before it after a pause."""
        kept = kept_before(due, self._regimen, self._printed)
        for name in due.waits:
            yield self._say(name)
            if kept is not None and name in {OWN, BEGUN}:
                stays = "still_on" if name == BEGUN else f"stays_{_CONDITIONS[due.condition]}"
                yield self._say(stays, step=str(kept.step.number), take=self._take(kept.step.phase))
        if due.again:
            yield self._asks.at(due.day).text(self._words, self._language, "change")

    def _times(self, now: Phase) -> Iterator[str]:
        """Say which doses lie around other times that begin with a phase, and that they hold for whoever waits."""
        before = next(
            (each for each in reversed(self._phases) if each.last < now.first and each.dose_ng), None
        )
        for told in times_changes((before, now) if before is not None else ()):
            if told.first >= self._printed:
                yield times_change_text(told, self._words, self._language, "change")
                yield from times_wait_text(told, self._regimen, self._words, self._language, self._printed)

    def _products(self, on: date) -> Iterator[str]:
        yield self._say("products")
        due = next_from(self._regimen, on, self._printed)
        if due is not None and due.condition != ON_DATE:
            yield self._say("products_wait")

    def _since(self, day: date) -> str:
        if day == self._printed:
            return self._say("since_today")
        return self._say("since_day", day=self._language.weekday_date(day))

    def _then(self, phase: Phase) -> Iterator[str]:
        """Say that steps follow what is taken in a phase, or what follows the last of them, while a dose is left."""
        if next_dose(self._regimen, self._printed) is None:
            return
        if self._until(phase) < self._regimen.ends:
            yield self._say("then")
        else:
            yield from what_follows(self._regimen, self._language, self._words)

    def _pause(self, name: str, since_day: date, pause: Phase) -> Iterator[str]:
        again, since = self._from(pause.last, told_of=since_day), self._since(since_day)
        if again is None:
            yield self._say(f"{name}_to_end", since=since)
            return
        day = self._language.weekday_date(again.day)
        yield self._say(name, since=since, again=day, take=self._take(again.phase))
        yield from self._stands_before(again)

    def _ended(self) -> tuple[str, ...]:
        """Say how it stands when no dose of the planned days is left."""
        state = state_on(self._regimen, self._printed)
        last = self._regimen.ends if state in {OVER, CONTINUING} else self._regimen.last_dose
        told = self._language.weekday_date(last)
        due = next_from(self._regimen, self._printed, self._printed) if state == CONTINUING else None
        if due is None:
            return (self._say(state, last=told),)
        name = "continuing_out" if self._printed > last else state
        return (*self._continuing(due, name), *self._next(due))

    def _continuing(self, due: NextDose, name: str) -> Iterator[str]:
        """Say how a last step goes on after the planned days."""
        last = self._language.weekday_date(self._regimen.ends)
        yield self._say(name, last=last, take=self._take(due.phase))
        yield from self._stands_before(due)

    def _next(self, due: NextDose) -> Iterator[str]:
        """Say when the next dose is due of one that is not taken every day."""
        if due.phase.rhythm is not None:
            yield self._say("next", day=self._language.weekday_date(due.day))

    def _none_of(self, day: date) -> Iterator[str]:
        """Say what comes from a day on, none of whose step has a dose."""
        today, date_of = day == self._printed, self._language.weekday_date
        due, pause = self._from(day), self._pause_after(day)
        if not today:
            yield self._say("none_from", since=self._since(day))
        if pause is not None and (due is None or pause < due.day):
            yield self._say("next_pause" if today else "then_pause", day=date_of(pause))
        elif due is None and today:
            stopped = state_on(self._regimen, day) in {STOPPED, STOPPED_IF}
            last = date_of(self._regimen.last_dose)
            yield from self._ended() if stopped else (self._say("none_left", last=last),)
        elif due is None:
            if self._regimen.after != STOPS:
                yield self._say("none_then", last=date_of(self._regimen.last_dose))
        elif today:
            yield self._say("next_other", day=date_of(due.day), take=self._take(due.phase))
            yield from self._stands_before(due)
        else:
            yield from self._dose(due, "same")

    def _pause_after(self, day: date) -> date | None:
        """Return the first day of the next pause after a day, one without an end too."""
        pauses = (phase.first for phase in self._phases if phase.first > day and not phase.dose_ng)
        waits = state_on(self._regimen, day) == WAITS
        return next(pauses, self._regimen.ends + _DAY if waits else None)

    def _take(self, phase: Phase, *, only: bool = False) -> str:
        """Say a dose and on which days it is taken; not on which where it is taken on one day ``only``."""
        told = phase._replace(rhythm=None) if only else phase
        return take_sentence(told, self._doses, self._words, daily=self._rhythmic and not only)

    def _until(self, phase: Phase) -> date:
        return alike(self._phases, phase)[-1].last
