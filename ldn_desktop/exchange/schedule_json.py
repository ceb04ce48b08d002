"""The computed plan as JSON values: what ``schedule``, ``check`` and ``ladder`` print for programs, and an export."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterable

from ldn_desktop.domain.administration import Step, Take
from ldn_desktop.domain.amount import format_dose
from ldn_desktop.domain.finding import Finding
from ldn_desktop.domain.ladder import Ladder
from ldn_desktop.domain.recipe import Count, DropCount, Portion
from ldn_desktop.domain.regimen import Regimen
from ldn_desktop.domain.supply import Fill
from ldn_desktop.domain.use import portion_units, units_text
from ldn_desktop.exchange.plan_writer import plan_members, rhythm_json, rung_json
from ldn_desktop.papers.catalogue import PaperContext
from ldn_desktop.papers.finding_sentence import finding_sources


def export(context: PaperContext) -> bytes:
    """Return all that follows from a plan, with its findings, and the plan beside it."""
    regimen, content = context.regimen, context.content
    findings = findings_json(
        regimen.findings, context.sentences().__getitem__, lambda finding: finding_sources(finding, content)
    )
    told = {"plan": plan_members(regimen.plan), **schedule_json(regimen), "findings": findings}
    return f"{json.dumps(told, ensure_ascii=False, indent=2)}\n".encode()


def schedule_json(regimen: Regimen) -> dict[str, object]:
    """Return the phases, fills, totals, last day of a computed plan, and what follows it."""
    return {
        "phases": [_phase(step) for step in regimen.steps],
        "fills": [_fill(fill) for fill in regimen.supply.fills],
        "totals": {total.formulation.id: total.text() for total in regimen.supply.totals},
        "ends": regimen.ends.isoformat(),
        "after": regimen.after,
    }


def findings_json(
    findings: Iterable[Finding],
    sentence: Callable[[Finding], str],
    sources: Callable[[Finding], Iterable[str]],
) -> list[dict[str, object]]:
    """Return findings with their sentences and the ids of their sources."""
    return [
        {
            "code": finding.code,
            "severity": finding.severity,
            "message": sentence(finding),
            "first": finding.first and finding.first.isoformat(),
            "last": finding.last and finding.last.isoformat(),
            "sources": list(sources(finding)),
            "overridden": finding.overridden is not None,
        }
        for finding in findings
    ]


def ladder_json(ladder: Ladder) -> list[dict[str, object]]:
    """Return a ladder as a plan file holds it."""
    return [rung_json(rung) for rung in ladder]


def _phase(step: Step) -> dict[str, object]:
    phase, days = step.phase, step.phase.dose_days()
    members: dict[str, object] = {
        "first": phase.first.isoformat(),
        "last": phase.last.isoformat(),
        "days": phase.days,
        "kind": phase.kind,
        "daily_dose": format_dose(phase.dose_ng),
        "dose_days": len(days),
        "takes": [_take(take) for take in step.takes],
    }
    if phase.rhythm is not None:
        members |= {"rhythm": rhythm_json(phase.rhythm), "dose_dates": [day.isoformat() for day in days]}
    return members


def _take(take: Take) -> dict[str, object]:
    return {
        "time": take.time,
        "dose": None if take.dose_ng is None else format_dose(take.dose_ng),
        "recipe": None if take.recipe is None else [_portion(portion) for portion in take.recipe.portions],
    }


def _portion(portion: Portion) -> dict[str, object]:
    amount = units_text(portion.formulation, portion_units(portion))
    if isinstance(portion, DropCount):
        return {"formulation": portion.formulation.id, "drops": portion.drops}
    unit = "count" if isinstance(portion, Count) else "volume_ml"
    return {"formulation": portion.formulation.id, unit: amount}


def _fill(fill: Fill) -> dict[str, object]:
    return {
        "formulation": fill.quantity.formulation.id,
        "from": fill.first.isoformat(),
        "to": fill.last.isoformat(),
        "quantity": fill.quantity.text(),
    }
