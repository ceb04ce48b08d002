"""Locked, nothing of a patient is in any window, and unlocked all is as it was."""

from __future__ import annotations

import threading
import time
from collections.abc import Callable, Iterator
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest
from PySide6.QtCore import Qt, QTimer
from PySide6.QtGui import QAccessible, QAccessibleInterface, QGuiApplication
from PySide6.QtTest import QTest
from PySide6.QtWidgets import (
    QAbstractButton,
    QApplication,
    QDialog,
    QFileDialog,
    QLineEdit,
    QMessageBox,
    QPlainTextEdit,
)
from pytestqt.qtbot import QtBot

from ldn_desktop.exchange.plan_writer import write_plan
from ldn_desktop.library.backups import export_all
from ldn_desktop.library.embedded import EmbeddedStore
from ldn_desktop.library.errors import LibraryError
from ldn_desktop.library.keys import PASSPHRASE, Secret
from ldn_desktop.library.opening import OTHER_WINDOW, make_library
from ldn_desktop.library.opening import unlock as unlock_library
from ldn_desktop.library.sealed_drafts import SealedDrafts
from ldn_desktop.storage.drafts import DraftStore
from ldn_desktop.storage.files import StoreError
from ldn_desktop.storage.places import find_places
from ldn_desktop.ui.library.secret_edit import SecretEdit
from ldn_desktop.ui.library.unlock_panel import UnlockPanel
from ldn_desktop.ui.plans.copies.restore_page import RestorePage
from ldn_desktop.ui.plans.history.reason_dialog import ReasonDialog
from ldn_desktop.ui.plans.history.room import HistoryRoom
from ldn_desktop.ui.plans.history.timeline import Timeline
from ldn_desktop.ui.plans.listing.plans_table import PlansTable
from ldn_desktop.ui.plans.place import PlansPlace
from ldn_desktop.ui.plans.visit.room import VisitRoom
from ldn_desktop.ui.plans.visit.score_row import ScoreRow
from ldn_desktop.ui.reference.page import ReferencePage
from ldn_desktop.ui.shell.practice.dialog import PracticeDialog
from ldn_desktop.ui.widgets.messages import MessageBar
from ldn_desktop.ui.widgets.passing_copy import copy_of_plan
from ldn_desktop.workspace.clock import local_now
from ldn_desktop.workspace.plan_library import PlanLibrary
from tests.journeys.desk import Desk, desk_on, said, settle
from tests.journeys.desk import press as press_button
from tests.library.given import CHEAP, RECOVERY_TEXT, SENTENCE
from tests.workspace.given_plans import PLAN, named

NAME = "Whistlethorpe"


@pytest.fixture
def locked_desk(qtbot: QtBot, tmp_path: Path) -> Iterator[Desk]:
    """A window with a library that is open."""
    make_library(find_places(tmp_path).library, SENTENCE, RECOVERY_TEXT, CHEAP)
    with desk_on(tmp_path) as desk:
        desk.window.open_reference("plans")
        unlock()
        desk.window.open_reference("planner")
        yield desk


def unlock() -> None:
    """Type the passphrase into the panel that is seen."""
    panel = next(w for w in QApplication.allWidgets() if isinstance(w, UnlockPanel) and w.isVisible())
    field = next(f for f in panel.findChildren(QLineEdit) if f.isVisible())
    assert field.hasFocus()
    QTest.keyClicks(field, SENTENCE)
    QTest.keyClick(field, Qt.Key.Key_Return)
    settle()


def said_to_readers() -> str:
    """All that a reader of the screen finds in the program, seen or not."""
    found = [window.title() for window in QGuiApplication.topLevelWindows()]
    app = QApplication.instance()
    assert app is not None
    walk(QAccessible.queryAccessibleInterface(app), found)
    return "\n".join(found)


def walk(at: QAccessibleInterface | None, found: list[str]) -> None:
    if at is None or not at.isValid():
        return
    kinds = QAccessible.Text
    found += [at.text(kind) for kind in (kinds.Name, kinds.Description, kinds.Value, kinds.Help)]
    for number in range(at.childCount()):
        walk(at.child(number), found)


