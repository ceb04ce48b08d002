"""The text for the patient and the notes for the record: typed, too long, kept, and not another patient's."""

from __future__ import annotations

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QPlainTextEdit

from ldn_desktop.ui.planner.texts_card import TextsCard
from ldn_desktop.workspace.draft import for_another
from ldn_desktop.workspace.draft_file import read_draft, write_draft
from tests.journeys.desk import TODAY, Desk, said, settle

_CTRL = Qt.KeyboardModifier.ControlModifier


@pytest.fixture
def texts(desk: Desk) -> TextsCard:
    desk.plan("0.5 mg", "0.5 mg", "1.5 mg")
    desk.usual_set()
    card = desk.part(TextsCard)
    assert card.folded
    card.set_folded(False)
    settle()
    return card


def _type(desk: Desk, name: str, text: str) -> None:
    field = desk.named(QPlainTextEdit, name)
    desk.give_focus(field)
    QTest.keyClicks(field, text)


def test_both_texts_go_into_the_plan_as_one_step_each(desk: Desk, texts: TextsCard) -> None:
    _type(desk, "Text for the patient", "Keep it in the fridge.")
    _type(desk, "Notes for the record", "Wakes at three.")
    plan = desk.session.draft.plan
    assert (plan.instructions, plan.notes) == ("Keep it in the fridge.", "Wakes at three.")
    assert "characters" not in said(texts)
    desk.session.undo()
    assert desk.named(QPlainTextEdit, "Notes for the record").toPlainText() == ""
    desk.session.undo()
    assert desk.session.draft.plan.instructions == ""


def test_a_text_that_is_too_long_is_kept_and_not_cut(desk: Desk, texts: TextsCard) -> None:
    field = desk.named(QPlainTextEdit, "Text for the patient")
    field.setPlainText("x" * 950)
    assert "950 of 1,000 characters" in said(texts)
    field.setPlainText("x" * 1003)
    assert "1,003 of 1,000 characters: it is too long by 3; shorten it." in said(texts)
    (entry,) = desk.session.unread
    assert (entry.name, len(entry.text)) == ("Text for the patient", 1003)
    assert not desk.window.actions_.print.isEnabled()
    kept = read_draft(write_draft(desk.session.draft), desk.window.knowledge.vocabulary)
    assert kept.typed_in("texts.instructions") == entry
    desk.patient.focus_name()
    desk.page.go_to("texts.instructions")
    assert field.hasFocus()
    field.setPlainText("x" * 1000)
    assert not desk.session.unread
    assert len(desk.session.draft.plan.instructions) == 1000


def test_texts_are_of_one_patient(desk: Desk, texts: TextsCard) -> None:
    _type(desk, "Text for the patient", "Ann, call me.")
    _type(desk, "Notes for the record", "Ann wakes.")
    plan = for_another(desk.session.draft, TODAY).plan
    assert (plan.instructions, plan.notes) == ("", "")


@pytest.mark.parametrize("name", ["Text for the patient", "Notes for the record"])
def test_undo_and_redo_in_a_box_are_the_plans(desk: Desk, texts: TextsCard, name: str) -> None:
    assert not texts.folded
    field = desk.named(QPlainTextEdit, name)
    before = desk.session.draft.plan
    _type(desk, name, "Wakes at three.")
    typed = desk.session.draft.plan
    assert typed != before
    desk.give_focus(desk.name)
    _type(desk, name, "So")
    assert field.toPlainText() in {"Wakes at three.So", "SoWakes at three."}
    both = desk.session.draft.plan
    for key, shift, plan in (
        (Qt.Key.Key_Z, False, typed),
        (Qt.Key.Key_Z, False, before),
        (Qt.Key.Key_Z, True, typed),
        (Qt.Key.Key_Y, False, both),
    ):
        desk.press(key, _CTRL | Qt.KeyboardModifier.ShiftModifier if shift else _CTRL)
        assert desk.session.draft.plan == plan
        assert field.toPlainText() in {plan.instructions, plan.notes}
        assert field.hasFocus()
    desk.give_focus(desk.name)
    desk.session.undo()
    desk.session.undo()
    _type(desk, name, "")
    desk.press(Qt.Key.Key_Z, _CTRL)
    assert desk.session.draft.plan != before, "what was done before it was typed in is taken back as well"


def test_taking_back_leaves_the_cursor_where_it_is(desk: Desk, texts: TextsCard) -> None:
    assert not texts.folded
    field = desk.named(QPlainTextEdit, "Notes for the record")
    _type(desk, "Notes for the record", "Wakes at three.")
    desk.session.end_typing()
    QTest.keyClicks(field, " Tired.")
    desk.press(Qt.Key.Key_Z, _CTRL)
    QTest.keyClicks(field, " Sleeps.")
    assert desk.session.draft.plan.notes == "Wakes at three. Sleeps."
