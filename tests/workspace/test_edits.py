"""Every intent: what it changes, and that a refused one changes nothing."""

from __future__ import annotations

from datetime import date

import pytest

from ldn_desktop.domain.adjustment import ChangeFormulations, Hold, StepBack
from ldn_desktop.domain.formulation import Capsule, Formulation
from ldn_desktop.domain.ladder import Rung
from ldn_desktop.domain.plan import Patient, Plan, Prescriber
from ldn_desktop.workspace.draft import Draft, blank, opened
from ldn_desktop.workspace.edits import RejectedError, apply
from ldn_desktop.workspace.generator import Generator
from ldn_desktop.workspace.intents import (
    InsertRung,
    Intent,
    MoveRung,
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
    UsePreset,
)
from tests.domain.given_rules import MG

START = date(2026, 12, 1)
RUNGS = Rung(MG, 7), Rung(2 * MG, 7), Rung(3 * MG, 28)
ONE, TWO = Capsule("one", MG), Capsule("two", 2 * MG)
PLAN = Plan(START, RUNGS, (ONE, TWO), id="p")
DRAFT = opened(PLAN)
NEW = Rung(MG // 2, 7)


@pytest.mark.parametrize(
    ("intent", "field", "value"),
    [
        (SetPatient(Patient("A")), "patient", Patient("A")),
        (SetPrescriber(Prescriber("B")), "prescriber", Prescriber("B")),
        (SetCondition("fibromyalgia"), "condition", "fibromyalgia"),
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
        (ReplaceDose(9 * MG, 5 * MG), RUNGS),
    ],
)
def test_steps_edited_by_hand_are_the_clinicians_own(intent: Intent, ladder: tuple[Rung, ...]) -> None:
    preset = Draft(PLAN, DRAFT.generator, preset="usual", problem="old")
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
    wrong = Generator("linear", 2 * MG, MG, MG, None, None, 7, 28)
    changed = apply(DRAFT, SetGenerator(wrong))
    assert changed.plan == PLAN
    assert changed.generator == wrong
    assert (
        changed.problem == "The start, 2 mg, is above the target, 1 mg; lower the start or raise the target."
    )
    assert apply(changed, SetGenerator(GENERATOR)).problem == ""


def test_unfinished_numbers_keep_the_ladder_without_a_word() -> None:
    changed = apply(DRAFT, SetGenerator(Generator("linear", MG)))
    assert (changed.plan, changed.problem) == (PLAN, "")


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
    ("intent", "sentence"),
    [
        (
            SetStart(date(2026, 12, 4)),
            "Not done: 2026-12-03 is outside the course, 2026-12-04 to 2027-01-14; choose a day in it.",
        ),
        (
            SetLadder((NEW,)),
            "Not done: 2026-12-12 is outside the course, 2026-12-01 to 2026-12-09; choose a day in it.",
        ),
        (
            InsertRung(0, Rung(MG, 30)),
            "Not done: there is no step before the first one; hold, pause or stop instead.",
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
            "Not done: 2026-12-12 is outside the course, 2026-12-01 to 2026-12-11; choose a day in it.",
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
