from __future__ import annotations

import errno
import os
import sys
from pathlib import Path

import pytest

from ldn_desktop.library import embedded
from ldn_desktop.library.errors import DamagedError, LibraryError, ReadOnlyError, WrongKeyError
from ldn_desktop.library.keys import PASSPHRASE, RECOVERY, Secret, data_key
from ldn_desktop.library.opening import (
    DATABASE,
    KEYS,
    OTHER_WINDOW,
    READ_ONLY,
    being_made,
    beside,
    change_secret,
    is_library,
    make_library,
    unlock,
    with_key,
)
from ldn_desktop.library.recovery_key import new_recovery_key
from ldn_desktop.storage import locks
from tests.library.given import (
    CHEAP,
    KEY,
    RECOVERY_TEXT,
    SENTENCE,
    SUBJECTS,
    library_in,
    opened_in,
    revision,
)

A = SUBJECTS[0]


def test_a_library_is_made_opened_and_opened_again(tmp_path: Path) -> None:
    folder = tmp_path / "deep" / "library"
    assert not is_library(folder)
    opened = library_in(folder)
    assert is_library(folder)
    assert opened.store.why_read_only == ""
    opened.store.append([revision(A)])
    opened.close()
    again = unlock(folder, Secret(RECOVERY, RECOVERY_TEXT))
    assert (again.store.count(), again.store.id) == (1, opened.keys.library)
    again.close()
    assert sorted(path.name for path in folder.iterdir()) == [KEYS, DATABASE]


@pytest.mark.skipif(sys.platform == "win32", reason="modes say nothing there")
def test_it_is_the_users_alone(tmp_path: Path) -> None:
    library_in(tmp_path / "library").close()
    assert {
        path.stat().st_mode & 0o077 for path in (tmp_path / "library", *(tmp_path / "library").iterdir())
    } == {0}


def test_after_a_wrong_passphrase_the_right_one_opens(tmp_path: Path) -> None:
    library_in(tmp_path / "library").close()
    for _ in range(2):
        with pytest.raises(WrongKeyError):
            unlock(tmp_path / "library", Secret(PASSPHRASE, "not this sentence"))
    opened_in(tmp_path / "library").close()


def test_a_second_window_reads_what_the_first_writes(tmp_path: Path) -> None:
    first = library_in(tmp_path / "library")
    second = opened_in(tmp_path / "library")
    assert second.store.why_read_only == OTHER_WINDOW
    first.store.append([revision(A)])
    assert second.store.count() == 1
    with pytest.raises(ReadOnlyError, match="Another window"):
        second.store.append([revision(A)])
    with pytest.raises(LibraryError, match="Another window"):
        change_secret(second, Secret(PASSPHRASE, "another sentence"), CHEAP)
    second.close()
    first.close()
    third = opened_in(tmp_path / "library")
    assert third.store.why_read_only == ""
    third.close()


def test_work_beside_that_writes_keeps_others_from_writing_to_its_end(tmp_path: Path) -> None:
    first = library_in(tmp_path / "library")
    with beside(first, "") as writing:
        first.close()
        second = opened_in(tmp_path / "library")
        assert second.store.why_read_only == OTHER_WINDOW
        second.close()
        # The program that is at work may write on.
        again = with_key(tmp_path / "library", first.keys, first.key, first.lock)
        assert again.store.why_read_only == ""
        again.close()
        writing.store.append([revision(A)])
    third = opened_in(tmp_path / "library")
    assert (third.store.why_read_only, third.store.count()) == ("", 1)
    with pytest.raises(LibraryError, match="Another window"), beside(first, ""):
        pass
    with pytest.raises(LibraryError, match="Another window"):
        change_secret(first, Secret(PASSPHRASE, "another sentence"), CHEAP)
    third.close()


def test_another_passphrase_rewrites_nothing_but_the_keys(tmp_path: Path) -> None:
    opened = library_in(tmp_path / "library")
    opened.store.append([revision(A)])
    before = (tmp_path / "library" / DATABASE).read_bytes()
    changed = change_secret(opened, Secret(PASSPHRASE, "another sentence"), CHEAP)
    changed.close()
    assert (tmp_path / "library" / DATABASE).read_bytes() == before
    with pytest.raises(WrongKeyError):
        opened_in(tmp_path / "library")
    unlock(tmp_path / "library", Secret(PASSPHRASE, "another sentence")).close()


