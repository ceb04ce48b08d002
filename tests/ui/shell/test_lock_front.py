"""Locked over a library that is damaged, there is a way out: a restore, or the end of the program; nobody is named."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QDialog, QFileDialog, QLineEdit, QVBoxLayout, QWidget
from pytestqt.qtbot import QtBot

from ldn_desktop.library.backups import export_all
from ldn_desktop.library.keys import PASSPHRASE, Secret
from ldn_desktop.library.opening import DATABASE, KEYS, make_library
from ldn_desktop.storage.drafts import DraftStore
from ldn_desktop.storage.files import StoreError
from ldn_desktop.storage.places import find_places
from ldn_desktop.ui.library.unlock_panel import UnlockPanel
from ldn_desktop.ui.plans.copies.restore_page import RestorePage
from ldn_desktop.ui.shell.lock_front import LockFront
from tests.journeys.desk import Desk, desk_on, said, settle
from tests.library.given import CHEAP, RECOVERY_TEXT, SENTENCE
from tests.workspace.given_plans import named

NAME = "Whistlethorpe"


@pytest.fixture(autouse=True)
def ended(monkeypatch: pytest.MonkeyPatch) -> list[bool]:
    """What tells that the program ends. Ended, no event loop of a later test would run."""
    told: list[bool] = []
    monkeypatch.setattr(QApplication, "exit", lambda: told.append(True))
    return told


@pytest.fixture
def desk(qtbot: QtBot, tmp_path: Path) -> Iterator[Desk]:
    """A window that is locked over an open library; its copy is ``all.ldnlibrary``, and somebody was written about."""
    del qtbot
    make_library(find_places(tmp_path).library, SENTENCE, RECOVERY_TEXT, CHEAP)
    with desk_on(tmp_path) as desk:
        desk.keeper.unlock(Secret(PASSPHRASE, SENTENCE))
        desk.keeper.library.kept.keep(named("Anna"), "A")
        export_all(desk.keeper.library.opened, tmp_path / "all.ldnlibrary")
        desk.type_into(desk.name, NAME)
        desk.window.actions_.lock.trigger()
        settle()
        yield desk


def unlock(desk: Desk) -> None:
    field = shown_field(desk.part(UnlockPanel))
    QTest.keyClicks(field, SENTENCE)
    QTest.keyClick(field, Qt.Key.Key_Return)
    settle()


def shown_field(where: QWidget) -> QLineEdit:
    return next(field for field in where.findChildren(QLineEdit) if field.isVisible())


def until(true: Callable[[], bool]) -> None:
    for _ in range(500):
        if true():
            return
        QTest.qWait(20)
    raise AssertionError


@pytest.mark.parametrize("broken", [DATABASE, KEYS])
def test_a_damaged_library_is_restored_while_the_program_is_locked(
    desk: Desk, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, broken: str
) -> None:
    (desk.places.library / broken).write_bytes(b"\0" * 8192)
    unlock(desk)
    assert any("restore" in text and "backup" in text for text in desk.sentences)
    desk.button("Restore from a backup…").click()
    page = desk.part(RestorePage)
    asked = str(tmp_path / "all.ldnlibrary"), ""
    monkeypatch.setattr(QFileDialog, "getOpenFileName", lambda *_told: asked)
    desk.button("Choose a file…").click()
    until(lambda: "What opens it" in said(page))
    QTest.keyClicks(shown_field(page), SENTENCE)
    QTest.keyClick(shown_field(page), Qt.Key.Key_Return)
    until(lambda: "What would change" in said(page))
    assert not any(NAME in text or "Anna" in text for text in desk.sentences)
    desk.button("Restore").click()
    until(lambda: desk.keeper.is_open)
    settle()
    assert desk.name.isVisible()
    assert desk.name.text() == NAME
    assert len(desk.keeper.library.kept.store.subjects()) == 2, "Anna, and the note of the file"
    assert any("library is restored and open" in text for text in desk.notices)


def test_locked_again_while_it_restores_the_passphrase_is_asked_for_once_it_is_done(
    desk: Desk, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """As when the computer's session is locked, or nobody uses it while a long restore is on its way."""
    (desk.places.library / DATABASE).write_bytes(b"\0" * 8192)
    desk.button("Restore from a backup…").click()
    page = desk.part(RestorePage)
    asked = str(tmp_path / "all.ldnlibrary"), ""
    monkeypatch.setattr(QFileDialog, "getOpenFileName", lambda *_told: asked)
    desk.button("Choose a file…").click()
    until(lambda: "What opens it" in said(page))
    QTest.keyClicks(shown_field(page), SENTENCE)
    QTest.keyClick(shown_field(page), Qt.Key.Key_Return)
    until(lambda: "What would change" in said(page))
    desk.button("Restore").click()
    desk.keeper.library.lock()
    until(lambda: not page.isVisible())
    unlock(desk)
    assert desk.name.text() == NAME
    assert any("The library was restored." in text for text in desk.notices)


def test_the_way_back_from_the_restore_leads_to_the_panel(desk: Desk) -> None:
    desk.button("Restore from a backup…").click()
    desk.button("Back").click()
    unlock(desk)
    assert desk.name.text() == NAME


def test_what_the_restore_asks_is_shown_and_nothing_else(desk: Desk) -> None:
    desk.button("Restore from a backup…").click()
    asks, other = QDialog(desk.part(RestorePage)), QDialog(desk.window)
    for dialog in (asks, other):
        QVBoxLayout(dialog)
        dialog.show()
    QTest.qWait(20)
    assert asks.isVisible()
    assert not other.isVisible()
    asks.close()


def test_the_program_ends_from_there_and_the_draft_is_kept(desk: Desk, ended: list[bool]) -> None:
    (desk.places.library / DATABASE).write_bytes(b"\0" * 8192)
    unlock(desk)
    desk.button("Quit").click()
    assert ended
    assert not desk.window.isVisible()
    assert list(desk.places.drafts.iterdir())


def test_it_does_not_end_while_what_was_being_edited_is_kept_nowhere(
    qtbot: QtBot, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, ended: list[bool]
) -> None:
    del qtbot
    make_library(find_places(tmp_path).library, SENTENCE, RECOVERY_TEXT, CHEAP)

    def full(*_data: object) -> bool:
        raise StoreError("The disk is full.")

    with desk_on(tmp_path) as desk:
        with monkeypatch.context() as disk:
            disk.setattr(DraftStore, "save", full)
            desk.type_into(desk.name, NAME)
            desk.window.actions_.lock.trigger()
            settle()
            desk.button("Quit").click()
            assert desk.window.isVisible()
            assert not ended
            assert "The program stays" in said(desk.part(LockFront))
        desk.button("Quit").click()
        assert ended
        assert not desk.window.isVisible()


def test_a_dialog_that_is_covered_keeps_it_from_ending_no_more(desk: Desk, ended: list[bool]) -> None:
    unlock(desk)
    dialog = QDialog(desk.window)
    dialog.setModal(True)
    QVBoxLayout(dialog)
    dialog.show()
    desk.window.actions_.lock.trigger()
    settle()
    desk.button("Quit").click()
    assert ended
    assert not desk.window.isVisible()
