"""The embedded engine: one database, encrypted page by page by SQLCipher, on this computer's disk.

With the rollback journal that a new database has, not a write-ahead log: between two writes the library is one file,
whole, which any tool can copy and which opens in a folder that cannot be written (decision 0037). The journal is
encrypted as the database is; what is sorted and gathered stays in memory.
"""

from __future__ import annotations

import contextlib
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Any

from ldn_desktop.library import schema
from ldn_desktop.library.contract import Entry, Kept, Told
from ldn_desktop.library.errors import (
    DamagedError,
    ErasedError,
    LibraryError,
    NewerError,
    ReadOnlyError,
    UnknownParentError,
)
from ldn_desktop.library.folding import folded, looked_for
from ldn_desktop.library.records import PRACTICE, Record

if TYPE_CHECKING:
    from ldn_desktop.library.schema import Database

_WAIT_MS = 5_000
"""How long one window waits for another's write, which takes some hundredths of a second."""
_CACHE_KIB = 16_384
_KEY_BYTES = 32
NEWER = "A newer version of the program made this library: it can be read here, and not written. Update the program."

_OLDER = "open it once where it can be written, so that this one can read it."
_REFUSED = {
    "database or disk is full": "cannot be written: the disk is full; free some space.",
    "attempt to write a readonly": "cannot be written: its folder is read-only.",
    "database is locked": "is being written by another window; try again.",
    "unable to open": "cannot be opened: its folder is missing, or may not be read or written.",
    "disk I/O error": "cannot be read or written: the disk reports an error; look at it, and restore a backup.",
}
_DAMAGED = "is damaged, or was made with other keys; restore a backup."


def create(file: Path, key: bytes, library: str) -> None:
    """Make the database of a new library. Refused (``LibraryError``): what the disk refuses; a file that is there."""
    if file.exists():
        raise LibraryError("There is a library already; choose another folder.")
    with _told():
        file.touch(mode=0o600)
        database = _connected(file, key, "rw")
        try:
            database.execute("BEGIN IMMEDIATE")
            schema.create(database, library)
            database.execute("COMMIT")
        finally:
            database.close()


