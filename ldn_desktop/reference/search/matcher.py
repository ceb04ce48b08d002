"""Where the units of a query stand in the words of a text."""

from __future__ import annotations

from collections.abc import Sequence
from typing import NamedTuple

from ldn_desktop.reference.search.query import Unit
from ldn_desktop.reference.search.synonyms import Phrase
from ldn_desktop.reference.search.words import TextWords


class Hit(NamedTuple):
    """A unit of the query at a place of a text; ``words`` are the folded words there, with blanks between them."""

    start: int
    end: int
    unit: int
    words: str


class Matcher(dict[str, int]):
    """Gives, for a folded word of a text, the number of the unit it answers to, -1 for none.

    A dictionary that fills itself: each word is looked at once, and most words of a text come again. A phrase that
    stands for what was typed counts only as a whole: "multiple sclerosis" for MS, but not "multiple" alone.
    """

    def __init__(self, units: Sequence[Unit]) -> None:
        super().__init__()
        self._beginnings: list[tuple[str, int]] = []
        self._phrases: dict[str, list[tuple[Phrase, int]]] = {}
        for number, unit in enumerate(units):
            for word in (*unit.alike, *unit.typed, *(form[0] for form in unit.forms if len(form) == 1)):
                self.setdefault(word, number)
            for form in unit.forms[1:]:
                if len(form) > 1:
                    self._phrases.setdefault(form[0], []).append((form, number))
            if unit.prefix:
                self._beginnings.append((unit.prefix, number))

    def __missing__(self, word: str) -> int:
        found = -1
        for start, number in self._beginnings:
            if word.startswith(start):
                found = number
        self[word] = found
        return found

    def hits(self, text: TextWords) -> list[Hit]:
        """Return what matches in a text, in order."""
        hits = []
        for at, word in enumerate(text.words):
            number = self[word]
            if number >= 0:
                hits.append(Hit(text.starts[at], text.ends[at], number, word))
            elif word in self._phrases:
                for phrase, unit in self._phrases[word]:
                    last = at + len(phrase)
                    if text.words[at:last] == phrase:
                        hits.append(Hit(text.starts[at], text.ends[last - 1], unit, " ".join(phrase)))
        return hits

    def units_in(self, row: Phrase) -> set[int]:
        """Return the numbers of the units that a row of words holds."""
        held = {self[word] for word in row} - {-1}
        for at, word in enumerate(row):
            for phrase, unit in self._phrases.get(word, ()):
                if row[at : at + len(phrase)] == phrase:
                    held.add(unit)
        return held

    def covers(self, row: Phrase) -> bool:
        """Tell whether every word of a row is one that the query means."""
        for word in row:
            if self[word] < 0:
                return any(phrase == row for phrase, _ in self._phrases.get(row[0], ()))
        return bool(row)
