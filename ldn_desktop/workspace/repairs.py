"""The one-click repairs that a finding brings: what the button says and the intent behind it."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from datetime import date
from typing import TYPE_CHECKING, NamedTuple

from ldn_desktop.domain import codes
from ldn_desktop.domain.adjustment import Pause
from ldn_desktop.domain.course import check_course
from ldn_desktop.domain.figure import Deviation, Dose
from ldn_desktop.domain.finding import Finding
from ldn_desktop.domain.plan_limits import CourseError
from ldn_desktop.domain.recipe import MOST_DROPS, MOST_MEASURES, MOST_PIECES, DropCount, Volume, solve
from ldn_desktop.papers.finding_sentence import percent_text
from ldn_desktop.reference.words.english import counted, time_text, weekday_date
from ldn_desktop.reference.words.wording import DoseWords
from ldn_desktop.workspace.adjusting import placed
from ldn_desktop.workspace.clock import local_today
from ldn_desktop.workspace.intents import (
    Intent,
    ReplaceDose,
    SetAdjustments,
    SetMaxDrops,
    SetMaxMeasures,
    SetMaxPieces,
    SetScreening,
    SetStart,
)

if TYPE_CHECKING:
    from ldn_desktop.domain.plan import Plan, Screening
    from ldn_desktop.domain.regimen import Regimen


class Repair(NamedTuple):
    """A button: its key, unique within a plan, its label, and what it does."""

    key: str
    label: str
    intent: Intent


def repairs(finding: Finding, regimen: Regimen, words: DoseWords) -> tuple[Repair, ...]:
    """Return the repairs of one of a plan's findings, the nearest first; what could not be carried out is left out."""
    match finding.code:
        case codes.NOT_MEASURABLE:
            return (*_higher_limits(finding, regimen), *_nearest(finding, words))
        case codes.MANY_PIECES:
            pieces = finding.figure("pieces")
            if isinstance(pieces, int) and pieces <= MOST_PIECES:
                return (Repair(f"pieces:{pieces}", f"Allow {pieces} pieces", SetMaxPieces(pieces)),)
        case codes.STARTS_IN_PAST:
            today = finding.figure("today")
            if isinstance(today, date):
                return (Repair("start:today", f"Start today, {weekday_date(today)}", SetStart(today)),)
        case codes.OPIOID_FREE_INTERVAL:
            return _opioid_free(finding, regimen)
        case codes.OPIOID_NOW if finding.variant == codes.ENDED:
            return (
                Repair(
                    f"answer:{finding.code}:no", "Answer No", _answer_no(finding.code, regimen.plan.screening)
                ),
            )
    return ()


def _higher_limits(finding: Finding, regimen: Regimen) -> Iterator[Repair]:
    """Yield the limit of syringes or drops that stands in the way, raised as far as the dose needs."""
    wanted = finding.figure("dose")
    step = next((step for step in regimen.steps if finding.first == step.phase.first), None)
    if step is None or not isinstance(wanted, Dose):
        return
    plenty = regimen.plan.allowed._replace(measures=MOST_MEASURES, drops=MOST_DROPS)
    made = solve(wanted.ng, step.phase.formulations, plenty)
    match made.portions if made else ():
        case [Volume(measures=count)]:
            yield Repair(
                f"measures:{count}", f"Allow {counted(count, 'syringe')} a dose", SetMaxMeasures(count)
            )
        case [DropCount(drops=count)]:
            yield Repair(f"drops:{count}", f"Allow {counted(count, 'drop')} a dose", SetMaxDrops(count))


def repair_for(key: str, regimen: Regimen, words: DoseWords) -> Repair | None:
    """Return the repair with a key among all of a plan's findings."""
    found = (repair for finding in regimen.findings for repair in repairs(finding, regimen, words))
    return next((repair for repair in found if repair.key == key), None)


def _answer_no(question: str, before: Screening) -> SetScreening:
    answers = {**dict(before.answers), question: "no"}
    return SetScreening(before._replace(answers=tuple(answers.items())).answered(local_today(), before))


def _opioid_free(finding: Finding, regimen: Regimen) -> tuple[Repair, ...]:
    """Return the later start or, once doses have been taken, the pause that keeps the interval.

    Of several opioids the last day is offered, which suits each of them.
    """
    same = [f for f in regimen.findings if f.code == finding.code]
    ends = [end for end in (f.figure("earliest") for f in same) if isinstance(end, date)]
    if not isinstance(finding.figure("earliest"), date) or finding.first is None:
        return ()
    end, plan = max(ends), regimen.plan
    if finding.variant != codes.BEGUN:
        repair = Repair(f"start:{end}", f"Start on {weekday_date(end)}", SetStart(end))
        return (repair,) if _has_course(replace(plan, start_date=end)) else ()
    first = min(f.first for f in same if f.first is not None)
    changed = placed(plan.adjustments, Pause(first, end, "restart", noted_on=local_today()))
    if not _has_course(replace(plan, adjustments=changed)):
        return ()
    label = f"Pause until {weekday_date(end)}, then from step 1"
    return (Repair(f"pause:{first}:{end}", label, SetAdjustments(changed)),)


def _has_course(plan: Plan) -> bool:
    try:
        check_course(plan)
    except CourseError:
        return False
    return True


def _near(dose: Dose, wanted: Dose) -> bool:
    """Tell whether a dose is at most double the one wanted."""
    return dose.ng <= 2 * wanted.ng


def _nearest(finding: Finding, words: DoseWords) -> tuple[Repair, ...]:
    times, wanted = finding.figure("times"), finding.figure("dose")
    if not isinstance(wanted, Dose) or not (wanted.time or isinstance(times, int)):
        return ()
    # A dose of one time is put right by itself, an equal share with all of them.
    shares = times if isinstance(times, int) else 1
    found: list[Repair] = []
    for name in ("below", "above"):
        dose, deviation = finding.figure(name), finding.figure(f"{name}_percent")
        # A dose far off stands in the sentence; no click puts it into a plan.
        if isinstance(dose, Dose) and isinstance(deviation, Deviation) and _near(dose, wanted):
            old, new = wanted.ng * shares, dose.ng * shares
            when = f" {time_text(wanted.time)}" if wanted.time else ""
            label = f"{words.dose(new)}{when}  {percent_text(deviation)}"
            key = ":".join(filter(None, ("dose", wanted.time, str(old), str(new))))
            found.append(Repair(key, label, ReplaceDose(old, new, wanted.time)))
    return tuple(found)
