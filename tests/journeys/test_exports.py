"""From the window to other systems: the record on the clipboard, a file of every form, and what stands in the way."""

from __future__ import annotations

import csv
import json
from collections.abc import Iterator
from pathlib import Path
from unittest.mock import patch

import pytest
from icalendar import Calendar
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QCheckBox, QDialog, QFileDialog, QMessageBox, QRadioButton

from ldn_desktop.exchange.exports import EXPORTS
from ldn_desktop.ui.papers.export_dialog import ExportDialog
from tests.exchange.handed import plan
from tests.journeys.desk import Desk, desk_on
from tests.journeys.person import Person

BLOCKED = {"screening": {"answered_on": "2026-11-20", "answers": {"opioid-now": "yes"}}}


class Chooser(Person):
    """Who chooses a form in the dialog, too."""

    def __init__(self, folder: Path) -> None:
        super().__init__(folder)
        self.form, self.cancel = "", False
        self.offered: list[str] = []
        self.open_to: list[str] = []

    def choose_form(self, dialog: ExportDialog) -> int:
        choices = dialog.findChildren(QRadioButton)
        self.open_to = [choice.text() for choice in choices if choice.isEnabled()]
        if not self.form:
            return QDialog.DialogCode.Rejected
        next(choice for choice in choices if choice.text() == EXPORTS[self.form].title).setChecked(True)
        (take_back,) = dialog.findChildren(QCheckBox)
        if take_back.isEnabled():
            take_back.setChecked(self.cancel)
        return QDialog.DialogCode.Accepted

    def choose(self, *given: object) -> tuple[str, str]:
        self.offered.append(Path(str(given[2])).name)
        return str(self.path), ""

    def export(self, desk: Desk, form: str, name: str = "out") -> str:
        """Export to a file; return what was told."""
        self.form, self.path = form, self.folder / name
        desk.window.actions_.export.trigger()
        return desk.notices[-1] if desk.notices else ""


@pytest.fixture
def person(tmp_path: Path) -> Iterator[Chooser]:
    person = Chooser(tmp_path)

    def ask(box: QMessageBox) -> QMessageBox.StandardButton:
        return person.ask(box)

    def choose_form(dialog: ExportDialog) -> int:
        return person.choose_form(dialog)

    with (
        patch.object(QFileDialog, "getSaveFileName", person.choose),
        patch.object(QMessageBox, "exec", ask),
        patch.object(ExportDialog, "exec", choose_form),
    ):
        yield person


@pytest.fixture
def desk(tmp_path: Path, qapp: object) -> Iterator[Desk]:
    with desk_on(tmp_path / "desk") as desk:
        yield desk


def opened(desk: Desk, folder: Path, **changes: object) -> None:
    path = folder / "plan.ldnplan"
    path.write_text(json.dumps(plan(**changes)), encoding="utf-8")
    assert desk.window.files.open_path(path)


def test_one_click_copies_the_record(desk: Desk, tmp_path: Path, person: Chooser) -> None:
    opened(desk, tmp_path)
    desk.button("Copy for the record").click()
    text = QGuiApplication.clipboard().text()
    assert text.startswith("Clinician record\nAnna Muster · Plan revision 3 ·")
    assert desk.notices[-1] == "Note: The record of revision 3 was copied as text; paste it within a minute."
    # The number is given out with it, as with a paper.
    desk.type_into(desk.name, "Anna Musterin")
    assert desk.session.draft.plan.revision == 4


def test_each_form_is_written_whole_under_its_own_ending(desk: Desk, tmp_path: Path, person: Chooser) -> None:
    opened(desk, tmp_path)
    for code, form in EXPORTS.items():
        told = person.export(desk, code)
        assert told == f"Note: Saved out{form.suffix} in {tmp_path}."
        assert (tmp_path / f"out{form.suffix}").stat().st_size > 1000
        assert person.offered[-1] == f"LDN plan (1980) 2026-12-01 6f0f9a{form.suffix}"
    with (tmp_path / "out.csv").open(encoding="utf-8", newline="") as table:
        assert len(list(csv.reader(table))) == 43
    person.cancel = True
    person.export(desk, "ics", "gone")
    assert person.offered[-1] == "LDN plan (1980) 2026-12-01 6f0f9a-cancel.ics"
    events = Calendar.from_ical((tmp_path / "gone.ics").read_bytes()).walk("VEVENT")
    assert {str(event["status"]) for event in events} == {"CANCELLED"}
    # Of a form that cannot be taken back the plan itself is written.
    person.export(desk, "csv", "again")
    assert (tmp_path / "again.csv").read_bytes() == (tmp_path / "out.csv").read_bytes()


def test_no_name_of_a_patient_is_offered_though_the_plan_is_saved_under_it(
    desk: Desk, tmp_path: Path, person: Chooser
) -> None:
    opened(desk, tmp_path)
    person.path = tmp_path / "Anna Muster.ldnplan"
    desk.window.actions_.save_as.trigger()
    person.export(desk, "ics")
    assert person.offered == ["plan.ldnplan", "LDN plan (1980) 2026-12-01 6f0f9a.ics"]


def test_while_a_finding_blocks_the_text_leaves_and_a_calendar_is_taken_back(
    desk: Desk, tmp_path: Path, person: Chooser
) -> None:
    opened(desk, tmp_path, **BLOCKED)
    told = person.export(desk, "text")
    assert person.open_to == ["Text", "Calendar"]
    assert told == f"Note: Saved out.txt in {tmp_path}."
    assert (tmp_path / "out.txt").read_text("utf-8").startswith("NOT CLEARED")
    person.export(desk, "ics")
    assert b"STATUS:CONFIRMED" not in (tmp_path / "out.ics").read_bytes()
    desk.button("Copy for the record").click()
    assert QGuiApplication.clipboard().text().startswith("NOT CLEARED")
    assert desk.notices[-1].endswith("It begins with NOT CLEARED, for a finding blocks the plan.")


def test_what_cannot_be_written_is_told_and_giving_up_writes_nothing(
    desk: Desk, tmp_path: Path, person: Chooser
) -> None:
    opened(desk, tmp_path)
    before = sorted(tmp_path.iterdir())
    person.export(desk, "")
    assert sorted(tmp_path.iterdir()) == before
    told = person.export(desk, "csv", "none/out")
    assert told == (
        "Error: Nothing was exported. “out.csv” cannot be saved: the folder does not exist; choose another folder."
    )
    (tmp_path / "there.csv").write_text("theirs")
    person.answers = [QMessageBox.StandardButton.Cancel]
    person.export(desk, "csv", "there")
    assert (tmp_path / "there.csv").read_text() == "theirs"


def test_nothing_leaves_while_an_entry_is_not_in_the_plan(desk: Desk, tmp_path: Path) -> None:
    opened(desk, tmp_path)
    actions = desk.window.actions_
    assert actions.export.isEnabled()
    assert actions.copy_record.isEnabled()
    desk.window.files.new()
    assert not actions.export.isEnabled()
    assert not actions.copy_record.isEnabled()
