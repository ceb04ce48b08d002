"""The recent files are kept for this user alone: no name of a file, which may be a patient's, is readable at rest."""

from __future__ import annotations

import os
import sys
from pathlib import Path

import pytest

from ldn_desktop.storage.recent import MOST_RECENT, Recent, RecentStore

KEY, OTHER_KEY = bytes(32), bytes([1]) * 32


def here(name: str) -> str:
    return str(Path.cwd() / name)


def test_the_latest_file_comes_first_and_stands_once() -> None:
    value = Recent()
    for name in ("a", "b", "a"):
        value = value.with_file(here(name))
    assert value == Recent((here("a"), here("b")), str(Path.cwd()))


def test_a_path_is_kept_absolute_and_without_detours(tmp_path: Path) -> None:
    assert Recent().with_file(tmp_path / "x" / ".." / "a").files == (str(tmp_path / "a"),)


def test_no_more_than_ten_are_kept() -> None:
    value = Recent()
    for number in range(15):
        value = value.with_file(here(str(number)))
    assert len(value.files) == MOST_RECENT
    assert value.files[0] == here("14")


def test_one_can_be_taken_out() -> None:
    value = Recent().with_file("a").with_file("b")
    assert value.without(here("a")).files == (here("b"),)
    assert value.without("c") == value


def test_what_is_kept_is_sealed_and_opens_with_its_key_alone(tmp_path: Path) -> None:
    file = tmp_path / "state" / "recent"
    value = Recent().with_file(tmp_path / "Anna Muster.ldnplan")
    RecentStore(file, lambda: KEY).save(value)
    assert RecentStore(file, lambda: KEY).load() == value
    assert RecentStore(file, lambda: OTHER_KEY).load() == Recent()
    data = file.read_bytes()
    assert b"Anna" not in data
    assert tmp_path.name.encode() not in data
    if sys.platform != "win32":
        assert file.stat().st_mode & 0o777 == 0o600


def test_without_a_key_it_lasts_as_long_as_the_program(tmp_path: Path) -> None:
    store = RecentStore(tmp_path / "recent", lambda: None)
    store.save(Recent().with_file("a"))
    assert store.load().files == (here("a"),)
    assert list(tmp_path.iterdir()) == []


@pytest.mark.parametrize("cut", [0, 5, 20, 40])
def test_a_damaged_file_is_an_empty_list(tmp_path: Path, cut: int) -> None:
    file = tmp_path / "recent"
    store = RecentStore(file, lambda: KEY)
    store.save(Recent().with_file("a"))
    file.write_bytes(file.read_bytes()[:cut])
    assert RecentStore(file, lambda: KEY).load() == Recent()


@pytest.mark.skipif(sys.platform == "win32", reason="a Linux name may be no text")
def test_a_name_that_is_no_text_is_kept(tmp_path: Path) -> None:
    value = Recent().with_file(os.fsdecode(b"/plans/\xff.ldnplan"))
    store = RecentStore(tmp_path / "recent", lambda: KEY)
    store.save(value)
    assert RecentStore(tmp_path / "recent", lambda: KEY).load() == value
