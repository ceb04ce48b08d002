"""A library on the disk: a folder with its keys, its database and a lock. Made whole, unlocked, its passphrase changed.

The folder is made under another name and then given its own: a library is there whole, or it is not. Whoever holds the
lock writes; another window reads, and is told.
"""

from __future__ import annotations

import contextlib
import secrets
import shutil
from collections.abc import Iterator
from pathlib import Path
from typing import NamedTuple

from ldn_desktop.library import embedded
from ldn_desktop.library.embedded import EmbeddedStore
from ldn_desktop.library.errors import DamagedError, LibraryError
from ldn_desktop.library.keys import (
    COST,
    Cost,
    KeyFile,
    Secret,
    data_key,
    new_keys,
    read_keys,
    rewrapped,
    write_keys,
)
from ldn_desktop.storage import locks
from ldn_desktop.storage.disk_errors import why_unwritable
from ldn_desktop.storage.files import (
    MissingError,
    StoreError,
    is_there,
    read_limited,
    replace_atomically,
)
from ldn_desktop.storage.temporary_files import sync_folder

KEYS, DATABASE, LOCK = "keys.json", "plans.db", "lock"
OTHER_WINDOW = (
    "Another window has the library open: here it can be read. "
    "To write here, lock it there, then lock and unlock here."
)
READ_ONLY = "The library lies in a folder that cannot be written: it can be read."
_MADE = ".new-"


class Opened(NamedTuple):
    """A library that is unlocked: its store, its data key for backups, and its key file. ``close`` lets go of it."""

    folder: Path
    store: EmbeddedStore
    key: bytes
    keys: KeyFile
    lock: locks.Lock | None

    def close(self) -> None:
        """Let go of the database and of the lock; both even where one fails."""
        try:
            self.store.close()
        finally:
            if self.lock is not None:
                self.lock.release()


def is_library(folder: Path) -> bool:
    """Tell whether a library lies in a folder, or may: one that is away says neither."""
    return is_there(folder / KEYS) or is_there(folder / DATABASE)


def make_library(folder: Path, passphrase: str, recovery_key: str, cost: Cost = COST) -> None:
    """Make a library in a folder that is missing or empty.

    Refused (``LibraryError``): a passphrase that is too short, a folder that holds anything, what the disk refuses;
    (``RecoveryKeyError``) what is no recovery key.
    """
    keys, key = new_keys(passphrase, recovery_key, cost)
    with being_made(folder) as made:
        embedded.create(made / DATABASE, key, keys.library)
        _write_keys(made, keys)


@contextlib.contextmanager
def being_made(folder: Path) -> Iterator[Path]:
    """Give a new folder beside the one that is meant, which takes its name once it is whole.

    Refused (``LibraryError``): a folder in that place that holds anything; what the disk refuses.
    """
    made = folder.with_name(f".{folder.name}{_MADE}{secrets.token_hex(4)}")
    try:
        folder.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
        for left in folder.parent.glob(f".{folder.name}{_MADE}*"):
            shutil.rmtree(left, ignore_errors=True)
        made.mkdir(mode=0o700)
        yield made
        # An empty folder gives its place; one that holds anything refuses.
        with contextlib.suppress(FileNotFoundError):
            folder.rmdir()
        made.rename(folder)
        sync_folder(folder.parent)
    except LibraryError:
        raise
    except StoreError as error:
        raise LibraryError(str(error)) from error
    except OSError as error:
        if folder.is_dir() and any(folder.iterdir()):
            raise LibraryError("The folder of the library is not empty; choose another.") from error
        raise LibraryError(f"The library cannot be made: {why_unwritable(error, folder)}") from error
    finally:
        shutil.rmtree(made, ignore_errors=True)


def keys_in(folder: Path) -> KeyFile:
    """Return the key file of a library. Refused (``LibraryError``): one that is missing, damaged or newer."""
    try:
        return read_keys(read_limited(folder / KEYS, what="key file"))
    except MissingError as error:
        if is_there(folder / DATABASE):
            raise DamagedError("The keys of the library are missing; restore them from a backup.") from error
        raise LibraryError("There is no library in this folder; choose another.") from error
    except LibraryError:
        raise
    except StoreError as error:
        raise LibraryError(str(error)) from error