def come_forward(dialog: QDialog) -> None:
    """Wait until a dialog that was opened has the keys."""
    for _ in range(100):
        dialog.activateWindow()
        QTest.qWait(20)
        if QApplication.activeWindow() is dialog:
            return
    raise AssertionError


def press(key: Qt.Key, modifiers: Qt.KeyboardModifier = Qt.KeyboardModifier.NoModifier) -> None:
    held = QApplication.focusWidget() or QApplication.activeWindow()
    assert held is not None
    QTest.keyClick(held, key, modifiers)


def until(true: Callable[[], bool]) -> None:
    for _ in range(500):
        if true():
            return
        QTest.qWait(20)
    raise AssertionError


def ctrl_l() -> None:
    press(Qt.Key.Key_L, Qt.KeyboardModifier.ControlModifier)


def test_locked_over_an_open_dialog_nothing_names_the_patient(locked_desk: Desk) -> None:
    desk = locked_desk
    desk.type_into(desk.name, NAME)
    desk.type_into(desk.dose("Start"), "1")
    copy_of_plan(f"a record of {NAME}")
    assert NAME in said_to_readers()
    seen: list[str] = []

    def while_open() -> None:
        dialog = next(w for w in QApplication.topLevelWidgets() if isinstance(w, PracticeDialog))
        come_forward(dialog)
        field = next(f for f in dialog.findChildren(QLineEdit) if f.isVisible())
        field.setFocus()
        QTest.keyClicks(field, f"Practice of {NAME}")
        ctrl_l()
        settle()
        seen.append(said_to_readers() + desk.window.windowTitle() + QGuiApplication.clipboard().text())
        press(Qt.Key.Key_Escape)
        unlock()
        settle()
        assert dialog.isVisible()
        assert field.isVisible()
        assert field.hasFocus()
        assert field.text() == f"Practice of {NAME}"
        dialog.reject()

    QTimer.singleShot(100, while_open)
    desk.window.actions_.practice.trigger()
    assert len(seen) == 1
    assert "Locked" in seen[0]
    assert NAME not in seen[0]
    settle()
    assert NAME in desk.window.windowTitle()
    assert desk.name.text() == NAME
    assert desk.session.undo_label


def test_locked_from_a_field_the_keyboard_comes_back_to_it(locked_desk: Desk) -> None:
    desk = locked_desk
    desk.type_into(desk.name, NAME)
    kept = desk.recovery.keep()
    ctrl_l()
    settle()
    assert kept
    assert desk.window.windowTitle() == "LDN Desktop"
    assert NAME not in said_to_readers()
    assert not desk.window.actions_.new.isEnabled()
    desk.session.refresh()
    assert desk.window.windowTitle() == "LDN Desktop"
    reached = []
    for _ in range(6):
        press(Qt.Key.Key_Tab)
        focus = QApplication.focusWidget()
        reached.append(
            focus.text() or focus.accessibleName() if isinstance(focus, QAbstractButton) else "field"
        )
    assert reached == [
        "Unlock",
        "Use the recovery key…",
        "Open the reference only",
        "Restore from a backup…",
        "Quit",
        "field",
    ]
    unlock()
    assert desk.name.isVisible()
    assert desk.name.hasFocus()
    assert desk.window.actions_.new.isEnabled()


def test_a_question_ends_as_if_cancelled(locked_desk: Desk) -> None:
    desk = locked_desk
    desk.type_into(desk.name, NAME)

    def while_asked() -> None:
        box = next(w for w in QApplication.topLevelWidgets() if isinstance(w, QMessageBox) and w.isVisible())
        come_forward(box)
        ctrl_l()
        settle()

    QTimer.singleShot(100, while_asked)
    desk.window.actions_.new.trigger()
    settle()
    assert NAME not in said_to_readers()
    unlock()
    assert desk.name.text() == NAME


def test_asked_why_something_is_deleted_ends_as_if_cancelled(locked_desk: Desk) -> None:
    desk = locked_desk
    kept = desk.window.keeper.library.kept
    first = kept.keep(named(NAME), "Prescriber name", "plan made")
    second = kept.keep(named(NAME, revision=2), "Prescriber name", "", first.subject, [first])
    desk.window.open_reference(f"plans:history:{first.subject}")
    settle()
    room = next(w for w in QApplication.allWidgets() if isinstance(w, HistoryRoom))

    def while_asked() -> None:
        dialog = next(w for w in QApplication.topLevelWidgets() if isinstance(w, ReasonDialog))
        come_forward(dialog)
        dialog.type_reason(f"It was not of {NAME}")
        ctrl_l()
        settle()

    QTimer.singleShot(100, while_asked)
    room.acts.ask(second)
    settle()
    assert NAME not in said_to_readers()
    unlock()
    told = desk.window.keeper.library.kept.history(first.subject)
    assert not told.deleted
    assert NAME in said_to_readers()


