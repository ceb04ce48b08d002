"""One definition of the grades; grades and directions follow from the table of studies, or say why they do not."""

from __future__ import annotations

import re
from collections import defaultdict

import pytest

from ldn_desktop.articles.article import article
from ldn_desktop.articles.article_page import ArticlePage
from ldn_desktop.articles.rich_text import PageLook
from ldn_desktop.reference.content import Content
from ldn_desktop.reference.evidence.conditions import Condition
from ldn_desktop.reference.evidence.grading import basis, derived_direction, derived_grade
from ldn_desktop.reference.topics.markup import Heading, Items, Table, lines, parse, parse_line, plain
from tests.content.shipped import data
from tests.places import SHIPPED

CONTENT = Content(SHIPPED)
CONDITIONS = tuple(CONTENT.conditions.values())
PAGE = CONTENT.topics["how-evidence-was-graded"]
DEPARTURES = {"hashimoto-hypothyroidism": ("C", "unknown")}
"""Where our judgement departs from the rules, and what the rules would say."""
GRADED_ANEW = {
    "hailey-hailey": ("C", "unknown"),
    "lichen-planopilaris": ("B", "does not support"),
    "autoimmune-general": ("B", "mixed"),
    "rheumatoid-arthritis": ("C", "unknown"),
    "glioma-quality-of-life": ("B", "does not support"),
    "cancer": ("C", "unknown"),
    "autism": ("D", "unknown"),
    "fibromyalgia": ("B", "does not support"),
    "chronic-pain": ("B", "does not support"),
}
NUMBERS = ("none", "one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten")


def derived(condition: Condition) -> tuple[str, str]:
    found = basis(condition, CONTENT.studies)
    return derived_grade(found, CONTENT.grades), derived_direction(found, CONTENT.grades)


@pytest.mark.parametrize("condition", CONDITIONS, ids=lambda condition: condition.id)
def test_grade_and_direction_follow_from_the_studies(condition: Condition) -> None:
    if condition.id in DEPARTURES:
        assert derived(condition) == DEPARTURES[condition.id]
        assert derived(condition) != (condition.grade, condition.direction)
        assert len(condition.judgement.split()) > 10
    else:
        assert derived(condition) == (condition.grade, condition.direction)
        assert not condition.judgement


@pytest.mark.parametrize("name", GRADED_ANEW)
def test_what_was_graded_anew_stays_so(name: str) -> None:
    condition = CONTENT.conditions[name]
    assert (condition.grade, condition.direction) == GRADED_ANEW[name]


def test_mixed_is_said_of_trials_in_conflict_alone_and_unknown_where_there_are_none() -> None:
    for condition in CONDITIONS:
        found = basis(condition, CONTENT.studies)
        if condition.direction == "mixed":
            assert found.mixed or (found.benefit and found.no_benefit), condition.id
        assert (condition.direction == "unknown") <= (not found.trials), condition.id


def test_the_article_says_what_the_table_of_grades_says() -> None:
    blocks = parse(PAGE.body)
    grades, directions = (block for block in blocks if isinstance(block, Table))
    told = {plain(one): plain(other) for one, other in (*grades.rows, *directions.rows)}
    meanings = {**CONTENT.grades.grades, **CONTENT.grades.directions}
    assert told == {name[0].upper() + name[1:]: meaning for name, meaning in meanings.items()}
    at = next(
        at
        for at, block in enumerate(blocks)
        if isinstance(block, Heading) and plain(block.inlines) == "Which trials count?"
    )
    rules = blocks[at + 1]
    assert isinstance(rules, Items)
    assert tuple(plain(line) for line in lines([rules])) == CONTENT.grades.counted


def test_the_numbers_of_the_rules_are_those_of_their_words_and_of_the_facts() -> None:
    grades, facts = CONTENT.grades, data("evidence.yaml")["scales"]
    assert f"{grades.large_trial_people} people or more" in grades.grades["A"]
    for name in ("supports", "mixed", "does not support"):
        assert f"{grades.clear_percent}%" in grades.directions[name]
    assert facts["rule"]["large_trial_people"] == grades.large_trial_people
    assert facts["rule"]["clear_percent"] == grades.clear_percent
    assert set(facts["grade_scale"]) == set(grades.grades)


def test_pooled_analyses_that_point_elsewhere_are_told_in_the_line_on_the_condition() -> None:
    elsewhere = {"benefit": "does not support", "no benefit": "supports"}
    found = {
        name
        for study in CONTENT.studies.values()
        for name in study.conditions
        if study.design == "meta-analysis" and study.low_dose and study.finding in elsewhere
        if CONTENT.conditions[name].direction == elsewhere[study.finding]
    }
    assert found == {"fibromyalgia"}
    for name in found:
        assert "pooled" in CONTENT.conditions[name].summary


def test_what_the_overview_claims_of_many_conditions_is_counted_right() -> None:
    shows = plain(parse_line(CONTENT.claims["effective-for-many"].shows))
    favoured = [condition.name for condition in CONDITIONS if condition.direction == "supports"]
    against = sum(condition.direction == "does not support" for condition in CONDITIONS)
    assert favoured == ["Crohn's disease"]
    assert f"Of {len(CONDITIONS)} conditions graded here the trials favour it in one, {favoured[0]}" in shows
    assert re.search(rf"\bin {NUMBERS[against]} they, or the best data there are, show no benefit", shows)


@pytest.mark.parametrize("name", DEPARTURES)
def test_who_reads_of_a_condition_sees_what_its_grade_rests_on(name: str) -> None:
    page = article(CONTENT.topics[name], CONTENT)
    html = ArticlePage(page, CONTENT.grades, PageLook(defaultdict(lambda: "#123456"))).html()
    assert "No randomised trial at a low dose that can tell; 1 other study in people at a low dose." in html
    condition = CONTENT.conditions[name]
    assert condition.judgement in html
    assert CONTENT.grades.directions[condition.direction] not in html
