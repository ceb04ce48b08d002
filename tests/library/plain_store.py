"""A second engine, slow and in memory, written from the contract alone: what the embedded one is measured against."""

from __future__ import annotations

import unicodedata
from collections.abc import Iterator, Sequence
from typing import NamedTuple

from ldn_desktop.library.contract import Entry, Kept, Told
from ldn_desktop.library.errors import ErasedError, ReadOnlyError, UnknownParentError
from ldn_desktop.library.records import PRACTICE, Record


class _State(NamedTuple):
    kept: tuple[Kept, ...] = ()
    last: int = 0
    entries: tuple[Entry, ...] = ()
    gone: frozenset[str] = frozenset()


class PlainStore:
    def __init__(self, store_id: str = "0" * 32, why_read_only: str = "") -> None:
        self.id = store_id
        self.why_read_only = why_read_only
        self._state = _State()

    def append(self, records: Sequence[Record], entries: Sequence[Entry] = ()) -> int:
        self._refuse_if_read_only()
        state = self._state
        for record in records:
            state = _with(state, record)
        self._state = _with_entries(state, entries)
        return self.count()

    def count(self) -> int:
        return max((kept.place for kept in self._state.kept), default=0)

    def after(self, place: int, most: int) -> Sequence[Kept]:
        return [kept for kept in self._state.kept if kept.place > place][:most]

    def of(self, subject: str) -> Sequence[Kept]:
        return [kept for kept in self._state.kept if kept.subject == subject]

    def find(self, record_hash: str) -> Kept | None:
        return next((kept for kept in self._state.kept if kept.hash == record_hash), None)

    def subjects(self) -> Sequence[str]:
        return list(dict.fromkeys(kept.subject for kept in self._state.kept))

    def erase(self, subjects: Sequence[str], erasure: Record) -> None:
        self._refuse_if_read_only()
        state = self._state
        left = _State(
            tuple(kept for kept in state.kept if kept.subject not in subjects),
            state.last,
            tuple(entry for entry in state.entries if entry.subject not in subjects),
            state.gone | set(subjects),
        )
        self._state = _with(left, erasure)

    def erased(self, subject: str) -> bool:
        return subject in self._state.gone

    def put(self, entries: Sequence[Entry]) -> None:
        self._refuse_if_read_only()
        self._state = _with_entries(self._state, entries)

    def entry(self, maker: int, subject: str) -> Told | None:
        return next((told for told in self.entries(maker) if told.subject == subject), None)

    def entries(self, maker: int) -> Iterator[Told]:
        return (Told(entry.subject, entry.told) for entry in self._state.entries if entry.maker == maker)

    def search(self, text: str) -> Sequence[str]:
        typed = _words(text)
        return [
            entry.subject
            for entry in self._state.entries
            if typed
            and all(any(word.startswith(begun) for word in _words(" ".join(entry.words))) for begun in typed)
        ]

    def stale(self, maker: int) -> Sequence[str]:
        known = {entry.subject: entry for entry in self._state.entries}
        return [
            subject
            for subject in self.subjects()
            if subject != PRACTICE
            and (
                subject not in known
                or known[subject].maker != maker
                or known[subject].upto < self.of(subject)[-1].place
            )
        ]

    def close(self) -> None:
        pass

    def _refuse_if_read_only(self) -> None:
        if self.why_read_only:
            raise ReadOnlyError(self.why_read_only)


def _with(state: _State, record: Record) -> _State:
    if record.subject in state.gone:
        raise ErasedError("erased")
    known = {kept.hash for kept in state.kept}
    if record.hash in known:
        return state
    if not known.issuperset(record.parents):
        raise UnknownParentError("unknown")
    kept = Kept(state.last + 1, record.subject, record.hash, record.data)
    return state._replace(kept=(*state.kept, kept), last=state.last + 1)


def _with_entries(state: _State, entries: Sequence[Entry]) -> _State:
    for entry in entries:
        places = [kept.place for kept in state.kept if kept.subject == entry.subject]
        if places:
            others = tuple(other for other in state.entries if other.subject != entry.subject)
            state = state._replace(entries=(*others, entry._replace(upto=entry.upto or places[-1])))
    return state


def _words(text: str) -> list[str]:
    apart = unicodedata.normalize("NFKD", text.casefold())
    letters = (letter for letter in apart if not unicodedata.category(letter).startswith("M"))
    return "".join(letter if letter.isalnum() else " " for letter in letters).split()
