"""Taking records of a sealed file into a library: first what would change, then, if that is wanted, the change.

Nothing is overwritten: what both have stays, what only the file has is added. What was erased here does not come back,
and what the file says was erased goes here too.
"""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import NamedTuple

from ldn_desktop.decoding.strict import FileError
from ldn_desktop.library import embedded
from ldn_desktop.library.bodies import Erasure, Newer, Revision
from ldn_desktop.library.contract import Store
from ldn_desktop.library.embedded import EmbeddedStore
from ldn_desktop.library.errors import DamagedError, LibraryError
from ldn_desktop.library.keys import write_keys
from ldn_desktop.library.opening import DATABASE, KEYS, being_made
from ldn_desktop.library.record_reader import read_record
from ldn_desktop.library.records import Record, hash_of
from ldn_desktop.library.sealed_file import Sealed, records_in
from ldn_desktop.storage.files import StoreError, is_there, replace_atomically

_BATCH = 200


class Changes(NamedTuple):
    """What taking a file in would do.

    ``added`` counts records; ``new`` and ``revised`` name the plans that the library lacks, and those that get more
    records, each with its last revision in the file (``None`` of a plan without one). ``kept`` counts records of both,
    ``here`` those that the file lacks, which stay. ``refused`` counts records of plans that were erased here,
    ``erases`` the plans here that the file says were erased. ``newer`` counts records of a newer program: they are
    taken as they are.
    """

    added: int
    new: tuple[tuple[str, Revision | None], ...]
    revised: tuple[tuple[str, Revision | None], ...]
    kept: int
    here: int
    refused: int
    erases: int
    newer: int


def compare(store: Store, sealed: Sealed, key: bytes) -> Changes:
    """Return what taking a file in would change, and change nothing.

    Refused (``DamagedError``): a key that does not open the file, any changed byte, a record that nobody wrote.
    """
    here = set(store.subjects())
    last: dict[str, Revision | None] = {}
    added = kept = refused = newer = 0
    erases: set[str] = set()
    for data in records_in(sealed, key):
        if store.find(hash_of(data)) is not None:
            kept += 1
            continue
        record = _read(data)
        if store.erased(record.subject):
            refused += 1
            continue
        added += 1
        newer += isinstance(record.body, Newer)
        if isinstance(record.body, Erasure):
            erases |= here & set(record.body.subjects)
        told = record.body if isinstance(record.body, Revision) else last.get(record.subject)
        last[record.subject] = told
    new = tuple((subject, told) for subject, told in last.items() if subject not in here)
    revised = tuple((subject, told) for subject, told in last.items() if subject in here)
    return Changes(added, new, revised, kept, _many(store) - kept, refused, len(erases), newer)


def take_in(store: Store, sealed: Sealed, key: bytes) -> int:
    """Take in what a library lacks; return how many records were added. The index is then stale where it changed.

    The file is read to its end before anything is written. A kill on the way leaves the library with some of the
    records, whole, and taking the file in again adds the others. Refused: as by ``compare``, and what the disk refuses.
    """
    before = store.count()
    for _ in _lacking(store, sealed, key):
        pass
    batch: list[Record] = []
    for record in _lacking(store, sealed, key):
        if store.erased(record.subject):
            continue
        if isinstance(record.body, Erasure):
            store.append(batch)
            batch = []
            store.erase(record.body.subjects, record)
            continue
        batch.append(record)
        if len(batch) == _BATCH:
            store.append(batch)
            batch = []
    store.append(batch)
    return _many(store, before)


def restore_as(folder: Path, sealed: Sealed, key: bytes) -> None:
    """Make the library of a file in a folder that is missing or empty; what opens the file opens it.

    Refused (``LibraryError``): a folder that holds anything, what the disk refuses, a damaged file; no folder is made.
    """
    keys = sealed.head.keys
    with being_made(folder) as made:
        embedded.create(made / DATABASE, key, keys.library)
        store = EmbeddedStore(made / DATABASE, key)
        try:
            take_in(store, sealed, key)
        finally:
            store.close()
        replace_atomically(made / KEYS, write_keys(keys))


def mend_keys(folder: Path, sealed: Sealed, key: bytes) -> None:
    """Put the key file of a copy in the place of one that is missing or damaged.

    Refused (``LibraryError``): keys of another library, what the disk refuses; nothing is changed then.
    """
    if not is_there(folder / DATABASE):
        raise LibraryError("There is no library in this folder; choose another.")
    store = EmbeddedStore(folder / DATABASE, key, "its keys are being mended")
    library = store.id
    store.close()
    if library != sealed.head.keys.library:
        raise DamagedError("The copy is of another library; choose another copy.")
    try:
        replace_atomically(folder / KEYS, write_keys(sealed.head.keys))
    except StoreError as error:
        raise LibraryError(str(error)) from error


def _lacking(store: Store, sealed: Sealed, key: bytes) -> Iterator[Record]:
    for data in records_in(sealed, key):
        if store.find(hash_of(data)) is None:
            yield _read(data)


def _many(store: Store, after: int = 0) -> int:
    many = 0
    while page := store.after(after, _BATCH):
        many, after = many + len(page), page[-1].place
    return many


def _read(data: bytes) -> Record:
    try:
        return read_record(data)
    except FileError as error:
        raise DamagedError(
            f"The file holds a record that cannot be read ({error}) Choose another copy."
        ) from error
