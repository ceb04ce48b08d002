"""Where the keyboard goes: after a new plan, a preset, a removal; and Enter, which presses what has it."""

from __future__ import annotations

from datetime import date

import pytest
from PySide6.QtCore import SIGNAL, Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import (
    QAbstractButton,
    QApplication,
    QCheckBox,
    QDialog,
    QLineEdit,
    QPushButton,
    QWidget,
)

from ldn_desktop.ui.fields.product_dialog import ProductDialog
from ldn_desktop.ui.widgets.card import Card
from ldn_desktop.ui.widgets.chip import Chip
from ldn_desktop.ui.widgets.date_edit import DateEdit
from ldn_desktop.workspace.origin import File
from tests.journeys.desk import Desk, settle


def _planned(desk: Desk) -> None:
    desk.plan("0.5 mg", "0.5 mg", "1.5 mg")
    desk.usual_set()


def _astray(desk: Desk) -> str:
    """Name where the keyboard is, if that is a place where nobody put it."""
    focus = QApplication.focusWidget()
    if focus is None:
        return "nowhere"
    name = focus.accessibleName() or getattr(focus, "text", str)()
    page = desk.page
    inside = page.isAncestorOf(focus) and not desk.head.isAncestorOf(focus)
    return "" if (inside and name != "All no") or name == "Reason for the override" else name


def _mouse(button: QWidget) -> None:
    QTest.mouseClick(button, Qt.MouseButton.LeftButton, pos=button.rect().center())
    settle()


@pytest.mark.parametrize("size", [(1440, 900), (1024, 700)])
def test_a_new_plan_begins_at_the_top_in_the_name(desk: Desk, size: tuple[int, int]) -> None:
    desk.window.resize(*size)
    _planned(desk)
    desk.window.show_card("safety")
    desk.follow_up.set_folded(False)
    QTest.qWait(300)
    bar = desk.form.verticalScrollBar()
    bar.setValue(bar.maximum())
    desk.session.saved(File(desk.places.drafts / "kept.ldnplan"))
    desk.window.open_reference("page:studies")
    desk.window.actions_.new.trigger()
    QTest.qWait(300)
    focus = QApplication.focusWidget()
    assert focus is not None
    assert focus.accessibleName() == "Patient's name"
    assert bar.value() == 0
    assert not desk.session.draft.plan.ladder


@pytest.mark.parametrize("letter", [Qt.Key.Key_B, Qt.Key.Key_D, Qt.Key.Key_L])
def test_what_gets_the_keyboard_is_in_sight(desk: Desk, letter: Qt.Key) -> None:
    desk.window.show_state("light", 200)
    desk.window.resize(1024, 700)
    _planned(desk)
    form = desk.form
    bar = form.verticalScrollBar()
    QTest.qWait(300)
    assert bar.maximum() > 0
    for away in (bar.minimum(), bar.maximum()):
        desk.give_focus(desk.search)
        bar.setValue(away)
        QTest.keyClick(desk.window, letter, Qt.KeyboardModifier.AltModifier)
        focus = QApplication.focusWidget()
        assert focus is not None
        assert form.isAncestorOf(focus)
        place = focus.mapTo(form.viewport(), focus.rect().center())
        assert form.viewport().rect().contains(place), (focus.accessibleName(), away)


@pytest.mark.parametrize("products", [False, True])
def test_a_preset_leads_on_in_the_form(desk: Desk, *, products: bool) -> None:
    if products:
        desk.usual_set()
    _mouse(desk.button("0.5 mg more each week, to 4.5 mg"))
    assert len(desk.ladder) == 9
    focus = QApplication.focusWidget()
    assert focus is not None
    if products:
        assert focus.accessibleName() == "Start"
    else:
        assert isinstance(focus, QPushButton)
        assert focus.text() == "Usual sets"


def test_a_preset_of_the_list_leaves_the_keyboard_there(desk: Desk) -> None:
    combo = desk.titration.presets
    desk.give_focus(combo)
    desk.press(Qt.Key.Key_Down)
    assert desk.ladder
    assert combo.hasFocus()


