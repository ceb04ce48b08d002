"""Ladders in months, downward and by weight: typed in the fields that are there, and opened as they were typed."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtTest import QTest

from ldn_desktop.domain.basis import Months
from ldn_desktop.ui.widgets.number_edits import SpanEdit
from ldn_desktop.ui.widgets.parsed_edit import ParsedEdit
from ldn_desktop.workspace.origin import Unsaved
from tests.journeys.desk import Desk, said, settle
from tests.journeys.person import Person


def _save_and_open(desk: Desk, person: Person) -> None:
    before, mode = desk.session.draft.plan, desk.session.draft.generator.mode
    desk.press(Qt.Key.Key_Tab)
    person.save(desk)
    path = desk.file
    assert path is not None
    desk.open_new()
    assert isinstance(desk.session.origin, Unsaved)
    desk.window.files.open_path(path)
    assert (desk.session.draft.plan, desk.session.draft.generator.mode) == (before, mode)


def test_a_ladder_of_months(desk: Desk, person: Person) -> None:
    desk.usual_set()
    desk.plan("0.5 mg", "0.5 mg", "1.5 mg", "1 month", "3 months")
    assert desk.ladder == [(500, 31), (1000, 31), (1500, 89)]
    desk.type_into(desk.day("First dose"), "1 Feb 2027")
    assert desk.ladder == [(500, 28), (1000, 31), (1500, 91)]
    _save_and_open(desk, person)
    assert desk.named(SpanEdit, "Every, days of each step").text() == "1 month"
    assert desk.named(SpanEdit, "Then keep for, days of the last step").count() == Months(3)


def test_a_ladder_that_leads_down(desk: Desk, person: Person) -> None:
    desk.usual_set()
    desk.plan("4.5 mg", "1.5 mg", "1.5 mg", "2 weeks", "28")
    assert desk.ladder == [(4500, 14), (3000, 14), (1500, 28)]
    _save_and_open(desk, person)
    assert desk.dose("Step").text() == "1.5 mg"
    desk.choose_mode("proportional")
    assert desk.ladder == [(4500, 14), (2200, 14), (1500, 28)]
    _save_and_open(desk, person)
    assert desk.dose("Round to").text() == "0.1 mg"


def _other(desk: Desk, name: str) -> ParsedEdit:
    return desk.named(ParsedEdit, name)


def test_a_target_by_weight(desk: Desk, person: Person) -> None:
    desk.usual_set()
    desk.plan("0.5 mg", "0.5 mg", "4.5 mg", "1 month", "3 months")
    assert not [edit for edit in desk.window.findChildren(ParsedEdit) if "Weigh" in edit.accessibleName()]
    desk.type_into(desk.dose("Target"), "0.1 mg/kg")
    weight = _other(desk, "Weight in kilograms")
    assert weight.isVisible()
    assert desk.ladder[-1][0] == 4500
    wanted = "the patient's weight in kilograms, such as 32.5 kg"
    assert f"“Weight”, below: type {wanted}.\n“Weighed on”, below: type the day on" in said(desk.titration)
    assert f"“Weight” is empty, so the steps are still those from before; type there {wanted}." in said(
        desk.titration
    )
    desk.type_into(weight, "32 stone")
    assert weight.error() == "“32 stone” is no weight; type kilograms, such as 32.5 kg."
    desk.type_into(weight, "32.5 kg")
    desk.type_into(desk.day("Weighed on"), "20 Nov 2026")
    assert [dose for dose, _ in desk.ladder] == [500, 1000, 1500, 2000, 2500, 3000, 3200]
    assert "= 3.2 mg a day, down from 3.25 mg" in said(desk.titration)
    desk.type_into(desk.dose("Dose by weight at most"), "3 mg")
    assert desk.ladder[-1][0] == 3000
    desk.press(Qt.Key.Key_Tab)
    _save_and_open(desk, person)
    assert (desk.dose("Target").text(), weight.text()) == ("0.1 mg/kg", "32.5 kg")
    assert desk.day("Weighed on").text() == "20 Nov 2026"
    desk.type_into(desk.dose("Target"), "2 mg")
    assert not weight.isVisible()
    assert desk.ladder[-1][0] == 2000


def test_a_row_changed_by_hand_drops_how_the_ladder_was_made(desk: Desk, person: Person) -> None:
    desk.usual_set()
    desk.plan("0.5 mg", "0.5 mg", "1.5 mg", "1 month", "3 months")
    editor = desk.begin_edit(1, 2)
    QTest.keyClick(editor, Qt.Key.Key_A, Qt.KeyboardModifier.ControlModifier)
    QTest.keyClicks(editor, "30")
    assert (desk.session.draft.plan.basis, desk.session.draft.generator.mode) == (None, "table")
    QTest.keyClick(editor, Qt.Key.Key_Return)
    settle()
    desk.window.actions_.undo.trigger()
    assert desk.session.draft.plan.basis is not None
    _save_and_open(desk, person)
