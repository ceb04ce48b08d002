"""Words that stand for the same thing: abbreviations, synonyms, brands, lay words."""

from __future__ import annotations

from typing import NamedTuple

from ldn_desktop.reference.cited import tables, texts
from ldn_desktop.reference.strict import Node


class WordGroup(NamedTuple):
    """Words that may stand for one another; ``topic`` is the article about them, or empty."""

    words: tuple[str, ...]
    topic: str


def read_search_words(root: Node) -> tuple[WordGroup, ...]:
    """Return the groups, in their order. Refused: a group of less than two words."""
    return tuple(_group(item) for item in tables(root, "group"))


def _group(node: Node) -> WordGroup:
    f = node.fields(("words",), ("topic",))
    words = texts(f["words"])
    if len(words) < 2:  # noqa: PLR2004 - a word needs another to stand for
        raise f["words"].fail("holds less than two words; add one, or remove the group.")
    return WordGroup(words, f["topic"].filled() if "topic" in f else "")
