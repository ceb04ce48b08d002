"""The patient's card: done once there is a patient, the age beside the birth date; what a running plan is not offered."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest
from PySide6.QtWidgets import QLineEdit

from ldn_desktop.workspace.intents import SetStart
from tests.journeys.desk import Desk, settle


def _card_state(desk: Desk) -> str:
    return desk.window._page._patient.state


def _age(desk: Desk) -> str:
    return desk.window._page._patient._age.text()


def test_a_letterhead_alone_is_no_patient(desk: Desk) -> None:
    desk.type_into(desk.named(QLineEdit, "Prescriber's name"), "Dr Muster")
    desk.type_into(desk.named(QLineEdit, "Practice"), "Practice by the river")
    assert _card_state(desk) == "none"
    name = desk.named(QLineEdit, "Patient's name")
    desk.type_into(name, " ")
    assert _card_state(desk) == "none"
    desk.type_into(name, "A. Patient")
    assert _card_state(desk) == "ok"
    name.clear()
    name.textEdited.emit("")
    assert _card_state(desk) == "none"


def test_the_age_follows_what_is_typed(desk: Desk) -> None:
    born = desk.window._page._patient._born
    desk.type_into(born, "2 Dec 1980")
    assert _age(desk) == "45 years"
    assert _card_state(desk) == "ok"
    desk.type_into(born, "1 Dec 1980")
    assert _age(desk) == "46 years"
    desk.type_into(born, "1 Dec 19x0")
    assert _age(desk) == ""
    assert _card_state(desk) == "blocking"
    desk.type_into(born, "1 Oct 2026")
    assert _age(desk) == "2 months"
    desk.session.undo()
    desk.session.undo()
    settle()
    assert desk.session.draft.plan.patient.birth_date is None
    assert _age(desk) == ""


@pytest.mark.parametrize("saved", [False, True])
def test_another_start_is_offered_until_the_plan_is_saved_and_has_begun(
    desk: Desk, tmp_path: Path, *, saved: bool
) -> None:
    desk.plan("0.5 mg", "0.5 mg", "1.5 mg")
    desk.usual_set()
    desk.window._bridge.do(SetStart(date(2026, 11, 20)), "start")
    if saved:
        desk.session.saved(tmp_path / "a.ldnplan")
    settle()
    findings = desk.window._page._result.view._findings._stack.bars
    (bar,) = (bar for bar in findings if bar.property("code") == "starts-in-past")
    assert "lies before today" in bar.text()
    assert [button.text() for button in bar.buttons()] == ([] if saved else ["Start today, Tue 1 Dec 2026"])
