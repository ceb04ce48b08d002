"""Products by their dialog, and what the findings offer when a dose cannot be made."""

from __future__ import annotations

import weakref
from collections.abc import Callable

import pytest
from PySide6.QtCore import Qt, QTimer
from PySide6.QtTest import QTest
from PySide6.QtWidgets import (
    QApplication,
    QComboBox,
    QDialog,
    QDialogButtonBox,
    QLabel,
    QLineEdit,
    QPushButton,
)

from ldn_desktop.domain.formulation import Capsule, Liquid, Tablet
from ldn_desktop.ui.fields.product_dialog import ProductDialog
from ldn_desktop.ui.widgets.chip import Chip
from ldn_desktop.ui.widgets.choices import Segmented
from tests.journeys.desk import Desk, child, settle


class Answer:
    """Answers the next dialog that is run: ``act`` gets it and closes it."""

    def __init__(self, act: Callable[[ProductDialog], None]) -> None:
        self._act = act
        self.ran = False
        self._timer = QTimer(interval=10)
        self._timer.timeout.connect(self._look)
        self._timer.start()

    def _look(self) -> None:
        dialog = QApplication.activeModalWidget()
        if not isinstance(dialog, ProductDialog):
            return
        self._timer.stop()
        self.ran = True
        try:
            self._act(dialog)
        finally:
            if dialog.isVisible():
                dialog.reject()


def _ok(dialog: QDialog) -> QPushButton:
    return dialog.findChildren(QDialogButtonBox)[0].button(QDialogButtonBox.StandardButton.Ok)


def _edit(dialog: QDialog, name: str) -> QLineEdit:
    return next(edit for edit in dialog.findChildren(QLineEdit) if edit.accessibleName() == name)


def _typed(dialog: QDialog, name: str, text: str) -> None:
    edit = _edit(dialog, name)
    edit.setFocus()
    QTest.keyClick(edit, Qt.Key.Key_A, Qt.KeyboardModifier.ControlModifier)
    QTest.keyClicks(edit, text)


def _told(dialog: QDialog) -> list[str]:
    labels = dialog.findChildren(QLabel)
    return [label.text() for label in labels if label.property("role") == "error" and label.isVisible()]


def _unmeasurable(desk: Desk) -> int:
    regimen = desk.session.regimen
    assert regimen is not None
    return sum(finding.code == "not-measurable" for finding in regimen.findings)


def test_a_strength_that_cannot_be_read_keeps_ok_away(desk: Desk) -> None:
    seen: list[tuple[bool, list[str]]] = []

    def act(dialog: ProductDialog) -> None:
        assert dialog.focusWidget() is _edit(dialog, "Strength or concentration"), (
            "the strength has the keyboard"
        )
        for text in (".5 mg", "5", "0 mg", "0.5 mg"):
            _typed(dialog, "Strength or concentration", text)
            seen.append((_ok(dialog).isEnabled(), _told(dialog)))
        QTest.keyClick(_edit(dialog, "Strength or concentration"), Qt.Key.Key_Return)

    answer = Answer(act)
    desk.button("Add product").click()
    assert answer.ran
    assert [able for able, _ in seen] == [False, False, False, True]
    assert [bool(told) for _, told in seen] == [True, True, True, False]
    assert seen[0][1][0].startswith("“.5 mg” is not written as a plain number"), seen
    assert seen[1][1] == ["“5” has no unit; type 5 mg or 5 mcg."]
    (product,) = desk.session.draft.plan.formulations
    assert isinstance(product, Capsule)
    assert product.strength_ng == 500_000


def test_each_kind_asks_for_what_it_needs(desk: Desk) -> None:
    def tablet(dialog: ProductDialog) -> None:
        child(dialog, Segmented, "Kind of product").button("tablet").click()
        _typed(dialog, "Strength or concentration", "3 mg")
        parts = next(c for c in dialog.findChildren(QComboBox) if c.accessibleName() == "Can be cut into")
        assert parts.isVisible()
        parts.setCurrentText("quarters")
        _ok(dialog).click()

    def liquid(dialog: ProductDialog) -> None:
        child(dialog, Segmented, "Kind of product").button("liquid").click()
        _typed(dialog, "Strength or concentration", "1 mg/mL")
        _typed(dialog, "Distance of two marks in mL", "0.3")
        _typed(dialog, "The syringe holds, in mL", "1")
        assert not _ok(dialog).isEnabled(), "1 mL is no whole number of marks of 0.3 mL"
        assert _told(dialog)
        _typed(dialog, "Distance of two marks in mL", "0.1")
        _ok(dialog).click()

    for act in (tablet, liquid):
        answer = Answer(act)
        desk.button("Add product").click()
        assert answer.ran
    first, second = desk.session.draft.plan.formulations
    assert isinstance(first, Tablet)
    assert (first.strength_ng, first.divisible_into) == (3_000_000, 4)
    assert isinstance(second, Liquid)
    assert second.graduation_nl == 100_000


