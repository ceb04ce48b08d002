"""What a disk refuses, in words, and another try where a program holds a file for a moment."""

from __future__ import annotations

import errno
import os
import sys
import time
from collections.abc import Callable
from typing import TypeVar

Result = TypeVar("Result")

_WHY_UNREADABLE = {
    errno.ENOENT: "does not exist; it may have been moved or renamed.",
    errno.ENOTDIR: "does not exist; it may have been moved or renamed.",
    errno.ELOOP: "is a link that leads back to itself; choose another file.",
    errno.EACCES: "may not be read by you; ask its owner for permission.",
    errno.EPERM: "may not be read by you; ask its owner for permission.",
    errno.EISDIR: "is a folder; choose a file.",
    errno.ENAMETOOLONG: "has a name that is too long; choose another file.",
}
_WHY_UNWRITABLE = {
    errno.ENOSPC: "the disk is full; free some space or choose another disk.",
    errno.EDQUOT: "your share of the disk is full; free some space or choose another disk.",
    errno.EFBIG: "the disk takes no file of that size; choose another disk.",
    errno.EROFS: "the folder is read-only; choose another folder.",
    errno.ENOENT: "the folder does not exist; choose another folder.",
    errno.ENOTDIR: "the folder does not exist; choose another folder.",
    errno.ELOOP: "it is a link that leads back to itself; choose another name.",
    errno.EACCES: "you may not write there; choose another folder.",
    errno.EPERM: "you may not write there; choose another folder.",
    errno.EISDIR: "there is a folder of that name; choose another name.",
    errno.ENAMETOOLONG: "the name is too long; choose a shorter one.",
}
_WAITS = (0.05, 0.1, 0.2, 0.4, 0.8)
"""Seconds between tries, where a virus scanner or a copy to a server holds a file for a moment."""
_NO_ACCESS, _SHARED, _LOCKED = 5, 32, 33
"""Errors of Windows that a file held by another program gives."""
_HELD_OPEN = "another program holds it open; close it there and try again."
_PERHAPS_HELD = (
    "another program holds it open, or you may not write there; close it, or choose another folder."
)
_LONGEST_ON_WINDOWS = 259
"""Letters of a whole path, where long paths are not switched on."""


def why_unreadable(error: OSError, path: str | os.PathLike[str]) -> str:
    """Return why a file cannot be read and what to do, to follow its name."""
    if _code(error) in {_SHARED, _LOCKED}:
        return f"cannot be read: {_HELD_OPEN}"
    return _WHY_UNREADABLE.get(_reason(error, path), "cannot be read; the disk reports an error.")


def why_unwritable(error: OSError, path: str | os.PathLike[str]) -> str:
    """Return why a file cannot be saved and what to do."""
    held = {_SHARED: _HELD_OPEN, _LOCKED: _HELD_OPEN, _NO_ACCESS: _PERHAPS_HELD}.get(_code(error))
    return held or _WHY_UNWRITABLE.get(
        _reason(error, path), "the disk reports an error; choose another folder."
    )


def is_missing(error: OSError, path: str | os.PathLike[str]) -> bool:
    """Tell whether a file cannot be read because it is not there."""
    return _reason(error, path) in {errno.ENOENT, errno.ENOTDIR}


def patiently(action: Callable[[], Result]) -> Result:
    """Do something to a file; where another program holds it, some more times, for one and a half seconds at most."""
    for wait in _WAITS:
        try:
            return action()
        except OSError as error:
            if _code(error) not in {_NO_ACCESS, _SHARED, _LOCKED}:
                raise
        time.sleep(wait)
    return action()


def _code(error: OSError) -> int:
    """Return Windows' own number of an error; 0 elsewhere."""
    return getattr(error, "winerror", None) or 0


def _reason(error: OSError, path: str | os.PathLike[str]) -> int:
    """Return the error's number. Windows says of a path that is too long that its folder does not exist."""
    too_long = (
        sys.platform == "win32" and len(os.path.abspath(path)) > _LONGEST_ON_WINDOWS  # noqa: PTH100 - realpath fails
    )
    return (
        errno.ENAMETOOLONG if too_long and error.errno in {errno.ENOENT, errno.EINVAL} else error.errno or 0
    )
