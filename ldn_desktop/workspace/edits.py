"""Carries out intents: a draft and an intent give a new draft. Pure; what cannot be done is refused in words."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import replace
from datetime import date
from typing import Any

from ldn_desktop.domain import codes
from ldn_desktop.domain.ladder import Ladder, LadderError, Rung
from ldn_desktop.domain.plan import Override, Plan, Screening
from ldn_desktop.domain.plan_limits import CourseError, check_sizes
from ldn_desktop.workspace.draft import Draft, Typed, trouble_of
from ldn_desktop.workspace.generator import NAMES, Generator, recognised
from ldn_desktop.workspace.intents import (
    Enter,
    FieldIntent,
    InsertRung,
    Intent,
    KeepTyped,
    LadderIntent,
    LayingIntent,
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
from ldn_desktop.workspace.laying import closed, laid_over, same_numbers, starting
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
    rest, problem = _without(draft, intent.field), intent.problem
    if not problem:
        try:
            return apply(rest, intent.intent, compute) if intent.intent is not None else rest
        except RejectedError as error:
            problem = str(error)
    return _with_typed(rest, Typed(intent.field, intent.name, intent.text, problem))


def _with_typed(draft: Draft, *entries: Typed) -> Draft:
    # In one order, so that what is typed once more is no change.
    return replace(draft, typed=tuple(sorted((*draft.typed, *entries))))


def _without(draft: Draft, *parts: str) -> Draft:
    """Return the draft without what is typed in these fields or parts of the form."""
    kept = tuple(
        e for e in draft.typed if not any(e.field == p or e.field.startswith(f"{p}.") for p in parts)
    )
    return replace(draft, typed=kept)


def _applied(draft: Draft, intent: PlanIntent | KeepTyped) -> Draft:
    match intent:
        case KeepTyped(part, entries):
            return _with_typed(_without(draft, part), *entries)
        case SetStart() | SetGenerator() | UsePreset():
            return _laid(draft, intent)
        case PutProduct() | SetProducts() | RemoveProduct():
            return _with(_without(draft, "products.new"), _in_one_way(_products(draft.plan, intent)))
        case SetLadder() | SetRung() | InsertRung() | RemoveRung() | MoveRung() | ReplaceDose():
            return _own_steps(draft, intent)
        case SetAdjustments(adjustments):
            return _with(_without(draft, "change"), replace(draft.plan, adjustments=adjustments))
        case SetScreening(screening):
            return _with(_without_gone(draft, screening), _safety(draft.plan, intent))
        case SetMedicines():
            return _with(draft, _safety(draft.plan, intent))
        case SetOverride(code):
            return _with(_without(draft, f"override.{code}"), _safety(draft.plan, intent))
        case _:
            return _with(draft, _field(draft.plan, intent))


def _without_gone(draft: Draft, screening: Screening) -> Draft:
    """Return the draft without what was typed below an answer or an opioid that is no longer there."""
    gone = {use.opioid for use in draft.plan.screening.opioids}
    gone -= {use.opioid for use in screening.opioids if use.last_dose is not None}
    parts = [f"safety.last.{name}" for name in gone]
    if not _has_operation(screening):
        parts += [f"safety.{name}" for name in ("operation", "hours", "again", "endless", "pause")]
    return _without(draft, *parts)


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


def _laid(draft: Draft, intent: LayingIntent) -> Draft:
    match intent:
        case SetStart(day):
            return _starting(draft, day)
        case SetGenerator(generator):
            return _generated(draft, generator, "")
        case UsePreset(generator, preset, times):
            rest = _without(draft, *(f"titration.{name}" for name in NAMES))
            # Its steps are its own: nothing of those before stays.
            return _generated(_with(rest, replace(draft.plan, times=times, ladder=())), generator, preset)


def _generated(draft: Draft, generator: Generator, preset: str) -> Draft:
    plan = draft.plan
    trouble = trouble_of(generator, plan)
    changed = _without_hidden(replace(draft, generator=generator, preset=preset, trouble=trouble))
    basis = None if trouble else generator.basis()
    if basis is None:
        # A table is made by hand; steps that stay from before are still those that were made.
        return _with(changed, replace(plan, basis=None)) if generator.mode == "table" else changed
    ladder = laid_over(basis.ladder(plan.start_date), plan.ladder)
    # Numbers that a plan is recognised by need not be kept: nobody gave them.
    found = plan.basis is None and ladder == plan.ladder and generator == recognised(ladder)
    return _with(_without(changed, "ladder"), replace(plan, ladder=ladder, basis=None if found else basis))


def _starting(draft: Draft, day: date) -> Draft:
    try:
        plan = starting(draft.plan, day)
    except LadderError as error:
        raise RejectedError(f"Not done: {error}") from error
    return replace(draft, plan=plan, trouble=trouble_of(draft.generator, plan))


def _without_hidden(draft: Draft) -> Draft:
    """Return the draft without what is typed in numbers that are not shown."""
    hidden = NAMES.keys() - set(draft.generator.shown)
    return _without(draft, *(f"titration.{name}" for name in hidden))


def _own_steps(draft: Draft, intent: LadderIntent) -> Draft:
    """Return the draft with a ladder edited by hand: with other doses or days, the numbers no longer make it."""
    before = draft.plan
    ladder = closed(_ladder(before.ladder, intent))
    typed = tuple(moved for entry in draft.typed if (moved := _moved(entry, intent)) is not None)
    changed = replace(draft, plan=replace(before, ladder=ladder), typed=typed)
    if isinstance(intent, SetRung):
        changed = _without(changed, *(f"ladder.{intent.at}.{name}" for name in intent.clears))
    if same_numbers(ladder, before.ladder):
        return changed if ladder == before.ladder else replace(changed, preset="")
    generator: Generator = draft.generator._replace(mode="table")
    changed = _with(changed, replace(changed.plan, basis=None))
    return _without_hidden(replace(changed, generator=generator, preset="", trouble=None))


def _moved(entry: Typed, intent: LadderIntent) -> Typed | None:
    """Return what is typed in a cell of the ladder at the row it has after a change of rows; ``None`` if that went."""
    part, _, place = entry.field.partition(".")
    if part != "ladder":
        return entry
    row_text, _, column = place.partition(".")
    row: int | None = int(row_text)
    match intent:
        case SetLadder():
            row = None
        case InsertRung(at) if row is not None and row >= at:
            row += 1
        case RemoveRung(at) if row is not None and row >= at:
            row = row - 1 if row > at else None
        case MoveRung(at, to) if row is not None:
            order = list(range(max(row, at, to) + 1))
            order.insert(to, order.pop(at))
            row = order.index(row)
    if row is None:
        return None
    name = f"Step {row + 1}, {entry.name.partition(', ')[2]}"
    return entry._replace(field=f"ladder.{row}.{column}", name=name)


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
        case ReplaceDose():
            rungs = [_with_dose(rung, intent) for rung in rungs]
    return tuple(rungs)


def _with_dose(rung: Rung, intent: ReplaceDose) -> Rung:
    if not rung.doses:
        meant = not intent.time and rung.dose_ng == intent.dose_ng
        return rung._replace(dose_ng=intent.by_ng) if meant else rung
    old = (intent.time, intent.dose_ng)
    doses = tuple((told[0], intent.by_ng) if told == old else told for told in rung.doses)
    return rung._replace(dose_ng=sum(dose for _, dose in doses), doses=doses)


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