def test_a_syringe_begins_with_the_usual_marks_of_its_size_until_others_are_chosen(desk: Desk) -> None:
    seen: list[str] = []

    def act(dialog: ProductDialog) -> None:
        child(dialog, Segmented, "Kind of product").button("liquid").click()
        _typed(dialog, "Strength or concentration", "1 mg/mL")
        for size in ("5", "10", "1", "12"):
            _typed(dialog, "The syringe holds, in mL", size)
            seen.append(_edit(dialog, "Distance of two marks in mL").text())
        assert not _ok(dialog).isEnabled()
        _typed(dialog, "Distance of two marks in mL", "0.1")
        _typed(dialog, "The syringe holds, in mL", "5")
        _ok(dialog).click()

    answer = Answer(act)
    desk.button("Add product").click()
    assert answer.ran
    # A size without usual marks asks for them: the marks of another size would measure wrongly.
    assert seen == ["0.2", "", "0.02", ""]
    (product,) = desk.session.draft.plan.formulations
    assert isinstance(product, Liquid)
    assert (product.graduation_nl, product.capacity_nl) == (100_000, 5_000_000)


def test_cancel_adds_nothing(desk: Desk) -> None:
    answer = Answer(QDialog.reject)
    desk.button("Add product").click()
    assert answer.ran
    assert desk.session.draft.plan.formulations == ()
    assert not desk.session.undo_label


def test_a_chip_opens_its_product_and_its_cross_removes_it(desk: Desk) -> None:
    desk.usual_set()
    settle()
    chips = desk.window.findChildren(Chip)
    chip = next(c for c in chips if c.isVisible() and c.property("product") == "capsule-1.5-mg")

    def act(dialog: ProductDialog) -> None:
        assert _edit(dialog, "Strength or concentration").text() == "1.5 mg"
        _typed(dialog, "Strength or concentration", "2 mg")
        _ok(dialog).click()

    answer = Answer(act)
    chip.activated.emit()
    assert answer.ran
    strengths = [f.strength_ng for f in desk.session.draft.plan.formulations if isinstance(f, Capsule)]
    assert strengths == [500_000, 2_000_000, 4_500_000]
    settle()
    chips = [c for c in desk.window.findChildren(Chip) if c.isVisible()]
    chips[0].remove_requested.emit()
    strengths = [f.strength_ng for f in desk.session.draft.plan.formulations if isinstance(f, Capsule)]
    assert strengths == [2_000_000, 4_500_000]


def test_a_closed_dialog_is_gone(desk: Desk) -> None:
    gone: list[str] = []
    alive: list[weakref.ref[ProductDialog]] = []

    def note_gone() -> None:
        gone.append("gone")

    def act(dialog: ProductDialog) -> None:
        dialog.destroyed.connect(note_gone)
        alive.append(weakref.ref(dialog))
        dialog.reject()

    for _ in range(3):
        answer = Answer(act)
        desk.button("Add product").click()
        assert answer.ran
    settle()
    assert gone == ["gone"] * 3
    assert desk.window.findChildren(ProductDialog) == []


def test_a_dose_that_cannot_be_made_brings_its_repairs(desk: Desk) -> None:
    desk.usual_set()
    desk.plan("0.5 mg", "0.7 mg", "4.5 mg")
    settle()
    bar = next(b for b in desk.bars if b.property("code") == "not-measurable")
    assert bar.isVisible()
    assert bar.severity == "blocking"
    texts = [button.text() for button in bar.buttons()]
    assert len(texts) == 2, texts
    assert texts[0].startswith("1 mg"), texts
    assert texts[1].startswith("1.5 mg"), texts
    assert not desk.window.actions_.print.isEnabled()
    before = _unmeasurable(desk)
    QTest.keyClick(bar.buttons()[0], Qt.Key.Key_Space)
    assert desk.ladder[1] == (1000, 7)
    assert _unmeasurable(desk) == before - 1


@pytest.mark.parametrize("which", [0, 1])
def test_either_repair_makes_the_plan_printable(desk: Desk, which: int) -> None:
    desk.usual_set()
    desk.plan("0.5 mg", "0.7 mg", "1.2 mg")
    assert desk.window.actions_.print.isEnabled() is False
    (bar,) = [b for b in desk.bars if b.property("code") == "not-measurable"]
    bar.buttons()[which].click()
    assert desk.ladder == [(500, 7), ((1000, 1500)[which], 28)]
    assert not [b for b in desk.bars if b.property("code") == "not-measurable"]
    assert desk.window.actions_.print.isEnabled()
    assert [row[2] for row in desk.steps] == ["0.5 mg", ("1 mg", "1.5 mg")[which]]
    desk.window.actions_.undo.trigger()
    assert desk.ladder == [(500, 7), (1200, 28)]
