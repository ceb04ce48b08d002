"""Files read within bounds and replaced whole: a failed save leaves the old file as it was."""

from __future__ import annotations

import contextlib
import os
import stat
import sys
from collections.abc import Callable, Iterator, Mapping
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

from ldn_desktop.domain.amount import quoted
from ldn_desktop.storage.disk_errors import is_missing, patiently, why_unreadable, why_unwritable
from ldn_desktop.storage.file_names import JSON_SUFFIX, windows_refuses

if TYPE_CHECKING:
    from io import BufferedReader

MAX_BYTES = 1 << 20
MAX_BUNDLE_BYTES = 32 << 20
"""Of a file that may be a FHIR Bundle: it tells a plan's every step, and holds its file besides."""
# Only Windows has the first, only the others have the rest.
_READ = os.O_RDONLY | getattr(os, "O_BINARY", 0) | getattr(os, "O_NONBLOCK", 0) | getattr(os, "O_NOCTTY", 0)

OTHER_NAME = "The file had another name on this disk (a hard link), which still holds what was there before."


class StoreError(OSError):
    """A file that cannot be read or written. Its text is one sentence for the user: which, why, what to do."""


class MissingError(StoreError):
    """A file that is not there."""


def is_there(path: Path) -> bool:
    """Tell whether a file is there, or may be: a folder that is forbidden or away says neither. Never raises."""
    try:
        path.stat()
    except (FileNotFoundError, NotADirectoryError):
        return False
    except (OSError, ValueError):
        return True
    return True


def real_path(path: str | os.PathLike[str]) -> Path:
    """Return a path with its links followed; as it stands where Windows cannot tell, as on some disks."""
    try:
        return Path(os.path.realpath(path))
    except OSError:
        return Path(os.path.abspath(path))  # noqa: PTH100 - links stay, detours go


def read_limited(path: str | os.PathLike[str], limit: int = MAX_BYTES, what: str = "plan file") -> bytes:
    """Return the bytes of a file of at most ``limit`` bytes; ``what`` is what it is to be.

    Refused (``StoreError``): a file that is missing, forbidden or larger, which is not read to its end; a
    folder; a pipe, socket or device, without waiting for it.
    """
    name = quoted(Path(path).name or str(path))
    try:
        _refuse_unless_regular(Path(path).stat().st_mode, name)
        # Not blocking: what was a file a moment ago may be a pipe by now.
        descriptor = patiently(lambda: os.open(path, _READ))
        with os.fdopen(descriptor, "rb") as file:
            found = os.fstat(descriptor)
            _refuse_unless_regular(found.st_mode, name)
            data = b"" if found.st_size > limit else _up_to(limit + 1, file, found.st_size)
    except StoreError:
        raise
    except ValueError:
        raise StoreError(f"{name} is no name that a file can have; choose another file.") from None
    except OSError as error:
        refusal = MissingError if is_missing(error, path) else StoreError
        raise refusal(f"{name} {why_unreadable(error, path)}") from error
    if found.st_size > limit or len(data) > limit:
        raise StoreError(f"{name} is larger than {_size(limit)}, so it is no {what}; choose another file.")
    return data


def _up_to(most: int, file: BufferedReader, told: int) -> bytes:
    """Read so many bytes at most of a file that is ``told`` to have so many: what is asked for is set aside at once."""
    data = file.read(min(told + 1, most))
    # It grew, or is one of the system's own, which tell no size.
    return data + file.read(most - len(data)) if len(data) > told else data


def read_plan_file(path: str | os.PathLike[str]) -> bytes:
    """Return the bytes of a file that may hold a plan: as ``read_limited``, of a Bundle more."""
    bundle = Path(path).suffix.lower() == JSON_SUFFIX
    return read_limited(path, MAX_BUNDLE_BYTES if bundle else MAX_BYTES)


