from __future__ import annotations

from PySide6.QtWidgets import QWidget
from pytestqt.qtbot import QtBot

from ldn_desktop.ui.widgets.covering import Asked, mark_covered, mark_uncovered


def test_nobody_is_asked_over_a_window_that_is_covered(qtbot: QtBot) -> None:
    window = QWidget()
    qtbot.addWidget(window)
    page = QWidget(window)
    assert Asked(page).may_ask()
    mark_covered(window)
    assert not Asked(page).may_ask()
    mark_uncovered(window)
    assert Asked(page).may_ask()


def test_an_answer_counts_unless_the_window_was_covered_or_is_gone(qtbot: QtBot) -> None:
    window = QWidget()
    qtbot.addWidget(window)
    page = QWidget(window)
    asked = Asked(page)
    assert asked.counts()
    mark_covered(window)
    assert not asked.counts()
    mark_uncovered(window)
    assert not asked.counts()
    again = Asked(page)
    assert again.counts()
    page.deleteLater()
    qtbot.waitUntil(lambda: not again.counts())
