"""The finder over a content's pages."""

from __future__ import annotations

from collections.abc import Iterator

from ldn_desktop.reference.content import Content
from ldn_desktop.reference.search.entries import entries_of
from ldn_desktop.reference.search.finder import Finder
from ldn_desktop.reference.search.synonyms import Group, Named


def finder_over(content: Content) -> Finder:
    """Return a finder over everything a content holds. Refused (``ContentError``): damaged content."""
    groups = [Group(group.words, group.topic) for group in content.search_words.groups]
    return Finder(entries_of(content), groups, list(_of_classes(content)))


def _of_classes(content: Content) -> Iterator[Named]:
    """Yield the names of each medicine whose class has an article: asked about, it is answered by that."""
    for known in content.medicines.values():
        topic = content.search_words.topic_of_class.get(known.medicine.category, "")
        if topic and not known.opioids:
            names = (*known.medicine.names, *known.medicine.also)
            yield Named(names, content.topics[topic].title, topic)
