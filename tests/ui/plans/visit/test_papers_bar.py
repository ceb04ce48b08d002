"""The papers that go with a visit: ticked where it makes a revision, held back, and remembered for the next visit."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from datetime import date
from pathlib import Path

from PySide6.QtWidgets import QPushButton
from pytestqt.qtbot import QtBot

from ldn_desktop.ui.plans.visit.papers_bar import PapersBar
from ldn_desktop.workspace.pack import AT_A_VISIT, taken
from tests.ui.plans.visit.given import on, shown, supplied, words
from tests.workspace.visits import PLAN, TODAY


def buttons_of(bar: PapersBar) -> Mapping[str, QPushButton]:
    return {button.text().replace("&", ""): button for button in bar.findChildren(QPushButton)}


def ticked(bar: PapersBar) -> list[str]:
    return list(bar.kinds)


def test_a_visit_that_makes_a_revision_has_the_patients_plan_and_the_order(
    qtbot: QtBot, tmp_path: Path
) -> None:
    supplies, subject = supplied(tmp_path)
    with on(TODAY):
        room = shown(supplies, subject)
        qtbot.addWidget(room)
        bar, decision = room.result.papers, room.form.decision
        assert ticked(bar) == []
        assert "The plan stays as it is: no paper is needed." in words(bar)
        assert not buttons_of(bar)["Accept and print…"].isEnabled()
        decision.decide("step-back")
        assert ticked(bar) == ["patient", "pharmacy-order"]
        assert "2 documents." in words(bar)
        decision.decide("stop")
        assert ticked(bar) == ["patient"]
        assert "1 document. Nothing is to be ordered." in words(bar)
        decision.decide("hold")
        assert ticked(bar) == ["patient", "pharmacy-order"]


def test_what_is_ticked_by_hand_stays_for_its_visit_alone(qtbot: QtBot, tmp_path: Path) -> None:
    supplies, subject = supplied(tmp_path)
    other = supplies.keeper.library.kept.keep(replace(PLAN, id="another"), "Prescriber name", "made").subject
    with on(TODAY):
        room = shown(supplies, subject)
        qtbot.addWidget(room)
        bar, buttons = room.result.papers, buttons_of(room.result.papers)
        buttons["Calendar"].click()
        # A paper of the plan as it stands can be had; with another plan it is another question.
        assert ticked(bar) == ["calendar"]
        room.form.decision.decide("hold")
        assert ticked(bar) == ["patient", "pharmacy-order"]
        buttons["Diary"].click()
        buttons["Pharmacy order"].click()
        room.form.decision.decide("step-back")
        assert ticked(bar) == ["patient", "diary"]
        room.open(other)
        room.form.decision.decide("hold")
        assert ticked(bar) == ["patient", "pharmacy-order"]


def test_what_was_taken_with_a_visit_is_ticked_at_the_next_and_no_other_choice_changes(
    qtbot: QtBot, tmp_path: Path
) -> None:
    supplies, subject = supplied(tmp_path)
    pack = taken(supplies.knowledge)
    with on(TODAY):
        room = shown(supplies, subject)
        qtbot.addWidget(room)
        bar = room.result.papers
        # Of a plan that stays nothing is learnt of what goes with a change.
        buttons_of(bar)["Diary"].click()
        bar.keep_choice()
        assert taken(supplies.knowledge, AT_A_VISIT) == ("patient", "pharmacy-order")
        # Nor is the order forgotten where there was nothing to order.
        room.form.decision.decide("stop")
        buttons_of(bar)["Clinician record"].click()
        bar.keep_choice()
        usual = ("patient", "pharmacy-order", "clinician")
        assert set(taken(supplies.knowledge, AT_A_VISIT)) == set(usual)
        assert taken(supplies.knowledge) == pack
        room.form.decision.decide("hold")
        buttons_of(bar)["Accept and print…"].click()
    with on(date(2027, 1, 19)):
        room.open(subject)
        room.form.decision.decide("step-back")
        assert ticked(bar) == list(usual)


def test_a_finding_that_blocks_leaves_the_clinicians_record_alone(qtbot: QtBot, tmp_path: Path) -> None:
    supplies, subject = supplied(tmp_path)
    with on(TODAY):
        room = shown(supplies, subject)
        qtbot.addWidget(room)
        room.form.how.choose_opioid("yes")
        bar, buttons = room.result.papers, buttons_of(room.result.papers)
        assert [text for text, button in buttons.items() if button.isCheckable() and button.isEnabled()] == [
            "Clinician record"
        ]
        buttons["Clinician record"].click()
        assert ticked(bar) == ["clinician"]
        assert not buttons["Accept"].isEnabled()
        assert buttons["Preview…"].isEnabled()
        assert buttons["Patient plan"].toolTip().startswith("A finding blocks it.")
        room.form.decision.decide("stop")
        assert buttons["Accept"].isEnabled()