def test_the_recovery_key_unlocks_however_long_the_new_passphrase_takes(
    locked_desk: Desk, monkeypatch: pytest.MonkeyPatch
) -> None:
    desk, change = locked_desk, PlanLibrary.change_secret

    def slowly(library: PlanLibrary, secret: Secret) -> None:
        time.sleep(0.3)
        change(library, secret)

    monkeypatch.setattr(PlanLibrary, "change_secret", slowly)
    desk.type_into(desk.name, NAME)
    ctrl_l()
    settle()
    panel = next(w for w in QApplication.allWidgets() if isinstance(w, UnlockPanel) and w.isVisible())
    next(b for b in panel.findChildren(QAbstractButton) if b.text() == "Use the recovery key…").click()
    for text in (RECOVERY_TEXT, "nobody else knows this sentence at all"):
        fields = [f for f in panel.findChildren(QLineEdit) if f.isVisible()]
        for field in fields:
            QTest.keyClicks(field, text)
        QTest.keyClick(fields[-1], Qt.Key.Key_Return)
        settle()
    assert desk.name.isVisible()
    assert any("The new passphrase opens the library" in text for text in desk.sentences)


def test_the_room_that_was_open_has_the_keyboard_again(locked_desk: Desk) -> None:
    desk = locked_desk
    kept = desk.window.keeper.library.kept
    record, *_ = [kept.keep(named(f"{NAME} {letter}"), "A", "plan made") for letter in "ABC"]
    desk.window.open_reference(f"plans:listing:{record.subject}")
    settle()
    for kind in (PlansTable, Timeline):
        held = QApplication.focusWidget()
        assert isinstance(held, kind)
        ctrl_l()
        settle()
        unlock()
        again = QApplication.focusWidget()
        assert isinstance(again, kind)
        assert again is not held
        if isinstance(again, PlansTable):
            assert again.subject == record.subject
        desk.window.open_reference(f"plans:history:{record.subject}")
        settle()


def test_a_visit_has_the_keyboard_and_its_undo_again(locked_desk: Desk) -> None:
    desk = locked_desk
    plan = replace(PLAN, patient=PLAN.patient._replace(name=NAME))
    subject = desk.window.keeper.library.kept.keep(plan, "A", "plan made").subject
    desk.window.open_reference(f"plans:visit:{subject}")
    settle()
    room = desk.part(VisitRoom)
    scores, (note,) = room.findChildren(ScoreRow), room.form.findChildren(QPlainTextEdit)
    day, effect = (
        next(line for line in room.findChildren(QLineEdit) if line.accessibleName() == name)
        for name in ("Next visit", "Add a side effect, any word")
    )
    scores[0].setFocus()
    QTest.keyClicks(scores[0], "7")
    for held, typed in ((scores[1], "1"), (note, "Wakes at three"), (day, "30 Febr"), (effect, f"as {NAME}")):
        held.setFocus()
        QTest.keyClicks(held, typed)
        ctrl_l()
        settle()
        assert NAME not in said_to_readers()
        unlock()
        assert QApplication.focusWidget() is held
        if isinstance(held, QLineEdit):
            assert held.text() == typed
        QTest.keyClicks(held, "3")
    assert desk.part(VisitRoom) is room
    assert room.desk is not None
    assert not room.desk.draft.visit.side_effects
    undone = 0
    while room.desk.undo_label:
        press(Qt.Key.Key_Z, Qt.KeyboardModifier.ControlModifier)
        undone += 1
    assert undone == 5
    assert not room.desk.begun
    assert not desk.notices


