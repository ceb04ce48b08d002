"""What a visit asks for a score: one direction, own words, and nothing whose terms are not settled."""

from __future__ import annotations

import pytest

from ldn_desktop.decoding.strict import FileError, Node
from ldn_desktop.library.bodies import WORST_SCORE
from ldn_desktop.reference.content import Content
from ldn_desktop.reference.planning.measures import read_measures
from tests.places import SHIPPED

MEASURES = Content(SHIPPED).measures
ENTRY = {"id": "a", "name": "A", "text": "How?", "status": "ours", "sources": ["judgement"]}
READING = {"text": "Read with care.", "sources": ["judgement"]}


def test_a_visit_asks_what_the_diary_asks_and_one_question_on_the_whole() -> None:
    assert list(MEASURES.asked) == ["pain", "poor-sleep", "vivid-dreams", "fatigue", "impression-of-change"]


def test_every_score_has_its_worst_at_the_end() -> None:
    for measure in MEASURES.asked.values():
        assert len(measure.answers) <= WORST_SCORE
        if measure.answers:
            assert measure.answers[-1].endswith("worse")
            assert measure.answers[len(measure.answers) // 2] == "the same"
        else:
            assert "0 is" in measure.text
            assert "10" in measure.text


def test_a_measure_whose_terms_are_not_settled_has_no_question() -> None:
    assert list(MEASURES.left_out) == ["peg"]
    assert not MEASURES.asked.keys() & MEASURES.left_out.keys()


@pytest.mark.parametrize(
    ("change", "told"),
    [({"text": ""}, "measure[0].text: is empty"), ({"sources": []}, "measure[0].sources")],
)
def test_a_measure_without_words_or_source_is_refused(change: dict[str, object], told: str) -> None:
    entry = ENTRY | change
    with pytest.raises(FileError) as refused:
        read_measures(Node({"measure": [entry], "left_out": [], "reading": READING}, ""))
    assert str(refused.value).startswith(told)


def test_scores_over_time_are_never_shown_without_how_far_they_may_be_read() -> None:
    assert "cannot show" in MEASURES.reading.text
    with pytest.raises(FileError, match=r"reading\.text: is empty"):
        read_measures(Node({"measure": [ENTRY], "left_out": [], "reading": READING | {"text": ""}}, ""))
