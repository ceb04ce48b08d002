"""The clinician's record as a neutral document: regimen, answers, findings with their sources, overrides, changes."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from datetime import date

from ldn_desktop.domain.adjustment import Adjustment, ChangeTimes
from ldn_desktop.domain.administration import Step, Take
from ldn_desktop.domain.finding import Finding
from ldn_desktop.domain.ladder import ON_DATE
from ldn_desktop.domain.phase import Phase
from ldn_desktop.domain.plan import SHIP_TO, Order
from ldn_desktop.domain.regimen import Regimen
from ldn_desktop.domain.use import Quantity
from ldn_desktop.papers.basis_words import ladder_words, weight_words
from ldn_desktop.papers.catalogue import PaperContext
from ldn_desktop.papers.change_words import (
    CHANGES,
    adjustment_words,
    times_change_text,
    times_changes,
    times_reach,
)
from ldn_desktop.papers.finding_sentence import finding_sources
from ldn_desktop.papers.frame import SHARED, frame_of, one_line
from ldn_desktop.papers.letterhead import letterhead_of
from ldn_desktop.papers.plan_code_words import code_for
from ldn_desktop.papers.plan_state import CONTINUING, OVER, STOPPING, condition_of, ends_if, kind_of, state_on
from ldn_desktop.papers.record_safety import SafetyRows
from ldn_desktop.papers.tables import Section, Tables
from ldn_desktop.reference.content import Content
from ldn_desktop.reference.words.evidence_words import evidence_line
from ldn_desktop.reference.words.sentences import declared
from ldn_desktop.reference.words.wording import DoseWords

_COLUMNS = {
    "regimen": {"step": 0.06, "from": 0.17, "to": 0.17, "days": 0.07, "dose": 0.16, "take": 0.37},
    "supply": {"product": 0.30, "fills": 0.55, "total": 0.15},
    "changes": {"from": 0.22, "change": 0.78},
    "screening": {"question": 0.66, "answer": 0.34},
    "opioids": {"opioid": 0.22, "last": 0.18, "days": 0.42, "earliest": 0.18},
    "order": {"what": 0.22, "told": 0.78},
    "medicines": {"typed": 0.22, "severity": 0.13, "known": 0.65},
    "findings": {"severity": 0.13, "what": 0.47, "why": 0.40},
}
"""The columns of each table with their share of the width."""
SENTENCES = declared(
    "clinician_record",
    {
        "": "title blocked unlicensed calculator content{edition} over{last} stopped{last} stopped_if{last}"
        " stopping{last} stopping_if{last} continuing{last} waits{last} waiting{last}"
        " evidence{grade direction caution} screened_on{heading day} but_taken{answer opioids}"
        " but_typed{answer medicines} but_born{answer} but_operation{answer} no_findings no_opioids"
        " no_medicines no_changes not_checked"
        " unsure{names} unsure_opioid{names} read_as{typed name} left{words} still daily_use{opioid}"
        " rests_on{rule basis} range{least most} days{most} at_least{most} fill{first last amount}"
        " overridden{reason} severity_overridden{severity} taken{takes times} taken_each{takes times} no_dose pause"
        " taken_own{takes time dose} routed{takes route} on_days{rhythm days} no_dose_day"
        " noted{told day} noted_late{told day} note{told note} operation{day hours}"
        " by_weight{dose weight day round_to} at_most{told most}",
        "person": "patient number condition evidence prescriber course operation ladder weight",
        "made": "kept{target last} steps{start target step every last} factor{start target factor round_to every last}"
        " factor_down{start target factor round_to every last}",
        "heading": "regimen supply changes screening opioids medicines findings order instructions notes",
        **{f"column.{table}": " ".join(columns) for table, columns in _COLUMNS.items()},
        "order": " ".join(Order._fields),
        "ship_to": " ".join(SHIP_TO),
        "answer": "yes no unknown open",
        "kind": "maintenance last_step step_back",
        "go_on": "if-tolerated after-review",
        "severity": "blocking warning caution info",
        "medicine": "blocking warning caution info none-found",
    },
)


def make(context: PaperContext) -> Tables:
    """Return the record; a plan that is blocked has one too, and says that it is."""
    c = context
    maker = RecordMaker(c.regimen, c.content, c.sentences(), c.wording.of(c.regimen), c.rules_notice())
    prescriber = c.regimen.plan.prescriber
    return maker.record(c.printed, c.edition())._replace(
        code=code_for(c, whole=True),
        head=letterhead_of(prescriber, c.practice) if c.practice.heads(prescriber) else None,
    )


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
        self._language = language = doses.language
        self._words, self._shared, self._changed = (
            content.sentences(file, language.code) for file in (SENTENCES, SHARED, CHANGES)
        )
        self._say = self._words.say
        self._safety = SafetyRows(regimen, content, language, self._words, self._source)

    def record(self, printed: date, edition: date) -> Tables:
        """Return the record; a plan that is blocked has one too, and says that it is."""
        plan, say = self._regimen.plan, self._say
        born = self._language.full_date(plan.patient.birth_date) if plan.patient.birth_date else ""
        born = self._shared.say("born", day=born) if born else ""
        condition = self._content.condition(plan.condition)
        prescriber = [plan.prescriber.name, plan.prescriber.practice, plan.prescriber.phone]
        person = {
            "patient": ", ".join(part for part in (one_line(plan.patient.name), born) if part),
            "number": one_line(plan.patient.identifier),
            "condition": condition.name if condition else one_line(plan.condition),
            "evidence": evidence_line(condition, self._words) if condition else "",
            "prescriber": ", ".join(one_line(part) for part in prescriber if part),
            "course": self._state(printed),
            "operation": self._operation(),
            "ladder": ladder_words(plan.basis, self._doses, self._words),
            "weight": weight_words(plan.basis, self._doses, self._words),
        }
        content = say("content", edition=self._language.full_date(edition))
        foot = (say("calculator"), say("unlicensed"), content, self._local_rules)
        return Tables(
            person=tuple((say(f"person.{name}"), text) for name, text in person.items() if text),
            alert=say("blocked") if self._regimen.blocked else "",
            sections=tuple(self._sections(printed)),
            foot=tuple(text for text in foot if text),
            frame=frame_of(say("title"), plan, printed, self._shared, self._language),
        )

    def _state(self, printed: date) -> str:
        state = state_on(self._regimen, printed)
        day = self._regimen.ends if state in {OVER, CONTINUING} else self._regimen.last_dose
        if state == STOPPING and ends_if(self._regimen):
            state = "stopping_if"
        return self._say(state, last=self._language.weekday_date(day)) if state else ""

    def _sections(self, printed: date) -> Iterator[Section]:
        plan = self._regimen.plan
        yield self._table("regimen", map(self._step, self._regimen.steps))
        findings = self._regimen.findings
        yield self._table("findings", map(self._finding, findings), "no_findings", len(findings))
        yield self._screening(printed)
        yield self._table("opioids", map(self._safety.opioid, plan.screening.opioids), "no_opioids")
        medicines = [row for name in plan.medicines for row in self._safety.medicine(name)]
        yield self._table("medicines", medicines, "no_medicines", len(plan.medicines))
        yield self._table("changes", map(self._change, plan.adjustments), "no_changes")
        yield self._table("supply", map(self._product, self._regimen.supply.totals))
        if plan.order != Order():
            yield self._table("order", self._order(plan.order))
        for name, text in (("instructions", plan.instructions), ("notes", plan.notes)):
            if told := one_line(text):
                yield Section(self._say(f"heading.{name}"), sentence=told)

    def _order(self, order: Order) -> Iterator[tuple[str, str]]:
        """Yield what the pharmacy's order needs, where it is told."""
        for name, value in order._asdict().items():
            told = self._say(f"ship_to.{value}") if name == "ship_to" and value else one_line(str(value))
            if value not in {"", None}:
                yield self._say(f"order.{name}"), told

    def _table(
        self, name: str, rows: Iterable[tuple[str, ...]], empty: str = "", count: int = 0, heading: str = ""
    ) -> Section:
        """Return a table under its heading and its ``count``.

        The sentence ``empty`` in the place of one without rows.
        """
        made, heading = tuple(rows), heading or self._say(f"heading.{name}")
        if not made and empty:
            return Section(heading, sentence=self._say(empty))
        heading = f"{heading} ({count})" if count else heading
        heads = tuple(self._say(f"column.{name}.{column}") for column in _COLUMNS[name])
        return Section(heading, heads, tuple(_COLUMNS[name].values()), made)

    def _step(self, step: Step) -> tuple[str, ...]:
        phase, say, language = step.phase, self._say, self._language
        taken = say("no_dose")
        if step.takes:
            taken = "; ".join(self._taken(step))
        return (
            str(step.number) if step.number else "–",
            language.weekday_date(phase.first),
            language.weekday_date(phase.last),
            language.number(phase.days),
            self._doses.dose(phase.dose_ng) if phase.dose_ng else say("pause"),
            taken,
        )

    def _taken(self, step: Step) -> Iterator[str]:
        """Yield what is taken on a day with a dose, on which days, what kind of step it is and how one goes on."""
        phase, say, language, doses = step.phase, self._say, self._language, self._doses
        if len(phase.doses) > 1:
            for take in step.takes:
                known = {"time": language.time(take.time), "dose": doses.dose(take.dose_ng or 0)}
                yield say("taken_own", takes=self._take(take, phase), **known)
        else:
            name = "taken_each" if len(step.takes) > 1 else "taken"
            yield say(name, takes=self._take(step.takes[0], phase), times=language.times(phase.times))
        if phase.rhythm is not None:
            count, days = len(phase.dose_days()), say("no_dose_day")
            if count:
                days = say(
                    "on_days", rhythm=language.rhythm(phase.rhythm), days=language.counted(count, "day")
                )
            yield days
        if kind := kind_of(phase, self._regimen):
            yield say(f"kind.{kind}")
        go_on = condition_of(phase, self._regimen)
        if go_on != ON_DATE:
            yield say(f"go_on.{go_on}")

    def _take(self, take: Take, phase: Phase) -> str:
        told, route = self._doses.take(take), self._language.route(phase.formulations[0].route)
        return self._say("routed", takes=told, route=route) if route else told

    def _operation(self) -> str:
        operation, language = self._regimen.plan.operation, self._language
        if operation is None:
            return ""
        hours = language.counted(operation.last_dose_hours, "hour")
        return self._say("operation", day=language.weekday_date(operation.on), hours=hours)

    def _product(self, total: Quantity) -> tuple[str, ...]:
        language, doses, product = self._language, self._doses, total.formulation
        fills = (
            self._say(
                "fill",
                first=language.full_date(fill.first),
                last=language.full_date(fill.last),
                amount=doses.need(fill.quantity),
            )
            for fill in self._regimen.supply.fills
            if fill.quantity.formulation == product
        )
        details = (doses.product(product), language.route(product.route), language.details(product))
        name = ", ".join(part for part in details if part)
        return name, "; ".join(fills), doses.need(total)

    def _change(self, adjustment: Adjustment) -> tuple[str, ...]:
        reach = times_reach(adjustment, self._regimen.plan.adjustments, self._regimen.course)
        told = ", ".join(filter(None, adjustment_words(adjustment, self._doses, self._changed, reach)))
        turns = times_changes(step.phase for step in self._regimen.steps)
        around = [
            times_change_text(turn, self._changed, self._language)
            for turn in turns
            if isinstance(adjustment, ChangeTimes) and turn.last < adjustment.on <= turn.first
        ]
        told = ". ".join([told, *around])
        if adjustment.noted_on is not None:
            name = "noted_late" if adjustment.noted_on > adjustment.on else "noted"
            told = self._say(
                name, told=told.removesuffix("."), day=self._language.weekday_date(adjustment.noted_on)
            )
        if note := one_line(adjustment.note):
            told = self._say("note", told=told.removesuffix("."), note=note)
        return self._language.weekday_date(adjustment.on), told

    def _screening(self, printed: date) -> Section:
        screening, heading = self._regimen.plan.screening, self._say("heading.screening")
        if screening.answered_on:
            day = self._language.full_date(screening.answered_on)
            heading = self._say("screened_on", heading=heading, day=day)
        return self._table("screening", self._safety.asked(printed), heading=heading)

    def _finding(self, finding: Finding) -> tuple[str, ...]:
        told, severity = self._sentences[finding], self._say(f"severity.{finding.severity}")
        if finding.overridden is not None:
            severity = self._say("severity_overridden", severity=severity)
            told = f"{told} {self._say('overridden', reason=one_line(finding.overridden))}"
        sources = finding_sources(finding, self._content)
        basis = (self._content.finding_words[finding.code].why, self._source(sources) if sources else "")
        return severity, told, " ".join(part for part in basis if part)

    def _source(self, ids: Iterable[str]) -> str:
        names = "; ".join(self._content.sources[name].short for name in ids)
        return self._shared.say("source", names=names)
