"""What is found in a small content, how it is ranked, and that no query breaks it."""

from __future__ import annotations

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from ldn_desktop.reference.search.entry import KINDS
from ldn_desktop.reference.search.finder import Finder

QUERIES = [
    ("MS", "condition", "ms"),
    ("multiple sclerosis", "condition", "ms"),
    ("multiple sclrosis", "condition", "ms"),
    ("RSD", "condition", "crps"),
    ("fibro", "condition", "fibromyalgia"),
    ("fibromialgia", "condition", "fibromyalgia"),
    ("fibromyalgia trial", "condition", "fibromyalgia"),
    ("FINAL trial", "study", "bruun-2024-final"),
    ("younger 2013", "study", "younger-2013"),
    ("tramadol", "opioid", "tramadol"),
    ("tramadl", "opioid", "tramadol"),
    ("Ultram", "opioid", "tramadol"),
    ("how long after tramadol", "opioid", "tramadol"),
    ("OxyContin", "opioid", "oxycodone_mr"),
    ("N02AX02", "opioid", "tramadol"),
    ("opioid free interval", "topic", "opioid-free-interval"),
    ("opioid-free interval", "topic", "opioid-free-interval"),
    ("washout", "topic", "opioid-free-interval"),
    ("can I take it while breastfeeding", "topic", "pregnancy-and-breastfeeding"),
    ("is LDN safe when breast feeding?", "topic", "pregnancy-and-breastfeeding"),
    ("nursing", "topic", "pregnancy-and-breastfeeding"),
    ("what is LDN", "topic", "what-ldn-is"),
    ("low dose naltrexone", "topic", "what-ldn-is"),
    ("TLR4", "topic", "microglia"),
    ("half life", "glossary", "half-life"),
    ("Synthroid", "interaction", "levothyroxine"),
    ("drinking", "interaction", "alcohol"),
    ("should I stop before an operation", "topic", "surgery"),
    ("chrons", "condition", "crohns"),
    ("Crohn’s disease", "condition", "crohns"),
]


@pytest.mark.parametrize(("query", "kind", "name"), QUERIES, ids=[query for query, _, _ in QUERIES])
def test_the_first_hit(finder: Finder, query: str, kind: str, name: str) -> None:
    first = finder.search(query).results[0]
    assert (first.kind, first.id) == (kind, name)


def test_a_misspelling_is_put_right_and_told(finder: Finder) -> None:
    answer = finder.search("tramadl")
    assert (answer.typed, answer.corrected) == ("tramadl", "tramadol")
    assert finder.search("tramadl", as_typed=True).results == ()
    assert finder.search("tramad").corrected == ""


def test_a_piece_of_a_page_is_found_under_its_heading(finder: Finder) -> None:
    first = finder.search("reaches milk").results[0]
    assert (first.id, first.section, first.anchor) == (
        "pregnancy-and-breastfeeding",
        "Breastfeeding",
        "breastfeeding",
    )
    assert first.snippet == "Naltrexone reaches milk; see surgery."
    assert first.words == ("reaches", "milk")


def test_an_adverse_effect_is_found_on_the_page_of_all(finder: Finder) -> None:
    found = {result.id: result for result in finder.search("named more often than on placebo").results}
    assert (found["adverse-effects"].section, found["adverse-effects"].anchor) == ("Vivid dreams", "")


def test_a_page_comes_once(finder: Finder) -> None:
    for query in ("fibromyalgia pain", "opioid", "a", "4.5 mg"):
        found = [(result.kind, result.id) for result in finder.search(query).results]
        assert len(found) == len(set(found))
        assert {kind for kind, _ in found} <= set(KINDS)


def test_every_letter_on_the_way_to_a_name_finds_it(finder: Finder) -> None:
    for end in range(3, len("tramadol") + 1):
        shown = finder.search("tramadol"[:end]).results[:4]
        assert any(result.id == "tramadol" for result in shown)


def test_what_nobody_wrote_finds_nothing(finder: Finder) -> None:
    for query in ("", "   ", "???", "xqzvw", '"', "\x00", "\ud800"):
        assert finder.search(query).results == ()


@settings(max_examples=300, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(
    st.one_of(
        st.text(max_size=60),
        st.text(st.sampled_from("\"'*:()^-+{}AND OR NOT NEAR,tramadol µ½ "), max_size=60),
        st.lists(st.sampled_from(['"', "NEAR(", "AND", "OR NOT", "title:", "*", "ms", "4.5", "{", "é"])).map(
            " ".join
        ),
    )
)
def test_no_query_is_refused(finder: Finder, query: str) -> None:
    for as_typed in (False, True):
        for result in finder.search(query, as_typed=as_typed).results:
            assert result.kind in KINDS
            assert result.title
