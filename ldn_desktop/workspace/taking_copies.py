"""A backup or export is taken in: what opens it, what it would change here, and what it brings where nothing is."""

from __future__ import annotations

import shutil
from collections.abc import Iterator
from datetime import datetime
from enum import StrEnum
from pathlib import Path
from typing import NamedTuple

from ldn_desktop.library import restoring
from ldn_desktop.library.bodies import BEGUN, Copied, Filters, Settings
from ldn_desktop.library.contract import Store
from ldn_desktop.library.embedded import EmbeddedStore
from ldn_desktop.library.errors import DamagedError, LibraryError, NewerError, WrongKeyError
from ldn_desktop.library.history import standing
from ldn_desktop.library.keys import PASSPHRASE, RECOVERY, Secret, data_key
from ldn_desktop.library.opening import DATABASE, Opened, beside, is_library, keys_in, with_key
from ldn_desktop.library.records import PRACTICE, make
from ldn_desktop.library.recovery_key import RecoveryKeyError, read_recovery_key
from ldn_desktop.library.restoring import Changes, Contents, Note, Watch, mend_keys, restore_as, unnoted
from ldn_desktop.library.sealed_drafts import FOLDER as DRAFTS
from ldn_desktop.library.sealed_file import Sealed
from ldn_desktop.storage.disk_errors import why_unwritable
from ldn_desktop.storage.files import is_there
from ldn_desktop.workspace.copies import EXPORT
from ldn_desktop.workspace.kept_plans import KeptPlans

_SLICE = 5


class Way(StrEnum):
    """What a copy can do where no library is open: make one, put back its keys, or stand in for a damaged one."""

    MAKE = "make"
    MEND = "mend"
    REPLACE = "replace"


def key_by(sealed: Sealed, typed: str) -> bytes:
    """Return the key that a typed passphrase or recovery key opens; takes its time, may run beside the window.

    Refused (``WrongKeyError``): what is neither.
    """
    secrets = [Secret(PASSPHRASE, typed)]
    try:
        read_recovery_key(typed)
        secrets.insert(0, Secret(RECOVERY, typed))
    except RecoveryKeyError:
        pass
    for secret in secrets:
        try:
            return data_key(sealed.head.keys, secret)
        except WrongKeyError:
            continue
    raise WrongKeyError("That is neither the passphrase nor the recovery key of this file. Try again.")


def opens_by_itself(opened: Opened, sealed: Sealed) -> bool:
    """Tell whether a file is a copy of the open library, so that its key opens it."""
    return sealed.head.keys.library == opened.keys.library


def compare_beside(opened: Opened, sealed: Sealed, key: bytes, watch: Watch) -> Changes:
    """Return what taking a file into the open library would change; may run beside the window. Refused: as there."""
    with beside(opened) as reading:
        return restoring.compare(reading.store, sealed, key, watch)


class Taken(NamedTuple):
    """What came of a file: how many records were added, and where a damaged library lies from now on, if one did.

    ``unnoted`` says why the library does not name the file among its copies; empty where it does.
    """

    added: int
    aside: Path | None = None
    unnoted: str = ""


def note_taken_in(path: Path, author: str, at: datetime, store: Store) -> None:
    """Keep that a file holds what a library has: whoever erases a plan is told of it.

    Made after what was taken in, for a copy holds what stands before its note.
    """
    body = Copied(EXPORT, str(path), max(store.count(), 1))
    store.append([make(body, PRACTICE, author=author, at=at)])


def note_begun(path: Path, author: str, at: datetime, store: Store) -> None:
    """Keep that a file is being taken in, of which the library holds nothing for sure until its other note follows."""
    store.append([make(Copied(EXPORT, str(path), BEGUN), PRACTICE, author=author, at=at)])


def take_in_beside(
    opened: Opened, sealed: Sealed, key: bytes, note: Note, watch: Watch, begun: Note = unnoted
) -> Taken:
    """Take a file into the open library and note it, and that it was ``begun``; may run beside the window.

    It is noted where part of it was taken in, too. Refused: as by ``take_in``, never for the note.
    """
    with beside(opened, "") as writing:
        store = writing.store
        before = store.count()
        try:
            added = restoring.take_in(store, sealed, key, watch, begun)
        except BaseException:
            if store.count() > before:
                _noted(store, note)
            raise
        return Taken(added, unnoted=_noted(store, note))


