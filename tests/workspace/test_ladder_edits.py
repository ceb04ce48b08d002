"""A ladder made from numbers, begun on another day, or edited step by step."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from typing import Any

import pytest

from ldn_desktop.domain.basis import Months
from ldn_desktop.domain.ladder import IF_TOLERATED, ON_DATE, Rung
from ldn_desktop.domain.plan import Plan
from ldn_desktop.domain.rhythm import Cycle, Weekdays
from ldn_desktop.workspace.draft import Draft, Typed, blank, opened
from ldn_desktop.workspace.draft_file import read_draft, write_draft
from ldn_desktop.workspace.edits import apply
from ldn_desktop.workspace.generator import Generator
from ldn_desktop.workspace.intents import (
    InsertRung,
    Intent,
    MoveRung,
    RemoveRung,
    ReplaceDose,
    SetGenerator,
    SetLadder,
    SetNotes,
    SetRung,
    SetStart,
    UsePreset,
)
from ldn_desktop.workspace.rejected import RejectedError
from tests.domain.given_rules import MG, VOCABULARY
from tests.workspace.test_edits import DRAFT, GENERATOR, NEW, ONE, PLAN, RUNGS, START, entered

CELL = Typed("ladder.1.dose", "Step 2, Daily dose", "x", "No amount.")
MONTHLY = GENERATOR._replace(every=Months(1), maintenance=Months(2))
"""From 1 December: 31 days, then 59."""
BY_TIME = (Rung(2 * MG, 7), Rung(13 * MG // 2, 28, (("morning", 2 * MG), ("bedtime", 9 * MG // 2))))


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


@pytest.mark.parametrize("intent", [SetRung(3, NEW), RemoveRung(3), MoveRung(3, 0)])
def test_a_row_that_is_not_there_is_rejected_in_words(intent: Intent) -> None:
    with pytest.raises(RejectedError):
        apply(DRAFT, intent)


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


OTHER, MONDAYS = Cycle(1, 1), Weekdays((0,))


def _marked(*said: tuple[int, dict[str, Any]]) -> Draft:
    """Return steps of 0.5 mg to 3 mg, some of which say more."""
    made = apply(DRAFT, SetGenerator(GENERATOR._replace(target_ng=3 * MG)))
    for at, more in said:
        made = apply(made, SetRung(at, made.plan.ladder[at]._replace(**more)))
    return made


def _rhythms(draft: Draft) -> list[object]:
    return [rung.rhythm for rung in draft.plan.ladder]


def test_what_a_step_says_follows_its_dose() -> None:
    """1 mg is the second step of 0.5, 1, 1.5 … and the first of 1, 2, 3 mg."""
    draft = _marked((1, {"rhythm": OTHER, "go_on": IF_TOLERATED}))
    numbers = draft.generator
    changed = apply(draft, SetGenerator(numbers._replace(start_ng=MG, step_ng=MG)))
    assert [(r.dose_ng // MG, r.rhythm, r.go_on) for r in changed.plan.ladder] == [
        (1, OTHER, IF_TOLERATED),
        (2, None, ON_DATE),
        (3, None, ON_DATE),
    ]
    assert changed.told == ""
    lost = apply(draft, SetGenerator(numbers._replace(step_ng=3 * MG // 4)))
    assert set(_rhythms(lost)) == {None}
    assert lost.told == (
        "These numbers have no step any more for what was said of some: every other day, step 2 (1 mg); "
        "go on only if it suits, step 2 (1 mg). Undo brings it back."
    )
    assert apply(lost, SetNotes("a")).told == lost.told
    assert apply(lost, SetGenerator(numbers)).told == ""


@pytest.mark.parametrize(
    ("before", "numbers", "doses"),
    [
        ((1, 2), {"target_ng": 4 * MG, "step_ng": MG}, [2, 4, 6, 8]),
        ((1, 2), {"start_ng": MG // 2}, [1, 2, 3, 4]),
        ((1, 2), {"start_ng": 2 * MG}, [4]),
        ((1,), {"target_ng": 3 * MG, "step_ng": MG}, [2, 4, 6]),
    ],
)
def test_what_all_steps_say_counts_the_last_one(
    before: tuple[int, ...], numbers: dict[str, Any], doses: list[int]
) -> None:
    start, target = before[0] * MG, before[-1] * MG
    made = apply(DRAFT, SetGenerator(GENERATOR._replace(start_ng=start, step_ng=MG, target_ng=target)))
    for at, rung in enumerate(made.plan.ladder):
        made = apply(made, SetRung(at, rung._replace(rhythm=OTHER)))
    assert [rung.dose_ng for rung in made.plan.ladder] == [dose * MG for dose in before]
    changed = apply(made, SetGenerator(made.generator._replace(**{"step_ng": MG // 2} | numbers)))
    assert [rung.dose_ng * 2 // MG for rung in changed.plan.ladder] == doses
    assert set(_rhythms(changed)) == {OTHER}
    assert "no step any more" not in changed.told


def test_what_steps_on_both_sides_of_a_dose_say_it_says_too() -> None:
    shared = _marked(*((at, {"rhythm": OTHER}) for at in range(6)))
    for name, ng in (
        ("step_ng", 3 * MG // 4),
        ("start_ng", MG // 4),
        ("target_ng", 5 * MG),
        ("start_ng", 3 * MG),
    ):
        changed = apply(shared, SetGenerator(shared.generator.with_number(name, ng)))
        assert set(_rhythms(changed)) == {OTHER}
        assert changed.told in {"", "The last step, now 5 mg, keeps its days: every other day."}
    some = _marked((2, {"rhythm": OTHER}), (3, {"rhythm": OTHER}))
    assert [r.dose_ng for r in some.plan.ladder[2:4]] == [3 * MG // 2, 2 * MG]
    finer = apply(some, SetGenerator(some.generator._replace(step_ng=MG // 4)))
    assert [r.dose_ng * 4 // MG for r in finer.plan.ladder if r.rhythm] == [6, 7, 8]
    coarser = apply(some, SetGenerator(some.generator._replace(step_ng=5 * MG // 4)))
    assert [r.dose_ng * 4 // MG for r in coarser.plan.ladder if r.rhythm] == [7]


def test_what_the_last_step_says_stays_with_the_last_and_is_told_at_another_dose() -> None:
    draft = _marked((5, {"rhythm": MONDAYS}))
    same = apply(draft, SetGenerator(draft.generator._replace(step_ng=MG)))
    assert (_rhythms(same), same.told) == ([None, None, None, MONDAYS], "")
    higher = apply(draft, SetGenerator(draft.generator._replace(step_ng=MG, target_ng=4 * MG)))
    assert _rhythms(higher) == [None, None, None, None, MONDAYS]
    assert higher.told == "The last step, now 4 mg, keeps its days: on Mondays."


def test_a_ladder_that_is_made_a_table_by_hand_says_so_and_one_typed_as_it_stands_is_none() -> None:
    made = apply(DRAFT, SetGenerator(GENERATOR))
    same = apply(made, SetRung(0, made.plan.ladder[0]))
    assert (same, same.told) == (made, "")
    by_hand = apply(made, SetRung(0, made.plan.ladder[0]._replace(days=9)))
    assert by_hand.generator.mode == "table"
    assert by_hand.told.startswith("These steps are a table now")
    assert apply(by_hand, SetRung(0, by_hand.plan.ladder[0]._replace(days=10))).told == ""


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


BY_WEIGHT = Generator(
    "linear",
    start_ng=MG,
    step_ng=MG,
    every=Months(1),
    maintenance=Months(1),
    per_kg_ng=MG // 10,
    weight_g=30_000,
    weighed_on=date(2026, 11, 20),
    rounded_to_ng=MG // 10,
    at_most_ng=9 * MG // 2,
)


def _with_doses(draft: Draft, **doses: int) -> Draft:
    last = draft.plan.ladder[-1]
    split = last._replace(dose_ng=sum(doses.values()), doses=tuple(doses.items()))
    changed = apply(draft, SetRung(len(draft.plan.ladder) - 1, split))
    assert read_draft(write_draft(changed), VOCABULARY) == changed
    return changed


def test_numbers_stay_while_the_doses_by_time_of_a_step_are_typed() -> None:
    """On the way from 3 mg at bedtime to 1 mg and 2 mg the sum is 4 mg: weight and months are not lost by that."""
    made = apply(DRAFT, SetGenerator(BY_WEIGHT))
    split = _with_doses(made, bedtime=3 * MG)
    on_the_way = _with_doses(split, morning=MG, bedtime=3 * MG)
    assert on_the_way.generator == BY_WEIGHT
    assert on_the_way.plan.basis is None, "no file says that the numbers made these steps"
    assert "Step 3 has a dose for each time of the day, 4 mg together" in on_the_way.problem
    there = _with_doses(on_the_way, morning=MG, bedtime=2 * MG)
    assert (there.generator, there.plan.basis, there.problem) == (BY_WEIGHT, BY_WEIGHT.basis(), "")
    assert there.plan.ladder[-1].doses == (("morning", MG), ("bedtime", 2 * MG))


def test_doses_by_time_of_another_sum_are_made_equal_again_or_kept_in_the_table() -> None:
    made = apply(DRAFT, SetGenerator(BY_WEIGHT))
    other = _with_doses(made, morning=MG, bedtime=3 * MG)
    equal = apply(other, SetRung(2, other.plan.ladder[2]._replace(doses=())))
    assert (equal.plan, equal.problem) == (made.plan, "")
    table = apply(other, SetGenerator(BY_WEIGHT._replace(mode="table")))
    assert (table.plan, table.problem) == (other.plan, "")
