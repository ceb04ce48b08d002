"""The draft key of Windows: one of the user's own, found again, with those of others left alone."""

from __future__ import annotations

import sys
from pathlib import Path

import pytest

from ldn_desktop.storage.windows_key import Vault, key_sealed_in, keys_sealed_in

SIZE = 32


class Owner:
    """Seals by its name and opens nothing else."""

    def __init__(self, name: bytes, *, works: bool = True) -> None:
        self._name, self._works = name, works

    def seal(self, plain: bytes) -> bytes:
        if not self._works:
            raise OSError
        return self._name + plain[::-1]

    def open(self, sealed: bytes) -> bytes:
        if not sealed.startswith(self._name):
            raise OSError
        return sealed.removeprefix(self._name)[::-1]


def test_a_key_is_made_once_and_found_again(tmp_path: Path) -> None:
    folder = tmp_path / "state"
    key = key_sealed_in(folder, Owner(b"one:"), SIZE)
    assert key is not None
    assert len(key) == SIZE
    assert key_sealed_in(folder, Owner(b"one:"), SIZE) == key
    assert [path.read_bytes() for path in folder.iterdir()] == [Owner(b"one:").seal(key)]


def test_a_folder_that_travels_keeps_the_keys_of_others(tmp_path: Path) -> None:
    keys = [key_sealed_in(tmp_path, Owner(name), SIZE) for name in (b"here:", b"there:", b"here:")]
    assert keys[0] == keys[2] != keys[1]
    assert len(list(tmp_path.iterdir())) == 2
    assert keys_sealed_in(tmp_path, Owner(b"there:"), SIZE) == [keys[1]]


def test_a_broken_file_is_no_key(tmp_path: Path) -> None:
    for name, data in (("draft-0.key", b""), ("draft-1.key", b"one:short"), ("draft-2.key", b"x" * 9000)):
        (tmp_path / name).write_bytes(data)
    assert keys_sealed_in(tmp_path, Owner(b"one:"), SIZE) == []
    key = key_sealed_in(tmp_path, Owner(b"one:"), SIZE)
    assert keys_sealed_in(tmp_path, Owner(b"one:"), SIZE) == [key]


def test_where_nothing_can_be_sealed_or_kept_there_is_no_key(tmp_path: Path) -> None:
    assert key_sealed_in(tmp_path, Owner(b"one:", works=False), SIZE) is None
    (tmp_path / "file").write_text("")
    assert key_sealed_in(tmp_path / "file", Owner(b"one:"), SIZE) is None
    assert [path.name for path in tmp_path.iterdir()] == ["file"]


if sys.platform == "win32":
    from ldn_desktop.storage.windows_key import UserVault

    def test_windows_seals_for_the_user(tmp_path: Path) -> None:
        vault: Vault = UserVault()
        sealed = vault.seal(b"a key")
        assert b"a key" not in sealed
        assert vault.open(sealed) == b"a key"
        with pytest.raises(OSError, match=r"."):
            vault.open(sealed[:-1])
        assert key_sealed_in(tmp_path, vault, SIZE) == key_sealed_in(tmp_path, vault, SIZE)
