"""The patient plan as a neutral document: what stands on the paper, in reading order, before any layout."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from typing import NamedTuple

from ldn_desktop.domain import codes
from ldn_desktop.domain.administration import Steps
from ldn_desktop.domain.formulation import is_solid
from ldn_desktop.domain.plan import CONTINUES
from ldn_desktop.domain.practice import NO_PRACTICE, Practice
from ldn_desktop.domain.regimen import Regimen
from ldn_desktop.papers.ahead import has_begun
from ldn_desktop.papers.catalogue import PaperContext, refuse_blocked
from ldn_desktop.papers.drawings import Drawing, are_alike, key_of, used_in
from ldn_desktop.papers.follow_up import Change, FollowUp, follow_up
from ldn_desktop.papers.frame import SHARED, Frame, frame_of, one_line
from ldn_desktop.papers.letterhead import Letterhead, letterhead_of
from ldn_desktop.papers.operation_words import operation_sentence
from ldn_desktop.papers.opioid_words import RestartQuestions, opioids_along
from ldn_desktop.papers.patient_sentences import intro
from ldn_desktop.papers.plan_code_words import PlanCode, code_for
from ldn_desktop.papers.plan_facts import CONDITIONS, facts_of, told_section
from ldn_desktop.papers.plan_rows import Row, holds, row_of
from ldn_desktop.papers.plan_state import has_gaps, restarts
from ldn_desktop.papers.supply_words import SupplyTable, supply_table, told_sentences
from ldn_desktop.papers.undated import without_dates
from ldn_desktop.reference.content import Content
from ldn_desktop.reference.words.bold import bold
from ldn_desktop.reference.words.language import Language
from ldn_desktop.reference.words.sentences import Section, Sentences, declared
from ldn_desktop.reference.words.wording import PLAIN, Wording

_HEADS = "morning midday evening bedtime several pauses several_pauses"
SENTENCES = declared(
    "patient_plan",
    {
        "": "title title_full name born number key_note key_note_liquid key_note_alike"
        " key_liquid{strength capacity marks} key_drops{strength each} key_keeps{product days}"
        " key_routed{product route} telephone{phone} until{day} no_dose step dates tick"
        " ends{last} maintenance see_before{last} see_now{last} go_on{boxes last} go_on_rhythm{boxes rhythm next last}"
        " rhythm{rhythm first last} rhythm_open{rhythm first} rhythm_once{rhythm first} every_day no_dose_day free"
        " if_tolerated after_review"
        " begin_if_tolerated begin_after_review begin_if_tolerated_paused begin_after_review_paused stay{take next}"
        " stay_before{step take} stay_before_next{step take next}"
        " stops{last} stops_if{last}"
        " continues{last} goes_on{last} waits{last} call_first from_prescriber"
        " operation{day hours last} operation_planned{day hours last} operation_boxed{day hours last}"
        " operation_near{day hours} operation_before{day hours} operation_after{day hours last}"
        " pause pause_day step_back continued{step} goes_over{step} restart restart_other restart_after{after}"
        " next_visit at poison screening_open screening_open_running local_rules{clinic}",
        "portion": "pieces{count pieces strength} volume{volume strength dose capacity marks}"
        " volume_twice{volume strength dose capacity marks first rest}"
        " volume_more{volume strength dose capacity marks fillings full first rest} drops{count strength dose each}"
        " routed{portion route}",
        "intro": "start{day} daily{often times} once{times} varied pauses{times} pauses_varied steady{first}"
        " steady_once{first}"
        " steady_pauses{first pauses} rising{pace first last steps} steps{steps first last}"
        " steps_pauses{steps first last pauses}"
        " steps_up{steps first top last} steps_up_pauses{steps first top last pauses}"
        " steps_down{steps first low last} steps_down_pauses{steps first low last pauses}"
        " a_day a_week a_month every{span} rhythm{times rhythm} rhythms{times}"
        " rhythms_varied in_pauses route{route} routes steady_days{first} steady_days_pauses{first pauses}"
        " stop{last} stop_if{last} continues waits{last} conditions",
        "change": "title title_full today{day} later{day} since_today since_day{day} none daily{dose times}"
        " daily_split{dose each times} dose{since take before until} dose_day{since take before}"
        " again{since take until} again_day{since take} every_day{take} hold{take days until}"
        " settle{take until} same{take until} pause{since again take} pause_to_end{since} stop{since last}"
        " stop_earlier{since last} products then"
        " replaces{revision} restart restart_other restart_after{after} in_pause{again take}"
        " in_pause_to_end over{last} stopped{last} times{old last new first} times_short{old last new first}"
        " times_long{old last new first} days{first last} done{step days dose} done_day{step days dose}"
        " done_part{step days dose} done_part_day{step days dose} done_pause{days} done_pause_part{days}"
        " done_many{step days} done_rhythm{step days dose rhythm} done_part_rhythm{step days dose rhythm}"
        " done_none{step days} done_none_part{step days} daily_doses{dose parts} rhythm{take rhythm}"
        " routed{take route} next{day} next_other{day take} next_pause{day} none_left{last} none_from{since}"
        " none_then{last} then_pause{day} begins begins_later begins_same begun products_wait"
        " times_wait{first times}"
        " after_review{since take until} after_review_day{since take} if_tolerated{since take until}"
        " if_tolerated_day{since take} stays_after_review{step take} stays_if_tolerated{step take}"
        " still_on{step take} done_before{step days dose} done_before_day{step days dose}"
        " done_before_rhythm{step days dose rhythm} done_before_none{step days}"
        " stopped_if{last} continuing{take last} continuing_out{take last}"
        " waits{since last} waits_earlier{since last} waiting{last}",
        "undated": "start count{day} days until{until weeks} week{first} weeks{first last}",
        "supply": "product left need none nothing pieces{count pieces} keep{amount day} use{amount} over{amount}"
        " wait{amount} oldest{left last} ends{left last} today{amount} later{amount day} more{amount day}"
        " told{first last} told_day{day} told_none{first last} told_none_day{day} whole{whole pieces count}",
        "head.dose": _HEADS,
        "head.take": _HEADS,
        "text": "row{number first until} dose{dose} take{portion} take_at{time portion} boxes{days}"
        " time_dose{time dose}",
    },
    sections="opioids stopped expect driving missed call emergency safe stop licence questions",
    given={**CONDITIONS, "": "resume_days"},
)
_MOST_ASKED = 4
"""Rows that ask for opioids after a pause; of more, as in a plan paused again and again, only the next one does."""


class PatientPlan(NamedTuple):
    """The whole document. ``change``, ``replaces`` and ``done`` belong to a plan that has begun.

    Sentences may hold ``BOLD`` around what is bold; texts of people never do.
    """

    head: Letterhead
    prescriber: str
    phone: str
    person: tuple[tuple[str, str], ...]
    alert: str
    change: Change | None
    replaces: str
    intro: tuple[str, ...]
    done: tuple[str, ...]
    key: tuple[tuple[str, tuple[Drawing, ...]], ...]
    key_note: str
    heads: tuple[str, str, str, str, str]
    rows: tuple[Row, ...]
    supply: SupplyTable | None
    words: Sentences
    sections: Mapping[str, Section]
    frame: Frame
    operation: str = ""
    """The day of an operation that is to come, and the last dose before it."""
    instructions: tuple[str, ...] = ()
    """A heading and the prescriber's text by its lines; empty where there is none."""
    code: PlanCode | None = None
    local_rules: str = ""
    """That the findings were weighed by a clinic's own, weaker rules; empty where they were not."""

    def section(self, name: str) -> Section:
        """Return a section of advice, with the sentences that are true of this plan."""
        return self.sections[name]


