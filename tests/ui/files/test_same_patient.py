"""A new plan of a patient of the library: told calmly, with a way to look."""

from __future__ import annotations

from PySide6.QtCore import QObject
from pytestqt.qtbot import QtBot

from ldn_desktop.domain.plan import Patient
from ldn_desktop.ui.files.same_patient import SamePatient
from ldn_desktop.workspace.intents import SetPatient
from tests.ui.files.given import Hands
from tests.ui.plans.given import open_library
from tests.workspace.given_plans import PLAN


def _named(hands: Hands, patient: Patient) -> list[str]:
    hands.supplies.bridge.do(SetPatient(patient), "patient")
    hands.notices.review()
    return hands.notices.sentences()


def test_it_is_told_while_it_is_so(hands: Hands, qtbot: QtBot) -> None:
    (subject,) = open_library(hands.supplies, [PLAN])
    supplies = hands.supplies
    owner = QObject()
    same = SamePatient(supplies.bridge, supplies.keeper, hands.notices, owner)
    name, born, _ = PLAN.patient
    assert _named(hands, Patient(name)) == []
    told = ["Note: The library already has a plan of Anna Müller, born 1 May 1980."]
    assert _named(hands, Patient(name, born)) == told
    with qtbot.waitSignal(same.place_wanted) as wanted:
        hands.told_above().action_triggered.emit("look")
    assert wanted.args == [f"plans:listing:{subject}"]
    assert _named(hands, Patient("Ben", born)) == []
    assert _named(hands, Patient(name, born)) == told
    hands.answers = []
    supplies.bridge.session.saved(hands.files.keeping.place(subject))
    assert _named(hands, Patient(name, born, "1")) == [], "the plan itself is no other"