def test_no_click_sends_the_keyboard_astray(desk: Desk) -> None:
    """Whatever a click takes away, the keyboard stays in the form or the result."""
    _planned(desk)
    desk.safety.form.answer_no()
    desk.safety.form.answer("severe-renal-failure", "yes")
    desk.safety.add_opioid("tramadol")
    desk.safety.add_opioid("morphine")
    desk.window.show_card("safety")
    QTest.qWait(300)
    tried = 0
    for text in (
        "Show all",
        "Remove",
        "Remove",
        "Override with a reason…",
        "Cancel",
        "Show fewer",
        "Clear answers",
    ):
        buttons = [b for b in desk.window.findChildren(QPushButton) if b.text() == text and b.isVisible()]
        assert buttons, text
        _mouse(buttons[0])
        assert _astray(desk) == "", text
        tried += 1
    while chips := [chip for chip in desk.products.findChildren(Chip) if chip.isVisible()]:
        desk.give_focus(chips[0])
        QTest.keyClick(chips[0], Qt.Key.Key_Delete)
        settle()
        assert _astray(desk) == ""
        tried += 1
    assert tried > 8


def test_a_repair_leaves_the_keyboard_in_the_result(desk: Desk) -> None:
    desk.plan("0.7 mg", "0.5 mg", "1.7 mg")
    desk.usual_set()
    while [b for bar in desk.bars for b in bar.buttons()]:
        button = desk.bars[0].buttons()[0]
        desk.give_focus(button)
        desk.press(Qt.Key.Key_Return)
        settle()
        assert _astray(desk) == ""


def test_enter_presses_whatever_button_has_the_keyboard(desk: Desk) -> None:
    _planned(desk)
    desk.window.show_card("safety")
    QTest.qWait(200)
    buttons = [
        button
        for button in desk.page.findChildren(QAbstractButton)
        if button.isVisible()
        and button.isEnabled()
        and button.focusPolicy() & Qt.FocusPolicy.TabFocus
        and not isinstance(button, QCheckBox)
        and button.property("role") != "segment"
        and button.accessibleName() != "Open…"
        and not (isinstance(button, QPushButton) and button.menu() is not None)
    ]
    tried = 0
    for button in buttons:
        if not (button.isVisible() and button.isEnabled()):
            continue
        tried += 1
        # Only whether it is pressed is asked here, not what it does.
        if button.receivers(SIGNAL("clicked(bool)")):
            button.clicked.disconnect()
        heard: list[bool] = []
        button.clicked.connect(lambda *_, heard=heard: heard.append(True))
        desk.give_focus(button)
        desk.press(Qt.Key.Key_Return)
        desk.press(Qt.Key.Key_Enter)
        assert len(heard) == 2, button.accessibleName() or button.text()
    assert tried >= 10


def test_enter_in_a_field_of_a_dialog_discards_nothing(desk: Desk) -> None:
    dialog = ProductDialog(None, desk.window.knowledge.offers.product_defaults(), desk.products)
    ended: list[int] = []
    dialog.finished.connect(ended.append)
    dialog.open()
    QTest.qWait(100)
    for field in dialog.findChildren(QLineEdit):
        if field.isVisible() and field.isEnabled():
            field.setFocus()
            QTest.keyClick(field, Qt.Key.Key_Return)
            assert QDialog.DialogCode.Rejected not in ended
    dialog.reject()
    dialog.deleteLater()
    settle()


def test_enter_on_a_button_of_a_dialog_presses_it_and_not_the_default(desk: Desk) -> None:
    dialog = ProductDialog(None, desk.window.knowledge.offers.product_defaults(), desk.products)
    ended: list[int] = []
    dialog.finished.connect(ended.append)
    dialog.open()
    QTest.qWait(100)
    cancel = next(b for b in dialog.findChildren(QPushButton) if "Cancel" in b.text())
    cancel.setFocus(Qt.FocusReason.TabFocusReason)
    QTest.keyClick(cancel, Qt.Key.Key_Return)
    assert ended == [QDialog.DialogCode.Rejected]
    dialog.deleteLater()
    settle()


