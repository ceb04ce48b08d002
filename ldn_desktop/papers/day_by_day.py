"""The days ahead of a day of printing, and what has to be known of them: calendar and diary are made of these."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date, timedelta
from typing import NamedTuple

from ldn_desktop.domain import codes
from ldn_desktop.domain.administration import Step, Steps
from ldn_desktop.domain.plan import PAUSED
from ldn_desktop.papers.ahead import has_begun, steps_ahead
from ldn_desktop.papers.catalogue import PaperContext
from ldn_desktop.papers.frame import SHARED, Frame, frame_of, one_line
from ldn_desktop.papers.operation_words import operation_sentence
from ldn_desktop.papers.opioid_words import RestartQuestions, opioids_along
from ldn_desktop.papers.patient_plan import SENTENCES as PATIENT_PLAN
from ldn_desktop.papers.plan_facts import facts_of, told_section
from ldn_desktop.papers.plan_rows import begin_note, what_follows_step
from ldn_desktop.papers.plan_state import (
    OVER,
    STOPPED,
    STOPPED_IF,
    WAITING,
    first_after_planned,
    is_low_dose,
    restarts,
    state_on,
)
from ldn_desktop.reference.words.sentences import declared

DAY_BY_DAY = declared("day_by_day", {"": "on_day{day note} cut{last} free pause"})
MOST_MONTHS = 12
"""Months that are printed at once: of a longer plan the paper says where it ends."""
_DAY = timedelta(days=1)
_MONTHS_A_YEAR = 12


class DayAhead(NamedTuple):
    """A day of the plan, the step that holds it, and whether a dose is ``due``."""

    day: date
    step: Step
    due: bool


class DayByDay:
    """What both papers say of one plan on one day of printing."""

    def __init__(self, context: PaperContext) -> None:
        self._c = context
        self.regimen, self.printed = context.regimen, context.printed
        self.language, self.doses = context.wording.language, context.wording.of(context.regimen)
        self.words, self.plan_words, self.shared = (
            context.content.sentences(file, self.language.code) for file in (DAY_BY_DAY, PATIENT_PLAN, SHARED)
        )
        self.begun = has_begun(self.regimen, self.printed)
        self._begun_on = {
            step.number: days[0] for step in self.regimen.steps if (days := step.phase.dose_days())
        }
        if (first := first_after_planned(self.regimen)) is not None:
            self._begun_on[self.regimen.steps[-1].number] = first
        self.steps: Steps = steps_ahead(self.regimen, self.printed)
        self.first = self.steps[0].phase.first if self.steps else self.printed
        self.last = min(self.steps[-1].phase.last, _months_later(self.first)) if self.steps else self.printed

    def days(self) -> Iterator[DayAhead]:
        """Yield the days from the first to the last that are printed."""
        for step in self.steps:
            due = step.phase.dose_days()
            for number in range(step.phase.first.toordinal(), step.phase.last.toordinal() + 1):
                day = date.fromordinal(number)
                if day > self.last:
                    return
                yield DayAhead(day, step, day in due)

    def waits_on(self, day: date) -> bool:
        """Tell whether a day from that of printing on lies in a pause without a date."""
        return self.regimen.after == PAUSED and day > self.regimen.ends and day >= self.printed

    def begins(self, ahead: DayAhead) -> bool:
        """Tell whether the first dose of a step is on a day; of one that has begun none is."""
        return ahead.due and ahead.day == self._begun_on.get(ahead.step.number)

    def frame(self, title: str) -> Frame:
        """Return what stands around the pages."""
        made = frame_of(title, self.regimen.plan, self.printed, self.shared, self.language, replaces=True)
        return made._replace(running_head=self.person)

    @property
    def person(self) -> str:
        """Whose paper it is."""
        patient = self.regimen.plan.patient
        born = self.language.full_date(patient.birth_date) if patient.birth_date else ""
        told = (one_line(patient.name), self.shared.say("born", day=born) if born else "")
        return ", ".join(filter(None, told))

    @property
    def alert(self) -> str:
        """Say that the safety check is open, where it is; once a plan is stopped nothing is asked."""
        is_open = any(finding.code == codes.INCOMPLETE for finding in self.regimen.findings)
        if not is_open or state_on(self.regimen, self.printed) == STOPPED:
            return ""
        return self.plan_words.say("screening_open_running" if self.begun else "screening_open")

    @property
    def low_dose(self) -> bool:
        """Whether the plan is one of a low dose."""
        return is_low_dose(self.regimen)

    def missed(self) -> str:
        """Say what to do about missed doses, as the patient's plan does; empty where nothing is taken any more."""
        content = self._c.content
        opioids = opioids_along(self.regimen, content, self.printed)
        facts = facts_of(self.regimen, opioids, self.printed, content)
        fields = {"resume_days": str(content.thresholds.resume_days)}
        told = told_section(self.plan_words.sections["missed"], facts, fields)
        return " ".join(entry.text for entry in told.advice)

    @property
    def operation(self) -> str:
        """Say when the last dose before an operation is; empty where none is to come."""
        return operation_sentence(self.regimen, self.plan_words, self.language, self.printed)

    @property
    def local_rules(self) -> str:
        """Say by whose weaker rules the plan was checked; empty where by the program's own."""
        clinic = one_line(self._c.clinic)
        return self.plan_words.say("local_rules", clinic=clinic) if clinic else ""

    def notes(self) -> Iterator[tuple[date, str]]:
        """Yield what has to be known on a day, with the day: conditions of a step, opioids before a restart."""
        content = self._c.content
        planned = opioids_along(self.regimen, content, self.printed).planned
        asks = RestartQuestions(self.regimen, content, planned=planned)
        told = [
            (day, asks.at(day).text(self.plan_words, self.language))
            for day in restarts(self.regimen, self.printed)
        ]
        for step in self.regimen.steps:
            days = step.phase.dose_days()
            day = days[0] if days else step.phase.first
            if day >= self.printed or not self.begun:
                notes = begin_note(step.phase, self.regimen, self.plan_words, self.printed)
                told += [(day, note) for note in notes]
        for day, note in sorted(told):
            if day <= self.last:
                yield day, self.words.say("on_day", day=self.language.weekday_date(day), note=note)

    def end(self) -> str:
        """Say what follows the last day that is printed."""
        say, regimen, language = self.plan_words.say, self.regimen, self.language
        last_dose = language.weekday_date(regimen.last_dose)
        if self.steps and self.last < self.steps[-1].phase.last:
            return self.words.say("cut", last=language.weekday_date(self.last))
        state = state_on(regimen, self.printed)
        if state == OVER:
            return say("change.over", last=language.weekday_date(regimen.ends))
        if state in {STOPPED, STOPPED_IF, WAITING}:
            return say(f"change.{state}", last=last_dose)
        # Where nothing but a pause lies ahead, it is the last step behind that says it.
        final = max((*self.steps, *regimen.steps), key=_number)
        return " ".join(what_follows_step(final, regimen, self.plan_words, language, self.printed))


def _number(step: Step) -> int:
    return step.number


def _months_later(first: date) -> date:
    """Return the last day of the months that are printed at once."""
    months = first.year * _MONTHS_A_YEAR + first.month - 1 + MOST_MONTHS
    year, month = divmod(months, _MONTHS_A_YEAR)
    return date(year, month + 1, 1) - _DAY if year <= date.max.year else date.max
