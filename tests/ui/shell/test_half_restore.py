"""A restore that was killed while it wrote is told to whoever opens the library next, until it is settled."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from pytestqt.qtbot import QtBot

from ldn_desktop.library.keys import PASSPHRASE, Secret
from ldn_desktop.library.opening import make_library
from ldn_desktop.storage.places import find_places
from ldn_desktop.ui.plans.copies.restore_page import RestorePage
from ldn_desktop.workspace.clock import local_now
from ldn_desktop.workspace.taking_copies import note_begun, note_taken_in
from tests.journeys.desk import Desk, desk_on, settle
from tests.library.given import CHEAP, RECOVERY_TEXT, SENTENCE

FILE = Path("/backups/plans of before.ldnlibrary")


@pytest.fixture
def desk(qtbot: QtBot, tmp_path: Path) -> Iterator[Desk]:
    """A window over a library of which a part of a file is there; it is open."""
    del qtbot
    make_library(find_places(tmp_path).library, SENTENCE, RECOVERY_TEXT, CHEAP)
    with desk_on(tmp_path) as desk:
        open_again(desk)
        assert told(desk) == []
        note_begun(FILE, "A", local_now(), desk.keeper.library.kept.store)
        open_again(desk)
        yield desk


def open_again(desk: Desk) -> None:
    desk.keeper.library.lock()
    desk.keeper.unlock(Secret(PASSPHRASE, SENTENCE))
    settle()


def told(desk: Desk) -> list[str]:
    return [text for text in desk.sentences if "did not come to its end" in text]


def test_it_is_told_once_with_the_file_and_leads_to_the_restore(desk: Desk) -> None:
    (sentence,) = told(desk)
    assert FILE.name in sentence
    assert "restore from it again" in sentence
    desk.button("Restore again…").click()
    settle()
    assert desk.part(RestorePage).isVisible()
    open_again(desk)
    assert len(told(desk)) == 1


def test_it_is_told_no_longer_once_nobody_wants_to_know(desk: Desk) -> None:
    desk.button("Do not tell again").click()
    open_again(desk)
    assert told(desk) == []


def test_it_goes_where_the_file_was_taken_in_and_where_the_library_is_locked(desk: Desk) -> None:
    library = desk.keeper.library
    library.lock()
    settle()
    assert told(desk) == []
    open_again(desk)
    note_taken_in(FILE, "A", local_now(), library.kept.store)
    library.tell_plans()
    settle()
    assert told(desk) == []


def test_what_is_on_its_way_is_no_half(desk: Desk) -> None:
    desk.keeper.is_restoring = True
    open_again(desk)
    assert told(desk) == []
