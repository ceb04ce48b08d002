"""A settings file, however broken, never stops the program and never loses what still makes sense."""

from __future__ import annotations

import errno
import json
import os
import sys
from collections.abc import Callable
from dataclasses import asdict, replace
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from ldn_desktop.domain.plan import Prescriber
from ldn_desktop.storage import settings as module
from ldn_desktop.storage.files import StoreError
from ldn_desktop.storage.settings import (
    LONGEST_LETTERHEAD,
    Members,
    Settings,
    broken_copy,
    load,
    save,
    save_changed,
)


def here(name: str) -> str:
    return str(Path.cwd() / name)


FULL = Settings(
    theme="high-contrast",
    zoom_percent=250,
    window_geometry="AdnQywAD",
    splitter_state="AAAA/w==",
    letterhead=Prescriber("Dr Müller", "Practice “North”", "+49 30 123"),
    micro_unit="micrograms",
    paper="letter",
    large_print=True,
    code_on_papers=True,
    name_in_files=False,
    backup_folder="/media/stick/backups",
    backups_asked=True,
    computer="0123abcd",
)
SMALL_FUZZ = settings(max_examples=150, suppress_health_check=[HealthCheck.function_scoped_fixture])


def _members(settings: Settings) -> dict[str, object]:
    """Return what the file holds of settings, besides its format and version."""
    return {**asdict(settings), "letterhead": settings.letterhead._asdict()}


def names(folder: Path) -> list[str]:
    return sorted(path.name for path in folder.iterdir())


@pytest.fixture
def file(tmp_path: Path) -> Path:
    return tmp_path / "settings.json"


def write(file: Path, **members: object) -> bytes:
    data = json.dumps({"format": "ldn-settings", "version": 1, **members}).encode()
    file.write_bytes(data)
    return data


def test_without_a_file_everything_has_its_default(file: Path) -> None:
    assert load(file) == Settings()
    assert names(file.parent) == []


@pytest.mark.parametrize("value", [Settings(), FULL])
def test_what_is_saved_is_loaded(file: Path, value: Settings) -> None:
    save(file, value)
    assert load(file) == value
    assert names(file.parent) == ["settings.json"]


def test_saving_makes_the_folder_for_the_user_alone(tmp_path: Path) -> None:
    file = tmp_path / "new" / "settings.json"
    save(file, FULL)
    assert load(file) == FULL
    if sys.platform != "win32":
        assert (file.parent.stat().st_mode & 0o777, file.stat().st_mode & 0o777) == (0o700, 0o600)