def test_enter_folds_a_card_once(desk: Desk) -> None:
    card = desk.safety
    assert isinstance(card, Card)
    card.focus_header()
    desk.press(Qt.Key.Key_Return)
    assert not card.folded
    desk.press(Qt.Key.Key_Return)
    assert card.folded


def _held() -> str:
    focus = QApplication.focusWidget()
    while focus is not None and not focus.accessibleName() and not getattr(focus, "text", str)():
        focus = focus.parentWidget()
    return "" if focus is None else focus.accessibleName() or getattr(focus, "text", str)()


def _names(desk: Desk, count: int) -> list[str]:
    """Press Tab that often and name what has the keyboard after each."""
    names = []
    for _ in range(count):
        desk.press(Qt.Key.Key_Tab)
        names.append(_held())
    return names


def test_tab_goes_from_an_opioid_that_is_added_to_its_row_and_on(desk: Desk) -> None:
    _planned(desk)
    safety = desk.safety
    safety.open_check()
    safety.add_opioid("methadone")
    settle()
    desk.give_focus(desk.named(QLineEdit, "Add an opioid by any name or brand"))
    assert _names(desk, 1) == ["methadone still taken"]
    desk.press(Qt.Key.Key_Space)
    assert _held() == "Last dose of methadone"
    question = desk.window.knowledge.content.screening.questions["opioid-dependence"].text
    after = _names(desk, 6)
    assert after[0] == "Remove methadone"
    assert any(name.startswith(question) for name in after), after
    assert not any("Search" in name for name in after)


def test_several_opioids_are_passed_in_their_order(desk: Desk) -> None:
    _planned(desk)
    safety = desk.safety
    safety.open_check()
    for name in ("tramadol", "morphine"):
        safety.add_opioid(name)
    settle()
    desk.give_focus(desk.named(QLineEdit, "Add an opioid by any name or brand"))
    assert _names(desk, 4) == [
        "tramadol still taken",
        "Remove tramadol",
        "morphine still taken",
        "Remove morphine",
    ]


def test_tab_goes_from_an_operation_to_its_day_and_on(desk: Desk) -> None:
    _planned(desk)
    safety = desk.safety
    safety.open_check()
    safety.form.answer("surgery-planned", "yes")
    settle()
    desk.question("surgery-planned").take_focus()
    names = _names(desk, 24)
    assert "Day of the operation" in names[:6], names
    following = desk.window.knowledge.content.screening.questions
    order = list(following)
    after = following[order[order.index("surgery-planned") + 1]].text
    assert any(name.startswith(after) for name in names), names


def test_a_pause_put_into_the_plan_leaves_the_keyboard_at_the_operation(desk: Desk) -> None:
    _planned(desk)
    safety = desk.safety
    safety.open_check()
    desk.button("All no").click()
    safety.form.answer("surgery-planned", "yes")
    settle()
    desk.named(DateEdit, "Day of the operation").set_day(date(2026, 12, 20))
    desk.named(DateEdit, "Taken again from, after the operation").set_day(date(2027, 1, 4))
    settle()
    _mouse(desk.button("Put the pause into the plan"))
    assert desk.session.draft.plan.adjustments
    assert _held() == "Day of the operation"


@pytest.mark.parametrize("mouse", [False, True])
@pytest.mark.parametrize("answer", ["Go on", "Leave it"])
def test_a_bar_that_is_answered_gives_the_keyboard_back(desk: Desk, answer: str, *, mouse: bool) -> None:
    _planned(desk)
    name = desk.named(QLineEdit, "Patient's name")
    for held in (name, desk.search):
        bar = desk.window.notices.offer(
            "Something is asked.", [("on", "Go on", True), ("leave", "Leave it", False)]
        )
        settle()
        desk.give_focus(held)
        button = next(button for button in bar.buttons() if button.text() == answer)
        if mouse:
            _mouse(button)
        else:
            desk.give_focus(button)
            desk.press(Qt.Key.Key_Return)
            settle()
        assert name.hasFocus(), _held()