def make(context: PaperContext) -> PatientPlan:
    """Return it as ``patient_plan`` does. Refused (``UndatedError``): one without dates of a plan that needs them."""
    return without_dates(context, _dated) if context.undated else _dated(context)


def _dated(c: PaperContext) -> PatientPlan:
    plan = patient_plan(c.regimen, c.content, c.printed, c.wording, c.clinic, c.practice)
    return plan._replace(code=code_for(c, whole=False))


def patient_plan(
    regimen: Regimen,
    content: Content,
    printed: date,
    wording: Wording = PLAIN,
    local_clinic: str = "",
    practice: Practice = NO_PRACTICE,
) -> PatientPlan:
    """Return the patient plan of a computed plan. Refused (``BlockedError``): one with a finding that blocks.

    From the day after the first dose on it is about what lies ahead of the day of printing, that day included.
    ``local_clinic`` names the clinic whose weaker rules it was checked by; empty where none are in force. ``practice``
    are the settings of whoever prints.
    """
    refuse_blocked(regimen)
    plan, language = regimen.plan, wording.language
    words, shared = (content.sentences(file, language.code) for file in (SENTENCES, SHARED))
    doses = wording.of(regimen)
    begun = has_begun(regimen, printed)
    opioids = opioids_along(regimen, content, printed)
    asks = RestartQuestions(regimen, content, planned=opioids.planned)
    told = (
        follow_up(regimen, doses, words, printed, asks)
        if begun
        else FollowUp(regimen.steps, None, intro(regimen, doses, words), ())
    )
    facts = facts_of(regimen, opioids, printed, content)
    title = "title" if "low-dose" in facts else "title_full"
    title = words.say(f"change.{title}" if told.change else title)
    frame = frame_of(title, plan, printed, shared, language, replaces=True)
    fields = {**opioids.names(shared, language), "resume_days": str(content.thresholds.resume_days)}
    name = one_line(plan.patient.name)
    born = language.full_date(plan.patient.birth_date) if plan.patient.birth_date else ""
    born_on = shared.say("born", day=born) if born else ""
    person = (
        (words.say("name"), name),
        (words.say("born"), born),
        (words.say("number"), one_line(plan.patient.identifier)),
    )
    several = len({step.phase.times for step in told.ahead if step.takes}) > 1
    asked = _asked_at(regimen, printed)
    rows = [
        row_of(
            step,
            regimen,
            doses,
            words,
            printed,
            several=several,
            named=any(holds(step, day) for day in told.named),
            kept=None if at else told.kept,
        )
        for at, step in enumerate(told.ahead)
    ]
    rows = [
        row._replace(
            notes=(*(asks.at(day).text(words, language) for day in asked if holds(step, day)), *row.notes)
        )
        for row, step in zip(rows, told.ahead, strict=True)
    ]
    if told.change:
        # What the box says need not stand below it again.
        rows = [
            row._replace(notes=tuple(note for note in row.notes if note not in told.change.sentences))
            for row in rows
        ]
    supply = supply_table(regimen, doses, words, printed) if begun else None
    shown = (told.kept.step, *told.ahead) if told.kept else told.ahead
    solids = any(map(is_solid, used_in(shown)))
    key_note = "key_note_alike" if are_alike(regimen) else "key_note" if solids else "key_note_liquid"
    open_check = any(finding.code == codes.INCOMPLETE for finding in regimen.findings)
    return PatientPlan(
        head=letterhead_of(plan.prescriber, practice),
        prescriber=one_line(plan.prescriber.name),
        phone=one_line(practice.phone_of(plan.prescriber)),
        person=person,
        alert=words.say("screening_open_running" if begun else "screening_open")
        if open_check and "stopped" not in facts
        else "",
        change=told.change,
        replaces=words.say("change.replaces", revision=str(plan.revision))
        if begun or plan.revision > 1
        else "",
        intro=told.intro,
        done=(*told.done, *(told_sentences(regimen, doses, words, printed) if begun else ())),
        key=key_of(shown, regimen, doses, words),
        key_note=words.say(key_note) if told.ahead else "",
        heads=_heads(regimen, told.ahead, words),
        rows=tuple(rows),
        supply=supply,
        words=words,
        sections={name: told_section(section, facts, fields) for name, section in words.sections.items()},
        frame=frame._replace(running_head=", ".join(part for part in (name, born_on) if part)),
        operation=operation_sentence(regimen, words, language, printed),
        instructions=_instructions(plan.instructions, words, shared, language),
        local_rules=words.say("local_rules", clinic=one_line(local_clinic)) if local_clinic else "",
    )


