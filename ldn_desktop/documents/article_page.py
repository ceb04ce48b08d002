"""An article as the HTML of a page, on screen or on paper."""

from __future__ import annotations

from collections.abc import Iterator
from html import escape

from ldn_desktop.documents.article import Article, Card
from ldn_desktop.documents.rich_text import PageLook, RichText
from ldn_desktop.documents.source_words import addresses, citation
from ldn_desktop.documents.wording import full_date
from ldn_desktop.reference.grades import Grades
from ldn_desktop.reference.studies import Study

_GROUP_WORDS = {"randomised": "Randomised", "other": "Other studies", "pooled": "Pooled and reviews"}
_FINDING_MARKS = {
    "benefit": "●",
    "uncontrolled benefit": "◐",
    "mixed": "◐",
    "not shown": "◐",
    "no benefit": "○",
    "harm": "▲",
    "none": "–",
}
_WAY_WORDS = ("Favours it", "Mixed or unclear", "No benefit or harm")
_WAYS = {
    "benefit": _WAY_WORDS[0],
    "uncontrolled benefit": _WAY_WORDS[0],
    "mixed": _WAY_WORDS[1],
    "not shown": _WAY_WORDS[1],
    "no benefit": _WAY_WORDS[2],
    "harm": _WAY_WORDS[2],
}
_MATRIX_FROM = 4
"""With fewer studies the list says as much."""
_STUDY_WIDTHS = (18, 15, 6, 12, 8, 41)
_DIRECTION_MARKS = {"supports": "↑", "mixed": "⇄", "does not support": "↓", "unknown": "?"}


