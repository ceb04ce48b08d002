"""What has the keyboard on a page stays in sight where what stands above it grows, as with larger letters."""

from __future__ import annotations

import pytest
from PySide6.QtCore import QPoint, QRect
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QAbstractSlider, QLineEdit
from pytestqt.qtbot import QtBot

from ldn_desktop.ui.plans.copies.page import CopiesPage, Section
from ldn_desktop.ui.theme.icons import IconSet
from ldn_desktop.ui.theme.theme import ThemeManager
from ldn_desktop.ui.widgets.labels import PlainLabel
from tests.places import RESOURCES

LONG = "A sentence that takes its room. " * 60


@pytest.fixture
def page(qtbot: QtBot, themes: ThemeManager) -> tuple[CopiesPage, PlainLabel, QLineEdit]:
    """A page with a sentence, and a field below it that has the keyboard."""
    del themes
    page, first, second = CopiesPage("A page", IconSet(RESOURCES)), Section("First"), Section("Second")
    qtbot.addWidget(page)
    label, field = first.say("A sentence."), QLineEdit()
    second.row(field)
    for section in (first, second):
        page.add(section)
    page.resize(500, 320)
    page.show()
    page.activateWindow()
    QTest.qWaitForWindowActive(page)
    field.setFocus()
    return page, label, field


def seen(page: CopiesPage, field: QLineEdit) -> bool:
    place = QRect(field.mapTo(page.viewport(), QPoint()), field.size())
    return page.viewport().rect().contains(place)


def grow(page: CopiesPage, label: PlainLabel, words: str, qtbot: QtBot) -> None:
    """Have the sentence above the field take more room, and wait until it does."""
    before = page.verticalScrollBar().maximum()
    label.setText(words)
    qtbot.waitUntil(lambda: page.verticalScrollBar().maximum() > before)


def test_the_field_stays_in_sight_where_the_page_grows(
    page: tuple[CopiesPage, PlainLabel, QLineEdit], qtbot: QtBot
) -> None:
    shown, label, field = page
    qtbot.waitUntil(lambda: seen(shown, field))
    grow(shown, label, LONG, qtbot)
    qtbot.waitUntil(lambda: seen(shown, field))
    assert shown.verticalScrollBar().value() > 0


def test_who_scrolled_away_is_left_there(
    page: tuple[CopiesPage, PlainLabel, QLineEdit], qtbot: QtBot
) -> None:
    shown, label, field = page
    grow(shown, label, LONG, qtbot)
    qtbot.waitUntil(lambda: seen(shown, field))
    shown.verticalScrollBar().triggerAction(QAbstractSlider.SliderAction.SliderToMinimum)
    grow(shown, label, LONG * 2, qtbot)
    QTest.qWait(50)
    assert shown.verticalScrollBar().value() == 0
