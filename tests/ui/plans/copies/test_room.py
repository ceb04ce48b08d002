"""One computer's copies and another's: backed up, erased, restored, by what is seen and pressed."""

from __future__ import annotations

import threading
import time
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from PySide6.QtCore import Qt, QTimer
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QCheckBox, QLabel, QLineEdit, QPushButton, QTableView, QWidget
from pytestqt.qtbot import QtBot

from ldn_desktop.library import keys, restoring
from ldn_desktop.library.backups import backups_in, export_all
from ldn_desktop.library.embedded import EmbeddedStore
from ldn_desktop.library.errors import LibraryError, WrongKeyError
from ldn_desktop.library.keys import PASSPHRASE, Secret
from ldn_desktop.library.opening import DATABASE
from ldn_desktop.library.records import PRACTICE
from ldn_desktop.library.sealed_drafts import SealedDrafts
from ldn_desktop.ui.backing import Backing
from ldn_desktop.ui.plans.copies.erase_page import ErasePage
from ldn_desktop.ui.plans.copies.keys_section import KeysSection
from ldn_desktop.ui.plans.copies.restore_page import RestorePage
from ldn_desktop.ui.plans.copies.room import CopiesRoom
from ldn_desktop.ui.plans.place import PlansPlace, make_place
from ldn_desktop.ui.widgets.place_page import Supplies
from ldn_desktop.workspace.copies import noted_copies
from ldn_desktop.workspace.plan_library import PlanLibrary
from tests.library.given import CHEAP, SENTENCE
from tests.ui.plans.given import open_library, supplies_in
from tests.workspace.given_plans import named

ERASED, STAYS = "Erika Erased", "Stefan Stays"


@pytest.fixture
def supplies(tmp_path: Path, qtbot: QtBot, monkeypatch: pytest.MonkeyPatch) -> Iterator[Supplies]:
    monkeypatch.setattr(keys.rewrapped, "__defaults__", (CHEAP,))
    supplies = supplies_in(tmp_path / "here")
    (tmp_path / "stick").mkdir()
    yield supplies
    end(supplies, qtbot)


def end(supplies: Supplies, qtbot: QtBot) -> None:
    settle(supplies, qtbot)
    supplies.keeper.library.lock()
    settle(supplies, qtbot)


def settle(supplies: Supplies, qtbot: QtBot) -> None:
    qtbot.waitUntil(lambda: not supplies.backing().is_working)


def shown(supplies: Supplies, target: str, qtbot: QtBot) -> PlansPlace:
    place = make_place(supplies)
    qtbot.addWidget(place)
    place.resize(1000, 800)
    place.open(target)
    place.show()
    return place


def press(page: QWidget, words: str) -> None:
    (button,) = [b for b in page.findChildren(QPushButton) if b.text() == words and b.isVisible()]
    QTest.mouseClick(button, Qt.MouseButton.LeftButton)


def says(page: QWidget) -> str:
    return "\n".join(label.text() for label in page.findChildren(QLabel) if label.isVisible())


def until_said(page: QWidget, words: str, qtbot: QtBot) -> None:
    qtbot.waitUntil(lambda: words in says(page))


def cells(page: QWidget) -> list[list[str]]:
    """Return the rows of the tables that are seen."""
    models = [view.model() for view in page.findChildren(QTableView) if view.isVisible()]
    return [
        [str(model.index(row, column).data()) for column in range(model.columnCount())]
        for model in models
        for row in range(model.rowCount())
    ]


def typed(page: QWidget, name: str, words: str) -> None:
    (edit,) = [
        e for e in page.findChildren(QLineEdit) if e.accessibleName().startswith(name) and e.isVisible()
    ]
    edit.setText(words)


