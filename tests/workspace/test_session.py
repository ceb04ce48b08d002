"""Undo, redo, typing as one step, and whether the plan is saved."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from datetime import date, timedelta
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ldn_desktop.domain.adjustment import Pause, Stop
from ldn_desktop.domain.formulation import Capsule, Tablet
from ldn_desktop.domain.ladder import Rung
from ldn_desktop.domain.plan import Override, Plan
from ldn_desktop.domain.plan_limits import CourseError
from ldn_desktop.exchange.plan_reader import Vocabulary
from ldn_desktop.workspace.draft import Draft, blank, opened
from ldn_desktop.workspace.draft_file import read_draft, write_draft
from ldn_desktop.workspace.generator import Generator
from ldn_desktop.workspace.intents import (
    Enter,
    Intent,
    PutProduct,
    RemoveProduct,
    SetAdjustments,
    SetFillDays,
    SetGenerator,
    SetLadder,
    SetMaxPieces,
    SetNotes,
    SetProducts,
    SetRung,
    SetStart,
    SetTimes,
)
from ldn_desktop.workspace.origin import File, Origin, Unsaved
from ldn_desktop.workspace.rejected import RejectedError
from ldn_desktop.workspace.session import Session, ShowError
from ldn_desktop.workspace.undo import MOST_UNDO
from tests.domain.given_rules import MG, RULES

START = date(2026, 12, 1)
ONE = Capsule("one", MG)
PLAN = Plan(START, (Rung(MG, 7), Rung(2 * MG, 28)), (ONE,), id="p")
FILE = File(Path("a.ldnplan"))


class Watch:
    """Counts what a session tells, and is its clock."""

    def __init__(self) -> None:
        self.told = 0
        self.day = START

    def note(self) -> None:
        self.told += 1

    def today(self) -> date:
        return self.day


def begun(draft: Draft | None = None) -> tuple[Session, Watch]:
    watch = Watch()
    session = Session(opened(PLAN) if draft is None else draft, lambda: RULES, watch.today)
    session.subscribe(watch.note)
    return session, watch


def leave(session: Session, plan: Plan | None = None) -> None:
    """Have a paper leave."""
    with session.giving_out(plan or session.draft.plan):
        pass


def test_undo_and_redo_go_through_the_same_drafts() -> None:
    session, watch = begun()
    states = [session.draft]
    for text in ("a", "b", "c"):
        session.do(SetNotes(text), f"Notes {text}")
        states.append(session.draft)
    for expected in reversed(states[:-1]):
        session.undo()
        assert session.draft == expected
    assert (session.undo_label, session.redo_label) == ("", "Notes a")
    for expected in states[1:]:
        session.redo()
        assert session.draft == expected
    assert (session.undo_label, session.redo_label) == ("Notes c", "")
    assert watch.told == 9


def test_undo_and_redo_with_nothing_to_do_are_silent() -> None:
    session, watch = begun()
    session.undo()
    session.redo()
    assert (session.draft, watch.told) == (opened(PLAN), 0)


def test_a_new_intent_takes_away_what_could_be_done_again() -> None:
    session, _ = begun()
    session.do(SetNotes("a"), "one")
    session.undo()
    session.do(SetNotes("b"), "two")
    assert (session.undo_label, session.redo_label) == ("two", "")


def test_an_intent_that_changes_nothing_is_no_step_and_keeps_redo() -> None:
    session, watch = begun()
    session.do(SetNotes("a"), "one")
    session.undo()
    told = watch.told
    session.do(SetFillDays(28), "same")
    assert (session.redo_label, session.undo_label, watch.told) == ("one", "", told)


def test_typing_in_one_field_is_one_step() -> None:
    session, _ = begun()
    for text in ("a", "ab", "abc"):
        session.do(SetNotes(text), "Notes", typing="notes")
    session.undo()
    assert session.draft.plan.notes == ""
    assert session.undo_label == ""
    session.redo()
    assert session.draft.plan.notes == "abc"


@pytest.mark.parametrize("interruption", ["end", "other field", "no typing", "undo", "saved"])
def test_typing_is_interrupted(interruption: str) -> None:
    session, _ = begun()
    session.do(SetNotes("a"), "first", typing="notes")
    match interruption:
        case "end":
            session.end_typing()
        case "other field":
            session.do(SetFillDays(30), "fill", typing="fill")
        case "no typing":
            session.do(SetFillDays(30), "fill")
        case "undo":
            session.do(SetFillDays(30), "fill")
            session.undo()
        case "saved":
            session.saved(FILE)
    session.do(SetNotes("ab"), "second", typing="notes")
    session.undo()
    assert session.draft.plan.notes == "a"


def test_a_rejected_intent_changes_nothing() -> None:
    session, watch = begun()
    session.do(SetNotes("a"), "one")
    before = (
        session.draft,
        session.regimen,
        session.undo_label,
        session.redo_label,
        session.modified,
        watch.told,
    )
    with pytest.raises(RejectedError):
        session.do(PutProduct(Capsule("one", 2 * MG)), "rejected")
    assert before == (
        *(session.draft, session.regimen, session.undo_label, session.redo_label),
        *(session.modified, watch.told),
    )


def viewed(session: Session) -> Plan | None:
    """Return the plan that the view shows; ``None`` without a view."""
    return None if session.regimen is None else session.regimen.plan


def test_the_view_follows_the_plan() -> None:
    session, _ = begun(blank(START, "p"))
    assert viewed(session) is None
    session.do(PutProduct(ONE), "product")
    assert viewed(session) is None
    session.do(SetLadder(PLAN.ladder), "steps")
    assert viewed(session) == session.draft.plan
    session.do(RemoveProduct("one"), "none")
    assert viewed(session) is None
    session.undo()
    assert viewed(session) == session.draft.plan


def is_complete(session: Session) -> bool:
    return session.complete


def is_modified(session: Session) -> bool:
    return session.modified


def test_modified_compares_the_plan_with_what_was_saved() -> None:
    session, _ = begun()
    assert not is_modified(session)
    session.do(SetNotes("a"), "notes")
    assert is_modified(session)
    session.undo()
    assert not is_modified(session)
    session.redo()
    session.saved(FILE)
    assert (session.modified, session.origin) == (False, FILE)
    session.undo()
    assert is_modified(session)
    session.redo()
    assert not is_modified(session)


def test_numbers_that_make_the_same_plan_do_not_count_as_modified() -> None:
    session, _ = begun()
    session.do(SetGenerator(session.draft.generator._replace(mode="table")), "table steps")
    assert not is_modified(session)
    assert session.complete
    assert session.undo_label == "table steps"


def test_numbers_that_make_no_plan_are_not_saved_and_leave_nothing_complete() -> None:
    session, _ = begun()
    session.do(SetGenerator(Generator("linear", MG)), "numbers")
    assert is_modified(session)
    assert not is_complete(session)
    session.undo()
    assert is_complete(session)
    assert not is_modified(session)


def test_a_lone_number_counts_as_modified() -> None:
    session, _ = begun(blank(START, "q"))
    session.do(SetGenerator(Generator("linear", MG)), "numbers")
    assert is_modified(session)


def test_what_is_typed_and_not_read_is_undone_and_done_again() -> None:
    session, watch = begun()
    before = session.regimen
    session.do(Enter("patient.born", "Born", "5", "No day."), "the date of birth", "patient.born")
    session.do(Enter("patient.born", "Born", "5/", "No day."), "the date of birth", "patient.born")
    assert session.regimen is before
    assert (session.complete, is_modified(session), watch.told) == (False, True, 2)
    session.undo()
    assert (session.unread, session.undo_label) == ((), "")
    session.redo()
    assert [entry.text for entry in session.unread] == ["5/"]


def test_what_a_text_meant_half_typed_is_not_kept_once_it_means_nothing() -> None:
    session, _ = begun()
    before = session.draft
    for text, days in (("6", 6), ("6 ", 6)):
        meant = SetFillDays(days)
        session.do(Enter("products.fill", "Fill every", text, "", meant), "the fills", "products.fill")
    assert session.draft.plan.fill_days == 6
    session.do(Enter("products.fill", "Fill every", "6 m", "No months."), "the fills", "products.fill")
    assert session.draft.plan == before.plan
    assert [entry.text for entry in session.unread] == ["6 m"]
    session.undo()
    assert session.draft == before


def test_opening_begins_anew_and_recovering_counts_as_modified() -> None:
    session, watch = begun()
    session.do(SetNotes("a"), "notes")
    other = blank(START, "q")
    session.open(other, FILE)
    assert (session.draft, session.origin, session.modified) == (other, FILE, False)
    assert (session.undo_label, session.redo_label, session.regimen) == ("", "", None)
    session.recover(opened(PLAN), Unsaved())
    assert (session.origin, session.modified, session.undo_label) == (Unsaved(), True, "")
    session.saved(FILE)
    assert not is_modified(session)
    assert watch.told == 4


def test_a_new_day_gives_new_findings() -> None:
    session, watch = begun()
    watch.day = date(2026, 12, 2)
    session.refresh()
    assert session.regimen is not None
    assert "starts-in-past" in [finding.code for finding in session.regimen.findings]


def overrides(session: Session) -> tuple[Override, ...]:
    return session.draft.plan.overrides


def test_an_override_falls_away_when_what_its_finding_rests_on_changes() -> None:
    reason = Override("above-documented-range", "Agreed with the pain clinic.")
    session, _ = begun(opened(Plan(START, (Rung(17 * MG, 28),), (ONE,), overrides=(reason,))))
    session.do(SetNotes("x"), "notes")
    assert overrides(session) == (reason,)
    session.do(SetRung(0, Rung(18 * MG, 28)), "dose")
    assert overrides(session) == ()
    session.undo()
    assert overrides(session) == (reason,)


def test_the_oldest_steps_are_forgotten() -> None:
    session, _ = begun(blank(START, "p"))
    for number in range(MOST_UNDO + 5):
        session.do(SetNotes(str(number)), str(number))
    for _ in range(MOST_UNDO + 5):
        session.undo()
    assert session.draft.plan.notes == "4"


def first(session: Session) -> Draft:
    """Undo everything."""
    while session.undo_label:
        session.undo()
    return session.draft


def last(session: Session) -> Draft:
    """Do everything again."""
    while session.redo_label:
        session.redo()
    return session.draft


INTENTS: st.SearchStrategy[Intent] = st.one_of(
    st.builds(SetNotes, st.sampled_from("abc")),
    st.builds(SetFillDays, st.integers(1, 3)),
    st.builds(SetMaxPieces, st.integers(1, 3)),
    st.builds(
        SetRung,
        st.integers(0, 1),
        st.tuples(st.integers(1, 4).map(MG.__mul__), st.integers(1, 9)).map(lambda drawn: Rung(*drawn)),
    ),
)
MOVES = st.lists(st.tuples(INTENTS, st.sampled_from(("", "", "x", "y"))) | st.sampled_from(("undo", "redo")))


@given(MOVES)
def test_all_undone_is_the_beginning_and_all_redone_the_end(moves: list[tuple[Intent, str] | str]) -> None:
    session, _ = begun()
    beginning = session.draft
    for move in moves:
        if move == "undo":
            session.undo()
        elif move == "redo":
            session.redo()
        elif isinstance(move, tuple):
            session.do(move[0], "step", typing=move[1])
        assert session.modified == (session.draft.plan != PLAN)
        assert session.regimen is not None
        assert session.regimen.plan == session.draft.plan
    end = last(session)
    assert first(session) == beginning
    assert last(session) == end


def test_what_a_listener_cannot_show_is_taken_back_as_a_whole() -> None:
    session, watch = begun()
    session.do(SetNotes("one"), "notes")
    before = (session.draft, session.origin, session.regimen, session.undo_label, session.modified)
    refused: list[Draft] = []

    def viewer() -> None:
        if session.draft != before[0]:
            refused.append(session.draft)
            raise ShowError("Not done.")

    session.subscribe(viewer)
    told = watch.told
    other = opened(replace(PLAN, id="q", notes="other"))
    changes: list[Callable[[], None]] = [
        lambda: session.open(other, FILE),
        lambda: session.recover(other, FILE),
        lambda: session.do(SetNotes("two"), "more notes"),
        session.undo,
    ]
    for change in changes:
        with pytest.raises(ShowError):
            change()
        assert (
            session.draft,
            session.origin,
            session.regimen,
            session.undo_label,
            session.modified,
        ) == before
        assert session.redo_label == ""
    # Each was told twice: what it became, and what it is again.
    assert (len(refused), watch.told - told) == (4, 8)


FINE = tuple(Tablet(f"t{at}", 300_001 + 174_006 * at + at**3 * 2, 4) for at in range(24))
ODD_DOSES = tuple(Rung(700_001 + 401_003 * at, 1) for at in range(30))


def test_what_takes_too_much_work_is_refused_and_nothing_changes() -> None:
    session, watch = begun(opened(replace(PLAN, ladder=ODD_DOSES)))
    before = session.draft
    with pytest.raises(RejectedError, match=r"^Not done: these products and doses take more work"):
        session.do(SetProducts(FINE), "Products")
    with pytest.raises(RejectedError, match=r"^Not done: "):
        session.preview(SetProducts(FINE))
    assert (session.draft, session.undo_label, watch.told) == (before, "", 0)
    session.do(Enter("products.new", "Products", "24 of them", "", SetProducts(FINE)), "Products")
    assert [entry.text for entry in session.unread] == ["24 of them"]
    with pytest.raises(CourseError):
        session.open(opened(replace(PLAN, ladder=ODD_DOSES, formulations=FINE)), FILE)
    assert session.draft.plan.formulations == PLAN.formulations


def revision(session: Session) -> int:
    return session.draft.plan.revision


@pytest.mark.parametrize("origin", [FILE, Unsaved()])
def test_a_revision_that_left_on_paper_is_never_other_content(origin: Origin) -> None:
    session, _ = begun()
    session.open(opened(replace(PLAN, revision=4)), origin)
    first_other = 5
    if not origin.kept:
        leave(session)
    session.do(SetNotes("a"), "notes")
    assert revision(session) == first_other
    session.do(SetNotes("b"), "notes")
    assert revision(session) == first_other, "nothing has left since"
    leave(session)
    assert revision(session) == first_other, "what left is known by its number"
    session.do(SetNotes("c"), "notes")
    assert revision(session) == first_other + 1
    session.undo()
    assert revision(session) == first_other
    session.saved(FILE)
    assert revision(session) == first_other, "saving what was printed keeps its number"
    session.undo()
    assert revision(session) == first_other + 1, "what was taken back is still on paper"


def test_a_paper_finished_after_the_next_change_and_an_older_file_take_no_number_back() -> None:
    session, _ = begun()
    session.open(opened(PLAN), FILE)
    session.do(SetNotes("a"), "notes")
    printed, older = session.draft.plan, session.draft
    session.do(SetNotes("b"), "notes")
    leave(session, printed)
    assert revision(session) == 3
    leave(session)
    session.saved(FILE, older)
    session.do(SetNotes("c"), "notes")
    assert revision(session) == 4
    session.replacing(replace(PLAN, revision=9, notes="made elsewhere"))
    assert revision(session) == 10


@pytest.mark.parametrize("left", [False, True])
@pytest.mark.parametrize("changed", [False, True])
def test_a_draft_knows_whether_its_revision_is_taken(*, changed: bool, left: bool) -> None:
    """Recovered after a crash, or opened again from an unfinished plan's file."""
    for origin in (FILE, File(Path("a.ldndraft")), Unsaved()):
        session, _ = begun()
        session.open(opened(PLAN), FILE)
        if changed:
            session.do(SetNotes("a"), "notes")
        if left:
            leave(session)
        session.do(Enter("patient.born", "Born", "5", "No day."), "the date of birth")
        kept = read_draft(write_draft(session.draft), Vocabulary())
        if origin == FILE:
            session.recover(kept, origin)
        else:
            session.open(kept, origin)
        before = 1 + changed
        assert revision(session) == before
        session.do(SetNotes("z"), "notes")
        assert revision(session) == (before if changed and not left else before + 1)


