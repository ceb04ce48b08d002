"""Names of opioids that are near to a misspelt one: by the letters that differ, or by the pairs of letters shared."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from typing import NamedTuple

from ldn_desktop.reference.opioids.names import NameEntry
from ldn_desktop.reference.search.spelling import allowed_errors, distance

_LEAST = 4
_SOUNDS = (
    *(
        ("ph", "f"),
        ("ck", "k"),
        ("qu", "k"),
        ("x", "ks"),
        ("ce", "se"),
        ("ci", "si"),
        ("cy", "si"),
        ("c", "k"),
    ),
    *(("y", "i"), ("z", "s"), ("ee", "i"), ("ea", "i"), ("ei", "i"), ("ie", "i")),
)
"""Letters that sound alike, replaced in this order."""


class Form(NamedTuple):
    """A name as it is spelt or as it sounds; ``mask`` holds its letters as bits, ``at`` is the name's place."""

    text: str
    mask: int
    at: int


class NearNames:
    """The names and their longer words, ready to be compared with a misspelt word."""

    def __init__(self, names: Iterable[NameEntry]) -> None:
        wholes: dict[str, list[NameEntry]] = {}
        words: dict[str, list[NameEntry]] = {}
        for name in names:
            if name.is_code:
                continue
            if len(name.key) >= _LEAST:
                wholes.setdefault(name.key, []).append(name)
            for word in dict.fromkeys(name.folded):
                if len(word) >= _LEAST and word.isalpha() and word != name.key:
                    words.setdefault(word, []).append(name)
        self._count_of_wholes = len(wholes)
        self._keys = (*wholes, *words)
        self._sounds = tuple(sound_of(key) for key in self._keys)
        self._named = (*wholes.values(), *words.values())
        self._spelt_by_length = by_length(self._keys)
        self._sounding_by_length = by_length(self._sounds)
        listed = (
            (key, [name for name in found if name.kind != "part of the name"])
            for key, found in wholes.items()
        )
        self._pairs = tuple((_pairs(key), found) for key, found in listed if found)

    def like(self, word: str, *, whole: bool = False) -> Iterator[tuple[NameEntry, int]]:
        """Yield the names that a word may be a misspelling of, with how many letters differ.

        What sounds nearly the same counts as one letter more. A wrong first letter counts double. ``whole``
        asks for whole names only, not for words within them.
        """
        most = allowed_errors(word)
        if not most or not word.isalpha():
            return
        sound = sound_of(word)
        near = dict(near_forms(word, self._spelt_by_length, most))
        for at, errors in near_forms(sound, self._sounding_by_length, most - 1):
            near[at] = min(near.get(at, most + 1), errors + 1)
        for at, errors in near.items():
            if whole and at >= self._count_of_wholes:
                continue
            same_start = self._keys[at][0] == word[0] or self._sounds[at][0] == sound[0]
            if errors + (not same_start) <= most:
                yield from ((name, errors + (not same_start)) for name in self._named[at])

    def nearest(self, word: str, count: int) -> tuple[NameEntry, ...]:
        """Return the names that share the most pairs of letters with a word, one for each opioid."""
        typed = _pairs(word)
        alike = [
            (2000 * len(typed & pairs) // (len(typed) + len(pairs)), names) for pairs, names in self._pairs
        ]
        alike.sort(key=_likeness, reverse=True)
        found: dict[int, NameEntry] = {}
        for _, names in alike:
            for name in names:
                found.setdefault(name.place, name)
            if len(found) >= count:
                break
        return tuple(found.values())[:count]


def by_length(texts: Iterable[str]) -> dict[int, list[Form]]:
    """Return texts by their length, each with its place."""
    found: dict[int, list[Form]] = {}
    for at, text in enumerate(texts):
        found.setdefault(len(text), []).append(Form(text, _mask(text), at))
    return found


def near_forms(word: str, forms: Mapping[int, list[Form]], most: int) -> Iterator[tuple[int, int]]:
    """Yield the places of forms within ``most`` errors of a word, and within one of the nearest seen before.

    Those of the same length come first; most others are then told to be far by their letters alone.
    """
    mask = _mask(word)
    for apart in range(2 * most + 1):
        length = len(word) + ((apart + 1) // 2 if apart % 2 else -apart // 2)
        for form in forms.get(length, ()):
            if (mask & ~form.mask).bit_count() > most or (form.mask & ~mask).bit_count() > most:
                continue
            errors = distance(word, form.text, most)
            if errors <= most:
                most = min(most, errors + 1)
                yield form.at, errors


def _mask(word: str) -> int:
    mask = 0
    for letter in word:
        mask |= 1 << (ord(letter) % 32)
    return mask


def sound_of(word: str) -> str:
    """Return a word as it sounds, so that spellings of one sound are alike."""
    for letters, sound in _SOUNDS:
        word = word.replace(letters, sound)
    return "".join(letter for at, letter in enumerate(word) if not at or word[at - 1] != letter)


def _pairs(word: str) -> frozenset[str]:
    edged = f"^{word}$"
    return frozenset(edged[at : at + 2] for at in range(len(edged) - 1))


def _likeness(entry: tuple[int, list[NameEntry]]) -> int:
    return entry[0]
