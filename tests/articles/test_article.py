"""Articles as documents: what stands in them, in which order, and nothing of their text is taken for HTML."""

from __future__ import annotations

import re
from dataclasses import dataclass

import pytest

from ldn_desktop.articles.article import article
from ldn_desktop.articles.article_page import ArticlePage
from ldn_desktop.articles.article_words import copied
from ldn_desktop.articles.rich_text import PageLook
from ldn_desktop.articles.source_card import source_card
from ldn_desktop.reference.content import Content
from ldn_desktop.reference.topics.markup import cited, lines, plain
from tests.places import SHIPPED

CONTENT = Content(SHIPPED)


@dataclass
class _Colours(dict[str, str]):
    """Any role has a colour."""

    def __missing__(self, role: str) -> str:
        return "#123456"


LOOK = PageLook(_Colours())


def _html(name: str, *, interactive: bool = True) -> str:
    return ArticlePage(
        article(CONTENT.topics[name], CONTENT), CONTENT.grades, LOOK, interactive=interactive
    ).html()


@pytest.mark.parametrize("name", CONTENT.topics)
def test_every_article_is_written(name: str) -> None:
    made = article(CONTENT.topics[name], CONTENT)
    html = _html(name)

    assert f"<b>{made.topic.title}" in html or f"</a>{made.topic.title}" in html or "&" in html
    for source in made.sources:
        assert f"source:{source.id}" in html
    numbers = list(made.numbers.values())
    assert numbers == list(range(1, len(numbers) + 1))
    cites = {name for line in (made.lead, *lines(made.body)) for name in cited(line)}
    assert cites <= set(made.numbers)


def test_sources_are_numbered_by_their_first_use() -> None:
    made = article(CONTENT.topics["fibromyalgia"], CONTENT)

    assert list(made.numbers)[: len(cited(made.lead))] == list(dict.fromkeys(cited(made.lead)))


def test_a_condition_has_its_card_with_the_caution() -> None:
    made = article(CONTENT.topics["fibromyalgia"], CONTENT)

    assert made.card is not None
    assert made.card.condition.grade == "B"
    assert "do not support LDN for pain" in plain(made.card.caution)
    assert made.caution == ()
    assert "Caution:" not in plain(next(iter(lines(made.body))))
    assert "plan:fibromyalgia" in _html("fibromyalgia")
    assert "plan:fibromyalgia" not in _html("fibromyalgia", interactive=False)


def test_studies_stand_by_design_the_largest_first() -> None:
    studies = article(CONTENT.topics["fibromyalgia"], CONTENT).studies

    assert [len(group) > 0 for group in studies.values()] == [True, True, True]
    assert all(study.controlled for study in studies["randomised"])
    for group in studies.values():
        sizes = [study.n for study in group]
        assert sizes == sorted(sizes, reverse=True)


def test_claims_of_the_overview_stand_beside_the_studies() -> None:
    made = article(CONTENT.topics["receptor-blockade"], CONTENT)

    assert {shown.claim.id for shown in made.claims} == {"block-raises-endorphins", "unique-at-low-dose"}
    assert "What the overview says, and what the studies show" in _html("receptor-blockade")


def test_paper_shows_every_group_of_studies() -> None:
    html = _html("fibromyalgia", interactive=False)

    assert html.count("source:younger-2009") >= 1
    assert html.count("source:bruun-2024-final") >= 1
    assert "group:" not in html


def test_text_is_never_taken_for_html() -> None:
    topic = CONTENT.topics["surgery"]._replace(
        title='<img src="x">', body="## <b>Bold</b>\n\n<script>alert(1)</script> & p < 0.05 [@us-label]\n"
    )

    html = ArticlePage(article(topic, CONTENT), CONTENT.grades, LOOK).html()

    assert not re.search(r"<(script|img)", html)
    assert "&lt;script&gt;alert(1)&lt;/script&gt; &amp; p &lt; 0.05" in html


def test_what_is_copied_carries_its_sources() -> None:
    text = copied(article(CONTENT.topics["fibromyalgia"], CONTENT))

    assert text.startswith("Fibromyalgia\n\nOne small trial found less pain;")
    assert "Caution: the larger" in text
    assert (
        "Evidence: Grade B of A to D, does not support. 4 randomised trials at a low dose that can tell"
        in text
    )
    assert "Younger (2013)" in text
    assert "[@" not in text


@pytest.mark.parametrize("name", CONTENT.sources)
def test_every_source_has_a_card(name: str) -> None:
    card = source_card(name, CONTENT, LOOK)

    assert CONTENT.sources[name].title[:20].split("&")[0].split("'")[0].split("<")[0] in card


def test_an_unknown_source_has_none() -> None:
    with pytest.raises(KeyError):
        source_card("nobody", CONTENT, LOOK)