TODAY = date(2026, 12, 11)
"""Mid-course: the fourth day of the second step."""


def running() -> tuple[Session, Watch]:
    session, watch = begun()
    watch.day = TODAY
    session.open(opened(PLAN), FILE)
    return session, watch


def said(session: Session) -> list[tuple[date, date, int, int]]:
    return [(r.first, r.last, r.before.dose_ng, r.after.dose_ng) for r in session.rewrites]


DAY = timedelta(days=1)


@pytest.mark.parametrize(
    ("intent", "expected"),
    [
        (SetRung(0, Rung(MG // 2, 7)), [(START, date(2026, 12, 7), MG, MG // 2)]),
        (
            SetStart(START - DAY),
            [(START - DAY, START - DAY, 0, MG), (date(2026, 12, 7), date(2026, 12, 7), MG, 2 * MG)],
        ),
        (SetStart(TODAY), [(START, date(2026, 12, 7), MG, 0), (date(2026, 12, 8), TODAY - DAY, 2 * MG, 0)]),
        (SetRung(0, Rung(MG, 14)), [(date(2026, 12, 8), TODAY - DAY, 2 * MG, MG)]),
        (
            SetTimes(("morning",)),
            [(START, date(2026, 12, 7), MG, MG), (date(2026, 12, 8), TODAY - DAY, 2 * MG, 2 * MG)],
        ),
        (
            SetProducts((Tablet("one", MG),)),
            [(START, date(2026, 12, 7), MG, MG), (date(2026, 12, 8), TODAY - DAY, 2 * MG, 2 * MG)],
        ),
    ],
)
def test_days_that_have_passed_are_not_rewritten_unseen(
    intent: Intent, expected: list[tuple[date, date, int, int]]
) -> None:
    session, _ = running()
    session.do(intent, "change")
    assert said(session) == expected
    assert not session.complete
    session.undo()
    assert (said(session), session.complete) == ([], True)


@pytest.mark.parametrize(
    "intent",
    [
        SetRung(1, Rung(2 * MG, 10)),
        SetRung(1, Rung(2 * MG, 3)),
        SetNotes("a"),
        SetProducts((Capsule("other", MG, 90),)),
        SetAdjustments((Stop(TODAY),)),
    ],
)
def test_what_changes_nothing_that_was_taken_is_no_rewriting(intent: Intent) -> None:
    session, _ = running()
    session.do(intent, "change")
    assert session.modified
    assert (said(session), session.complete) == ([], True)


def test_a_pause_in_the_place_of_the_end_changes_nothing_that_was_taken() -> None:
    session, watch = running()
    session.do(SetAdjustments((Stop(TODAY),)), "stop")
    session.saved(FILE)
    watch.day = TODAY + 5 * DAY
    session.do(SetAdjustments((Pause(TODAY, TODAY + 6 * DAY, "continue"),)), "pause")
    assert said(session) == []
    session.do(SetAdjustments((Pause(TODAY, TODAY + 4 * DAY, "continue"),)), "pause")
    assert said(session) == [(TODAY + 4 * DAY, TODAY + 4 * DAY, 0, 2 * MG)]


def test_the_past_of_a_plan_without_a_file_is_free() -> None:
    session, watch = begun()
    watch.day = TODAY
    session.do(SetRung(0, Rung(MG // 2, 7)), "dose")
    assert (said(session), session.complete) == ([], True)


def ready(session: Session) -> bool:
    return session.complete


def test_a_correction_holds_until_other_days_change_or_the_plan_is_saved() -> None:
    session, watch = running()
    session.do(SetRung(0, Rung(MG // 2, 7)), "dose")
    told = watch.told
    session.correct_past()
    assert (said(session), session.complete, watch.told) == ([], True, told + 1)
    session.do(SetNotes("a"), "notes")
    session.do(SetRung(1, Rung(2 * MG, 10)), "later days")
    assert ready(session)
    session.do(SetRung(0, Rung(MG * 3 // 2, 7)), "dose")
    assert not ready(session)
    session.undo()
    assert not ready(session)
    session.correct_past()
    session.saved(FILE)
    assert ready(session)
    session.do(SetRung(0, Rung(MG, 7)), "dose")
    assert said(session) == [(START, date(2026, 12, 7), MG // 2, MG)]


def test_a_new_day_makes_past_what_was_to_come() -> None:
    session, watch = running()
    session.do(SetRung(1, Rung(MG * 3 // 2, 28)), "dose")
    session.saved(FILE)
    session.do(SetAdjustments((Pause(TODAY, TODAY + DAY, "continue"),)), "pause")
    assert session.complete
    watch.day = TODAY + DAY
    session.refresh()
    assert said(session) == [(TODAY, TODAY, MG * 3 // 2, 0)]


def test_a_recovered_draft_is_held_against_what_its_file_holds() -> None:
    session, watch = begun()
    watch.day = TODAY
    draft = opened(replace(PLAN, ladder=(Rung(MG // 2, 7), PLAN.ladder[1])))
    session.recover(draft, FILE)
    session.found_in_file(PLAN)
    assert said(session) == [(START, date(2026, 12, 7), MG, MG // 2)]
    session.recover(draft, FILE)
    assert session.complete
    session.found_in_file(replace(PLAN, ladder=ODD_DOSES, formulations=FINE))
    assert session.complete


def test_a_change_that_cannot_be_shown_leaves_the_past_as_it_was_told() -> None:
    session, _ = running()
    session.do(SetRung(0, Rung(MG // 2, 7)), "dose")
    before = said(session)

    def viewer() -> None:
        if session.origin != FILE:
            raise ShowError("Not done.")

    session.subscribe(viewer)
    with pytest.raises(ShowError):
        session.open(opened(PLAN), File(Path("b.ldnplan")))
    assert said(session) == before
