"""Whose a plan is, where the patient is only named later or it has no file yet: nobody takes it over unasked."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from pathlib import Path

import pytest
from PySide6.QtWidgets import QMessageBox

from ldn_desktop.domain.plan import Patient
from ldn_desktop.library.keys import PASSPHRASE, Secret
from ldn_desktop.library.opening import make_library
from ldn_desktop.storage.places import find_places
from ldn_desktop.ui.plans.copies.erase_page import ErasePage
from ldn_desktop.ui.plans.visit.visit_head import VisitHead
from ldn_desktop.workspace.intents import SetPatient
from tests.journeys.desk import Desk, child, desk_on, said
from tests.journeys.person import Person
from tests.library.given import CHEAP, RECOVERY_TEXT, SENTENCE
from tests.workspace.given_plans import PLAN

_BUTTONS = QMessageBox.StandardButton
NOBODY = Patient()
ANNA = Patient("Anna Meier", date(1950, 1, 2), "A-1")
BOB = Patient("Bob Schulz", date(1980, 5, 6), "B-2")
MARIA, OTHER_MARIA = (Patient("Maria Garcia", born, "") for born in (date(1950, 1, 2), date(1988, 7, 9)))


def _name(desk: Desk, patient: Patient) -> None:
    desk.do(SetPatient(patient), "the patient")


@pytest.mark.parametrize(
    "patients",
    [(NOBODY, ANNA, BOB), (Patient("Maria Garcia"), MARIA, OTHER_MARIA), (NOBODY, MARIA, OTHER_MARIA)],
)
def test_a_patient_named_after_the_first_save_is_whose_it_is(
    tmp_path: Path, qapp: object, person: Person, patients: tuple[Patient, ...]
) -> None:
    with desk_on(tmp_path) as desk:
        desk.usual_set()
        desk.plan("0.5 mg", "0.5 mg", "1.5 mg")
        for patient in patients[:-1]:
            _name(desk, patient)
            person.save(desk)
        assert not person.boxes, "what was not known is no other"
        before = person.path.read_bytes()
        _name(desk, patients[-1])
        person.answers.append(_BUTTONS.Cancel)
        desk.window.actions_.save.trigger()
        assert patients[-1].name in person.boxes[-1]
        assert person.path.read_bytes() == before


def test_a_plan_without_a_file_is_whose_paper_left_first(
    tmp_path: Path, qapp: object, person: Person
) -> None:
    with desk_on(tmp_path) as desk:
        desk.usual_set()
        desk.plan("0.5 mg", "0.5 mg", "1.5 mg")
        _name(desk, ANNA)
        assert person.pdf(desk, "anna.pdf") == 1
        _name(desk, BOB)
        person.answers.append(_BUTTONS.Cancel)
        person.path = tmp_path / "bob.pdf"
        desk.window.actions_.save_pdf.trigger()
        assert person.boxes[-1].startswith("A paper of this plan was made for Anna Meier, born 2 Jan 1950")
        assert "was never saved" in person.boxes[-1]
        assert not person.path.exists()
        # Another plan is another's, unasked.
        plan = desk.session.draft.plan.id
        person.answers += [_BUTTONS.Save]
        desk.window.actions_.save_pdf.trigger()
        assert desk.session.draft.plan.id != plan
        assert desk.session.draft.plan.patient == BOB


def test_a_paper_that_ends_when_another_plan_is_open_says_nothing_of_its_patient(
    tmp_path: Path, qapp: object, person: Person
) -> None:
    """A slow disk takes Anna's paper while a plan that names nobody yet is opened; then it names Bob."""
    with desk_on(tmp_path) as desk:
        desk.usual_set()
        desk.plan("0.5 mg", "0.5 mg", "1.5 mg")
        _name(desk, ANNA)
        anna = desk.session.draft.plan
        desk.open_new()
        desk.usual_set()
        desk.plan("0.5 mg", "0.5 mg", "1.5 mg")
        person.save(desk)
        desk.window.files.whose.has_left(anna)
        _name(desk, BOB)
        person.save(desk)
        assert not person.boxes


@pytest.mark.parametrize("page", ["visit:", "history:", "copies:erase:"])
def test_the_title_names_the_patient_of_the_page_and_never_another(
    tmp_path: Path, qapp: object, page: str
) -> None:
    make_library(find_places(tmp_path).library, SENTENCE, RECOVERY_TEXT, CHEAP)
    with desk_on(tmp_path) as desk:
        window = desk.window
        desk.keeper.unlock(Secret(PASSPHRASE, SENTENCE))
        subject = desk.keeper.library.kept.keep(replace(PLAN, patient=MARIA), "A").subject
        _name(desk, BOB)
        assert window.windowTitle() == "Bob Schulz[*] – LDN Desktop"
        window.open_reference("plans")
        assert window.windowTitle() == "Plans[*] – LDN Desktop"
        window.open_reference(f"plans:{page}{subject}")
        assert window.windowTitle() == "Maria Garcia[*] – LDN Desktop"
        assert not window.isWindowModified(), "the mark is the open plan's"
        _name(desk, ANNA)
        assert window.windowTitle() == "Maria Garcia[*] – LDN Desktop"
        window.open_reference("planner")
        assert window.windowTitle() == "Anna Meier[*] – LDN Desktop"
        assert window.isWindowModified()


def test_namesakes_are_told_apart_at_a_visit_and_before_one_is_erased(tmp_path: Path, qapp: object) -> None:
    make_library(find_places(tmp_path).library, SENTENCE, RECOVERY_TEXT, CHEAP)
    with desk_on(tmp_path) as desk:
        desk.keeper.unlock(Secret(PASSPHRASE, SENTENCE))
        patient = Patient("Maria Garcia", date(1950, 1, 2), "NHS-1")
        subject = desk.keeper.library.kept.keep(replace(PLAN, patient=patient), "A").subject
        for page, kind in (("visit", VisitHead), ("copies:erase", ErasePage)):
            desk.window.open_reference(f"plans:{page}:{subject}")
            assert "Maria Garcia born 2 Jan 1950, number NHS-1" in said(child(desk.window, kind))
