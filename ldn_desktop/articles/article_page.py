"""An article as the HTML of a page, on screen or on paper."""

from __future__ import annotations

from collections.abc import Iterator
from html import escape

from ldn_desktop.articles.article import Article
from ldn_desktop.articles.evidence_card import caution_bar, evidence_card
from ldn_desktop.articles.evidence_matrix import evidence_matrix
from ldn_desktop.articles.rich_text import PageLook, RichText
from ldn_desktop.articles.source_words import reference
from ldn_desktop.articles.study_table import study_table
from ldn_desktop.reference.evidence.grades import Grades
from ldn_desktop.reference.words.english import full_date


class ArticlePage:
    """Writes one article. ``interactive`` adds what can be clicked: the planner's door, groups of studies."""

    def __init__(self, article: Article, grades: Grades, look: PageLook, *, interactive: bool = True) -> None:
        self._article, self._grades, self._look = article, grades, look
        self._text = RichText(look, article.numbers, {source.id: source for source in article.sources})
        self._interactive = interactive

    def html(self, group: str = "randomised") -> str:
        """Return the page; on screen it shows one group of studies, on paper all of them."""
        css = f"{self._look.font('body')};{self._look.ink('text')}"
        return f'<html><body style="{css}">{"".join(self._parts(group))}</body></html>'

    def _parts(self, group: str) -> Iterator[str]:
        article, text = self._article, self._text
        size = f"{self._look.font('title')};font-weight:700;margin-top:0;margin-bottom:{self._look.px(4)}px"
        yield f'<p style="{size}"><a name="top"></a>{escape(article.topic.title)}</p>'
        yield text.paragraph(text.inlines(article.lead), self._look.font("lead"))
        if article.card is not None:
            yield evidence_card(article.card, self._grades, text, interactive=self._interactive)
        elif article.caution:
            yield caution_bar(text.inlines(article.caution), text)
        if any(article.studies.values()):
            yield text.heading("Studies", "studies")
            yield study_table(article, group, text, interactive=self._interactive)
        if article.glance is not None:
            yield text.heading("Findings at a glance", "findings")
            yield evidence_matrix(article.glance, text)
        if article.claims:
            yield text.heading("What the overview says, and what the studies show", "claims")
            yield self._claims()
        yield text.blocks(article.body)
        yield from self._sources()

    def _claims(self) -> str:
        text = self._text
        rows = [
            (
                escape(shown.claim.says),
                f"<b>{shown.claim.level.capitalize()}.</b> {text.inlines(shown.shows)}",
            )
            for shown in self._article.claims
        ]
        if not self._look.narrow:
            return text.table(("The overview", "The studies"), rows, (36, 64))
        stacked = (f"<b>The overview:</b> {says}<br><b>The studies:</b> {shows}" for says, shows in rows)
        return text.frame("".join(f'<tr><td style="{text.cell()}">{cell}</td></tr>' for cell in stacked))

    def _sources(self) -> Iterator[str]:
        article, text = self._article, self._text
        yield text.heading(f"Sources, {len(article.sources)}", "sources")
        for source in article.sources:
            told = f"{text.cite((source.id,))} {escape(reference(source))}"
            yield text.paragraph(told, self._look.font("small"))
        topic = article.topic
        dates = f"Reviewed {full_date(topic.reviewed)}, due again {full_date(topic.review_due)}."
        yield text.paragraph(dates, f"{self._look.font('small')};{self._look.ink('text3')}")
