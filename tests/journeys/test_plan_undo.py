"""Ctrl+Z in a field takes back what was done to the plan, and the fields follow."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QLineEdit, QWidget

from ldn_desktop.ui import REFERENCE
from ldn_desktop.ui.planner.titration.preset_combo import PresetCombo
from ldn_desktop.ui.widgets.choices import Segmented
from ldn_desktop.ui.widgets.combo import Combo
from tests.journeys.desk import Desk, choice, settle

_CTRL = Qt.KeyboardModifier.ControlModifier


def test_undo_in_another_field_takes_the_plan_back(desk: Desk) -> None:
    desk.plan("0.5 mg", "0.75 mg", "2 mg")
    desk.usual_set()
    desk.type_into(desk.dose("Step"), "0.5 mg")
    desk.press(Qt.Key.Key_Tab)
    assert [dose for dose, _ in desk.ladder] == [500, 1000, 1500, 2000]
    desk.press(Qt.Key.Key_Z, _CTRL)
    assert desk.dose("Target").text() == "2 mg"
    assert desk.dose("Step").text() == "0.75 mg"
    assert [dose for dose, _ in desk.ladder] == [500, 1250, 2000]
    desk.press(Qt.Key.Key_Y, _CTRL)
    assert desk.dose("Step").text() == "0.5 mg"


@pytest.mark.parametrize("name", ["Patient's name", "Every, days of each step"])
def test_undo_in_a_line_or_a_number_is_the_plans(desk: Desk, name: str) -> None:
    desk.plan("0.5 mg", "0.5 mg", "1.5 mg")
    field = desk.field(name)
    before = desk.session.draft
    desk.type_into(field, "14")
    assert desk.session.draft != before
    desk.press(Qt.Key.Key_Z, _CTRL)
    assert desk.session.draft == before


def test_what_cannot_be_read_is_taken_back_in_its_field(desk: Desk) -> None:
    desk.plan("0.5 mg", "0.5 mg", "1.5 mg")
    before = desk.session.draft
    desk.type_into(desk.dose("Target"), "2,5 mg")
    desk.press(Qt.Key.Key_Z, _CTRL)
    assert desk.session.draft.plan.patient == before.plan.patient
    assert not desk.dose("Target").error()


@pytest.mark.parametrize(
    "place", ["planner", "article", "page:sources", "page:medicines", "page:opioid-finder"]
)
def test_undo_beside_the_form_is_the_plans_until_something_is_typed_there(desk: Desk, place: str) -> None:
    """The search, the find bar, the filters of tables, the opioid finder.

    In the reference no key changes the plan unseen.
    """
    desk.plan("0.5 mg", "0.5 mg", "1.5 mg")
    desk.session.end_typing()
    before = desk.session.draft.plan
    desk.type_into(desk.named(QLineEdit, "Patient's name"), "Ada")
    desk.session.end_typing()
    after = desk.session.draft.plan
    taken_back = before if place == "planner" else after
    if place != "planner":
        desk.stack.open(REFERENCE if place == "article" else place)
        settle()
    if place == "article":
        desk.reference.begin_find()
        settle()
    form = desk.form
    lines = [w for w in desk.window.findChildren(QLineEdit) if w.isVisible() and not form.isAncestorOf(w)]
    assert len(lines) >= (1 if place == "planner" else 2)
    for line in lines:
        desk.give_focus(line)
        desk.press(Qt.Key.Key_Z, _CTRL)
        assert desk.session.draft.plan == taken_back, line.accessibleName()
        desk.press(Qt.Key.Key_Y, _CTRL)
        assert desk.session.draft.plan == after
        QTest.keyClicks(line, "abc")
        assert line.text() == "abc"
        desk.press(Qt.Key.Key_Z, _CTRL)
        assert (line.text(), desk.session.draft.plan) == ("", after), line.accessibleName()
        desk.press(Qt.Key.Key_Y, _CTRL)
        assert (line.text(), desk.session.draft.plan) == ("abc", after)
        # Emptied again, it has nothing to say.
        line.clear()
        desk.press(Qt.Key.Key_Z, _CTRL)
        assert desk.session.draft.plan == taken_back
        if place == "planner":
            assert not line.text()
        desk.press(Qt.Key.Key_Y, _CTRL)
        assert desk.session.draft.plan == after
        line.clear()


@pytest.mark.parametrize("name", ["Condition", "Preset", "How the ladder is made", "an answer"])
def test_one_visit_to_a_choice_is_one_undo_step(desk: Desk, name: str) -> None:
    desk.plan("0.5 mg", "0.5 mg", "1.5 mg")
    desk.usual_set()
    desk.window.show_card("safety")
    settle()
    choices: dict[str, Callable[[], QWidget]] = {
        "Condition": lambda: desk.named(Combo, "Condition"),
        "Preset": lambda: desk.part(PresetCombo),
        "How the ladder is made": lambda: desk.named(Segmented, "How the ladder is made"),
        "an answer": lambda: choice(desk.question("pregnant")),
    }
    before = desk.session.draft
    for _ in range(2):
        desk.give_focus(choices[name]())
        for key in (Qt.Key.Key_Down, Qt.Key.Key_Down):
            desk.press(key)
        assert desk.session.draft != before
        between, before = before, desk.session.draft
        desk.give_focus(desk.name)
    desk.window.actions_.undo.trigger()
    assert desk.session.draft == between, "the second visit alone"
    desk.window.actions_.undo.trigger()
    assert desk.session.undo_label == "a usual set of products"
