"""No save loses anybody's plan: what stands in the place is told, the window stays alive, nothing is left about."""

from __future__ import annotations

import errno
import os
import subprocess
import sys
import textwrap
import threading
from collections.abc import Callable, Iterator
from dataclasses import replace
from datetime import date
from pathlib import Path
from typing import Any

import pytest
from PySide6.QtCore import QCoreApplication, QEvent, QMimeData, QPoint, QPointF, Qt, QTimer, QUrl
from PySide6.QtGui import QDragEnterEvent, QDropEvent
from PySide6.QtPrintSupport import QPrinter
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QDialog, QFileDialog, QLineEdit, QMessageBox, QToolButton, QWidget
from pytestqt.qtbot import QtBot

from ldn_desktop.decoding import strict_json
from ldn_desktop.domain.adjustment import Hold
from ldn_desktop.domain.plan import OpioidUse, Patient, Screening
from ldn_desktop.exchange.plan_reader import read_plan
from ldn_desktop.exchange.plan_writer import write_plan
from ldn_desktop.reference.words.english import full_date
from ldn_desktop.storage.files import MAX_BYTES
from ldn_desktop.ui.files.recent_menu import RecentMenu
from ldn_desktop.ui.papers.preview import PreviewDialog
from ldn_desktop.ui.widgets.labels import ElideLabel
from ldn_desktop.workspace import contents
from ldn_desktop.workspace.intents import (
    SetAdjustments,
    SetNotes,
    SetOverride,
    SetPatient,
    SetScreening,
    SetStart,
)
from ldn_desktop.workspace.origin import File
from tests.journeys.desk import TODAY, Desk, desk_on, settle
from tests.places import ROOT

_BUTTONS = QMessageBox.StandardButton


class Dialogs:
    """What the file dialogs answer, what the boxes answer, and what both showed."""

    def __init__(self) -> None:
        self.paths: list[Path | None] = []
        self.answers: list[QMessageBox.StandardButton] = []
        self.offered: list[Path] = []
        self.boxes: list[str] = []
        self.more: list[str] = []

    def choose(self, *_: object) -> tuple[str, str]:
        self.offered.append(Path(str(_[2])))
        assert self.paths, "no dialog should be shown"
        path = self.paths.pop(0)
        return (str(path) if path else "", "")

    def ask(self, box: QMessageBox) -> QMessageBox.StandardButton:
        assert box.textFormat() == Qt.TextFormat.PlainText
        self.boxes.append(box.text())
        self.more.append(box.informativeText())
        assert self.answers, f"nothing should be asked: {box.text()}"
        answer = self.answers.pop(0)
        assert box.button(answer) is not None, (answer, box.text())
        return answer


@pytest.fixture
def dialogs(monkeypatch: pytest.MonkeyPatch) -> Iterator[Dialogs]:
    found = Dialogs()
    monkeypatch.setattr(QFileDialog, "getOpenFileName", found.choose)
    monkeypatch.setattr(QFileDialog, "getSaveFileName", found.choose)

    def exec_(box: QMessageBox) -> QMessageBox.StandardButton:
        return found.ask(box)

    monkeypatch.setattr(QMessageBox, "exec", exec_)
    yield found
    assert not found.paths, "a dialog was not shown"
    assert not found.answers, "a question was not asked"


def _planned(desk: Desk, name: str = "", born: date | None = None) -> None:
    desk.usual_set()
    desk.plan("0.5 mg", "0.5 mg", "1.5 mg")
    if name:
        desk.type_into(desk.name, name)
    if born:
        desk.day("Date of birth").set_day(born)
        desk.day("Date of birth").day_changed.emit()


def _save_as(desk: Desk) -> None:
    desk.window.actions_.save_as.trigger()


def _save(desk: Desk) -> None:
    desk.window.actions_.save.trigger()


def _saved(desk: Desk, dialogs: Dialogs, path: Path) -> bytes:
    dialogs.paths.append(path)
    _save_as(desk)
    assert desk.file == path
    return path.read_bytes()


def _other(data: bytes, desk: Desk, **changes: Any) -> bytes:
    plan = read_plan(data, desk.window.knowledge.vocabulary)
    return write_plan(replace(plan, **changes))


_ANNA = {"id": "a" * 32, "patient": Patient("Anna Muster", date(1980, 6, 5))}


@pytest.mark.parametrize("name", ["Dr. Muster", "plan 1.5 mg", "plan"])
def test_the_suffix_is_added_before_the_question(
    desk: Desk, dialogs: Dialogs, tmp_path: Path, name: str
) -> None:
    _planned(desk)
    standing = tmp_path / f"{name}.ldnplan"
    before = _saved(desk, dialogs, tmp_path / "own.ldnplan")
    standing.write_bytes(before)
    dialogs.paths += [tmp_path / name]
    dialogs.answers += [_BUTTONS.Cancel]
    desk.type_into(desk.dose("Target"), "2 mg")
    _save_as(desk)
    assert standing.read_bytes() == before
    assert standing.name in dialogs.boxes[0]
    assert not (tmp_path / name).exists()
    dialogs.paths += [tmp_path / name, tmp_path / f"{name} 2"]
    dialogs.answers += [_BUTTONS.Retry]
    _save_as(desk)
    assert standing.read_bytes() == before
    assert (tmp_path / f"{name} 2.ldnplan").exists()
    assert dialogs.offered[-1] == standing, "the next dialog begins where the last one ended"
    dialogs.paths += [tmp_path / name]
    dialogs.answers += [_BUTTONS.Ignore]
    _save_as(desk)
    assert standing.read_bytes() != before


