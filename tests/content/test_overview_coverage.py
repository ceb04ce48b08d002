"""Every sentence of the overview that states something is presented beside its evidence; the table is up to date."""

from __future__ import annotations

from collections import Counter

import pytest

from docs.coverage import table
from ldn_desktop.reference.content import Content
from ldn_desktop.reference.evidence.conditions import Condition
from ldn_desktop.reference.evidence.grading import basis
from ldn_desktop.reference.evidence.overview import Claim
from tests.content.shipped import data
from tests.content.test_topics_traced import figures
from tests.places import ROOT, SHIPPED

CONTENT = Content(SHIPPED)
COUNT = 42
"""The stating sentences of the overview; the items of its list of conditions count."""
LEVELS = {
    "supports": "supported",
    "mixed": "mixed",
    "does not support": "contradicted",
    "unknown": "weak",
}
"""The level of a claim that a condition's direction asks for."""


def level_of(condition: Condition) -> str:
    """Return the level that follows: one trial alone supports nothing, and where no people were studied none shows."""
    if condition.grade == "D":
        return "no human evidence"
    if condition.direction == "supports" and len(basis(condition, CONTENT.studies).trials) == 1:
        return "one small trial"
    return LEVELS[condition.direction]


def sentences() -> list[str]:
    """Return what the overview states, sentence by sentence."""
    found = data("overview.yaml")["sentences"]
    assert all(isinstance(sentence, str) for sentence in found)
    return list(found)


def test_the_overview_has_as_many_sentences_as_are_counted() -> None:
    found = sentences()

    assert len(found) == COUNT, "\n".join(f"{at} {text}" for at, text in enumerate(found, 1))
    assert found[13] == "Multiple sclerosis (MS)"
    assert found[23] == "Autism"
    assert found[35].endswith("most studies used 4.5 mg a day.")


def test_every_sentence_is_in_one_claim() -> None:
    counts = Counter(number for claim in CONTENT.claims.values() for number in claim.sentences)

    assert counts == dict.fromkeys(range(1, COUNT + 1), 1)


@pytest.mark.parametrize("claim", CONTENT.claims.values(), ids=lambda claim: claim.id)
def test_a_claim_is_presented_and_weighed(claim: Claim) -> None:
    for target in claim.topics:
        assert target.partition("#")[0] in CONTENT.topics
    if claim.level == "no human evidence":
        assert claim.shows.startswith("No human evidence found")
    elif claim.level != "not a testable claim":
        assert "[@" in claim.shows


def test_every_condition_of_the_overview_has_its_article_grade_caution_and_sources() -> None:
    named = {
        "ms",
        "crohns",
        "fibromyalgia",
        "me-cfs",
        "crps",
        "chronic-pain",
        "anxiety",
        "depression",
        "ptsd",
        "autism",
    }
    for name in named:
        condition = CONTENT.conditions[name]
        body = next(topic.body for topic in CONTENT.topics.values() if topic.condition == name)
        assert condition.grade
        assert condition.sources
        assert condition.caution or "**Caution:**" in body
    assert "mental-health" in CONTENT.topics


@pytest.mark.parametrize("number", range(14, 25))
def test_the_claim_of_a_condition_agrees_with_its_grade(number: int) -> None:
    (claim,) = (claim for claim in CONTENT.claims.values() if number in claim.sentences)
    assert claim.sentences == (number,)
    condition = CONTENT.conditions.get(claim.topics[0])
    if condition is None:
        assert claim.topics == ("mental-health",)
    else:
        assert claim.level == level_of(condition)


def test_every_figure_of_the_overview_is_told_in_the_claim_of_its_sentence() -> None:
    says = {number: claim.says for claim in CONTENT.claims.values() for number in claim.sentences}
    seen: set[str] = set()
    for number, text in enumerate(sentences(), 1):
        assert figures(text) <= figures(says[number]), text
        seen |= figures(text)
    assert {"0.001 mg", "4.5 mg", "16 mg"} <= seen


def test_the_written_table_is_that_of_the_content() -> None:
    written = (ROOT / "docs" / "coverage.md").read_text(encoding="utf-8")

    assert written == table(CONTENT), "run python -m docs.coverage to write it anew"