def _noted(store: Store, note: Note) -> str:
    """Note a file; return why that was refused, if it was."""
    try:
        note(store)
    except LibraryError as error:
        return str(error)
    return ""


def renewing(kept: KeptPlans) -> tuple[int, Iterator[int]]:
    """Return how many plans have no row that is up to date, and the work that makes them, a few at a time."""
    subjects = kept.stale()

    def steps() -> Iterator[int]:
        for at in range(0, len(subjects), _SLICE):
            kept.renew(subjects[at : at + _SLICE])
            yield min(at + _SLICE, len(subjects))

    return len(subjects), steps()


def beside_each_other(store: Store) -> list[str]:
    """Say what of the practice was changed on two computers, and what stands."""
    kinds = (
        ("saved filters", Filters, "save one"),
        ("settings of the practice", Settings, "keep them once more"),
    )
    return [
        f"The {name} were changed on two computers. Those that were changed more often stand; {settle} to settle it."
        for name, kind, settle in kinds
        if len(standing(store, kind).heads) > 1
    ]


def way_here(folder: Path, sealed: Sealed, key: bytes) -> Way:
    """Return what a copy can do for the folder of the library, none of which is open.

    Refused (``LibraryError``): where a library lies there that is whole, another one, a newer one, or away.
    """
    if not is_library(folder):
        return Way.MAKE
    has_keys = _has_keys(folder, sealed)
    if not is_there(folder / DATABASE):
        return Way.REPLACE
    try:
        store = EmbeddedStore(folder / DATABASE, key, "it is looked at")
    except DamagedError:
        return Way.REPLACE
    library = store.id
    store.close()
    if has_keys and library == sealed.head.keys.library:
        raise LibraryError("The library here is whole. Unlock it first, then restore from its menu Library.")
    return Way.MEND


class Found(NamedTuple):
    """What a file can do here, and what it holds; its keys can be put back whatever became of the rest."""

    way: Way
    held: Contents | None


def found_here(folder: Path, sealed: Sealed, key: bytes, watch: Watch) -> Found:
    """Return what a file that is read to its end can do here. Refused: as by ``way_here``, and a damaged file."""
    way = way_here(folder, sealed, key)
    return Found(way, None if way is Way.MEND else restoring.contents(sealed, key, watch))


def _has_keys(folder: Path, sealed: Sealed) -> bool:
    try:
        keys = keys_in(folder)
    except NewerError:
        raise
    except DamagedError:
        return False
    if keys.library != sealed.head.keys.library:
        raise LibraryError(
            "The library here is another one. Unlock it first, then take the file in from its menu Library."
        )
    return True


def bring_back(folder: Path, sealed: Sealed, key: bytes, note: Note, watch: Watch) -> Taken:
    """Make or mend the library of a folder by a copy, and note it there; may run beside the window.

    Nothing of a damaged library is removed. Refused (``LibraryError``): as by ``way_here``, what the disk refuses; then
    all is as before.
    """
    match way_here(folder, sealed, key):
        case Way.MAKE:
            restore_as(folder, sealed, key, watch, note)
        case Way.MEND:
            mend_keys(folder, sealed, key)
            opened = with_key(folder, keys_in(folder), key)
            try:
                return Taken(0, unnoted=_noted(opened.store, note))
            finally:
                opened.close()
        case Way.REPLACE:
            return Taken(sealed.head.records, _replace(folder, sealed, key, note, watch))
    return Taken(sealed.head.records)


def _replace(folder: Path, sealed: Sealed, key: bytes, note: Note, watch: Watch) -> Path:
    made, aside = _free(folder, "restored"), _free(folder, "damaged")
    restore_as(made, sealed, key, watch, note)
    try:
        if (folder / DRAFTS).is_dir():
            # What was being written when it broke opens with the same key.
            shutil.copytree(folder / DRAFTS, made / DRAFTS)
        folder.rename(aside)
        try:
            made.rename(folder)
        except OSError:
            aside.rename(folder)
            raise
    except OSError as error:
        shutil.rmtree(made, ignore_errors=True)
        raise LibraryError(
            f"The damaged library cannot be set aside: {why_unwritable(error, folder)}"
        ) from error
    return aside


def _free(folder: Path, what: str) -> Path:
    number, path = 1, folder.with_name(f"{folder.name}-{what}")
    while is_there(path):
        number += 1
        path = folder.with_name(f"{folder.name}-{what}-{number}")
    return path
