"""Carries out intents: a draft and an intent give a new draft. Pure; what cannot be done is refused in words."""

from __future__ import annotations

from dataclasses import replace
from typing import assert_never

from ldn_desktop.domain.course import CourseError, check_course
from ldn_desktop.domain.ladder import Ladder, LadderError
from ldn_desktop.domain.plan import Override, Plan
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
    SafetyIntent,
    SetAdjustments,
    SetCondition,
    SetFillDays,
    SetGenerator,
    SetLadder,
    SetMaxPieces,
    SetNotes,
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


class RejectedError(ValueError):
    """An intent that cannot be carried out; the message is one sentence for the person."""


def apply(draft: Draft, intent: Intent) -> Draft:
    """Return the draft after an intent. Refused (``RejectedError``): what would leave a plan without a course."""
    changed = _applied(draft, intent)
    if changed.plan.ladder and changed.plan != draft.plan:
        try:
            check_course(changed.plan)
        except CourseError as error:
            raise RejectedError(f"Not done: {error}.") from error
    return changed


def _applied(draft: Draft, intent: Intent) -> Draft:
    match intent:
        case SetGenerator(generator):
            return _generated(draft, generator, "")
        case UsePreset(generator, preset, times):
            return _generated(_with(draft, replace(draft.plan, times=times)), generator, preset)
        case PutProduct() | SetProducts() | RemoveProduct():
            return _with(draft, _products(draft.plan, intent))
        case SetLadder() | SetRung() | InsertRung() | RemoveRung() | MoveRung() | ReplaceDose():
            return _own_steps(draft, _ladder(draft.plan.ladder, intent))
        case SetAdjustments(adjustments):
            return _with(draft, replace(draft.plan, adjustments=adjustments))
        case SetScreening() | SetOverride():
            return _with(draft, _safety(draft.plan, intent))
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
        case SetTimes(()):
            raise RejectedError("Not done: a dose needs at least one time of the day.")
        case SetTimes(times):
            changed = replace(plan, times=times)
        case SetMaxPieces(pieces):
            changed = replace(plan, max_pieces_per_dose=pieces)
        case SetFillDays(days):
            changed = replace(plan, fill_days=days)
        case _:
            assert_never(intent)
    return changed


def _safety(plan: Plan, intent: SafetyIntent) -> Plan:
    match intent:
        case SetScreening(screening):
            return replace(plan, screening=screening._replace(answers=tuple(sorted(screening.answers))))
        case SetOverride(code, reason):
            kept = tuple(entry for entry in plan.overrides if entry.code != code)
            added = (Override(code, reason.strip()),) if reason.strip() else ()
            return replace(plan, overrides=(*kept, *added))


def _with(draft: Draft, plan: Plan) -> Draft:
    return replace(draft, plan=plan)


def _generated(draft: Draft, generator: Generator, preset: str) -> Draft:
    changed = replace(draft, generator=generator, preset=preset, problem="")
    try:
        ladder = generator.ladder()
    except LadderError as error:
        return replace(changed, problem=str(error))
    return changed if ladder is None else _with(changed, replace(draft.plan, ladder=ladder))


def _own_steps(draft: Draft, ladder: Ladder) -> Draft:
    """Return the draft with a ladder edited by hand: the generator's numbers no longer make it."""
    generator: Generator = draft.generator._replace(mode="table")
    return replace(draft, plan=replace(draft.plan, ladder=ladder), generator=generator, preset="", problem="")


def _ladder(ladder: Ladder, intent: LadderIntent) -> Ladder:
    rungs = list(ladder)
    _check_rows(intent, len(rungs))
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
            rungs = [rung._replace(dose_ng=by) if rung.dose_ng == dose else rung for rung in rungs]
    return tuple(rungs)


def _check_rows(intent: LadderIntent, count: int) -> None:
    match intent:
        case InsertRung(at):
            rows = [at - 1] if at else []
        case SetRung(at) | RemoveRung(at):
            rows = [at]
        case MoveRung(at, to):
            rows = [at, to]
        case _:
            rows = []
    if not all(0 <= row < count for row in rows):
        raise RejectedError("Not done: that step is no longer there.")


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
