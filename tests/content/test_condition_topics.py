"""Every condition has its article, which leads with a caution, and the counts of the evidence articles are right."""

from __future__ import annotations

import re
from collections import Counter

import pytest

from ldn_desktop.reference.content import Content
from ldn_desktop.reference.evidence.conditions import Condition
from ldn_desktop.reference.topics.markup import (
    Heading,
    Paragraph,
    Table,
    cited,
    lines,
    parse,
    parse_line,
    plain,
    split_target,
    targets,
)
from ldn_desktop.reference.topics.topics import Section, Topic, read_topics
from tests.places import SHIPPED

CONTENT = Content(SHIPPED)
FOLDERS = tuple(
    Section(path.name, path.name) for path in sorted((SHIPPED / "topics").iterdir()) if path.is_dir()
)
TOPICS = read_topics(SHIPPED / "topics", FOLDERS)
CONDITIONS = tuple(CONTENT.conditions.values())
OF_CONDITIONS = tuple(topic for topic in TOPICS.values() if topic.section == "conditions")
MET_MAIN_OUTCOME = ("smith-2011", "younger-2013")


def trials() -> dict[str, int]:
    """Return how many people took part in each randomised trial at a low dose that has a result."""
    return {
        study.id: study.n
        for study in CONTENT.studies.values()
        if study.controlled and study.low_dose and study.finding != "none" and not study.report_of
    }


@pytest.mark.parametrize("condition", CONDITIONS, ids=lambda condition: condition.id)
def test_a_condition_has_an_article_that_cites_what_it_rests_on(condition: Condition) -> None:
    topic = TOPICS[condition.id]
    assert topic.condition == condition.id
    assert topic.section == "conditions"
    assert set(cited(parse_line(topic.summary))) & set(condition.sources)
    assert len(plain(parse_line(topic.summary))) < 200


@pytest.mark.parametrize("topic", OF_CONDITIONS, ids=lambda topic: topic.id)
def test_an_article_leads_with_a_caution_and_marks_what_no_study_says(topic: Topic) -> None:
    first, *rest = parse(topic.body)
    assert isinstance(first, Paragraph)
    assert plain(first.inlines).startswith("Caution: ")
    assert cited(first.inlines)
    assert 100 <= sum(len(plain(line).split()) for line in lines((first, *rest))) <= 350
    for block in (first, *rest):
        if isinstance(block, Paragraph) and re.search(r"\b[Oo]ur judgement\b", plain(block.inlines)):
            assert "judgement" in cited(block.inlines), plain(block.inlines)


def test_every_study_of_a_condition_is_told_in_its_article() -> None:
    for condition in CONDITIONS:
        body = TOPICS[condition.id].body
        own = {study.id for study in CONTENT.studies.values() if condition.id in study.conditions}
        first = {name for name in own if not CONTENT.studies[name].report_of}
        missing = {name for name in first if CONTENT.studies[name].controlled and f"@{name}" not in body}
        assert missing == set(), condition.id


def test_the_trials_are_counted_right() -> None:
    found = trials()
    topic = TOPICS["what-trials-show"]
    table = next(block for block in parse(topic.body) if isinstance(block, Table))
    rows = {
        split_target(target)[1]: int(plain(people))
        for (trial, people, *_) in table.rows
        for target in targets(trial)
    }
    assert rows == found
    assert (
        f"{min(found.values())} to {max(found.values())} people, {sum(found.values())} in all" in topic.body
    )
    assert f"Of {len(found)} randomised low dose trials with results two" in topic.summary
    benefit = {name for name in found if CONTENT.studies[name].finding == "benefit"}
    assert benefit == set(MET_MAIN_OUTCOME)


def test_a_row_tells_the_grade_of_its_condition() -> None:
    for block in parse(TOPICS["mental-health"].body):
        if isinstance(block, Table):
            for name, grade, _ in block.rows:
                (target,) = targets(name)
                condition = CONTENT.conditions[split_target(target)[1]]
                assert plain(grade) == f"{condition.grade}, {condition.direction}"
            assert len(block.rows) == 4


def test_the_grades_are_counted_right() -> None:
    body = TOPICS["how-evidence-was-graded"].body
    grades = Counter(condition.grade for condition in CONDITIONS)
    directions = Counter(condition.direction for condition in CONDITIONS)
    assert grades["A"] == 0
    counted = f"{grades['B']} have a B, {grades['C']} a C and {grades['D']} a D"
    assert f"Of {len(CONDITIONS)} conditions none has an A, {counted}." in body
    for direction, words in (
        ("supports", "is “supports” for {}"),
        ("mixed", "“mixed” for {}"),
        ("does not support", "“does not support” for {}"),
        ("unknown", "“unknown” for {}"),
    ):
        assert words.format(directions[direction]).replace("“", '"').replace("”", '"') in body


def test_the_same_heading_opens_the_same_part_everywhere() -> None:
    headings = Counter(
        plain(block.inlines)
        for topic in OF_CONDITIONS
        for block in parse(topic.body)
        if isinstance(block, Heading)
    )
    assert headings["Who should be careful"] >= len(CONDITIONS) - 4
    assert headings["Dose and time to judge"] >= len(CONDITIONS) - 4
