"""Sources: each can be looked up or says why not, and no statement on safety rests on such as cannot alone."""

from __future__ import annotations

import pytest

from docs.coverage import source_tally
from docs.statements import statements
from ldn_desktop.articles.article import article
from ldn_desktop.articles.article_page import ArticlePage
from ldn_desktop.articles.article_words import copied
from ldn_desktop.articles.reference_tables import grid
from ldn_desktop.reference.evidence.plain_words import UNBORNE, in_words
from ldn_desktop.reference.evidence.sources import unborne
from ldn_desktop.reference.planning.presets import Preset, TrialDose
from ldn_desktop.reference.search.entries import EFFECTS_TOPIC, entries_of
from ldn_desktop.reference.search.finder import finder_over
from ldn_desktop.reference.search.preview import preview_of
from ldn_desktop.reference.topics.markup import Cite, Text, parse_line
from tests.articles.test_article import CONTENT, LOOK
from tests.places import ROOT

SOURCES = CONTENT.sources


def test_every_source_can_be_looked_up_or_says_why_not() -> None:
    for source in SOURCES.values():
        named = source.doi or source.pmid or source.number or source.url or source.copy_at
        assert bool(named) != bool(source.not_checkable) or source.kind == "judgement", source.id


def test_the_bibliography_is_in_the_order_of_its_ids() -> None:
    assert list(SOURCES) == sorted(SOURCES)


def test_a_statement_is_borne_by_one_source_that_can_be_looked_up_or_by_judgement() -> None:
    assert unborne(("web-onset",), SOURCES)
    assert unborne(("web-onset", "pharmacy-sheet"), SOURCES)
    assert not unborne(("web-onset", "younger-2013"), SOURCES)
    assert not unborne(("web-onset", "judgement"), SOURCES)
    # What the overview says is quoted.
    assert not unborne(("overview",), SOURCES)
    assert not unborne((), SOURCES)


def test_every_citation_of_an_article_is_a_statement() -> None:
    found = [statement for statement in statements(CONTENT) if statement.file.endswith("time-of-day.md")]
    assert ("Bedtime itself rests on custom", ("pharmacy-sheet",)) in {
        (statement.words.rpartition(". ")[2], statement.sources) for statement in found
    }


def test_no_statement_on_safety_rests_on_what_nobody_can_look_up() -> None:
    found = [s for s in statements(CONTENT) if s.on_safety and unborne(s.sources, SOURCES)]
    assert found == []


def test_what_rests_on_a_label_rests_on_one_that_can_be_looked_up() -> None:
    """A judgement beside it makes a statement ours; to call it the label's is then untrue."""
    for section in CONTENT.words("patient_plan").sections.values():
        for advice in section.advice:
            labels = [name for name in advice.sources if name != "judgement"]
            assert advice.basis != "label" or not unborne(labels, SOURCES), advice.text
    for row in CONTENT.interactions.values():
        labels = [name for name in row.sources if SOURCES[name].kind == "label"]
        called = "label" in row.basis
        assert not (called and labels and unborne(labels, SOURCES)), row.id


def test_the_text_behind_reports_of_low_mood_is_named_as_one_that_could_not_be_checked() -> None:
    assert SOURCES["it-smpc"].not_checkable
    found = [s.words for s in statements(CONTENT) if "it-smpc" in s.sources and s.words]
    assert len(found) >= 4
    for words in found:
        assert "could not be checked again" in words, words
    assert "could not be checked again" in CONTENT.finding_words["depression-or-suicidality"].why


def test_what_the_patient_is_told_to_expect_names_a_weak_source_as_one() -> None:
    weak = []
    for advice in CONTENT.words("patient_plan").sections["expect"].advice:
        others = [name for name in advice.sources if name != "judgement"]
        if unborne(others, SOURCES):
            weak.append(advice.text)
            assert "a weak source says" in advice.text or "By custom" in advice.text, advice.text
    assert any("a weak source says they fade" in text for text in weak)


def test_a_reader_is_told_behind_a_statement_that_nobody_can_look_up() -> None:
    assert in_words(parse_line("It fades [@web-onset]. It is so [@younger-2013]."), SOURCES) == (
        f"It fades ({UNBORNE}). It is so."
    )


