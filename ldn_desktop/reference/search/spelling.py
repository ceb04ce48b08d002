"""The nearest known word to a misspelt one: letters added, left out, changed or swapped."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Mapping
from functools import cached_property

from ldn_desktop.reference.search.words import stem

_FEW, _SOME, _MANY = 4, 6, 12
_SHORT = 3
_REMEMBERED = 500
NAMING = 1000
"""The least weight of a word that stands in a page's name. A short word, and one with
several errors, is put right only to one of these."""


class Vocabulary:
    """The words of the index; the weight of each tells how much it names (a title's word more than a text's)."""

    def __init__(self, weights: Mapping[str, int]) -> None:
        self._weights = weights
        self._sorted = sorted(weights)
        self._nearest: dict[str, str] = {}

    def __contains__(self, word: str) -> bool:
        return word in self._weights

    def names(self, word: str) -> bool:
        """Tell whether a word stands in the name of a page."""
        return self._weights.get(word, 0) >= NAMING

    def warm(self) -> None:
        """Make what is otherwise made by the first query that needs it."""
        _ = self._by_stem, self._masks

    def begins(self, start: str) -> bool:
        """Tell whether a word begins so."""
        at = bisect_left(self._sorted, start)
        return at < len(self._sorted) and self._sorted[at].startswith(start)

    def nearest(self, word: str) -> str:
        """Return the known word that is nearest to a misspelt one; empty where none is near enough."""
        found = self._nearest.get(word)
        if found is None:
            if len(self._nearest) > _REMEMBERED:
                self._nearest.clear()
            found = self._nearest[word] = self._look_for(word)
        return found

    def _look_for(self, word: str) -> str:
        most = allowed_errors(word)
        if not most or not word.isalpha():
            return ""
        mask, length = _mask(word), len(word)
        best: tuple[int, int, int, int, str] | None = None
        for near in range(length - most, length + most + 1):
            for known, known_mask in self._masks.get(near, ()):
                missing, added = (mask & ~known_mask).bit_count(), (known_mask & ~mask).bit_count()
                if missing > most or added > most:
                    continue
                errors = distance(word, known, most)
                if errors > most or ((errors > 1 or length < _SOME) and self._weights[known] < NAMING):
                    continue
                # The first letter is seldom wrong, and letters are swapped more often than exchanged.
                weight = -self._weights[known]
                rank = errors + (known[0] != word[0]), missing + added, weight, len(known), known
                if best is None or rank < best:
                    best = rank
                    # Nothing with more errors than the best and its first letter can be nearer.
                    most = min(most, rank[0])
        return best[-1] if best else ""

    def halves(self, word: str) -> tuple[str, str] | None:
        """Return two known words that were written as one."""
        for at in range(_FEW, len(word) - _SHORT + 1):
            if word[:at] in self._weights and word[at:] in self._weights:
                return word[:at], word[at:]
        return None

    def alike(self, word: str) -> tuple[str, ...]:
        """Return the known words that differ from a word in their endings alone, itself among them if it is known."""
        return self._by_stem.get(stem(word), ())

    @cached_property
    def _by_stem(self) -> dict[str, tuple[str, ...]]:
        found: dict[str, tuple[str, ...]] = {}
        for word in self._sorted:
            root = stem(word)
            found[root] = (*found.get(root, ()), word)
        return found

    @cached_property
    def _masks(self) -> dict[int, list[tuple[str, int]]]:
        found: dict[int, list[tuple[str, int]]] = {}
        for word in self._sorted:
            if len(word) > _SHORT and word.isalpha():
                found.setdefault(len(word), []).append((word, _mask(word)))
        return found


def allowed_errors(word: str) -> int:
    """Return how many errors a word of this length may hold and still be known again."""
    if len(word) < _FEW:
        return 0
    if len(word) < _SOME:
        return 1
    return 2 if len(word) < _MANY else 3


def distance(one: str, other: str, most: int) -> int:
    """Return the letters added, left out, changed or swapped between two words; ``most + 1`` for any more."""
    before: list[int] = []
    row = list(range(len(other) + 1))
    for i, letter in enumerate(one, 1):
        older, before, row = before, row, [i]
        for j, known in enumerate(other, 1):
            cost = min(before[j] + 1, row[j - 1] + 1, before[j - 1] + (letter != known))
            if i > 1 and j > 1 and letter == other[j - 2] and one[i - 2] == known:
                cost = min(cost, older[j - 2] + 1)
            row.append(cost)
        if min(row) > most and (not before or min(before) > most):
            return most + 1
    return min(row[-1], most + 1)


def _mask(word: str) -> int:
    mask = 0
    for letter in word:
        mask |= 1 << (ord(letter) % 32)
    return mask
