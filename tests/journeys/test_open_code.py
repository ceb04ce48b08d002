"""A plan from the code on a paper: told before it is opened, kept apart from what is open, refused where damaged."""

from __future__ import annotations

import random
from collections.abc import Callable
from dataclasses import replace
from datetime import date

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QMessageBox, QPushButton

from ldn_desktop.domain.formulation import Capsule
from ldn_desktop.domain.handover import Scope, handed_over
from ldn_desktop.domain.ladder import Rung
from ldn_desktop.domain.plan import OpioidUse, Patient, Plan, Screening
from ldn_desktop.exchange.plan_code import write_codes
from ldn_desktop.ui.files.code_dialog import CodeDialog, ScanField
from ldn_desktop.workspace.intents import SetPatient
from tests.journeys.desk import Desk, child, press, said
from tests.journeys.person import Person

PLAN = Plan(
    date(2026, 12, 7),
    (Rung(500_000, 7), Rung(1_000_000, 28)),
    (Capsule("a", 500_000),),
    id="5e",
    revision=3,
    patient=Patient("Ada Łucja", date(1980, 5, 1)),
    notes="for the record",
)
(CODE,) = write_codes(PLAN, Scope())


def scan(dialog: CodeDialog, code: str) -> str:
    """Type a code as a scanner does, Enter at its end, and return what is said then."""
    field = child(dialog, ScanField)
    QTest.keyClicks(field, code.lower())
    QTest.keyClick(field, Qt.Key.Key_Return)
    return said(dialog)


def can_open(dialog: CodeDialog) -> bool:
    (button,) = (b for b in dialog.findChildren(QPushButton) if b.text() == "&Open this plan")
    return button.isEnabled()


def with_hands(monkeypatch: pytest.MonkeyPatch, hands: Callable[[CodeDialog], None]) -> None:
    """Have hands use the dialog in place of its loop of events."""

    def exec_(dialog: CodeDialog) -> int:
        dialog.show()
        hands(dialog)
        dialog.close()
        return dialog.result()

    monkeypatch.setattr(CodeDialog, "exec", exec_)


def open_it(desk: Desk, monkeypatch: pytest.MonkeyPatch, *codes: str) -> str:
    """Scan codes and open their plan; return what was said before."""
    told: list[str] = []

    def hands(dialog: CodeDialog) -> None:
        told.extend(scan(dialog, code) for code in codes)
        press(dialog, "Open this plan")

    with_hands(monkeypatch, hands)
    desk.window.actions_.open_code.trigger()
    return told[-1]


def test_a_plan_is_told_and_then_opened_as_one_that_is_not_saved(
    desk: Desk, monkeypatch: pytest.MonkeyPatch
) -> None:
    told = open_it(desk, monkeypatch, CODE)
    assert "Revision 3 of the plan of a patient without a name." in told
    assert "0.5 mg to 1 mg in 2 steps over 1 week, 7 + 28 days" in told
    assert "Mon 7 Dec 2026 to Sun 10 Jan 2027" in told
    assert "Made from 0.5 mg capsule." in told
    assert "Not in the code: name, birth date and number;" in told
    assert "Its safety check is open: go through it before you make a paper." in told
    assert desk.session.draft.plan == handed_over(PLAN, Scope())
    assert desk.session.modified
    assert not desk.session.origin.kept


def test_a_changed_plan_from_a_paper_is_its_next_revision(
    desk: Desk, monkeypatch: pytest.MonkeyPatch
) -> None:
    open_it(desk, monkeypatch, *write_codes(PLAN, Scope(whole=True, named=True)))
    assert desk.session.draft.plan == PLAN
    desk.plan("0.5 mg", "0.5 mg", "2 mg")
    assert desk.session.draft.plan.revision == 4


