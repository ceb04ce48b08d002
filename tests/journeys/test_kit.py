"""How far a pharmacy's kit reaches, asked in the dialog that suggests products."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QDialogButtonBox, QLabel, QListWidget

from ldn_desktop.ui.planner.products.products_card import ProductsCard
from ldn_desktop.ui.planner.products.suggest_dialog import SuggestDialog
from ldn_desktop.ui.widgets.number_edits import CountEdit
from tests.journeys.desk import Desk, settle


def _dialog(desk: Desk) -> SuggestDialog:
    card = desk.page.findChild(ProductsCard)
    assert card is not None
    plan = desk.session.draft.plan
    dialog = SuggestDialog(plan, desk.window.knowledge.offers.usual_products(), desk.dose_words, card)
    dialog.show()
    settle()
    return dialog


@pytest.fixture
def dialog(desk: Desk) -> Iterator[SuggestDialog]:
    desk.plan("0.5 mg", "0.5 mg", "4.5 mg")
    desk.usual_set()
    dialog = _dialog(desk)
    yield dialog
    dialog.close()


def _fields(dialog: SuggestDialog) -> dict[str, CountEdit[int]]:
    edits = [edit for edit in dialog.findChildren(CountEdit) if edit.isVisible()]
    return {edit.accessibleName().partition(",")[0]: edit for edit in edits}


def _told(dialog: SuggestDialog) -> str:
    labels = dialog.findChildren(QLabel)
    (label,) = (each for each in labels if each.accessibleName() == "How far the kit reaches")
    return label.text() if label.isVisible() else ""


def _type(edit: CountEdit[int], text: str) -> None:
    edit.setFocus()
    edit.line_edit().selectAll()
    QTest.keyClicks(edit.line_edit(), text)
    settle()


def test_what_a_kit_holds_is_counted_at_every_key(dialog: SuggestDialog) -> None:
    fields = _fields(dialog)
    assert _told(dialog) == ""
    for name, edit in fields.items():
        assert name.endswith("capsule")
        _type(edit, "63")
    assert "It reaches to " in _told(dialog)
    first = next(iter(fields.values()))
    _type(first, "64")
    assert "64" in first.text()
    assert "Left then: " in _told(dialog)
    _type(first, "many")
    assert first.error()
    assert _told(dialog) == ""


def test_a_set_that_is_picked_is_counted_and_numbers_stay(dialog: SuggestDialog) -> None:
    _type(_fields(dialog)["0.5 mg capsule"], "70")
    before = _told(dialog)
    (sets,) = dialog.findChildren(QListWidget)
    other = next(row for row in range(sets.count()) if "0.5 mg capsule" in sets.item(row).text())
    sets.setCurrentRow(other)
    settle()
    fields = _fields(dialog)
    named = sets.item(other).text().partition("\n")[0].split(" + ")
    assert sorted(fields) == sorted(named)
    assert fields["0.5 mg capsule"].count() == 70
    assert _told(dialog)
    sets.clearSelection()
    settle()
    assert _told(dialog) == before


def test_enter_in_a_field_uses_no_set(dialog: SuggestDialog) -> None:
    (sets,) = dialog.findChildren(QListWidget)
    sets.setCurrentRow(0)
    settle()
    edit = next(iter(_fields(dialog).values()))
    _type(edit, "63")
    QTest.keyClick(edit.line_edit(), Qt.Key.Key_Return)
    settle()
    assert dialog.isVisible()
    (buttons,) = dialog.findChildren(QDialogButtonBox)
    assert buttons.button(QDialogButtonBox.StandardButton.Ok).isEnabled()


def test_a_plan_without_products_says_what_to_do(desk: Desk) -> None:
    desk.plan("0.5 mg", "0.5 mg", "4.5 mg")
    dialog = _dialog(desk)
    assert _fields(dialog) == {}
    assert any(label.text().startswith("Not every dose can be made") for label in dialog.findChildren(QLabel))
    (sets,) = dialog.findChildren(QListWidget)
    sets.setCurrentRow(0)
    settle()
    assert _fields(dialog)
    dialog.close()
