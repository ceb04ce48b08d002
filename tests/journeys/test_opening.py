"""What is opened is shown whole or not at all: never one patient's name above another's doses."""

from __future__ import annotations

import json
import sys
from collections.abc import Iterator
from dataclasses import replace
from datetime import date
from pathlib import Path
from typing import Any
from unittest.mock import patch

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QCheckBox, QLineEdit, QPushButton

from ldn_desktop.domain.adjustment import Adjustment, Hold
from ldn_desktop.domain.course import check_course, lay
from ldn_desktop.domain.plan import Patient, Plan
from ldn_desktop.domain.plan_limits import CourseError
from ldn_desktop.exchange.plan_reader import read_plan
from ldn_desktop.papers.change_words import adjustment_words, times_reach
from ldn_desktop.reference.words.english import full_date, weekday_date
from ldn_desktop.reference.words.wording import DoseWords
from ldn_desktop.ui.fields.opioid_row import OpioidRow
from ldn_desktop.ui.fields.override_field import OverrideField
from ldn_desktop.ui.planner.follow_up.adjustment_row import AdjustmentRow
from ldn_desktop.ui.planner.follow_up.follow_up_card import FollowUpCard
from ldn_desktop.ui.planner.patient_card import PatientCard
from ldn_desktop.ui.planner.products.products_card import ProductsCard
from ldn_desktop.ui.planner.result.result_pane import ResultPane
from ldn_desktop.ui.planner.safety.safety_card import SafetyCard
from ldn_desktop.ui.planner.titration.titration_card import TitrationCard
from ldn_desktop.ui.widgets.chip import Chip
from ldn_desktop.ui.widgets.date_edit import DateEdit
from ldn_desktop.ui.widgets.number_edits import CountEdit, DoseEdit
from ldn_desktop.ui.widgets.parsed_edit import ParsedEdit
from ldn_desktop.ui.widgets.times_button import TimesButton
from ldn_desktop.workspace.intents import SetAdjustments
from ldn_desktop.workspace.knowledge import Knowledge
from ldn_desktop.workspace.origin import File, Unsaved
from tests.journeys.desk import Desk, child, desk_on, settle
from tests.strategies import plans

_TEXTS = st.text(st.characters(exclude_categories=["Cs", "Cc"]), max_size=12)
_OPIOIDS = ("morphine", "fentanyl")


@pytest.fixture(scope="module")
def desk(qapp: object, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Desk]:
    with desk_on(tmp_path_factory.mktemp("desk")) as desk:
        for card in ("safety", "follow-up"):
            desk.page.form.show_card(card)
        yield desk


@st.composite
def whole_plans(draw: st.DrawFn) -> dict[str, Any]:
    """Give a plan file with everything that the form shows, dates of any year included."""
    plan = draw(plans(most_adjustments=2))
    plan["patient"] = {"name": draw(_TEXTS), "identifier": draw(_TEXTS)}
    if draw(st.booleans()):
        plan["patient"]["birth_date"] = draw(st.dates(max_value=date(2026, 12, 1))).isoformat()
    plan["prescriber"] = {key: draw(_TEXTS) for key in ("name", "practice", "phone")}
    last = st.none() | st.dates().map(date.isoformat)
    plan["screening"] = {
        "opioids": [
            {"opioid": name, "last_dose": draw(last)}
            for name in draw(st.lists(st.sampled_from(_OPIOIDS), unique=True))
        ]
    }
    return plan


def _last_day(row: OpioidRow) -> date | None:
    (still,) = (box for box in row.findChildren(QCheckBox) if box.text() == "still taken")
    return None if still.isChecked() else row.last.day()


def _change_told(row: AdjustmentRow) -> str:
    return row.findChildren(QPushButton)[0].accessibleName()


def _change_words(change: Adjustment, plan: Plan, words: DoseWords, knowledge: Knowledge) -> str:
    told = adjustment_words(
        change, words, knowledge.changes, times_reach(change, plan.adjustments, lay(plan))
    )
    return (
        f"Edit {f'{told.name}, {told.details}' if told.details else told.name} of {weekday_date(change.on)}"
    )


