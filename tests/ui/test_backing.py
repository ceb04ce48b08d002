from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import replace
from pathlib import Path

import pytest
from pytestqt.qtbot import QtBot

from ldn_desktop.library import backups
from ldn_desktop.library.backups import backups_in, read_sealed
from ldn_desktop.library.keys import PASSPHRASE, Secret
from ldn_desktop.library.sealed_file import hashes_in
from ldn_desktop.storage.files import StoreError
from ldn_desktop.ui.backing import Backing
from ldn_desktop.ui.widgets.place_page import Supplies
from ldn_desktop.workspace.clock import local_today
from ldn_desktop.workspace.copies import noted_copies
from tests.library.given import SENTENCE, SUBJECTS, opened_in, revision
from tests.ui.plans.given import open_library, supplies_in
from tests.workspace.given_plans import named


@pytest.fixture
def supplies(tmp_path: Path, qtbot: QtBot) -> Iterator[Supplies]:
    supplies = supplies_in(tmp_path)
    (tmp_path / "stick").mkdir()
    yield supplies
    qtbot.waitUntil(lambda: not supplies.backing().is_working)
    supplies.keeper.library.lock()
    qtbot.waitUntil(lambda: not supplies.backing().is_working)


def settled(backing: Backing, qtbot: QtBot) -> None:
    qtbot.waitUntil(lambda: not backing.is_working)


def names(folder: Path) -> list[str]:
    return [path.name for path in sorted(folder.iterdir())]


def test_who_opens_a_library_is_asked_once_where_backups_go(supplies: Supplies, qtbot: QtBot) -> None:
    with qtbot.waitSignal(supplies.backing().folder_wanted):
        open_library(supplies)
    supplies.backing().put_off()
    supplies.keeper.library.lock()
    with qtbot.assertNotEmitted(supplies.backing().folder_wanted):
        supplies.keeper.unlock(Secret(PASSPHRASE, SENTENCE))


def test_a_backup_is_made_at_once_before_locking_and_is_noted(
    supplies: Supplies, qtbot: QtBot, tmp_path: Path
) -> None:
    open_library(supplies, [named("A")])
    backing, library = supplies.backing(), supplies.keeper.library
    backing.choose(tmp_path / "stick")
    settled(backing, qtbot)
    (first,) = backups_in(tmp_path / "stick", library.opened.keys.library)
    assert (first.on, noted_copies(library.kept)) == (local_today(), frozenset([str(first.path)]))
    kept = library.kept.keep(named("B"), "A")
    supplies.keeper.library.lock()
    settled(backing, qtbot)
    supplies.keeper.unlock(Secret(PASSPHRASE, SENTENCE))
    settled(backing, qtbot)
    (second,) = backups_in(tmp_path / "stick", library.opened.keys.library)
    assert kept.hash in hashes_in(read_sealed(second.path), library.opened.key)
    assert str(second.path) in noted_copies(library.kept)


def test_an_older_one_is_followed_after_unlocking(supplies: Supplies, qtbot: QtBot, tmp_path: Path) -> None:
    open_library(supplies, [named("A")])
    backing, library = supplies.backing(), supplies.keeper.library
    backing.choose(tmp_path / "stick")
    settled(backing, qtbot)
    library.lock()
    settled(backing, qtbot)
    (path,) = (tmp_path / "stick").iterdir()
    older = path.rename(path.with_name(path.name.replace(local_today().isoformat(), "2026-01-01")))
    supplies.keeper.unlock(Secret(PASSPHRASE, SENTENCE))
    settled(backing, qtbot)
    assert names(tmp_path / "stick") == [older.name]
    library.lock()
    settled(backing, qtbot)
    beside = opened_in(library.folder)
    beside.store.append([revision(SUBJECTS[0])])
    beside.close()
    supplies.keeper.unlock(Secret(PASSPHRASE, SENTENCE))
    settled(backing, qtbot)
    assert len(names(tmp_path / "stick")) == 2


def test_a_folder_that_has_lost_its_backups_is_told_until_another_is_chosen(
    supplies: Supplies, qtbot: QtBot, tmp_path: Path
) -> None:
    """As an empty folder is left where a disk was."""
    open_library(supplies, [named("A")])
    backing, stick = supplies.backing(), tmp_path / "stick"
    for _ in range(2):
        backing.choose(stick)
        settled(backing, qtbot)
        assert not backing.warning
    supplies.keeper.library.kept.keep(named("B"), "A")
    stick.rename(tmp_path / "away")
    stick.mkdir()
    supplies.keeper.library.lock()
    settled(backing, qtbot)
    assert f"None of the backups that were made in {stick} lay there" in backing.warning
    supplies.keeper.unlock(Secret(PASSPHRASE, SENTENCE))
    settled(backing, qtbot)
    assert backing.warning
    (tmp_path / "other").mkdir()
    backing.choose(tmp_path / "other")
    settled(backing, qtbot)
    assert not backing.warning


@pytest.mark.parametrize("refuse", ["away", "full"])
def test_what_keeps_it_from_being_made_stays_told_until_it_is_made(
    supplies: Supplies,
    qtbot: QtBot,
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
    refuse: str,
) -> None:
    (subject,) = open_library(supplies, [named("A")])
    backing, stick = supplies.backing(), tmp_path / "stick"
    backing.choose(stick)
    settled(backing, qtbot)
    before = names(stick)
    undo = _REFUSALS[refuse](stick, monkeypatch)
    supplies.keeper.library.kept.keep(replace(named("A"), revision=2), "A", "", subject)
    backing.back_up()
    settled(backing, qtbot)
    assert backing.problem
    undo()
    assert names(stick) == before
    backing.back_up()
    assert backing.problem
    settled(backing, qtbot)
    assert not backing.problem


def _away(stick: Path, _patch: pytest.MonkeyPatch) -> Callable[[], object]:
    away = stick.rename(stick.with_name("away"))
    return lambda: away.rename(stick)


def _full(_stick: Path, patch: pytest.MonkeyPatch) -> Callable[[], object]:
    def refused(_path: Path, _data: bytes) -> None:
        raise StoreError("The disk is full; free some space.")

    patch.setattr(backups, "replace_atomically", refused)
    return patch.undo


_REFUSALS = {"away": _away, "full": _full}