@pytest.mark.parametrize("name", CONTENT.topics)
def test_every_article_tells_it_on_screen_and_paper_as_often_as_it_is_so(name: str) -> None:
    shown = article(CONTENT.topics[name], CONTENT)
    weak = [s for s in statements(CONTENT) if s.file.endswith(f"/{name}.md") and unborne(s.sources, SOURCES)]
    studies = [s for group in shown.studies.values() for s in group if unborne((s.id,), SOURCES)]
    claims = [
        mark
        for claim in shown.claims
        for mark in claim.shows
        if isinstance(mark, Cite) and unborne(mark.ids, SOURCES)
    ]
    html = ArticlePage(shown, CONTENT.grades, LOOK, interactive=False).html()
    assert html.count(f"({UNBORNE})") == len(weak) + len(studies) + len(claims)
    lead = [s for s in weak if s.place == "summary"]
    assert copied(shown).count(f"({UNBORNE})") >= len(lead)


@pytest.mark.parametrize("page", ["interactions", "effects", "glossary"])
def test_every_table_tells_it(page: str) -> None:
    file = {
        "interactions": "interactions.toml",
        "effects": "adverse_effects.toml",
        "glossary": "glossary.toml",
    }
    weak = [
        s for s in statements(CONTENT) if s.file == file[page] and s.words and unborne(s.sources, SOURCES)
    ]
    cells = " ".join(cell for row in grid(page, CONTENT).rows for cell in row.cells)
    assert cells.count(f"({UNBORNE})") == len(weak)


def test_the_preview_of_a_search_tells_it() -> None:
    result = finder_over(CONTENT).search("missed dose").results[0]
    assert result.id == "missed-doses"
    weak = any(
        s.place == "summary" and unborne(s.sources, SOURCES)
        for s in statements(CONTENT)
        if s.file.endswith("/missed-doses.md")
    )
    assert preview_of(CONTENT, result).reason.endswith(f"({UNBORNE}).") == weak


def test_a_preset_tells_it_in_the_line_below_its_name() -> None:
    for preset in CONTENT.presets.ladders:
        weak = unborne(preset.sources, SOURCES)
        assert weak == preset.source_words.startswith("cannot be checked ("), preset.id


def test_no_preset_is_bound_to_cancer() -> None:
    offers: tuple[Preset | TrialDose, ...] = (*CONTENT.presets.ladders, *CONTENT.presets.trial_doses)
    for offer in offers:
        assert "cancer" not in offer.conditions, offer.id
        assert "cancer" not in repr(offer).lower(), offer.id


def test_the_tally_counts_what_is_so() -> None:
    lines = source_tally(CONTENT).splitlines()
    weak = sum(bool(source.not_checkable) for source in SOURCES.values())
    assert f"| sources that cannot be checked | {weak} |" in lines
    assert "| of these, statements on safety | 0 |" in lines
    assert source_tally(CONTENT) in (ROOT / "docs" / "coverage.md").read_text("utf-8")


def test_words_of_a_link_belong_to_the_statement() -> None:
    marks = parse_line("See [the morning](topic:time-of-day) first [@web-onset].")
    assert isinstance(marks[0], Text)
    assert in_words(marks, SOURCES) == f"See the morning first ({UNBORNE})."


def test_what_a_search_shows_tells_it_as_often_as_it_is_so() -> None:
    entries = entries_of(CONTENT)
    pages = {**CONTENT.topics, **{topic.condition: topic for topic in CONTENT.topics.values()}}
    of_topics = [e for e in entries if e.kind in {"topic", "condition"} and e.id in pages]
    effects = [s for s in statements(CONTENT) if s.file == "adverse_effects.toml" and s.words]
    for name, topic in CONTENT.topics.items():
        shown = " ".join(e.text for e in of_topics if e.id in {name, topic.condition or name})
        weak = [s for s in statements(CONTENT) if s.file == topic.file and unborne(s.sources, SOURCES)]
        more = effects if name == EFFECTS_TOPIC else []
        weak += [s for s in more if unborne(s.sources, SOURCES)]
        assert shown.count(f"({UNBORNE})") >= len(weak), name
    for kind, file in (("interaction", "interactions.toml"), ("glossary", "glossary.toml")):
        weak = [s for s in statements(CONTENT) if s.file == file and s.words and unborne(s.sources, SOURCES)]
        assert sum(e.text.count(f"({UNBORNE})") for e in entries if e.kind == kind) == len(weak)