def shown(desk: Desk) -> dict[str, object]:
    """Return what the form holds, read from its fields."""
    settle()
    page = desk.page
    born, first = desk.day("Date of birth"), desk.day("First dose")
    model = desk.table("Ladder").model()
    rungs = [
        tuple(str(model.index(row, column).data()) for column in (1, 2)) for row in range(model.rowCount())
    ]
    rows = [row for row in page.findChildren(OpioidRow) if not row.isHidden()]
    return {
        "patient": (desk.name.text(), desk.line("Patient's number").text(), born.day(), born.text()),
        "prescriber": tuple(
            desk.line(name).text()
            for name in ("Prescriber's name", "Practice", "Telephone for the patient to call")
        ),
        "start": (first.day(), first.text()),
        "times": child(desk.titration, TimesButton).times(),
        "rungs": rungs,
        "numbers": [edit.count() for edit in desk.titration.findChildren(CountEdit)],
        "amounts": [edit.text() for edit in desk.titration.findChildren(DoseEdit)],
        "products": [chip.text() for chip in desk.products.findChildren(Chip) if not chip.isHidden()],
        "limits": tuple(edit.count() for edit in desk.products.findChildren(CountEdit)),
        "opioids": [_last_day(row) for row in rows],
        "errors": [edit.error() for edit in page.findChildren(ParsedEdit) if edit.error()],
        "title": desk.window.windowTitle(),
        "changes": [
            _change_told(row) for row in desk.follow_up.form.findChildren(AdjustmentRow) if not row.isHidden()
        ],
        "headline": desk.headline,
    }


def held(desk: Desk, plan: Plan) -> dict[str, object]:
    """Return what the form should hold for a plan, without its fields."""
    words, knowledge = desk.dose_words, desk.window.knowledge
    born = plan.patient.birth_date
    return {
        "patient": (plan.patient.name, plan.patient.identifier, born, full_date(born) if born else ""),
        "prescriber": plan.prescriber,
        "start": (plan.start_date, weekday_date(plan.start_date)),
        "times": plan.times,
        "rungs": [(words.dose(rung.dose_ng), f"{rung.days:,}") for rung in plan.ladder],
        "products": [words.product(product) for product in plan.formulations],
        "limits": (
            plan.max_pieces_per_dose,
            plan.max_measures_per_dose,
            plan.max_drops_per_dose,
            plan.fill_days,
        ),
        "opioids": [use.last_dose for use in plan.screening.opioids],
        "errors": [],
        "changes": [_change_words(change, plan, words, knowledge) for change in plan.adjustments],
    }


