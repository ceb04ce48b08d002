"""The draft key lies in memory, or in the system's keychain, and nowhere that others reach."""

from __future__ import annotations

import base64
import os
import stat
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path
from types import ModuleType

import pytest

from ldn_desktop.storage.draft_key import (
    KEY_BYTES,
    find_draft_key,
    key_in_keychain,
    key_in_memory,
    where_the_key_is,
)

pytestmark = pytest.mark.skipif(sys.platform == "win32", reason="modes and owners of Unix")


def names(folder: Path) -> list[str]:
    return sorted(path.name for path in folder.iterdir())


@pytest.fixture
def runtime(tmp_path: Path) -> Path:
    folder = tmp_path / "run"
    folder.mkdir(mode=0o700)
    return folder


@pytest.fixture
def shared(tmp_path: Path) -> Path:
    folder = tmp_path / "shm"
    folder.mkdir()
    folder.chmod(0o1777)
    return folder


def of_user(shared: Path) -> Path:
    return shared / f"ldn-desktop-{os.geteuid()}"


def test_the_key_is_made_once_for_the_user_alone(runtime: Path, shared: Path) -> None:
    environment = {"XDG_RUNTIME_DIR": str(runtime)}
    key = key_in_memory(environment, shared)
    assert key is not None
    assert len(key) == KEY_BYTES
    assert key_in_memory(environment, shared) == key
    file = runtime / "ldn-desktop" / "draft.key"
    assert (file.stat().st_mode & 0o777, file.parent.stat().st_mode & 0o777) == (0o600, 0o700)
    assert file.stat().st_mode & stat.S_ISVTX
    assert names(file.parent) == ["draft.key"]
    assert names(shared) == []


@pytest.mark.parametrize("value", [None, "", "relative", "/no/such/folder"])
def test_without_a_runtime_folder_it_lies_in_shared_memory(shared: Path, value: str | None) -> None:
    key = key_in_memory({} if value is None else {"XDG_RUNTIME_DIR": value}, shared)
    assert key == (of_user(shared) / "draft.key").read_bytes()
    assert of_user(shared).stat().st_mode & 0o777 == 0o700


def test_without_any_memory_there_is_no_key(tmp_path: Path) -> None:
    assert key_in_memory({}, tmp_path / "none") is None
    assert names(tmp_path) == []


def test_a_link_instead_of_the_folder_is_refused(shared: Path, tmp_path: Path) -> None:
    trap = tmp_path / "trap"
    trap.mkdir(mode=0o700)
    of_user(shared).symlink_to(trap)
    assert key_in_memory({}, shared) is None
    assert names(trap) == []


@pytest.mark.parametrize("open_to", [0o010, 0o005, 0o077])
def test_a_folder_open_to_others_is_refused(shared: Path, open_to: int) -> None:
    of_user(shared).mkdir()
    of_user(shared).chmod(0o700 | open_to)
    assert key_in_memory({}, shared) is None
    assert names(of_user(shared)) == []


