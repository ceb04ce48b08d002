"""More for a step, by keyboard: rhythms, doses by time, how to go on and what follows, saved and opened as entered."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QMessageBox, QPushButton, QToolButton

from ldn_desktop.domain.ladder import AFTER_REVIEW, IF_TOLERATED, ON_DATE
from ldn_desktop.domain.rhythm import Cycle, Weekdays, every
from ldn_desktop.exchange.plan_writer import write_plan
from ldn_desktop.ui.planner.titration.ladder_editor import LadderEditor
from ldn_desktop.ui.planner.titration.step_panel import StepPanel
from ldn_desktop.ui.widgets.choices import Segmented
from ldn_desktop.ui.widgets.number_edits import CountEdit, DoseEdit
from ldn_desktop.workspace.draft_file import read_draft, write_draft
from tests.journeys.desk import Desk, settle
from tests.journeys.person import Person

_KEY = Qt.Key


@pytest.fixture
def planned(desk: Desk) -> Desk:
    desk.usual_set()
    desk.plan("0.5 mg", "0.5 mg", "1.5 mg", "2 weeks", "28")
    return desk


def _more(desk: Desk, row: int) -> None:
    """Stand on a row and press M."""
    editor = desk.begin_edit(row, 1)
    QTest.keyClick(editor, _KEY.Key_M)
    settle()
    assert desk.part(StepPanel).isVisible()
    held = QApplication.focusWidget()
    assert held is not None
    assert held.accessibleName().startswith("Days with a dose: ")


def _tab_to(desk: Desk, name: str) -> None:
    for _ in range(20):
        held = QApplication.focusWidget()
        if held is not None and held.accessibleName() == name:
            return
        desk.press(_KEY.Key_Tab)
    pytest.fail(f"Tab does not reach {name}")


def _choose(desk: Desk, name: str, times: int) -> None:
    """Reach a choice by Tab and go so many choices to the right."""
    choice = desk.named(Segmented, name)
    held = QApplication.focusWidget()
    if held is None or not choice.isAncestorOf(held):
        proxy = choice.focusProxy()
        assert proxy is not None
        _tab_to(desk, proxy.accessibleName())
    for _ in range(times):
        desk.press(_KEY.Key_Right)


def _type(desk: Desk, text: str) -> None:
    desk.press(_KEY.Key_A, Qt.KeyboardModifier.ControlModifier)
    held = QApplication.focusWidget()
    assert held is not None
    QTest.keyClicks(held, text)


def _columns(desk: Desk) -> list[str]:
    view = desk.table("Ladder")
    model = view.model()
    shown = [c for c in range(model.columnCount()) if not view.isColumnHidden(c)]
    return [str(model.headerData(column, Qt.Orientation.Horizontal)) for column in shown]


def _save_and_open(desk: Desk, person: Person) -> None:
    before = desk.session.draft
    assert read_draft(write_draft(before), desk.window.knowledge.vocabulary) == before
    person.save(desk)
    path = desk.file
    assert path is not None
    desk.open_new()
    desk.window.files.open_path(path)
    assert desk.session.draft.plan == before.plan
    assert desk.session.draft.generator.mode == before.generator.mode


def test_who_needs_none_of_it_sees_one_flat_line(planned: Desk) -> None:
    assert _columns(planned) == ["#", "Daily dose", "Days", "Change"]
    more = planned.button("More for a step")
    assert planned.window.findChildren(StepPanel) == []
    more.click()
    assert planned.part(StepPanel).isVisible()
    planned.press(_KEY.Key_Escape)
    assert not planned.part(StepPanel).isVisible()
    assert planned.table("Ladder").hasFocus()
    assert planned.session.undo_label == "the numbers of the ladder", "looking changes nothing"
    planned.press(_KEY.Key_M)
    assert planned.part(StepPanel).isVisible()


def test_every_other_day(planned: Desk, person: Person) -> None:
    _more(planned, 0)
    _choose(planned, "Days with a dose", 1)
    assert planned.session.draft.plan.ladder[0].rhythm == every(2)
    assert planned.table("Ladder").model().index(0, 5).data() == "every other day"
    _tab_to(planned, "Every so many days")
    _type(planned, "3")
    assert planned.session.draft.plan.ladder[0].rhythm == every(3)
    assert _columns(planned) == ["#", "Daily dose", "Days", "Change", "Taken"]
    assert planned.session.draft.generator.mode == "linear"
    _save_and_open(planned, person)


def test_monday_wednesday_friday(planned: Desk, person: Person) -> None:
    _more(planned, 2)
    _choose(planned, "Days with a dose", 3)
    for name in ("Tuesday", "Thursday"):
        _tab_to(planned, name)
        planned.press(_KEY.Key_Space)
    assert planned.session.draft.plan.ladder[2].rhythm == Weekdays((0, 2, 4))
    assert planned.table("Ladder").model().index(2, 5).data() == "Mon, Wed, Fri"
    _save_and_open(planned, person)
    for name in ("Monday", "Wednesday", "Friday"):
        planned.named(QToolButton, name).click()
    assert planned.session.draft.plan.ladder[2].rhythm == Weekdays((4,)), "one day stays"


def test_three_days_on_and_three_off(planned: Desk, person: Person) -> None:
    _more(planned, 2)
    _choose(planned, "Days with a dose", 2)
    _tab_to(planned, "Days on")
    _type(planned, "1")
    assert planned.session.draft.plan.ladder[2].rhythm == Cycle(1, 3)
    assert planned.named(CountEdit, "Days on").isVisible(), "it is entered as it was begun"
    _type(planned, "27")
    off = planned.named(CountEdit, "Days off")
    on = planned.named(CountEdit, "Days on")
    assert on.error() == "27 and 3 days are more than 28; type fewer."
    assert [entry.field for entry in planned.session.unread] == ["ladder.2.on"]
    assert (
        read_draft(write_draft(planned.session.draft), planned.window.knowledge.vocabulary)
        == planned.session.draft
    )
    _tab_to(planned, "Days off")
    _type(planned, "1")
    assert (on.error(), off.error()) == ("", "")
    assert planned.session.draft.plan.ladder[2].rhythm == Cycle(27, 1)
    _tab_to(planned, "Days off")
    _type(planned, "x")
    assert planned.session.unread[0].name == "Step 3, days off"
    planned.page.go_to("ladder.2.off")
    held = QApplication.focusWidget()
    assert held is not None
    assert held.accessibleName() == "Days off"
    _type(planned, "3")
    planned.type_into(on, "3")
    assert planned.session.draft.plan.ladder[2].rhythm == Cycle(3, 3)
    assert planned.session.unread == ()
    _save_and_open(planned, person)


def test_two_doses_a_day_that_differ(planned: Desk, person: Person) -> None:
    _more(planned, 2)
    _choose(planned, "Dose by time", 1)
    assert planned.session.draft.plan.ladder[2].doses == (("bedtime", 1_500_000),)
    _tab_to(planned, "Dose in the morning")
    _type(planned, "2 mg")
    rung = planned.session.draft.plan.ladder[2]
    assert (rung.doses, rung.dose_ng) == ((("morning", 2_000_000), ("bedtime", 1_500_000)), 3_500_000)
    assert planned.session.draft.generator.mode == "linear", (
        "the doses may be right together by the next field"
    )
    assert "3.5 mg together" in planned.session.unread[0].problem
    planned.choose_mode("table")
    assert planned.session.complete
    assert planned.table("Ladder").model().index(2, 5).data() == "every day\n2 mg morning\n1.5 mg bedtime"
    _save_and_open(planned, person)
    editor = planned.begin_edit(2, 1)
    QTest.keyClick(editor, _KEY.Key_A, Qt.KeyboardModifier.ControlModifier)
    QTest.keyClicks(editor, "4 mg")
    assert "told by time" in planned.session.unread[0].problem
    QTest.keyClick(editor, _KEY.Key_Escape)
    settle()
    _more(planned, 2)
    for name in ("Dose in the morning", "Dose at bedtime"):
        planned.type_into(planned.named(DoseEdit, name), "")
        planned.press(_KEY.Key_Delete)
    assert planned.session.unread[0].problem == "A step needs a dose at one time of the day at least."
    planned.named(Segmented, "Dose by time").button("same").click()
    assert planned.session.complete
    assert not planned.session.draft.plan.ladder[2].doses


def test_a_taper_that_stops(desk: Desk, person: Person) -> None:
    desk.usual_set()
    desk.plan("1.5 mg", "0.5 mg", "0.5 mg", "2 weeks", "2 weeks")
    _more(desk, 2)
    _choose(desk, "After this step", 2)
    assert (desk.ladder, desk.session.draft.plan.after) == ([(1500, 14), (1000, 14), (500, 14)], "stop")
    assert _columns(desk)[-1] == "Then"
    assert desk.table("Ladder").model().index(2, 6).data() == "stops"
    _save_and_open(desk, person)
    desk.window.actions_.undo.trigger()


def test_a_step_only_if_it_suits(planned: Desk, person: Person) -> None:
    _more(planned, 0)
    assert not planned.named(Segmented, "After this step").isVisible()
    _choose(planned, "Then go on", 1)
    planned.press(_KEY.Key_Escape)
    _more(planned, 1)
    _choose(planned, "Then go on", 2)
    told = [rung.go_on for rung in planned.session.draft.plan.ladder]
    assert told == [IF_TOLERATED, AFTER_REVIEW, ON_DATE]
    assert planned.session.draft.generator.mode == "linear"
    _save_and_open(planned, person)
    planned.window.actions_.undo.trigger()
    planned.type_into(planned.dose("Target"), "2 mg")
    told = [rung.go_on for rung in planned.session.draft.plan.ladder]
    assert told == [IF_TOLERATED, AFTER_REVIEW, ON_DATE, ON_DATE], "other numbers keep what the steps say"


def test_a_month_in_a_row_counts_from_the_day_on_which_it_begins(planned: Desk) -> None:
    editor = planned.begin_edit(1, 2)
    QTest.keyClick(editor, _KEY.Key_A, Qt.KeyboardModifier.ControlModifier)
    QTest.keyClicks(editor, "2 months")
    assert planned.ladder[1] == (1000, 62), "from 15 December to 14 February"
    assert planned.part(LadderEditor).findChild(QPushButton) is not None


def test_the_panel_stays_with_its_row_when_another_goes(planned: Desk) -> None:
    planned.begin_edit(1, 1)
    planned.press(_KEY.Key_Insert)
    planned.press(_KEY.Key_Escape)
    _more(planned, 0)
    held = QApplication.focusWidget()
    planned.press(_KEY.Key_Z, Qt.KeyboardModifier.ControlModifier)
    settle()
    assert len(planned.ladder) == 3
    assert planned.part(StepPanel).row == 0
    assert QApplication.focusWidget() is held


def test_another_plan_begins_with_no_step_chosen_and_no_panel(
    planned: Desk, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    other = tmp_path / "other.ldnplan"
    other.write_bytes(write_plan(replace(planned.session.draft.plan, id="other")))
    _more(planned, 1)
    steps = planned.table("Ladder").selectionModel()
    assert steps.hasSelection()
    monkeypatch.setattr(QMessageBox, "exec", lambda _: QMessageBox.StandardButton.Discard)
    assert planned.window.files.open_path(other)
    settle()
    assert not planned.part(StepPanel).isVisible()
    assert not steps.hasSelection()


def test_rows_are_low_again_once_they_say_no_more(planned: Desk) -> None:
    view = planned.table("Ladder")
    low = view.rowHeight(1)
    _more(planned, 1)
    _choose(planned, "Dose by time", 1)
    planned.type_into(planned.named(DoseEdit, "Dose in the morning"), "0.5 mg")
    settle()
    assert view.rowHeight(1) > low, "two doses, one below the other"
    planned.named(Segmented, "Dose by time").button("same").click()
    settle()
    assert [view.rowHeight(row) for row in range(3)] == [low] * 3
