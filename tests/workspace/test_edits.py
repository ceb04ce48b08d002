"""Every intent: what it changes, and that a refused one changes nothing."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, timedelta

import pytest

from ldn_desktop.domain.adjustment import ChangeFormulations, Hold, StepBack
from ldn_desktop.domain.formulation import Capsule, Formulation
from ldn_desktop.domain.ladder import Rung
from ldn_desktop.domain.plan import OpioidUse, Override, Patient, Plan, Prescriber, Screening
from ldn_desktop.workspace.draft import Draft, Typed, blank, for_another, opened
from ldn_desktop.workspace.edits import apply
from ldn_desktop.workspace.generator import Generator
from ldn_desktop.workspace.intents import (
    Enter,
    InsertRung,
    Intent,
    KeepTyped,
    PutProduct,
    RemoveProduct,
    SetAdjustments,
    SetCondition,
    SetFillDays,
    SetGenerator,
    SetLadder,
    SetMaxPieces,
    SetMedicines,
    SetNotes,
    SetPatient,
    SetPrescriber,
    SetProducts,
    SetScreening,
    SetStart,
    SetTimes,
)
from ldn_desktop.workspace.rejected import RejectedError
from ldn_desktop.workspace.typed import DosePerKg
from tests.domain.given_rules import MG

START = date(2026, 12, 1)
RUNGS = Rung(MG, 7), Rung(2 * MG, 7), Rung(3 * MG, 28)
ONE, TWO = Capsule("one", MG), Capsule("two", 2 * MG)
PLAN = Plan(START, RUNGS, (ONE, TWO), id="p")
DRAFT = opened(PLAN)
NEW = Rung(MG // 2, 7)
ADJUSTED = opened(
    Plan(
        START,
        RUNGS,
        (ONE, TWO),
        adjustments=(
            Hold(date(2026, 12, 3), 2),
            StepBack(date(2026, 12, 12)),
            ChangeFormulations(date(2026, 12, 13), (Capsule("other", MG),)),
        ),
    )
)


@pytest.mark.parametrize(
    ("intent", "field", "value"),
    [
        (SetPatient(Patient("A")), "patient", Patient("A")),
        (SetPrescriber(Prescriber("B")), "prescriber", Prescriber("B")),
        (SetCondition("fibromyalgia"), "condition", "fibromyalgia"),
        (SetMedicines(("duloxetine 60 mg",)), "medicines", ("duloxetine 60 mg",)),
        (SetNotes("x"), "notes", "x"),
        (SetStart(date(2027, 1, 1)), "start_date", date(2027, 1, 1)),
        (SetTimes(("morning", "bedtime")), "times", ("morning", "bedtime")),
        (SetMaxPieces(2), "max_pieces_per_dose", 2),
        (SetFillDays(30), "fill_days", 30),
        (SetProducts((ONE,)), "formulations", (ONE,)),
        (RemoveProduct("one"), "formulations", (TWO,)),
        (RemoveProduct("none"), "formulations", (ONE, TWO)),
    ],
)
def test_a_field_is_set_and_nothing_else(intent: Intent, field: str, value: object) -> None:
    changed = apply(DRAFT, intent)
    assert getattr(changed.plan, field) == value
    others = [name for name in PLAN.__slots__ if name != field]
    assert all(getattr(changed.plan, name) == getattr(PLAN, name) for name in others)
    assert (changed.generator, changed.preset, changed.problem) == (DRAFT.generator, "", "")


def test_a_product_is_added_replaced_and_never_doubled() -> None:
    three: Formulation = Capsule("three", 3 * MG)
    stronger = Capsule("one", 4 * MG)
    assert apply(DRAFT, PutProduct(three)).plan.formulations == (ONE, TWO, three)
    assert apply(DRAFT, PutProduct(stronger, instead_of="one")).plan.formulations == (stronger, TWO)
    assert apply(DRAFT, PutProduct(three, instead_of="one")).plan.formulations == (three, TWO)
    for intent in (PutProduct(stronger), PutProduct(stronger, instead_of="two")):
        with pytest.raises(RejectedError) as caught:
            apply(DRAFT, intent)
        assert str(caught.value) == "“one” is already among the products; change that one instead."


GENERATOR = Generator("linear", MG // 2, MG // 2, MG, None, None, 7, 28)


def entered(draft: Draft, field: str, text: str, problem: str = "", intent: Intent | None = None) -> Draft:
    return apply(draft, Enter(field, field.title(), text, problem, intent))


def test_what_cannot_be_read_is_kept_as_typed_until_it_can_be() -> None:
    wrong = entered(DRAFT, "patient.born", "05/06/1980", "Two days.")
    assert wrong.plan == PLAN
    assert wrong.unread == (Typed("patient.born", "Patient.Born", "05/06/1980", "Two days."),)
    assert wrong.typed_in("patient.born") == wrong.unread[0]
    again = entered(wrong, "patient.born", "05/1980", "No day.")
    assert [entry.text for entry in again.unread] == ["05/1980"]
    read = entered(again, "patient.born", "", "", SetFillDays(14))
    assert (read.typed, read.plan.fill_days) == ((), 14)


def test_what_the_plan_refuses_is_kept_as_typed_with_the_refusal() -> None:
    refused = entered(ADJUSTED, "titration.first", "1 Jan 2030", "", SetStart(date(2030, 1, 1)))
    assert refused.plan == ADJUSTED.plan
    (entry,) = refused.unread
    assert entry.text == "1 Jan 2030"
    assert entry.problem.startswith("Not done: ")


def test_a_last_dose_that_cannot_be_read_goes_with_its_opioid() -> None:
    uses = (OpioidUse("morphine", START), OpioidUse("codeine", START))
    taken = apply(DRAFT, SetScreening(Screening(START, (), uses)))
    typed = entered(taken, "safety.last.morphine", "x", "No day.")
    kept = apply(typed, SetScreening(Screening(START, (), (uses[0], OpioidUse("codeine", None)))))
    assert kept.typed == typed.typed
    for others in ((uses[1],), (OpioidUse("morphine", None), uses[1])):
        assert apply(typed, SetScreening(Screening(START, (), others))).typed == ()


def test_a_change_half_entered_is_kept_until_it_is_settled() -> None:
    kept = (Typed("change", "Follow-up", "new", "Accept or cancel it."), Typed("change.on", "From", "1 Dec"))
    half = apply(DRAFT, KeepTyped("change", kept))
    assert (half.typed, half.unread) == (kept, kept[:1])
    assert apply(half, KeepTyped("change")).typed == ()
    assert apply(half, SetAdjustments(())).typed == ()


@pytest.mark.parametrize(
    ("intent", "sentence"),
    [
        (
            SetStart(date(2026, 12, 4)),
            "Not done: the hold from Thu 3 Dec 2026 would no longer fit; remove or change it first.",
        ),
        (
            SetLadder((NEW,)),
            "Not done: the step back from Sat 12 Dec 2026 would no longer fit; remove or change it first.",
        ),
        (
            InsertRung(0, Rung(MG, 30)),
            "Not done: the step back from Sat 12 Dec 2026 would no longer fit; remove or change it first.",
        ),
        (
            PutProduct(Capsule("other", 3 * MG)),
            "Not done: the id “other” already stands for another product; give this one an id of its own.",
        ),
        (
            SetStart(date(9999, 12, 1)),
            "Not done: the course would end after the year 9999; choose an earlier start or fewer days.",
        ),
        (
            SetGenerator(Generator("linear", MG, MG, MG, None, None, 7, 9)),
            "Not done: the step back from Sat 12 Dec 2026 would no longer fit; remove or change it first.",
        ),
    ],
)
def test_what_leaves_no_course_is_rejected_in_words(intent: Intent, sentence: str) -> None:
    with pytest.raises(RejectedError) as caught:
        apply(ADJUSTED, intent)
    assert str(caught.value) == sentence


def test_a_blank_draft_takes_fields_in_any_order() -> None:
    draft = blank(START, "p")
    for intent in (SetNotes("x"), PutProduct(ONE), SetGenerator(GENERATOR), SetStart(date(2027, 1, 1))):
        draft = apply(draft, intent)
    assert draft.plan.formulations == (ONE,)
    assert len(draft.plan.ladder) == 2
    assert (draft.plan.start_date, draft.plan.notes, draft.plan.id) == (date(2027, 1, 1), "x", "p")


def test_no_times_at_all_are_rejected_in_words() -> None:
    with pytest.raises(RejectedError):
        apply(DRAFT, SetTimes(()))


def test_a_plan_takes_no_more_than_a_file_of_it_may_hold() -> None:
    full = tuple(Capsule(f"c{at}", MG + at) for at in range(24))
    draft = apply(DRAFT, SetProducts(full))
    for intent, told in (
        (PutProduct(Capsule("one more", MG), ""), "25 products"),
        (SetLadder((Rung(MG, 1),) * 1001), "1,001 steps"),
        (SetLadder((Rung(MG, 3650),) * 11), "36,525 days"),
        (SetMaxPieces(65), "65 is outside 1 to 64"),
        (SetFillDays(0), "0 is outside 1 to 3,650"),
        (SetAdjustments((Hold(draft.plan.start_date, 1),) * 201), "201 adjustments"),
        (SetMedicines(tuple(f"medicine {at}" for at in range(51))), "51 medicines"),
        (SetMedicines(("a" * 121,)), "has 121 characters"),
        (SetMedicines(("Aspirin", "aspirin")), "“aspirin” stands there twice"),
        (SetMedicines((" ",)), "is empty"),
    ):
        with pytest.raises(RejectedError, match=told):
            apply(draft, intent)


def test_a_plan_for_another_patient_knows_nothing_of_the_one_before() -> None:
    told = replace(
        DRAFT.plan,
        medicines=("duloxetine 60 mg",),
        notes="lives alone",
        screening=Screening(START, (("cirrhosis", "yes"),), (), date(2027, 2, 1)),
        overrides=(Override("cirrhosis", "x"),),
    )
    plan = for_another(replace(DRAFT, plan=told), START).plan
    assert (plan.medicines, plan.screening, plan.overrides, plan.notes) == ((), Screening(), (), "")
    assert plan.start_date == told.start_date
    day = timedelta(days=1)
    for today, begins in ((told.start_date - day, told.start_date), (told.start_date + day,) * 2):
        assert for_another(replace(DRAFT, plan=told), today).plan.start_date == begins
    assert (plan.ladder, plan.formulations) == (told.ladder, told.formulations)


def test_the_weight_is_no_other_patients() -> None:
    child = GENERATOR.with_number("target_ng", DosePerKg(MG // 10)).with_number("weight_g", 32_500)
    made = apply(DRAFT, SetGenerator(child.with_number("weighed_on", START)))
    assert made.plan.ladder[-1].dose_ng == 3_200_000
    other = for_another(made, START)
    assert (other.plan.basis, other.generator.weight_g, other.generator.weighed_on) == (None, None, None)
    assert other.plan.ladder == made.plan.ladder
    assert [entry.field for entry in other.unread] == ["titration.weight_g"]
    again = apply(other, SetGenerator(other.generator.with_number("weight_g", 20_000)))
    again = apply(again, SetGenerator(again.generator.with_number("weighed_on", START)))
    assert (again.plan.ladder[-1].dose_ng, again.problem) == (2 * MG, "")
