"""Answers queries: the pages that match, ranked, with the spelling put right."""

from __future__ import annotations

import heapq
import math
import re
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from functools import cached_property

from ldn_desktop.reference.content import Content
from ldn_desktop.reference.search.entries import entries_of
from ldn_desktop.reference.search.entry import Answer, Entry, Result
from ldn_desktop.reference.search.index import Index
from ldn_desktop.reference.search.matcher import Matcher
from ldn_desktop.reference.search.query import corrected, units_of
from ldn_desktop.reference.search.ranking import Ranking
from ldn_desktop.reference.search.snippet import snippet
from ldn_desktop.reference.search.synonyms import Group, Named, Phrase, Synonyms
from ldn_desktop.reference.search.words import fold, words

MOST_RESULTS = 40
_MOST_WEIGHED = 150
_DIGIT = re.compile(r"\d")
"""Codes stand for nothing else: two opioids may share one."""
_LONGEST_QUERY = 300
_JUST_BELOW = 0.999
_Page = tuple[str, str]
"""A page's kind and id."""


class Finder:
    """Searches entries. Any text is a query: none is refused."""

    def __init__(
        self, entries: Sequence[Entry], groups: Iterable[Group] = (), named: Iterable[Named] = ()
    ) -> None:
        self._index = Index(entries)
        self._synonyms = _synonyms(self._index.entries, groups)
        for names, title, topic in named:
            self._synonyms.add_names(names, title, topic)

    @cached_property
    def _names(self) -> dict[_Page, tuple[Phrase, ...]]:
        """The words of each page's title and of its other names."""
        return {
            (entry.kind, entry.id): tuple(tuple(words(name)) for name in (entry.title, *entry.names))
            for entry in self._index.entries
            if entry.lead
        }

    @cached_property
    def _answers(self) -> dict[_Page, Phrase]:
        """The words of the title and of the answer in one line, of each page that has one."""
        return {
            entry[:2]: tuple(words(f"{entry.title} {entry.answer}"))
            for entry in self._index.entries
            if entry.answer
        }

    def warm(self) -> None:
        """Make what is otherwise made by the first query that needs it."""
        _ = self._names, self._answers
        self._index.vocabulary.warm()

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
        matcher = Matcher(units)
        found = [self._index.scores(unit.expression()) for unit in units]
        told = [math.log(1 + len(self._index.entries) / (1 + len(rows))) for rows in found]
        best = self._best_rows(found, Ranking(text, units, matcher, told))
        shown = sorted(best, key=best.__getitem__, reverse=True)[:MOST_RESULTS]
        return tuple(self._result(row, matcher) for row in shown)

    def _best_rows(self, found: Sequence[dict[int, float]], ranking: Ranking) -> dict[int, float]:
        """Return the best piece of each page that matches, with the page's rank."""
        entries = self._index.entries
        rows: dict[int, float] = {}
        held: dict[_Page, set[int]] = {}
        for number, scores in enumerate(found):
            for row, score in scores.items():
                rows[row] = rows.get(row, 0.0) + score
                held.setdefault(entries[row][:2], set()).add(number)
        best: dict[_Page, int] = {}
        for row, score in rows.items():
            page = entries[row][:2]
            if page not in best or score > rows[best[page]]:
                best[page] = row
        likely = heapq.nlargest(_MOST_WEIGHED, best, key=lambda page: rows[best[page]] * len(held[page]))
        weights = {
            page: rows[best[page]] * ranking.weight(*page, held[page], self._names[page]) for page in likely
        }
        answering = [page for page in likely if ranking.answers(self._answers.get(page, ()))]
        if answering:
            most = min(weights[page] for page in answering) * _JUST_BELOW
            for page in likely:
                if weights[page] > most and ranking.only_mentions(page[0], self._names[page]):
                    weights[page] = most
        return {best[page]: weights[page] for page in likely}

    def _result(self, row: int, matcher: Matcher) -> Result:
        entry = self._index.entries[row]
        hits = matcher.hits(self._index.texts[row])
        named = matcher.hits(self._index.titles[row])
        return Result(
            id=entry.id,
            kind=entry.kind,
            title=entry.title,
            section=entry.section,
            snippet=snippet(entry.text, hits),
            anchor=entry.anchor,
            words=tuple(dict.fromkeys(hit.words for hit in (*named, *hits))),
        )


def _synonyms(entries: Sequence[Entry], groups: Iterable[Group]) -> Synonyms:
    made = Synonyms()
    made.add_groups(groups)
    # A name that several conditions share, such as IBD, stands for each of them but none of them for it.
    shared = Counter(
        fold(name) for entry in entries if entry.kind == "condition" and entry.lead for name in entry.names
    )
    for entry in entries:
        if not entry.lead:
            continue
        if entry.kind == "condition":
            own = [name for name in entry.names if shared[fold(name)] == 1 and not _DIGIT.search(name)]
            made.add_groups([Group((entry.title, *own))])
            made.add_names((name for name in entry.names if name not in own), entry.title)
        elif entry.kind == "opioid":
            made.add_names((name for name in entry.names if not _DIGIT.search(name)), entry.title)
    return made


def finder_over(content: Content) -> Finder:
    """Return a finder over everything a content holds. Refused (``ContentError``): damaged content."""
    return Finder(entries_of(content), content.search_words.groups, list(_of_classes(content)))


def _of_classes(content: Content) -> Iterator[Named]:
    """Yield the names of each medicine whose class has an article: asked about, it is answered by that."""
    for known in content.medicines.values():
        topic = content.search_words.topic_of_class.get(known.medicine.category, "")
        if topic and not known.opioids:
            names = (*known.medicine.names, *known.medicine.also)
            yield Named(names, content.topics[topic].title, topic)