class EmbeddedStore:
    """A ``Store`` on a database that ``create`` made.

    ``why_read_only`` says that it is to be opened to be read alone, and why. Refused (``LibraryError``): a database
    that is missing, damaged, made with another key, or newer than can be read.
    """

    def __init__(self, file: Path, key: bytes, why_read_only: str = "") -> None:
        self._why_read_only = why_read_only
        with _told():
            self._database = _connected(file, key, "ro" if why_read_only else "rw")
            try:
                self._why_read_only = self._made_current(why_read_only)
                self.id = schema.about(self._database)["library"]
            except BaseException:
                self._database.close()
                raise

    @property
    def why_read_only(self) -> str:
        """Why nothing can be written; empty where it can."""
        return self._why_read_only

    # The ledger

    def append(self, records: Sequence[Record], entries: Sequence[Entry] = ()) -> int:
        """Keep records and entries, as the contract says."""
        with self._writing() as database:
            for record in records:
                self._keep(database, record)
            self._put(database, entries)
            return self.count()

    def count(self) -> int:
        """Return the place of the last record."""
        return int(self._one("SELECT ifnull(max(place), 0) FROM records")[0])

    def after(self, place: int, most: int) -> Sequence[Kept]:
        """Return the next records after a place."""
        return self._kept("WHERE place > ? ORDER BY place LIMIT ?", place, most)

    def of(self, subject: str) -> Sequence[Kept]:
        """Return all records of a subject."""
        return self._kept("WHERE subject = ? ORDER BY place", subject)

    def find(self, record_hash: str) -> Kept | None:
        """Return the record of a hash, if it is kept."""
        return next(iter(self._kept("WHERE hash = ?", bytes.fromhex(record_hash))), None)

    def subjects(self) -> Sequence[str]:
        """Return every subject that has a record."""
        return [str(row[0]) for row in self._all("SELECT subject FROM plans ORDER BY plan")]

    def erase(self, subjects: Sequence[str], erasure: Record) -> None:
        """Remove the bytes of subjects for good."""
        with self._writing() as database:
            for subject in subjects:
                database.execute("INSERT OR IGNORE INTO erased VALUES (?)", (subject,))
                found = self._all("SELECT plan FROM plans WHERE subject = ?", subject)
                for (plan,) in found:
                    database.execute("DELETE FROM words WHERE rowid = ?", (plan,))
                    for table in ("records", "entries", "plans"):
                        database.execute(f"DELETE FROM {table} WHERE plan = ?", (plan,))  # noqa: S608 - our own names
            self._keep(database, erasure)

    def erased(self, subject: str) -> bool:
        """Tell whether a subject was erased."""
        return bool(self._one("SELECT count(*) FROM erased WHERE subject = ?", subject)[0])

    # The index

    def put(self, entries: Sequence[Entry]) -> None:
        """Put entries in the place of older ones."""
        with self._writing() as database:
            self._put(database, entries)

    def entries(self, maker: int) -> Iterator[Told]:
        """Yield what the list shows of every plan that has an entry of a maker."""
        found = self._all("SELECT subject, told FROM entries JOIN plans USING (plan) WHERE maker = ?", maker)
        return (Told(subject, told) for subject, told in found)

    def entry(self, maker: int, subject: str) -> Told | None:
        """Return what the list shows of one plan."""
        query = "SELECT told FROM entries JOIN plans USING (plan) WHERE maker = ? AND subject = ?"
        return next((Told(subject, told) for (told,) in self._all(query, maker, subject)), None)

    def search(self, text: str) -> Sequence[str]:
        """Return the subjects of which each word of a text begins a word, or a number typed in parts does."""
        # What is searched for are letters and digits: nothing in it is a sign of the query's language.
        ways = [" AND ".join(f'"{word}"*' for word in words) for words in looked_for(text)]
        if not ways:
            return ()
        query = " OR ".join(f"({way})" for way in ways)
        rows = self._all(
            "SELECT subject FROM words JOIN plans ON plan = words.rowid WHERE words MATCH ?", query
        )
        return [str(row[0]) for row in rows]

    def stale(self, maker: int) -> Sequence[str]:
        """Return the subjects that have no entry, or one that is not up to date."""
        rows = self._all(
            "SELECT subject FROM plans LEFT JOIN entries USING (plan)"
            " WHERE subject <> ? AND (upto IS NULL OR upto < last OR maker <> ?) ORDER BY plan",
            PRACTICE,
            maker,
        )
        return [str(row[0]) for row in rows]

    def close(self) -> None:
        """Let go of the database."""
        self._database.close()

    # For those who look after it

    def damage(self) -> str:
        """Return what is wrong with the database, in the engine's words; empty where every page is whole."""
        found = self._all("PRAGMA cipher_integrity_check") or self._all("PRAGMA integrity_check")
        return "; ".join(str(row[0]) for row in found if row[0] != "ok")

    def _made_current(self, why_read_only: str) -> str:
        """Make an older database current; return why nothing can be written, if nothing can."""
        version, readable_by = schema.versions(self._database)
        if readable_by > schema.VERSION:
            raise NewerError(
                "A newer version of the program made this library, and this one cannot read it; update the program."
            )
        if version > schema.VERSION:
            self._database.execute("PRAGMA query_only = ON")
            return NEWER
        if version < schema.VERSION:
            if why_read_only:
                raise LibraryError(f"{why_read_only} An older version of the program made it: {_OLDER}")
            schema.migrate(self._database)
        return why_read_only

    def _keep(self, database: Database, record: Record) -> None:
        if self.erased(record.subject):
            raise ErasedError("These records were erased for good, and are not taken back.")
        own = bytes.fromhex(record.hash)
        if self._all("SELECT 1 FROM records WHERE hash = ?", own):
            return
        for parent in record.parents:
            if not self._all("SELECT 1 FROM records WHERE hash = ?", bytes.fromhex(parent)):
                raise UnknownParentError(
                    "A record follows on one that the library does not have; nothing was kept."
                )
        database.execute("INSERT OR IGNORE INTO plans (subject) VALUES (?)", (record.subject,))
        plan = self._one("SELECT plan FROM plans WHERE subject = ?", record.subject)[0]
        made = database.execute(
            "INSERT INTO records (plan, hash, data) VALUES (?, ?, ?)", (plan, own, record.data)
        )
        database.execute("UPDATE plans SET last = ? WHERE plan = ?", (made.lastrowid, plan))

    def _put(self, database: Database, entries: Sequence[Entry]) -> None:
        for entry in entries:
            for plan, last in self._all("SELECT plan, last FROM plans WHERE subject = ?", entry.subject):
                database.execute(
                    "REPLACE INTO entries (plan, upto, maker, told) VALUES (?, ?, ?, ?)",
                    (plan, entry.upto or last, entry.maker, entry.told),
                )
                words = " ".join(dict.fromkeys(word for text in entry.words for word in folded(text)))
                database.execute("REPLACE INTO words (rowid, said) VALUES (?, ?)", (plan, words))

    def _kept(self, which: str, *values: object) -> list[Kept]:
        columns = "SELECT place, subject, hex(hash), data FROM records JOIN plans USING (plan)"
        rows = self._all(f"{columns} {which}", *values)
        return [Kept(place, subject, digits.lower(), data) for place, subject, digits, data in rows]

    def _one(self, statement: str, *values: object) -> tuple[Any, ...]:
        return self._all(statement, *values)[0]

    def _all(self, statement: str, *values: object) -> list[tuple[Any, ...]]:
        """Return all rows at once: a statement that is left open would keep another window from writing."""
        with _told():
            return list(self._database.execute(statement, values).fetchall())

    @contextlib.contextmanager
    def _writing(self) -> Iterator[Database]:
        if self._why_read_only:
            raise ReadOnlyError(self._why_read_only)
        database = self._database
        with _told():
            database.execute("BEGIN IMMEDIATE")
            try:
                yield database
                database.execute("COMMIT")
            except BaseException:
                # Of some refusals the engine has gone back by itself.
                if database.in_transaction:
                    database.execute("ROLLBACK")
                raise


