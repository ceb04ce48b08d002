"""A query taken apart: units to look for, each with all that it stands for, and the spelling put right."""

from __future__ import annotations

from collections.abc import Sequence
from typing import NamedTuple

from ldn_desktop.reference.search.index import any_of, phrase
from ldn_desktop.reference.search.spelling import Vocabulary, distance
from ldn_desktop.reference.search.synonyms import Phrase, Synonyms
from ldn_desktop.reference.search.words import STOP_WORDS, query_words, without_stop_words

_LEAST_PREFIX = 3
SUBJECT = frozenset({"ldn", "naltrexone"})
"""What the whole reference is about: it narrows nothing beside another word."""


class Unit(NamedTuple):
    """A word or phrase to look for. ``forms`` are all phrases it stands for, the typed one first.

    ``alike`` are known words that differ from it in their endings; ``typing`` lets its last word go on.
    """

    forms: tuple[Phrase, ...]
    topics: frozenset[str]
    alike: tuple[str, ...]
    typing: bool

    @property
    def typed(self) -> Phrase:
        """The phrase as it was typed."""
        return self.forms[0]

    @property
    def prefix(self) -> str:
        """What a word may begin with to match while this one is still being typed; empty where nothing may."""
        last = self.typed[-1]
        return last if self.typing and len(last) >= _LEAST_PREFIX else ""

    @property
    def subject(self) -> bool:
        """Whether it names what the whole reference is about."""
        return any(set(form) <= SUBJECT for form in self.forms)

    def expression(self) -> str:
        """Return what the index is asked for."""
        last = self.typed[-1]
        asked = [phrase(form) for form in self.forms] + [phrase((word,)) for word in self.alike]
        if self.typing and len(last) < _LEAST_PREFIX:
            # Two letters begin too much of any text; a word that names nothing is only the beginning of a name.
            asked = [] if self.typed[0] in STOP_WORDS and len(self.forms) == 1 else asked
            asked.append(phrase(self.typed, begins=True, names_only=True))
        elif self.typing:
            asked.append(phrase(self.typed, begins=True))
        return any_of(asked)


_MOST_WORDS = 24


def units_of(text: str, synonyms: Synonyms, vocabulary: Vocabulary) -> tuple[Unit, ...]:
    """Return the units of a query; words that name nothing are left out where others do."""
    chunks = query_words(text)[:_MOST_WORDS]
    typing = not text[-1:].isspace()
    told = _abbreviations(text)
    row, bounds = _row(chunks)
    found: list[tuple[Unit, list[str]]] = []
    at = 0
    while at < len(row):
        meant = synonyms.at(row, at)
        length = meant.length if meant else max(1, bounds.get(at, 1))
        joined = "".join(row[at : at + 2]) if not meant and length == 1 else ""
        forms: list[Phrase] = [tuple(row[at : at + length])]
        if meant:
            forms += [form for form in meant.phrases if form != forms[0]]
        elif joined in vocabulary and len(row) > at + 1:
            length = 2
            forms = [(joined,), tuple(row[at : at + 2])]
        last = at + length == len(row) and typing
        alike = vocabulary.alike(row[at]) if length == 1 else ()
        unit = Unit(tuple(forms), meant.topics if meant else frozenset(), alike, last)
        found.append((unit, row[at : at + length]))
        at += length
    kept = _naming(found, told)
    content = [unit for unit in kept if not unit.subject] or kept
    if len(content) > 1 and len(content[-1].typed[-1]) == 1:
        # One letter after other words begins too much to tell anything yet.
        content[-1] = content[-1]._replace(typing=False)
    return tuple(content)


def corrected(text: str, synonyms: Synonyms, vocabulary: Vocabulary) -> str:
    """Return the query with misspelt words put right; empty where none is, or none can be."""
    changes = {}
    for chunk in query_words(text)[:_MOST_WORDS]:
        for word in chunk:
            if vocabulary.begins(word) or vocabulary.alike(word) or synonyms.at([word], 0):
                continue
            better = _better(word, vocabulary)
            if better:
                changes[word] = better
    if not changes:
        return ""
    kept = without_stop_words(query_words(text)[:_MOST_WORDS])
    return " ".join(changes.get(word, word) for chunk in kept for word in chunk)


def _row(chunks: Sequence[Sequence[str]]) -> tuple[list[str], dict[int, int]]:
    row: list[str] = []
    bounds: dict[int, int] = {}
    for chunk in chunks:
        bounds[len(row)] = len(chunk)
        row += chunk
    return row, bounds


def _abbreviations(text: str) -> set[str]:
    """Return the words typed in capitals within a query that is not: they name something, such as ME."""
    if text.isupper():
        return set()
    return {word.lower() for word in text.split() if word.isupper() and len(word) > 1}


def _naming(found: list[tuple[Unit, list[str]]], told: set[str]) -> list[Unit]:
    single = [row for _, row in found]
    kept = {tuple(chunk) for chunk in without_stop_words(single)}
    return [unit for unit, row in found if tuple(row) in kept or (len(row) == 1 and row[0] in told)]


def _better(word: str, vocabulary: Vocabulary) -> str:
    """Return a name that is one letter off, else two words written as one, else the nearest word."""
    nearest = vocabulary.nearest(word)
    if nearest and vocabulary.names(nearest) and distance(word, nearest, 1) == 1:
        return nearest
    halves = vocabulary.halves(word)
    return " ".join(halves) if halves else nearest