def test_of_a_plan_that_is_erased_after_a_lock_no_visit_is_kept_that_the_disk_refused_before(
    locked_desk: Desk, monkeypatch: pytest.MonkeyPatch
) -> None:
    desk, library = locked_desk, locked_desk.window.keeper.library
    erased, other = (library.kept.keep(named(name), "A", "plan made").subject for name in (NAME, "Otto"))
    desk.window.open_reference(f"plans:visit:{erased}")
    settle()

    def full(*_told: object) -> None:
        raise LibraryError("The disk is full.")

    with monkeypatch.context() as disk:
        disk.setattr(SealedDrafts, "save", full)
        (note,) = desk.part(VisitRoom).form.findChildren(QPlainTextEdit)
        note.setFocus()
        QTest.keyClicks(note, "Wakes at three")
        desk.window.open_reference("plans:listing")
        ctrl_l()
        settle()
    unlock()
    library.kept.erase([erased], "A", "asked for")
    desk.window.open_reference(f"plans:visit:{other}")
    settle()
    assert not library.drafts.subjects()


def test_nothing_is_left_behind_by_locking(locked_desk: Desk) -> None:
    many = []
    for _ in range(3):
        ctrl_l()
        settle()
        many.append(len(QApplication.allWidgets()))
        unlock()
    assert many[2] == many[1]


def test_closed_while_locked_the_draft_is_offered_after_unlocking(tmp_path: Path, qtbot: QtBot) -> None:
    make_library(find_places(tmp_path).library, SENTENCE, RECOVERY_TEXT, CHEAP)
    with desk_on(tmp_path) as desk:
        desk.type_into(desk.name, NAME)
        desk.window.actions_.lock.trigger()
        assert desk.window.close()
    with desk_on(tmp_path) as desk:
        settle()
        assert not any(NAME in text for text in desk.sentences)
        assert any("Unlock the library" in text for text in desk.sentences)
        desk.window.open_reference("plans")
        unlock()
        told = next(text for text in desk.sentences if NAME in text)
        assert "unexpectedly" not in told
        desk.button("Open the draft").click()
        assert desk.name.text() == NAME
        assert not any("Unlock the library" in text for text in desk.sentences)


def test_without_a_library_locking_says_what_it_takes(desk: Desk) -> None:
    desk.window.actions_.lock.trigger()
    assert any("Locking takes a library" in text for text in desk.notices)
    assert desk.window.actions_.new.isEnabled()


def test_the_reference_alone_is_opened_while_locked(locked_desk: Desk) -> None:
    desk = locked_desk
    desk.type_into(desk.name, NAME)
    ctrl_l()
    settle()
    desk.button("Open the reference only").click()
    settle()
    assert NAME not in said_to_readers()
    press(Qt.Key.Key_P, Qt.KeyboardModifier.ControlModifier)
    desk.window.findChildren(ReferencePage)[-1].print_wanted.emit()
    settle()
    assert any("Unlock the program first" in text for text in desk.sentences)
    for key in (Qt.Key.Key_L, Qt.Key.Key_3):
        press(key, Qt.KeyboardModifier.ControlModifier)
        settle()
        assert isinstance(QApplication.focusWidget(), SecretEdit)
        desk.button("Open the reference only").click()
        settle()
    desk.button("Unlock…").click()
    settle()
    unlock()
    assert desk.name.text() == NAME


def test_a_library_that_another_window_writes_is_open_to_read_and_says_so(
    tmp_path: Path, qtbot: QtBot
) -> None:
    folder = find_places(tmp_path).library
    make_library(folder, SENTENCE, RECOVERY_TEXT, CHEAP)
    other = unlock_library(folder, Secret(PASSPHRASE, SENTENCE))
    with desk_on(tmp_path) as desk:
        desk.window.open_reference("plans")
        unlock()
        told = [bar.text() for bar in desk.window.findChildren(MessageBar) if bar.isVisible()]
        assert [text for text in told if "Another window has the library open" in text] == [
            f"Read only: {OTHER_WINDOW}"
        ]
    other.close()


def test_the_place_of_the_plans_names_nobody_and_comes_back(locked_desk: Desk) -> None:
    desk = locked_desk
    plan = replace(PLAN, patient=PLAN.patient._replace(name=NAME))
    subject = desk.window.keeper.library.kept.keep(plan, "Prescriber name", "plan made").subject
    target = f"plans:history:{subject}"
    desk.window.open_reference("plans")
    desk.window.open_reference(target)
    settle()
    assert NAME in said_to_readers()
    ctrl_l()
    settle()
    assert NAME not in said_to_readers()
    unlock()
    assert desk.place == "plans"
    assert desk.part(PlansPlace).target == target
    assert NAME in said_to_readers()


