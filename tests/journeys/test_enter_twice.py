"""Enter pressed once more than was meant: no keyboard is left, unasked, on a button that changes the plan."""

from __future__ import annotations

from datetime import date

import pytest
from PySide6.QtCore import QEvent, Qt
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import (
    QApplication,
    QDialog,
    QFileDialog,
    QLineEdit,
    QListWidget,
    QMessageBox,
    QPushButton,
)

from ldn_desktop.domain.adjustment import Hold, Pause
from ldn_desktop.domain.plan import OpioidUse, Screening
from ldn_desktop.ui.planner.follow_up.adjustment_row import AdjustmentRow
from ldn_desktop.ui.planner.products.suggest_dialog import SuggestDialog
from ldn_desktop.workspace.draft import Draft
from ldn_desktop.workspace.intents import SetAdjustments, SetMedicines, SetScreening, SetStart
from ldn_desktop.workspace.origin import Unsaved
from tests.journeys.desk import TODAY, Desk, child, settle


def _enter(desk: Desk) -> None:
    """Press Enter as a hand does: the key goes down and up again."""
    settle()
    desk.press(Qt.Key.Key_Return)
    settle()


def _blocked(desk: Desk) -> None:
    """Two findings that block, with repairs, and a product that is missing."""
    desk.plan("0.5 mg", "0.5 mg", "1.25 mg")
    desk.usual_set()
    opioid = OpioidUse("codeine", date(2026, 11, 29))
    desk.session.do(SetScreening(Screening(TODAY, (), (opioid,), TODAY)), "check")
    desk.session.do(SetMedicines(("morphine", "duloxetine")), "medicines")


def _two_opioids(desk: Desk) -> None:
    """A finding that blocks, whose first button moves the start, and nothing else."""
    desk.plan("0.5 mg", "0.5 mg", "1.5 mg")
    desk.usual_set()
    opioids = (OpioidUse("codeine", date(2026, 11, 29)), OpioidUse("morphine", date(2026, 11, 30)))
    desk.session.do(SetScreening(Screening(TODAY, (), opioids, TODAY)), "check")


def _followed(desk: Desk) -> None:
    """Changes along the way, one of which may be removed."""
    desk.plan("0.5 mg", "0.5 mg", "1.5 mg")
    desk.usual_set()
    changes = (Hold(date(2026, 12, 9), 3), Pause(date(2026, 12, 20), date(2027, 1, 10), "step_back"))
    desk.session.do(SetAdjustments(changes), "changes")


def _begun(desk: Desk) -> None:
    """A start that has passed."""
    desk.plan("0.5 mg", "0.5 mg", "1.5 mg")
    desk.usual_set()
    desk.session.do(SetStart(date(2026, 11, 10)), "start")


@pytest.fixture
def unasked(monkeypatch: pytest.MonkeyPatch) -> None:
    """Every dialog is given up at once."""
    monkeypatch.setattr(QMessageBox, "exec", lambda _box: QMessageBox.StandardButton.Cancel)
    monkeypatch.setattr(QDialog, "exec", lambda _dialog: 0)
    for name in ("getOpenFileName", "getSaveFileName"):
        monkeypatch.setattr(QFileDialog, name, lambda *_: ("", ""))


def _buttons(desk: Desk) -> list[QPushButton]:
    """What may be pressed on the page and opens no menu."""
    found = desk.page.findChildren(QPushButton)
    return [b for b in found if b.isVisible() and b.isEnabled() and b.menu() is None and b.focusPolicy()]


@pytest.mark.usefixtures("unasked")
@pytest.mark.parametrize("state", [_blocked, _followed, _begun])
def test_enter_twice_on_a_button_does_what_once_does(desk: Desk, state: object) -> None:
    assert callable(state)
    state(desk)
    begun: Draft = desk.session.draft

    def anew() -> dict[tuple[str, int], QPushButton]:
        """Begin again, and return the buttons by their words and by which of those they are."""
        desk.session.open(begun, Unsaved())
        for card in desk.cards:
            card.set_folded(False)
        settle()
        named: dict[tuple[str, int], QPushButton] = {}
        for button in _buttons(desk):
            words = button.text() or button.accessibleName()
            named[words, sum(known == words for known, _ in named)] = button
        return named

    names = list(anew())
    assert len(names) > 10, names
    moved = 0
    for name in names:
        button = anew()[name]
        button.setFocus(Qt.FocusReason.TabFocusReason)
        _enter(desk)
        focus, once = QApplication.focusWidget(), desk.session.draft.plan
        if focus is button or (isinstance(focus, QPushButton) and focus.menu() is not None):
            continue
        moved += 1
        _enter(desk)
        assert desk.session.draft.plan == once, (name, focus)
    assert moved > 1
    desk.window.force_close()


@pytest.mark.usefixtures("unasked")
@pytest.mark.parametrize("state", [_blocked, _two_opioids])
def test_a_reason_given_with_enter_twice_stays_given(desk: Desk, state: object) -> None:
    assert callable(state)
    state(desk)
    settle()
    given = 0
    while buttons := [b for bar in desk.bars for b in bar.buttons() if b.text().startswith("Override with")]:
        desk.give_focus(buttons[0])
        _enter(desk)
        line = desk.named(QLineEdit, "Reason for the override")
        assert line.hasFocus()
        QApplication.sendEvent(
            line, QKeyEvent(QEvent.Type.KeyPress, 0, Qt.KeyboardModifier.NoModifier, "known")
        )
        _enter(desk)
        plan = desk.session.draft.plan
        given += 1
        assert len(plan.overrides) == given
        for _ in range(2):
            _enter(desk)
            assert desk.session.draft.plan == plan
    assert given
    desk.window.force_close()


def test_a_removal_is_not_confirmed_by_the_key_that_asked_for_it(desk: Desk) -> None:
    _followed(desk)
    desk.follow_up.set_folded(False)
    settle()
    before = desk.session.draft.plan
    row = desk.follow_up.form.findChildren(AdjustmentRow)[0]
    remove = next(b for b in row.findChildren(QPushButton) if b.accessibleName().startswith("Remove"))
    desk.give_focus(remove)
    _enter(desk)
    assert desk.button("Remove it").isVisible()
    _enter(desk)
    assert desk.session.draft.plan == before


def test_no_products_are_taken_before_a_set_is_picked(desk: Desk) -> None:
    _begun(desk)
    products = desk.products
    plan = desk.session.draft.plan
    dialog = SuggestDialog(plan, desk.window.knowledge.offers.usual_products(), desk.dose_words, products)
    dialog.show()
    desk.window.activateWindow()
    dialog.activateWindow()
    settle()
    child(dialog, QListWidget).setFocus()
    desk.press(Qt.Key.Key_Return)
    assert dialog.isVisible()
    assert dialog.chosen() == ()
    desk.press(Qt.Key.Key_Down)
    assert dialog.chosen()
    desk.press(Qt.Key.Key_Return)
    assert dialog.result() == 1
    dialog.deleteLater()
