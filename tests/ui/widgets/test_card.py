"""A card folds, and says its title and state."""

from __future__ import annotations

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QAccessible
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QAbstractButton, QLabel, QPushButton, QWidget
from pytestqt.qtbot import QtBot

from ldn_desktop.ui.widgets.card import Card

# Without a screen there is nobody to be told the least size of a window; Qt says so at every one.
pytestmark = pytest.mark.qt_log_ignore("propagateSizeHints")


@pytest.fixture
def card(qtbot: QtBot) -> Card:
    made = Card("Titration")
    made.body.addWidget(QLabel("content"))
    made.add_header_widget(QPushButton("Suggest…"))
    made.set_summary("9 steps")
    qtbot.addWidget(made)
    made.show()
    return made


def header(card: Card) -> QWidget:
    card.focus_header()
    return next(button for button in card.findChildren(QAbstractButton) if button.isCheckable())


def test_a_card_folds_by_mouse_and_keys(card: Card, qtbot: QtBot) -> None:
    with qtbot.waitSignal(card.folded_changed) as told:
        QTest.mouseClick(header(card), Qt.MouseButton.LeftButton)
    assert told.args == [True]
    for key in (Qt.Key.Key_Space, Qt.Key.Key_Return):
        before = card.folded
        QTest.keyClick(header(card), key)
        assert card.folded is not before


def test_a_folded_card_shows_its_summary_in_place_of_everything_else(card: Card) -> None:
    card.set_note("optional")
    shown = {label.text(): label.isVisible() for label in card.findChildren(QLabel)}
    assert shown == {"Titration": True, "9 steps": False, "optional": True, "content": True}
    card.set_folded(True)
    shown = {label.text(): label.isVisible() for label in card.findChildren(QLabel)}
    assert shown == {"Titration": True, "9 steps": True, "optional": False, "content": False}
    assert not card.findChildren(QPushButton)[0].isVisible()


def test_a_card_says_its_title_and_state(card: Card) -> None:
    card.set_state("blocking")
    said = QAccessible.queryAccessibleInterface(header(card))
    assert said.text(QAccessible.Text.Name) == "Titration, Blocking"
    assert said.text(QAccessible.Text.Description) == "9 steps"
    with pytest.raises(ValueError, match="terrible"):
        card.set_state("terrible")