@pytest.mark.parametrize(
    ("changes", "words"),
    [
        (_ANNA, "the plan of Anna Muster, born 5 Jun 1980"),
        ({**_ANNA, "id": ""}, "the plan of Anna Muster, born 5 Jun 1980"),
        ({"id": "b" * 32, "patient": Patient("", None, "X-7")}, "a patient without a name, number X-7"),
        (None, "what is in it cannot be told"),
    ],
)
def test_another_plan_is_never_replaced(
    desk: Desk, dialogs: Dialogs, tmp_path: Path, changes: dict[str, object] | None, words: str
) -> None:
    """By Save as; and by Save, where it was put in the place of the open file meanwhile."""
    _planned(desk)
    own, other = tmp_path / "own.ldnplan", tmp_path / "other.ldnplan"
    data = _saved(desk, dialogs, own)
    standing = b"{}" if changes is None else _other(data, desk, **changes)
    other.write_bytes(standing)
    desk.type_into(desk.dose("Target"), "2 mg")
    dialogs.paths += [tmp_path / "other"]
    dialogs.answers += [_BUTTONS.Cancel]
    _save_as(desk)
    assert words in dialogs.boxes[0]
    assert "It is not replaced" in dialogs.boxes[0] or "it is not replaced" in dialogs.boxes[0]
    assert other.read_bytes() == standing
    if changes is not None:
        own.write_bytes(standing)
        dialogs.answers += [_BUTTONS.Cancel]
        _save(desk)
        assert words in dialogs.boxes[1]
        assert own.read_bytes() == standing
    assert desk.session.modified


def test_a_file_without_an_id_is_saved_while_it_is_the_open_one(
    desk: Desk, dialogs: Dialogs, tmp_path: Path
) -> None:
    _planned(desk)
    path = tmp_path / "own.ldnplan"
    path.write_bytes(_other(_saved(desk, dialogs, path), desk, id=""))
    desk.window.files.open_path(path)
    desk.type_into(desk.dose("Target"), "2 mg")
    _save(desk)
    assert b"2 mg" in path.read_bytes()


def _grown(path: Path) -> None:
    with path.open("ab") as file:
        file.truncate(MAX_BYTES + 1)


def _gone(path: Path) -> None:
    path.unlink()


def _folder(path: Path) -> None:
    path.unlink()
    path.mkdir()


def _cut(path: Path) -> None:
    path.write_bytes(path.read_bytes()[:100])


@pytest.mark.parametrize("happens", [_grown, _gone, _folder, _cut])
@pytest.mark.parametrize("edited", [False, True])
def test_whatever_became_of_the_file_is_told_and_asked(
    desk: Desk, dialogs: Dialogs, tmp_path: Path, happens: Callable[[Path], None], *, edited: bool
) -> None:
    _planned(desk)
    path = tmp_path / "own.ldnplan"
    _saved(desk, dialogs, path)
    happens(path)
    before = path.read_bytes() if path.is_file() else None
    if edited:
        desk.type_into(desk.dose("Target"), "2 mg")
    dialogs.answers += [_BUTTONS.Cancel]
    _save(desk)
    assert (path.read_bytes() if path.is_file() else None) == before
    assert "own.ldnplan" in dialogs.boxes[0]
    dialogs.answers += [_BUTTONS.Ignore]
    _save(desk)
    if happens is _folder:
        assert any("there is a folder of that name" in told for told in desk.notices)
    else:
        read_plan(path.read_bytes(), desk.window.knowledge.vocabulary)
        assert not desk.session.modified


@pytest.mark.parametrize("code", [errno.EACCES, errno.ESTALE, errno.EIO])
def test_a_disk_that_answers_nothing_is_told(
    desk: Desk, dialogs: Dialogs, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, code: int
) -> None:
    _planned(desk)
    path = tmp_path / "own.ldnplan"
    before = _saved(desk, dialogs, path)
    real = Path.stat

    def stat(self: Path, **how: bool) -> os.stat_result:
        if self.name == path.name:
            raise OSError(code, os.strerror(code), str(self))
        return real(self, **how)

    desk.type_into(desk.dose("Target"), "2 mg")
    with monkeypatch.context() as patched:
        patched.setattr(Path, "stat", stat)
        dialogs.answers += [_BUTTONS.Cancel]
        _save(desk)
        dialogs.answers += [_BUTTONS.Ignore]
        _save(desk)
        assert any("Not saved. “own.ldnplan” cannot be saved" in told for told in desk.notices)
    assert all("has changed cannot be told" in box for box in dialogs.boxes)
    assert path.read_bytes() == before
    assert desk.session.modified