def unlock(folder: Path, secret: Secret) -> Opened:
    """Open a library; it is open to be read alone where another window writes it, or nobody can.

    Refused (``WrongKeyError``): a secret that does not open it; (``RecoveryKeyError``) a recovery key that is mistyped;
    (``LibraryError``) a library that is missing, damaged, or newer than can be read.
    """
    keys = keys_in(folder)
    return with_key(folder, keys, data_key(keys, secret))


def with_key(folder: Path, keys: KeyFile, key: bytes, lock: locks.Lock | None = None) -> Opened:
    """Open a library whose data key is known, as ``unlock`` does.

    ``lock`` is the one with which this program had it open: work beside the window may hold it still.
    """
    why_read_only = ""
    try:
        lock = _held(folder, lock)
        why_read_only = "" if lock else OTHER_WINDOW
    except OSError:
        why_read_only, lock = READ_ONLY, None
    try:
        store = EmbeddedStore(folder / DATABASE, key, why_read_only)
    except BaseException:
        if lock is not None:
            lock.release()
        raise
    opened = Opened(folder, store, key, keys, lock)
    if store.id != keys.library:
        opened.close()
        raise DamagedError("The keys are those of another library; restore them from a backup.")
    return opened


@contextlib.contextmanager
def beside(opened: Opened, why_read_only: str = "it is read beside the window") -> Iterator[Opened]:
    """Open what is open a second time, for work on another thread; to be written too where no reason is given against.

    Work that writes holds the lock to its end, even where whoever opened it lets go of it meanwhile.
    Refused (``LibraryError``): what the disk refuses.
    """
    why_read_only = opened.store.why_read_only or why_read_only
    with contextlib.nullcontext() if why_read_only else _writing(opened):
        store = EmbeddedStore(opened.folder / DATABASE, opened.key, why_read_only)
        try:
            yield opened._replace(store=store, keys=keys_now(opened), lock=None)
        finally:
            store.close()


@contextlib.contextmanager
def _writing(opened: Opened) -> Iterator[None]:
    """Hold the lock of what is open, or was. Refused (``LibraryError``): where another window has it by now."""
    try:
        lock = _held(opened.folder, opened.lock)
    except OSError as error:
        raise LibraryError(READ_ONLY) from error
    if lock is None:
        raise LibraryError(OTHER_WINDOW)
    try:
        yield
    finally:
        lock.release()


def _held(folder: Path, lock: locks.Lock | None) -> locks.Lock | None:
    """Return the lock of a library, held by one more of this program; ``None`` where another window holds it."""
    if lock is None:
        return locks.take(folder / LOCK)
    return lock if lock.hold() else None


def keys_now(opened: Opened) -> KeyFile:
    """Return the keys as they lie on the disk: they may have been changed while it was opened; else those it has."""
    try:
        keys = keys_in(opened.folder)
    except LibraryError:
        return opened.keys
    return keys if keys.library == opened.keys.library else opened.keys


def change_secret(opened: Opened, secret: Secret, cost: Cost = COST) -> Opened:
    """Have another passphrase, or another recovery key, open the library; the old one opens it no longer.

    Nothing but the key file is written, whole: a kill leaves the old one or the new one. Copies that were made before
    open with what opened them then. Refused (``LibraryError``): a library that is read alone, a passphrase that is too
    short, what the disk refuses; (``RecoveryKeyError``) what is no recovery key.
    """
    if opened.store.why_read_only:
        raise LibraryError(opened.store.why_read_only)
    with _writing(opened):
        keys = rewrapped(keys_now(opened), opened.key, secret, cost)
        try:
            _write_keys(opened.folder, keys)
        except StoreError as error:
            raise LibraryError(str(error)) from error
    return opened._replace(keys=keys)


def _write_keys(folder: Path, keys: KeyFile) -> None:
    replace_atomically(folder / KEYS, write_keys(keys))
