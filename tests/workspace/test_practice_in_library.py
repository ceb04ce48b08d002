from __future__ import annotations

from dataclasses import replace
from pathlib import Path

from ldn_desktop.domain.practice import Practice
from ldn_desktop.library.bodies import Settings
from ldn_desktop.library.history import standing
from ldn_desktop.library.records import PRACTICE
from ldn_desktop.workspace.practice_in_library import are_alike, keep_practice_in, practice_in
from tests.library.given import made
from tests.workspace.given_library import made_library

NORTH = Practice(name="Practice “North”", phone="030 1")


def test_settings_are_kept_once_and_follow_on_each_other(tmp_path: Path) -> None:
    kept = made_library(tmp_path / "library").kept
    assert practice_in(kept) is None
    for practice in (NORTH, NORTH, Practice(name="South")):
        keep_practice_in(kept, practice, "A")
        assert practice_in(kept) == practice
    assert len(kept.store.of(PRACTICE)) == 2
    assert len(standing(kept.store, Settings).heads) == 1


def test_keeping_settles_what_two_computers_changed(tmp_path: Path) -> None:
    kept = made_library(tmp_path / "library").kept
    keep_practice_in(kept, NORTH, "A")
    kept.store.append([made(Settings(b'{"format":"ldn-practice"}\n'), PRACTICE)])
    assert len(standing(kept.store, Settings).heads) == 2
    assert practice_in(kept) is None
    keep_practice_in(kept, NORTH, "A")
    assert (practice_in(kept), len(standing(kept.store, Settings).heads)) == (NORTH, 1)


def test_what_was_last_printed_is_no_difference() -> None:
    assert are_alike(NORTH, replace(NORTH, pack=("patient",), order_to="P"))
    assert not are_alike(NORTH, Practice())
