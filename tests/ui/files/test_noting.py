"""What left of a plan of the library is noted there, with the revision that it says."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

from PySide6.QtWidgets import QMessageBox

from ldn_desktop.library.bodies import Exported, Paper
from ldn_desktop.ui.files.leaving import Leaving
from ldn_desktop.ui.papers.papers import Papers
from tests.ui.files.given import Hands
from tests.ui.plans.given import open_library
from tests.workspace.given_plans import PLAN


def _left(hands: Hands, subject: str) -> list[Paper | Exported]:
    told = (record.body for record in hands.kept.history(subject).records)
    return [body for body in told if isinstance(body, Paper | Exported)]


def _papers(hands: Hands) -> Papers:
    bridge, knowledge, remembered = hands.supplies.bridge, hands.supplies.knowledge, hands.supplies.remembered
    return Papers(bridge, knowledge, remembered, hands.files, Leaving(bridge, hands.files), hands.window)


def test_a_paper_of_a_revision_is_noted(hands: Hands) -> None:
    (subject,) = open_library(hands.supplies, [PLAN])
    assert hands.open(subject)
    _papers(hands).save("clinician")
    (paper,) = _left(hands, subject)
    (revision,) = hands.revisions(subject)
    assert isinstance(paper, Paper)
    assert paper == Paper("clinician", revision.hash, paper.pages, "en")
    assert paper.pages >= 1
    assert hands.above == []


def test_a_paper_of_what_is_not_kept_is_told_and_noted_once_that_is_kept(hands: Hands) -> None:
    (subject,) = open_library(hands.supplies, [PLAN])
    assert hands.open(subject)
    hands.note("seen")
    plan = hands.session.draft.plan
    leaving = Leaving(hands.supplies.bridge, hands.files)
    with leaving.giving_out(plan, Paper("patient", "", 2, "en")):
        pass
    assert _left(hands, subject) == []
    assert "What left is of revision 2, which is not in the library yet" in hands.above[0]
    hands.files.save()
    hands.give("")
    assert _left(hands, subject) == [Paper("patient", hands.revisions(subject)[-1].hash, 2, "en")]
    assert hands.above == []


def test_a_paper_that_says_something_else_than_what_is_kept_is_of_no_revision(hands: Hands) -> None:
    (subject,) = open_library(hands.supplies, [PLAN])
    assert hands.open(subject)
    hands.note("seen")
    with Leaving(hands.supplies.bridge, hands.files).giving_out(
        hands.session.draft.plan, Paper("patient", "", 2, "en")
    ):
        pass
    hands.note("seen again")
    hands.files.save()
    hands.give("")
    assert _left(hands, subject) == []
    assert hands.kept.plan_of(hands.revisions(subject)[-1]).revision == 3, "two papers never have one number"


def test_a_file_of_a_plan_of_the_library_is_a_copy_that_is_noted(hands: Hands, tmp_path: Path) -> None:
    (subject,) = open_library(hands.supplies, [PLAN])
    assert hands.open(subject)
    hands.files.save_as()
    place = tmp_path / "Save the plan.ldnplan"
    assert _left(hands, subject) == [Exported("ldnplan", str(place), hands.revisions(subject)[0].hash)]
    assert hands.told[-1].endswith("The plan itself stays in the library.")
    hands.supplies.keeper.library.lock()
    hands.note("seen")
    hands.answers = [QMessageBox.StandardButton.Ignore]
    hands.files.save_as()
    assert not hands.session.origin.in_library, "while the library is locked the plan goes on in its file"
    assert replace(PLAN, revision=2, notes="seen") == hands.session.saved_plan


def test_a_copy_of_what_is_not_kept_has_its_number_for_itself(hands: Hands) -> None:
    (subject,) = open_library(hands.supplies, [PLAN])
    assert hands.open(subject)
    hands.note("seen")
    hands.files.save_as()
    (copy,) = _left(hands, subject)
    first, noted = hands.kept.history(subject).records
    assert (copy.revision, noted.reason) == (first.hash, "with changes that were not kept yet")
    hands.note("seen again")
    hands.files.save()
    hands.give("")
    assert _left(hands, subject) == [copy]
    assert hands.kept.plan_of(hands.revisions(subject)[-1]).revision == 3
