"""Writes the plan file (``.ldnplan``) canonically: the same plan always gives the same bytes.

Keys are sorted, defaults and what is empty are left out, amounts are written in their one spelling.
"""

from __future__ import annotations

import json
from datetime import date

from ldn_desktop.domain.adjustment import (
    Adjustment,
    ChangeFormulations,
    ChangeTimes,
    Hold,
    Pause,
    Resume,
    StepBack,
)
from ldn_desktop.domain.amount import (
    format_concentration,
    format_dose,
    format_factor,
    format_volume,
    format_weight,
)
from ldn_desktop.domain.basis import Basis, Months, Span
from ldn_desktop.domain.formulation import ORAL, Capsule, Drops, Formulation, Liquid, Tablet
from ldn_desktop.domain.ladder import ON_DATE, Rung
from ldn_desktop.domain.plan import DEFAULT_FILL_DAYS, DEFAULT_TIMES, REVIEW, Plan
from ldn_desktop.domain.recipe import DEFAULT_ALLOWED
from ldn_desktop.domain.rhythm import WEEKDAYS, Cycle, Rhythm
from ldn_desktop.exchange.migrations import FORMAT, VERSION


def write_plan(plan: Plan, *, compact: bool = False) -> bytes:
    """Return the canonical bytes of a plan file; ``compact`` ones are laid out on one line, as a huge plan needs."""
    members = plan_members(plan)
    indent, separators = (None, (",", ":")) if compact else (2, None)
    text = json.dumps(members, ensure_ascii=False, indent=indent, separators=separators, sort_keys=True)
    return f"{text}\n".encode()


def plan_members(plan: Plan) -> object:
    """Return what a plan file holds, as JSON values.

    A plan that is not finished may lack its ladder or its products.
    """
    return without_empty(_plan_json(plan))


def _plan_json(plan: Plan) -> dict[str, object]:
    members: dict[str, object] = {
        "format": FORMAT,
        "version": VERSION,
        "id": plan.id,
        "patient": {
            "name": plan.patient.name,
            "birth_date": _date(plan.patient.birth_date),
            "identifier": plan.patient.identifier,
        },
        "prescriber": {
            "name": plan.prescriber.name,
            "practice": plan.prescriber.practice,
            "phone": plan.prescriber.phone,
        },
        "condition": plan.condition,
        "notes": plan.notes,
        "instructions": plan.instructions,
        "start_date": plan.start_date.isoformat(),
        "ladder": [rung_json(rung) for rung in plan.ladder],
        "basis": {} if plan.basis is None else basis_json(plan.basis),
        "formulations": [formulation_json(product) for product in plan.formulations],
        "adjustments": [_adjustment_json(adjustment) for adjustment in plan.adjustments],
        "operation": {}
        if plan.operation is None
        else {"on": plan.operation.on.isoformat(), "last_dose_hours": plan.operation.last_dose_hours},
        "medicines": list(plan.medicines),
        "order": {name: value for name, value in plan.order._asdict().items() if value is not None},
        "screening": {
            "answered_on": _date(plan.screening.answered_on),
            "answers": dict(plan.screening.answers),
            "opioids": [
                {"opioid": use.opioid, "last_dose": _date(use.last_dose) or None, "use": use.use}
                for use in plan.screening.opioids
            ],
            "opioids_asked_on": _date(plan.screening.opioids_asked_on),
        },
        "overrides": [{"code": entry.code, "reason": entry.reason} for entry in plan.overrides],
    }
    members |= _unless(revision=(plan.revision, 1), fill_days=(plan.fill_days, DEFAULT_FILL_DAYS))
    members |= _unless(
        max_pieces_per_dose=(plan.max_pieces_per_dose, DEFAULT_ALLOWED.pieces),
        max_measures_per_dose=(plan.max_measures_per_dose, DEFAULT_ALLOWED.measures),
        max_drops_per_dose=(plan.max_drops_per_dose, DEFAULT_ALLOWED.drops),
    )
    return members | _unless(times=(list(plan.times), list(DEFAULT_TIMES)), after=(plan.after, REVIEW))


