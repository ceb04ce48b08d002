"""The clinician's record as a neutral document: regimen, answers, findings with their sources, overrides, changes."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from datetime import date
from typing import NamedTuple

from ldn_desktop import __version__
from ldn_desktop.domain import codes
from ldn_desktop.domain.adjustment import ChangeTimes
from ldn_desktop.domain.finding import Finding
from ldn_desktop.domain.plan import DAILY
from ldn_desktop.domain.regimen import Regimen
from ldn_desktop.domain.screening import contradictions, earliest_start, returns
from ldn_desktop.papers.change_words import CHANGES, adjustment_words, times_change_text, times_changes
from ldn_desktop.papers.finding_sentence import finding_sources
from ldn_desktop.papers.opioid_words import WEAK, answer_since, typed_opioids
from ldn_desktop.papers.plan_state import kind_words, state_on
from ldn_desktop.papers.typed_text import one_line
from ldn_desktop.reference.content import Content
from ldn_desktop.reference.medicines.rules import doubts
from ldn_desktop.reference.medicines.words import (
    KNOWN_WORDS,
    either,
    group_by_interaction,
    read_as,
)
from ldn_desktop.reference.opioids.table import Interval
from ldn_desktop.reference.words.evidence_words import evidence_line
from ldn_desktop.reference.words.sentences import declared
from ldn_desktop.reference.words.wording import (
    DoseWords,
    exact_text,
    full_date,
    product_details,
    severity_mark,
    times_text,
    weekday_date,
)

RECORD = declared(
    "clinician_record",
    {
        "": "title blocked unlicensed calculator content{edition} not_asked still daily_use but_taken{answer opioids}"
        " but_typed{answer medicines} but_born{answer} none no_opioids no_medicines not_checked unsure{names}"
        " unsure_opioid{names} read_as{name} left{words} changes over{ends} stopped{last} stopping{last}"
        " overridden{reason}",
        "heading": "regimen supply changes screening opioids medicines findings notes",
    },
)


class Section(NamedTuple):
    """A heading, and a table or a sentence. ``shares`` are the parts of the width that the columns take."""

    heading: str
    heads: tuple[str, ...] = ()
    shares: tuple[float, ...] = ()
    rows: tuple[tuple[str, ...], ...] = ()
    sentence: str = ""


class ClinicianRecord(NamedTuple):
    """The whole record in reading order; ``alert`` says that the patient's papers wait, empty where they do not."""

    title: str
    person: tuple[tuple[str, str], ...]
    alert: str
    sections: tuple[Section, ...]
    foot: tuple[str, ...]
    running_head: str
    footer_left: str
    footer_middle: str


