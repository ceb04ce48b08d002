"""Every name that an opioid goes by, folded so that case, accents, hyphens and spaces do not matter."""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Iterable, Iterator
from typing import Literal, NamedTuple

from ldn_desktop.reference.opioids.table import Opioid
from ldn_desktop.reference.search.words import words

_Brand = Literal["US brand", "UK brand", "EU brand", "Australian brand", "Canadian brand", "brand"]
Kind = Literal["name", "id", "synonym", _Brand, "ATC code", "RxNorm code", "part of the name"]
_PARTS = re.compile(r"[,()]")
_BRACKETS = re.compile(r"\s*\([^()]*\)")


class NameEntry(NamedTuple):
    """One name of one opioid: as content writes it, and as it is compared.

    ``place`` is the opioid's place in the content; ``folded`` its words, ``key`` the same written as one.
    """

    place: int
    text: str
    kind: Kind
    folded: tuple[str, ...]
    key: str

    @property
    def is_code(self) -> bool:
        """Tell whether it is a code, which no misspelling can be near to."""
        return self.kind in {"ATC code", "RxNorm code"}


class NameTable:
    """Names in the order of their keys: found whole, or by how they begin."""

    def __init__(self, entries: Iterable[tuple[str, NameEntry]]) -> None:
        self._rows = sorted(entries, key=_key)
        self._keys = [key for key, _ in self._rows]

    def whole(self, key: str) -> Iterator[NameEntry]:
        """Yield the names with just this key."""
        at = bisect_left(self._keys, key)
        while at < len(self._keys) and self._keys[at] == key:
            yield self._rows[at][1]
            at += 1

    def beginning(self, start: str) -> Iterator[NameEntry]:
        """Yield the names whose key begins so and goes on."""
        at = bisect_left(self._keys, start)
        while at < len(self._keys) and self._keys[at].startswith(start):
            if self._keys[at] != start:
                yield self._rows[at][1]
            at += 1


def names_of(place: int, opioid: Opioid) -> Iterator[NameEntry]:
    """Yield the names of an opioid; a name such as ``opium, paregoric`` gives its parts as well."""
    yield _entry(place, opioid.name, "name")
    bare = _BRACKETS.sub("", opioid.name)
    if bare != opioid.name:
        yield _entry(place, opioid.name, "name", bare)
    yield _entry(place, opioid.id, "id")
    listed: tuple[tuple[Kind, tuple[str, ...]], ...] = (
        ("synonym", opioid.synonyms),
        ("US brand", opioid.brands_us),
        ("UK brand", opioid.brands_uk),
        ("EU brand", opioid.brands_eu),
        ("Australian brand", opioid.brands_au),
        ("Canadian brand", opioid.brands_ca),
        ("brand", opioid.brands_professional),
        ("ATC code", opioid.atc),
        ("RxNorm code", (opioid.rxcui,) if opioid.rxcui else ()),
    )
    for kind, texts in listed:
        yield from (_entry(place, text, kind) for text in texts)
    parts = [part.strip() for part in _PARTS.split(opioid.name) if words(part)]
    if len(parts) > 1:
        yield from (_entry(place, part, "part of the name") for part in parts)


def _entry(place: int, text: str, kind: Kind, compared: str = "") -> NameEntry:
    folded = tuple(words(compared or text))
    return NameEntry(place, text, kind, folded, "".join(folded))


def _key(row: tuple[str, NameEntry]) -> tuple[str, int]:
    return row[0], row[1].place
