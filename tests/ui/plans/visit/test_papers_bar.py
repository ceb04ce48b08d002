"""The papers that go with a visit: ticked, held back, and taken in one go from then on."""

from __future__ import annotations

from pathlib import Path

from PySide6.QtWidgets import QPushButton
from pytestqt.qtbot import QtBot

from ldn_desktop.workspace.pack import taken
from tests.ui.plans.visit.given import on, shown, supplied, words
from tests.workspace.visits import TODAY


def test_what_is_ticked_is_what_is_printed_in_one_go(qtbot: QtBot, tmp_path: Path) -> None:
    supplies, subject = supplied(tmp_path)
    with on(TODAY):
        room = shown(supplies, subject)
        qtbot.addWidget(room)
        bar = room.result.papers
        buttons = {button.text(): button for button in bar.findChildren(QPushButton)}
        buttons["Diary"].click()
        assert "diary" not in bar.kinds
        assert "6 documents, with wallet card, consent to unlicensed use." in words(bar)
        bar.keep_choice()
        assert "diary" not in taken(supplies.knowledge)
        assert "wallet-card" in taken(supplies.knowledge)


def test_a_finding_that_blocks_leaves_the_clinicians_record_alone(qtbot: QtBot, tmp_path: Path) -> None:
    supplies, subject = supplied(tmp_path)
    with on(TODAY):
        room = shown(supplies, subject)
        qtbot.addWidget(room)
        room.form.how.choose_opioid("yes")
        buttons = {b.text().replace("&", ""): b for b in room.result.papers.findChildren(QPushButton)}
        assert room.result.papers.kinds == ("clinician",)
        assert not buttons["Accept"].isEnabled()
        assert buttons["Preview…"].isEnabled()
        assert buttons["Patient plan"].toolTip().startswith("A finding blocks it.")
        room.form.decision.decide("stop")
        assert buttons["Accept"].isEnabled()