def test_what_is_erased_stays_out_of_another_computer(
    supplies: Supplies, qtbot: QtBot, tmp_path: Path
) -> None:
    """Backed up with both, one erased, backed up anew, the old backup removed by name; restored elsewhere."""
    erased, stays = open_library(supplies, [named(ERASED), named(STAYS)])
    supplies.backing().choose(tmp_path / "stick")
    settle(supplies, qtbot)
    library = supplies.keeper.library
    (old,) = backups_in(tmp_path / "stick", library.opened.keys.library)
    place = shown(supplies, "plans:copies", qtbot)
    room = place.findChild(CopiesRoom)
    assert room is not None
    qtbot.waitUntil(lambda: [row[4][:5] for row in cells(room)] == ["whole"])
    assert cells(room)[0][1:3] == ["this computer", "2"]

    place.open(f"plans:copies:erase:{erased}")
    page = place.findChild(ErasePage)
    assert page is not None
    qtbot.waitUntil(lambda: str(old.path) in says(page))
    assert "1 revision." in says(page)
    typed(page, "Reason", "Erika asked for it")
    typed(page, "Confirm", ERASED.lower())
    assert "leave out" in says(page)
    typed(page, "Reason", "the patient asked for it")
    press(page, "Erase for good")
    assert library.kept.store.erased(erased)
    assert "copies above still hold it" in says(page)
    (box,) = page.findChildren(QCheckBox)
    assert old.path.name in box.accessibleDescription()
    press(page, "Make a new backup, then remove those that are ticked")
    qtbot.waitUntil(lambda: not old.path.exists())
    (new,) = backups_in(tmp_path / "stick", library.opened.keys.library)

    elsewhere = supplies_in(tmp_path / "there")
    other = shown(elsewhere, "plans", qtbot)
    press(other, "Restore from a backup…")
    wizard = other.findChild(RestorePage)
    assert wizard is not None
    wizard.begin(new.path)
    qtbot.waitUntil(lambda: "What opens it" in says(wizard))
    typed(wizard, "Passphrase", "not the passphrase")
    press(wizard, "Open")
    qtbot.waitUntil(lambda: "neither the passphrase" in says(wizard))
    typed(wizard, "Passphrase", SENTENCE)
    press(wizard, "Open")
    qtbot.waitUntil(lambda: "A library would be made here" in says(wizard))
    assert not elsewhere.folders.library.exists()
    with qtbot.waitSignal(other.message):
        press(wizard, "Restore")
    kept = elsewhere.keeper.library.kept
    assert kept.store.erased(erased)
    assert kept.history(stays).head is not None
    assert other.target == "plans"
    end(elsewhere, qtbot)


def test_an_export_of_another_computer_is_taken_in_after_it_was_told(
    supplies: Supplies, qtbot: QtBot, tmp_path: Path
) -> None:
    open_library(supplies, [named(STAYS)])
    elsewhere = supplies_in(tmp_path / "there")
    open_library(elsewhere, [named("Only There")])
    there = shown(elsewhere, "plans:copies", qtbot)
    theirs = there.findChild(CopiesRoom)
    assert theirs is not None
    with qtbot.waitSignal(theirs.message):
        theirs.export_to(tmp_path / "all.ldnlibrary")
    place = shown(supplies, "plans:copies:restore", qtbot)
    page = place.findChild(RestorePage)
    assert page is not None
    page.begin(tmp_path / "all.ldnlibrary")
    qtbot.waitUntil(lambda: "What opens it" in says(page))
    typed(page, "Passphrase", SENTENCE)
    press(page, "Open")
    qtbot.waitUntil(lambda: "1 plan would be added." in says(page))
    assert cells(page) == [["Only There, 4711", "is added, with 1 record"]]
    kept = supplies.keeper.library.kept
    before = kept.store.count()
    assert before == 1
    with qtbot.waitSignal(place.message):
        press(page, "Restore")
    assert list(kept.store.search("only")) != []
    assert kept.stale() == []
    end(elsewhere, qtbot)


