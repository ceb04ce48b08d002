"""The question that every pause opens again.

Its words name the pause and the day, and it rests on the case of one milligram.
"""

from __future__ import annotations

from string import Formatter

from ldn_desktop.reference.content import Content
from tests.places import SHIPPED

CONTENT = Content(SHIPPED)


def test_every_text_of_the_question_names_the_days_it_is_about() -> None:
    words = CONTENT.screening.since_pause
    names = {
        field: {name for _, name, _, _ in Formatter().parse(getattr(words, field)) if name}
        for field in words._fields
        if field != "sources"
    }
    assert names == {
        "text": {"pause"},
        "asked": {"asked"},
        "found": {"opioids"},
        "found_unnamed": set(),
        "none": set(),
        "last": {"opioid", "last"},
        "still": {"opioid"},
        "not_asked": set(),
        "not_begun": set(),
    }
    assert words.text.startswith("Any opioid since the pause began")


def test_it_rests_on_what_one_milligram_has_done() -> None:
    finding = CONTENT.finding_words["ask-opioids-again"]
    assert finding.severity == "warning"
    for sources in (CONTENT.screening.since_pause.sources, finding.sources):
        assert {"naumann-2023", "us-label", "judgement"} <= set(sources)
    assert "One milligram has brought on severe withdrawal in a person on long-term opioids" in finding.why
    assert "our judgement" in finding.why


def test_the_patient_and_whoever_looks_it_up_are_told_the_same() -> None:
    (advice,) = (
        advice
        for advice in CONTENT.words("patient_plan").sections["opioids"].advice
        if "One milligram" in advice.text
    )
    assert "restart-ahead" in advice.when
    assert "naumann-2023" in advice.sources
    lines = CONTENT.topics["restarting"].body.splitlines()
    (line,) = (line for line in lines if "naumann-2023" in line)
    assert "1 mg brought on severe withdrawal in a man of 66 on long-term opioids" in line
    assert "after every pause, however short" in line
