"""Backups through the real window: chosen once, and a last one while it closes."""

from __future__ import annotations

import threading
from pathlib import Path

from pytestqt.qtbot import QtBot

from ldn_desktop.library.backups import backups_in, read_sealed
from ldn_desktop.library.keys import PASSPHRASE, Secret
from ldn_desktop.library.opening import make_library
from ldn_desktop.library.sealed_file import hashes_in
from ldn_desktop.storage.places import find_places
from tests.journeys.desk import desk_on
from tests.library.given import CHEAP, RECOVERY_TEXT, SENTENCE
from tests.workspace.given_plans import named


def test_closing_the_window_makes_a_last_backup_of_what_is_new(qtbot: QtBot, tmp_path: Path) -> None:
    make_library(find_places(tmp_path).library, SENTENCE, RECOVERY_TEXT, CHEAP)
    stick = tmp_path / "stick"
    stick.mkdir()
    with desk_on(tmp_path) as desk:
        keeper, backing = desk.window.keeper, desk.window.get_backing()
        keeper.unlock(Secret(PASSPHRASE, SENTENCE))
        backing.choose(stick)
        qtbot.waitUntil(lambda: not backing.is_working)
        assert len(list(stick.iterdir())) == 1
        kept = keeper.library.kept.keep(named("Anna"), "A")
        opened = keeper.library.opened
    for thread in threading.enumerate():
        if thread.name == "beside":
            thread.join(10)
    newest = backups_in(stick, opened.keys.library)[-1]
    assert kept.hash in hashes_in(read_sealed(newest.path), opened.key)
    with desk_on(tmp_path) as desk:
        assert desk.remembered.settings.backup_folder == str(stick)
        assert not desk.window.keeper.is_open
