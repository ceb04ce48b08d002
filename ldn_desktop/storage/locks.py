"""Locks that tell whether the program that holds a file still runs. The system frees them when that dies."""

from __future__ import annotations

import contextlib
import os
import sys
from pathlib import Path

if sys.platform == "win32":
    import msvcrt

    def _lock(descriptor: int) -> None:
        msvcrt.locking(descriptor, msvcrt.LK_NBLCK, 1)

else:
    import fcntl

    def _lock(descriptor: int) -> None:
        fcntl.flock(descriptor, fcntl.LOCK_EX | fcntl.LOCK_NB)


def hold(descriptor: int) -> bool:
    """Hold an open file until it is closed; return false where a running program does.

    Refused (``OSError``): a disk that knows no locks.
    """
    try:
        _lock(descriptor)
    except BlockingIOError:
        return False
    return True


class Lock:
    """A lock that is held. Made by ``take``; it goes with ``release`` or with the program."""

    def __init__(self, path: Path, descriptor: int) -> None:
        self._path = path
        self._descriptor = descriptor

    def release(self) -> None:
        """Free the lock and remove its file."""
        if sys.platform == "win32":
            # An open file cannot be removed there; one that another program opened meanwhile stays.
            os.close(self._descriptor)
            with contextlib.suppress(OSError):
                self._path.unlink()
        else:
            # Removed while held: whoever waits with the old file open then finds that it is gone.
            with contextlib.suppress(OSError):
                self._path.unlink()
            os.close(self._descriptor)


def take(path: Path) -> Lock | None:
    """Return the lock on a file, which is made if it is missing, or ``None`` if a running program holds it.

    ``None`` too where the disk knows no locks: then nobody can tell who runs. Refused (``OSError``): a folder
    that is missing or forbidden.
    """
    descriptor = os.open(path, os.O_RDWR | os.O_CREAT, 0o600)
    try:
        _lock(descriptor)
        # Between opening and locking the file may have been removed; the lock would then hold nobody off.
        is_current = os.path.samestat(os.fstat(descriptor), path.stat())
    except OSError:
        is_current = False
    except BaseException:
        os.close(descriptor)
        raise
    if is_current:
        return Lock(path, descriptor)
    os.close(descriptor)
    return None
