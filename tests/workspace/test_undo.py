"""Steps taken back and done again."""

from __future__ import annotations

from datetime import date

from ldn_desktop.workspace.draft import Draft, blank
from ldn_desktop.workspace.undo import MOST_UNDO, Steps

NONE: Steps[Draft] = Steps()
A, B, C = (blank(date(2026, 12, 1), name) for name in "abc")


def test_steps_are_taken_back_and_done_again_in_order() -> None:
    steps = NONE.done(A, "one", "").done(B, "two", "")
    assert (steps.undo_label, steps.redo_label) == ("two", "")
    back, draft = steps.taken_back(C)
    assert (draft, back.undo_label, back.redo_label) == (B, "one", "two")
    first, draft = back.taken_back(B)
    assert (draft, first.undo_label, first.redo_label) == (A, "", "one")
    again, draft = first.done_again(A)
    assert (draft, again) == (B, back)
    assert again.done_again(B) == (steps, C)


def test_a_new_step_leaves_nothing_to_do_again() -> None:
    back, _ = NONE.done(A, "one", "").taken_back(B)
    assert back.done(A, "other", "") == NONE.done(A, "other", "")


def test_what_is_typed_on_is_one_step_until_it_is_settled() -> None:
    typed = NONE.done(A, "the dose", "dose").done(B, "the dose", "dose")
    assert [past.draft for past in typed.undo] == [A]
    assert typed.goes_on("dose")
    assert not typed.goes_on("days")
    assert not typed.settled().goes_on("dose")
    assert not NONE._replace(typing="dose").goes_on("dose")
    assert len(typed.settled().done(B, "the dose", "dose").undo) == 2


def test_the_oldest_steps_are_forgotten() -> None:
    steps = NONE
    drafts: list[Draft] = [blank(date(2026, 12, 1), str(number)) for number in range(MOST_UNDO + 1)]
    for draft in drafts:
        steps = steps.done(draft, "a step", "")
    assert [past.draft for past in steps.undo] == drafts[1:]
