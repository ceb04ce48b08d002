"""The place of the plans: its rooms stand in it, and none of their parts takes the keyboard as a window of its own."""

from __future__ import annotations

from pathlib import Path

import pytest
from PySide6.QtTest import QSignalSpy, QTest
from PySide6.QtWidgets import QApplication, QLabel
from pytestqt.qtbot import QtBot

from ldn_desktop.library.filters import Filter
from ldn_desktop.library.keys import PASSPHRASE, Secret
from ldn_desktop.ui.plans import ROOMS
from ldn_desktop.ui.plans.copies.restore_page import RestorePage
from ldn_desktop.ui.plans.listing.room import ListingRoom
from ldn_desktop.ui.plans.place import PlansPlace
from tests.library.given import SENTENCE
from tests.ui.plans.given import open_library, supplies_in
from tests.workspace.given_plans import PLAN, named


@pytest.mark.parametrize("name", ROOMS)
def test_a_room_that_is_made_leaves_the_keyboard_in_the_window(
    name: str, qtbot: QtBot, tmp_path: Path
) -> None:
    supplies = supplies_in(tmp_path)
    (subject,) = open_library(supplies, [PLAN])
    place = PlansPlace(supplies)
    qtbot.addWidget(place)
    place.show()
    place.activateWindow()
    assert QTest.qWaitForWindowActive(place)
    # A part without a parent that is shown is a window of its own, if only for a moment.
    place.open(f"plans:{name}:{subject}")
    QTest.qWait(20)
    assert QApplication.activeWindow() is place
    supplies.keeper.library.lock()


@pytest.mark.parametrize("room", ["visit", "copies:erase"])
def test_of_a_plan_that_a_room_refuses_nothing_is_named(room: str, qtbot: QtBot, tmp_path: Path) -> None:
    supplies = supplies_in(tmp_path)
    (subject,) = open_library(supplies, [PLAN])
    place = PlansPlace(supplies)
    qtbot.addWidget(place)
    opened, failed = QSignalSpy(place.opened), QSignalSpy(place.failed)
    gone = f"plans:{room}:{'0' * 32}"
    place.open(gone)
    assert place.target == "plans"
    stays = f"plans:history:{subject}"
    place.open(stays)
    place.open(gone)
    assert place.target == stays
    assert [opened.at(at)[0] for at in range(opened.count())] == ["plans", stays, stays]
    assert failed.count() == 2
    supplies.keeper.library.lock()


def test_unlocked_before_a_plan_that_is_erased_the_list_is_open(qtbot: QtBot, tmp_path: Path) -> None:
    supplies = supplies_in(tmp_path)
    open_library(supplies, [PLAN])
    supplies.keeper.library.lock()
    place = PlansPlace(supplies)
    qtbot.addWidget(place)
    place.open(f"plans:visit:{'0' * 32}")
    supplies.keeper.unlock(Secret(PASSPHRASE, SENTENCE))
    assert place.target == "plans"
    supplies.keeper.library.lock()


def test_a_restore_at_work_before_any_library_is_open_is_not_left_for_the_list(
    qtbot: QtBot, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    place = PlansPlace(supplies_in(tmp_path))
    qtbot.addWidget(place)
    place.open("plans:copies:restore")
    assert place.home == "plans"
    monkeypatch.setattr(RestorePage, "is_working", property(lambda _: True))
    assert not place.home


def test_that_a_library_is_read_alone_no_room_says_itself(qtbot: QtBot, tmp_path: Path) -> None:
    supplies, others = supplies_in(tmp_path), supplies_in(tmp_path)
    (subject,) = open_library(supplies, [PLAN])
    others.keeper.unlock(Secret(PASSPHRASE, SENTENCE))
    place = PlansPlace(others)
    qtbot.addWidget(place)
    place.resize(1100, 800)
    place.show()
    why = others.keeper.library.why_read_only
    assert "To write here" in why
    assert place.stands == why
    for target in ("plans", *(f"plans:{room}:{subject}" for room in ("visit", "history", "copies:erase"))):
        place.open(target)
        shown = [label for label in place.findChildren(QLabel) if label.isVisible() and why in label.text()]
        assert not shown, target
    others.keeper.library.lock()
    supplies.keeper.library.lock()
    assert not place.stands


def test_what_a_search_finds_more_is_shown_in_the_list_whatever_it_was_filtered_by(
    qtbot: QtBot, tmp_path: Path
) -> None:
    supplies = supplies_in(tmp_path)
    open_library(supplies, [named("Anna"), named("Annabel"), named("Bert")])
    place = PlansPlace(supplies)
    qtbot.addWidget(place)
    place.open("plans")
    room = place.findChild(ListingRoom)
    assert isinstance(room, ListingRoom)
    room.bar.ask_for(Filter(deleted=True))
    assert room.list.count == "0 deleted"
    place.open("plans", "ann")
    assert (room.bar.search.text(), room.list.count) == ("ann", "2 of 3")
    assert room.table.subject
    supplies.keeper.library.lock()
