"""A source in words: its citation, where it is found, and what a reader must know of it."""

from __future__ import annotations

from typing import Any

import pytest

from ldn_desktop.articles.article import article
from ldn_desktop.articles.article_page import ArticlePage
from ldn_desktop.articles.article_words import copied
from ldn_desktop.articles.source_card import source_card
from ldn_desktop.articles.source_words import addresses, citation, found_by, notes
from ldn_desktop.reference.evidence.sources import Source
from tests.articles.test_article import CONTENT, LOOK


def source(**given: Any) -> Source:
    return Source("s", "Title", "", 0, "", "", "", "", "trial")._replace(**given)


@pytest.mark.parametrize(
    ("given", "told"),
    [
        ({"author": "Irwin", "year": 2024, "journal": "J 38(1)"}, "Irwin (2024). Title. J 38(1)."),
        ({"year": 2013, "number": "NCT01810185"}, "2013. Title. NCT01810185."),
        ({"title_is_ours": True}, "[Title]."),
    ],
)
def test_a_citation_has_its_number_and_a_description_stands_in_brackets(
    given: dict[str, Any], told: str
) -> None:
    assert citation(source(**given)) == told


def test_a_copy_is_called_a_copy() -> None:
    assert addresses(source(copy_at="https://a.org/b")) == (
        ("Copy read at https://a.org/b", "https://a.org/b"),
    )


@pytest.mark.parametrize(
    ("given", "way"),
    [
        ({"doi": "10.1/x", "number": "NCT1"}, "DOI or PubMed"),
        ({"number": "NCT1", "url": "https://a.org/b"}, "registry or licence number"),
        ({"url": "https://a.org/b", "copy_at": "https://c.org/d"}, "its own page"),
        ({"copy_at": "https://c.org/d"}, "a copy"),
        ({"not_checkable": "it is lost"}, "cannot be checked"),
        ({"kind": "judgement"}, ""),
    ],
)
def test_the_way_to_a_source_is_told_in_a_word(given: dict[str, Any], way: str) -> None:
    assert found_by(source(**given)) == way


def test_what_limits_a_source_is_told_in_sentences() -> None:
    limited = source(
        read="the abstract", secondary=True, probable=True, not_checkable="it is lost", not_verified=("year",)
    )
    assert notes(limited) == (
        "Cannot be checked: it is lost.",
        "Probably the document meant: what it says agrees.",
        "What was read: the abstract.",
        "Secondary: what it tells was not seen at its origin.",
        "Could not be made sure of: year.",
    )
    assert notes(source()) == ()


def test_card_page_and_copied_text_tell_what_limits_a_source() -> None:
    shown = article(CONTENT.topics["time-of-day"], CONTENT)
    limit = notes(CONTENT.sources["pharmacy-sheet"])[0]

    assert limit.startswith("Cannot be checked: ")
    assert limit in source_card("pharmacy-sheet", CONTENT, LOOK)
    assert limit in ArticlePage(shown, CONTENT.grades, LOOK).html()
    assert limit in copied(shown)
