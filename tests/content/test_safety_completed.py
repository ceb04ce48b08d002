"""Safety advice is whole wherever it stands.

What follows a stop, how long the block lasts, what is asked for at each step.
"""

from __future__ import annotations

import re

import pytest

from ldn_desktop.reference.content import Content
from ldn_desktop.reference.topics.markup import Heading, cited, lines, parse, plain
from tests.places import SHIPPED

CONTENT = Content(SHIPPED)


def part(topic: str, heading: str) -> list[tuple[str, tuple[str, ...]]]:
    """Return the lines below a heading of an article, each with its sources."""
    found: list[tuple[str, tuple[str, ...]]] = []
    within = False
    for block in parse(CONTENT.topics[topic].body):
        if isinstance(block, Heading):
            within = block.anchor == heading
        elif within:
            found += [(plain(line), cited(line)) for line in lines([block])]
    assert found, heading
    return found


@pytest.mark.parametrize("topic", ["surgery", "receptor-blockade", "pharmacokinetics"])
def test_the_block_is_compared_with_each_phase_in_plasma(topic: str) -> None:
    """Brain and last phase were measured in the same people, and go alike: 72 to 108 and 96 hours."""
    body = CONTENT.topics[topic].body
    assert not re.search(r"far (?:longer|more slowly) than the (?:plasma half-life|level in plasma)", body)
    assert "outlasts the level in plasma" not in body
    assert re.search(r"last(?:, slow)? phase of[^.]*96 hours", body)


@pytest.mark.parametrize(("topic", "heading"), [("stopping", "after-stopping"), ("monitoring", "stopping")])
def test_after_a_stop_opioids_may_first_fail_and_then_act_more_strongly(topic: str, heading: str) -> None:
    told = " ".join(words for words, _ in part(topic, heading))
    assert re.search(r"still fail", told)
    assert told.index("still fail") < told.index("more strongly")
    assert "still fail in the first days" in CONTENT.topics["stopping"].summary


def test_what_final_left_out_is_told_with_the_attempts() -> None:
    assert "suicide attempt" in CONTENT.screening.questions["depression-or-suicidality"].text
    finding = CONTENT.finding_words["depression-or-suicidality"]
    told = [
        (finding.why, finding.sources),
        (CONTENT.interactions["depression"].effect, CONTENT.interactions["depression"].sources),
        (CONTENT.adverse_effects["low-mood"].figures, CONTENT.adverse_effects["low-mood"].sources),
        *part("warnings", "mood"),
        *part("monitoring", "at-each-step"),
    ]
    of_final = [(words, sources) for words, sources in told if "FINAL" in words]
    assert len(of_final) == 5
    for words, sources in of_final:
        assert re.search(r"suicidal thoughts.*suicide attempt before", words)
        assert "final-registry" in sources


def test_each_step_asks_for_what_may_have_changed() -> None:
    told = " ".join(words for words, _ in part("monitoring", "at-each-step")).lower()
    for asked in ("opioids", "operation", "every medicine that is new", "pregnant", "breastfeeding", "mood"):
        assert asked in told, asked
