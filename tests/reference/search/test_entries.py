"""What pages are cut into, and what is shown of a result before it is opened."""

from __future__ import annotations

import pytest

from ldn_desktop.reference.content import Content
from ldn_desktop.reference.search.entries import bare, entries_of, pieces
from ldn_desktop.reference.search.entry import KINDS
from ldn_desktop.reference.search.finder import Finder
from ldn_desktop.reference.search.preview import mark_of, preview_of
from ldn_desktop.reference.search.target import target_of
from tests.places import SHIPPED


def test_marks_are_left_out() -> None:
    assert bare("**Bold** and *thin* [@one; @two], see [there](topic:x#y).") == "Bold and thin, see there."
    assert bare("| a | b |\n|:--|--:|\n| 1 | 2 |\n\n- item\n2. second") == "a · b; 1 · 2; item; second"


def test_an_article_is_cut_at_its_headings() -> None:
    assert list(pieces("Intro.\n\n## One [@x]\n\nText.\n\n### Two\n\nMore.")) == [
        ("", "Intro."),
        ("One", "Text."),
        ("Two", "More."),
    ]


def test_every_kind_has_entries_and_every_page_one_lead(sample: Content) -> None:
    entries = entries_of(sample)
    assert {entry.kind for entry in entries} == set(KINDS)
    leads = [(entry.kind, entry.id) for entry in entries if entry.lead]
    assert len(leads) == len(set(leads))
    assert {(entry.kind, entry.id) for entry in entries} == set(leads)


def test_an_article_about_a_condition_is_a_page_of_the_condition(sample: Content) -> None:
    entries = [entry for entry in entries_of(sample) if entry.title == "Fibromyalgia"]
    assert {(entry.kind, entry.id) for entry in entries} == {("condition", "fibromyalgia")}
    assert [entry.anchor for entry in entries] == ["", "does-it-relieve-pain", "dose"]


def test_every_result_has_a_preview(sample: Content, finder: Finder) -> None:
    for query in ("tramadol", "fibromyalgia", "dreams", "half-life", "alcohol", "tlr4", "label"):
        for result in finder.search(query).results:
            preview = preview_of(sample, result)
            assert preview.title == result.title
            assert mark_of(sample, result.kind, result.id) == mark_of(sample, result.kind, result.id).strip()


def test_the_preview_of_an_opioid_answers_with_its_interval(sample: Content, finder: Finder) -> None:
    first = finder.search("tramadol").results[0]
    preview = preview_of(sample, first)
    assert (preview.label, preview.answer) == ("Opioid-free before the first dose", "7 to 10 days")
    assert mark_of(sample, "opioid", "tramadol") == "7 to 10 days"
    assert mark_of(sample, "condition", "fibromyalgia") == "B"


def test_days_that_depend_on_the_use_are_both_told() -> None:
    content = Content(SHIPPED)
    finder = Finder(entries_of(content))
    first = next(r for r in finder.search("kratom").results if r.kind == "opioid")
    assert mark_of(content, "opioid", "kratom") == "10 or 14 days"
    assert preview_of(content, first).answer == "10 days, 14 days after daily or heavy use"


@pytest.mark.parametrize(
    ("result", "target"),
    [
        (("topic", "surgery", ""), "topic:surgery"),
        (("topic", "time-of-day", "move-it-to-the-morning"), "topic:time-of-day#move-it-to-the-morning"),
        (("condition", "ms", ""), "topic:multiple-sclerosis"),
        (("condition", "fibromyalgia", "dose"), "topic:fibromyalgia#dose"),
        (("condition", "crohns", ""), "page:conditions#crohns"),
        (("opioid", "tramadol", ""), "opioid:tramadol"),
        (("study", "younger-2013", ""), "study:younger-2013"),
        (("source", "us-label", ""), "page:sources#us-label"),
        (("glossary", "tlr4", ""), "term:tlr4"),
        (("interaction", "alcohol", ""), "interaction:alcohol"),
    ],
)
def test_where_a_result_is_opened(sample: Content, result: tuple[str, str, str], target: str) -> None:
    assert target_of(sample, *result) == target