@pytest.mark.skipif(
    sys.platform == "win32" or os.geteuid() == 0, reason="needs a folder that refuses this user"
)
def test_a_folder_that_cannot_be_written_is_read(tmp_path: Path) -> None:
    folder = tmp_path / "library"
    library_in(folder).close()
    folder.chmod(0o500)
    try:
        opened = opened_in(folder)
        assert (opened.store.why_read_only, opened.store.count()) == (READ_ONLY, 0)
        opened.close()
    finally:
        folder.chmod(0o700)


def test_where_no_lock_can_be_made_it_is_read(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    library_in(tmp_path / "library").close()

    def refused(path: Path) -> None:
        raise PermissionError(path)

    monkeypatch.setattr(locks, "take", refused)
    opened = opened_in(tmp_path / "library")
    assert (opened.store.why_read_only, opened.store.count()) == (READ_ONLY, 0)
    opened.close()


def test_keys_that_are_missing_or_of_another_library_are_told(tmp_path: Path) -> None:
    library_in(tmp_path / "one").close()
    library_in(tmp_path / "other").close()
    keys = (tmp_path / "one" / KEYS).read_bytes()
    (tmp_path / "one" / KEYS).unlink()
    with pytest.raises(DamagedError, match="missing; restore"):
        opened_in(tmp_path / "one")
    (tmp_path / "other" / KEYS).write_bytes(keys)
    with pytest.raises(DamagedError):
        opened_in(tmp_path / "other")
    with pytest.raises(LibraryError, match="no library"):
        opened_in(tmp_path / "none")


def test_keys_that_open_the_database_of_another_id_are_refused(tmp_path: Path) -> None:
    opened = library_in(tmp_path / "library")
    opened.close()
    (tmp_path / "library" / DATABASE).unlink()
    embedded.create(tmp_path / "library" / DATABASE, opened.key, "f" * 32)
    with pytest.raises(DamagedError, match="another library"):
        opened_in(tmp_path / "library")
    assert sorted(path.name for path in (tmp_path / "library").iterdir()) == [KEYS, DATABASE]


@pytest.mark.parametrize("damage", [b"", b"\0" * 8192, os.urandom(8192)])
def test_a_damaged_database_is_told(tmp_path: Path, damage: bytes) -> None:
    library_in(tmp_path / "library").close()
    (tmp_path / "library" / DATABASE).write_bytes(damage)
    with pytest.raises(DamagedError, match="restore a backup"):
        opened_in(tmp_path / "library")


def test_nothing_is_made_over_anything(tmp_path: Path) -> None:
    folder = tmp_path / "library"
    folder.mkdir()
    (folder / "thesis.txt").write_text("mine")
    with pytest.raises(LibraryError, match="not empty"):
        make_library(folder, SENTENCE, RECOVERY_TEXT, CHEAP)
    assert [path.name for path in tmp_path.rglob("*")] == ["library", "thesis.txt"]


def test_an_empty_folder_is_taken_and_what_a_kill_left_goes(tmp_path: Path) -> None:
    (tmp_path / "library").mkdir()
    (tmp_path / ".library.new-00ff").mkdir()
    library_in(tmp_path / "library").close()
    assert [path.name for path in tmp_path.iterdir()] == ["library"]


def test_a_making_that_fails_leaves_nothing(tmp_path: Path) -> None:
    def fails() -> None:
        with being_made(tmp_path / "library") as made:
            embedded.create(made / DATABASE, KEY, "0" * 32)
            raise OSError(errno.ENOSPC, "no space")

    with pytest.raises(LibraryError, match="disk is full"):
        fails()
    assert list(tmp_path.iterdir()) == []


def test_a_secret_that_was_changed_since_it_was_opened_is_not_taken_back_by_the_next_change(
    tmp_path: Path,
) -> None:
    """Opened anew while another recovery key was still being written: it had read the keys of before."""
    opened = library_in(tmp_path / "library")
    change_secret(opened, Secret(RECOVERY, another := new_recovery_key()), CHEAP)
    change_secret(opened, Secret(PASSPHRASE, "another sentence"), CHEAP)
    with beside(opened) as reading:
        assert data_key(reading.keys, Secret(RECOVERY, another)) == opened.key
    opened.close()
    unlock(tmp_path / "library", Secret(RECOVERY, another)).close()
    with pytest.raises(WrongKeyError):
        unlock(tmp_path / "library", Secret(RECOVERY, RECOVERY_TEXT))
