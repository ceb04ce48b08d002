"""The keyboard comes back to where it was, and overwrites nothing; a sentence goes when it is no longer true."""

from __future__ import annotations

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QLineEdit, QWidget

from ldn_desktop.ui.reference.tree import ReferenceTree
from tests.journeys.desk import Desk, child, settle

_CONTROL = Qt.KeyboardModifier.ControlModifier


def _planned(desk: Desk) -> None:
    desk.plan("0.5 mg", "0.5 mg", "1.5 mg")
    desk.usual_set()
    desk.type_into(desk.named(QLineEdit, "Patient's name"), "Ada Example")
    settle()


def _focus() -> QWidget:
    focus = QApplication.focusWidget()
    assert focus is not None
    return focus


def _away_and_back(desk: Desk) -> None:
    desk.press(Qt.Key.Key_1, _CONTROL)
    settle()
    desk.press(Qt.Key.Key_2, _CONTROL)
    settle()


@pytest.mark.parametrize("field", ["Patient's name", "Prescriber"])
def test_coming_back_to_the_planner_overwrites_nothing(desk: Desk, field: str) -> None:
    _planned(desk)
    lines = [w for w in desk.page.findChildren(QLineEdit) if w.accessibleName().startswith(field)]
    line = lines[0]
    desk.give_focus(line)
    _away_and_back(desk)
    assert _focus() is line
    assert not line.selectedText()
    QTest.keyClick(line, Qt.Key.Key_X)
    assert "Ada Example" in desk.session.draft.plan.patient.name


def test_coming_back_finds_the_result_too(desk: Desk) -> None:
    _planned(desk)
    table = desk.table("Steps")
    desk.give_focus(table)
    _away_and_back(desk)
    assert _focus() is table


def test_coming_back_to_the_reference_finds_its_tree(desk: Desk) -> None:
    _planned(desk)
    desk.press(Qt.Key.Key_1, _CONTROL)
    settle()
    reference = desk.reference
    assert reference is not None
    tree = child(reference, ReferenceTree)
    desk.give_focus(tree)
    desk.press(Qt.Key.Key_2, _CONTROL)
    settle()
    desk.press(Qt.Key.Key_1, _CONTROL)
    settle()
    assert _focus() is tree


def test_what_is_gone_meanwhile_leaves_the_keyboard_where_nothing_is_overwritten(desk: Desk) -> None:
    _planned(desk)
    desk.give_focus(desk.field("Start"))
    desk.press(Qt.Key.Key_1, _CONTROL)
    settle()
    desk.titration.set_folded(True)
    desk.press(Qt.Key.Key_2, _CONTROL)
    settle()
    focus = _focus()
    assert desk.form.isAncestorOf(focus)
    assert not (isinstance(focus, QLineEdit) and focus.selectedText())


def test_f6_into_the_form_comes_back_to_its_field(desk: Desk) -> None:
    _planned(desk)
    line = desk.named(QLineEdit, "Patient's name")
    for _ in range(3):
        desk.press(Qt.Key.Key_F6)
        settle()
    assert _focus() is line
    assert not line.selectedText()


def test_tab_enters_the_safety_check_from_its_header(desk: Desk) -> None:
    _planned(desk)
    safety = desk.safety
    safety.focus_header()
    QTest.mouseClick(_focus(), Qt.MouseButton.LeftButton)
    settle()
    safety.focus_header()
    desk.press(Qt.Key.Key_Tab)
    assert getattr(_focus(), "text", str)().replace("&", "") == "All no"


def test_what_is_no_longer_true_of_saving_goes_at_once(desk: Desk) -> None:
    _planned(desk)
    born = desk.field("Date of birth")
    desk.type_into(born, "31 Feb 1970")
    desk.press(Qt.Key.Key_S, _CONTROL)
    settle()
    assert any("Not saved yet" in told for told in desk.notices), desk.notices
    desk.press(Qt.Key.Key_Z, _CONTROL)
    settle()
    if desk.session.unread:
        desk.type_into(born, "1 Feb 1970")
        desk.press(Qt.Key.Key_Tab)
        settle()
    assert not desk.session.unread
    assert not [told for told in desk.notices if "Not saved yet" in told]
