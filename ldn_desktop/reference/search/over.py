"""The finder over a content's pages."""

from __future__ import annotations

from ldn_desktop.reference.full_content import FullContent
from ldn_desktop.reference.search.entries import entries_of
from ldn_desktop.reference.search.finder import Finder
from ldn_desktop.reference.search.synonyms import Group


def finder_over(content: FullContent) -> Finder:
    """Return a finder over everything a content holds. Refused (``ContentError``): damaged content."""
    groups = [Group(group.words, group.topic) for group in content.search_words]
    return Finder(entries_of(content), groups)