def test_a_new_plan_is_offered_by_patient_year_and_start(
    desk: Desk, dialogs: Dialogs, tmp_path: Path
) -> None:
    _planned(desk, "Anna/Muster", date(1980, 6, 5))
    dialogs.paths += [None]
    _save(desk)
    assert dialogs.offered[-1].name == "Anna Muster (1980) 2026-12-01.ldnplan"
    dialogs.paths += [None]
    desk.papers.save("patient")
    assert dialogs.offered[-1].name == "Anna Muster (1980) 2026-12-01.pdf"
    settings = next(
        button for button in desk.rail.findChildren(QToolButton) if button.text() == "Settings"
    ).menu()
    (names,) = [action for action in settings.actions() if "name of a file" in action.text()]
    assert names.isChecked()
    names.trigger()
    dialogs.paths += [None]
    _save(desk)
    assert "Anna" not in dialogs.offered[-1].name
    dialogs.paths += [None]
    desk.papers.save("wallet-card")
    assert "Anna" not in dialogs.offered[-1].name
    assert desk.remembered.settings.name_in_files is False
    desk.window.force_close()
    with desk_on(tmp_path) as again:
        assert not again.remembered.settings.name_in_files


@pytest.mark.parametrize("kind", ["patient", "wallet-card", "clinician"])
def test_a_pdf_gets_its_suffix_first_and_replaces_nothing_but_a_pdf(
    desk: Desk, dialogs: Dialogs, tmp_path: Path, kind: str
) -> None:
    _planned(desk)
    letter, pdf = tmp_path / "plan 1.5 mg.pdf", tmp_path / "Dr. Muster.pdf"
    letter.write_bytes(b"a letter")
    pdf.write_bytes(b"%PDF-1.4\n")
    dialogs.paths += [tmp_path / "plan 1.5 mg", tmp_path / "Dr. Muster"]
    dialogs.answers += [_BUTTONS.Retry, _BUTTONS.Ignore]
    desk.papers.save(kind)
    assert "is no PDF" in dialogs.boxes[0]
    assert letter.read_bytes() == b"a letter"
    assert len(pdf.read_bytes()) > 1000
    assert any("Saved Dr. Muster.pdf" in told for told in desk.notices)
    desk.window.force_close()


def test_what_was_saved_is_told_until_the_next_plan(desk: Desk, dialogs: Dialogs, tmp_path: Path) -> None:
    _planned(desk)
    _saved(desk, dialogs, tmp_path / "own.ldnplan")
    dialogs.paths += [tmp_path / "paper"]
    desk.papers.save("patient")
    assert any("Saved paper.pdf" in told for told in desk.notices)
    desk.window.actions_.new.trigger()
    assert desk.notices == []


_ANN = Patient("Ann Lee", date(1970, 1, 2), "A-1")
_BOB = Patient("Bob & <b>Miller</b>", date(1985, 3, 4), "B-2")


def _ann(desk: Desk, dialogs: Dialogs, path: Path) -> bytes:
    """Save a plan of Ann that holds all that is hers alone."""
    _planned(desk)
    desk.session.do(SetPatient(_ANN), "patient")
    words = desk.window.knowledge.vocabulary
    use = OpioidUse(min(words.opioids), date(2026, 10, 1))
    desk.session.do(
        SetScreening(Screening(date(2026, 11, 30), ((min(words.questions), "no"),), (use,))), "check"
    )
    desk.session.do(SetAdjustments((Hold(date(2026, 12, 9), 3),)), "a hold")
    desk.session.do(SetOverride(min(words.overridable), "Agreed."), "override")
    return _saved(desk, dialogs, path)


def _act(desk: Desk, how: str) -> None:
    match how:
        case "save as":
            _save_as(desk)
        case "leaving":
            desk.window.files.may_leave()
        case _:
            _save(desk)


@pytest.mark.parametrize("how", ["save", "save as", "recovered", "leaving"])
def test_another_patient_in_the_open_plan_is_asked_about(
    desk: Desk, dialogs: Dialogs, tmp_path: Path, how: str
) -> None:
    own, other = tmp_path / "Ann Lee.ldnplan", tmp_path / "Bob.ldnplan"
    before = _ann(desk, dialogs, own)
    was = desk.session.draft.plan
    desk.session.do(SetPatient(_BOB), "patient")
    if how == "recovered":
        desk.session.recover(desk.session.draft, File(own))
    first = [_BUTTONS.Save] if how == "leaving" else []
    dialogs.answers += [*first, _BUTTONS.Cancel]
    _act(desk, how)
    assert "Ann Lee, born 2 Jan 1970, number A-1" in dialogs.boxes[-1]
    assert "Bob & <b>Miller</b>, born 4 Mar 1985, number B-2" in dialogs.boxes[-1]
    assert own.read_bytes() == before
    assert desk.session.draft.plan == replace(was, patient=_BOB, revision=2), "cancelled"
    dialogs.answers += [*first, _BUTTONS.Save]
    dialogs.paths.append(other)
    _act(desk, how)
    plan = desk.session.draft.plan
    assert own.read_bytes() == before
    assert desk.file == other
    assert not desk.session.modified
    assert plan.id not in {"", was.id}
    cleared = replace(was, id=plan.id, patient=_BOB, screening=Screening(), overrides=(), adjustments=())
    assert plan == cleared
    assert plan.revision == 1
    assert was.screening.opioids
    assert was.overrides
    assert was.adjustments
    assert any("safety check" in told and "Bob & <b>Miller</b>" in told for told in desk.notices)
    assert not desk.session.undo_label, "no undo brings back what was another person's"


