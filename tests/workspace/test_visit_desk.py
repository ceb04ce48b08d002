"""A visit while it is written: undo, and a draft that outlives a lock, a kill and another revision."""

from __future__ import annotations

import json
from collections.abc import Iterator
from dataclasses import replace
from datetime import date, timedelta
from pathlib import Path
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from ldn_desktop.decoding.strict import FileError
from ldn_desktop.domain.plan import OpioidUse, Override
from ldn_desktop.library.bodies import (
    DECISIONS,
    HOW,
    MOOD,
    OPIOID,
    SEVERITIES,
    TOLERABILITY,
    Deletion,
    SideEffect,
    Visit,
)
from ldn_desktop.library.errors import LibraryError
from ldn_desktop.library.keys import PASSPHRASE, Secret, data_key
from ldn_desktop.library.opening import keys_in
from ldn_desktop.library.sealed_drafts import FOLDER, SealedDrafts
from ldn_desktop.storage.given_out import GivenOut
from ldn_desktop.workspace.draft import Typed
from ldn_desktop.workspace.followed import VisitError
from ldn_desktop.workspace.plan_library import PlanLibrary
from ldn_desktop.workspace.visit_desk import VisitDesk
from ldn_desktop.workspace.visit_draft import decided_on
from ldn_desktop.workspace.visit_file import read_visit, write_visit
from tests.library.given import SENTENCE
from tests.workspace.visits import KNOWLEDGE, PLAN, TODAY, desk, kept_plan, library_in, opened


@pytest.fixture
def library(tmp_path: Path) -> Iterator[PlanLibrary]:
    made = library_in(tmp_path)
    yield made
    made.lock()


def write(visit: VisitDesk, typing: str = "", **changes: Any) -> None:
    visit.put(replace(visit.draft, visit=replace(visit.draft.visit, **changes)), "the visit", typing)


def test_undo_and_redo_step_through_what_was_written(library: PlanLibrary) -> None:
    visit = desk(library, kept_plan(library))
    write(visit, mood="worse")
    write(visit, "note", note="W")
    write(visit, "note", note="Wakes")
    visit.undo()
    assert (visit.draft.visit.note, visit.draft.visit.mood) == ("", "worse")
    visit.undo()
    assert not visit.begun
    assert (visit.undo_label, visit.redo_label) == ("", "the visit")
    visit.redo()
    visit.redo()
    assert visit.draft.visit.note == "Wakes"
    assert visit.outcome.changed


def test_the_next_visit_is_what_is_named_here_else_what_was_named_before(library: PlanLibrary) -> None:
    subject, named = kept_plan(library), TODAY + timedelta(days=14)
    assert desk(library, subject).next_visit is None
    library.kept.see(Visit(TODAY - timedelta(days=7), "go-on", next_visit=named), subject, "A")
    visit = desk(library, subject)
    assert visit.next_visit == named
    write(visit, next_visit=TODAY + timedelta(days=28))
    assert visit.next_visit == TODAY + timedelta(days=28)
    held = desk(library, subject, named)
    assert (held.draft.visit.on, held.next_visit) == (named, None)


def test_a_draft_outlives_the_lock_and_the_program(library: PlanLibrary, tmp_path: Path) -> None:
    subject = kept_plan(library)
    visit = desk(library, subject)
    visit.put(decided_on(visit.draft, "step-back", visit.following), "a decision")
    write(visit, note="Wakes at three", scores=(("pain", 6),))
    visit.put(
        visit.draft.with_typed(Typed("on", "Date of the visit", "5 Jam", "“5 Jam” is no day.")), "the day"
    )
    unsealed = [visit.unsealed]
    visit.seal()
    unsealed.append(visit.unsealed)
    assert unsealed == [True, False]
    written = visit.draft
    library.lock()
    again = opened(tmp_path)
    found = desk(again, subject)
    assert (found.found, found.overtaken, found.draft) == (True, False, written)
    assert found.outcome.plan == visit.outcome.plan
    found.discard()
    assert again.drafts.load(subject) is None
    found.undo()
    found.seal()
    assert found.draft == written
    assert again.drafts.load(subject) is not None
    again.lock()


def test_after_a_lock_a_visit_goes_on_with_its_undo_unless_somebody_else_wrote(library: PlanLibrary) -> None:
    subject = kept_plan(library)
    before = desk(library, subject)
    write(before, mood="worse")
    before.seal()
    write(before, note="what the disk did not take")
    before.undo()
    before.redo()
    library.lock()
    library.open_with(data_key(keys_in(library.folder), Secret(PASSPHRASE, SENTENCE)))
    now = before.resumed()
    assert now is not None
    assert now.draft == before.draft
    assert now.unsealed
    now.undo()
    now.undo()
    assert not now.begun
    now.seal()
    assert library.drafts.load(subject) is None
    # In another window it was written on meanwhile, or another revision was made.
    library.drafts.save(subject, write_visit(before.draft, before.following))
    assert now.resumed() is None
    again = desk(library, subject)
    library.kept.keep(replace(PLAN, revision=2), "A", "changed", subject, [again.following.head])
    assert again.resumed() is None


