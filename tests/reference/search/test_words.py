"""Words folded, endings left out, misspellings, and pieces of text."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ldn_desktop.reference.search.matcher import Matcher
from ldn_desktop.reference.search.query import units_of
from ldn_desktop.reference.search.snippet import LENGTH, Highlighter, snippet
from ldn_desktop.reference.search.spelling import NAMING, Vocabulary, allowed_errors, distance
from ldn_desktop.reference.search.synonyms import Group, Synonyms
from ldn_desktop.reference.search.words import query_words, stem, text_words, without_stop_words, words

KNOWN = Vocabulary(
    dict.fromkeys(["tramadol", "crohns", "chronic", "breast", "feeding", "dream", "dreams", "ms"], NAMING)
)


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("Crohn’s & Crohn's", ["crohns", "crohns"]),
        ("Sjögren, ÉTUDE", ["sjogren", "etude"]),
        ("μ-opioid 4.5 mg", ["mu", "opioid", "4", "5", "mg"]),
        ("½ snake_case", ["1", "2", "snake", "case"]),
        ("", []),
    ],
)
def test_words(text: str, found: list[str]) -> None:
    assert words(text) == found


def test_what_is_written_together_stays_together() -> None:
    assert query_words("ME/CFS 4.5mg now") == [["me", "cfs"], ["4", "5"], ["mg"], ["now"]]


@given(st.text())
def test_a_place_is_where_its_word_stands(text: str) -> None:
    for word, start, end in zip(*text_words(text), strict=True):
        assert 0 <= start < end <= len(text)
        # A letter may fold into nothing or into several words; a plain word is itself.
        if text[start:end].isascii() and text[start:end].isalnum():
            assert word == text[start:end].lower()


@pytest.mark.parametrize(
    "pair", [("dreams", "dreaming"), ("capsule", "capsules"), ("allergy", "allergies"), ("make", "making")]
)
def test_endings_do_not_matter(pair: tuple[str, str]) -> None:
    one, other = pair
    assert stem(one) == stem(other)


@pytest.mark.parametrize("word", ["ms", "4s", "used", "thing"])
def test_what_is_left_of_a_word_is_never_too_little(word: str) -> None:
    assert stem(word) == word


def test_a_question_keeps_what_names_something() -> None:
    kept = without_stop_words(query_words("how long after tramadol can I take it"))
    assert kept == [["tramadol"]]
    assert without_stop_words(query_words("long covid")) == [["long"], ["covid"]]
    assert without_stop_words(query_words("what is it")) == [["what"], ["is"], ["it"]]


@pytest.mark.parametrize(
    ("typed", "meant"),
    [
        ("tramadl", "tramadol"),
        ("tarmadol", "tramadol"),
        ("chrons", "crohns"),
        ("xyzzy", ""),
        ("mx", ""),
        ("dr3am", ""),
    ],
)
def test_the_nearest_word(typed: str, meant: str) -> None:
    assert KNOWN.nearest(typed) == meant


def test_a_short_word_is_put_right_only_to_a_name() -> None:
    common = Vocabulary({"less": 400, "lupus": NAMING, "tramadol": 3})
    assert [common.nearest(word) for word in ("legs", "lupas", "tramadl")] == ["", "lupus", "tramadol"]


def test_two_words_written_as_one() -> None:
    assert KNOWN.halves("breastfeeding") == ("breast", "feeding")
    assert KNOWN.halves("tramadol") is None


def test_distance_counts_a_swap_as_one() -> None:
    assert distance("abcd", "abdc", 2) == 1
    assert distance("abcd", "abcd", 2) == 0
    assert distance("abcd", "wxyz", 2) == 3


@given(st.text("abcd", max_size=7), st.text("abcd", max_size=7), st.integers(1, 3))
def test_distance_never_errs_within_its_limit(one: str, other: str, most: int) -> None:
    assert distance(one, other, most) == min(_slow(one, other), most + 1)


def _slow(one: str, other: str) -> int:
    if not one or not other:
        return len(one) + len(other)
    found = min(
        _slow(one[:-1], other) + 1,
        _slow(one, other[:-1]) + 1,
        _slow(one[:-1], other[:-1]) + (one[-1] != other[-1]),
    )
    if one[-2:] == other[-2:][::-1] and len(one) > 1 and len(other) > 1:
        found = min(found, _slow(one[:-2], other[:-2]) + 1)
    return found


def test_short_words_allow_no_error() -> None:
    assert [allowed_errors(word) for word in ("ms", "cfs", "pain", "lupus", "autism", "fibromyalgia")] == [
        *(0, 0, 1, 1, 2, 3)
    ]


def test_the_longest_phrase_stands_for_its_group() -> None:
    synonyms = Synonyms()
    synonyms.add_groups([Group(("MS", "multiple sclerosis"), "ms-topic")])
    synonyms.add_names(["Ultram"], "tramadol")
    meant = synonyms.at(["for", "multiple", "sclerosis"], 1)
    assert meant is not None
    assert (meant.length, meant.topics) == (2, frozenset({"ms-topic"}))
    assert ("ms",) in meant.phrases
    assert synonyms.at(["tramadol"], 0) is None


def test_an_abbreviation_in_capitals_is_no_stop_word() -> None:
    synonyms = Synonyms()
    synonyms.add_groups([Group(("ME", "myalgic encephalomyelitis"))])
    assert [unit.typed for unit in units_of("ME dose", synonyms, KNOWN)] == [("me",), ("dose",)]
    assert [unit.typed for unit in units_of("give me the dose", synonyms, KNOWN)] == [("dose",)]


def test_a_snippet_begins_at_the_sentence_of_the_hit() -> None:
    text = f"{'Much is said before. ' * 9}Vivid dreams are named often. {'More follows here. ' * 9}"
    hits = Matcher(units_of("dreams ", Synonyms(), KNOWN)).hits(text_words(text))
    shown = snippet(text, hits)
    assert shown.startswith("Vivid dreams are named often.")
    assert shown.endswith("…")
    assert len(shown) <= LENGTH + 4
    assert [hit.words for hit in hits] == ["dreams"]


def test_a_text_without_a_hit_shows_its_beginning() -> None:
    assert snippet("A plain sentence.", ()) == "A plain sentence."


def test_a_phrase_that_is_meant_counts_only_as_a_whole() -> None:
    synonyms = Synonyms()
    synonyms.add_groups([Group(("MS", "multiple sclerosis"))])
    matcher = Matcher(units_of("MS ", synonyms, KNOWN))
    text = "Multiple drugs in multiple sclerosis (MS), systemic sclerosis"
    assert [hit.words for hit in matcher.hits(text_words(text))] == ["multiple sclerosis", "ms"]
    assert matcher.covers(("multiple", "sclerosis"))
    assert not matcher.covers(("systemic", "sclerosis"))
    assert matcher.units_in(("in", "multiple", "sclerosis")) == {0}


def test_what_matched_is_found_again_in_any_text() -> None:
    marked = Highlighter(("multiple sclerosis", "ms", "crohns"))
    parts = list(marked.parts("MS: Multiple-Sclerosis, Crohn’s; multiple"))
    assert parts == [
        ("MS", True),
        (": ", False),
        ("Multiple-Sclerosis", True),
        (", ", False),
        ("Crohn’s", True),
        ("; multiple", False),
    ]


@given(st.text(), st.lists(st.text(max_size=8)))
def test_highlighting_loses_no_letter(text: str, marked: list[str]) -> None:
    assert "".join(part for part, _ in Highlighter(marked).parts(text)) == text