def test_a_new_plan_given_up_at_the_file_leaves_the_other_patients_file(
    desk: Desk, dialogs: Dialogs, tmp_path: Path
) -> None:
    own = tmp_path / "Ann Lee.ldnplan"
    before = _ann(desk, dialogs, own)
    desk.session.do(SetPatient(_BOB), "patient")
    dialogs.answers.append(_BUTTONS.Save)
    dialogs.paths.append(None)
    _save(desk)
    assert (desk.file, desk.session.modified) == (None, True)
    assert "Lee" not in dialogs.offered[-1].name
    dialogs.paths += [own, None]
    dialogs.answers.append(_BUTTONS.Retry)
    _save(desk)
    assert "It is not replaced" in dialogs.boxes[-1]
    assert own.read_bytes() == before
    desk.window.force_close()


@pytest.mark.parametrize(
    "now",
    [
        _ANN._replace(name="Ann Leigh"),
        _ANN._replace(birth_date=date(1979, 1, 2)),
        _ANN._replace(birth_date=date(1970, 1, 12)),
        _ANN._replace(birth_date=date(1970, 2, 1)),
        _ANN._replace(name="ANN  LEE", identifier="A-2"),
        Patient("Ann Leigh"),
        Patient(),
    ],
)
def test_a_correction_of_the_patient_is_saved_unasked(
    desk: Desk, dialogs: Dialogs, tmp_path: Path, now: Patient
) -> None:
    own = tmp_path / "own.ldnplan"
    _ann(desk, dialogs, own)
    desk.session.do(SetPatient(now), "patient")
    _save(desk)
    assert (desk.file, desk.session.modified) == (own, False)


def test_another_patient_is_asked_about_however_often_it_was_saved_on_the_way(
    desk: Desk, dialogs: Dialogs, tmp_path: Path
) -> None:
    own = tmp_path / "own.ldnplan"
    _ann(desk, dialogs, own)
    desk.session.do(SetPatient(_ANN._replace(name="Ann Miller")), "patient")
    _save(desk)
    before = own.read_bytes()
    desk.session.do(SetPatient(_ANN._replace(name="Ann Miller", birth_date=date(1985, 3, 4))), "patient")
    dialogs.answers.append(_BUTTONS.Cancel)
    _save(desk)
    told = dialogs.boxes[-1]
    assert "This plan was first saved as that of Ann Lee, born 2 Jan 1970" in told
    assert "“own.ldnplan” holds that of Ann Miller, born 2 Jan 1970, number A-1 now." in told
    assert own.read_bytes() == before
    desk.window.force_close()


@pytest.mark.parametrize(
    ("born", "number"),
    [
        (date(1985, 1, 2), "A-1"),
        (date(1970, 3, 4), "A-1"),
        (date(1985, 3, 4), "A-1"),
        # Father and son.
        (date(1990, 1, 2), "A-1"),
        (date(1970, 2, 1), "A-7"),
    ],
)
def test_somebody_of_the_same_name_is_asked_about(
    desk: Desk, dialogs: Dialogs, tmp_path: Path, born: date, number: str
) -> None:
    own = tmp_path / "own.ldnplan"
    before = _ann(desk, dialogs, own)
    desk.session.do(SetPatient(_ANN._replace(birth_date=born, identifier=number)), "patient")
    dialogs.answers.append(_BUTTONS.Cancel)
    _save(desk)
    assert "holds the plan of Ann Lee, born 2 Jan 1970, number A-1" in dialogs.boxes[-1]
    assert f"What is open now names Ann Lee, born {full_date(born)}, number {number}" in dialogs.boxes[-1]
    assert own.read_bytes() == before
    desk.window.force_close()


def test_a_name_without_a_word_of_the_one_before_is_asked_about(
    desk: Desk, dialogs: Dialogs, tmp_path: Path
) -> None:
    own = tmp_path / "own.ldnplan"
    before = _ann(desk, dialogs, own)
    desk.session.do(SetPatient(_ANN._replace(name="0.75 mg")), "patient")
    dialogs.answers.append(_BUTTONS.Cancel)
    _save(desk)
    assert own.read_bytes() == before
    desk.window.force_close()


@pytest.mark.parametrize("how", ["save_pdf", "preview", "preview_card", "print"])
def test_no_paper_leaves_for_another_patient_unasked(
    desk: Desk, dialogs: Dialogs, tmp_path: Path, how: str
) -> None:
    own = tmp_path / "own.ldnplan"
    _ann(desk, dialogs, own)
    desk.session.do(SetPatient(_BOB), "patient")
    dialogs.answers.append(_BUTTONS.Cancel)
    getattr(desk.papers, how)()
    assert "What is open now names Bob" in dialogs.boxes[-1]
    desk.window.force_close()


@pytest.mark.parametrize("how", ["save_pdf", "preview", "preview_card", "print"])
def test_a_new_plan_from_a_paper_stops_at_its_empty_safety_check(
    desk: Desk, dialogs: Dialogs, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, how: str
) -> None:
    own, pdf = tmp_path / "own.ldnplan", tmp_path / "bob.pdf"
    _planned(desk)
    desk.session.do(SetStart(date(2026, 11, 20)), "start")
    desk.session.do(SetPatient(_ANN), "patient")
    before = _saved(desk, dialogs, own)
    shown: list[str] = []

    def seen(_dialog: PreviewDialog) -> int:
        shown.append(how)
        return 0

    monkeypatch.setattr(PreviewDialog, "exec", seen)
    desk.session.do(SetPatient(_BOB), "patient")
    dialogs.answers.append(_BUTTONS.Save)
    getattr(desk.papers, how)()
    assert own.read_bytes() == before
    assert not shown
    assert not pdf.exists()
    plan = desk.session.draft.plan
    assert plan.start_date == TODAY, "no first dose of somebody else's is carried over"
    told, note = dialogs.more[-1], desk.notices[-1]
    for words in (told, note):
        assert "The first dose on 20 Nov 2026 has passed: the new plan begins on 1 Dec 2026." in words
        for kept in ("condition", "steps", "products", "safety check", "opioids", "other medicines", "notes"):
            assert kept in words.casefold(), (kept, words)
    assert "Undo does not go back behind it." in told
    assert not desk.session.undo_label
    assert "go through the safety check" in note
    # Asked for again, the paper comes.
    if how == "save_pdf":
        dialogs.paths.append(pdf)
    getattr(desk.papers, how)()
    assert pdf.exists() if how == "save_pdf" else shown
    desk.window.force_close()


