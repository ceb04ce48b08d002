"""Words that stand for the same thing: abbreviations, lay words, brands; classes of medicines with an article."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from typing import NamedTuple

from ldn_desktop.decoding.cited import texts
from ldn_desktop.decoding.strict import Node
from ldn_desktop.reference.search.words import stem, words

Phrase = tuple[str, ...]


class Group(NamedTuple):
    """Words or phrases that stand for each other; ``topic`` is the page that tells of them, or empty."""

    words: tuple[str, ...]
    topic: str = ""


class Named(NamedTuple):
    """Names of something that a page tells of, the page's title and its id; the title does not stand for the names."""

    names: tuple[str, ...]
    title: str
    topic: str


class Meant(NamedTuple):
    """What a phrase of a query also stands for: other phrases, and pages that tell of it."""

    length: int
    phrases: tuple[Phrase, ...]
    topics: frozenset[str]


class Synonyms:
    """Finds in a row of words the longest phrase that stands for others; endings do not matter."""

    def __init__(self) -> None:
        self._meant: dict[Phrase, tuple[set[Phrase], set[str]]] = defaultdict(lambda: (set(), set()))
        self._longest = 0

    def add_groups(self, groups: Iterable[Group]) -> None:
        """Let the words of each group stand for one another."""
        for group in groups:
            phrases = [tuple(words(text)) for text in group.words]
            for phrase in phrases:
                self._add(phrase, phrases, group.topic)

    def add_names(self, names: Iterable[str], stands_for: str, topic: str = "") -> None:
        """Let names such as brands stand for one name, but not the other way round."""
        meant = [tuple(words(stands_for))]
        for name in names:
            self._add(tuple(words(name)), meant, topic)

    def at(self, row: Sequence[str], start: int) -> Meant | None:
        """Return what the longest phrase that begins at a word stands for."""
        for length in range(min(self._longest, len(row) - start), 0, -1):
            found = self._meant.get(_key(row[start : start + length]))
            if found is not None:
                return Meant(length, tuple(sorted(found[0])), frozenset(found[1]))
        return None

    def _add(self, phrase: Phrase, meant: Sequence[Phrase], topic: str) -> None:
        if not phrase:
            return
        self._longest = max(self._longest, len(phrase))
        phrases, topics = self._meant[_key(phrase)]
        phrases.update(meant)
        if topic:
            topics.add(topic)


def _key(phrase: Sequence[str]) -> Phrase:
    return tuple(stem(word) for word in phrase)


class SearchWords(NamedTuple):
    """The groups in their order, and the article about each class of medicines that has one."""

    groups: tuple[Group, ...]
    topic_of_class: Mapping[str, str]


def read_search_words(root: Node) -> SearchWords:
    """Return the groups and classes. Refused: a group of less than two words."""
    f = root.fields(("group", "class"))
    topics = {name: node.filled() for name, node in f["class"].entries().items()}
    return SearchWords(tuple(_group(item) for item in f["group"].items("group")), topics)


def _group(node: Node) -> Group:
    f = node.fields(("words",), ("topic",))
    words = texts(f["words"])
    if not words[1:]:
        raise f["words"].fail("holds less than two words; add one, or remove the group.")
    return Group(words, f["topic"].filled() if "topic" in f else "")
