"""Carries out intents: a draft and an intent give a new draft. Pure; what cannot be done is refused in words."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import replace
from typing import Any

from ldn_desktop.domain import codes
from ldn_desktop.domain.plan import Override, Plan, Screening
from ldn_desktop.domain.plan_limits import CourseError, check_sizes
from ldn_desktop.workspace.draft import Draft, Typed
from ldn_desktop.workspace.intents import (
    Enter,
    FieldIntent,
    InsertRung,
    Intent,
    KeepTyped,
    MoveRung,
    PlanIntent,
    ProductIntent,
    PutProduct,
    RemoveProduct,
    RemoveRung,
    ReplaceDose,
    SafetyIntent,
    SetAdjustments,
    SetAfter,
    SetCondition,
    SetFillDays,
    SetGenerator,
    SetInstructions,
    SetLadder,
    SetMaxDrops,
    SetMaxMeasures,
    SetMaxPieces,
    SetMedicines,
    SetNotes,
    SetOperation,
    SetOrder,
    SetOverride,
    SetPatient,
    SetPrescriber,
    SetProducts,
    SetRung,
    SetScreening,
    SetStart,
    SetTimes,
    UsePreset,
)
from ldn_desktop.workspace.ladder_edits import laid, own_steps
from ldn_desktop.workspace.products import mixed_routes, taken_alike
from ldn_desktop.workspace.rejected import RejectedError, no_course


def apply(draft: Draft, intent: Intent, compute: Callable[[Plan], object] | None = None) -> Draft:
    """Return the draft after an intent.

    Refused (``RejectedError``): what would leave a plan without a course, or one that ``compute`` refuses.
    """
    if isinstance(intent, Enter):
        return _entered(draft, intent, compute)
    changed = _applied(draft, intent)
    if changed.plan != draft.plan:
        try:
            check_sizes(changed.plan)
            if changed.plan.ladder:
                from ldn_desktop.domain.course import check_course

                check_course(changed.plan)
            if compute is not None:
                compute(changed.plan)
        except CourseError as error:
            raise no_course(error, draft.plan, changed.plan) from error
    return changed


def _entered(draft: Draft, intent: Enter, compute: Callable[[Plan], object] | None) -> Draft:
    """Return the draft with a field's text carried out, or kept as typed with why it was not."""
    rest, problem = draft.without_typed(intent.field), intent.problem
    if not problem:
        try:
            return apply(rest, intent.intent, compute) if intent.intent is not None else rest
        except RejectedError as error:
            problem = str(error)
    return _with_typed(rest, Typed(intent.field, intent.name, intent.text, problem))


def _with_typed(draft: Draft, *entries: Typed) -> Draft:
    # In one order, so that what is typed once more is no change.
    return replace(draft, typed=tuple(sorted((*draft.typed, *entries))))


def _applied(draft: Draft, intent: PlanIntent | KeepTyped) -> Draft:
    match intent:
        case KeepTyped(part, entries):
            return _with_typed(draft.without_typed(part), *entries)
        case SetStart() | SetGenerator() | UsePreset():
            return laid(draft, intent)
        case PutProduct() | SetProducts() | RemoveProduct():
            return _with(draft.without_typed("products.new"), _in_one_way(_products(draft.plan, intent)))
        case SetLadder() | SetRung() | InsertRung() | RemoveRung() | MoveRung() | ReplaceDose():
            return own_steps(draft, intent)
        case SetAdjustments(adjustments):
            return _with(draft.without_typed("change"), replace(draft.plan, adjustments=adjustments))
        case SetScreening(screening):
            return _with(_without_gone(draft, screening), _safety(draft.plan, intent))
        case SetMedicines():
            return _with(draft, _safety(draft.plan, intent))
        case SetOverride(code):
            return _with(draft.without_typed(f"override.{code}"), _safety(draft.plan, intent))
        case _:
            return _with(draft, _field(draft.plan, intent))


def _without_gone(draft: Draft, screening: Screening) -> Draft:
    """Return the draft without what was typed below an answer or an opioid that is no longer there."""
    gone = {use.opioid for use in draft.plan.screening.opioids}
    gone -= {use.opioid for use in screening.opioids if use.last_dose is not None}
    parts = [f"safety.last.{name}" for name in gone]
    if not _has_operation(screening):
        parts += [f"safety.{name}" for name in ("operation", "hours", "again", "endless")]
    return draft.without_typed(*parts)


def _has_operation(screening: Screening) -> bool:
    return dict(screening.answers).get(codes.SURGERY_PLANNED) == "yes"


def _field(plan: Plan, intent: FieldIntent) -> Plan:
    if intent == SetTimes(()):
        raise RejectedError("Not done: a dose needs at least one time of the day.")
    (value,) = intent
    changed: dict[str, Any] = {_FIELD_OF[type(intent)]: value}
    return replace(plan, **changed)


_FIELD_OF: Mapping[type[FieldIntent], str] = {
    SetPatient: "patient",
    SetPrescriber: "prescriber",
    SetCondition: "condition",
    SetNotes: "notes",
    SetInstructions: "instructions",
    SetOperation: "operation",
    SetOrder: "order",
    SetAfter: "after",
    SetTimes: "times",
    SetMaxPieces: "max_pieces_per_dose",
    SetMaxMeasures: "max_measures_per_dose",
    SetMaxDrops: "max_drops_per_dose",
    SetFillDays: "fill_days",
}
"""The field of the plan that an intent sets."""


def _safety(plan: Plan, intent: SafetyIntent) -> Plan:
    match intent:
        case SetScreening(screening):
            operation = (
                plan.operation if _has_operation(screening) or not _has_operation(plan.screening) else None
            )
            screening = screening._replace(answers=tuple(sorted(screening.answers)))
            return replace(plan, screening=screening, operation=operation)
        case SetMedicines(medicines):
            return replace(plan, medicines=medicines)
        case SetOverride(code, reason):
            kept = tuple(entry for entry in plan.overrides if entry.code != code)
            added = (Override(code, reason.strip()),) if reason.strip() else ()
            return replace(plan, overrides=(*kept, *added))


def _with(draft: Draft, plan: Plan) -> Draft:
    return replace(draft, plan=plan)


def _in_one_way(plan: Plan) -> Plan:
    """Return a plan whose products are taken in one way; refused (``RejectedError``) where they are not."""
    if problem := mixed_routes(plan.formulations):
        raise RejectedError(f"Not done: {problem[:1].lower()}{problem[1:]}")
    return plan


def _products(plan: Plan, intent: ProductIntent) -> Plan:
    match intent:
        case SetProducts(products):
            return replace(plan, formulations=products)
        case RemoveProduct(name):
            return replace(plan, formulations=tuple(f for f in plan.formulations if f.id != name))
    product = intent.product
    if any(f.id == product.id and f.id != intent.instead_of for f in plan.formulations):
        raise RejectedError(f"“{product.id}” is already among the products; change that one instead.")
    alike = taken_alike(product, (f for f in plan.formulations if f.id != intent.instead_of))
    others = {other.id: other for other in alike}
    if any(f.id == intent.instead_of for f in plan.formulations):
        changed = tuple(others.get(f.id, product) for f in plan.formulations)
    else:
        changed = (*alike, product)
    return replace(plan, formulations=changed)
