"""Locks that tell whether the program that holds a file still runs. The system frees them when that dies."""

from __future__ import annotations

import contextlib
import os
import sys
import threading
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
    """The lock on a file, for all parts of a program that need it; it goes with the program, whatever held it."""

    def __init__(self, path: Path) -> None:
        self._path = path
        self._descriptor = 0
        self._holders, self._counting = 0, threading.Lock()

    def hold(self) -> bool:
        """Hold it, once more where it is held; from any thread. Return false, and refused: as by ``take``."""
        with self._counting:
            if not self._holders:
                descriptor = _taken(self._path)
                if descriptor is None:
                    return False
                self._descriptor = descriptor
            self._holders += 1
            return True

    def release(self) -> None:
        """Let go of it; whoever does so last frees the lock and removes its file."""
        with self._counting:
            self._holders -= 1
            if not self._holders:
                self._free()

    def _free(self) -> None:
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
    """Return the lock on a file, held, which is made if it is missing, or ``None`` if a running program holds it.

    ``None`` too where the disk knows no locks: then nobody can tell who runs. Refused (``OSError``): a folder
    that is missing or forbidden.
    """
    lock = Lock(path)
    return lock if lock.hold() else None


def _taken(path: Path) -> int | None:
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
        return descriptor
    os.close(descriptor)
    return None
