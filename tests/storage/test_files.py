"""Files are read within bounds and replaced whole, whatever the disk does in the middle."""

from __future__ import annotations

import errno
import os
import stat
import subprocess
import sys
import tracemalloc
from collections.abc import Callable
from pathlib import Path

import pytest

from ldn_desktop.storage import disk_errors
from ldn_desktop.storage.files import (
    MAX_BYTES,
    StoreError,
    is_there,
    read_limited,
    real_path,
    replace_atomically,
    replace_together,
)
from tests.storage.test_disk_errors import HeldError

POSIX = pytest.mark.skipif(sys.platform == "win32", reason="modes, links and pipes of Unix")
OLD, NEW = b"the old plan", b"the new plan"


def names(folder: Path) -> list[str]:
    return sorted(path.name for path in folder.iterdir())


def failing(number: int, *, from_call: int = 1) -> Callable[..., None]:
    """A system call that fails with an error number, from its nth call on."""
    calls = [0]

    def fail(*_args: object, **_kwargs: object) -> None:
        calls[0] += 1
        if calls[0] >= from_call:
            raise OSError(number, os.strerror(number))

    return fail


def mode(path: Path) -> int:
    return stat.S_IMODE(path.stat().st_mode)


def test_reads_what_stands_there(tmp_path: Path) -> None:
    file = tmp_path / "plan"
    file.write_bytes(b"\r\n\x00\xff")
    assert read_limited(file) == b"\r\n\x00\xff"
    assert read_limited(str(file)) == b"\r\n\x00\xff"


def test_the_limit_is_inclusive(tmp_path: Path) -> None:
    file = tmp_path / "plan"
    file.write_bytes(bytes(MAX_BYTES))
    assert len(read_limited(file)) == MAX_BYTES
    file.write_bytes(bytes(MAX_BYTES + 1))
    with pytest.raises(
        StoreError, match=r"^“plan” is larger than 1 MiB, so it is no plan file; choose another"
    ):
        read_limited(file)


def test_no_more_memory_is_asked_for_than_the_file_has_however_much_it_may_have(tmp_path: Path) -> None:
    file = tmp_path / "small"
    file.write_bytes(b"small")
    tracemalloc.start()
    try:
        assert read_limited(file, 1 << 30) == b"small"
        assert tracemalloc.get_traced_memory()[1] < MAX_BYTES
    finally:
        tracemalloc.stop()


def test_a_huge_file_is_refused(tmp_path: Path) -> None:
    file = tmp_path / "huge"
    with file.open("wb") as sparse:
        sparse.truncate(1 << 40)
    with pytest.raises(StoreError, match="larger than 1 MiB"):
        read_limited(file)


@pytest.mark.skipif(not Path("/proc/self/status").exists(), reason="needs a file that hides its size")
def test_a_file_that_hides_its_size_is_not_read_to_its_end() -> None:
    with pytest.raises(StoreError, match="larger than 10 bytes"):
        read_limited("/proc/self/status", limit=10)


def test_a_missing_file_is_refused_with_a_sentence(tmp_path: Path) -> None:
    with pytest.raises(StoreError) as caught:
        read_limited(tmp_path / "anna.ldnplan")
    assert str(caught.value) == "“anna.ldnplan” does not exist; it may have been moved or renamed."


def test_a_file_taken_for_a_folder_does_not_exist(tmp_path: Path) -> None:
    (tmp_path / "file").write_bytes(OLD)
    with pytest.raises(StoreError, match="does not exist"):
        read_limited(tmp_path / "file" / "plan")


def test_a_folder_is_refused(tmp_path: Path) -> None:
    with pytest.raises(StoreError, match=r" is a folder; choose a file\.$"):
        read_limited(tmp_path)


@pytest.mark.parametrize("name", ["a\0b", "x" * 5000])
def test_an_impossible_name_is_refused(tmp_path: Path, name: str) -> None:
    with pytest.raises(StoreError, match="name"):
        read_limited(tmp_path / name)
    with pytest.raises(StoreError, match="name"):
        replace_atomically(tmp_path / name, NEW)


