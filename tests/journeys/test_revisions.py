"""One revision number never stands on two papers that differ, though changes are discarded and windows are two."""

from __future__ import annotations

import json
import re
from dataclasses import replace
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtPrintSupport import QPrinter
from PySide6.QtWidgets import QLabel, QMessageBox

from ldn_desktop.domain.plan import LAST_REVISION
from ldn_desktop.exchange.plan_reader import read_plan
from ldn_desktop.exchange.plan_writer import write_plan
from ldn_desktop.storage.places import find_places
from ldn_desktop.ui.papers.preview import PreviewDialog
from ldn_desktop.workspace.number_words import opened_as
from tests.journeys.desk import Desk, desk_on, settle
from tests.journeys.person import Person

_BUTTONS = QMessageBox.StandardButton
_NUMBER = re.compile(r"Plan revision (\d+)")


def _target(desk: Desk, target: str) -> None:
    desk.type_into(desk.dose("Target"), target)
    desk.press(Qt.Key.Key_Tab)
    settle()


@pytest.fixture
def plan(qapp: object, tmp_path: Path, person: Person) -> Path:
    """A plan's file at revision 3."""
    with desk_on(tmp_path) as desk:
        desk.usual_set()
        desk.plan("0.5 mg", "0.5 mg", "1.5 mg")
        for target in ("2 mg", "2.5 mg", "3 mg"):
            _target(desk, target)
            person.save(desk)
        assert desk.session.draft.plan.revision == 3
        return person.path


def test_a_paper_of_discarded_changes_keeps_its_number(tmp_path: Path, person: Person, plan: Path) -> None:
    with desk_on(tmp_path) as desk:
        assert desk.window.files.open_path(plan)
        assert desk.notices == []
        _target(desk, "3.5 mg")
        assert person.pdf(desk, "first.pdf") == 4
        asked = person.discard(desk)
        assert "Revision 4 of it was printed or made a PDF." in asked
        assert "its number is not used again" in asked
    with desk_on(tmp_path) as desk:
        assert desk.window.files.open_path(plan)
        assert (desk.session.draft.plan.revision, desk.session.modified) == (3, False)
        (told,) = desk.notices
        assert (
            "opened at revision 3, which is not its last: revision 4 was saved, printed or made a PDF" in told
        )
        assert told.endswith("A change makes it revision 5.")
        _target(desk, "4 mg")
        assert desk.session.draft.plan.revision == 5
        assert person.pdf(desk, "second.pdf") == 5
        person.save(desk)
    assert b'"revision": 5' in plan.read_bytes()
    kept = find_places(tmp_path).given_out_file.read_text(encoding="utf-8")
    assert read_plan(plan.read_bytes(), desk.window.knowledge.vocabulary).id not in kept


def test_what_leaves_after_a_later_paper_is_asked_about(tmp_path: Path, person: Person, plan: Path) -> None:
    """The patient holds revision 4; the file, to which it was taken back, is revision 3."""
    with desk_on(tmp_path) as desk:
        assert desk.window.files.open_path(plan)
        _target(desk, "3.5 mg")
        assert person.pdf(desk, "first.pdf") == 4
        assert desk.window.files.open_path(plan, asked=True)
        person.answers.append(_BUTTONS.Cancel)
        person.path = tmp_path / "none.pdf"
        desk.window.actions_.save_pdf.trigger()
        assert not person.path.exists()
        assert "with revision 4 is out, and what is open is revision 3." in person.boxes[-1]
        person.answers.append(_BUTTONS.Ignore)
        assert person.pdf(desk, "copy.pdf") == 3
        assert person.pdf(desk, "again.pdf") == 3, "asked once"
        assert desk.window.files.open_path(plan)
        _target(desk, "4 mg")
        assert person.pdf(desk, "next.pdf") == 5
        assert desk.window.files.open_path(plan, asked=True)
        person.answers.append(_BUTTONS.Save)
        assert person.pdf(desk, "back.pdf") == 6
        assert desk.session.modified, "the file is still revision 3"
        person.save(desk)
        assert b'"revision": 6' in plan.read_bytes()
        assert person.answers == []


def test_what_is_discarded_without_a_paper_is_asked_about_as_before(
    tmp_path: Path, person: Person, plan: Path
) -> None:
    with desk_on(tmp_path) as desk:
        assert desk.window.files.open_path(plan)
        _target(desk, "3.5 mg")
        assert person.discard(desk) == "This plan has changes that are not saved."
    with desk_on(tmp_path) as desk:
        assert desk.window.files.open_path(plan)
        assert desk.notices == []
        _target(desk, "4 mg")
        assert desk.session.draft.plan.revision == 4, "nothing left with it"


