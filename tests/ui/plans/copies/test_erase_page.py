"""Where no backups are made any more, those that still hold what was erased can go all the same."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtWidgets import QCheckBox
from pytestqt.qtbot import QtBot

from ldn_desktop.library.errors import LibraryError
from ldn_desktop.ui.plans.copies import erase_page
from ldn_desktop.ui.plans.copies.erase_page import ErasePage
from ldn_desktop.ui.widgets.place_page import Supplies
from tests.ui.plans.copies.test_room import end, press, says, settle, shown, typed, until_said
from tests.ui.plans.given import open_library, supplies_in
from tests.workspace.given_plans import named

NAME = "Erika Erased"
BARE = "Remove those ticked without a new backup"
CHOOSE = "Choose a folder for a backup, then remove those ticked"


@pytest.fixture
def supplies(tmp_path: Path, qtbot: QtBot) -> Iterator[Supplies]:
    supplies = supplies_in(tmp_path / "here")
    yield supplies
    end(supplies, qtbot)


@pytest.fixture
def old(tmp_path: Path) -> Path:
    """The folder of a backup that still holds the plan, beside a file with everything."""
    (tmp_path / "stick").mkdir()
    return tmp_path / "stick"


@pytest.fixture
def page(supplies: Supplies, old: Path, qtbot: QtBot) -> Iterator[ErasePage]:
    """The page of a plan that was erased; the folder of its backup was given up before."""
    (subject,) = open_library(supplies, [named(NAME)])
    supplies.backing().choose(old)
    settle(supplies, qtbot)
    supplies.remembered.change(backup_folder="")
    (backup,) = old.iterdir()
    kept = supplies.keeper.library.kept
    kept.note_copy("backup", backup, "A")
    kept.note_copy("export", old / "away.ldnlibrary", "A")
    place = shown(supplies, f"plans:copies:erase:{subject}", qtbot)
    page = place.findChild(ErasePage)
    assert page is not None
    qtbot.waitUntil(lambda: "Looking which" not in says(page))
    typed(page, "Reason", "asked for")
    typed(page, "Confirm", NAME)
    press(page, "Erase for good")
    yield page
    place.close()


def test_they_are_removed_without_a_new_one_and_what_is_out_of_reach_is_said(
    page: ErasePage, old: Path, qtbot: QtBot
) -> None:
    (box,) = page.findChildren(QCheckBox)
    assert str(old) in box.accessibleDescription()
    assert box.text().startswith("Backup of ")
    box.click()
    press(page, BARE)
    assert "Nothing was removed" in says(page)
    box.click()
    press(page, BARE)
    assert list(old.iterdir()) == []
    until_said(page, "away.ldnlibrary: not there now; may still hold it", qtbot)
    assert "no new one is made" in says(page)
    assert "named above may still hold" in says(page)


def test_they_are_replaced_once_a_folder_is_chosen(
    page: ErasePage, old: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, qtbot: QtBot
) -> None:
    (before,) = old.iterdir()
    monkeypatch.setattr(erase_page, "ask_folder", lambda *_asked: None)
    press(page, CHOOSE)
    assert before.exists()
    new = tmp_path / "new"
    new.mkdir()
    monkeypatch.setattr(erase_page, "ask_folder", lambda *_asked: new)
    press(page, CHOOSE)
    qtbot.waitUntil(lambda: not before.exists())
    until_said(page, "A new backup is made", qtbot)
    assert len(list(new.iterdir())) == 1


def test_where_the_new_one_cannot_be_made_nothing_goes(
    page: ErasePage, old: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, qtbot: QtBot
) -> None:
    monkeypatch.setattr(erase_page, "ask_folder", lambda *_asked: tmp_path / "away")
    press(page, CHOOSE)
    until_said(page, "Nothing was removed, as no new backup was made", qtbot)
    assert len(list(old.iterdir())) == 1
    press(page, "Make a new backup, then remove those that are ticked")


def test_no_other_is_asked_about_until_they_are_gone(
    page: ErasePage,
    supplies: Supplies,
    old: Path,
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
    qtbot: QtBot,
) -> None:
    other = supplies.keeper.library.kept.keep(named("Otto Other"), "A").subject
    monkeypatch.setattr(erase_page, "ask_folder", lambda *_asked: tmp_path)
    press(page, CHOOSE)
    with pytest.raises(LibraryError, match="still being removed"):
        page.begin(other)
    until_said(page, "A new backup is made", qtbot)
    assert list(old.iterdir()) == []
    page.begin(other)
    assert page.whose == "Otto Other"
