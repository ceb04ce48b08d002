"""Taking records of a sealed file into a library: first what would change, then, if that is wanted, the change.

Nothing is overwritten: what both have stays, what only the file has is added. What was erased here does not come back,
and what the file says was erased goes here too.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from datetime import datetime
from pathlib import Path
from typing import NamedTuple

from ldn_desktop.decoding.strict import FileError
from ldn_desktop.library import embedded
from ldn_desktop.library.bodies import Erasure, Newer, Revision, Visit
from ldn_desktop.library.contract import Kept, Store
from ldn_desktop.library.embedded import EmbeddedStore
from ldn_desktop.library.errors import DamagedError, LibraryError
from ldn_desktop.library.history import history
from ldn_desktop.library.keys import write_keys
from ldn_desktop.library.opening import DATABASE, KEYS, being_made
from ldn_desktop.library.record_reader import read_record
from ldn_desktop.library.records import PRACTICE, Record, hash_of
from ldn_desktop.library.sealed_file import Sealed, records_in
from ldn_desktop.storage.files import StoreError, is_there, replace_atomically

_BATCH = 200


class PlanChange(NamedTuple):
    """A plan that gets records: the last revision of it in the file, if any, how many records, and whether it is here.

    ``beside`` says that revisions would stand beside each other afterwards, and somebody has to look.
    """

    subject: str
    revision: Revision | None
    records: int
    here: bool
    beside: bool


class Changes(NamedTuple):
    """What taking a file in would do.

    ``added`` counts records, ``practice`` those of them that are of no plan; ``plans`` says of which plans the others
    are. ``kept`` counts records of both, ``here`` those that the file lacks, which stay. ``refused`` names plans of the
    file that were erased here, ``erases`` plans here that the file says were erased. ``newer`` counts records of a
    newer program: they are taken as they are.
    """

    added: int
    practice: int
    plans: tuple[PlanChange, ...]
    kept: int
    here: int
    refused: tuple[str, ...]
    erases: tuple[str, ...]
    newer: int


class Contents(NamedTuple):
    """What a file holds: how many plans and visits, and when the last record was kept, ``None`` where there is none."""

    plans: int
    visits: int
    last: datetime | None


Watch = Callable[[int], None]
"""Is told after some records each how many were done; what it raises stops the work."""


Note = Callable[[Store], None]
"""Keeps in a library of which file it holds what."""


def unwatched(_done: int) -> None:
    """Look at nothing."""


def unnoted(_store: Store) -> None:
    """Keep nothing of where it came from."""


def compare(store: Store, sealed: Sealed, key: bytes, watch: Watch = unwatched) -> Changes:
    """Return what taking a file in would change, and change nothing. ``watch`` is told up to the file's records.

    Refused (``DamagedError``): a key that does not open the file, any changed byte, a record that nobody wrote.
    """
    here = set(store.subjects())
    last: dict[str, Revision | None] = {}
    more: dict[str, list[Kept]] = {}
    kept = newer = 0
    many: dict[str, int] = {}
    refused: dict[str, None] = {}
    erases: dict[str, None] = {}
    for at, data in enumerate(_watched(sealed, key, watch)):
        if store.find(hash_of(data)) is not None:
            kept += 1
            continue
        record = _read(data)
        subject = record.subject
        if store.erased(subject):
            refused[subject] = None
            continue
        many[subject] = many.get(subject, 0) + 1
        newer += isinstance(record.body, Newer)
        if isinstance(record.body, Erasure):
            erases |= dict.fromkeys(gone for gone in record.body.subjects if gone in here)
        last[subject] = record.body if isinstance(record.body, Revision) else last.get(subject)
        if subject in here:
            more.setdefault(subject, []).append(Kept(at, subject, record.hash, data))
    plans = tuple(
        PlanChange(
            subject,
            told,
            many[subject],
            subject in here,
            subject in here and history([*store.of(subject), *more[subject]]).concurrent,
        )
        for subject, told in last.items()
        if subject != PRACTICE and subject not in erases
    )
    return Changes(
        sum(many.values()),
        many.get(PRACTICE, 0),
        plans,
        kept,
        _many(store) - kept,
        tuple(refused),
        tuple(erases),
        newer,
    )


def contents(sealed: Sealed, key: bytes, watch: Watch = unwatched) -> Contents:
    """Return what a file holds that is read to its end. Refused, and ``watch`` told: as by ``compare``."""
    plans: set[str] = set()
    visits, last = 0, None
    for data in _watched(sealed, key, watch):
        record = _read(data)
        if record.subject != PRACTICE:
            plans.add(record.subject)
        visits += isinstance(record.body, Visit)
        last = record.at
    return Contents(len(plans), visits, last)


def take_in(store: Store, sealed: Sealed, key: bytes, watch: Watch = unwatched, begun: Note = unnoted) -> int:
    """Take in what a library lacks; return how many records were added. The index is then stale where it changed.

    The file is read to its end before anything is written, and ``begun`` keeps that it is begun where there is anything
    to add, so that a kill is known of afterwards; ``watch`` is told up to twice the file's records. A kill on
    the way, or a ``watch`` that raises, leaves the library with some of the records, whole, and taking the file in
    again adds the others. Refused: as by ``compare``, and what the disk refuses.
    """
    if sum(1 for _ in _lacking(store, sealed, key, watch)):
        begun(store)
    before = store.count()
    batch: list[Record] = []

    def second(done: int) -> None:
        watch(sealed.head.records + done)

    for record in _lacking(store, sealed, key, second):
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


def restore_as(
    folder: Path, sealed: Sealed, key: bytes, watch: Watch = unwatched, note: Note = unnoted
) -> None:
    """Make the library of a file in a folder that is missing or empty; what opens the file opens it.

    ``note`` keeps in it where it came from.
    ``watch`` is told as by ``take_in``; where it raises, no library is made.
    Refused (``LibraryError``): a folder that holds anything, what the disk refuses, a damaged file; no folder is made.
    """
    keys = sealed.head.keys
    with being_made(folder) as made:
        embedded.create(made / DATABASE, key, keys.library)
        store = EmbeddedStore(made / DATABASE, key)
        try:
            take_in(store, sealed, key, watch)
            note(store)
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


def _watched(sealed: Sealed, key: bytes, watch: Watch) -> Iterator[bytes]:
    for done, data in enumerate(records_in(sealed, key)):
        if done % _BATCH == 0:
            watch(done)
        yield data


def _lacking(store: Store, sealed: Sealed, key: bytes, watch: Watch) -> Iterator[Record]:
    for data in _watched(sealed, key, watch):
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
