"""Carries out intents: a draft and an intent give a new draft. Pure; what cannot be done is refused in words."""

from __future__ import annotations

from dataclasses import replace
from typing import assert_never

from ldn_desktop.domain.course import CourseError, lay
from ldn_desktop.domain.ladder import Ladder, LadderError
from ldn_desktop.domain.plan import Plan
from ldn_desktop.workspace.draft import Draft
from ldn_desktop.workspace.generator import Generator
from ldn_desktop.workspace.intents import (
    FieldIntent,
    InsertRung,
    Intent,
    LadderIntent,
    MoveRung,
    ProductIntent,
    PutProduct,
    RemoveProduct,
    RemoveRung,
    ReplaceDose,
    SetCondition,
    SetFillDays,
    SetGenerator,
    SetLadder,
    SetMaxPieces,
    SetNotes,
    SetPatient,
    SetPrescriber,
    SetProducts,
    SetRung,
    SetStart,
    SetTimes,
)


class RejectedError(ValueError):
    """An intent that cannot be carried out; the message is one sentence for the person."""


def apply(draft: Draft, intent: Intent) -> Draft:
    """Return the draft after an intent. Refused (``RejectedError``): what would leave a plan without a course."""
    changed = _applied(draft, intent)
    if changed.plan.ladder and changed.plan != draft.plan:
        try:
            lay(changed.plan)
        except CourseError as error:
            raise RejectedError(f"Not done: {error}.") from error
    return changed


def _applied(draft: Draft, intent: Intent) -> Draft:
    match intent:
        case SetGenerator():
            return _generated(draft, intent)
        case PutProduct() | SetProducts() | RemoveProduct():
            return _with(draft, _products(draft.plan, intent))
        case SetLadder() | SetRung() | InsertRung() | RemoveRung() | MoveRung() | ReplaceDose():
            return _own_steps(draft, _ladder(draft.plan.ladder, intent))
        case _:
            return _with(draft, _field(draft.plan, intent))


def _field(plan: Plan, intent: FieldIntent) -> Plan:
    match intent:
        case SetPatient(patient):
            changed = replace(plan, patient=patient)
        case SetPrescriber(prescriber):
            changed = replace(plan, prescriber=prescriber)
        case SetCondition(condition):
            changed = replace(plan, condition=condition)
        case SetNotes(notes):
            changed = replace(plan, notes=notes)
        case SetStart(day):
            changed = replace(plan, start_date=day)
        case SetTimes(times):
            changed = replace(plan, times=times)
        case SetMaxPieces(pieces):
            changed = replace(plan, max_pieces_per_dose=pieces)
        case SetFillDays(days):
            changed = replace(plan, fill_days=days)
        case _:
            assert_never(intent)
    return changed


def _with(draft: Draft, plan: Plan) -> Draft:
    return replace(draft, plan=plan)


def _generated(draft: Draft, intent: SetGenerator) -> Draft:
    changed = replace(draft, generator=intent.generator, preset=intent.preset, problem="")
    try:
        ladder = intent.generator.ladder()
    except LadderError as error:
        return replace(changed, problem=str(error))
    return changed if ladder is None else _with(changed, replace(draft.plan, ladder=ladder))


def _own_steps(draft: Draft, ladder: Ladder) -> Draft:
    """Return the draft with a ladder edited by hand: the generator's numbers no longer make it."""
    generator: Generator = replace(draft.generator, mode="table")
    return replace(draft, plan=replace(draft.plan, ladder=ladder), generator=generator, preset="", problem="")


def _ladder(ladder: Ladder, intent: LadderIntent) -> Ladder:
    rungs = list(ladder)
    match intent:
        case SetLadder(whole):
            return whole
        case SetRung(at, rung):
            rungs[at] = rung
        case InsertRung(at, rung):
            rungs.insert(at, rung)
        case RemoveRung(at):
            del rungs[at]
        case MoveRung(at, to):
            rungs.insert(to, rungs.pop(at))
        case ReplaceDose(dose, by):
            rungs = [replace(rung, dose_ng=by) if rung.dose_ng == dose else rung for rung in rungs]
    return tuple(rungs)


def _products(plan: Plan, intent: ProductIntent) -> Plan:
    match intent:
        case SetProducts(products):
            return replace(plan, formulations=products)
        case RemoveProduct(name):
            return replace(plan, formulations=tuple(f for f in plan.formulations if f.id != name))
    product = intent.product
    if any(f.id == product.id and f.id != intent.instead_of for f in plan.formulations):
        raise RejectedError(f"“{product.id}” is already among the products; change that one instead.")
    if any(f.id == intent.instead_of for f in plan.formulations):
        changed = tuple(product if f.id == intent.instead_of else f for f in plan.formulations)
    else:
        changed = (*plan.formulations, product)
    return replace(plan, formulations=changed)
