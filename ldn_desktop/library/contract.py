"""The one interface to where a library lies. ``docs/library.md`` tells it with its reasons.

A store has two halves.

**The ledger** holds records in the order in which they came and can be asked for them by place, by subject and by
hash, by nothing else: it never looks inside one. So a server can be the ledger of a practice while each record is
sealed on the client: place, subject (chance) and hash are all that it has to see.

**The index** holds one entry a plan, made above from the derived view, and words to search in. It always lies on the
client, inside an encrypted file: what a plan says is asked of nobody else. It can be thrown away and made again from
the ledger; whatever is not up to date is named by ``stale``.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import NamedTuple, Protocol

from ldn_desktop.library.records import Record


class Kept(NamedTuple):
    """The bytes of a record, and its place in the order of the ledger, from 1; places may be left empty."""

    place: int
    subject: str
    hash: str
    data: bytes


class Entry(NamedTuple):
    """What the index keeps of a plan.

    ``upto`` is the place of the last record it was made from, ``maker`` the version of what made it: an entry of
    another is stale. ``told`` is what the list shows, ``words`` what is searched in.
    """

    subject: str
    upto: int
    maker: int
    told: bytes
    words: tuple[str, ...]


class Told(NamedTuple):
    """What the list shows of a plan, by its subject."""

    subject: str
    told: bytes


class Store(Protocol):
    """A library that is open. To be used from one thread at a time.

    Every method may refuse with ``LibraryError`` what the disk, or the way to a server, refuses; those that write
    refuse with ``ReadOnlyError`` where ``why_read_only`` says anything. What is written is whole and lasts once the
    method has returned; a refusal, a kill or a power cut leaves all of it or nothing.
    """

    @property
    def id(self) -> str:
        """The library's own id, which chance made."""
        ...

    @property
    def why_read_only(self) -> str:
        """Why nothing can be written, as a sentence for the user; empty where it can."""
        ...

    # The ledger

    def append(self, records: Sequence[Record], entries: Sequence[Entry] = ()) -> int:
        """Keep records behind all others, in their order, and entries of the index with them; all or nothing.

        Return the place of the last record of the ledger. A record that is kept already stays where it is. Nothing is
        ever overwritten, and two records with the same parent are both kept: whoever reads the plan is told. An entry
        whose ``upto`` is 0 is of all records of its plan, these included.
        Refused: a record of an erased subject (``ErasedError``); one whose parent is neither kept nor before it
        (``UnknownParentError``).
        """
        ...

    def count(self) -> int:
        """Return the place of the last record; 0 where there is none."""
        ...

    def after(self, place: int, most: int) -> Sequence[Kept]:
        """Return the next records after a place in their order, ``most`` at most; none where there is none."""
        ...

    def of(self, subject: str) -> Sequence[Kept]:
        """Return all records of a subject in their order."""
        ...

    def find(self, record_hash: str) -> Kept | None:
        """Return the record of a hash, if it is kept."""
        ...

    def subjects(self) -> Sequence[str]:
        """Return every subject that has a record, in the order of their first; ``PRACTICE`` too where it has one."""
        ...

    def erase(self, subjects: Sequence[str], erasure: Record) -> None:
        """Remove the bytes of all records and entries of subjects for good, and keep that it was done instead.

        ``erasure`` is the record of it and names the same subjects. When this returns the bytes are in no file of the
        store, sealed or not; backups and exports are others' files. No record of these subjects is taken again.
        """
        ...

    def erased(self, subject: str) -> bool:
        """Tell whether a subject was erased."""
        ...

    # The index

    def put(self, entries: Sequence[Entry]) -> None:
        """Put entries in the place of older ones of their plans; all or nothing. One without a record is left out."""
        ...

    def entries(self, maker: int) -> Iterator[Told]:
        """Yield what the list shows of every plan that has an entry of a maker, in no order; it may lack records."""
        ...

    def entry(self, maker: int, subject: str) -> Told | None:
        """Return the same of one plan, if it has such an entry."""
        ...

    def search(self, text: str) -> Sequence[str]:
        """Return the subjects of which each word of a text begins a word, in no order: words need not be typed out.

        A number that is typed in parts finds what begins with all of them together, too. Case, accents and marks do
        not count. A text without a letter or digit finds nothing.
        """
        ...

    def stale(self, maker: int) -> Sequence[str]:
        """Return the subjects, without ``PRACTICE``, that have no entry, or one of another maker or fewer records."""
        ...

    def close(self) -> None:
        """Let go of everything. Whatever was appended is kept; nothing may be asked afterwards."""
        ...
