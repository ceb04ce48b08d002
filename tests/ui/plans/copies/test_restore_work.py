"""A restore that is overtaken by a lock comes to its end, shows nothing of a patient, and is told after unlocking."""

from __future__ import annotations

import threading
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest
from pytestqt.qtbot import QtBot

from ldn_desktop.library import restoring
from ldn_desktop.library.backups import export_all
from ldn_desktop.library.embedded import EmbeddedStore
from ldn_desktop.library.errors import LibraryError
from ldn_desktop.library.history import copies_holding
from ldn_desktop.library.keys import PASSPHRASE, Secret
from ldn_desktop.library.opening import OTHER_WINDOW
from ldn_desktop.library.records import PRACTICE
from ldn_desktop.ui.keeper import Keeper
from ldn_desktop.ui.plans.copies import restore_page, restore_work
from ldn_desktop.ui.plans.copies.restore_page import RestorePage
from ldn_desktop.ui.plans.place import PlansPlace
from ldn_desktop.ui.widgets.place_page import Supplies
from ldn_desktop.workspace.copies import noted_copies
from ldn_desktop.workspace.kept_plans import KeptPlans
from tests.library.given import SENTENCE, opened_in
from tests.ui.plans.copies.test_room import cells, end, press, says, shown, typed, until_said
from tests.ui.plans.given import open_library, supplies_in
from tests.workspace.given_plans import named

MANY = 5
TOLD = f"The program was locked while it restored. Restored: {MANY} records added; nothing was overwritten."


@pytest.fixture
def supplies(tmp_path: Path, qtbot: QtBot) -> Iterator[Supplies]:
    supplies = supplies_in(tmp_path / "here")
    open_library(supplies, [named("Stefan Stays")])
    yield supplies
    end(supplies, qtbot)


@pytest.fixture
def file(tmp_path: Path, qtbot: QtBot) -> Path:
    """Plans of another library."""
    elsewhere, path = supplies_in(tmp_path / "there"), tmp_path / "all.ldnlibrary"
    open_library(elsewhere, [named(f"There {at}") for at in range(MANY)])
    export_all(elsewhere.keeper.library.opened, path)
    end(elsewhere, qtbot)
    return path


class Gate:
    """Holds what another thread does until it is opened."""

    def __init__(self) -> None:
        self.reached, self.opened = threading.Event(), threading.Event()

    def wait(self) -> None:
        self.reached.set()
        assert self.opened.wait(10)


@pytest.fixture
def gate() -> Iterator[Gate]:
    gate = Gate()
    yield gate
    gate.opened.set()


@pytest.fixture
def place(supplies: Supplies, qtbot: QtBot) -> PlansPlace:
    return shown(supplies, "plans:copies:restore", qtbot)


def page_of(place: PlansPlace, file: Path, qtbot: QtBot) -> RestorePage:
    place.open("plans:copies:restore")
    page = place.findChild(RestorePage)
    assert page is not None
    page.begin(file)
    until_said(page, "What opens it", qtbot)
    typed(page, "Passphrase", SENTENCE)
    return page


def hold_appends(gate: Gate, monkeypatch: pytest.MonkeyPatch, refused: str = "") -> None:
    """Let the first records in and hold the next ones, or refuse them then."""
    append, calls = EmbeddedStore.append, []

    def held(store: EmbeddedStore, *told: Any) -> int:
        calls.append(told)
        if len(calls) == 3:
            gate.wait()
            if refused:
                raise LibraryError(refused)
        return append(store, *told)

    monkeypatch.setattr(restoring, "_BATCH", 2)
    monkeypatch.setattr(EmbeddedStore, "append", held)


def unlock(keeper: Keeper) -> None:
    keeper.unlock(Secret(PASSPHRASE, SENTENCE))


@pytest.fixture
def page(place: PlansPlace, file: Path, qtbot: QtBot) -> RestorePage:
    return page_of(place, file, qtbot)


@pytest.fixture
def overtake(
    page: RestorePage, supplies: Supplies, qtbot: QtBot, gate: Gate, monkeypatch: pytest.MonkeyPatch
) -> Callable[[str], None]:
    """Begin to restore, lock on the way, and have the rest refused for a reason, if one is given."""

    def overtaken(refused: str = "") -> None:
        press(page, "Open")
        until_said(page, f"{MANY} plans would be added.", qtbot)
        hold_appends(gate, monkeypatch, refused)
        press(page, "Restore")
        qtbot.waitUntil(gate.reached.is_set)
        supplies.keeper.library.lock()

    return overtaken


def let_it_end(gate: Gate, qtbot: QtBot) -> None:
    gate.opened.set()
    qtbot.waitUntil(lambda: not any(thread.name == "beside" for thread in threading.enumerate()))
    qtbot.wait(100)


@pytest.mark.parametrize("unlocked", ["after it was done", "before it was done"])
def test_locked_while_it_restores_all_is_restored_and_told_after_unlocking(
    page: RestorePage,
    supplies: Supplies,
    file: Path,
    qtbot: QtBot,
    gate: Gate,
    overtake: Callable[[str], None],
    unlocked: str,
) -> None:
    keeper = supplies.keeper
    overtake("")
    assert "There" not in says(page) + str(cells(page))
    with qtbot.waitSignal(keeper.message) as told:
        if unlocked == "before it was done":
            unlock(keeper)
            gate.opened.set()
        else:
            let_it_end(gate, qtbot)
            unlock(keeper)
    assert told.args[0] == TOLD
    kept = keeper.library.kept
    assert len(list(kept.store.search("there"))) == MANY
    assert str(file) in noted_copies(kept)
    assert not page.is_working


