"""Every intent: what it changes, and that a refused one changes nothing."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, timedelta

import pytest

from ldn_desktop.domain.adjustment import ChangeFormulations, Hold, StepBack
from ldn_desktop.domain.basis import Months
from ldn_desktop.domain.formulation import Capsule, Formulation
from ldn_desktop.domain.ladder import IF_TOLERATED, ON_DATE, Rung
from ldn_desktop.domain.plan import OpioidUse, Override, Patient, Plan, Prescriber, Screening
from ldn_desktop.domain.rhythm import Cycle, Weekdays
from ldn_desktop.workspace.draft import Draft, Typed, blank, for_another, opened
from ldn_desktop.workspace.draft_file import read_draft, write_draft
from ldn_desktop.workspace.edits import apply
from ldn_desktop.workspace.generator import Generator
from ldn_desktop.workspace.intents import (
    Enter,
    InsertRung,
    Intent,
    KeepTyped,
    MoveRung,
    PutProduct,
    RemoveProduct,
    RemoveRung,
    ReplaceDose,
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
    SetRung,
    SetScreening,
    SetStart,
    SetTimes,
    UsePreset,
)
from ldn_desktop.workspace.rejected import RejectedError
from ldn_desktop.workspace.typed import DosePerKg
from tests.domain.given_rules import MG, VOCABULARY

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


@pytest.mark.parametrize(
    ("intent", "ladder"),
    [
        (SetLadder((NEW,)), (NEW,)),
        (SetRung(1, NEW), (RUNGS[0], NEW, RUNGS[2])),
        (InsertRung(0, NEW), (NEW, *RUNGS)),
        (InsertRung(3, NEW), (*RUNGS, NEW)),
        (RemoveRung(2), RUNGS[:2]),
        (MoveRung(0, 2), (RUNGS[1], RUNGS[2], RUNGS[0])),
        (MoveRung(2, 0), (RUNGS[2], RUNGS[0], RUNGS[1])),
        (ReplaceDose(2 * MG, 5 * MG), (RUNGS[0], Rung(5 * MG, 7), RUNGS[2])),
    ],
)
def test_steps_edited_by_hand_are_the_clinicians_own(intent: Intent, ladder: tuple[Rung, ...]) -> None:
    trouble = Typed("titration.start_ng", "Start", "", "old")
    preset = Draft(PLAN, DRAFT.generator, preset="usual", trouble=trouble)
    changed = apply(preset, intent)
    assert changed.plan.ladder == ladder
    assert (changed.generator.mode, changed.preset, changed.problem) == ("table", "", "")


def test_the_last_step_may_go() -> None:
    assert apply(opened(Plan(START, (NEW,), (ONE,))), RemoveRung(0)).plan.ladder == ()


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


def test_the_numbers_of_a_generator_fill_the_ladder() -> None:
    changed = apply(Draft(PLAN, preset="usual"), SetGenerator(GENERATOR))
    assert changed.plan.ladder == (Rung(MG // 2, 7), Rung(MG, 28))
    assert (changed.generator, changed.preset, changed.problem) == (GENERATOR, "", "")


def test_a_preset_sets_numbers_and_times() -> None:
    changed = apply(DRAFT, UsePreset(GENERATOR, "usual", ("morning",)))
    assert changed.plan.ladder == (Rung(MG // 2, 7), Rung(MG, 28))
    assert changed.plan.times == ("morning",)
    assert (changed.generator, changed.preset, changed.problem) == (GENERATOR, "usual", "")


def test_numbers_that_make_no_ladder_keep_the_ladder_and_say_why() -> None:
    wrong = Generator("linear", 2 * MG, MG, 0, None, None, 7, 28)
    changed = apply(DRAFT, SetGenerator(wrong))
    assert changed.plan == PLAN
    assert changed.generator == wrong
    assert changed.problem == "The target is 0; give a target above 0."
    assert apply(changed, SetGenerator(GENERATOR)).problem == ""


def test_unfinished_numbers_keep_the_ladder_and_name_the_first_that_is_missing() -> None:
    changed = apply(DRAFT, SetGenerator(Generator("linear", MG)))
    assert changed.plan == PLAN
    assert [entry.field for entry in changed.unread] == ["titration.target_ng"]
    assert changed.problem == (
        "“Target” is empty, so the steps are still those from before; type there an amount, such as 0.5 mg."
    )


def test_unfinished_numbers_of_a_plan_that_nobody_made_yet_are_no_fault() -> None:
    changed = apply(blank(START, "p"), SetGenerator(Generator("linear", MG)))
    assert changed.unread == ()
    assert changed.loose != blank(START, "p").loose


@pytest.mark.parametrize(
    ("generator", "field"),
    [
        (GENERATOR._replace(start_ng=0), "start_ng"),
        (GENERATOR._replace(target_ng=0), "target_ng"),
        (
            GENERATOR._replace(mode="proportional", start_ng=2 * MG, factor_thousandths=2000, round_to_ng=1),
            "factor_thousandths",
        ),
        (GENERATOR._replace(step_ng=0), "step_ng"),
        (GENERATOR._replace(step_ng=1), "step_ng"),
        (GENERATOR._replace(every=4000), "every"),
        (GENERATOR._replace(maintenance=0), "maintenance"),
        (
            GENERATOR._replace(mode="proportional", factor_thousandths=1000, round_to_ng=1),
            "factor_thousandths",
        ),
        (GENERATOR._replace(mode="proportional", factor_thousandths=2000, round_to_ng=0), "round_to_ng"),
    ],
)
def test_what_makes_no_ladder_is_told_at_one_number(generator: Generator, field: str) -> None:
    changed = apply(DRAFT, SetGenerator(generator))
    assert [entry.field for entry in changed.unread] == [f"titration.{field}"]
    assert changed.plan == PLAN


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


CELL = Typed("ladder.1.dose", "Step 2, Daily dose", "x", "No amount.")


@pytest.mark.parametrize(
    ("intent", "row"),
    [
        (InsertRung(0, NEW), 2),
        (InsertRung(1, NEW), 2),
        (InsertRung(2, NEW), 1),
        (RemoveRung(0), 0),
        (RemoveRung(1), None),
        (RemoveRung(2), 1),
        (MoveRung(1, 2), 2),
        (MoveRung(1, 0), 0),
        (MoveRung(0, 2), 0),
        (MoveRung(2, 0), 2),
        (SetRung(0, NEW), 1),
        (SetLadder((NEW,)), None),
        (SetGenerator(GENERATOR), None),
        (SetNotes("a"), 1),
    ],
)
def test_what_is_typed_in_a_cell_goes_with_its_row(intent: Intent, row: int | None) -> None:
    changed = apply(replace(DRAFT, typed=(CELL,)), intent)
    assert [(e.field, e.name) for e in changed.typed] == (
        [] if row is None else [(f"ladder.{row}.dose", f"Step {row + 1}, Daily dose")]
    )


def test_what_a_mode_does_not_show_is_not_in_the_form() -> None:
    wrong = entered(apply(DRAFT, SetGenerator(GENERATOR)), "titration.step_ng", "x", "No amount.")
    factor = GENERATOR._replace(mode="proportional", factor_thousandths=2000, round_to_ng=1)
    assert apply(wrong, SetGenerator(factor)).unread == ()
    assert apply(wrong, RemoveRung(0)).unread == ()
    assert apply(wrong, SetGenerator(GENERATOR._replace(every=9))).unread == wrong.unread


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


@pytest.mark.parametrize("intent", [SetRung(3, NEW), RemoveRung(3), MoveRung(3, 0)])
def test_a_row_that_is_not_there_is_rejected_in_words(intent: Intent) -> None:
    with pytest.raises(RejectedError):
        apply(DRAFT, intent)


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


MONTHLY = GENERATOR._replace(every=Months(1), maintenance=Months(2))
"""From 1 December: 31 days, then 59."""


def test_a_plan_keeps_how_its_ladder_was_made() -> None:
    made = apply(DRAFT, SetGenerator(MONTHLY))
    assert made.plan.basis == MONTHLY.basis()
    assert [rung.days for rung in made.plan.ladder] == [31, 59]
    assert opened(made.plan).generator == MONTHLY
    assert apply(made, SetGenerator(MONTHLY._replace(step_ng=None))).plan == made.plan
    for by_hand in (SetRung(0, NEW), RemoveRung(0), SetGenerator(MONTHLY._replace(mode="table"))):
        changed = apply(made, by_hand)
        assert (changed.plan.basis, changed.generator.mode) == (None, "table")


def test_a_ladder_in_months_is_laid_anew_from_another_first_dose() -> None:
    made = apply(DRAFT, SetGenerator(MONTHLY))
    moved = apply(made, SetStart(date(2027, 2, 1)))
    assert [rung.days for rung in moved.plan.ladder] == [28, 61]
    assert (moved.plan.basis, moved.generator) == (made.plan.basis, MONTHLY)
    with pytest.raises(RejectedError, match="Not done: The ladder would end after the year 9999"):
        apply(made, SetStart(date(9999, 12, 1)))


def test_numbers_that_a_plan_was_recognised_by_are_not_written_into_it() -> None:
    plain = replace(PLAN, ladder=GENERATOR.ladder(START) or ())
    read = opened(plain)
    assert apply(read, SetGenerator(read.generator)).plan == plain
    assert apply(read, SetGenerator(GENERATOR._replace(target_ng=2 * MG))).plan.basis is not None


def test_what_a_step_says_besides_dose_and_days_outlasts_other_numbers() -> None:
    made = apply(DRAFT, SetGenerator(GENERATOR))
    first, last = made.plan.ladder
    told = apply(made, SetRung(0, first._replace(go_on=IF_TOLERATED, rhythm=Cycle(1, 1))))
    told = apply(told, SetRung(1, last._replace(doses=(("morning", MG),), rhythm=Weekdays((0,)))))
    assert (told.plan.basis, told.generator) == (made.plan.basis, GENERATOR)
    kept = apply(told, SetGenerator(GENERATOR._replace(target_ng=2 * MG, every=14)))
    assert (kept.plan, kept.problem[:46]) == (told.plan, "Step 2 has a dose for each time of the day, 1 ")
    told = apply(told, SetRung(1, told.plan.ladder[1]._replace(doses=())))
    longer = apply(told, SetGenerator(GENERATOR._replace(target_ng=2 * MG, every=14))).plan.ladder
    assert [rung.go_on for rung in longer] == [IF_TOLERATED, ON_DATE, ON_DATE, ON_DATE]
    assert [rung.rhythm for rung in longer] == [Cycle(1, 1), None, None, Weekdays((0,))]
    assert apply(told, RemoveRung(1)).plan.ladder == (first._replace(rhythm=Cycle(1, 1)),)


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


BY_TIME = (Rung(2 * MG, 7), Rung(13 * MG // 2, 28, (("morning", 2 * MG), ("bedtime", 9 * MG // 2))))


def test_numbers_that_would_drop_doses_by_time_keep_the_steps_and_say_so() -> None:
    draft = opened(replace(PLAN, ladder=BY_TIME))
    assert draft.generator.mode == "table"
    linear = Generator("linear", 2 * MG, MG, 7 * MG, None, None, 7, 28)
    changed = apply(draft, SetGenerator(linear))
    assert changed.plan.ladder == BY_TIME
    assert changed.problem.startswith(
        "Step 2 has a dose for each time of the day, 6.5 mg together, which these "
    )
    again = read_draft(write_draft(changed), VOCABULARY)
    assert (again.plan, again.problem) == (changed.plan, changed.problem)
    kept = apply(draft, SetGenerator(linear._replace(step_ng=9 * MG // 2, target_ng=13 * MG // 2)))
    assert (kept.problem, kept.plan.ladder) == ("", BY_TIME)
    preset = apply(draft, UsePreset(linear, "usual", ("bedtime",)))
    assert [rung.doses for rung in preset.plan.ladder] == [()] * 6
