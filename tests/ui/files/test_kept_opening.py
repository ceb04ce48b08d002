"""Plans of the library opened to go on with, and as the beginning of another."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

from PySide6.QtWidgets import QMessageBox
from pytestqt.qtbot import QtBot

from ldn_desktop.domain.adjustment import Hold
from ldn_desktop.domain.plan import Order, Patient, Screening
from tests.ui.files.given import Hands
from tests.ui.plans.given import open_library
from tests.workspace.given_plans import PLAN, TODAY, named


def test_what_is_open_already_stays_as_it_is(hands: Hands, qtbot: QtBot) -> None:
    (subject,) = open_library(hands.supplies, [PLAN])
    assert hands.open(subject)
    hands.note("half typed")
    with qtbot.waitSignal(hands.opening.opened):
        assert hands.open(subject), "it is not asked whether what was typed may go"
    assert hands.session.draft.plan.notes == "half typed"
    kept = hands.kept.keep(
        replace(PLAN, revision=2, notes="theirs"), "B", "", subject, hands.revisions(subject)
    )
    hands.answers = [QMessageBox.StandardButton.Discard]
    assert hands.open(subject)
    assert (hands.session.draft.plan.notes, hands.session.origin.known) == ("theirs", kept.hash)


def test_a_template_gives_steps_products_and_texts_and_nothing_of_the_patient(hands: Hands) -> None:
    plan = replace(
        PLAN,
        adjustments=(Hold(date(2026, 12, 10), noted_on=date(2026, 12, 10), days=7, note="dreams"),),
        screening=Screening(date(2026, 12, 1), (("opioid-now", "no"),)),
        medicines=("levothyroxine",),
        order=Order(address="Street 1", allergies="none"),
        notes="for the record",
        instructions="Take it with water.",
        times=("evening",),
    )
    (subject,) = open_library(hands.supplies, [plan])
    hands.opening.use_as_template(subject)
    made = hands.session.draft.plan
    assert made.id not in {"", PLAN.id}
    expected = replace(
        PLAN,
        id=made.id,
        start_date=TODAY,
        patient=Patient(),
        instructions="Take it with water.",
        times=("evening",),
    )
    assert made == expected
    assert not hands.session.origin.kept
    assert hands.session.modified, "it stands nowhere yet"
    assert "It is without patient, safety check" in hands.told[-1]
    assert "The text for the patient was taken along" in hands.told[-1]
    assert len(hands.revisions(subject)) == 1


def test_no_text_for_the_patient_is_said_to_come_along_where_there_is_none(hands: Hands) -> None:
    (subject,) = open_library(hands.supplies, [PLAN])
    hands.opening.use_as_template(subject)
    assert hands.told[-1].endswith("first dose is proposed for today.")


def test_a_template_of_a_plan_that_is_gone_is_told(hands: Hands) -> None:
    (subject,) = open_library(hands.supplies, [named("Anna")])
    hands.kept.erase([subject], "A")
    hands.opening.use_as_template(subject)
    assert hands.told == ["The plan in the library was not opened. No revision of it stands there any more."]
