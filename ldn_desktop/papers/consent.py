"""Consent to unlicensed use as a neutral document: a draft for the practice, with the evidence for the condition."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from datetime import date

from ldn_desktop.domain.administration import Step
from ldn_desktop.domain.amount import format_dose
from ldn_desktop.domain.regimen import Regimen
from ldn_desktop.papers.catalogue import NotForPlanError, PaperContext, refuse_blocked
from ldn_desktop.papers.day_by_day import DayByDay
from ldn_desktop.papers.frame import one_line
from ldn_desktop.papers.home_made import is_licensed
from ldn_desktop.papers.leaflet import Leaflet, Part
from ldn_desktop.papers.letterhead import letterhead_of
from ldn_desktop.papers.opioid_words import opioids_along
from ldn_desktop.papers.plan_facts import facts_of, told_section
from ldn_desktop.papers.plan_state import STOPPED, state_on
from ldn_desktop.reference.content import Content
from ldn_desktop.reference.evidence.conditions import Condition
from ldn_desktop.reference.evidence.plain_words import line_in_words
from ldn_desktop.reference.words.sentences import Section, declared

_SIGNING = ("patient", "prescriber", "interpreter")
SENTENCES = declared(
    "consent",
    {
        "": "title mark draft draft_told treatment{revision most} condition{condition summary} grade{grade meaning}"
        " direction{direction meaning} caution{caution} claim{claim shows} not_graded{condition} no_condition"
        " not_for{limit} not_ended",
        "signature": " ".join((*_SIGNING, "signature", "date")),
    },
    sections="unlicensed known effects compounding alternatives choice benefit questions agree",
    given=dict.fromkeys(("opioid-planned", "no-opioid-planned", "made-up"), ""),
)
_LINES = {"alternatives": 3, "benefit": 2, "questions": 4}
"""Lines to write on below a section."""
_AS_STUDIED = "supported"
"""The level of a claim that goes no further than the studies."""


def why_not(regimen: Regimen, content: Content, printed: date) -> str:
    """Say that the plan was stopped, or that a dose is above those documented as low; empty where neither is so."""
    if state_on(regimen, printed) == STOPPED:
        return content.sentences(SENTENCES, "en").say("not_ended")
    limit = content.thresholds.above_documented_ng
    if all(step.phase.dose_ng <= limit for step in _dosed(regimen)):
        return ""
    return content.sentences(SENTENCES, "en").say("not_for", limit=format_dose(limit))


def make(context: PaperContext) -> Leaflet:
    """Return the draft.

    Refused (``BlockedError``): as a patient's paper; (``NotForPlanError``): a plan that was stopped, or has a dose
    that is not low.
    """
    refuse_blocked(context.regimen, "consent")
    why = why_not(context.regimen, context.content, context.printed)
    if why:
        raise NotForPlanError(why)
    return _ConsentMaker(context).leaflet()


class _ConsentMaker:
    """Makes the draft of one plan on one day."""

    def __init__(self, context: PaperContext) -> None:
        self._c, self._of = context, DayByDay(context)
        self._words = context.content.sentences(SENTENCES, self._of.language.code)
        self._say = self._words.say
        opioids = opioids_along(context.regimen, context.content, context.printed)
        self._facts = facts_of(context.regimen, opioids, context.printed, context.content)
        if _is_made_up(context.regimen, context.content):
            self._facts |= {"made-up"}
        self._fields = opioids.names(self._of.shared, self._of.language)

    def leaflet(self) -> Leaflet:
        """Return the draft."""
        say, of, regimen = self._say, self._of, self._c.regimen
        plan, words = regimen.plan, of.plan_words
        born = of.language.full_date(plan.patient.birth_date) if plan.patient.birth_date else ""
        phone = one_line(self._c.practice.phone_of(plan.prescriber))
        frame = of.frame(say("title"))
        warning = self._of_the_plan("opioids")
        most = max(step.phase.dose_ng for step in _dosed(regimen))
        return Leaflet(
            head=letterhead_of(plan.prescriber, self._c.practice),
            right=(
                one_line(plan.prescriber.name),
                words.say("telephone", phone=phone) if phone else "",
            ),
            person=(
                (words.say("name"), one_line(plan.patient.name)),
                (words.say("born"), born),
                (words.say("number"), one_line(plan.patient.identifier)),
            ),
            alerts=tuple(filter(None, (say("draft_told"), of.alert))),
            intro=say("treatment", revision=str(plan.revision), most=of.doses.dose(most)),
            warning=warning if warning.advice else None,
            parts=tuple(self._parts()),
            urgent=(),
            signatures=tuple(
                (say(f"signature.{name}"), say("signature.signature"), say("signature.date"))
                for name in _SIGNING
            ),
            foot=tuple(filter(None, (of.local_rules,))),
            frame=frame._replace(
                running_head=" · ".join(filter(None, (say("draft"), frame.running_head))),
                footer_middle=f"{say('mark')} · {frame.footer_middle}",
            ),
        )

    def _of_the_plan(self, name: str) -> Section:
        """Return a section of the patient's plan, with what is true of this one."""
        return told_section(self._of.plan_words.sections[name], self._facts, self._fields)

    def _parts(self) -> Iterator[Part]:
        sections = self._words.sections
        yield self._part("unlicensed")
        condition = self._c.content.condition(self._c.regimen.plan.condition)
        known = sections["known"]
        sources = condition.sources if condition else ()
        yield Part(
            known.heading,
            (*self._evidence(condition), *(entry.text for entry in known.advice)),
            small=self._sources((*sources, *_sources(known))),
        )
        for name in ("effects", "compounding", "alternatives", "choice"):
            part = self._part(name)
            if part.texts:
                yield part
        stop = self._of_the_plan("stop")
        if stop.advice:
            yield self._made("stop", stop)
        for name in ("benefit", "questions", "agree"):
            yield self._part(name)

    def _part(self, name: str) -> Part:
        return self._made(name, told_section(self._words.sections[name], self._facts, {}))

    def _made(self, name: str, section: Section) -> Part:
        texts = tuple(entry.text for entry in section.advice)
        small = "" if name == "agree" else self._sources(_sources(section))
        return Part(section.heading, texts, lines=_LINES.get(name, 0), small=small)

    def _sources(self, ids: Iterable[str]) -> str:
        names = dict.fromkeys(self._c.content.sources[name].short for name in ids)
        return self._of.shared.say("source", names="; ".join(names)) if names else ""

    def _evidence(self, condition: Condition | None) -> Iterator[str]:
        """Say what is known for the plan's condition, and where the overview claims more than the studies show."""
        say, content = self._say, self._c.content
        if condition is None:
            typed = one_line(self._c.regimen.plan.condition)
            yield say("not_graded", condition=typed) if typed else say("no_condition")
            return
        grades = content.grades
        yield say("condition", condition=condition.name, summary=condition.summary)
        yield say("grade", grade=condition.grade, meaning=grades.grades[condition.grade])
        yield say("direction", direction=condition.direction, meaning=grades.directions[condition.direction])
        yield say("caution", caution=condition.caution)
        for claim in content.claims.values():
            if condition.id in claim.topics and claim.level != _AS_STUDIED:
                shows = line_in_words(claim.shows, content.sources)
                yield say("claim", claim=claim.says, shows=shows)


def _dosed(regimen: Regimen) -> list[Step]:
    return [step for step in regimen.steps if step.phase.dose_days()]


def _is_made_up(regimen: Regimen, content: Content) -> bool:
    """Tell whether anything but a licensed tablet is taken."""
    return any(
        not is_licensed(portion.formulation, content)
        for step in _dosed(regimen)
        for take in step.takes
        for portion in (take.recipe.portions if take.recipe else ())
    )


def _sources(section: Section) -> tuple[str, ...]:
    return tuple(name for entry in section.advice for name in entry.sources)