def _instructions(text: str, words: Sentences, shared: Sentences, language: Language) -> tuple[str, ...]:
    """Return the prescriber's text by its lines below its heading, which marks it where the paper is translated."""
    lines = tuple(line for line in map(one_line, text.splitlines()) if line)
    heading = words.say("from_prescriber")
    if language.is_translated:
        heading = shared.say("as_typed", heading=heading)
    return (bold(heading), *lines) if lines else ()


def _asked_at(regimen: Regimen, printed: date) -> tuple[date, ...]:
    """Return the first days after a pause whose rows ask for opioids; the advice speaks of every one."""
    days = restarts(regimen, printed)
    return days if len(days) <= _MOST_ASKED else days[:1]


def _heads(regimen: Regimen, steps: Steps, words: Sentences) -> tuple[str, str, str, str, str]:
    times = {step.phase.times for step in steps if step.takes}
    only = times.pop() if len(times) == 1 else ()
    when = only[0] if len(only) == 1 else "several"
    dose = words.say(f"head.dose.{when}")
    once = sum(len(step.phase.dose_days()) for step in steps) == 1 and regimen.after != CONTINUES
    if once or has_gaps(steps):
        # A phase of a plan that is paused again and again is a day or two: nothing is taken each day.
        dose = words.say("head.dose.pauses" if len(only) == 1 else "head.dose.several_pauses")
    take = words.say(f"head.take.{when}")
    return words.say("step"), words.say("dates"), dose, take, words.say("tick")
