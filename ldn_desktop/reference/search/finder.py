"""Answers queries: the pages that match, ranked, with the spelling put right."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from functools import cached_property
from typing import NamedTuple

from ldn_desktop.reference.search.entry import Answer, Entry, Result
from ldn_desktop.reference.search.index import Index
from ldn_desktop.reference.search.query import Unit, corrected, units_of
from ldn_desktop.reference.search.snippet import snippet
from ldn_desktop.reference.search.synonyms import Group, Synonyms
from ldn_desktop.reference.search.words import words

MOST_RESULTS = 60
_DIGIT = re.compile(r"\d")
"""Codes stand for nothing else: two opioids may share one."""
_LONGEST_QUERY = 300
_PRIOR = (1.15, 1.3, 1.15, 1.0, 0.7, 0.6, 0.3)
# How much a page of a kind is likely to be what was meant, everything else being equal.
_KIND = dict(
    zip(("topic", "condition", "opioid", "interaction", "glossary", "study", "source"), _PRIOR, strict=True)
)
_NAME_IS_QUERY, _NAME_IS_MEANT, _NAME_HOLDS_ALL, _TELLS_OF_IT = 4.0, 3.0, 1.8, 2.0
_KIND_WORDS = {
    "study": {"trial", "trials", "study", "studies", "rct", "randomised", "randomized"},
    "source": {"source", "sources", "paper", "article", "doi", "pmid", "label", "guideline"},
    "glossary": {"definition", "define", "meaning", "glossary", "abbreviation"},
}
_KIND_NAMED = 1.6
_TERM_NAMED = 2.0
_SHORTER_FIRST = 0.03


class _Page(NamedTuple):
    """A page with what it is called: its lead row and the word rows of its title and other names."""

    row: int
    names: tuple[tuple[str, ...], ...]


class Finder:
    """Searches entries. Any text is a query: none is refused."""

    def __init__(self, entries: Sequence[Entry], groups: Iterable[Group] = ()) -> None:
        self._index = Index(entries)
        self._synonyms = _synonyms(self._index.entries, groups)

    @cached_property
    def _pages(self) -> dict[tuple[str, str], _Page]:
        return {
            (entry.kind, entry.id): _Page(
                row, tuple(tuple(words(name)) for name in (entry.title, *entry.names))
            )
            for row, entry in enumerate(self._index.entries)
            if entry.lead
        }

    def search(self, text: str, *, as_typed: bool = False) -> Answer:
        """Return the pages that match a query; ``as_typed`` keeps a misspelling."""
        text = text[:_LONGEST_QUERY]
        better = "" if as_typed else corrected(text, self._synonyms, self._index.vocabulary)
        results = self._results(better or text)
        if better and not results:
            return Answer(self._results(text), text)
        return Answer(results, text, better)

    def _results(self, text: str) -> tuple[Result, ...]:
        units = units_of(text, self._synonyms, self._index.vocabulary)
        if not units:
            return ()
        best = self._best_rows(units, _wanted_kinds(text))
        shown = sorted(best, key=best.__getitem__, reverse=True)[:MOST_RESULTS]
        return tuple(self._result(row, units) for row in shown)

    def _best_rows(self, units: Sequence[Unit], wanted: set[str]) -> dict[int, float]:
        """Return the best piece of each page that matches, with the page's rank."""
        entries = self._index.entries
        rows: dict[int, float] = {}
        held: dict[tuple[str, str], set[int]] = {}
        for number, unit in enumerate(units):
            for row, score in self._index.scores(unit.expression()).items():
                rows[row] = rows.get(row, 0.0) + score
                held.setdefault(entries[row][:2], set()).add(number)
        best: dict[tuple[str, str], int] = {}
        for row, score in rows.items():
            key = entries[row][:2]
            if key not in best or score > rows[best[key]]:
                best[key] = row
        return {row: rows[row] * self._weight(key, units, held[key], wanted) for key, row in best.items()}

    def _weight(self, key: tuple[str, str], units: Sequence[Unit], held: set[int], wanted: set[str]) -> float:
        kind, name = key
        weight = _KIND[kind] * (len(held) / len(units)) ** 2
        if kind in wanted:
            weight *= _KIND_NAMED
        if any(name in unit.topics for unit in units):
            weight *= _TELLS_OF_IT
        page = self._pages.get(key)
        if page is None:
            return weight
        named = _name_weight(page.names, units)
        # A term explains a word; an article with the word in its title tells more.
        return weight * (min(named, _TERM_NAMED) if kind == "glossary" else named)

    def _result(self, row: int, units: Sequence[Unit]) -> Result:
        entry = self._index.entries[row]
        shown, matched = snippet(entry.text, units)
        named = (word for word in words(entry.title) if any(unit.answers(word) for unit in units))
        return Result(
            id=entry.id,
            kind=entry.kind,
            title=entry.title,
            section=entry.section,
            snippet=shown,
            anchor=entry.anchor,
            words=tuple(dict.fromkeys((*named, *matched))),
        )


def _name_weight(names: Sequence[tuple[str, ...]], units: Sequence[Unit]) -> float:
    """Return how well a page's names agree with the query; the first name is its title."""
    typed = tuple(word for unit in units for word in unit.typed)
    plainness = 1 - _SHORTER_FIRST * min(len(names[0]), 10)
    if typed in names:
        return _NAME_IS_QUERY * (1 if typed == names[0] else 0.9 * plainness)
    if len(units) == 1 and any(form in names for form in units[0].forms):
        return _NAME_IS_MEANT * plainness
    if all(any(unit.answers(word) for word in names[0]) for unit in units):
        # The fewer other words a title holds, the more it is about these.
        return _NAME_HOLDS_ALL * (1 + 0.3 * min(1, len(units) / max(len(names[0]), 1)))
    return 1.0


def _wanted_kinds(text: str) -> set[str]:
    asked = set(words(text))
    return {kind for kind, told in _KIND_WORDS.items() if told & asked}


def _synonyms(entries: Iterable[Entry], groups: Iterable[Group]) -> Synonyms:
    made = Synonyms()
    made.add_groups(groups)
    for entry in entries:
        if not entry.lead:
            continue
        if entry.kind == "condition":
            made.add_groups([Group((entry.title, *entry.names))])
        elif entry.kind == "opioid":
            made.add_names((name for name in entry.names if not _DIGIT.search(name)), entry.title)
    return made