def test_a_draft_of_an_earlier_revision_is_offered_on_the_one_that_stands(library: PlanLibrary) -> None:
    subject = kept_plan(library)
    visit = desk(library, subject)
    write(visit, note="Wakes")
    visit.seal()
    other = replace(PLAN, revision=2, notes="another")
    library.kept.keep(other, "Somebody else", "", subject, [visit.following.head])
    found = desk(library, subject)
    assert (found.found, found.overtaken) == (True, True)
    assert (found.draft.visit.note, found.following.plan) == ("Wakes", other)
    assert [visit.follow(), visit.follow()] == [True, False]


@pytest.mark.parametrize("decision", ["go-on", "step-back"])
def test_a_draft_that_could_not_be_let_go_of_is_not_accepted_again(
    library: PlanLibrary, monkeypatch: pytest.MonkeyPatch, decision: str
) -> None:
    subject = kept_plan(library)
    visit = desk(library, subject)
    visit.put(decided_on(visit.draft, decision, visit.following), "a decision")
    write(visit, note="Wakes ")
    visit.seal()

    def refused(_drafts: SealedDrafts, _subject: str) -> None:
        raise LibraryError("The draft of the visit cannot be removed.")

    with monkeypatch.context() as held:
        held.setattr(SealedDrafts, "discard", refused)
        assert len(visit.accept()) == (2 if decision == "step-back" else 1)
    assert library.drafts.load(subject) is not None
    again = desk(library, subject)
    assert (again.found, again.begun) == (False, False)
    assert library.drafts.load(subject) is None


def test_another_visit_like_the_one_before_is_no_kept_one(library: PlanLibrary) -> None:
    subject = kept_plan(library)
    for days in (14, 21):
        visit = desk(library, subject)
        visit.put(decided_on(visit.draft, "hold", visit.following), "a decision")
        assert visit.draft.form is not None
        form = visit.draft.form._replace(days=days)
        visit.put(replace(visit.draft, form=form), "days")
        visit.seal()
        if days == 14:
            visit.accept()
    assert desk(library, subject).draft == visit.draft


def test_a_visit_of_a_plan_that_was_deleted_meanwhile_is_refused(library: PlanLibrary) -> None:
    subject = kept_plan(library)
    visit = desk(library, subject)
    write(visit, note="Wakes")
    library.kept.note(Deletion(), subject, "Prescriber name")
    with pytest.raises(VisitError, match=r"^The plan of Patient B was deleted"):
        visit.accept()
    assert visit.draft.visit.note == "Wakes"


def test_of_an_erased_plan_nobody_is_told_to_bring_it_back(library: PlanLibrary) -> None:
    subject = kept_plan(library)
    library.kept.erase([subject], "Prescriber name")
    with pytest.raises(VisitError, match="erased for good"):
        desk(library, subject)


def test_no_draft_stays_of_a_plan_that_is_erased(library: PlanLibrary) -> None:
    subject = kept_plan(library)
    visit = desk(library, subject)
    write(visit, note="Wakes")
    visit.seal()
    library.kept.erase([subject], "Prescriber name")
    assert library.drafts.load(subject) is None


def test_another_day_is_computed_for(library: PlanLibrary) -> None:
    subject, days = kept_plan(library), [date(2027, 1, 4)]
    given_out = GivenOut(library.folder.parent / "given-out.json")
    visit = VisitDesk(subject, library, KNOWLEDGE, given_out, lambda: days[0], "Prescriber name")
    days[0] = TODAY
    assert not visit.follow()
    assert (visit.draft.visit.on, visit.begun) == (TODAY, False)
    write(visit, note="Wakes")
    days[0] = date(2027, 1, 6)
    visit.follow()
    assert (visit.draft.visit.on, visit.draft.visit.note) == (TODAY, "Wakes")
    write(visit, on=date(2027, 1, 7))
    assert visit.outcome.problem.startswith("The visit is still to come")


_TEXT = st.text(st.characters(codec="utf-8", exclude_categories=["C"]), max_size=20)
_DAYS = st.dates(date(2026, 12, 1), date(2027, 2, 1))


