"""The patient's card: done once there is a patient, the age beside the birth date.

What a running plan is not offered.
"""

from __future__ import annotations

from datetime import date
from html import escape
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QLabel, QLineEdit
from pytestqt.qtbot import QtBot

from ldn_desktop.ui.planner.result.findings_view import FindingsList
from ldn_desktop.ui.widgets.combo import Combo
from ldn_desktop.ui.widgets.labels import LinkLabel
from ldn_desktop.ui.widgets.messages import MessageBar
from ldn_desktop.workspace.intents import SetCondition, SetStart
from ldn_desktop.workspace.origin import File
from tests.journeys.desk import Desk, child, settle


def _card_state(desk: Desk) -> str:
    return desk.patient.state


def _age(desk: Desk) -> str:
    return desk.named(QLabel, "Age today").text()


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
    born = desk.day("Date of birth")
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
    desk.do(SetStart(date(2026, 11, 20)), "start")
    if saved:
        desk.session.saved(File(tmp_path / "a.ldnplan"))
    settle()
    findings = desk.part(FindingsList).findChildren(MessageBar)
    (bar,) = (bar for bar in findings if bar.property("code") == "starts-in-past")
    assert "lies before today" in bar.text()
    assert [button.text() for button in bar.buttons()] == ([] if saved else ["Start today, Tue 1 Dec 2026"])


def _evidence(desk: Desk) -> LinkLabel:
    return child(desk.patient, LinkLabel)


def _choose(desk: Desk, condition: str) -> None:
    combo = desk.named(Combo, "Condition")
    combo.setCurrentIndex(combo.findData(condition))
    combo.activated.emit(combo.currentIndex())
    settle()


def test_the_condition_shows_its_grade_direction_and_caution_in_one_line(desk: Desk) -> None:
    told = _evidence(desk)
    assert not told.isVisible()
    conditions = desk.window.knowledge.content.conditions
    for name, condition in conditions.items():
        _choose(desk, name)
        assert told.isVisible()
        line = f"Grade {condition.grade} of A to D, {condition.direction}. Caution: {condition.caution} "
        assert told.text() == f'{escape(line)}<a href="topic:{name}">Read the evidence</a>'
        assert told.accessibleName() == f"Evidence: {line}".rstrip()
    desk.session.end_typing()
    _choose(desk, "fibromyalgia")
    desk.session.undo()
    settle()
    assert f"topic:{list(conditions)[-1]}" in told.text()
    # All that one visit to the choice chose is one step.
    desk.session.undo()
    settle()
    assert not told.isVisible()


def test_a_condition_by_its_title_is_shown_as_the_one_that_is_known(desk: Desk) -> None:
    combo = desk.named(Combo, "Condition")
    desk.do(SetCondition(" fibromyalgia"), "the condition")
    settle()
    assert (combo.currentText(), combo.count()) == (
        "Fibromyalgia",
        1 + len(desk.window.knowledge.conditions()),
    )
    assert 'href="topic:fibromyalgia"' in _evidence(desk).text()
    assert desk.session.draft.plan.condition == " fibromyalgia"


def test_the_line_on_the_condition_leads_to_its_page_by_keyboard(desk: Desk) -> None:
    _choose(desk, "fibromyalgia")
    combo = desk.named(Combo, "Condition")
    desk.give_focus(combo)
    QTest.keyClick(combo, Qt.Key.Key_Tab)
    label = QApplication.focusWidget()
    assert label is _evidence(desk)
    QTest.keyClick(label, Qt.Key.Key_Tab)
    QTest.keyClick(label, Qt.Key.Key_Return)
    settle()
    reference = desk.reference
    assert reference is not None
    assert reference.article is not None
    assert reference.article.topic.id == "fibromyalgia"


def test_a_condition_that_the_reference_does_not_know_has_no_grade(desk: Desk) -> None:
    desk.do(SetCondition("<b>gout</b>"), "the condition")
    settle()
    told = _evidence(desk).text()
    assert told == (
        "The reference does not know this condition, so it has no grade. "
        '<a href="page:conditions">All conditions</a>'
    )


def test_another_name_leaves_chart_and_steps_as_they_are(desk: Desk, qtbot: QtBot) -> None:
    desk.plan("0.5 mg", "0.5 mg", "1.5 mg")
    desk.usual_set()
    shown, steps = desk.table("Steps").model(), desk.steps
    with qtbot.assertNotEmitted(shown.dataChanged):
        desk.type_into(desk.name, "Ada Example")
    assert desk.session.draft.plan.patient.name == "Ada Example"
    assert desk.steps == steps
    with qtbot.waitSignal(shown.dataChanged):
        desk.type_into(desk.dose("Start"), "1 mg")
    desk.press(Qt.Key.Key_Z, Qt.KeyboardModifier.ControlModifier)
    desk.press(Qt.Key.Key_Z, Qt.KeyboardModifier.ControlModifier)
    assert desk.name.text() == ""
    assert desk.steps == steps
