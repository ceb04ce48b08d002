"""What is told above the open page: where that can only be read, one bar says it with what was not done."""

from __future__ import annotations

import pytest
from PySide6.QtWidgets import QApplication, QPushButton
from pytestqt.qtbot import QtBot

from ldn_desktop.ui.widgets.messages import MessageBar
from ldn_desktop.ui.widgets.notices import Notices

WHY = "Another window has the library open: it can be read here, and not written."
FULL = "Not done. The disk is full; free some space."


@pytest.fixture
def notices(qtbot: QtBot) -> Notices:
    made = Notices()
    qtbot.addWidget(made)
    made.show()
    return made


def bars(notices: Notices) -> list[tuple[str, str, str]]:
    """Return severity, sentence and second line of each bar that is seen."""
    QApplication.processEvents()
    shown = [bar for bar in notices.findChildren(MessageBar) if bar.isVisible()]
    return [(bar.severity, bar.text(), bar.accessibleDescription()) for bar in shown]


def test_what_fails_where_nothing_can_be_written_is_one_bar_the_worse_first(notices: Notices) -> None:
    notices.stand(WHY)
    assert bars(notices) == [("info", f"Read only: {WHY}", "")]
    notices.tell_failure(FULL)
    assert bars(notices) == [("blocking", f"Error: {FULL}", f"Read only: {WHY}")]
    next(button for button in notices.findChildren(QPushButton) if button.isVisible()).click()
    assert bars(notices) == [("info", f"Read only: {WHY}", "")]
    notices.stand("")
    assert bars(notices) == []


def test_a_failure_that_says_why_itself_says_it_once(notices: Notices) -> None:
    notices.tell_failure(f"Not done. {WHY}")
    notices.stand(WHY)
    assert bars(notices) == [("blocking", f"Error: Not done. {WHY}", "")]


def test_what_is_read_only_no_longer_is_gone_from_what_is_told_too(notices: Notices) -> None:
    notices.stand(WHY)
    notices.tell_failure(FULL)
    notices.stand("")
    assert bars(notices) == [("blocking", f"Error: {FULL}", "")]