def test_another_window_that_unlocks_first_knows_the_file_and_this_one_tells_that_all_was_restored(
    page: RestorePage,
    supplies: Supplies,
    file: Path,
    qtbot: QtBot,
    gate: Gate,
    overtake: Callable[[str], None],
) -> None:
    keeper = supplies.keeper
    overtake("")
    early = opened_in(keeper.library.folder)
    assert early.store.why_read_only == OTHER_WINDOW
    early.close()
    let_it_end(gate, qtbot)
    first = opened_in(keeper.library.folder)
    there = next(iter(set(first.store.subjects()) - {PRACTICE, first.store.after(0, 1)[0].subject}))
    assert (first.store.why_read_only, copies_holding(first.store, [there])) == ("", [str(file)])
    with qtbot.waitSignal(keeper.message) as told:
        unlock(keeper)
    assert keeper.library.why_read_only == OTHER_WINDOW
    assert told.args[0] == TOLD
    assert not page.is_working
    first.close()


def test_a_list_that_cannot_be_made_anew_is_told_apart_from_the_restore(
    page: RestorePage, place: PlansPlace, qtbot: QtBot, monkeypatch: pytest.MonkeyPatch
) -> None:
    def refused(*_told: Any) -> None:
        raise LibraryError("The disk is full.")

    press(page, "Open")
    until_said(page, f"{MANY} plans would be added.", qtbot)
    monkeypatch.setattr(KeptPlans, "renew", refused)
    with qtbot.waitSignal(place.message) as told:
        press(page, "Restore")
    assert told.args[0] == f"Restored: {MANY} records added; nothing was overwritten. The disk is full."


def test_a_note_that_is_refused_is_told_apart_from_the_restore(
    page: RestorePage, place: PlansPlace, qtbot: QtBot, monkeypatch: pytest.MonkeyPatch
) -> None:
    def refused(*_told: Any) -> None:
        raise LibraryError("The disk is full.")

    monkeypatch.setattr(restore_work, "note_taken_in", refused)
    press(page, "Open")
    until_said(page, f"{MANY} plans would be added.", qtbot)
    with qtbot.waitSignal(place.message) as told:
        press(page, "Restore")
    assert told.args[0].endswith(
        "nothing was overwritten. That the file holds what was restored is not kept in the library. The disk is full."
    )


def test_locked_while_the_disk_refuses_it_is_told_after_unlocking_and_goes_on_again(
    place: PlansPlace,
    supplies: Supplies,
    file: Path,
    qtbot: QtBot,
    gate: Gate,
    overtake: Callable[[str], None],
) -> None:
    keeper = supplies.keeper
    overtake("The disk is full.")
    let_it_end(gate, qtbot)
    with qtbot.waitSignal(keeper.message) as told:
        unlock(keeper)
    assert told.args[0].endswith("It did not come to its end. The disk is full.")
    # It holds what was taken in until then.
    assert str(file) in noted_copies(keeper.library.kept)
    typed_again = page_of(place, file, qtbot)
    press(typed_again, "Open")
    until_said(typed_again, f"{MANY - 2} plans would be added.", qtbot)


@pytest.mark.parametrize("stage", ["opening", "comparing", "compared"])
def test_locked_while_a_file_is_read_it_is_let_go_of_and_nothing_is_changed(
    page: RestorePage,
    supplies: Supplies,
    qtbot: QtBot,
    gate: Gate,
    monkeypatch: pytest.MonkeyPatch,
    stage: str,
) -> None:
    keeper = supplies.keeper
    before = keeper.library.kept.store.count()
    module, name = {
        "opening": (restore_page, "key_by"),
        "comparing": (restoring, "compare"),
        "compared": (restoring, "compare"),
    }[stage]
    real = getattr(module, name)

    def held(*told: Any) -> object:
        if stage != "compared":
            gate.wait()
        return real(*told)

    monkeypatch.setattr(module, name, held)
    press(page, "Open")
    if stage == "compared":
        until_said(page, "would be added", qtbot)
    else:
        qtbot.waitUntil(gate.reached.is_set)
    keeper.library.lock()
    assert "There" not in says(page) + str(cells(page))
    gate.opened.set()
    qtbot.waitUntil(lambda: not page.is_working)
    unlock(keeper)
    assert "There" not in says(page) + str(cells(page))
    assert "nothing was changed; choose it once more" in says(page)
    assert keeper.library.kept.store.count() == before


def test_it_says_whose_a_file_is(page: RestorePage, supplies: Supplies, qtbot: QtBot, tmp_path: Path) -> None:
    assert "A file of another library." in says(page)
    (tmp_path / "stick").mkdir()
    supplies.backing().choose(tmp_path / "stick")
    qtbot.waitUntil(lambda: not supplies.backing().is_working)
    (backup,) = (tmp_path / "stick").iterdir()
    page.begin(backup)
    until_said(page, "A backup of this library, made on this computer on", qtbot)