def replace_atomically(path: str | os.PathLike[str], data: bytes) -> bool:
    """Put the bytes in the place of a file, or make it; a link is followed, and stays.

    A reader sees the old or the new bytes, never a part. A new file is the user's alone (mode 0600); an old one keeps
    its mode, and its group where the system lets it. Return whether the old one had another name (a hard link), which
    keeps the old bytes. What a save that was killed left in the folder is removed. Refused (``StoreError``), the old
    file intact and nothing left beside it: a folder that is missing or read-only, a full disk, no permission, a
    write-protected file, something in its place that is no file.
    """
    from ldn_desktop.storage.temporary_files import waiting

    with _told_as(path):
        target, old = _place_of(path)
        with waiting(target, data, old) as put:
            put()
    return old is not None and old.st_nlink > 1


def replace_together(files: Mapping[Path, bytes]) -> None:
    """Put bytes in the places of several files as ``replace_atomically`` does, in all of them or in none.

    Each is whole on the disk before the first is put in its place, and beside it what stands there. Where one then
    cannot be, that is put back, and those that are new are taken away again. Refused (``StoreError``): as there; a file
    that cannot be put back is named.
    """
    from ldn_desktop.storage.temporary_files import waiting

    with contextlib.ExitStack() as stack:
        ready: dict[Path, tuple[Callable[[], None], Callable[[], None]]] = {}
        for path, data in files.items():
            with _told_as(path):
                target, old = _place_of(path)
                put = stack.enter_context(waiting(target, data, old))
                back: Callable[[], None] = partial(target.unlink, missing_ok=True)
                if old is not None:
                    back = stack.enter_context(waiting(target, target.read_bytes(), old))
            ready[path] = put, back
        done: dict[Path, Callable[[], None]] = {}
        try:
            for path, (put, back) in ready.items():
                with _told_as(path):
                    put()
                done[path] = back
        except BaseException as error:
            stay = [quoted(path.name) for path, back in done.items() if not _is_done(back)]
            if stay and isinstance(error, StoreError):
                raise StoreError(f"{error} The new one stays of {', '.join(stay)}.") from error
            raise


def _is_done(what: Callable[[], None]) -> bool:
    try:
        what()
    except OSError:
        return False
    return True


@contextlib.contextmanager
def _told_as(path: str | os.PathLike[str]) -> Iterator[None]:
    """Have what the system refuses be told in a sentence (``StoreError``) that names the file."""
    name = quoted(Path(path).name or str(path))
    try:
        yield
    except StoreError:
        raise
    except ValueError:
        raise StoreError(f"{name} is no name that a file can have; choose another name.") from None
    except OSError as error:
        raise StoreError(f"{name} cannot be saved: {why_unwritable(error, path)}") from error


def _place_of(path: str | os.PathLike[str]) -> tuple[Path, os.stat_result | None]:
    """Return what a path leads to, and what stands there. Refused: what no file may take the place of."""
    # Loaded when something is first written, so that the window opens sooner.
    from ldn_desktop.storage.temporary_files import clear_leftovers

    name = quoted(Path(path).name or str(path))
    if sys.platform == "win32" and windows_refuses(Path(path).name):
        raise StoreError(f"{name} is no name that Windows gives to a file; choose another name.")
    target = real_path(path)
    old = _old(target, name)
    clear_leftovers(target.parent)
    return target, old


def _size(limit: int) -> str:
    if limit < 1 << 10:
        return f"{limit} bytes"
    return f"{limit >> 20} MiB" if limit >= 1 << 20 else f"{limit >> 10} KiB"


def _refuse_unless_regular(mode: int, name: str) -> None:
    if stat.S_ISDIR(mode):
        raise StoreError(f"{name} is a folder; choose a file.")
    if not stat.S_ISREG(mode):
        raise StoreError(f"{name} is a device or a pipe, not a file; choose a file.")


def _old(target: Path, name: str) -> os.stat_result | None:
    try:
        old = target.stat()
    except FileNotFoundError:
        return None
    if stat.S_ISDIR(old.st_mode):
        raise StoreError(f"{name} cannot be saved: there is a folder of that name; choose another name.")
    if not stat.S_ISREG(old.st_mode):
        raise StoreError(f"{name} cannot be saved: it is a device or a pipe; choose another name.")
    # Replacing asks the folder for permission, not the file; whoever protected the file meant it.
    if not os.access(target, os.W_OK):
        raise StoreError(f"{name} cannot be saved: it is write-protected; choose another name.")
    return old
