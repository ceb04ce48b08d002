"""What a plan file holds for the pharmacy's order: shown, changed, kept, in the record; folded where there is none."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QLineEdit

from ldn_desktop.domain.plan import Order
from ldn_desktop.ui.planner.order_card import OrderCard
from ldn_desktop.ui.widgets.combo import Combo
from ldn_desktop.ui.widgets.number_edits import CountEdit
from ldn_desktop.workspace.intents import SetOrder
from tests.journeys.desk import Desk, settle

ORDER = {"address": "1 Mill Road", "allergies": "none known", "refills": 2, "ship_to": "practice"}


@pytest.fixture
def plan(desk: Desk, tmp_path: Path) -> Path:
    path = tmp_path / "plan.ldnplan"
    held = {
        "format": "ldn-plan",
        "version": 2,
        "start_date": "2026-12-01",
        "order": ORDER,
        "ladder": [{"dose": "0.5 mg", "days": 28}],
        "formulations": [{"id": "c", "kind": "capsule", "strength": "0.5 mg"}],
    }
    path.write_text(json.dumps(held), "utf-8")
    desk.window.files.open_path(path)
    settle()
    return path


def test_a_plan_without_any_has_the_card_folded(desk: Desk) -> None:
    desk.plan("0.5 mg", "0.5 mg", "1.5 mg")
    assert desk.part(OrderCard).isVisible()
    assert "Allergies" not in [line.accessibleName() for line in desk.window.findChildren(QLineEdit)]
    desk.part(OrderCard).set_folded(False)
    desk.type_into(desk.line("Allergies"), "none known")
    assert desk.session.draft.plan.order == Order(allergies="none known")


def test_what_a_file_holds_is_shown_and_changed_and_saved(desk: Desk, plan: Path) -> None:
    assert desk.part(OrderCard).isVisible()
    assert desk.line("Address").text() == "1 Mill Road"
    assert desk.named(CountEdit, "Refills").text() == "2 refills"
    assert desk.named(Combo, "Sent").currentText() == "To the practice"
    desk.type_into(desk.line("Allergies"), "penicillin")
    desk.type_into(desk.named(CountEdit, "Refills"), "0")
    desk.window.actions_.save.trigger()
    kept = json.loads(plan.read_bytes())["order"]
    assert kept == {"address": "1 Mill Road", "allergies": "penicillin", "refills": 0, "ship_to": "practice"}
    desk.session.undo()
    settle()
    assert desk.named(CountEdit, "Refills").text() == "2 refills"


@pytest.mark.usefixtures("plan")
def test_what_cannot_be_read_is_told_and_kept_from_paper(desk: Desk) -> None:
    desk.type_into(desk.named(CountEdit, "Refills"), "100")
    assert desk.named(CountEdit, "Refills").error()
    assert [entry.field for entry in desk.session.unread] == ["order.refills"]
    assert desk.session.draft.plan.order.refills == 2


@pytest.mark.usefixtures("plan")
def test_the_card_stays_while_its_last_text_is_cleared(desk: Desk) -> None:
    desk.do(SetOrder(Order(reason="x")), "the reason")
    line = desk.line("Reason for compounding")
    desk.type_into(line, "y")
    desk.press(Qt.Key.Key_Backspace)
    assert desk.session.draft.plan.order == Order()
    assert line.isVisible()
    desk.open_new()
    settle()
    assert not line.isVisible()
    assert desk.named(QLineEdit, "Patient's name").isVisible()