def _connected(file: Path, key: bytes, mode: str) -> Database:
    """Return a new connection: after a wrong key none can be used again."""
    from sqlcipher3 import dbapi2

    if len(key) != _KEY_BYTES:
        raise ValueError("the key of a library has 32 bytes")
    database = dbapi2.connect(
        f"{file.resolve().as_uri()}?mode={mode}", uri=True, isolation_level=None, check_same_thread=False
    )
    try:
        database.execute(f"PRAGMA key = \"x'{key.hex()}'\"")
        for setting in (
            # What is wrong is told by an error, not on the terminal.
            "cipher_log_level = NONE",
            f"busy_timeout = {_WAIT_MS}",
            # The name of the journal, too, is gone from the disk before a write counts as done.
            "synchronous = EXTRA",
            "temp_store = MEMORY",
            "secure_delete = ON",
            f"cache_size = -{_CACHE_KIB}",
        ):
            database.execute(f"PRAGMA {setting}")
    except BaseException:
        database.close()
        raise
    return database


@contextlib.contextmanager
def _told() -> Iterator[None]:
    """Say what the engine refuses as a sentence for the user."""
    from sqlcipher3 import dbapi2

    try:
        yield
    except dbapi2.Error as error:
        text = str(error)
        for begins, told in _REFUSED.items():
            if text.startswith(begins):
                raise LibraryError(f"The library {told}") from error
        raise DamagedError(f"The library {_DAMAGED}") from error
