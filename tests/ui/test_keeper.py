from __future__ import annotations

from pathlib import Path

import pytest
from pytestqt.qtbot import QtBot

from ldn_desktop.library.errors import LibraryError, WrongKeyError
from ldn_desktop.library.keys import PASSPHRASE, Secret
from ldn_desktop.workspace.plan_library import State
from tests.library.given import SENTENCE
from tests.ui.plans.given import make_cheap_library, open_library, supplies_in
from tests.workspace.given_plans import PLAN


def test_a_library_that_is_unlocked_and_locked_says_so_and_gives_its_plans_while_open(
    tmp_path: Path, qtbot: QtBot
) -> None:
    keeper = supplies_in(tmp_path).keeper
    assert keeper.library.state is State.ABSENT
    make_cheap_library(supplies := supplies_in(tmp_path))
    keeper = supplies.keeper
    assert (keeper.library.state, keeper.is_open) == (State.LOCKED, False)
    with pytest.raises(LibraryError, match="unlock it first"):
        _ = keeper.library.kept
    with qtbot.waitSignal(keeper.state_changed):
        keeper.unlock(Secret(PASSPHRASE, SENTENCE))
    assert keeper.is_open
    with qtbot.waitSignal(keeper.plans_changed) as told:
        record = keeper.library.kept.keep(PLAN, keeper.author)
    assert told.args == [(record.subject,)]
    with qtbot.waitSignal(keeper.state_changed):
        keeper.library.lock()
    with pytest.raises(LibraryError, match="unlock it first"):
        _ = keeper.library.opened


def test_a_wrong_passphrase_leaves_the_library_as_it_was(tmp_path: Path, qtbot: QtBot) -> None:
    supplies = supplies_in(tmp_path)
    open_library(supplies)
    with pytest.raises(WrongKeyError), qtbot.assertNotEmitted(supplies.keeper.state_changed):
        supplies.keeper.unlock(Secret(PASSPHRASE, "another sentence"))
    assert supplies.keeper.is_open
    supplies.keeper.library.lock()