def rung_json(rung: Rung) -> dict[str, object]:
    """Return a rung as a plan file holds it."""
    members: dict[str, object] = {}
    if rung.doses:
        members["doses"] = {time: format_dose(ng) for time, ng in rung.doses}
    else:
        members["dose"] = format_dose(rung.dose_ng)
    members["days"] = rung.days
    if rung.rhythm is not None:
        members["rhythm"] = rhythm_json(rung.rhythm)
    return members | _unless(go_on=(rung.go_on, ON_DATE))


def rhythm_json(rhythm: Rhythm) -> dict[str, object]:
    """Return a rhythm in its one spelling: one day on is written as ``every``."""
    if not isinstance(rhythm, Cycle):
        return {"weekdays": [WEEKDAYS[day] for day in rhythm.days]}
    return {"every": rhythm.length} if rhythm.on == 1 else {"on": rhythm.on, "off": rhythm.off}


def basis_json(basis: Basis) -> dict[str, object]:
    """Return how a ladder was made as a plan file holds it."""
    members: dict[str, object] = {
        "kind": basis.kind,
        "start": format_dose(basis.start_ng),
        "target": format_dose(basis.target_ng),
        "every": _span_json(basis.every),
        "last": _span_json(basis.last),
    }
    if basis.kind == "linear":
        members["step"] = format_dose(basis.step_ng)
    else:
        members["factor"] = format_factor(basis.factor_thousandths)
        members["round_to"] = format_dose(basis.round_to_ng)
    if basis.per_kg is not None:
        by_weight = basis.per_kg
        members["per_kg"] = {
            "weight": format_weight(by_weight.weight_g),
            "weighed_on": by_weight.weighed_on.isoformat(),
            "dose": format_dose(by_weight.dose_ng),
            "round_to": format_dose(by_weight.round_to_ng),
            "at_most": "" if by_weight.at_most_ng is None else format_dose(by_weight.at_most_ng),
        }
    return members


def _span_json(span: Span) -> object:
    return {"months": span.months} if isinstance(span, Months) else span


def _unless(**values: tuple[object, object]) -> dict[str, object]:
    return {key: value for key, (value, default) in values.items() if value != default}


def _date(day: date | None) -> str:
    return "" if day is None else day.isoformat()


def formulation_json(product: Formulation) -> dict[str, object]:
    """Return a product as a plan file holds it."""
    members: dict[str, object] = {"id": product.id, "kind": product.kind}
    match product:
        case Capsule():
            members["strength"] = format_dose(product.strength_ng)
        case Tablet():
            members["strength"] = format_dose(product.strength_ng)
            members |= _unless(divisible_into=(product.divisible_into, 1))
        case Liquid():
            members["concentration"] = format_concentration(product.concentration_ng_per_ml)
            members["graduation_ml"] = format_volume(product.graduation_nl)
            members["capacity_ml"] = format_volume(product.capacity_nl)
        case Drops():
            members["concentration"] = format_concentration(product.concentration_ng_per_ml)
            members["drops_per_ml"] = product.drops_per_ml
    return members | _unless(beyond_use_days=(product.beyond_use_days, None), route=(product.route, ORAL))


def _adjustment_json(adjustment: Adjustment) -> dict[str, object]:
    members: dict[str, object] = {
        "on": adjustment.on.isoformat(),
        "action": adjustment.action,
        "noted_on": _date(adjustment.noted_on),
        "note": adjustment.note,
    }
    match adjustment:
        case Hold():
            members["days"] = adjustment.days
        case StepBack():
            members |= _unless(days=(adjustment.days, None))
        case Pause():
            members |= {"until": _date(adjustment.until), "resume": adjustment.resume or ""}
        case Resume():
            members["resume"] = adjustment.resume
        case ChangeTimes():
            members["times"] = list(adjustment.times)
        case ChangeFormulations():
            members["formulations"] = [formulation_json(product) for product in adjustment.formulations]
    return members


def without_empty(value: object) -> object:
    """Leave out empty texts, lists and objects, and what is then empty as well; ``None`` stays."""
    if isinstance(value, dict):
        kept = {key: without_empty(member) for key, member in value.items()}
        return {key: member for key, member in kept.items() if member not in ("", [], {})}
    return [without_empty(member) for member in value] if isinstance(value, list) else value
