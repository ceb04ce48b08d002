"""One revision never stands on two papers that differ, whatever is discarded, copied or opened twice on a computer."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from datetime import date
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from ldn_desktop.domain.formulation import Capsule
from ldn_desktop.domain.ladder import Rung
from ldn_desktop.domain.plan import LAST_REVISION, Plan
from ldn_desktop.exchange.plan_reader import Vocabulary, read_plan
from ldn_desktop.exchange.plan_writer import write_plan
from ldn_desktop.storage.files import StoreError
from ldn_desktop.storage.given_out import GivenOut, NumberTakenError
from ldn_desktop.workspace.draft import Draft, blank, for_another, new_id, opened
from ldn_desktop.workspace.draft_file import read_draft, write_draft
from ldn_desktop.workspace.intents import SetNotes
from ldn_desktop.workspace.origin import File, Origin, Unsaved
from ldn_desktop.workspace.session import Session
from tests.domain.given_rules import MG, RULES

START = date(2026, 12, 1)
PLAN = Plan(START, (Rung(MG, 7), Rung(2 * MG, 28)), (Capsule("one", MG),), id=new_id(), revision=3)
FILE, COPY = File(Path("a.ldnplan")), File(Path("b.ldnplan"))


class Desk:
    """A window on the files and numbers of one computer, and the papers that left there."""

    def __init__(self, plan: Plan = PLAN, store: Path | None = None) -> None:
        self.given_out = GivenOut(store)
        self.files: dict[Origin, Plan] = {FILE: plan}
        self.session = Session(blank(START, new_id()), lambda: RULES, lambda: START, self.given_out)
        self.papers: dict[int, Plan] = {}

    def open(self, place: Origin = FILE) -> None:
        """Discard what is open and open a file."""
        self.session.open(opened(self.files[place]), place)

    def write(self, text: str) -> None:
        """Change the plan."""
        self.session.do(SetNotes(text), "notes")

    def save(self, place: Origin = FILE) -> None:
        """Save as the window does, over whatever stands there."""
        if place in self.files:
            self.session.replacing(self.files[place])
        self.session.ask_numbers()
        self.files[place] = read_plan(write_plan(self.session.draft.plan), Vocabulary())
        self.session.saved(place)

    def paper(self) -> int:
        """Have a paper leave; return its number."""
        self.session.ask_numbers()
        plan = self.session.draft.plan
        with self.session.giving_out(plan):
            pass
        says = replace(plan, revision=1)
        assert self.papers.setdefault(plan.revision, says) == says, "another paper has that number"
        assert self.session.draft.plan == plan
        return plan.revision

    @property
    def revision(self) -> int:
        """The number on the screen."""
        return self.session.draft.plan.revision


@pytest.mark.parametrize("plan", [PLAN, replace(PLAN, id="")], ids=["id", "no id"])
def test_a_discarded_paper_keeps_its_number(plan: Plan) -> None:
    desk = Desk(plan)
    desk.open()
    desk.write("a")
    assert desk.paper() == 4
    assert desk.session.lost_number == 4
    desk.open()
    assert (desk.revision, desk.session.modified, desk.session.last_number) == (3, False, 4)
    assert desk.session.lost_number == 0
    assert desk.paper() == 3, "what the file holds keeps its own number"
    desk.write("b")
    assert desk.paper() == 5
    desk.session.undo()
    assert desk.revision == 6, "two papers have left since"
    desk.write("c")
    desk.save()
    desk.open()
    assert (desk.revision, desk.session.modified) == (6, False)
    desk.write("d")
    assert desk.paper() == 7
    desk.open()
    desk.write("e")
    assert desk.paper() == 8


def test_a_number_is_lost_only_where_no_file_has_it() -> None:
    desk = Desk()
    desk.session.open(opened(replace(PLAN, revision=1)), Unsaved())
    desk.write("new")
    assert desk.session.lost_number == 0
    desk.paper()
    desk.write("newer")
    assert desk.session.lost_number == 1, "a plan that was never saved"
    desk.save(COPY)
    assert desk.session.lost_number == 0
    desk.write("newest")
    assert desk.session.lost_number == 0


def test_what_is_taken_back_to_an_older_revision_can_be_made_the_next() -> None:
    desk = Desk()
    desk.open()
    assert desk.session.later_paper == 0
    desk.write("saved, not printed")
    desk.save()
    desk.files[FILE] = PLAN
    desk.open()
    assert (desk.session.last_number, desk.session.later_paper) == (4, 0), "no paper says 4"
    desk.write("a")
    assert desk.paper() == 5
    assert desk.session.later_paper == 0
    desk.open()
    assert (desk.revision, desk.session.later_paper) == (3, 5)
    desk.session.take_next_number()
    assert (desk.revision, desk.session.later_paper, desk.session.modified) == (6, 0, True)
    assert desk.paper() == 6
    desk.save()
    desk.open()
    assert (desk.revision, desk.session.modified) == (6, False)


def test_another_plan_has_numbers_of_its_own() -> None:
    desk = Desk()
    desk.open()
    desk.write("a")
    desk.paper()
    desk.session.recover(for_another(desk.session.draft, START), Unsaved())
    assert desk.revision == 1
    desk.session.open(blank(START, new_id()), Unsaved())
    assert desk.revision == 1


def test_an_older_copy_goes_on_after_the_last_number_that_was_saved() -> None:
    desk = Desk()
    desk.files[COPY] = PLAN
    desk.open()
    desk.write("a")
    desk.save()
    desk.open(COPY)
    assert (desk.revision, desk.session.modified, desk.session.last_number) == (3, False, 4)
    desk.write("b")
    assert desk.revision == 5


def test_a_file_from_elsewhere_with_a_number_of_another_paper_is_the_next() -> None:
    desk = Desk()
    desk.open()
    desk.write("a")
    assert desk.paper() == 4
    desk.files[FILE] = replace(PLAN, revision=4, notes="made elsewhere")
    desk.open()
    assert (desk.revision, desk.session.modified) == (5, True)
    assert desk.session.draft.plan.notes == "made elsewhere"
    assert desk.session.regimen is not None
    assert desk.session.regimen.plan == desk.session.draft.plan
    assert desk.paper() == 5
    desk.save()
    desk.open()
    assert (desk.revision, desk.session.modified) == (5, False)
    desk.files[FILE] = replace(PLAN, revision=4, notes="a")
    desk.open()
    assert (desk.revision, desk.session.modified) == (4, False), "the paper itself, brought back"


@pytest.mark.parametrize("place", [FILE, File(Path("a.ldndraft")), Unsaved()])
def test_a_draft_that_never_left_gives_way_to_a_paper(place: Origin) -> None:
    desk = Desk()
    desk.open()
    desk.write("kept")
    kept = write_draft(desk.session.draft)
    desk.open()
    desk.write("printed")
    assert desk.paper() == 4
    desk.open()
    draft = read_draft(kept, Vocabulary())
    if place == FILE:
        desk.session.recover(draft, place)
        desk.session.found_in_file(PLAN)
    else:
        desk.session.open(draft, place)
    assert desk.revision == 5
    assert desk.session.regimen is not None
    assert desk.session.regimen.plan.revision == 5
    assert desk.paper() == 5


def test_a_draft_kept_before_its_paper_left_has_the_number_of_the_paper() -> None:
    desk = Desk()
    desk.open()
    desk.write("a")
    kept = desk.session.draft
    assert not kept.taken
    assert desk.paper() == 4
    desk.session.recover(kept, FILE)
    desk.session.found_in_file(PLAN)
    assert desk.revision == 4
    desk.write("b")
    assert desk.revision == 5


def test_another_window_is_asked_before_a_paper_and_before_a_save(tmp_path: Path) -> None:
    one, other = Desk(store=tmp_path / "numbers"), Desk(store=tmp_path / "numbers")
    other.files, other.papers = one.files, one.papers
    for desk in (one, other):
        desk.open()
        desk.write(f"by {desk is one}")
        assert desk.revision == 4
    stale = other.session.draft.plan
    assert one.paper() == 4
    with pytest.raises(NumberTakenError, match="Revision 4 of this plan"), other.session.giving_out(stale):
        pytest.fail("nothing may leave")
    assert other.revision == 5, "it is the next one now"
    assert other.paper() == 5
    one.write("more")
    assert one.revision == 5
    one.save()
    assert one.revision == 6
    assert other.paper() == 5, "the same paper once more"
    other.write("more, too")
    assert other.paper() == 7


def test_what_did_not_leave_takes_no_number() -> None:
    desk = Desk()
    desk.open()
    desk.write("a")
    with pytest.raises(StoreError, match="disk is full"), desk.session.giving_out(desk.session.draft.plan):
        raise StoreError("The disk is full.")
    assert (desk.given_out.known(PLAN.id), desk.session.lost_number) == ({}, 0)
    desk.write("b")
    assert desk.revision == 4


def test_a_paper_does_not_leave_under_the_number_of_a_plan_saved_meanwhile(tmp_path: Path) -> None:
    one, other = Desk(store=tmp_path / "numbers.json"), Desk(store=tmp_path / "numbers.json")
    one.open()
    other.open()
    one.write("a")
    other.write("b")
    shown = other.session.draft.plan
    one.save()
    with pytest.raises(NumberTakenError, match="Revision 4"), other.session.giving_out(shown):
        pytest.fail("nothing may leave")
    assert (one.revision, other.revision) == (4, 5)
    assert other.paper() == 5


def test_what_may_have_left_in_part_keeps_its_number() -> None:
    desk = Desk()
    desk.open()
    desk.write("a")
    with pytest.raises(ZeroDivisionError), desk.session.giving_out(desk.session.draft.plan):
        raise ZeroDivisionError
    desk.open()
    desk.write("b")
    assert desk.revision == 5


def test_a_paper_finished_when_another_plan_is_open_says_nothing_of_that() -> None:
    desk = Desk()
    desk.open()
    desk.write("a")
    with desk.session.giving_out(desk.session.draft.plan):
        desk.session.open(blank(START, new_id()), Unsaved())
    assert (desk.revision, desk.session.lost_number, desk.session.last_number) == (1, 0, 0)
    desk.open()
    desk.write("b")
    assert desk.revision == 5


def test_after_the_last_number_there_is_no_paper_that_differs() -> None:
    desk = Desk(replace(PLAN, revision=LAST_REVISION))
    desk.open()
    assert desk.paper() == LAST_REVISION
    desk.write("a")
    with pytest.raises(NumberTakenError):
        desk.paper()


@pytest.mark.parametrize("how", ["saved", "opened"])
def test_after_the_last_number_that_a_file_has_there_is_no_paper_that_differs(how: str) -> None:
    desk = Desk(replace(PLAN, revision=LAST_REVISION))
    desk.open()
    if how == "saved":
        desk.save()
    desk.write("a")
    with pytest.raises(NumberTakenError, match="no number follows it; begin a new plan"):
        desk.paper()


def test_a_plan_saved_between_the_look_and_the_claim_keeps_its_number(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    one, other = Desk(store=tmp_path / "numbers"), Desk(store=tmp_path / "numbers")
    for desk in (one, other):
        desk.open()
        desk.write(f"by {desk is one}")
    plan, look = other.session.draft.plan, other.session.ask_numbers

    def save_after_the_look() -> None:
        look()
        if one.session.modified:
            one.save()

    monkeypatch.setattr(other.session, "ask_numbers", save_after_the_look)
    with pytest.raises(NumberTakenError, match="under the next number"), other.session.giving_out(plan):
        pytest.fail("nothing may leave")
    assert (one.revision, other.revision) == (4, 5)


def test_of_a_plan_without_an_id_nothing_is_written(tmp_path: Path) -> None:
    """Its digest would cover no chance: names could be tried on it."""
    store = tmp_path / "numbers"
    desk = Desk(replace(PLAN, id=""), store)
    desk.open()
    desk.write("a")
    assert desk.paper() == 4
    desk.save()
    assert not store.exists()
    desk.files[FILE] = replace(PLAN, id="")
    desk.open()
    desk.write("b")
    assert desk.paper() == 5, "known as long as the program runs"
    desk.files[FILE] = PLAN
    desk.open()
    desk.paper()
    assert PLAN.id
    assert GivenOut(store).known(PLAN.id).keys() == {3}, "a plan with an id is kept again"


def test_what_has_a_number_is_told_apart() -> None:
    desk = Desk()
    desk.open()
    desk.write("a")
    desk.save()
    assert [desk.session.stands_for(number) for number in (4, 9)] == ["file", ""]
    desk.paper()
    assert desk.session.stands_for(4) == "paper"


_ACTS: dict[str, Callable[[Desk, Origin, str], object]] = {
    "open": lambda desk, place, _: desk.open(place),
    "write": lambda desk, _, text: desk.write(text),
    "undo": lambda desk, _, __: desk.session.undo(),
    "redo": lambda desk, _, __: desk.session.redo(),
    "save": lambda desk, place, _: desk.save(place),
    "paper": lambda desk, _, __: desk.paper(),
    "next": lambda desk, _, __: desk.session.take_next_number(),
}


@given(
    st.lists(
        st.tuples(
            st.integers(0, 1),
            st.sampled_from((*_ACTS, "keep", "recover", "restore")),
            st.sampled_from((FILE, COPY)),
            st.sampled_from("abc"),
        ),
        max_size=25,
    )
)
@settings(suppress_health_check=[HealthCheck.function_scoped_fixture], deadline=None)
def test_whatever_two_windows_do(tmp_path: Path, acts: list[tuple[int, str, Origin, str]]) -> None:
    """Change, undo, print, save, discard, open again, restore an older copy, recover a draft; in any order."""
    store = tmp_path / "numbers"
    store.unlink(missing_ok=True)
    desks = Desk(store=store), Desk(store=store)
    files: dict[Origin, Plan] = {FILE: PLAN, COPY: PLAN}
    papers = desks[0].papers
    kept: list[tuple[Draft, Origin]] = []
    backups = [PLAN]
    for desk in desks:
        desk.files, desk.papers = files, papers
        desk.open()
    for who, act, place, text in acts:
        desk = desks[who]
        backups += [plan for plan in files.values() if plan not in backups]
        if act == "keep":
            kept.append((read_draft(write_draft(desk.session.draft), Vocabulary()), desk.session.origin))
        elif act == "recover" and kept:
            draft, origin = kept[ord(text) % len(kept)]
            desk.session.recover(draft, origin)
            if origin.kept:
                desk.session.found_in_file(files[origin])
        elif act == "restore":
            files[place] = backups[ord(text) % len(backups)]
        elif act in _ACTS:
            _ACTS[act](desk, place, text)
        assert desk.session.regimen is not None
        assert desk.session.regimen.plan == desk.session.draft.plan
