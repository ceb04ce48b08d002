"""The records of one plan, read: what counts, which revision stands, and where two were made at the same time."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from typing import NamedTuple

from ldn_desktop.library.bodies import (
    BEGUN,
    EXPORT,
    Copied,
    Deletion,
    Exported,
    Filters,
    Newer,
    Revision,
    Settings,
    Visit,
)
from ldn_desktop.library.contract import Kept, Store
from ldn_desktop.library.record_reader import read_record
from ldn_desktop.library.records import PRACTICE, Record


class History(NamedTuple):
    """All records of a plan in the order of the store, and what follows from them.

    ``heads`` are the revisions that none follows on, the one that stands last: more than one were made beside each
    other, on two computers or from an older copy, and somebody has to look. Which of them stands is the same wherever
    the records are, whatever their order: the one of the highest number, then of the highest hash. One that a newer
    program wrote is such a revision, too, and goes before all: nobody is to take the one before it for what stands.
    ``deleted`` are the hashes of what counts no longer; ``gone`` says that the plan as a whole does not.
    """

    records: tuple[Record, ...]
    heads: tuple[Record, ...]
    deleted: frozenset[str]
    gone: bool
    upto: int

    @property
    def newer(self) -> tuple[Record, ...]:
        """Records that a newer program wrote."""
        return tuple(record for record in self.records if isinstance(record.body, Newer))

    @property
    def counting(self) -> tuple[Record, ...]:
        """The records that count: those not deleted, and no deletion."""
        return tuple(
            record
            for record in self.records
            if record.hash not in self.deleted and not isinstance(record.body, Deletion)
        )

    @property
    def seen(self) -> tuple[tuple[Visit, Record], ...]:
        """The visits that count with their records, by their days; of one day in the order in which they were noted."""
        visits = ((record.body, record) for record in self.counting if isinstance(record.body, Visit))
        return tuple(sorted(visits, key=_seen_on))

    @property
    def visits(self) -> tuple[Visit, ...]:
        """The visits that count, in the order of ``seen``."""
        return tuple(visit for visit, _ in self.seen)

    @property
    def next_visit(self) -> date | None:
        """The day of the next visit, as ``next_named`` by them."""
        return next_named(self.visits)

    @property
    def head(self) -> Record | None:
        """The revision that stands; ``None`` where there is none."""
        return self.heads[-1] if self.heads else None

    @property
    def concurrent(self) -> bool:
        """Whether revisions were made beside each other."""
        return len(self.heads) > 1


NOTHING = History((), (), frozenset(), gone=False, upto=0)


def next_named(visits: Sequence[Visit]) -> date | None:
    """Return the day that the last visit names that names any, unless a visit has been on it or after it."""
    named = next((visit.next_visit for visit in reversed(visits) if visit.next_visit), None)
    return named if named is not None and named > visits[-1].on else None


def history_of(store: Store, subject: str) -> History:
    """Return the history of a plan. Refused (``FileError``): a record that no program wrote so; (``LibraryError``)."""
    return history(store.of(subject))


def history(kept: Sequence[Kept]) -> History:
    """Return the history that records of one plan make, in their order."""
    records = tuple(read_record(entry.data) for entry in kept)
    deleted, gone = _deleted(records)
    return History(records, _heads(records, deleted), deleted, gone, kept[-1].place if kept else 0)


def copies_holding(store: Store, subjects: Sequence[str]) -> list[str]:
    """Return the places of copies that were made while plans were here, each of which may still hold what is erased.

    Backups and exports of everything that were noted since a plan's first record, and files of these plans alone. A
    store takes in what another wrote in the order of that one, so what a copy holds stands before its note, wherever
    that was made. Whether a copy is still where it was made, the caller looks.
    """
    kept = [entry for subject in subjects for entry in store.of(subject)]
    if not kept:
        return []
    first = min(entry.place for entry in kept)
    copies = (read_record(entry.data).body for entry in store.of(PRACTICE) if entry.place > first)
    files = (read_record(entry.data).body for entry in kept)
    places = [body.place for body in (*copies, *files) if isinstance(body, Copied | Exported)]
    # What was taken in of it stands behind its only note.
    half = half_taken(store)
    return list(dict.fromkeys([*places, half] if half else places))


def half_taken(store: Store) -> str:
    """Return the place of a file of which a kill may have left a part in the library; empty where there is none."""
    begun = ""
    for entry in store.of(PRACTICE):
        body = read_record(entry.data).body
        if isinstance(body, Copied) and body.what == EXPORT:
            if body.upto == BEGUN:
                begun = body.place
            elif body.place == begun:
                begun = ""
    return begun


class Standing(NamedTuple):
    """What stands of a kind that belongs to the practice, and the records that none follows on, the one of it last.

    More than one were kept on two computers: what is kept next follows on all of them.
    """

    body: Settings | Filters | None
    heads: tuple[Record, ...]


def standing(store: Store, kind: type[Settings | Filters]) -> Standing:
    """Return what stands of a kind that belongs to the practice.

    Of several that none follows on it is the one that follows on the most, then of the highest hash: the same in every
    store. Those that follow on none go by their place.
    """
    depths: dict[str, int] = {}
    heads: dict[str, tuple[tuple[int, int, str], Record]] = {}
    for entry in store.of(PRACTICE):
        record = read_record(entry.data)
        if record.kind != kind.KIND:
            continue
        behind = [depths[parent] for parent in record.parents if parent in depths]
        depths[record.hash] = depth = 1 + max(behind, default=0)
        for parent in record.parents:
            heads.pop(parent, None)
        heads[record.hash] = ((depth, 0 if behind else entry.place, record.hash), record)
    found = tuple(record for _, record in sorted(heads.values(), key=_rank))
    body = next((record.body for record in reversed(found) if isinstance(record.body, kind)), None)
    return Standing(body, found)


def _seen_on(seen: tuple[Visit, Record]) -> date:
    return seen[0].on


def _rank(head: tuple[tuple[int, int, str], Record]) -> tuple[int, int, str]:
    return head[0]


def _heads(records: Sequence[Record], deleted: frozenset[str]) -> tuple[Record, ...]:
    """Return the revisions that count and that none that counts follows on, over deleted ones between them too."""
    followed: set[str] = set()
    heads: list[Record] = []
    for record in reversed([record for record in records if record.kind == Revision.KIND]):
        counts = record.hash not in deleted
        if counts and record.hash not in followed:
            heads.append(record)
        if counts or record.hash in followed:
            followed |= set(record.parents)
    return tuple(sorted(heads, key=_precedence))


def _precedence(record: Record) -> tuple[bool, int, str]:
    number = record.body.number if isinstance(record.body, Revision) else 0
    return isinstance(record.body, Newer), number, record.hash


def _deleted(records: Sequence[Record]) -> tuple[frozenset[str], bool]:
    """Return what counts no longer, and whether the plan as a whole does not.

    A deletion counts unless a later one names it, and so on: the last word is read first.
    """
    gone = False
    deleted: set[str] = set()
    for record in reversed(records):
        if isinstance(record.body, Deletion) and record.hash not in deleted:
            gone = gone or not record.body.records
            deleted |= set(record.body.records)
    return frozenset(deleted), gone