@pytest.mark.parametrize("unlocked", [False, True])
def test_a_file_that_is_chosen_after_the_lock_is_neither_opened_nor_written(
    locked_desk: Desk, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, *, unlocked: bool
) -> None:
    """As the dialogs of Windows do, which stay open: answered while it is locked, or after unlocking."""
    desk, plan, file = locked_desk, tmp_path / "a.ldnplan", tmp_path / "b.ldnplan"
    plan.write_bytes(write_plan(PLAN))
    before = desk.window.session.draft

    def answered(*_told: object) -> tuple[str, str]:
        desk.window.actions_.lock.trigger()
        settle()
        assert NAME not in said_to_readers()
        if unlocked:
            unlock()
        return names.pop(), ""

    names = [str(file), str(plan)]
    monkeypatch.setattr(QFileDialog, "getOpenFileName", answered)
    monkeypatch.setattr(QFileDialog, "getSaveFileName", answered)
    desk.window.files.open()
    settle()
    if not unlocked:
        unlock()
    assert desk.window.session.draft == before
    desk.window.files.save_unfinished()
    settle()
    assert names == []
    assert list(tmp_path.glob("b.*")) == []


def test_locked_while_it_restores_nobody_is_named_and_what_came_of_it_is_told(
    locked_desk: Desk, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    desk = locked_desk
    other, file = tmp_path / "other", tmp_path / "all.ldnlibrary"
    make_library(other, SENTENCE, RECOVERY_TEXT, CHEAP)
    theirs = PlanLibrary(other, desk.window.knowledge, local_now)
    theirs.open_with(theirs.derived(Secret(PASSPHRASE, SENTENCE)))
    theirs.kept.keep(named(NAME), "B")
    export_all(theirs.opened, file)
    theirs.lock()
    going = threading.Event()
    append = EmbeddedStore.append

    def held(store: EmbeddedStore, *told: Any) -> int:
        if threading.current_thread().name == "beside":
            assert going.wait(10)
        return append(store, *told)

    monkeypatch.setattr(EmbeddedStore, "append", held)
    desk.window.open_reference("plans:copies:restore")
    page = desk.part(RestorePage)
    page.begin(file)
    until(lambda: "What opens it" in said(page))
    secret = next(f for f in page.findChildren(QLineEdit) if f.isVisible())
    QTest.keyClicks(secret, SENTENCE)
    QTest.keyClick(secret, Qt.Key.Key_Return)
    until(lambda: NAME in said_to_readers())
    press_button(page, "Restore")
    settle()
    ctrl_l()
    settle()
    assert NAME not in said_to_readers()
    going.set()
    until(lambda: not any(thread.name == "beside" for thread in threading.enumerate()))
    settle()
    unlock()
    until(lambda: any("was locked while it restored. Restored: 1 record" in text for text in desk.notices))
    assert desk.place == "plans"
    assert NAME in said_to_readers()


def test_where_the_draft_cannot_be_kept_it_locks_and_loses_nothing(
    locked_desk: Desk, monkeypatch: pytest.MonkeyPatch
) -> None:
    desk = locked_desk
    desk.type_into(desk.name, NAME)

    def full(*_data: object) -> bool:
        raise StoreError("The disk is full.")

    with monkeypatch.context() as disk:
        disk.setattr(DraftStore, "save", full)
        ctrl_l()
        settle()
    assert any("could not be written to the disk" in text for text in desk.sentences)
    assert not desk.window.close()
    unlock()
    assert desk.name.text() == NAME


def test_what_locking_takes_is_told_and_closed_again(qtbot: QtBot, tmp_path: Path) -> None:
    del qtbot
    with desk_on(tmp_path) as desk:
        for answer, place in (("Close", "planner"), ("Make a library…", "plans")):
            ctrl_l()
            settle()
            assert any("Locking takes a library" in told for told in desk.notices)
            desk.button(answer, desk.window.notices).click()
            assert desk.place == place
