"""The findings at a glance: what stands in which cell, how large a dot is, and when nothing is drawn."""

from __future__ import annotations

from collections import defaultdict

import pytest

from ldn_desktop.articles.article import article
from ldn_desktop.articles.evidence_matrix import dot_px, evidence_matrix, matrix
from ldn_desktop.articles.rich_text import PageLook, RichText
from ldn_desktop.reference.content import Content
from ldn_desktop.reference.evidence.studies import Study
from tests.places import SHIPPED

CONTENT = Content(SHIPPED)
TEXT = RichText(PageLook(defaultdict(lambda: "#123456")), {}, {})


def _study(name: str, design: str, finding: str, n: int = 0) -> Study:
    return Study(
        *(name, name, ("ms",), design, "", "", n, "", "", "", ""), finding=finding, low_dose=True, harms=""
    )


SOME = (
    _study("a", "cohort", "uncontrolled benefit", 40),
    _study("b", "randomised parallel", "no benefit", 90),
    _study("c", "randomised parallel", "no benefit", 120),
    _study("d", "meta-analysis", "mixed"),
    _study("e", "protocol", "none", 60),
)


def test_rows_follow_the_strength_of_designs_and_columns_the_findings() -> None:
    made = matrix(SOME)

    assert made is not None
    assert made.designs == ("randomised parallel", "cohort", "meta-analysis")
    assert made.findings == ("benefit", "uncontrolled benefit", "mixed", "no benefit")
    assert [study.id for study in made.cells["randomised parallel", "no benefit"]] == ["c", "b"]


def test_a_study_without_a_finding_is_not_drawn() -> None:
    made = matrix(SOME)

    assert made is not None
    assert "e" not in {study.id for studies in made.cells.values() for study in studies}


@pytest.mark.parametrize("few", [(), SOME[:3], (*SOME[1:3], *SOME[1:3])])
def test_few_studies_or_one_cell_make_no_matrix(few: tuple[Study, ...]) -> None:
    assert matrix(few) is None


@pytest.mark.parametrize(("people", "size"), [(0, 9), (1, 9), (63, 15), (250, 30), (100_000, 30)])
def test_the_area_of_a_dot_follows_the_people(people: int, size: int) -> None:
    assert dot_px(people) == size


def test_every_dot_opens_its_source_and_says_its_size_in_words() -> None:
    made = matrix(SOME)
    assert made is not None

    html = evidence_matrix(made, TEXT)

    assert html.count('href="source:') == 4
    assert 'title="c: 120 people, no benefit"' in html
    assert ">120</span>" in html
    assert 'title="d: number of people not known, mixed"' in html


def test_names_are_never_taken_for_html() -> None:
    made = matrix((*SOME, _study('x"><b>', "cohort", "mixed", 5)))
    assert made is not None

    html = evidence_matrix(made, TEXT)

    assert "<b>" not in html
    assert "x&quot;&gt;&lt;b&gt;" in html


@pytest.mark.parametrize("name", [topic.id for topic in CONTENT.topics.values() if topic.condition])
def test_every_condition_draws_all_that_found_something_or_nothing(name: str) -> None:
    made = article(CONTENT.topics[name], CONTENT)

    found = [s for studies in made.studies.values() for s in studies if s.finding != "none"]
    drawn = [s for studies in made.glance.cells.values() for s in studies] if made.glance else []
    assert made.glance is None or sorted(s.id for s in found) == sorted(s.id for s in drawn)
    assert made.glance is not None or len(found) < 4 or len({(s.design, s.finding) for s in found}) < 2
    assert (("findings", "Findings at a glance", 2) in made.headings) == (made.glance is not None)
