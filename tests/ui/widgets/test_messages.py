"""Bars: their word, their sentence, their buttons and links."""

from __future__ import annotations

import pytest
from PySide6.QtWidgets import QLabel
from pytestqt.qtbot import QtBot

from ldn_desktop.ui.widgets.messages import MessageBar
from ldn_desktop.ui.widgets.severity_mark import SeverityMark

# Without a screen there is nobody to be told the least size of a window; Qt says so at every one.
pytestmark = pytest.mark.qt_log_ignore("propagateSizeHints")


def test_a_bar_tells_the_key_of_button_and_link(qtbot: QtBot) -> None:
    bar = MessageBar(
        "blocking", "Too soon,", "6 days.", actions=[("start", "Start later", True)], link=("why", "Why?")
    )
    qtbot.addWidget(bar)
    with qtbot.waitSignal(bar.action_triggered) as told:
        bar.buttons()[0].click()
    assert told.args == ["start"]
    with qtbot.waitSignal(bar.action_triggered) as told:
        bar.findChildren(QLabel)[0].linkActivated.emit("link:why")
    assert told.args == ["why"]


def test_a_bar_says_its_word_and_keeps_markup_as_text(qtbot: QtBot) -> None:
    bar = MessageBar("caution", "<b>5 < 6</b>")
    qtbot.addWidget(bar)
    assert bar.accessibleName() == "Caution: <b>5 < 6</b>"
    assert "&lt;b&gt;" in bar.findChildren(QLabel)[0].text()


def test_the_first_repair_that_can_be_used_gets_the_focus(qtbot: QtBot) -> None:
    bar = MessageBar("warning", "A sentence.", actions=[("a", "First", True), ("b", "Second", False)])
    qtbot.addWidget(bar)
    with qtbot.waitActive(bar):
        bar.show()
        bar.activateWindow()
    bar.buttons()[0].setEnabled(False)
    assert bar.focus_first_action()
    assert bar.buttons()[1].hasFocus()
    bar.set_actions([])
    assert not bar.focus_first_action()


def test_an_unknown_severity_is_refused(qtbot: QtBot) -> None:
    with pytest.raises(ValueError, match="awful"):
        MessageBar("awful", "A sentence.")
    with pytest.raises(ValueError, match="awful"):
        SeverityMark("awful")
