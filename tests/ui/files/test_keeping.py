"""The open plan and the library: opened, kept as the next revision with who and why, never in the place of another."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest
from PySide6.QtWidgets import QLineEdit, QMessageBox
from pytestqt.qtbot import QtBot

from ldn_desktop.library.bodies import Deletion
from ldn_desktop.library.errors import LibraryError
from ldn_desktop.library.keys import PASSPHRASE, Secret
from ldn_desktop.library.records import Record
from ldn_desktop.ui.files.revision_note import RevisionDialog, RevisionNote
from ldn_desktop.workspace.intents import SetPatient
from tests.library.given import SENTENCE
from tests.ui.files.given import Hands, fill
from tests.ui.plans.given import open_library, supplies_in
from tests.workspace.given_plans import PLAN, named

_BUTTONS = QMessageBox.StandardButton


def test_a_new_plan_is_kept_at_once_and_then_with_a_reason(hands: Hands) -> None:
    open_library(hands.supplies)
    hands.begin(PLAN)
    assert hands.files.save()
    (subject,) = hands.kept.store.subjects()
    place = hands.session.origin
    assert (place.address, place.saved_words, place.recent) == (f"library:{subject}", "In the library", "")
    assert not hands.session.modified
    hands.note("seen")
    assert not hands.files.save(), "why is asked first"
    hands.give("she sleeps badly")
    first, second = hands.revisions(subject)
    assert (first.reason, first.author, second.reason) == ("plan made", "Prescriber name", "she sleeps badly")
    assert second.parents == (first.hash,)
    assert [hands.kept.plan_of(record).revision for record in (first, second)] == [1, 2]
    assert hands.files.save(), "nothing is new"
    assert len(hands.revisions(subject)) == 2


def test_a_plan_is_gone_on_with_and_asks_about_unsaved_work_first(hands: Hands) -> None:
    one, two = open_library(hands.supplies, [named("Anna"), named("Ben")])
    assert hands.open(one)
    assert hands.session.draft.plan == named("Anna")
    hands.note("seen")
    hands.answers = [_BUTTONS.Cancel]
    assert not hands.open(two)
    assert hands.session.draft.plan.patient.name == "Anna"
    hands.answers = [_BUTTONS.Discard]
    assert hands.open(two)
    assert hands.session.draft.plan == named("Ben")


def test_leaving_a_changed_plan_asks_why_before_it_goes(
    hands: Hands, monkeypatch: pytest.MonkeyPatch
) -> None:
    one, two = open_library(hands.supplies, [named("Anna"), named("Ben")])

    def exec_(dialog: RevisionDialog) -> int:
        fill(dialog, "before the next")
        return dialog.result()

    monkeypatch.setattr(RevisionDialog, "exec", exec_)
    assert hands.open(one)
    hands.note("seen")
    hands.answers = [_BUTTONS.Save]
    assert hands.open(two)
    assert [record.reason for record in hands.revisions(one)] == ["plan made", "before the next"]


def test_who_keeps_a_plan_is_asked_once(hands: Hands, monkeypatch: pytest.MonkeyPatch) -> None:
    (one,) = open_library(hands.supplies, [PLAN])
    remembered = hands.supplies.remembered
    monkeypatch.setattr(
        type(hands.supplies.keeper), "author", property(lambda _: remembered.settings.letterhead.name)
    )
    assert hands.open(one)
    hands.note("seen")
    assert not hands.files.save()
    hands.give("why", "Dr A")
    assert remembered.settings.letterhead.name == "Dr A"
    hands.note("seen again")
    assert not hands.files.save()
    assert hands.window.findChildren(RevisionNote)[-1].findChildren(QLineEdit)[1].isHidden()
    hands.give("")
    assert [record.author for record in hands.revisions(one)][1:] == ["Dr A", "Dr A"]


def _beside(hands: Hands, subject: str, **changes: Any) -> Record:
    """Keep what somebody else made of the first revision meanwhile."""
    plan = replace(PLAN, revision=2, **changes)
    return hands.kept.keep(plan, "Dr B", "theirs", subject, hands.revisions(subject)[:1])


@pytest.mark.parametrize(
    ("answer", "parents", "heads"), [(_BUTTONS.Ignore, 1, 2), (_BUTTONS.Save, 2, 1), (_BUTTONS.Cancel, 0, 1)]
)
def test_what_somebody_kept_meanwhile_is_told_and_stays(
    hands: Hands, answer: QMessageBox.StandardButton, parents: int, heads: int
) -> None:
    (subject,) = open_library(hands.supplies, [PLAN])
    assert hands.open(subject)
    hands.note("mine")
    other = _beside(hands, subject, notes="theirs")
    hands.answers = [answer]
    assert not hands.files.save()
    if answer != _BUTTONS.Cancel:
        hands.give("mine")
    assert "by Dr B, “theirs”" in hands.asked[0]
    told = hands.kept.history(subject)
    assert other in told.records
    assert len(told.heads) == heads
    assert hands.session.modified is (answer == _BUTTONS.Cancel)
    if parents:
        mine = hands.revisions(subject)[-1]
        assert (len(mine.parents), hands.kept.plan_of(mine).revision) == (parents, 3)


def test_revisions_beside_each_other_are_told_and_the_next_follows_on_both(hands: Hands) -> None:
    (subject,) = open_library(hands.supplies, [PLAN])
    made = [_beside(hands, subject, notes=notes) for notes in ("left", "right")]
    heads = hands.kept.history(subject).heads
    assert {*heads} == {*made}
    assert hands.open(subject)
    open_one = hands.session.draft.plan
    assert open_one == hands.kept.plan_of(heads[-1])
    told = hands.told_above()
    assert "stand beside each other" in told.text()
    assert hands.files.save(), "nothing is new, so nothing is settled"
    assert len(hands.kept.history(subject).heads) == 2
    told.action_triggered.emit("settle")
    hands.give("looked at both")
    last = hands.revisions(subject)[-1]
    assert {*last.parents} == {record.hash for record in made}
    assert hands.kept.plan_of(last) == replace(open_one, revision=3)


def test_a_plan_without_a_place_that_the_library_knows_becomes_its_next_revision(hands: Hands) -> None:
    (subject,) = open_library(hands.supplies, [PLAN])
    hands.begin(replace(PLAN, notes="from a paper"))
    hands.answers = [_BUTTONS.Save]
    assert not hands.files.save()
    hands.give("from a paper")
    assert [hands.kept.plan_of(record).revision for record in hands.revisions(subject)] == [1, 2]
    hands.begin(hands.session.draft.plan)
    assert hands.files.save(), "what stands there is not kept twice"
    assert (len(hands.revisions(subject)), hands.kept.store.subjects()) == (2, [subject])
    assert hands.session.origin.address == f"library:{subject}"


def test_a_locked_library_is_told_and_nothing_is_lost(hands: Hands, qtbot: QtBot) -> None:
    (subject,) = open_library(hands.supplies, [PLAN])
    assert hands.open(subject)
    hands.note("seen")
    hands.supplies.keeper.library.lock()
    assert not hands.files.save()
    told = hands.told_above()
    assert "The library is locked" in told.text()
    with qtbot.waitSignal(hands.files.place_wanted) as wanted:
        told.action_triggered.emit("door")
    assert wanted.args == ["plans"]
    assert hands.session.modified
    hands.answers = [_BUTTONS.Discard]
    assert not hands.open(subject)
    assert hands.told[-1] == "The plan in the library was not opened. The library is locked; unlock it first."


def _erase(hands: Hands, subject: str) -> None:
    hands.kept.erase([subject], "A")


def _delete(hands: Hands, subject: str) -> None:
    hands.kept.note(Deletion(), subject, "A")


@pytest.mark.parametrize(
    ("gone", "sentence"), [(_erase, "No revision of it stands there"), (_delete, "was deleted there")]
)
def test_a_plan_that_is_gone_is_told_and_what_is_open_stays(
    hands: Hands, gone: Callable[[Hands, str], None], sentence: str
) -> None:
    one, two = open_library(hands.supplies, [PLAN, named("Ben")])
    gone(hands, one)
    assert not hands.open(one)
    assert sentence in hands.told[-1]
    assert hands.open(two)
    hands.note("seen")
    gone(hands, two)
    assert not hands.files.save()
    assert hands.session.modified
    if gone is _delete:
        assert "Bring it back in Plans" in hands.told_above().text()


def test_another_patient_is_asked_about_as_in_a_file(hands: Hands) -> None:
    (subject,) = open_library(hands.supplies, [PLAN])
    assert hands.open(subject)
    hands.supplies.bridge.do(SetPatient(PLAN.patient._replace(name="Bernd Rot", birth_date=None)), "patient")
    hands.answers = [_BUTTONS.Save]
    hands.files.save()
    assert "The plan in the library holds the plan of Anna Müller" in hands.asked[0]
    assert len(hands.revisions(subject)) == 1
    assert len(hands.kept.store.subjects()) == 2


def test_what_somebody_else_keeps_of_the_open_plan_is_shown_or_told_at_once(hands: Hands) -> None:
    (subject,) = open_library(hands.supplies, [PLAN])
    assert hands.open(subject)
    _beside(hands, subject, notes="theirs")
    assert hands.session.draft.plan.notes == "theirs", "nothing was changed here, so nothing is lost"
    assert not hands.session.modified
    assert hands.told[-1] == "The planner shows revision 2, which stands in the library now."
    hands.note("mine")
    hands.kept.keep(replace(PLAN, revision=3), "Dr B", "again", subject, hands.revisions(subject)[1:])
    assert hands.session.draft.plan.notes == "mine"
    assert "something else stands in the library now: revision 3" in hands.above[-1]
    hands.kept.note(Deletion(), subject, "A")
    assert "does not stand in the library any more" in hands.above[-1]


def test_what_was_changed_since_it_was_asked_why_is_asked_about_too(hands: Hands) -> None:
    (subject,) = open_library(hands.supplies, [PLAN])
    assert hands.open(subject)
    hands.note("seen")
    assert not hands.files.save()
    other = PLAN.patient._replace(name="Bernd Rot", birth_date=None)
    hands.supplies.bridge.do(SetPatient(other), "patient")
    hands.answers = [_BUTTONS.Cancel]
    hands.give("why")
    assert len(hands.revisions(subject)) == 1, "it is nobody else's plan unasked"
    hands.answers = [_BUTTONS.Save]
    assert hands.files.save(), "a new plan is kept as one"
    assert len(hands.revisions(subject)) == 1
    assert len(hands.kept.store.subjects()) == 2


def test_a_deleted_plan_is_not_kept_under_another_subject(hands: Hands) -> None:
    (subject,) = open_library(hands.supplies, [PLAN])
    hands.kept.note(Deletion(), subject, "A")
    hands.begin(replace(PLAN, notes="from a paper"))
    assert not hands.files.save()
    assert "Bring it back in Plans" in hands.above[-1]
    assert hands.kept.store.subjects() == [subject]


def test_a_library_that_another_window_writes_is_told_and_the_plan_goes_on_in_a_file(
    hands: Hands, tmp_path: Path
) -> None:
    (subject,) = open_library(hands.supplies, [PLAN])
    here = hands.supplies.keeper
    here.library.lock()
    there = supplies_in(tmp_path).keeper
    there.unlock(Secret(PASSPHRASE, SENTENCE))
    here.unlock(Secret(PASSPHRASE, SENTENCE))
    assert hands.open(subject)
    hands.note("seen")
    assert not hands.files.save()
    assert "Another window has the library open" in hands.above[-1]
    hands.told_above().action_triggered.emit("file")
    assert hands.session.origin.title == "Save the plan"
    assert not hands.session.modified
    assert len(there.library.kept.history(subject).records) == 1
    there.library.lock()


def test_a_write_that_the_disk_refuses_leaves_the_plan_unsaved(
    hands: Hands, monkeypatch: pytest.MonkeyPatch
) -> None:
    (subject,) = open_library(hands.supplies, [PLAN])
    assert hands.open(subject)
    hands.note("seen")
    assert not hands.files.save()

    def refuse(*_: object) -> int:
        raise LibraryError("The library cannot be written: the disk is full; free some space.")

    monkeypatch.setattr(type(hands.kept.store), "append", refuse)
    hands.give("why")
    assert hands.told[-1] == "Not saved. The library cannot be written: the disk is full; free some space."
    assert hands.session.modified
    monkeypatch.undo()
    assert not hands.files.save()
    hands.give("why")
    assert [record.reason for record in hands.revisions(subject)] == ["plan made", "why"]


def test_what_was_kept_while_the_library_was_locked_here_is_shown_once_it_is_open(
    hands: Hands, tmp_path: Path
) -> None:
    (subject,) = open_library(hands.supplies, [PLAN])
    assert hands.open(subject)
    first = hands.revisions(subject)
    here, there = hands.supplies.keeper, supplies_in(tmp_path).keeper
    here.library.lock()
    there.unlock(Secret(PASSPHRASE, SENTENCE))
    there.library.kept.keep(replace(PLAN, revision=2, notes="theirs"), "Dr B", "theirs", subject, first)
    there.library.lock()
    assert hands.session.draft.plan.notes == ""
    here.unlock(Secret(PASSPHRASE, SENTENCE))
    assert hands.session.draft.plan.notes == "theirs"
