"""What is true of a plan on the day it is printed, as far as a fixed sentence could contradict it."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from datetime import date
from typing import NamedTuple

from ldn_desktop.domain.plan import OpioidUse
from ldn_desktop.domain.regimen import Regimen
from ldn_desktop.papers.plan_state import STOPPED, last_before_pause, restarts, state_on
from ldn_desktop.papers.restart_question import RestartQuestions
from ldn_desktop.papers.typed_opioids import PLANNED, UNNAMED, UNPRESCRIBED, WEAK, typed_opioids
from ldn_desktop.reference.content import Content
from ldn_desktop.reference.opioids.table import Opioid
from ldn_desktop.reference.words.patient_words import Section
from ldn_desktop.reference.words.wording import weekday_date

_LATE = frozenset({"evening", "bedtime"})
_ALONG = frozenset({"interval", "depot", "review"})
_HIGH = "above-documented-range"
_LIVER = ("severe-liver-disease", "cirrhosis")


class OpioidsAlong(NamedTuple):
    """Opioids that a plan is printed with, listed in the safety check or among the other medicines alone.

    A paper for the patient exists only where their findings were overruled.

    ``named`` are taken on days with a dose, the day of printing or later, with their last day where one is known; of
    these ``weak`` ones have no interval and nothing to overrule, and ``unprescribed`` ones are known, not planned.
    ``recent`` were taken within their interval before, or in the pause of the day. ``unnamed``
    says that one is taken and none named, ``treated`` that an opioid dependence is, and none is named.
    """

    named: tuple[tuple[str, date | None], ...] = ()
    unnamed: bool = False
    treated: bool = False
    recent: tuple[tuple[str, date], ...] = ()
    weak: tuple[tuple[str, date | None], ...] = ()
    unprescribed: tuple[tuple[str, date | None], ...] = ()

    @property
    def planned(self) -> bool:
        """Tell whether an opioid is taken together with naltrexone as the plan has it."""
        return bool(self.named or self.weak) or self.unnamed or self.treated

    @property
    def names(self) -> dict[str, str]:
        """What stands for the fields of a sentence that names opioids."""
        return {
            "opioids": opioid_names(self.named),
            "weak": opioid_names(self.weak),
            "unprescribed": opioid_names(self.unprescribed),
            "recent": opioid_names(self.recent),
        }


def opioids_along(regimen: Regimen, content: Content, printed: date) -> OpioidsAlong:
    """Return the opioids of a plan as it stands on the day it is printed; after a stop none is taken along with it."""
    if state_on(regimen, printed) == STOPPED:
        return OpioidsAlong()
    screening = regimen.plan.screening
    answers = dict(screening.answers)
    known, near = content.opioids.by_id, _with_finding(regimen)
    typed = tuple(typed_opioids(regimen.plan, content))
    along = [use for use in screening.opioids if _is_along(use, regimen, content, near, printed)]
    kinds: dict[str, list[tuple[str, date | None]]] = {PLANNED: [], WEAK: [], UNPRESCRIBED: []}
    for use in along:
        kinds[_kind(known[use.opioid], use.use)].append((known[use.opioid].name, use.last_dose))
    for entry in typed:
        if entry.name and (entry.name, None) not in kinds[entry.kind]:
            kinds[entry.kind].append((entry.name, None))
    unclear = any(entry.kind == UNNAMED for entry in typed)
    unnamed = not any(kinds.values()) and (unclear or answers.get("opioid-now") == "yes")
    recent = tuple(
        (known[use.opioid].name, use.last_dose)
        for use in screening.opioids
        if use.last_dose is not None
        and use not in along
        and (use.opioid in near or _in_pause(use, regimen, content, printed))
    )
    treated = not any(kinds.values()) and not unnamed and answers.get("opioid-dependence") == "yes"
    return OpioidsAlong(
        named=tuple(kinds[PLANNED]),
        unnamed=unnamed,
        treated=treated,
        recent=recent,
        weak=tuple(kinds[WEAK]),
        unprescribed=tuple(kinds[UNPRESCRIBED]),
    )


def facts_of(regimen: Regimen, opioids: OpioidsAlong, printed: date, content: Content) -> frozenset[str]:
    """Return the conditions of ``patient_words`` that hold for a plan."""
    asks = RestartQuestions(regimen, content, planned=opioids.planned)
    known = "opioid-in-pause" if asks.knows_any(printed) else "no-opioid-in-pause"
    return frozenset((known, *_facts(regimen, opioids, printed)))


def told_section(section: Section, facts: frozenset[str], opioids: OpioidsAlong) -> Section:
    """Return a section with the sentences that are true, the opioids named in them; none where none is."""
    names = opioids.names
    if not facts.issuperset(section.when):
        return section._replace(advice=())
    advice = tuple(
        entry._replace(text=entry.text.format(**names))
        for entry in section.advice
        if facts.issuperset(entry.when)
    )
    return section._replace(advice=advice)


def opioid_names(opioids: Iterable[tuple[str, date | None]]) -> str:
    """Write opioids in a row, each with its last day where one is known: ``a and b until Mon 7 Dec 2026``."""
    names = [
        f"{name}{',' if ',' in name else ''} until {weekday_date(last)}" if last else name
        for name, last in opioids
    ]
    return " and ".join(part for part in (", ".join(names[:-1]), *names[-1:]) if part)


def _with_finding(regimen: Regimen) -> frozenset[str]:
    found = (f.figure("opioid") for f in regimen.findings if f.code == "opioid-free-interval")
    return frozenset(name for name in found if isinstance(name, str))


def _kind(opioid: Opioid, use: str) -> str:
    if not opioid.prescribed:
        return UNPRESCRIBED
    return WEAK if opioid.interval.under(use).effect == "review" else PLANNED


def _in_pause(use: OpioidUse, regimen: Regimen, content: Content, printed: date) -> bool:
    """Tell whether an opioid was taken in the pause that a day lies in, that day included."""
    begun = last_before_pause(regimen, printed)
    if begun is None or use.last_dose is None:
        return False
    effect = content.opioids.by_id[use.opioid].interval.under(use.use).effect
    return effect in _ALONG and begun < use.last_dose <= printed


def _is_along(
    use: OpioidUse, regimen: Regimen, content: Content, near: frozenset[str], printed: date
) -> bool:
    effect = content.opioids.by_id[use.opioid].interval.under(use.use).effect
    if effect not in _ALONG:
        return False
    last = use.last_dose
    if last is None or (effect == "depot" and use.opioid in near):
        return True
    return any(
        step.phase.dose_ng and step.phase.first <= last and step.phase.last >= printed
        for step in regimen.steps
        if last >= printed
    )


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
    if ahead:
        yield "running"
    yield from _state_facts(regimen, printed)
    if restarts(regimen, printed):
        yield "restart-ahead"
    late = any(take.time in _LATE for step in ahead for take in step.takes)
    yield "taken-late" if late else "not-taken-late"
    for question in ("pregnant", "breastfeeding"):
        yield question if answers.get(question) == "yes" else f"not-{question}"
    high = any(finding.code == _HIGH for finding in regimen.findings)
    yield "not-low-dose" if high else "low-dose"
    ill = any(answers.get(question) == "yes" for question in _LIVER)
    yield "liver-disease" if ill else "no-liver-disease"


def _state_facts(regimen: Regimen, printed: date) -> Iterator[str]:
    if state_on(regimen, printed) == STOPPED:
        yield "stopped"
        return
    yield "not-stopped"
    yield "taking" if last_before_pause(regimen, printed) is None else "pausing"
