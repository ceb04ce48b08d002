"""Bytes that wait in a file beside the one that they replace, and what a program that was killed left of them."""

from __future__ import annotations

import contextlib
import errno
import os
import re
import stat
import sys
import tempfile
import time
from collections.abc import Callable, Iterator
from pathlib import Path

from ldn_desktop.storage import locks
from ldn_desktop.storage.disk_errors import patiently

_PERMISSIONS = 0o777
_GROUP = 0o070
_NAME_IN_TEMPORARY = 40
_TEMPORARY_END = ".ldn.tmp"
_TEMPORARY = r"(?as)\..+\.(ldnplan\.)?[a-z0-9_]{8}(?(1)(\.ldn)?|\.ldn)\.tmp"
"""Made ready by re when it is first used."""
_TRIES = 5
_LONGEST_SAVE = 60
"""Seconds after which, on Windows, what looks like a running save is what a killed one left."""


@contextlib.contextmanager
def waiting(target: Path, data: bytes, old: os.stat_result | None) -> Iterator[Callable[[], None]]:
    """Have bytes whole on the disk beside a file, until the end; what is yielded puts them in its place."""
    descriptor, temporary = _new_temporary(target)
    try:
        with os.fdopen(descriptor, "wb") as file:
            file.write(data)
            file.flush()
            os.fsync(descriptor)

            def put() -> None:
                if sys.platform == "win32":
                    # An open file cannot be moved there, and modes say nothing.
                    file.close()
                    patiently(lambda: temporary.replace(target))
                else:
                    temporary.replace(target)
                    # Only now: what a kill leaves before is the user's alone.
                    _take_mode(descriptor, old)
                sync_folder(target.parent)

            yield put
    finally:
        with contextlib.suppress(OSError):
            temporary.unlink()


def sync_folder(folder: Path) -> None:
    """Make the new name last through a power cut.

    Not every system can; the save is done all the same, since after a power cut there stands the old file or
    the new one, both whole.
    """
    if sys.platform != "win32":
        with contextlib.suppress(OSError):
            descriptor = os.open(folder, os.O_RDONLY | os.O_DIRECTORY)
            try:
                os.fsync(descriptor)
            finally:
                os.close(descriptor)


def clear_leftovers(folder: Path) -> None:
    """Remove what saves into a folder left when the program was killed. What a running program holds stays.

    Never raises: a folder that cannot be read or written keeps what it has.
    """
    with contextlib.suppress(OSError), os.scandir(folder) as entries:
        for entry in entries:
            if re.fullmatch(_TEMPORARY, entry.name):
                with contextlib.suppress(OSError):
                    _remove_unless_held(Path(entry.path))


def _new_temporary(target: Path) -> tuple[int, Path]:
    """Make a file beside the target and hold it: whoever clears the folder sees that it is in use."""
    prefix = f".{target.stem[:_NAME_IN_TEMPORARY]}{target.suffix[:_NAME_IN_TEMPORARY]}."
    for _ in range(_TRIES):
        descriptor, made = tempfile.mkstemp(_TEMPORARY_END, prefix, target.parent)
        temporary = Path(made)
        try:
            if sys.platform == "win32" or _is_held(descriptor, temporary):
                return descriptor, temporary
        except OSError:
            # A disk that knows no locks: nobody else can take one either.
            return descriptor, temporary
        os.close(descriptor)
        temporary.unlink(missing_ok=True)
    raise OSError(errno.EBUSY, "taken away by others")


def _is_held(descriptor: int, temporary: Path) -> bool:
    if not locks.hold(descriptor):
        return False
    try:
        return os.path.samestat(os.fstat(descriptor), temporary.stat())
    except FileNotFoundError:
        return False


def _remove_unless_held(leftover: Path) -> None:
    if sys.platform == "win32":
        # What a program has open cannot be removed there. It closes its new file for a moment before it puts that in
        # place.
        if time.time() - leftover.stat().st_mtime > _LONGEST_SAVE:
            leftover.unlink()
        return
    descriptor = os.open(leftover, os.O_RDONLY | os.O_NONBLOCK | os.O_NOCTTY | os.O_NOFOLLOW)
    try:
        found = os.fstat(descriptor)
        own = stat.S_ISREG(found.st_mode) and found.st_uid == os.geteuid()
        if own and locks.hold(descriptor):
            leftover.unlink()
    finally:
        os.close(descriptor)


def _take_mode(descriptor: int, old: os.stat_result | None) -> None:
    if old is None or sys.platform == "win32":
        return
    mode = stat.S_IMODE(old.st_mode) & _PERMISSIONS
    try:
        os.chown(descriptor, -1, old.st_gid)
    except OSError:
        # The file would open to a group that was never given it.
        mode &= ~_GROUP
    # Some disks (FAT, network shares) know no modes.
    with contextlib.suppress(OSError):
        os.fchmod(descriptor, mode)