def test_the_same_person_under_another_identity_is_saved_over(
    desk: Desk, dialogs: Dialogs, tmp_path: Path
) -> None:
    own = tmp_path / "own.ldnplan"
    _ann(desk, dialogs, own)
    was = desk.session.draft.plan
    desk.session.do(SetPatient(_BOB), "patient")
    dialogs.answers.append(_BUTTONS.Ignore)
    _save(desk)
    assert desk.session.draft.plan == replace(was, patient=_BOB, revision=2)
    assert not desk.session.modified
    desk.session.do(SetNotes("once is enough"), "notes")
    _save(desk)
    assert not desk.session.modified


def test_another_patient_in_an_unfinished_plan_is_asked_about(
    desk: Desk, dialogs: Dialogs, tmp_path: Path
) -> None:
    _planned(desk)
    desk.session.do(SetPatient(_ANN), "patient")
    desk.type_into(desk.dose("Target"), "0 mg")
    own, other = tmp_path / "ann.ldndraft", tmp_path / "bob.ldndraft"
    dialogs.paths += [own, other]
    desk.window.files.save_unfinished()
    before = own.read_bytes()
    desk.session.do(SetPatient(_BOB), "patient")
    dialogs.answers.append(_BUTTONS.Save)
    _save(desk)
    assert own.read_bytes() == before
    assert (desk.file, desk.session.modified) == (other, False)
    assert desk.session.unread