def test_a_disk_that_is_full_on_the_way_loses_nothing_and_it_goes_on_again(
    supplies: Supplies, qtbot: QtBot, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    open_library(supplies, [named(STAYS)])
    elsewhere = supplies_in(tmp_path / "there")
    open_library(elsewhere, [named(f"There {at}") for at in range(3)])
    export_all(elsewhere.keeper.library.opened, tmp_path / "all.ldnlibrary")
    place = shown(supplies, "plans:copies:restore", qtbot)
    page, kept = place.findChild(RestorePage), supplies.keeper.library.kept
    assert page is not None
    monkeypatch.setattr(restoring, "_BATCH", 2)
    append, calls = EmbeddedStore.append, []

    def full_at_the_second(store: EmbeddedStore, *told: Any) -> int:
        calls.append(told)
        if len(calls) == 3:
            raise LibraryError("The library cannot be written: the disk is full; free some space.")
        return append(store, *told)

    monkeypatch.setattr(EmbeddedStore, "append", full_at_the_second)
    for at, said in enumerate(("3 plans would be added.", "1 plan would be added.")):
        page.begin(tmp_path / "all.ldnlibrary")
        qtbot.waitUntil(lambda: "What opens it" in says(page))
        typed(page, "Passphrase", SENTENCE)
        press(page, "Open")
        until_said(page, said, qtbot)
        press(page, "Restore")
        qtbot.waitUntil(lambda: not page.is_working)
        if at == 0:
            assert "the disk is full" in says(page)
            assert len(set(kept.store.subjects()) - {PRACTICE}) == 3
            assert noted_copies(kept) == {str(tmp_path / "all.ldnlibrary")}
    assert len(list(kept.store.search("there"))) == 3
    assert len(list(kept.store.search("stays"))) == 1
    end(elsewhere, qtbot)


def test_a_file_that_is_damaged_changes_nothing(supplies: Supplies, qtbot: QtBot, tmp_path: Path) -> None:
    open_library(supplies, [named(STAYS)])
    supplies.backing().choose(tmp_path / "stick")
    settle(supplies, qtbot)
    (path,) = (tmp_path / "stick").iterdir()
    path.write_bytes(path.read_bytes()[:-3])
    place = shown(supplies, "plans:copies", qtbot)
    room = place.findChild(CopiesRoom)
    assert room is not None
    qtbot.waitUntil(lambda: [row[4][:7] for row in cells(room)] == ["Damaged"])
    count = supplies.keeper.library.kept.store.count()
    press(room, "Restore from this one…")
    page = place.findChild(RestorePage)
    assert page is not None
    qtbot.waitUntil(lambda: "is damaged, or not all" in says(page))
    assert supplies.keeper.library.kept.store.count() == count
    press(page, "Back")
    assert place.target == "plans:copies"


def test_a_file_without_its_end_is_told_before_a_library_is_offered_of_it(
    supplies: Supplies, qtbot: QtBot, tmp_path: Path
) -> None:
    open_library(supplies, [named(STAYS), named("Another")])
    whole, half = tmp_path / "whole.ldnlibrary", tmp_path / "half.ldnlibrary"
    export_all(supplies.keeper.library.opened, whole)
    half.write_bytes(whole.read_bytes()[:-100])
    place = shown(supplies_in(tmp_path / "there"), "plans", qtbot)
    press(place, "Restore from a backup…")
    page = place.findChild(RestorePage)
    assert page is not None
    for path, said in ((half, "not all of it is there"), (whole, "It holds 2 plans and 0 visits.")):
        page.begin(path)
        qtbot.waitUntil(lambda: "What opens it" in says(page))
        typed(page, "Passphrase", SENTENCE)
        press(page, "Open")
        qtbot.waitUntil(lambda: not page.is_working)
        assert said in says(page)
        assert ("What would change" in says(page)) is (path is whole)
    # Left, the page lets go of the file and its key.
    place.hide()
    place.show()
    assert "What would change" not in says(page)
    assert "closed again" in says(page)


@pytest.mark.parametrize("fails", [False, True])
def test_the_result_names_the_plan_that_the_file_removed_and_its_draft_goes_even_if_it_fails(
    supplies: Supplies, qtbot: QtBot, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, *, fails: bool
) -> None:
    gone, _ = open_library(supplies, [named(ERASED), named(STAYS)])
    whole = tmp_path / "whole.ldnlibrary"
    export_all(supplies.keeper.library.opened, whole)
    elsewhere = supplies_in(tmp_path / "there")
    there = shown(elsewhere, "plans", qtbot)
    press(there, "Restore from a backup…")
    wizard = there.findChild(RestorePage)
    assert wizard is not None
    wizard.begin(whole)
    qtbot.waitUntil(lambda: "What opens it" in says(wizard))
    typed(wizard, "Passphrase", SENTENCE)
    press(wizard, "Open")
    until_said(wizard, "A library would be made here", qtbot)
    with qtbot.waitSignal(there.message):
        press(wizard, "Restore")
    elsewhere.keeper.library.kept.erase([gone], "B", "asked for")
    export_all(elsewhere.keeper.library.opened, tmp_path / "erased.ldnlibrary")
    end(elsewhere, qtbot)
    place = shown(supplies, "plans:copies:restore", qtbot)
    page = place.findChild(RestorePage)
    assert page is not None
    page.begin(tmp_path / "erased.ldnlibrary")
    until_said(page, "would be removed", qtbot)
    drafts = supplies.keeper.library.drafts
    drafts.save(gone, b"of a visit")
    if fails:

        def refused(*_told: Any) -> None:
            raise LibraryError("The disk is full.")

        # What counts the records that were added comes after the last of them.
        monkeypatch.setattr(restoring, "_many", refused)
        press(page, "Restore")
        until_said(page, "The disk is full.", qtbot)
    else:
        with qtbot.waitSignal(place.message) as told:
            press(page, "Restore")
        assert "1 plan was removed" in told.args[0]
    assert not drafts.holds(gone)


def test_an_export_that_ends_after_the_lock_is_known(
    supplies: Supplies, qtbot: QtBot, tmp_path: Path
) -> None:
    open_library(supplies, [named(STAYS)])
    place, path = shown(supplies, "plans:copies", qtbot), tmp_path / "all.ldnlibrary"
    room = place.findChild(CopiesRoom)
    assert room is not None
    room.export_to(path)
    supplies.keeper.library.lock()
    with qtbot.waitSignal(supplies.keeper.message) as told:
        supplies.keeper.unlock(Secret(PASSPHRASE, SENTENCE))
        assert str(path) in noted_copies(supplies.keeper.library.kept)
    assert path.exists()
    assert told.args[0] == f"Everything is in {path}. It was read again to its end."


def test_locked_before_the_older_backups_are_removed_they_are_named(
    supplies: Supplies, qtbot: QtBot, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (subject,) = open_library(supplies, [named(ERASED)])
    supplies.backing().choose(tmp_path / "stick")
    settle(supplies, qtbot)
    (old,) = (tmp_path / "stick").iterdir()
    place = shown(supplies, f"plans:copies:erase:{subject}", qtbot)
    page = place.findChild(ErasePage)
    assert page is not None
    qtbot.waitUntil(lambda: "Looking which" not in says(page))
    typed(page, "Reason", "asked for")
    typed(page, "Confirm", ERASED)
    press(page, "Erase for good")
    monkeypatch.setattr(Backing, "back_up", lambda _backing: None)
    press(page, "Make a new backup, then remove those that are ticked")
    with qtbot.assertNotEmitted(supplies.keeper.message):
        supplies.keeper.library.lock()
    with qtbot.waitSignal(supplies.keeper.message) as told:
        supplies.keeper.unlock(Secret(PASSPHRASE, SENTENCE))
    assert told.args[0].endswith(f"still hold what was erased: {old}")


def test_an_export_that_fails_after_the_lock_is_told(
    supplies: Supplies, qtbot: QtBot, tmp_path: Path
) -> None:
    open_library(supplies, [named(STAYS)])
    place = shown(supplies, "plans:copies", qtbot)
    room = place.findChild(CopiesRoom)
    assert room is not None
    (tmp_path / "away").write_text("in the way")
    room.export_to(tmp_path / "away" / "all.ldnlibrary")
    supplies.keeper.library.lock()
    with qtbot.waitSignal(supplies.keeper.message) as told:
        supplies.keeper.unlock(Secret(PASSPHRASE, SENTENCE))
    assert told.args[0].startswith("Not exported. ")


@pytest.mark.parametrize("locked", [False, True])
def test_a_damaged_library_is_set_aside_from_its_door_and_opened_unless_locked(
    supplies: Supplies, qtbot: QtBot, tmp_path: Path, *, locked: bool
) -> None:
    (subject,) = open_library(supplies, [named(STAYS)])
    supplies.backing().choose(tmp_path / "stick")
    settle(supplies, qtbot)
    (path,) = (tmp_path / "stick").iterdir()
    end(supplies, qtbot)
    (supplies.folders.library / DATABASE).write_bytes(b"\0" * 8192)
    place = shown(supplies, "plans", qtbot)
    press(place, "Restore from a backup…")
    page = place.findChild(RestorePage)
    assert page is not None
    page.begin(path)
    qtbot.waitUntil(lambda: "What opens it" in says(page))
    typed(page, "Passphrase", SENTENCE)
    press(page, "Open")
    qtbot.waitUntil(lambda: "set aside" in says(page))
    with qtbot.waitSignal(supplies.keeper.message if locked else place.message) as told:
        press(page, "Restore")
        if locked:
            supplies.keeper.library.lock()
            qtbot.waitUntil(lambda: not any(thread.name == "beside" for thread in threading.enumerate()))
            qtbot.wait(100)
            assert not supplies.keeper.is_open
            supplies.keeper.unlock(Secret(PASSPHRASE, SENTENCE))
    assert "library-damaged" in told.args[0]
    assert ("locked while it restored" in told.args[0]) is locked
    assert supplies.keeper.is_open
    assert place.target == "plans"
    assert supplies.keeper.library.kept.history(subject).head is not None


def test_another_passphrase_opens_the_library_from_now_on(supplies: Supplies, qtbot: QtBot) -> None:
    open_library(supplies)
    place = shown(supplies, "plans:copies", qtbot)
    room = place.findChild(CopiesRoom)
    assert room is not None
    typed(room, "Passphrase of now", "not the passphrase")
    for name in ("Passphrase again",):
        typed(room, name, "another sentence")
    first = next(e for e in room.findChildren(QLineEdit) if e.accessibleName() == "Passphrase")
    first.setText("another sentence")
    press(room, "New recovery key…")
    assert "not the passphrase" in says(room)
    press(room, "New recovery key…")
    assert "not the passphrase" not in says(room)
    assert "Type the passphrase of now first." in says(room)
    now = next(e for e in room.findChildren(QLineEdit) if e.accessibleName() == "Passphrase of now")
    QTest.keyClicks(now, SENTENCE)
    assert "Type the passphrase" not in says(room)
    QTest.keyClick(now, Qt.Key.Key_Return)
    assert "open with the old one" in says(room)
    library = supplies.keeper.library
    assert library.derived(Secret(PASSPHRASE, "another sentence")) == library.opened.key
    with pytest.raises(WrongKeyError):
        library.derived(Secret(PASSPHRASE, SENTENCE))


def test_locked_while_a_passphrase_is_changed_it_is_changed(
    supplies: Supplies, qtbot: QtBot, monkeypatch: pytest.MonkeyPatch
) -> None:
    open_library(supplies)
    library, change = supplies.keeper.library, PlanLibrary.change_secret

    def slowly(changed: PlanLibrary, secret: Secret) -> None:
        change(changed, secret)
        time.sleep(0.3)

    monkeypatch.setattr(PlanLibrary, "change_secret", slowly)
    place = shown(supplies, "plans:copies", qtbot)
    section = place.findChild(KeysSection)
    assert section is not None
    typed(section, "Passphrase of now", SENTENCE)
    for field in section.findChildren(QLineEdit):
        if field.accessibleName() in {"Passphrase", "Passphrase again"}:
            field.setText("another sentence of mine")
    QTimer.singleShot(150, place, library.lock)
    press(section, "Change the passphrase")
    assert not supplies.keeper.is_open
    with qtbot.waitSignal(supplies.keeper.message) as told:
        supplies.keeper.unlock(Secret(PASSPHRASE, "another sentence of mine"))
    assert "locked meanwhile. The passphrase is changed." in told.args[0]


def test_a_draft_that_cannot_be_removed_keeps_a_plan_from_being_erased(
    supplies: Supplies, qtbot: QtBot, monkeypatch: pytest.MonkeyPatch
) -> None:
    (subject,) = open_library(supplies, [named(ERASED)])
    library = supplies.keeper.library
    place = shown(supplies, f"plans:copies:erase:{subject}", qtbot)
    page = place.findChild(ErasePage)
    assert page is not None
    qtbot.waitUntil(lambda: "Looking which" not in says(page))
    typed(page, "Reason", "asked for")
    typed(page, "Confirm", ERASED)

    def refused(_drafts: SealedDrafts, _subject: str) -> None:
        raise LibraryError("The draft of the visit cannot be removed.")

    with monkeypatch.context() as held:
        held.setattr(SealedDrafts, "discard", refused)
        press(page, "Erase for good")
    assert f"The plan of {ERASED} was not erased. The draft" in says(page)
    assert library.kept.store.of(subject)