def test_a_save_that_fails_is_told_and_keeps_the_old(file: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    save(file, FULL)

    def full(*_args: object) -> None:
        raise OSError(errno.ENOSPC, "full")

    monkeypatch.setattr(os, "fsync", full)
    with pytest.raises(StoreError, match="the disk is full"):
        save(file, Settings())
    assert load(file) == FULL


BROKEN_MEMBERS: list[tuple[str, object]] = [
    ("theme", "pink"),
    ("theme", ["dark"]),
    ("zoom_percent", 79),
    ("zoom_percent", 251),
    ("zoom_percent", True),
    ("zoom_percent", 100.0),
    ("zoom_percent", "100"),
    ("window_geometry", "not base64!"),
    ("window_geometry", "AAA"),
    ("splitter_state", "ä"),
    ("splitter_state", "A" * (1 << 17)),
    ("letterhead", "Dr"),
    ("letterhead", {"name": 1}),
    ("letterhead", {"name": "\ud800"}),
    ("letterhead", {"patient": "Anna"}),
    ("letterhead", {"name": "x" * 32_768}),
    ("micro_unit", "µg"),
    ("paper", "A4"),
    ("large_print", 1),
    ("large_print", None),
    ("patient", "Anna"),
]


@pytest.mark.parametrize(("name", "value"), BROKEN_MEMBERS)
def test_a_broken_member_has_its_default_and_spoils_no_other(file: Path, name: str, value: object) -> None:
    good = {key: member for key, member in _members(FULL).items() if key != name}
    data = write(file, **good, **{name: value})
    default = getattr(Settings(), name, None)
    assert load(file) == (FULL if default is None else replace(FULL, **{name: default}))
    assert broken_copy(file).read_bytes() == data


@pytest.mark.parametrize(
    "data",
    [
        b"",
        b"{",
        b"[]",
        b"null",
        b"\xff\xfe",
        b"[" * 100_000,
        b'{"zoom_percent":' + b"9" * 5000 + b"}",
        b"NaN",
    ],
)
def test_a_file_that_is_no_settings_gives_defaults_and_is_kept(file: Path, data: bytes) -> None:
    file.write_bytes(data)
    assert load(file) == Settings()
    assert broken_copy(file).read_bytes() == data


def test_a_file_of_a_newer_program_is_read_as_far_as_understood_and_kept(file: Path) -> None:
    write(file, version=3, theme="dark", colour="teal")
    assert load(file) == Settings(theme="dark")
    assert broken_copy(file).exists()


def test_a_file_too_large_is_moved_out_of_the_way(file: Path) -> None:
    with file.open("wb") as sparse:
        sparse.truncate(1 << 30)
    assert load(file) == Settings()
    assert not file.exists()
    assert broken_copy(file).stat().st_size == 1 << 30


def test_a_folder_in_its_place_does_not_stop_the_program(file: Path) -> None:
    file.mkdir()
    assert load(file) == Settings()
    with pytest.raises(StoreError):
        save(file, FULL)


def test_a_disk_that_keeps_no_copy_does_not_stop_the_program(
    file: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    write(file, theme="pink", paper="letter")

    def refuse(*_args: object) -> None:
        raise StoreError("full")

    monkeypatch.setattr(module, "replace_atomically", refuse)
    assert load(file) == Settings(paper="letter")


def rename_colour(members: Members) -> Members:
    members["theme"] = members.pop("colour")
    return members


def break_halfway(members: Members) -> Members:
    members.clear()
    raise ZeroDivisionError


def test_an_older_file_is_migrated_step_by_step(file: Path) -> None:
    write(file, colour="dark", large_print="yes")

    def say_flag(members: Members) -> Members:
        members["large_print"] = members["large_print"] == "yes"
        return members

    assert load(file, current=3, migrations={1: rename_colour, 2: say_flag}) == Settings(
        theme="dark", large_print=True
    )
    assert not broken_copy(file).exists()


@pytest.mark.parametrize("migrations", [{1: break_halfway}, {1: rename_colour, 2: break_halfway}, {}])
def test_a_migration_that_fails_is_undone(
    file: Path, migrations: dict[int, Callable[[Members], Members]]
) -> None:
    data = write(file, colour="dark", paper="letter")
    assert load(file, current=3, migrations=migrations) == Settings(paper="letter")
    assert broken_copy(file).read_bytes() == data


def test_names_of_files_do_not_stay_in_the_settings(file: Path) -> None:
    write(file, theme="dark", recent_files=[here("Anna Muster.ldnplan")], last_folder=here("Anna"))
    assert load(file) == Settings(theme="dark")
    assert b"Anna" not in file.read_bytes()
    assert names(file.parent) == ["settings.json"], "nor in a copy"


def test_a_letterhead_as_long_as_its_field_is_kept(file: Path) -> None:
    longest = Settings(letterhead=Prescriber(*("\U0001f48a" * (LONGEST_LETTERHEAD // 2) for _ in range(3))))
    save(file, longest)
    assert load(file) == longest
    assert names(file.parent) == ["settings.json"]


json_values = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats() | st.text(),
    lambda inner: st.lists(inner, max_size=4) | st.dictionaries(st.text(), inner, max_size=4),
    max_leaves=8,
)
members_of_settings = st.dictionaries(
    st.sampled_from([*_members(FULL), "format", "version"]),
    json_values | st.sampled_from([*_members(FULL).values(), "ldn-settings", 1, 0, -1, 2, {"name": 3}]),
)


@SMALL_FUZZ
@given(
    data=st.binary(max_size=200) | (members_of_settings | json_values).map(lambda v: json.dumps(v).encode())
)
def test_whatever_the_file_says_it_loads_and_what_loads_can_be_saved(file: Path, data: bytes) -> None:
    file.write_bytes(data)
    found = load(file)
    save(file, found)
    broken_copy(file).unlink(missing_ok=True)
    assert load(file) == found
    assert not broken_copy(file).exists()


def test_two_windows_do_not_undo_each_other_s_choices(tmp_path: Path) -> None:
    """The first knows nothing of the letterhead that the second kept, and keeps its own size of letters."""
    path = tmp_path / "settings.json"
    save(path, Settings())
    second = replace(Settings(), letterhead=FULL.letterhead)
    save_changed(path, second, ["letterhead"])
    first = replace(Settings(), zoom_percent=150)
    save_changed(path, first, ["zoom_percent"])
    assert load(path) == replace(Settings(), zoom_percent=150, letterhead=FULL.letterhead)


@pytest.mark.parametrize("data", [None, b"", b"{", b'{"format": "ldn-settings", "version": 99}'])
def test_where_there_is_nothing_to_leave_all_settings_are_written(tmp_path: Path, data: bytes | None) -> None:
    path = tmp_path / "settings.json"
    if data is not None:
        path.write_bytes(data)
    save_changed(path, FULL, ["theme"])
    assert load(path) == FULL