def test_a_folder_of_somebody_else_is_refused(shared: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    stranger = os.geteuid() + 1
    monkeypatch.setattr(os, "geteuid", lambda: stranger)
    of_user(shared).mkdir(mode=0o700)
    assert key_in_memory({}, shared) is None
    assert names(of_user(shared)) == []


def test_a_link_instead_of_the_key_is_refused(shared: Path, tmp_path: Path) -> None:
    known = tmp_path / "known"
    known.write_bytes(bytes(KEY_BYTES))
    known.chmod(0o600)
    of_user(shared).mkdir(mode=0o700)
    (of_user(shared) / "draft.key").symlink_to(known)
    assert key_in_memory({}, shared) is None


def test_a_key_that_others_may_read_is_refused(shared: Path) -> None:
    key_in_memory({}, shared)
    (of_user(shared) / "draft.key").chmod(0o644)
    assert key_in_memory({}, shared) is None


@pytest.mark.parametrize("length", [0, 31, 33])
def test_a_key_of_the_wrong_length_is_made_anew(shared: Path, length: int) -> None:
    of_user(shared).mkdir(mode=0o700)
    file = of_user(shared) / "draft.key"
    file.write_bytes(bytes(length))
    file.chmod(0o600)
    key = key_in_memory({}, shared)
    assert key == file.read_bytes()
    assert len(key) == KEY_BYTES


def test_an_unusable_runtime_folder_leaves_shared_memory(runtime: Path, shared: Path) -> None:
    (runtime / "ldn-desktop").write_bytes(b"in the way")
    assert key_in_memory({"XDG_RUNTIME_DIR": str(runtime)}, shared) is not None
    assert of_user(shared).exists()


def test_programs_that_start_together_have_one_key(runtime: Path, shared: Path) -> None:
    code = (
        "from pathlib import Path; from ldn_desktop.storage.draft_key import key_in_memory; "
        f"print(key_in_memory({{}}, Path({str(shared)!r})).hex())"
    )
    started = [
        subprocess.Popen([sys.executable, "-c", code], stdout=subprocess.PIPE, text=True) for _ in range(6)
    ]
    assert len({program.communicate(timeout=60)[0] for program in started}) == 1


@pytest.mark.skipif(not sys.platform.startswith("linux"), reason="Linux's place")
def test_on_linux_the_runtime_folder_is_used(runtime: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("XDG_RUNTIME_DIR", str(runtime))
    assert find_draft_key() == (runtime / "ldn-desktop" / "draft.key").read_bytes()


class Chain:
    """A keychain in a dictionary."""

    def __init__(self, *, keeps: bool = True) -> None:
        self.entries: dict[tuple[str, str], str] = {}
        self._keeps = keeps

    def get_password(self, service: str, username: str) -> str | None:
        return self.entries.get((service, username))

    def set_password(self, service: str, username: str, password: str) -> None:
        if self._keeps:
            self.entries[service, username] = password


def test_a_keychain_keeps_the_key() -> None:
    chain = Chain()
    key = key_in_keychain(chain)
    assert key is not None
    assert len(key) == KEY_BYTES
    assert key_in_keychain(chain) == key
    assert base64.b64decode(chain.entries["ldn-desktop", "draft-key"]) == key


@pytest.mark.parametrize("text", ["", "AAAA", "not base64", "ä"])
def test_a_broken_entry_is_made_anew(text: str) -> None:
    chain = Chain()
    chain.entries["ldn-desktop", "draft-key"] = text
    key = key_in_keychain(chain)
    assert key is not None
    assert key_in_keychain(chain) == key


def test_a_keychain_that_keeps_nothing_gives_no_key() -> None:
    assert key_in_keychain(Chain(keeps=False)) is None


def _keyring(made: Callable[[], Chain]) -> ModuleType:
    """Return what stands for the system's keychain on a Mac."""
    module = ModuleType("macOS")
    vars(module)["Keyring"] = made
    return module


def test_on_a_mac_the_systems_keychain_is_asked(monkeypatch: pytest.MonkeyPatch) -> None:
    chain = Chain()
    monkeypatch.setattr(sys, "platform", "darwin")
    monkeypatch.setitem(sys.modules, "keyring.backends.macOS", _keyring(lambda: chain))
    assert find_draft_key() == key_in_keychain(chain)


def test_a_keychain_that_fails_gives_no_key(monkeypatch: pytest.MonkeyPatch) -> None:
    def locked() -> Chain:
        raise RuntimeError

    monkeypatch.setattr(sys, "platform", "darwin")
    monkeypatch.setitem(sys.modules, "keyring.backends.macOS", _keyring(locked))
    assert find_draft_key() is None


@pytest.mark.parametrize(
    ("platform", "told"),
    [("linux", "gone after a logout or a restart"), ("win32", "Windows seals it"), ("darwin", "keychain")],
)
def test_where_the_key_is_is_told_as_it_is_on_each_system(
    monkeypatch: pytest.MonkeyPatch, platform: str, told: str
) -> None:
    """The platform's name is all that is made up."""
    monkeypatch.setattr(sys, "platform", platform)
    assert told in where_the_key_is()
