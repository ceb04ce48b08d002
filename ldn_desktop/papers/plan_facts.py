"""What is true of a plan on the day it is printed, as far as a fixed sentence could contradict it."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from datetime import date

from ldn_desktop.domain import codes
from ldn_desktop.domain.administration import Step
from ldn_desktop.domain.formulation import ORAL
from ldn_desktop.domain.plan import PAUSED
from ldn_desktop.domain.regimen import Regimen
from ldn_desktop.domain.rhythm import gaps
from ldn_desktop.papers.ahead import steps_ahead
from ldn_desktop.papers.opioid_words import OpioidsAlong, RestartQuestions
from ldn_desktop.papers.plan_state import (
    CONTINUING,
    STOPPED,
    WAITING,
    is_low_dose,
    last_before_pause,
    restarts,
    state_on,
)
from ldn_desktop.reference.content import Content
from ldn_desktop.reference.words.sentences import Section

CONDITIONS = {
    **dict.fromkeys(("opioid-planned", "no-opioid-planned", "opioid-unnamed", "opioid-treated"), ""),
    "opioid-named": "opioids",
    "opioid-weak": "weak",
    "opioid-unprescribed": "unprescribed",
    "opioid-recent": "recent",
    **dict.fromkeys(("opioid-in-pause", "no-opioid-in-pause", "taken-late", "not-taken-late"), ""),
    **dict.fromkeys(("pregnant", "not-pregnant", "breastfeeding", "not-breastfeeding"), ""),
    **dict.fromkeys(("liver-disease", "no-liver-disease", "low-dose", "not-low-dose"), ""),
    **dict.fromkeys(("blocks-in-part", "blocks-fully"), ""),
    **dict.fromkeys(("no-long-gaps", "some-long-gaps", "only-long-gaps"), ""),
    **dict.fromkeys(
        ("running", "stopped", "not-stopped", "restart-ahead", "taking", "waiting", "swallowed"), ""
    ),
    **dict.fromkeys(("waits", "not-waits", "below-tablet", "not-below-tablet"), ""),
    "pausing": "until",
}
"""The facts that a sentence may wait for, with the field that each fills in; ``facts_of`` tells which hold.

``{opioids}`` are those planned along, ``{weak}`` and ``{unprescribed}`` others that are taken, ``{recent}`` those of
before, ``{until}`` the last day of a pause.
"""
_ABOVE_PUBLISHED = frozenset({codes.ABOVE_PUBLISHED, codes.ABOVE_DOCUMENTED})
_LATE = frozenset({"evening", "bedtime"})
_LIVER = (codes.SEVERE_LIVER_DISEASE, codes.CIRRHOSIS)


def facts_of(regimen: Regimen, opioids: OpioidsAlong, printed: date, content: Content) -> frozenset[str]:
    """Return the conditions that hold for a plan."""
    asks = RestartQuestions(regimen, content, planned=opioids.planned)
    known = "opioid-in-pause" if asks.knows_any(printed) else "no-opioid-in-pause"
    dosed = [step.phase for step in steps_ahead(regimen, printed) if step.takes]
    shortest, longest = zip(*(gaps(phase.rhythm) for phase in dosed), strict=True) if dosed else ((1,), (1,))
    most = content.thresholds.resume_days
    long = "no" if max(longest) < most else "some" if min(shortest) < most else "only"
    below = max(step.phase.dose_ng for step in regimen.steps) < content.formulary.home_made.tablet_ng
    tablet = "below-tablet" if below else "not-below-tablet"
    return frozenset((known, f"{long}-long-gaps", tablet, *_facts(regimen, opioids, printed)))


def told_section(section: Section, facts: frozenset[str], fields: Mapping[str, str]) -> Section:
    """Return a section with the sentences that are true, their fields filled in; none where none is."""
    if not facts.issuperset(section.when):
        return section._replace(advice=())
    advice = tuple(
        entry._replace(text=entry.text.format(**fields))
        for entry in section.advice
        if facts.issuperset(entry.when)
    )
    return section._replace(advice=advice)


def _facts(regimen: Regimen, opioids: OpioidsAlong, printed: date) -> Iterator[str]:
    answers = dict(regimen.plan.screening.answers)
    yield "opioid-planned" if opioids.planned else "no-opioid-planned"
    if opioids.named:
        yield "opioid-named"
    if opioids.weak:
        yield "opioid-weak"
    if opioids.unprescribed:
        yield "opioid-unprescribed"
    if opioids.unnamed:
        yield "opioid-unnamed"
    if opioids.treated:
        yield "opioid-treated"
    if opioids.recent:
        yield "opioid-recent"
    ahead = [step for step in regimen.steps if step.phase.last >= printed]
    if ahead := ahead or _going_on(regimen, printed):
        yield "running"
    yield from _state_facts(regimen, printed)
    if all(product.route == ORAL for product in regimen.products):
        yield "swallowed"
    late = any(take.time in _LATE for step in ahead for take in step.takes)
    yield "taken-late" if late else "not-taken-late"
    for question in (codes.PREGNANT, codes.BREASTFEEDING):
        yield question if answers.get(question) == "yes" else f"not-{question}"
    yield "low-dose" if is_low_dose(regimen) else "not-low-dose"
    # Above what is published of low doses nothing says that a block is one in part.
    above = any(finding.code in _ABOVE_PUBLISHED for finding in regimen.findings)
    yield "blocks-fully" if above else "blocks-in-part"
    ill = any(answers.get(question) == "yes" for question in _LIVER)
    yield "liver-disease" if ill else "no-liver-disease"


def _going_on(regimen: Regimen, printed: date) -> list[Step]:
    """Return the step with which an open plan goes on after its last day."""
    return [regimen.steps[-1]] if state_on(regimen, printed) == CONTINUING else []


def _state_facts(regimen: Regimen, printed: date) -> Iterator[str]:
    if restarts(regimen, printed) or regimen.plan.waits:
        yield "restart-ahead"
    yield "waits" if regimen.after == PAUSED else "not-waits"
    state = state_on(regimen, printed)
    if state == STOPPED:
        yield "stopped"
        return
    yield "not-stopped"
    if state == WAITING:
        yield "waiting"
        return
    yield "taking" if last_before_pause(regimen, printed) is None else "pausing"
