"""The names of medicines as they are compared: whole, in part, as a class, misspelt."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from functools import cached_property
from typing import NamedTuple

from ldn_desktop.reference.medicines.table import KnownMedicine
from ldn_desktop.reference.opioids.names import Kind, NameEntry, NameTable, names_of
from ldn_desktop.reference.opioids.near import Form, by_length, near_forms, sound_of
from ldn_desktop.reference.opioids.query import FORMS
from ldn_desktop.reference.search.words import STOP_WORDS, words

LEAST_WORD = 3
_LEAST_NEAR = 4
_LEAST_START = 4
_LONG = 7
_TWICE = 9
"""Letters of a word that may differ in two from the name it means; the first two are right."""
_LONG_OPIOID = 6
"""The same for the generic name of an opioid.

What is not recognised lets a paper pass, what is asked for too often costs a click.
"""
_PASSED_OVER = """
sodium potassium calcium magnesium mesilate mesylate maleate fumarate succinate acetate besilate besylate bromide
chloride hydrobromide dihydrochloride hemihydrate monohydrate trihydrate anhydrous oxalate malate xinafoate
injection injections inhaler inhalers patch patches depot implant cream ointment gel eye ear nasal spray lotion
vaccine vaccines extra max plus forte retard junior kids long acting short modified extended slow immediate
mr sr er xr xl cr pr ir ec od bd tds qds tid bid qid po iv im sc inj
one two low high new old medical medicinal every other each before after meals food bed breakfast taken needed
half quarter quarters mane nocte alone
therapy treatment prescribed occasional occasionally sometimes current currently regular regularly dose dosed
million units unit iu per kg twice three four times puff puffs sachet sachets effervescent dispersible soluble
coated film enteric chewable orodispersible mouth tea seed seeds oil acid extract herbal supplement supplements
"""
FILLERS = FORMS | frozenset(_PASSED_OVER.split())
"""Words that go with a name and name nothing alone: forms, salts, times."""


class _Combination(NamedTuple):
    words: frozenset[str]
    entries: tuple[NameEntry, ...]


class MedicineNames:
    """Every name of the medicines, ready to be compared with what is typed."""

    def __init__(self, medicines: Sequence[KnownMedicine], class_words: Mapping[str, Sequence[str]]) -> None:
        self._medicines = medicines
        self._class_words = class_words
        entries = tuple(e for place, known in enumerate(medicines) for e in _entries(place, known))
        self._codes = tuple(entry for entry in entries if entry.is_code)
        self._entries = tuple(e for e in entries if not e.is_code and e.kind != "part of the name")
        parts = tuple(entry for entry in entries if entry.kind == "part of the name")
        self._table = NameTable((entry.key, entry) for entry in self._entries)
        self._parts = NameTable((entry.key, entry) for entry in parts)
        self._words = NameTable(
            (word, entry) for entry in self._entries if entry.kind != "id" for word in _weighty(entry)
        )

    def whole(self, key: str) -> list[NameEntry]:
        """Return the names with just this key."""
        return list(self._table.whole(key))

    def within(self, word: str) -> list[NameEntry]:
        """Return the names that hold a word, or are given in part by it."""
        return [*self._words.whole(word), *self._parts.whole(word)]

    def beginning(self, start: str) -> list[NameEntry]:
        """Return the names that begin so and go on."""
        if len(start) < _LEAST_START:
            return []
        return [entry for entry in self._table.beginning(start) if entry.kind != "id"]

    def of_code(self, code: str) -> dict[int, str]:
        """Return the medicines with an ATC code, or with one that begins so, and the code."""
        found: dict[int, str] = {}
        for entry in self._codes:
            if entry.key.startswith(code):
                found.setdefault(entry.place, entry.text)
        return found

    def of_class(self, typed: Sequence[str]) -> tuple[str, tuple[int, ...]] | None:
        """Return the class that words name, in singular or plural, and its medicines."""
        key = "".join(typed)
        for form in (key, *_singulars(key)):
            if form in self._classes:
                return self._classes[form]
        return None

    def near(self, word: str, *, longer: bool) -> list[NameEntry]:
        """Return the names that a word may be a misspelling of.

        One letter added, left out, changed or swapped; with ``longer`` what sounds the same, and in a long word two
        letters after a right first one. All that are as near are returned.
        """
        if len(word) < _LEAST_NEAR or not any(letter.isalpha() for letter in word):
            return []
        if not longer:
            return self._found(near_forms(word, self._spelt, 1))
        if len(word) < _LONG_OPIOID:
            return []
        near = near_forms(word, self._spelt, 2)
        places = [
            (at, errors)
            for at, errors in near
            if self._keys[at][:2] == word[:2] and (len(word) >= _TWICE or at in self._opioids)
        ]
        sounding = near_forms(sound_of(word), self._sounding, 1)
        places += [
            (at, errors + 1)
            for at, errors in sounding
            if sound_of(self._keys[at])[0] == sound_of(word)[0]
            and (len(word) >= _LONG or at in self._opioids)
        ]
        if not places:
            return []
        least = min(errors for _, errors in places)
        return self._found([place for place in places if place[1] == least])

    def _found(self, places: Iterable[tuple[int, int]]) -> list[NameEntry]:
        return [entry for at, _ in places for entry in self._named[at]]

    @cached_property
    def combinations(self) -> tuple[_Combination, ...]:
        """The names of several words that name something each, as sets of these words."""
        found: dict[frozenset[str], list[NameEntry]] = {}
        for entry in self._entries:
            named = frozenset(word for word in entry.folded if word not in STOP_WORDS)
            if len(named) > 1 and entry.kind != "id":
                found.setdefault(named, []).append(entry)
        return tuple(_Combination(named, tuple(entries)) for named, entries in found.items())

    @cached_property
    def _classes(self) -> dict[str, tuple[str, tuple[int, ...]]]:
        places: dict[str, list[int]] = {}
        for place, known in enumerate(self._medicines):
            places.setdefault(known.medicine.category, []).append(place)
        found = {
            _key(name.partition(",")[0]): (name.partition(",")[0], tuple(at)) for name, at in places.items()
        }
        for word, names in self._class_words.items():
            found[_key(word)] = word, tuple(place for name in names for place in places[name])
        return found

    @cached_property
    def _keys(self) -> tuple[str, ...]:
        return tuple(dict.fromkeys(e.key for e in self._entries if len(e.key) >= _LEAST_NEAR))

    @cached_property
    def _opioids(self) -> frozenset[int]:
        """The places of the generic names of opioids."""
        return frozenset(
            at
            for at, entries in enumerate(self._named)
            if any(self._medicines[entry.place].is_opioid and entry.text[:1].islower() for entry in entries)
        )

    @cached_property
    def _named(self) -> tuple[list[NameEntry], ...]:
        return tuple(list(self._table.whole(key)) for key in self._keys)

    @cached_property
    def _spelt(self) -> Mapping[int, list[Form]]:
        return by_length(self._keys)

    @cached_property
    def _sounding(self) -> Mapping[int, list[Form]]:
        return by_length(sound_of(key) for key in self._keys)


def _entries(place: int, known: KnownMedicine) -> Iterator[NameEntry]:
    medicine = known.medicine
    for text in (*medicine.names, *medicine.also):
        yield _entry(place, text, "name")
    yield _entry(place, medicine.id, "id")
    for text in medicine.atc:
        yield _entry(place, text, "ATC code")
    for opioid in known.opioids:
        yield from (entry for entry in names_of(place, opioid) if entry.kind != "RxNorm code")


def _entry(place: int, text: str, kind: Kind) -> NameEntry:
    folded = tuple(words(text))
    return NameEntry(place, text, kind, folded, "".join(folded))


def _weighty(entry: NameEntry) -> frozenset[str]:
    """Return the words of a name of several that name something themselves."""
    if len(entry.folded) == 1:
        return frozenset()
    return frozenset(
        word
        for word in entry.folded
        if len(word) >= _LEAST_NEAR and word.isalpha() and word not in STOP_WORDS and word not in FILLERS
    )


def _key(text: str) -> str:
    return "".join(words(text))


def _singulars(key: str) -> Iterator[str]:
    if key.endswith("ies"):
        yield f"{key[:-3]}y"
    if key.endswith("s"):
        yield key[:-1]
    yield f"{key}s"