def test_no_permission_to_read_is_refused(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    file = tmp_path / "plan"
    file.write_bytes(OLD)
    monkeypatch.setattr(os, "open", failing(errno.EACCES))
    with pytest.raises(StoreError) as caught:
        read_limited(file)
    assert str(caught.value) == "“plan” may not be read by you; ask its owner for permission."


@POSIX
def test_a_pipe_is_refused_at_once(tmp_path: Path) -> None:
    pipe = tmp_path / "pipe"
    os.mkfifo(pipe)
    # In a process of its own: a reader that waits for the pipe would never come back.
    code = f"from ldn_desktop.storage.files import read_limited; read_limited({str(pipe)!r})"
    ended = subprocess.run(
        [sys.executable, "-c", code], capture_output=True, text=True, timeout=60, check=False
    )
    assert "StoreError: “pipe” is a device or a pipe, not a file" in ended.stderr
    with pytest.raises(StoreError, match="is a device or a pipe"):
        replace_atomically(pipe, NEW)


@POSIX
def test_a_device_is_refused() -> None:
    with pytest.raises(StoreError, match="is a device or a pipe"):
        read_limited("/dev/zero")
    with pytest.raises(StoreError, match="cannot be saved: it is a device or a pipe"):
        replace_atomically("/dev/null", NEW)


def test_a_new_file_is_the_users_alone(tmp_path: Path) -> None:
    file = tmp_path / "plan"
    replace_atomically(file, NEW)
    assert file.read_bytes() == NEW
    assert names(tmp_path) == ["plan"]
    assert sys.platform == "win32" or mode(file) == 0o600


@POSIX
@pytest.mark.parametrize("old_mode", [0o600, 0o640, 0o664])
def test_a_replaced_file_keeps_its_mode(tmp_path: Path, old_mode: int) -> None:
    file = tmp_path / "plan"
    file.write_bytes(OLD)
    file.chmod(old_mode)
    replace_atomically(file, NEW)
    assert (file.read_bytes(), mode(file)) == (NEW, old_mode)


@POSIX
def test_no_other_group_is_let_in(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    file = tmp_path / "plan"
    file.write_bytes(OLD)
    file.chmod(0o660)
    monkeypatch.setattr(os, "chown", failing(errno.EPERM))
    replace_atomically(file, NEW)
    assert mode(file) == 0o600


@POSIX
def test_a_link_is_followed_and_stays(tmp_path: Path) -> None:
    (tmp_path / "far").mkdir()
    file = tmp_path / "far" / "plan"
    file.write_bytes(OLD)
    link = tmp_path / "link"
    link.symlink_to(file)
    replace_atomically(link, NEW)
    assert link.is_symlink()
    assert file.read_bytes() == NEW


@POSIX
def test_a_link_to_itself_is_refused(tmp_path: Path) -> None:
    link = tmp_path / "link"
    link.symlink_to(link)
    with pytest.raises(StoreError, match="leads back to itself"):
        read_limited(link)
    with pytest.raises(StoreError, match="leads back to itself"):
        replace_atomically(link, NEW)
    assert link.is_symlink()


@pytest.mark.parametrize("call", ["replace", "fsync"])
@pytest.mark.parametrize(
    ("number", "sentence"),
    [
        (errno.ENOSPC, "the disk is full; free some space or choose another disk."),
        (errno.EROFS, "the folder is read-only; choose another folder."),
        (errno.EACCES, "you may not write there; choose another folder."),
        (errno.EIO, "the disk reports an error; choose another folder."),
    ],
)
def test_a_failed_save_leaves_the_old_file_and_nothing_else(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, call: str, number: int, sentence: str
) -> None:
    file = tmp_path / "plan"
    file.write_bytes(OLD)
    monkeypatch.setattr(os, call, failing(number))
    with pytest.raises(StoreError) as caught:
        replace_atomically(file, NEW)
    assert str(caught.value) == f"“plan” cannot be saved: {sentence}"
    assert (names(tmp_path), file.read_bytes()) == (["plan"], OLD)


@pytest.mark.skipif(not Path("/dev/full").exists(), reason="needs a disk that is always full")
def test_a_disk_that_fills_up_while_writing_leaves_the_old_file(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    file = tmp_path / "plan"
    file.write_bytes(OLD)
    real_fdopen = os.fdopen

    def full(descriptor: int, how: str) -> object:
        os.dup2(os.open("/dev/full", os.O_WRONLY), descriptor)
        return real_fdopen(descriptor, how)

    monkeypatch.setattr(os, "fdopen", full)
    with pytest.raises(StoreError, match="the disk is full"):
        replace_atomically(file, NEW)
    assert (names(tmp_path), file.read_bytes()) == (["plan"], OLD)


def test_an_interruption_leaves_the_old_file(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    file = tmp_path / "plan"
    file.write_bytes(OLD)

    def interrupt(_descriptor: int) -> None:
        raise KeyboardInterrupt

    monkeypatch.setattr(os, "fsync", interrupt)
    with pytest.raises(KeyboardInterrupt):
        replace_atomically(file, NEW)
    assert (names(tmp_path), file.read_bytes()) == (["plan"], OLD)


@POSIX
def test_a_folder_that_cannot_be_synced_does_not_undo_the_save(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    file = tmp_path / "plan"
    monkeypatch.setattr(os, "fsync", failing(errno.EINVAL, from_call=2))
    replace_atomically(file, NEW)
    assert file.read_bytes() == NEW


@POSIX
def test_file_and_folder_are_synced_around_the_replacement(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    done: list[str] = []
    real_fsync, real_replace = os.fsync, os.replace

    def fsync(descriptor: int) -> None:
        done.append("folder" if stat.S_ISDIR(os.fstat(descriptor).st_mode) else "file")
        real_fsync(descriptor)

    def replace(source: str, target: str) -> None:
        done.append("replace")
        real_replace(source, target)

    monkeypatch.setattr(os, "fsync", fsync)
    monkeypatch.setattr(os, "replace", replace)
    replace_atomically(tmp_path / "plan", NEW)
    assert done == ["file", "replace", "folder"]


def test_a_missing_folder_is_refused(tmp_path: Path) -> None:
    with pytest.raises(
        StoreError, match=r"^“plan” cannot be saved: the folder does not exist; choose another"
    ):
        replace_atomically(tmp_path / "gone" / "plan", NEW)


def test_a_folder_is_not_replaced(tmp_path: Path) -> None:
    (tmp_path / "plan").mkdir()
    with pytest.raises(StoreError, match="there is a folder of that name"):
        replace_atomically(tmp_path / "plan", NEW)
    assert names(tmp_path) == ["plan"]


def test_a_write_protected_file_is_not_replaced(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    file = tmp_path / "plan"
    file.write_bytes(OLD)
    monkeypatch.setattr(os, "access", lambda *_args: False)
    with pytest.raises(StoreError, match="it is write-protected; choose another name"):
        replace_atomically(file, NEW)
    assert file.read_bytes() == OLD


def test_a_long_name_leaves_room_for_the_temporary_one(tmp_path: Path) -> None:
    file = tmp_path / ("ä" * 120)
    replace_atomically(file, NEW)
    assert file.read_bytes() == NEW


def test_a_name_in_a_sentence_stays_on_its_line(tmp_path: Path) -> None:
    with pytest.raises(StoreError) as caught:
        read_limited(tmp_path / "two\nlines")
    assert "\n" not in str(caught.value)


@pytest.mark.parametrize("code", [errno.EACCES, errno.ESTALE, errno.EIO])
def test_a_folder_that_answers_nothing_may_hold_the_file(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, code: int
) -> None:
    def stat(_: Path) -> None:
        raise OSError(code, "no answer")

    assert not is_there(tmp_path / "missing")
    monkeypatch.setattr(Path, "stat", stat)
    assert is_there(tmp_path / "plan")


def test_where_the_system_cannot_follow_a_path_the_file_is_saved_all_the_same(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """As on disks of Windows that do not tell the final path of a file; made up here."""

    def untold(_: object) -> None:
        raise OSError(errno.EINVAL, "More data available")

    monkeypatch.setattr(os.path, "realpath", untold)
    replace_atomically(tmp_path / "plan", NEW)
    assert (tmp_path / "plan").read_bytes() == NEW
    assert real_path(tmp_path / "a" / ".." / "plan") == tmp_path / "plan"


@pytest.mark.parametrize(
    ("code", "told"),
    [(32, "close it there and try again."), (33, "holds it open;"), (5, "or you may not write there")],
)
def test_a_file_held_by_another_program_is_told_so(
    tmp_path: Path, code: int, told: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    def refused(*_: object) -> None:
        raise HeldError(code)

    monkeypatch.setattr(Path, "replace", refused)
    with pytest.raises(StoreError, match="another program holds it open") as caught:
        replace_atomically(tmp_path / "plan", NEW)
    assert told in str(caught.value)


@pytest.mark.skipif(sys.platform != "win32", reason="Windows alone: its names")
@pytest.mark.parametrize("name", ["CON", "nul.pdf", "plan.", "plan ", "a?b", "x" * 300])
def test_a_name_that_windows_refuses_is_told_so(tmp_path: Path, name: str) -> None:
    with pytest.raises(StoreError, match="name"):
        replace_atomically(tmp_path / name, NEW)
    assert list(tmp_path.iterdir()) == []


@pytest.mark.skipif(sys.platform != "win32", reason="Windows alone: an open file cannot be replaced there")
def test_an_open_file_is_told_so(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(disk_errors, "_WAITS", (0,))
    file = tmp_path / "plan"
    file.write_bytes(OLD)
    with file.open("rb"), pytest.raises(StoreError, match="another program holds it open"):
        replace_atomically(file, NEW)
    assert [path.read_bytes() for path in tmp_path.iterdir()] == [OLD]


def test_several_files_are_put_in_their_places_together(tmp_path: Path) -> None:
    old, new = tmp_path / "old", tmp_path / "new"
    old.write_bytes(OLD)
    replace_together({old: NEW, new: NEW})
    assert (old.read_bytes(), new.read_bytes()) == (NEW, NEW)
    assert names(tmp_path) == ["new", "old"]


def test_where_one_of_several_has_no_room_none_is_written(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    old = tmp_path / "old"
    old.write_bytes(OLD)
    monkeypatch.setattr(os, "fsync", failing(errno.ENOSPC, from_call=4))
    with pytest.raises(StoreError, match="“c” cannot be saved: the disk is full"):
        replace_together({tmp_path / "a": NEW, old: NEW, tmp_path / "c": NEW})
    assert old.read_bytes() == OLD
    assert names(tmp_path) == ["old"]


def test_where_one_of_several_cannot_be_put_in_its_place_all_is_as_before(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    moved, old = Path.replace, tmp_path / "old"
    old.write_bytes(OLD)
    old.chmod(0o640)
    before = mode(old)

    def replace(self: Path, target: Path) -> Path:
        if target.name == "b":
            raise OSError(errno.EACCES, os.strerror(errno.EACCES))
        return moved(self, target)

    monkeypatch.setattr(Path, "replace", replace)
    with pytest.raises(StoreError, match="“b” cannot be saved"):
        replace_together({tmp_path / "a": NEW, old: NEW, tmp_path / "b": NEW})
    assert names(tmp_path) == ["old"]
    assert (old.read_bytes(), mode(old)) == (OLD, before)


def test_one_of_several_that_cannot_be_put_back_is_named(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    moved, old = Path.replace, tmp_path / "old"
    old.write_bytes(OLD)
    done: list[Path] = []

    def replace(self: Path, target: Path) -> Path:
        if done:
            raise OSError(errno.EACCES, os.strerror(errno.EACCES))
        done.append(target)
        return moved(self, target)

    monkeypatch.setattr(Path, "replace", replace)
    with pytest.raises(StoreError, match=r"“b” cannot be saved: .* The new one stays of “old”\.$"):
        replace_together({old: NEW, tmp_path / "b": NEW})
    assert names(tmp_path) == ["old"]
    assert old.read_bytes() == NEW


def test_a_folder_in_the_place_of_one_of_several_keeps_the_others_away(tmp_path: Path) -> None:
    (tmp_path / "b").mkdir()
    with pytest.raises(StoreError, match="there is a folder of that name"):
        replace_together({tmp_path / "a": NEW, tmp_path / "b": NEW})
    assert names(tmp_path) == ["b"]