def test_another_patient_typed_over_a_named_plan_is_asked_about(
    desk: Desk, person: Person, monkeypatch: pytest.MonkeyPatch
) -> None:
    open_it(desk, monkeypatch, *write_codes(PLAN, Scope(whole=True, named=True)))
    desk.do(SetPatient(Patient("Somebody Else", date(1990, 2, 2))), "patient")
    person.answers.append(QMessageBox.StandardButton.Cancel)
    desk.window.actions_.save.trigger()
    assert "This plan was opened as that of Ada Łucja, born 1 May 1980." in person.boxes[-1]


def test_unsaved_work_is_asked_about_first_and_stays(
    desk: Desk, person: Person, monkeypatch: pytest.MonkeyPatch
) -> None:
    def hands(_dialog: CodeDialog) -> None:
        raise AssertionError

    with_hands(monkeypatch, hands)
    desk.plan("0.5 mg", "0.5 mg", "1.5 mg")
    before = desk.session.draft
    person.answers.append(QMessageBox.StandardButton.Cancel)
    desk.window.actions_.open_code.trigger()
    assert "changes that are not saved" in person.boxes[-1]
    assert desk.session.draft == before


def test_enter_opens_nothing_and_a_dialog_that_is_closed_neither(
    desk: Desk, monkeypatch: pytest.MonkeyPatch
) -> None:
    before = desk.session.draft

    def hands(dialog: CodeDialog) -> None:
        scan(dialog, CODE)
        QTest.keyClick(child(dialog, ScanField), Qt.Key.Key_Enter)
        assert dialog.isVisible()
        assert can_open(dialog)

    with_hands(monkeypatch, hands)
    desk.window.actions_.open_code.trigger()
    assert desk.session.draft == before


def test_a_damaged_scan_is_refused_and_the_next_one_replaces_it(
    desk: Desk, monkeypatch: pytest.MonkeyPatch
) -> None:
    def hands(dialog: CodeDialog) -> None:
        assert f"Only 60 of {len(CODE)} letters of the code have arrived; scan it again." in scan(
            dialog, CODE[:60]
        )
        assert "its letters do not fit together" in scan(
            dialog, f"{CODE[:-1]}{'B' if CODE[-1] != 'B' else 'C'}"
        )
        assert not can_open(dialog)
        assert "its letters" not in scan(dialog, CODE)
        assert can_open(dialog)
        scan(dialog, CODE[:60])
        assert not can_open(dialog)

    with_hands(monkeypatch, hands)
    desk.window.actions_.open_code.trigger()


def test_several_codes_are_asked_for_in_any_order_and_not_mixed(
    desk: Desk, monkeypatch: pytest.MonkeyPatch
) -> None:
    rng = random.Random(1)
    plan = replace(PLAN, notes="".join(chr(rng.randrange(0x4E00, 0x9000)) for _ in range(600)))
    one, two, three = write_codes(plan, Scope(whole=True, named=True))

    def hands(dialog: CodeDialog) -> None:
        assert "1 code of 3 read. Scan the next: code 1, 2." in scan(dialog, three)
        assert "This code is of another plan or paper than the one before" in scan(dialog, CODE)
        assert "2 codes of 3 read. Scan the next: code 2." in scan(dialog, one)
        assert not can_open(dialog)
        assert "The code holds all of the plan, and whose it is." in scan(dialog, two)
        press(dialog, "Open this plan")

    with_hands(monkeypatch, hands)
    desk.window.actions_.open_code.trigger()
    assert desk.session.draft.plan == plan


def test_a_plan_with_what_this_program_does_not_know_is_not_opened(
    desk: Desk, monkeypatch: pytest.MonkeyPatch
) -> None:
    later = replace(PLAN, screening=Screening(opioids=(OpioidUse("of-later", None),)))

    def hands(dialog: CodeDialog) -> None:
        told = scan(dialog, write_codes(later, Scope(whole=True))[0])
        assert "The plan in the code cannot be read. screening.opioids[0].opioid: is no opioid" in told
        assert not can_open(dialog)

    with_hands(monkeypatch, hands)
    desk.window.actions_.open_code.trigger()