class RecordMaker:
    """Makes the record of one plan. ``sentences`` are those of its findings; ``local_rules`` whose rules weigh them."""

    def __init__(
        self,
        regimen: Regimen,
        content: Content,
        sentences: Mapping[Finding, str],
        doses: DoseWords,
        local_rules: str = "",
    ) -> None:
        self._regimen, self._content, self._sentences = regimen, content, sentences
        self._doses, self._local_rules = doses, local_rules
        self._words, self._changed = content.sentences(RECORD), content.sentences(CHANGES)

    def record(self, printed: date, edition: date) -> ClinicianRecord:
        """Return the record; a plan that is blocked has one too, and says that it is."""
        plan, words = self._regimen.plan, self._words
        name = one_line(plan.patient.name)
        born = full_date(plan.patient.birth_date) if plan.patient.birth_date else ""
        condition = self._content.conditions.get(plan.condition)
        prescriber = [plan.prescriber.name, plan.prescriber.practice, plan.prescriber.phone]
        person = (
            ("Patient", ", ".join(part for part in (name, f"born {born}" if born else "") if part)),
            ("Number", one_line(plan.patient.identifier)),
            ("Condition", condition.name if condition else one_line(plan.condition)),
            ("Evidence", evidence_line(condition) if condition else ""),
            ("Prescriber", ", ".join(one_line(part) for part in prescriber if part)),
            ("Course", self._state(printed)),
        )
        foot = [words.say("calculator"), words.say("unlicensed")]
        foot += [words.say("content", edition=full_date(edition)), self._local_rules]
        return ClinicianRecord(
            title=words.say("title"),
            person=tuple((label, text) for label, text in person if text),
            alert=words.say("blocked") if self._regimen.blocked else "",
            sections=self._sections(),
            foot=tuple(text for text in foot if text),
            running_head=name,
            footer_left=" · ".join(
                part
                for part in (name, f"Plan revision {plan.revision}", f"printed {full_date(printed)}")
                if part
            ),
            footer_middle=f"LDN Desktop {__version__}",
        )

    def _state(self, printed: date) -> str:
        state = state_on(self._regimen, printed)
        if not state:
            return ""
        last = self._regimen.last_dose
        return self._words.say(state, last=weekday_date(last), ends=weekday_date(self._regimen.ends))

    def _sections(self) -> tuple[Section, ...]:
        notes = one_line(self._regimen.plan.notes)
        sections = [
            self._course(),
            self._findings(),
            self._screening(),
            self._opioids(),
            self._medicines(),
            self._changes(),
            self._supply(),
        ]
        if notes:
            sections.append(Section(self._words.say("heading.notes"), sentence=notes))
        return tuple(sections)

    def _course(self) -> Section:
        rows = []
        for step in self._regimen.steps:
            phase = step.phase
            takes = "; ".join(self._doses.take(take) for take in step.takes[:1]) or "no naltrexone"
            each = ", each time" if len(step.takes) > 1 else ""
            kind = kind_words(phase, self._regimen)
            rows.append(
                (
                    str(step.number) if step.number else "–",
                    weekday_date(phase.first),
                    weekday_date(phase.last),
                    f"{phase.days:,}",
                    self._doses.dose(phase.dose_ng) if phase.dose_ng else "pause",
                    f"{takes}{each}, {times_text(phase.times)}{kind and f'; {kind}'}"
                    if step.takes
                    else takes,
                )
            )
        heads = ("Step", "From", "To", "Days", "Daily dose", "What to take")
        return Section(
            self._words.say("heading.regimen"), heads, (0.06, 0.17, 0.17, 0.07, 0.16, 0.37), tuple(rows)
        )

    def _supply(self) -> Section:
        rows = []
        for total in self._regimen.supply.totals:
            product = total.formulation
            fills = (
                f"{full_date(fill.first)} to {full_date(fill.last)}: {exact_text(fill.quantity)}"
                for fill in self._regimen.supply.fills
                if fill.quantity.formulation == product
            )
            rows.append(
                (
                    ", ".join(
                        part for part in (self._doses.product(product), product_details(product)) if part
                    ),
                    "; ".join(fills),
                    exact_text(total),
                )
            )
        heads = ("Product", "Fills", "In all")
        return Section(self._words.say("heading.supply"), heads, (0.30, 0.55, 0.15), tuple(rows))

    def _changes(self) -> Section:
        rows = []
        turns = tuple(times_changes(step.phase for step in self._regimen.steps))
        for adjustment in self._regimen.plan.adjustments:
            told = ", ".join(
                part for part in adjustment_words(adjustment, self._doses, self._changed) if part
            )
            around = (
                [
                    times_change_text(turn, self._changed)
                    for turn in turns
                    if turn.last < adjustment.on <= turn.first
                ]
                if isinstance(adjustment, ChangeTimes)
                else []
            )
            rows.append((weekday_date(adjustment.on), ". ".join([told, *around])))
        words = self._words
        heading = words.say("heading.changes")
        if not rows:
            return Section(heading, sentence=words.say("changes"))
        return Section(heading, ("From", "What changes"), (0.22, 0.78), tuple(rows))

    def _screening(self) -> Section:
        screening = self._regimen.plan.screening
        answers = dict(screening.answers)
        heading = self._words.say("heading.screening")
        if screening.answered_on:
            heading = f"{heading}, {full_date(screening.answered_on)}"
        rows = tuple(
            (question.text, self._answer(name, answers.get(name, "")))
            for name, question in self._content.screening.questions.items()
        )
        return Section(heading, ("Question", "Answer"), (0.66, 0.34), (*self._since_pauses(), *rows))

    def _since_pauses(self) -> Iterator[tuple[str, str]]:
        """Yield the question about opioids that each pause opens again, begun or to come, and whether it was asked."""
        plan, words = self._regimen.plan, self._content.screening.since_pause
        asked = plan.screening.asked_on
        for pause in returns(plan, self._regimen.steps, date.max).begun:
            since = asked if asked is not None and asked >= pause else None
            told = words.not_asked
            if since:
                told = (
                    f"{answer_since(plan, self._content, pause)} {words.asked.format(asked=full_date(since))}"
                )
            yield words.text.format(pause=full_date(pause)), told

    def _answer(self, question: str, answer: str) -> str:
        """Write an answer, and beside it what in the plan contradicts it."""
        words, content = self._words, self._content
        told = answer.capitalize() or words.say("not_asked").capitalize()
        against = contradictions(self._regimen.plan, content.opioids.rules(), content.thresholds.adult_years)
        entries = [entry for entry in against if entry.question == question]
        names = [content.opioids.by_id[entry.opioid].name for entry in entries if entry.opioid]
        if names:
            return words.say("but_taken", answer=told, opioids=", ".join(names))
        if entries:
            return words.say("but_born", answer=told)
        typed = () if answer == "yes" else self._typed_against(question)
        return words.say("but_typed", answer=told, medicines=", ".join(typed)) if typed else told

    def _typed_against(self, question: str) -> tuple[str, ...]:
        """Return the other medicines, as typed, that say *yes* to a question."""
        plan, content = self._regimen.plan, self._content
        if question == codes.OPIOID_NOW:
            found = [entry.typed for entry in typed_opioids(plan, content) if entry.kind != WEAK]
        else:
            found = [
                name
                for name in plan.medicines
                if any(m.medicine.question == question for m in content.read_medicine(name).sure)
            ]
        return tuple(dict.fromkeys(one_line(name) for name in found))

    def _opioids(self) -> Section:
        rows = []
        for use in self._regimen.plan.screening.opioids:
            opioid = self._content.opioids.by_id[use.opioid]
            rule = self._content.opioids.rules()[use.opioid].under(use.use)
            last = weekday_date(use.last_dose) if use.last_dose else self._words.say("still")
            earliest = earliest_start(use.last_dose, rule) if use.last_dose else None
            name = f"{opioid.name}, {self._words.say('daily_use')}" if use.use == DAILY else opioid.name
            rests = _interval(opioid.interval.under(use.use))
            rows.append((name, last, rests, weekday_date(earliest) if earliest else "–"))
        heading = self._words.say("heading.opioids")
        if not rows:
            return Section(heading, sentence=self._words.say("no_opioids"))
        heads = ("Opioid", "Last taken", "Days without it, and what that rests on", "Earliest start")
        return Section(heading, heads, (0.22, 0.18, 0.42, 0.18), tuple(rows))

    def _medicines(self) -> Section:
        rows = tuple(row for name in self._regimen.plan.medicines for row in self._medicine(name))
        heading = self._words.say("heading.medicines")
        if not rows:
            return Section(heading, sentence=self._words.say("no_medicines"))
        heads = ("As typed", "Severity", "What is known with naltrexone, and source")
        return Section(f"{heading} ({len(self._regimen.plan.medicines)})", heads, (0.22, 0.13, 0.65), rows)

    def _medicine(self, name: str) -> Iterator[tuple[str, ...]]:
        """Yield a row for each thing that is known of a medicine; one that says so where nothing is."""
        words, reading = self._words, self._content.read_medicine(name)
        typed = one_line(name)
        for matches in group_by_interaction(reading.sure):
            medicine = matches[0].medicine
            names = ", ".join(read_as(matches))
            as_read = words.say("read_as", name=names) if names else ""
            sources = "; ".join(self._content.sources[source].short for source in medicine.sources)
            shown = f"{typed}, {as_read}" if as_read else typed
            yield shown, KNOWN_WORDS[medicine.severity], f"{medicine.known} Source: {sources}."
        for doubt in doubts(reading):
            if doubt.opioids:
                told = words.say("unsure_opioid", names=either(doubt.meant))
                yield typed, KNOWN_WORDS[doubt.severity], told
            else:
                yield typed, "–", words.say("unsure", names=either(doubt.meant))
        left = "; ".join(one_line(word) for word in reading.unread)
        if not reading.matches:
            yield typed, "–", words.say("not_checked")
        elif left:
            yield typed, "–", words.say("left", words=left)

    def _findings(self) -> Section:
        rows = []
        for finding in self._regimen.findings:
            words = self._content.finding_words[finding.code]
            told, severity = self._sentences[finding], severity_mark(finding.severity)
            if finding.overridden is not None:
                severity += ", overridden"
                told += f" {self._words.say('overridden', reason=one_line(finding.overridden))}"
            sources = "; ".join(
                self._content.sources[name].short for name in finding_sources(finding, self._content)
            )
            basis = " ".join(part for part in (words.why, f"Source: {sources}." if sources else "") if part)
            rows.append((severity, told, basis))
        heading = self._words.say("heading.findings")
        if not rows:
            return Section(heading, sentence=self._words.say("none"))
        return Section(
            f"{heading} ({len(rows)})",
            ("Severity", "What", "Why, and source"),
            (0.13, 0.47, 0.40),
            tuple(rows),
        )


def _interval(interval: Interval) -> str:
    """Write the days of an interval, or its rule where it has none, what it rests on, and what else it asks for."""
    if not interval.days_max:
        return f"{interval.text} Rests on: {interval.basis}."
    days = f"{interval.days_text}; {interval.basis}"
    return f"{days}. {interval.confirm}" if interval.confirm else days