def test_two_windows_on_one_plan_give_out_numbers_of_their_own(
    tmp_path: Path, person: Person, plan: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    printed: list[str] = []

    def printed_later(dialog: PreviewDialog) -> int:
        """Look at the pages while the other window gives out their number, then print."""
        assert person.pdf(one, "first.pdf") == 4
        printer = QPrinter()
        printer.setOutputFormat(QPrinter.OutputFormat.PdfFormat)
        printer.setOutputFileName(str(tmp_path / "printer.pdf"))
        dialog.send(printer)
        printed.extend(
            text for label in dialog.findChildren(QLabel) if (text := label.text()).startswith("Revision")
        )
        return 0

    with desk_on(tmp_path) as one, desk_on(tmp_path) as other:
        for desk, target in ((one, "3.5 mg"), (other, "4 mg")):
            assert desk.window.files.open_path(plan)
            _target(desk, target)
            assert desk.session.draft.plan.revision == 4
        monkeypatch.setattr(PreviewDialog, "exec", printed_later)
        other.papers.preview()
        (told,) = printed
        assert told.startswith("Revision 4 of this plan stands for something else by now")
        assert told.endswith("Close this preview first.")
        assert not (tmp_path / "printer.pdf").exists()
        assert other.session.draft.plan.revision == 5
        assert person.pdf(other, "second.pdf") == 5
        person.answers.append(_BUTTONS.Ignore)
        assert person.pdf(one, "third.pdf") == 4, "the same paper once more"
        for desk, target in ((one, "2 mg"), (other, "1 mg")):
            _target(desk, target)
            assert desk.session.draft.plan.revision == 6
        assert person.pdf(one, "fourth.pdf") == 6
        person.save(other)
        assert other.session.draft.plan.revision == 7
        assert any("It is revision 7: another window has used revision 6." in told for told in other.notices)
        _target(one, "4.5 mg")
        assert person.pdf(one, "fifth.pdf") == 8
        assert any("It is revision 8: another window has used revision 7." in told for told in one.notices)


def test_a_file_with_the_number_of_another_paper_is_the_next_and_that_is_told(
    tmp_path: Path, person: Person, plan: Path
) -> None:
    """Such as one that another computer wrote into a shared folder."""
    with desk_on(tmp_path) as desk:
        assert desk.window.files.open_path(plan)
        _target(desk, "3.5 mg")
        assert person.pdf(desk, "first.pdf") == 4
        person.discard(desk)
        held = read_plan(plan.read_bytes(), desk.window.knowledge.vocabulary)
    plan.write_bytes(write_plan(replace(held, revision=4, notes="made elsewhere")))
    with desk_on(tmp_path) as desk:
        assert desk.window.files.open_path(plan)
        assert (desk.session.draft.plan.revision, desk.session.modified) == (5, True)
        assert desk.heading("chip").text().startswith("Draft · revision 5")
        (told,) = desk.notices
        assert told.endswith("has revision 4 already, so the plan was opened as revision 5.")
        assert person.pdf(desk, "second.pdf") == 5
        person.save(desk)
    assert b'"revision": 5' in plan.read_bytes()


def test_a_question_that_is_open_again_hides_no_number(tmp_path: Path, person: Person, plan: Path) -> None:
    """A file of an earlier version, which held less than is asked now, restored as an older copy."""
    held = json.loads(plan.read_bytes())
    answers = {"acute-hepatitis-or-liver-failure": "no"}
    held |= {"version": 1, "revision": 2, "screening": {"answered_on": "2026-11-25", "answers": answers}}
    del held["basis"]
    plan.write_text(json.dumps(held), encoding="utf-8")
    with desk_on(tmp_path) as desk:
        assert desk.window.files.open_path(plan)
        (told,) = desk.notices
        assert "Open again: " in told
        assert told.endswith(
            "revision 3 was saved, printed or made a PDF on this computer. A change makes it revision 4."
        )


def test_a_pdf_that_could_not_be_written_takes_no_number(tmp_path: Path, person: Person, plan: Path) -> None:
    with desk_on(tmp_path) as desk:
        assert desk.window.files.open_path(plan)
        _target(desk, "3.5 mg")
        person.path = tmp_path / "missing" / "paper.pdf"
        desk.window.actions_.save_pdf.trigger()
        assert any("The PDF was not saved." in told for told in desk.notices)
        assert person.discard(desk) == "This plan has changes that are not saved."
    with desk_on(tmp_path) as desk:
        assert desk.window.files.open_path(plan)
        _target(desk, "4 mg")
        assert person.pdf(desk, "paper.pdf") == 4


@pytest.mark.parametrize("stands", ["paper", "file", ""])
def test_what_has_the_number_of_a_file_is_named(
    tmp_path: Path, person: Person, plan: Path, stands: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    with desk_on(tmp_path) as desk:
        assert desk.window.files.open_path(plan)
        monkeypatch.setattr(desk.session, "stands_for", {4: stands}.__getitem__)
        told = opened_as(desk.session, replace(desk.session.draft.plan, revision=4))
        assert told.endswith("so the plan was opened as revision 3.")
        assert ("A paper of this plan" in told, "A saved file" in told) == (
            stands == "paper",
            stands == "file",
        )


def test_no_number_is_promised_after_the_last(tmp_path: Path, person: Person, plan: Path) -> None:
    with desk_on(tmp_path) as desk:
        held = read_plan(plan.read_bytes(), desk.window.knowledge.vocabulary)
        plan.write_bytes(write_plan(replace(held, revision=LAST_REVISION)))
        assert desk.window.files.open_path(plan, asked=True)
        assert person.pdf(desk, "last.pdf") == LAST_REVISION
        plan.write_bytes(write_plan(held))
        assert desk.window.files.open_path(plan, asked=True)
        assert desk.notices[-1].endswith("begin a new plan for it.")
        person.answers.append(_BUTTONS.Ignore)
        assert person.pdf(desk, "copy.pdf") == 3
        assert f"No number follows revision {LAST_REVISION}" in person.boxes[-1]
        assert str(LAST_REVISION + 1) not in f"{desk.notices} {person.boxes}"
