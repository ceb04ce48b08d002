"""Marked-up text in plain words that say where nobody can look up what they rest on."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping

from ldn_desktop.reference.evidence.sources import Source, unborne
from ldn_desktop.reference.topics.markup import Cite, Inline, Text, parse_line, plain

UNBORNE = "source cannot be checked"
"""Said behind a statement all of whose sources nobody can look up."""
_CITATION = re.compile(r"\[(@[^\]\[]*)\]")


def in_words(inlines: Iterable[Inline], sources: Mapping[str, Source]) -> str:
    """Return the words of a run of marks, without citations."""
    return plain(_remarked(inlines, sources))


def line_in_words(text: str, sources: Mapping[str, Source]) -> str:
    """Return the words of a marked-up line, which may be empty."""
    return in_words(parse_line(text), sources) if text else ""


def with_remarks(text: str, sources: Mapping[str, Source]) -> str:
    """Return a marked-up text that says so behind each citation that nobody can look up; much quicker than parsing."""

    def said(found: re.Match[str]) -> str:
        names = [name.strip(" @") for name in found[1].split(";")]
        return f"{found[0]} ({UNBORNE})" if unborne(names, sources) else found[0]

    return _CITATION.sub(said, text)


def _remarked(inlines: Iterable[Inline], sources: Mapping[str, Source]) -> Iterator[Inline]:
    for mark in inlines:
        yield mark
        if isinstance(mark, Cite) and unborne(mark.ids, sources):
            yield Text(f"({UNBORNE})")
