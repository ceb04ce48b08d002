"""Words that stand for the same thing: abbreviations, synonyms, brands, lay words; classes of medicines with an article."""

from __future__ import annotations

from collections.abc import Mapping
from typing import NamedTuple

from ldn_desktop.decoding.cited import texts
from ldn_desktop.decoding.strict import Node


class WordGroup(NamedTuple):
    """Words that may stand for one another; ``topic`` is the article about them, or empty."""

    words: tuple[str, ...]
    topic: str


class SearchWords(NamedTuple):
    """The groups in their order, and the article about each class of medicines that has one."""

    groups: tuple[WordGroup, ...]
    topic_of_class: Mapping[str, str]


def read_search_words(root: Node) -> SearchWords:
    """Return the groups and classes. Refused: a group of less than two words."""
    f = root.fields(("group", "class"))
    topics = {name: node.filled() for name, node in f["class"].entries().items()}
    return SearchWords(tuple(_group(item) for item in f["group"].items("group")), topics)


def _group(node: Node) -> WordGroup:
    f = node.fields(("words",), ("topic",))
    words = texts(f["words"])
    if len(words) < 2:  # noqa: PLR2004 - a word needs another to stand for
        raise f["words"].fail("holds less than two words; add one, or remove the group.")
    return WordGroup(words, f["topic"].filled() if "topic" in f else "")
