"""Writes the plan file (``.ldnplan``) canonically: the same plan always gives the same bytes.

Keys are sorted, defaults and what is empty are left out, amounts are written in their one spelling.
"""

from __future__ import annotations

import json
from datetime import date

from ldn_desktop.domain.adjustment import Adjustment, ChangeFormulations, ChangeTimes, Hold, Pause, StepBack
from ldn_desktop.domain.amount import format_concentration, format_dose, format_volume
from ldn_desktop.domain.formulation import Capsule, Drops, Formulation, Liquid, Tablet
from ldn_desktop.domain.plan import DEFAULT_FILL_DAYS, DEFAULT_MAX_PIECES, DEFAULT_TIMES, Plan
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
    return _without_empty(_plan_json(plan))


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
        "start_date": plan.start_date.isoformat(),
        "ladder": [{"dose": format_dose(rung.dose_ng), "days": rung.days} for rung in plan.ladder],
        "formulations": [_formulation_json(product) for product in plan.formulations],
        "adjustments": [_adjustment_json(adjustment) for adjustment in plan.adjustments],
        "medicines": list(plan.medicines),
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
    members |= _unless(max_pieces_per_dose=(plan.max_pieces_per_dose, DEFAULT_MAX_PIECES))
    return members | _unless(times=(list(plan.times), list(DEFAULT_TIMES)))


def _unless(**values: tuple[object, object]) -> dict[str, object]:
    return {key: value for key, (value, default) in values.items() if value != default}


def _date(day: date | None) -> str:
    return "" if day is None else day.isoformat()


def _formulation_json(product: Formulation) -> dict[str, object]:
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
    return members | _unless(beyond_use_days=(product.beyond_use_days, None))


def _adjustment_json(adjustment: Adjustment) -> dict[str, object]:
    members: dict[str, object] = {"on": adjustment.on.isoformat(), "action": adjustment.action}
    match adjustment:
        case Hold():
            members["days"] = adjustment.days
        case StepBack():
            members |= _unless(days=(adjustment.days, None))
        case Pause():
            members |= {"until": adjustment.until.isoformat(), "resume": adjustment.resume}
        case ChangeTimes():
            members["times"] = list(adjustment.times)
        case ChangeFormulations():
            members["formulations"] = [_formulation_json(product) for product in adjustment.formulations]
    return members


def _without_empty(value: object) -> object:
    """Leave out empty texts, lists and objects, and what is then empty as well; ``None`` stays."""
    if isinstance(value, dict):
        kept = {key: _without_empty(member) for key, member in value.items()}
        return {key: member for key, member in kept.items() if member not in ("", [], {})}
    return [_without_empty(member) for member in value] if isinstance(value, list) else value
