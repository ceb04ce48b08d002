"""No field drops a character of what is typed or pasted: it stays whole, read or told."""

from __future__ import annotations

from collections.abc import Iterator
from unittest.mock import patch

import pytest
from PySide6.QtCore import QEvent, Qt
from PySide6.QtGui import QGuiApplication
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QAbstractSpinBox, QApplication, QComboBox, QLabel, QLineEdit, QWidget

from checks.key_states import dialog_of
from ldn_desktop.ui.fields.product_dialog import ProductDialog
from ldn_desktop.ui.widgets.number_edits import CountEdit
from ldn_desktop.ui.widgets.parsed_edit import ParsedEdit
from tests.journeys.desk import Desk, settle

PASTED = (
    "2,5",
    "1,000",
    "\u0661\u0664",
    "\u0967\u096a",
    "2\u00a0weeks",
    "3 months",
    "x\u200d\u200cy",
    "03/04/2027",
    "<b>1</b>",
    "\U0001d7da",
)


_TYPED = "3 months"


@pytest.fixture
def full(desk: Desk) -> Iterator[Desk]:
    """A window with every part of the planner made and open."""
    desk.plan("0.5 mg", "0.5 mg", "1.5 mg")
    desk.usual_set()
    desk.safety.set_folded(False)
    desk.safety.form.answer("surgery-planned", "yes")
    desk.safety.add_opioid("morphine", desk.session.draft.plan.start_date)
    desk.follow_up.set_folded(False)
    desk.follow_up.form.begin("hold")
    settle()
    yield desk
    with patch.object(desk.window.files, "may_leave", lambda: True):
        desk.open_new()


def _lines(root: QWidget) -> list[QLineEdit]:
    return [line for line in root.findChildren(QLineEdit) if not line.isReadOnly()]


def _check(line: QLineEdit) -> None:
    for text in PASTED:
        line.clear()
        QGuiApplication.clipboard().setText(text)
        line.paste()
        assert line.text() == text, line.accessibleName()
        # Nor does leaving a field whose text cannot be read take it away.
        owner = line.parentWidget()
        if isinstance(owner, ParsedEdit) and owner.error():
            QTest.keyClick(line, Qt.Key.Key_Return)
            assert line.text() == text, line.accessibleName()


def test_what_is_pasted_stays_whole_in_every_field(full: Desk) -> None:
    lines = _lines(full.window)
    names = {line.accessibleName() for line in lines}
    assert {"Search the reference", "Patient's name", "Every, days of each step", "Date of birth"} <= names
    assert {"Day of the operation", "Longer by, days", "Last dose of morphine"} <= names
    for line in lines:
        if line.isVisible():
            _check(line)


def _cut(root: QWidget) -> list[str]:
    """Let every field in sight say a long sentence, one after the other, and name those that have no room for it."""
    cut = []
    for edit in root.findChildren(ParsedEdit):
        if not edit.isVisible():
            continue
        edit.set_error(f"{_TYPED} counts months or years, which differ in length; type days or weeks.")
        settle()
        label = next(label for label in edit.findChildren(QLabel) if edit.error() in label.text())
        if label.height() < label.heightForWidth(label.width()):
            cut.append(f"{edit.accessibleName()}: {label.size()}")
    return cut


def test_what_is_wrong_with_a_field_is_whole_below_it(full: Desk) -> None:
    for card in full.cards:
        card.set_folded(False)
    settle()
    assert _cut(full.window) == []


@pytest.mark.parametrize("kind", ["capsule", "tablet", "liquid", "drops"])
def test_what_is_wrong_with_a_field_is_whole_in_the_dialog_of_a_product(full: Desk, kind: str) -> None:
    dialog = dialog_of(full, kind)
    dialog.show()
    settle()
    (strength,) = [line for line in _lines(dialog) if line.accessibleName().startswith("Strength")]
    strength.setText(_TYPED)
    strength.textEdited.emit(_TYPED)
    assert _cut(dialog) == []
    dialog.reject()


def test_an_error_is_told_once_in_the_form(full: Desk) -> None:
    form = full.form
    for at, edit in enumerate(form.findChildren(ParsedEdit)):
        if not edit.isVisible():
            continue
        full.type_into(edit, f"{at + 2} moons")
        settle()
        told = [
            label.text()
            for label in form.findChildren(QLabel)
            if label.isVisible() and label.property("role") == "error" and label.text()
        ]
        assert len(told) == len(set(told)), (edit.accessibleName(), told)
        assert edit.error() in told


def test_a_text_longer_than_any_form_has_room_for_stays_whole(desk: Desk) -> None:
    name = desk.named(QLineEdit, "Patient's name")
    QGuiApplication.clipboard().setText("Anna " * 8_000)
    name.paste()
    assert desk.session.draft.plan.patient.name == name.text() == "Anna " * 8_000
    desk.open_new()


def test_what_is_pasted_stays_whole_in_the_dialog_of_a_product(full: Desk) -> None:
    dialog = ProductDialog(None, full.window.knowledge.offers.product_defaults(), full.window)
    dialog.show()
    for line in _lines(dialog):
        _check(line)
    dialog.reject()
    dialog.deleteLater()


def test_what_is_pasted_stays_whole_in_a_cell_of_the_ladder(full: Desk) -> None:
    full.choose_mode("table")
    for column in (1, 2):
        editor = full.begin_edit(0, column)
        assert isinstance(editor, QLineEdit)
        _check(editor)
        QTest.keyClick(editor, Qt.Key.Key_Escape)


def test_no_field_has_a_way_to_drop_characters(full: Desk) -> None:
    """Kinds of fields that do: a largest length, a mask, a validator, a spin box, a list that can be typed into."""
    for line in _lines(full.window):
        assert line.maxLength() > 1_000_000_000, line.accessibleName()
        assert not line.inputMask(), line.accessibleName()
        validator: object = line.validator()
        assert validator is None, line.accessibleName()
    assert full.window.findChildren(QAbstractSpinBox) == []
    assert [combo for combo in full.window.findChildren(QComboBox) if combo.isEditable()] == []


@pytest.mark.parametrize(
    ("name", "typed", "count", "told"),
    [
        ("Every, days of each step", "2 weeks", 14, "= 14 days"),
        ("Then keep for, days of the last step", "12 weeks", 84, "= 84 days"),
        ("Fill every so many days", "4 wk", 28, "= 28 days"),
    ],
)
def test_weeks_go_into_the_plan_as_their_days(
    desk: Desk, name: str, typed: str, count: int, told: str
) -> None:
    desk.plan("0.5 mg", "0.5 mg", "1.5 mg", "3", "5")
    desk.usual_set()
    edit = desk.named(CountEdit, name)
    desk.type_into(edit, typed)
    plan = desk.session.draft.plan
    held = {"Every,": plan.ladder[0].days, "Then": plan.ladder[-1].days, "Fill": plan.fill_days}
    assert held[name.split(maxsplit=1)[0]] == count
    assert told in desk.sentences
    desk.press(Qt.Key.Key_Tab)
    QApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete)
    assert (edit.text(), told in desk.sentences) == (typed, True)


def test_a_search_of_many_letters_says_how_many_were_read(desk: Desk) -> None:
    box = desk.search
    box.warm()
    desk.give_focus(box)
    QGuiApplication.clipboard().setText("naltrexone " * 60)
    box.paste()
    settle()
    assert box.text() == "naltrexone " * 60
    assert any(sentence.endswith("for the first 300 letters") for sentence in desk.sentences)
