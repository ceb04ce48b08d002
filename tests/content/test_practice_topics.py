"""The answers to what clinicians ask: each in one line first, each claim with what it rests on."""

from __future__ import annotations

import re

import pytest

from ldn_desktop.reference.content import Content
from tests.places import SHIPPED

CONTENT = Content(SHIPPED)
ANSWERS = sorted(topic.id for topic in CONTENT.topics.values() if topic.section == "questions")
ASKED = {
    *("alcohol", "driving", "time-to-effect", "drug-tests", "steroids", "antidepressants", "gabapentinoids"),
    *("pain-relief", "methotrexate-and-biologics", "vaccines", "ketamine", "naloxone", "food"),
    *("stopping", "weight"),
}
_LONGEST_ANSWER = 240


def _paragraph(topic: str, words: str) -> str:
    """Return the one paragraph or list item of an article that holds some words."""
    body = CONTENT.topics[topic].body
    (found,) = [part for part in re.split(r"\n\n|\n(?=[-|])", body) if words in part]
    return found


def test_every_question_has_its_article() -> None:
    assert set(ANSWERS) == ASKED


@pytest.mark.parametrize("topic", ANSWERS)
def test_the_answer_is_one_line_with_its_sources(topic: str) -> None:
    summary = CONTENT.topics[topic].summary
    assert re.search(r"\[@[^\]]+\]", summary)
    assert len(re.sub(r"\s*\[@[^\]]+\]", "", summary)) <= _LONGEST_ANSWER


@pytest.mark.parametrize("topic", ANSWERS)
def test_advice_is_named_as_ours(topic: str) -> None:
    """No label read tells what to do at low doses, so what is advised is the makers' judgement and says so."""
    assert "@judgement" in CONTENT.topics[topic].body
    assert re.search(r"[Oo]ur (?:judgement|inference)", CONTENT.topics[topic].body)


def test_a_positive_oxycodone_screen_is_told_with_both_reports() -> None:
    report = _paragraph("drug-tests", "man of 27")
    assert "noroxymorphone" in report
    assert "[@urine-screen-case]" in report
    assert "noroxymorphone alone" in report
    assert "[@noroxymorphone-2020]" in report
    advice = _paragraph("drug-tests", "before anybody is accused")
    assert "Low doses were not studied" in advice
    assert "[@noroxymorphone-2020]" in _paragraph("warnings", "Naltrexone by mouth")
