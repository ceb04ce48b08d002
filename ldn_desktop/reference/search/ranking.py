"""How well a page answers a query, beside how often its words stand in it."""

from __future__ import annotations

import math
from collections.abc import Collection, Iterable, Sequence

from ldn_desktop.reference.search.matcher import Matcher
from ldn_desktop.reference.search.query import Unit
from ldn_desktop.reference.search.synonyms import Phrase
from ldn_desktop.reference.search.words import words

_LIKELY = {
    "condition": 1.3,
    "topic": 1.15,
    "opioid": 1.15,
    "interaction": 0.9,
    "medicine": 1.0,
    "glossary": 0.7,
    "study": 0.6,
    "source": 0.3,
}
"""How likely a page of a kind is what was meant, everything else being equal."""
_KIND_WORDS = {
    "study": {"trial", "trials", "study", "studies", "rct", "randomised", "randomized"},
    "source": {"source", "sources", "paper", "article", "doi", "pmid", "label", "guideline"},
    "glossary": {"definition", "define", "meaning", "glossary", "abbreviation"},
}
_MENTIONING = frozenset({"study", "source"})
"""What holds many words without being about them: it never stands before an article that answers."""
_KIND_NAMED = 1.6
_TITLE_IS_QUERY, _NAME_IS_QUERY, _NAME_IS_MEANT = 4.0, 3.6, 3.0
_TITLE_HOLDS_ALL, _TITLE_HOLDS_NO_MORE = 0.8, 0.54
_TITLE_IS_PART, _NAME_IS_PART = 3.0, 1.6
_TELLS_OF_IT = 2.0
_TERM_NAMED = 2.0
_MORE_THAN_A_NAME = 0.5
"""A question about a medicine is answered by an article; its bare name opens the table."""
_EACH_WORD = 0.03
_MANY_WORDS = 10


class Ranking:
    """Weighs pages for one query; ``told`` is how much each unit tells, more for what few pages hold."""

    def __init__(self, text: str, units: Sequence[Unit], matcher: Matcher, told: Sequence[float]) -> None:
        row = self._row = tuple(words(text))
        asked = set(row)
        self._wanted = {kind for kind, told in _KIND_WORDS.items() if told & asked}
        self._units, self._matcher = units, matcher
        self._typed = {row, tuple(word for unit in units for word in unit.typed)}
        self._told, self._all_told = told, sum(told) or 1
        self._meant = set(units[0].forms) if len(units) == 1 else set()
        self._topics = frozenset(topic for unit in units for topic in unit.topics)

    def weight(self, kind: str, name: str, held: Collection[int], names: Sequence[Phrase]) -> float:
        """Return the weight of a page that holds these units of the query; ``names[0]`` are its title's words."""
        share = self._share(held)
        weight = _LIKELY[kind] * share * math.sqrt(share)
        if kind in self._wanted:
            weight *= _KIND_NAMED
        if kind == "medicine" and self._row not in names:
            weight *= _MORE_THAN_A_NAME
        if name in self._topics:
            weight *= _TELLS_OF_IT
        named = self._named(names)
        # A term explains a word; an article with the word in its title tells more.
        return weight * (min(named, _TERM_NAMED) if kind == "glossary" else named)

    def answers(self, row: Phrase) -> bool:
        """Tell whether a page's title and answer in one line hold everything that was asked for."""
        return bool(row) and len(self._matcher.units_in(row)) == len(self._units)

    def only_mentions(self, kind: str, names: Sequence[Phrase]) -> bool:
        """Tell whether a page is a study or source that the query neither names nor asks for by its kind."""
        if kind not in _MENTIONING or kind in self._wanted:
            return False
        return not any(name in self._typed or name in self._meant for name in names)

    def _named(self, names: Sequence[Phrase]) -> float:
        """Return how well a page's names agree with the query."""
        title = names[0]
        shortness = 1 - _EACH_WORD * min(len(title), _MANY_WORDS)
        if title in self._typed:
            return _TITLE_IS_QUERY
        if any(name in self._typed for name in names):
            return _NAME_IS_QUERY * shortness
        if any(form in names for form in self._meant):
            return _NAME_IS_MEANT * shortness
        if self._matcher.covers(title):
            return _TITLE_IS_PART
        held = self._share(self._matcher.units_in(title))
        # The fewer other words a title holds, the more it is about these.
        alone = min(1, len(self._units) / max(len(title), 1))
        in_title = 1 + held * (_TITLE_HOLDS_ALL + _TITLE_HOLDS_NO_MORE * alone)
        in_names = _NAME_IS_PART if any(self._matcher.covers(name) for name in names) else 1.0
        return max(in_title, in_names)

    def _share(self, held: Iterable[int]) -> float:
        """Return how much of what the query tells these units are."""
        return sum(self._told[number] for number in held) / self._all_told
