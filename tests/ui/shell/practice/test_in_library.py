from __future__ import annotations

from pathlib import Path

import pytest
from pytestqt.qtbot import QtBot

from ldn_desktop.domain.practice import Practice
from ldn_desktop.library.embedded import EmbeddedStore
from ldn_desktop.library.errors import LibraryError
from ldn_desktop.ui.shell.practice.in_library import PracticeInLibrary
from ldn_desktop.ui.widgets.messages import MessageBar
from ldn_desktop.ui.widgets.notices import Notices
from ldn_desktop.ui.widgets.place_page import Supplies
from ldn_desktop.workspace.practice_in_library import keep_practice_in, practice_in
from tests.ui.plans.given import open_library, supplies_in

NORTH, SOUTH = Practice(name="North"), Practice(name="South")


@pytest.fixture
def supplies(tmp_path: Path, qtbot: QtBot) -> Supplies:
    return supplies_in(tmp_path)


@pytest.fixture
def notices(qtbot: QtBot) -> Notices:
    notices = Notices()
    qtbot.addWidget(notices)
    return notices


def looked(supplies: Supplies, notices: Notices) -> PracticeInLibrary:
    there = PracticeInLibrary(supplies.keeper, supplies.knowledge, notices, supplies.keeper)
    there.look()
    return there


def test_a_library_without_settings_gets_those_of_the_computer(supplies: Supplies, notices: Notices) -> None:
    open_library(supplies)
    supplies.knowledge.keep_practice(NORTH)
    looked(supplies, notices)
    assert practice_in(supplies.keeper.library.kept) == NORTH


def test_a_computer_without_settings_gets_those_of_the_library(
    supplies: Supplies, notices: Notices, qtbot: QtBot
) -> None:
    open_library(supplies)
    keep_practice_in(supplies.keeper.library.kept, NORTH, "A")
    looked(supplies, notices)
    assert supplies.knowledge.practice.practice == NORTH
    assert "those of the library" in notices.sentences()[0]


@pytest.mark.parametrize(("key", "kept"), [("take", NORTH), ("stay", SOUTH)])
def test_where_both_have_some_somebody_is_asked(
    supplies: Supplies, notices: Notices, key: str, kept: Practice
) -> None:
    open_library(supplies)
    keep_practice_in(supplies.keeper.library.kept, NORTH, "A")
    supplies.knowledge.keep_practice(SOUTH)
    looked(supplies, notices)
    (bar,) = notices.findChildren(MessageBar)
    assert "Name: “South” becomes “North”." in bar.text()
    bar.action_triggered.emit(key)
    assert supplies.knowledge.practice.practice == kept
    assert practice_in(supplies.keeper.library.kept) == kept


def test_settings_that_cannot_be_read_any_more_are_told(
    supplies: Supplies, notices: Notices, monkeypatch: pytest.MonkeyPatch
) -> None:
    open_library(supplies)
    keep_practice_in(supplies.keeper.library.kept, NORTH, "A")
    supplies.knowledge.keep_practice(SOUTH)
    looked(supplies, notices)
    (bar,) = notices.findChildren(MessageBar)

    def refused(_store: EmbeddedStore, _subject: str) -> None:
        raise LibraryError("The library cannot be read.")

    monkeypatch.setattr(EmbeddedStore, "of", refused)
    bar.action_triggered.emit("take")
    (said,) = notices.sentences()
    assert "cannot be read" in said
    assert supplies.knowledge.practice.practice == SOUTH