def test_two_papers_never_carry_one_revision(
    desk: Desk, dialogs: Dialogs, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Whether a paper left as a PDF or through the printer, and whether its plan was ever saved."""
    _planned(desk)

    def printed(dialog: PreviewDialog) -> int:
        printer = QPrinter()
        printer.setOutputFormat(QPrinter.OutputFormat.PdfFormat)
        printer.setOutputFileName(str(tmp_path / "printer.pdf"))
        dialog.send(printer)
        return 0

    monkeypatch.setattr(PreviewDialog, "exec", printed)
    revisions = []
    for target, kind in (("1 mg", "patient"), ("2 mg", ""), ("2.5 mg", "clinician"), ("3 mg", "patient")):
        desk.type_into(desk.dose("Target"), target)
        desk.press(Qt.Key.Key_Tab)
        revisions.append(desk.session.draft.plan.revision)
        if kind:
            dialogs.paths.append(tmp_path / target)
            desk.papers.save(kind)
        else:
            desk.papers.preview()
        assert desk.session.draft.plan.revision == revisions[-1]
    assert revisions == [1, 2, 3, 4]
    _saved(desk, dialogs, tmp_path / "own.ldnplan")
    assert (desk.session.draft.plan.revision, desk.session.modified) == (4, False)


def test_saving_over_a_later_revision_is_the_next(desk: Desk, dialogs: Dialogs, tmp_path: Path) -> None:
    """A file that another window changed, and a copy that went its own way."""
    _planned(desk)
    own, copy = tmp_path / "own.ldnplan", tmp_path / "copy.ldnplan"
    data = _saved(desk, dialogs, own)
    copy.write_bytes(_other(data, desk, revision=7, notes="elsewhere"))
    own.write_bytes(_other(data, desk, revision=2, notes="another window"))
    desk.type_into(desk.dose("Target"), "2 mg")
    dialogs.answers.append(_BUTTONS.Ignore)
    _save(desk)
    assert (desk.session.draft.plan.revision, desk.session.modified) == (3, False)
    dialogs.paths.append(copy)
    dialogs.answers.append(_BUTTONS.Ignore)
    _save_as(desk)
    assert (desk.session.draft.plan.revision, desk.file) == (8, copy)


class SlowDisk:
    """A disk on which a write waits until the test lets it go on."""

    def __init__(self, monkeypatch: pytest.MonkeyPatch) -> None:
        self.begun, self.go_on = threading.Event(), threading.Event()
        real = os.fsync

        def fsync(descriptor: int) -> None:
            if threading.current_thread().name == "file":
                self.begun.set()
                assert self.go_on.wait(60)
            real(descriptor)

        monkeypatch.setattr(os, "fsync", fsync)

    def meanwhile(self, what: Callable[[], None]) -> None:
        """Do something once the write waits, then let it go on."""

        def act() -> None:
            assert self.begun.is_set()
            try:
                what()
            finally:
                self.go_on.set()

        QTimer.singleShot(300, act)


def test_the_window_lives_while_a_slow_disk_saves(
    desk: Desk, dialogs: Dialogs, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    _planned(desk)
    path = tmp_path / "own.ldnplan"
    disk = SlowDisk(monkeypatch)

    def edit() -> None:
        assert desk.heading("saved").text() == "Saving…"
        desk.type_into(desk.dose("Target"), "2 mg")
        _save(desk)
        assert any("own.ldnplan is still being saved" in told for told in desk.notices)
        desk.window.actions_.new.trigger()
        assert desk.ladder[-1][0] == 2000, "no other plan takes its place meanwhile"

    disk.meanwhile(edit)
    dialogs.paths += [path]
    _save(desk)
    assert b"1.5 mg" in path.read_bytes()
    assert b"2 mg" not in path.read_bytes(), "what was saved is the plan as it stood"
    assert desk.file == path
    assert desk.session.modified, "and what was typed since is not saved"
    assert desk.session.draft.plan.revision == 2
    assert desk.heading("saved").text() == ""
    _save(desk)
    assert desk.heading("saved").text().startswith("Saved ")
    assert b"2 mg" in path.read_bytes()
    assert not desk.session.modified


def test_a_slow_disk_says_that_a_pdf_is_being_saved(
    desk: Desk, dialogs: Dialogs, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    _planned(desk)
    path, other = tmp_path / "paper.pdf", tmp_path / "other.pdf"
    path.write_bytes(b"%PDF-")
    other.hardlink_to(path)
    disk = SlowDisk(monkeypatch)
    seen: list[str] = []

    def see() -> None:
        seen.extend(desk.notices)

    disk.meanwhile(see)
    dialogs.paths += [path]
    dialogs.answers += [_BUTTONS.Ignore]
    desk.papers.save("patient")
    assert seen == ["Note: Saving paper.pdf…"]
    assert path.read_bytes().startswith(b"%PDF-1")
    (told,) = desk.notices
    assert "Saved paper.pdf" in told
    assert "a hard link" in told
    assert desk.part(RecentMenu).folder() == str(tmp_path), "the next dialog begins there"
    desk.window.force_close()


def test_a_pdf_is_of_the_plan_as_it_stands(
    desk: Desk, dialogs: Dialogs, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    _planned(desk)
    path = tmp_path / "paper.pdf"

    def edit(*_: object) -> tuple[str, str]:
        desk.type_into(desk.dose("Target"), "2 mg")
        return str(path), ""

    monkeypatch.setattr(QFileDialog, "getSaveFileName", edit)
    desk.papers.save("patient")
    assert not path.exists()
    assert any("the plan changed meanwhile" in told for told in desk.notices)
    desk.window.force_close()


def test_closing_waits_for_a_slow_disk(
    desk: Desk, dialogs: Dialogs, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    _planned(desk)
    disk = SlowDisk(monkeypatch)

    def close() -> None:
        assert desk.window.close() is False
        assert desk.window.isVisible()
        assert any("closes when that is done" in told for told in desk.notices)

    disk.meanwhile(close)
    dialogs.paths += [tmp_path / "own.ldnplan"]
    _save(desk)
    for _ in range(5):
        settle()
    assert not desk.window.isVisible()
    assert (tmp_path / "own.ldnplan").exists()


def test_what_is_typed_while_leaving_saves_is_asked_about_again(
    desk: Desk, dialogs: Dialogs, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    _planned(desk)
    disk = SlowDisk(monkeypatch)

    def edit() -> None:
        desk.type_into(desk.dose("Target"), "2 mg")

    disk.meanwhile(edit)
    dialogs.paths += [tmp_path / "own.ldnplan"]
    dialogs.answers += [_BUTTONS.Save, _BUTTONS.Cancel]
    assert desk.window.close() is False
    assert desk.ladder[-1][0] == 2000


def test_what_is_typed_while_another_plan_is_read_is_asked_about(
    desk: Desk, dialogs: Dialogs, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    _planned(desk)
    path, other = tmp_path / "own.ldnplan", tmp_path / "other.ldnplan"
    other.write_bytes(_other(_saved(desk, dialogs, path), desk, **_ANNA))
    begun, go_on = threading.Event(), threading.Event()
    real = os.fstat

    def slow(descriptor: int) -> os.stat_result:
        if threading.current_thread().name == "file":
            begun.set()
            assert go_on.wait(60)
        return real(descriptor)

    monkeypatch.setattr(os, "fstat", slow)

    def edit() -> None:
        assert begun.is_set()
        try:
            desk.type_into(desk.dose("Target"), "2 mg")
        finally:
            go_on.set()

    QTimer.singleShot(300, edit)
    dialogs.answers += [_BUTTONS.Cancel]
    assert not desk.window.files.open_path(other)
    assert desk.file == path
    assert desk.ladder[-1][0] == 2000


def test_a_fault_while_closing_keeps_the_window(desk: Desk, monkeypatch: pytest.MonkeyPatch) -> None:
    _planned(desk)

    def fail() -> bool:
        raise ZeroDivisionError

    monkeypatch.setattr(desk.window.files, "may_leave", fail)
    with pytest.raises(ZeroDivisionError):
        desk.window.close()
    assert desk.window.isVisible()


def test_a_failing_slow_disk_is_told(
    desk: Desk, dialogs: Dialogs, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    _planned(desk)
    disk = SlowDisk(monkeypatch)

    def fill() -> None:
        def full(_descriptor: int) -> None:
            raise OSError(errno.EIO, "broken")

        monkeypatch.setattr(os, "replace", full)
        monkeypatch.setattr(Path, "replace", lambda *_: full(0))

    with monkeypatch.context():
        disk.meanwhile(fill)
        dialogs.paths += [tmp_path / "own.ldnplan"]
        _save(desk)
        monkeypatch.undo()
    assert any("Not saved." in told for told in desk.notices)
    assert desk.session.modified
    assert desk.heading("saved").text() == ""
    assert [path.name for path in tmp_path.iterdir() if path.name.startswith(".")] == []
    desk.window.force_close()


def test_a_huge_plan_is_written_so_that_it_opens_again(
    desk: Desk, dialogs: Dialogs, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """What opened on one line would be too large over many lines."""
    path = tmp_path / "own.ldnplan"
    _planned(desk)
    most = len(_saved(desk, dialogs, path)) - 100
    monkeypatch.setattr(contents, "MAX_BYTES", most)
    monkeypatch.setattr(strict_json, "MAX_BYTES", most)
    desk.type_into(desk.name, "Anna")
    _save(desk)
    assert not desk.session.modified
    data = path.read_bytes()
    assert len(data) <= most
    assert read_plan(data, desk.window.knowledge.vocabulary) == desk.session.draft.plan
    assert desk.window.files.open_path(path)


def test_a_plan_that_no_file_could_give_back_is_not_written(
    desk: Desk, dialogs: Dialogs, tmp_path: Path
) -> None:
    _planned(desk)
    path = tmp_path / "own.ldnplan"
    before = _saved(desk, dialogs, path)
    plan = desk.session.draft.plan
    for patient, words in (
        (Patient("x" * MAX_BYTES), "larger than 1 MiB"),
        (Patient("\ud800"), "half a character"),
    ):
        assert desk.do(SetPatient(patient), "the patient")
        _save(desk)
        assert any(words in told and "Not saved." in told for told in desk.notices), desk.notices
        assert path.read_bytes() == before
    assert desk.do(SetPatient(plan.patient), "the patient")
    desk.window.force_close()


@pytest.mark.skipif(sys.platform == "win32", reason="hard links are rare there")
def test_another_name_of_the_file_is_told(desk: Desk, dialogs: Dialogs, tmp_path: Path) -> None:
    _planned(desk)
    path, other = tmp_path / "own.ldnplan", tmp_path / "other.ldnplan"
    before = _saved(desk, dialogs, path)
    other.hardlink_to(path)
    desk.type_into(desk.dose("Target"), "2 mg")
    _save(desk)
    assert other.read_bytes() == before
    assert any("a hard link" in told for told in desk.notices)


_KILLED = """
    import os, sys
    from pathlib import Path
    sys.path.insert(0, {root!r})
    import ldn_desktop.storage.files as files
    name = {step!r}
    holder = Path if name == "replace" else os
    setattr(holder, name, lambda *_: os.kill(os.getpid(), 9))
    files.replace_atomically({path!r}, b"Anna Muster")
"""


@pytest.mark.skipif(sys.platform == "win32", reason="there are no modes there")
@pytest.mark.parametrize("step", ["fsync", "replace", "fchmod"])
def test_what_a_killed_save_leaves_is_private_and_goes_at_the_next_start(
    desk: Desk, dialogs: Dialogs, tmp_path: Path, step: str
) -> None:
    _planned(desk)
    folder = tmp_path / "plans"
    folder.mkdir()
    path = folder / "own.ldnplan"
    _saved(desk, dialogs, path)
    path.chmod(0o644)
    code = textwrap.dedent(_KILLED).format(root=str(ROOT), path=str(path), step=step)
    done = subprocess.run([sys.executable, "-c", code], check=False, capture_output=True)
    assert done.returncode == -9, done.stderr.decode()
    leftovers = [found for found in folder.iterdir() if found != path]
    assert len(leftovers) == (0 if step == "fchmod" else 1)
    assert all(found.stat().st_mode & 0o777 == 0o600 for found in leftovers)
    desk.window.force_close()
    with desk_on(tmp_path):
        for thread in threading.enumerate():
            if thread.name == "leftovers":
                thread.join(60)
    assert list(folder.iterdir()) == [path]


def test_opening_a_plan_and_walking_through_it_changes_no_letterhead(
    desk: Desk, dialogs: Dialogs, tmp_path: Path
) -> None:
    desk.type_into(desk.line("Practice"), "Own practice")
    desk.button("Use for new plans").click()
    _planned(desk)
    data = _saved(desk, dialogs, tmp_path / "own.ldnplan")
    other = tmp_path / "other.ldnplan"
    plan = read_plan(data, desk.window.knowledge.vocabulary)
    other.write_bytes(
        write_plan(replace(plan, prescriber=plan.prescriber._replace(practice="Strange practice")))
    )
    desk.window.files.open_path(other)
    for name in ("Prescriber's name", "Practice", "Telephone for the patient to call"):
        desk.give_focus(desk.line(name))
        desk.press(Qt.Key.Key_Return)
        desk.press(Qt.Key.Key_Tab)
    assert desk.button("Use for new plans").isEnabled()
    desk.window.actions_.new.trigger()
    assert desk.session.draft.plan.prescriber.practice == "Own practice"
    desk.window.force_close()
    with desk_on(tmp_path) as again:
        assert again.session.draft.plan.prescriber.practice == "Own practice"


def _drop(
    desk: Desk, over: QWidget, proposed: Qt.DropAction, possible: Qt.DropAction, *paths: Path
) -> QDropEvent:
    """Drag files over a widget and drop them there, as the system hands it to the window."""
    handle = desk.window.windowHandle()
    at = over.mapTo(desk.window, over.rect().center())
    data = QMimeData()
    data.setUrls([QUrl.fromLocalFile(str(path)) for path in paths])
    keys, buttons = Qt.KeyboardModifier.NoModifier, Qt.MouseButton.LeftButton
    enter = QDragEnterEvent(QPoint(at), possible, data, buttons, keys)
    enter.setDropAction(proposed)
    QCoreApplication.sendEvent(handle, enter)
    drop = QDropEvent(QPointF(at), possible, data, buttons, keys, QEvent.Type.Drop)
    drop.setDropAction(proposed)
    drop.ignore()
    if enter.isAccepted():
        QCoreApplication.sendEvent(handle, drop)
    return drop


def test_a_drop_never_moves_a_file(desk: Desk, dialogs: Dialogs, tmp_path: Path) -> None:
    both, move = Qt.DropAction.CopyAction | Qt.DropAction.MoveAction, Qt.DropAction.MoveAction
    _planned(desk)
    path = tmp_path / "own.ldnplan"
    _saved(desk, dialogs, path)
    desk.window.actions_.new.trigger()
    name = desk.name
    note = tmp_path / "note.txt"
    note.write_text("no plan")
    for target in (name, desk.head, desk.search):
        dropped = _drop(desk, target, move, both, path)
        assert dropped.isAccepted()
        assert dropped.dropAction() == Qt.DropAction.CopyAction
        assert desk.file == path
        desk.window.actions_.new.trigger()
        assert not _drop(desk, target, move, both, note).isAccepted()
        assert not _drop(desk, target, move, move, path).isAccepted(), "where only moving is offered"
        assert desk.file is None
    assert name.text() == "", "no field takes a file's address"


def test_no_dialog_takes_a_file(desk: Desk, qtbot: QtBot, tmp_path: Path) -> None:
    dialog = QDialog(desk.window)
    field = QLineEdit(dialog)
    qtbot.addWidget(dialog)
    dialog.show()
    dialog.activateWindow()
    QTest.qWaitForWindowActive(dialog)
    data = QMimeData()
    data.setUrls([QUrl.fromLocalFile(str(tmp_path / "own.ldnplan"))])
    keys, buttons = Qt.KeyboardModifier.NoModifier, Qt.MouseButton.LeftButton
    at = field.rect().center()
    enter = QDragEnterEvent(at, Qt.DropAction.MoveAction, data, buttons, keys)
    QCoreApplication.sendEvent(dialog.windowHandle(), enter)
    assert not enter.isAccepted()
    drop = QDropEvent(QPointF(at), Qt.DropAction.MoveAction, data, buttons, keys, QEvent.Type.Drop)
    QCoreApplication.sendEvent(dialog.windowHandle(), drop)
    assert not drop.isAccepted()
    assert field.text() == ""


def test_names_with_line_breaks_and_signs_are_shown_on_one_line(
    desk: Desk, dialogs: Dialogs, tmp_path: Path
) -> None:
    _planned(desk)
    plan = replace(desk.session.draft.plan, patient=Patient("Anna\n[*] <b>Muster</b>\u202e"))
    # Windows gives no file a name with a line break.
    path = tmp_path / ("a b & c\u202e.ldnplan" if sys.platform == "win32" else "a\nb & c\u202e.ldnplan")
    path.write_bytes(write_plan(plan))
    desk.window.files.open_path(path, asked=True)
    title = desk.window.windowTitle()
    assert title.startswith("Anna [*][*] <b>Muster</b>\ufffd")
    assert "\n" not in title
    assert desk.heading("name").text().startswith("Anna [*] <b>Muster</b>\ufffd")
    assert all("\n" not in label.text() for label in desk.patient.findChildren(ElideLabel))
    menu = desk.window.actions_.recent
    menu.aboutToShow.emit()
    assert menu.actions()[0].text().startswith("a b && c\ufffd.ldnplan")
    desk.type_into(desk.dose("Target"), "2 mg")
    dialogs.answers += [_BUTTONS.Cancel]
    desk.window.actions_.new.trigger()
    assert dialogs.boxes == ["Anna [*] <b>Muster</b>\ufffd has changes that are not saved."]
    path.unlink()
    dialogs.answers += [_BUTTONS.Cancel]
    _save(desk)
    assert dialogs.boxes[1].startswith("“a b & c\ufffd.ldnplan” is no longer where it was")


def test_no_name_of_a_file_is_readable_in_what_the_program_keeps(
    tmp_path: Path, qapp: object, dialogs: Dialogs
) -> None:
    plans = tmp_path / "Anna Muster folder"
    plans.mkdir()
    home = tmp_path / "home"
    with desk_on(home) as desk:
        _planned(desk)
        _saved(desk, dialogs, plans / "Anna Muster.ldnplan")
    kept = [path for path in home.rglob("*") if path.is_file()]
    assert any(path.name == "recent" for path in kept)
    assert any(path.name == "settings.json" for path in kept)
    assert [path for path in kept if b"Anna" in path.read_bytes() or "Anna" in path.name] == []
    with desk_on(home) as desk:
        menu = desk.window.actions_.recent
        menu.aboutToShow.emit()
        assert menu.actions()[0].text().startswith("Anna Muster.ldnplan")