@settings(max_examples=40, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(st.data())
def test_whatever_is_written_is_read_back(library: PlanLibrary, data: st.DataObject) -> None:
    subject = getattr(library, "subject_of_test", "") or kept_plan(library)
    library.subject_of_test = subject  # type: ignore[attr-defined]  # one plan for all draws
    visit = desk(library, subject)
    draw = data.draw
    effect = st.builds(SideEffect, st.just("Headache"), st.sampled_from(SEVERITIES), st.none() | _DAYS)
    seen = replace(
        visit.draft.visit,
        on=draw(_DAYS),
        how=draw(st.sampled_from(HOW)),
        tolerability=draw(st.sampled_from(("", *TOLERABILITY))),
        scores=draw(st.sampled_from(((), (("fatigue", 10), ("pain", 0))))),
        side_effects=tuple(draw(st.lists(effect, max_size=2))),
        doses_missed=draw(st.none() | st.integers(0, 30)),
        opioid=draw(st.sampled_from(("", *OPIOID))),
        mood=draw(st.sampled_from(("", *MOOD))),
        left_over=draw(st.sampled_from(((), (("c3", "7.5"),)))),
        next_visit=draw(st.none() | _DAYS),
        note=draw(_TEXT),
    )
    draft = replace(visit.draft, visit=seen, why=draw(_TEXT))
    draft = decided_on(draft, draw(st.sampled_from([d for d in DECISIONS if d != "resume"])), visit.following)
    uses = draw(st.sampled_from(((), (OpioidUse("codeine", None),))))
    overrides = draw(st.sampled_from(((), (Override("opioid-now", "a reason"),))))
    draft = replace(draft, opioids=uses, overrides=overrides)
    found = read_visit(write_visit(draft, visit.following), visit.following, KNOWLEDGE.vocabulary)
    assert (found.draft, found.overtaken) == (draft, False)


def test_a_draft_of_another_plan_or_program_is_no_draft(library: PlanLibrary) -> None:
    one, other = (desk(library, kept_plan(library, id=name)) for name in "ab")
    written = write_visit(one.draft, one.following)
    newer = written.replace(b'"version":2', b'"version":9')
    assert newer != written
    for data in (b"{}", b"[", newer, written):
        with pytest.raises(FileError):
            read_visit(data, other.following, KNOWLEDGE.vocabulary)
    assert read_visit(written, one.following, KNOWLEDGE.vocabulary).draft == one.draft


@pytest.mark.parametrize("members", [{}, {"opioid_typed": ""}, {"opioid_typed": "Code "}])
def test_a_draft_of_the_version_before_is_read(library: PlanLibrary, members: dict[str, str]) -> None:
    visit = desk(library, kept_plan(library))
    write(visit, note="Wakes", opioid="yes")
    old = json.loads(write_visit(visit.draft, visit.following))
    del old["typed"]
    library.drafts.save(visit.subject, json.dumps(old | members | {"version": 1}).encode())
    found = desk(library, visit.subject)
    assert (found.found, found.draft.visit.note) == (True, "Wakes")
    name = members.get("opioid_typed", "")
    assert [(entry.field, entry.text) for entry in found.draft.unread] == (
        [("safety.opioid", name)] if name else []
    )
    found.seal()
    assert desk(library, visit.subject).draft == found.draft


@pytest.mark.parametrize("sealed", [True, False])
def test_a_draft_that_cannot_be_read_is_told_and_never_overwritten(
    library: PlanLibrary, *, sealed: bool
) -> None:
    subject = kept_plan(library)
    folder = library.folder / FOLDER
    for number in (1, 2):
        library.drafts.save(subject, b"{}")
        if not sealed:
            (folder / f"{subject}.visit").write_bytes(b"damaged")
        before = (folder / f"{subject}.visit").read_bytes()
        visit = desk(library, subject)
        assert (visit.unreadable, visit.found, visit.begun) == (True, False, False)
        visit.seal()
        assert desk(library, subject).unreadable
        write(visit, note=f"Wakes {number}")
        visit.seal()
        assert (folder / f"{subject}.{number}.unread").read_bytes() == before
        again = desk(library, subject)
        assert (again.unreadable, again.draft.visit.note) == (False, f"Wakes {number}")
    again.accept()
    assert sorted(file.suffix for file in folder.iterdir()) == [".unread"] * 2
    library.kept.erase([subject], "Prescriber name")
    assert list(folder.iterdir()) == []


def test_a_visit_that_is_kept_leaves_what_could_not_be_read(library: PlanLibrary) -> None:
    subject = kept_plan(library)
    library.drafts.save(subject, b"{}")
    visit = desk(library, subject)
    write(visit, note="Wakes")
    visit.accept()
    assert library.drafts.load(subject) == b"{}"


@pytest.mark.parametrize("how", ["undo", "redo", "put", "follow"])
def test_a_step_that_cannot_be_computed_leaves_all_as_it_was(
    library: PlanLibrary, monkeypatch: pytest.MonkeyPatch, how: str
) -> None:
    visit = desk(library, kept_plan(library))
    for note in ("one", "two", "three"):
        write(visit, note=note)
    visit.undo()
    before = vars(visit).copy()
    other = replace(PLAN, revision=2, notes="another")
    library.kept.keep(other, "Somebody else", "", visit.subject, [visit.following.head])

    def failing(*_: object) -> None:
        raise MemoryError

    steps = {"put": lambda: write(visit, note="four")}
    with monkeypatch.context() as held:
        held.setattr("ldn_desktop.workspace.visit_desk.outcome", failing)
        with pytest.raises(MemoryError):
            steps.get(how, getattr(visit, how))()
    assert vars(visit) == before
    visit.undo()
    assert visit.draft.visit.note == "one"