@settings(max_examples=40, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(file=whole_plans(), typed=st.booleans())
def test_every_field_is_that_of_the_plan_opened(desk: Desk, file: dict[str, Any], *, typed: bool) -> None:
    """Whatever was open, and typed, before."""
    try:
        plan = read_plan(json.dumps(file).encode(), desk.window.knowledge.vocabulary)
        check_course(plan)
    except (ValueError, CourseError):
        return
    if typed:
        for edit in (
            desk.dose("Start"),
            desk.named(CountEdit, "Fill every so many days"),
            desk.named(DateEdit, "First dose"),
        ):
            edit.line_edit().setText("2 x")
            edit.line_edit().textEdited.emit("2 x")
    desk.session.open(desk.window.knowledge.offers.draft_of(plan), File(Path("b.ldnplan")))
    is_shown = shown(desk)
    assert {key: is_shown[key] for key in held(desk, plan)} == held(desk, plan)
    assert desk.session.unread == ()


def shown_open(desk: Desk) -> tuple[bool, bool]:
    """Tell whether a change is being filled in, and whether papers wait."""
    page = desk.page
    return desk.changing, page.waiting


NEW = json.dumps(
    {
        "format": "ldn-plan",
        "version": 2,
        "start_date": "2026-12-01",
        "ladder": [{"dose": "0.5 mg", "days": 7}, {"dose": "1 mg", "days": 28}],
        "formulations": [{"id": "c", "kind": "capsule", "strength": "0.5 mg"}],
        "patient": {"name": "A B", "birth_date": "0980-05-01"},
    }
)


@pytest.fixture
def open_plan(desk: Desk) -> Desk:
    """A window with the plan of a patient."""
    desk.open_new()
    desk.plan("1 mg", "0.5 mg", "3 mg", "10", "20")
    desk.usual_set()
    desk.type_into(desk.name, "Anna")
    desk.type_into(desk.named(DateEdit, "Date of birth"), "5 Jun 1980")
    desk.press(Qt.Key.Key_Tab)
    return desk


def test_a_birth_date_of_any_year_opens_whole(open_plan: Desk, tmp_path: Path) -> None:
    path = tmp_path / "b.ldnplan"
    path.write_text(NEW)
    with patch.object(open_plan.window.files, "may_leave", lambda: True):
        assert open_plan.window.files.open_path(path)
    is_shown = shown(open_plan)
    assert is_shown["patient"] == ("A B", "", date(980, 5, 1), "1 May 0980")
    assert "A B" in str(is_shown["title"])
    assert is_shown["rungs"] == [("0.5 mg", "7"), ("1 mg", "28")]
    assert is_shown["errors"] == []


@pytest.mark.parametrize(
    "part",
    [PatientCard, SafetyCard, TitrationCard, ProductsCard, FollowUpCard, ResultPane],
    ids=lambda part: part.__name__,
)
def test_a_plan_that_cannot_be_shown_leaves_the_one_before_whole(
    open_plan: Desk, tmp_path: Path, part: type
) -> None:
    path = tmp_path / "b.ldnplan"
    path.write_text(NEW)
    desk, before = open_plan, (shown(open_plan), open_plan.session.draft, open_plan.file)
    name = "show_regimen" if part is ResultPane else "show_draft"
    show = getattr(part, name)

    def fail(*arguments: object, **named: object) -> None:
        if desk.session.draft.plan.patient.name == "A B":
            raise RuntimeError("the part broke")
        show(*arguments, **named)

    faults: list[str] = []
    told = list(desk.notices)
    with (
        patch.object(part, name, fail),
        patch.object(sys, "excepthook", lambda _kind, error, _trace: faults.append(str(error))),
        patch.object(desk.window.files, "may_leave", lambda: True),
    ):
        assert not desk.window.files.open_path(path)
    assert (shown(desk), desk.session.draft, desk.file) == before
    # The fault is kept as any other, and the person is told in one sentence.
    assert faults == ["the part broke"]
    assert [sentence for sentence in desk.notices if sentence not in told] == [
        "Error: b.ldnplan was not opened: it could not be shown. The plan before it stays."
    ]
    desk.session.undo()
    assert desk.session.draft.plan.patient.birth_date is None


def test_an_edit_that_cannot_be_shown_is_taken_back(open_plan: Desk) -> None:
    desk, before = open_plan, open_plan.session.draft
    show = ProductsCard.show_draft

    def fail(*arguments: Any) -> None:
        if desk.session.draft.plan.adjustments:
            raise RuntimeError("the part broke")
        show(*arguments)

    label = desk.session.undo_label
    with (
        patch.object(ProductsCard, "show_draft", fail),
        patch.object(sys, "excepthook", lambda *_fault: None),
    ):
        assert not desk.do(SetAdjustments((Hold(date(2026, 12, 10), 3),)), "a hold")
    assert (desk.session.draft, desk.session.undo_label) == (before, label)
    assert desk.notices[-1] == "Note: Not done: it could not be shown. The plan is as it was before."


def test_nothing_begun_for_one_patient_goes_on_for_the_next(open_plan: Desk) -> None:
    """A change being filled in, a reason, the name of an opioid, an operation: none is about another plan."""
    desk, page = open_plan, open_plan.page
    desk.follow_up.form.begin("hold")
    desk.type_into(desk.named(CountEdit, "Longer by, days"), "3")
    assert shown_open(desk) == (True, True)
    desk.safety.form.answer("surgery-planned", "yes")
    desk.type_into(desk.named(DateEdit, "Day of the operation"), "20 Dec 2026")
    desk.type_into(desk.named(QLineEdit, "Add an opioid by any name or brand"), "mor")
    desk.override("screening-incomplete")
    # The same plan for another patient, who has no operation: nothing else differs but whose it is.
    other = replace(desk.session.draft.plan, id="other", patient=Patient("B"), operation=None)
    desk.session.open(desk.window.knowledge.offers.draft_of(other), Unsaved())
    settle()
    assert shown_open(desk) == (False, False)
    assert desk.named(DateEdit, "Day of the operation").day() is None
    assert desk.named(QLineEdit, "Add an opioid by any name or brand").text() == ""
    assert page.findChildren(OverrideField) == []
    assert desk.session.unread == ()
