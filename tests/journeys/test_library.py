"""A plan kept in the library by keyboard: offered at the first save, changed with a reason, gone on with."""

from __future__ import annotations

import os
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QLineEdit, QPushButton, QRadioButton

from ldn_desktop.library.keys import PASSPHRASE, Secret
from ldn_desktop.library.opening import make_library
from ldn_desktop.storage.places import find_places
from ldn_desktop.ui.files.revision_note import RevisionNote
from ldn_desktop.ui.plans.listing.plans_table import PlansTable
from ldn_desktop.ui.shell.library_offer import LibraryOffer
from ldn_desktop.ui.widgets.messages import MessageBar
from ldn_desktop.workspace.plan_library import State
from tests.journeys.desk import Desk, desk_on, press, settle
from tests.journeys.person import Person
from tests.library.given import CHEAP, RECOVERY_TEXT, SENTENCE
from tests.workspace.given_plans import PLAN

_CONTROL = Qt.KeyboardModifier.ControlModifier


def _grab(desk: Desk, name: str) -> None:
    if folder := os.environ.get("GRABS"):
        QApplication.processEvents()
        desk.window.grab().save(f"{folder}/{name}.png")


def _planned(desk: Desk) -> None:
    desk.usual_set()
    desk.plan("0.5 mg", "0.5 mg", "1.5 mg")
    desk.type_into(desk.name, "Anna Berg")


def _chip(desk: Desk) -> str:
    return desk.heading("chip").accessibleName()


def _answer(desk: Desk, reason: str, name: str) -> None:
    """Type what is asked above the page, and press Enter."""
    note = next(note for note in desk.window.findChildren(RevisionNote) if note.isVisible())
    assert note.isAncestorOf(QApplication.focusWidget() or desk.window), "it has the keyboard"
    held = QApplication.focusWidget()
    assert held is not None
    QTest.keyClicks(held, reason or name)
    if reason and name:
        desk.named(QLineEdit, "Your name", note).setText(name)
    QTest.keyClick(held, Qt.Key.Key_Return)


def test_a_plan_is_kept_changed_and_gone_on_with_by_keyboard(
    tmp_path: Path, qapp: object, monkeypatch: pytest.MonkeyPatch
) -> None:
    def make(offer: LibraryOffer) -> int:
        offer.show()
        for line in offer.findChildren(QLineEdit):
            QTest.keyClicks(line, SENTENCE)
        make = next(
            button for button in offer.findChildren(QPushButton) if button.property("role") == "primary"
        )
        for _ in range(2):
            make.click()
        return offer.result()

    monkeypatch.setattr(LibraryOffer, "exec", make)
    with desk_on(tmp_path, offered=False) as desk:
        _planned(desk)
        desk.press(Qt.Key.Key_S, _CONTROL)
        assert desk.keeper.is_open
        desk.window.activateWindow()
        QTest.qWaitForWindowActive(desk.window)
        _grab(desk, "1-name")
        _answer(desk, "", "Dr Berg")
        assert desk.remembered.settings.letterhead.name == "Dr Berg"
        assert _chip(desk).startswith("In the library · revision 1")
        _grab(desk, "2-kept")
        desk.type_into(desk.dose("Target"), "2 mg")
        desk.press(Qt.Key.Key_Tab)
        held = QApplication.focusWidget()
        desk.press(Qt.Key.Key_S, _CONTROL)
        _grab(desk, "3-why")
        _answer(desk, "slept badly", "")
        assert QApplication.focusWidget() is held, "the keyboard is where it was"
        assert _chip(desk).startswith("In the library · revision 2")
        desk.window.actions_.new.trigger()
        assert desk.window.windowTitle().startswith("New plan")
        desk.press(Qt.Key.Key_3, _CONTROL)
        table = desk.part(PlansTable)
        QTest.keyClick(table, Qt.Key.Key_Return)
        assert desk.place == "planner"
        assert _chip(desk).startswith("In the library · revision 2")
        assert desk.name.text() == "Anna Berg"
        desk.press(Qt.Key.Key_K, _CONTROL)
        desk.search.warm()
        QTest.keyClicks(desk.search, "anna be")
        _grab(desk, "5-found")
        QTest.keyClick(desk.search, Qt.Key.Key_Return)
        assert desk.place == "plans", "its history was opened"
        _grab(desk, "6-history")
        _grab(desk, "4-again")
        desk.window.actions_.recent.aboutToShow.emit()
        assert [action.text() for action in desk.window.actions_.recent.actions()] == ["No recent file"]
        desk.keeper.library.lock()


def test_who_goes_on_without_a_library_is_offered_it_once(
    tmp_path: Path, qapp: object, person: Person, monkeypatch: pytest.MonkeyPatch
) -> None:
    offered: list[str] = []

    def decline(offer: LibraryOffer) -> int:
        offered.append(offer.windowTitle())
        offer.findChildren(QRadioButton)[-1].setChecked(True)
        next(
            button for button in offer.findChildren(QPushButton) if button.property("role") == "primary"
        ).click()
        return offer.result()

    monkeypatch.setattr(LibraryOffer, "exec", decline)
    with desk_on(tmp_path, offered=False) as desk:
        _planned(desk)
        person.save(desk)
        assert desk.file == person.path
        desk.open_new()
        _planned(desk)
        person.path = tmp_path / "other.ldnplan"
        desk.window.actions_.save.trigger()
        assert len(offered) == 1
        assert desk.keeper.library.state is State.ABSENT


def test_a_draft_of_a_plan_of_the_library_finds_its_place_again(tmp_path: Path, qapp: object) -> None:
    make_library(find_places(tmp_path).library, SENTENCE, RECOVERY_TEXT, CHEAP)
    with desk_on(tmp_path) as desk:
        desk.keeper.unlock(Secret(PASSPHRASE, SENTENCE))
        record = desk.keeper.library.kept.keep(PLAN, "A", "plan made")
        desk.stack.kept_wanted.emit(record.subject)
        desk.type_into(desk.name, "Anna Mueller")
        desk.recovery.keep()
        (kept,) = (tmp_path / "state" / "drafts").glob("*.draft")
        data = kept.read_bytes()
        desk.keeper.library.lock()
    kept.write_bytes(data)
    with desk_on(tmp_path) as desk:
        assert not _offers(desk, "An unsaved draft was kept: Anna")
        desk.keeper.unlock(Secret(PASSPHRASE, SENTENCE))
        settle()
        (bar,) = _offers(desk, "An unsaved draft was kept: Anna")
        press(bar, "Open the draft")
        origin = desk.session.origin
        assert (origin.address, origin.known) == (f"library:{record.subject}", record.hash)
        assert (desk.session.modified, desk.session.draft.plan.revision) == (True, 2)
        desk.window.actions_.save.trigger()
        _answer(desk, "her name", "")
        told = desk.keeper.library.kept.history(record.subject)
        assert [made.parents for made in told.records] == [(), (record.hash,)]
        desk.keeper.library.lock()


def _offers(desk: Desk, begins: str) -> list[MessageBar]:
    bars = desk.window.findChildren(MessageBar)
    return [bar for bar in bars if begins in bar.text() and not bar.isHidden()]