class ArticlePage:
    """Writes one article. ``interactive`` adds what can be clicked: the planner's door, groups of studies."""

    def __init__(self, article: Article, grades: Grades, look: PageLook, *, interactive: bool = True) -> None:
        self._article, self._grades, self._look = article, grades, look
        self._text = RichText(look, article.numbers)
        self._interactive = interactive

    def html(self, group: str = "randomised") -> str:
        """Return the page; on screen it shows one group of studies, on paper all of them."""
        css = f"{self._look.font('body')};{self._look.ink('text')}"
        return f'<html><body style="{css}">{"".join(self._parts(group))}</body></html>'

    def _parts(self, group: str) -> Iterator[str]:
        article, text = self._article, self._text
        size = f"{self._look.font('title')};font-weight:700;margin-top:0;margin-bottom:{self._look.px(4)}px"
        yield f'<h1 style="{size}"><a name="top"></a>{escape(article.topic.title)}</h1>'
        yield text.paragraph(text.inlines(article.lead), self._look.font("lead"))
        if article.card is not None:
            yield self._card(article.card)
        elif article.caution:
            yield self._bar(text.inlines(article.caution))
        if any(article.studies.values()):
            yield from self._studies(group)
        if article.claims:
            yield text.heading("What the overview says, and what the studies show", "claims")
            rows = (
                (
                    escape(shown.claim.says),
                    f"<b>{shown.claim.level.capitalize()}.</b> {text.inlines(shown.shows)}",
                )
                for shown in article.claims
            )
            yield text.table(("The overview", "The studies"), rows, (36, 64))
        yield text.blocks(article.body)
        yield from self._sources()

    def _card(self, card: Card) -> str:
        look, condition = self._look, card.condition
        line, panel = look.colours["line"], look.colours["panel"]
        small = f"{look.font('small')};{look.ink('text2')}"
        grade = (
            f'<td width="{look.px(64)}" align="center" style="vertical-align:middle">'
            f'<span style="{look.font("grade")};font-weight:700;{look.ink("accent")}">{condition.grade}</span></td>'
        )
        meaning = (
            f'<td width="34%"><b>Grade {condition.grade} of A to D</b><br>'
            f'<span style="{small}">{escape(self._grades.grades[condition.grade])}</span></td>'
        )
        direction = (
            f"<b>{_DIRECTION_MARKS[condition.direction]} {condition.direction.capitalize()}</b> "
            f'<span style="{small}">{escape(self._grades.directions[condition.direction])}</span>'
        )
        facts = [("Direction", direction), ("Studied", escape(condition.studied_dose))]
        codes = self._codes(card)
        if codes:
            facts.append(("Codes", escape(codes)))
        rows = "".join(
            f'<tr><td width="{look.px(72)}"><span style="{small}">{name}</span></td><td>{words}</td></tr>'
            for name, words in facts
        )
        inner = f'<td><table width="100%" cellspacing="0" cellpadding="{look.px(2)}">{rows}</table></td>'
        frame = f"border:1px solid {line};background-color:{panel};border-collapse:collapse"
        top = f'<table width="100%" cellspacing="0" cellpadding="{look.px(8)}" style="{frame}">'
        card_html = f"{top}<tr>{grade}{meaning}{inner}</tr></table>"
        caution = self._text.inlines(card.caution) or escape(condition.caution)
        return card_html + (self._bar(caution) if caution else "") + self._door(card)

    def _door(self, card: Card) -> str:
        if not self._interactive:
            return ""
        look = self._look
        ground = f"background-color:{look.colours['accent']};padding:{look.px(7)}px {look.px(14)}px"
        words = f"color:{look.colours['on_accent']};text-decoration:none;font-weight:700"
        link = f'<a href="plan:{escape(card.condition.id)}" style="{words}">Plan a titration…</a>'
        gap = f"margin-top:{look.px(8)}px;margin-bottom:{look.px(4)}px"
        return f'<table cellspacing="0" style="{gap}"><tr><td style="{ground}">{link}</td></tr></table>'

    @staticmethod
    def _codes(card: Card) -> str:
        condition = card.condition
        parts = []
        if condition.icd10:
            parts.append(f"ICD-10 {', '.join(condition.icd10)}")
        if condition.icd11:
            parts.append(f"ICD-11 {condition.icd11}")
        return " · ".join(parts)

    def _bar(self, words: str) -> str:
        look = self._look
        ground = f"background-color:{look.colours['caution_bg']};border-left:{look.px(4)}px solid {look.colours['caution']}"
        gap = f"margin-top:{look.px(6)}px;margin-bottom:{look.px(6)}px"
        mark = f'<b style="{look.ink("caution")}">◆ Caution</b>'
        return (
            f'<table width="100%" cellspacing="0" cellpadding="{look.px(8)}" style="{gap}"><tr>'
            f'<td style="{ground}">{mark} {words}</td></tr></table>'
        )

    def _studies(self, group: str) -> Iterator[str]:
        article, text = self._article, self._text
        yield text.heading("Studies", "studies")
        if sum(map(len, article.studies.values())) >= _MATRIX_FROM:
            yield self._matrix()
        filled = [name for name, studies in article.studies.items() if studies]
        shown = [group if group in filled else filled[0]] if self._interactive else filled
        if self._interactive and len(filled) > 1:
            yield text.paragraph(
                " &nbsp;·&nbsp; ".join(self._choice(name, chosen=name in shown) for name in filled)
            )
        for name in shown:
            if not self._interactive:
                yield text.paragraph(f"<b>{_GROUP_WORDS[name]}</b>")
            head = ("Study", "Design", "n", "Dose", "Weeks", "Result")
            yield text.table(head, (self._study(study) for study in article.studies[name]), _STUDY_WIDTHS)

    def _matrix(self) -> str:
        """Write which way the studies point, by design, each with its number of people."""
        rows = []
        for name, studies in self._article.studies.items():
            counted = [study for study in studies if study.finding in _WAYS]
            if counted:
                cells = [[study for study in counted if _WAYS[study.finding] == way] for way in _WAY_WORDS]
                rows.append((f"<b>{_GROUP_WORDS[name]}</b>", *map(_tally, cells)))
        return self._text.table(("", *_WAY_WORDS), rows, (28, 24, 24, 24)) if rows else ""

    def _choice(self, name: str, *, chosen: bool) -> str:
        words = f"{_GROUP_WORDS[name]} {len(self._article.studies[name])}"
        if chosen:
            return f"<b>{words}</b>"
        return f'<a href="group:{name}" style="{self._look.ink("accent")}">{words}</a>'

    def _study(self, study: Study) -> tuple[str, ...]:
        name = (
            f'<a href="source:{escape(study.id)}" style="{self._look.ink("accent")}">{escape(study.name)}</a>'
        )
        mark = (
            f"<b>{_FINDING_MARKS[study.finding]} {study.finding.capitalize()}</b>"
            if study.finding != "none"
            else ""
        )
        result = "<br>".join(part for part in (mark, escape(study.result)) if part)
        return (
            f"{name} {self._text.cite((study.id,))}",
            escape(study.design),
            f"{study.n:,}" if study.n else "",
            escape(study.dose),
            escape(study.weeks),
            result,
        )

    def _sources(self) -> Iterator[str]:
        article, text = self._article, self._text
        yield text.heading(f"Sources, {len(article.sources)}", "sources")
        for source in article.sources:
            where = "; ".join(words for words, _ in addresses(source))
            told = f"{text.cite((source.id,))} {escape(citation(source))} {escape(where)}"
            yield text.paragraph(told, self._look.font("small"))
        topic = article.topic
        dates = f"Reviewed {full_date(topic.reviewed)}, due again {full_date(topic.review_due)}."
        yield text.paragraph(dates, f"{self._look.font('small')};{self._look.ink('text3')}")


def _tally(studies: list[Study]) -> str:
    """Write a cell of the matrix: a mark for each study with the number of its people; reports of the same people stand apart."""
    marks = (f"{_FINDING_MARKS[study.finding]}&nbsp;{study.n or ''}" for study in studies)
    return " &nbsp; ".join(marks)
