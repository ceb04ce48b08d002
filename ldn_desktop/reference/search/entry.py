"""What the search finds: pages, the entries they are cut into, and the results it gives."""

from __future__ import annotations

from typing import NamedTuple

KINDS = ("topic", "condition", "study", "opioid", "source", "glossary", "interaction", "medicine")


class Entry(NamedTuple):
    """A piece of a page. The first piece (``lead``) carries the page's names; others stand under a heading.

    ``section`` is what the page belongs to (or the heading the piece stands under), ``anchor`` that heading as a
    link names it, empty for the top of the page; ``names`` are synonyms, abbreviations, brands and codes. ``answer`` is
    the page's answer in one line, which its text begins with; empty where it has none.
    """

    kind: str
    id: str
    title: str
    section: str
    text: str
    names: tuple[str, ...] = ()
    anchor: str = ""
    lead: bool = True
    answer: str = ""


class Result(NamedTuple):
    """A page that was found, best piece shown.

    ``words`` are the folded words and phrases that matched, to be highlighted. ``section`` names where the piece
    stands, ``anchor`` is its heading for a link, empty for the top of the page.
    """

    id: str
    kind: str
    title: str
    section: str
    snippet: str
    anchor: str
    words: tuple[str, ...]


class Answer(NamedTuple):
    """The results of a query, best first. ``corrected`` is the query they belong to where a word was misspelt."""

    results: tuple[Result, ...]
    typed: str
    corrected: str = ""
