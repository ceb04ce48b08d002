"""The studies of a condition: by group of design, each in a row with its finding and, below it, its result."""

from __future__ import annotations

from collections.abc import Iterator
from html import escape

from ldn_desktop.articles.article import Article
from ldn_desktop.articles.rich_text import RichText
from ldn_desktop.reference.evidence.studies import Study

GROUP_WORDS = {"randomised": "Randomised", "other": "Other studies", "pooled": "Pooled and reviews"}
FINDING_MARKS = {
    "benefit": "●",
    "uncontrolled benefit": "◐",
    "mixed": "◐",
    "not shown": "◐",
    "no benefit": "○",
    "harm": "▲",
    "none": "–",
}
_HEAD = (("Study", 30), ("Design", 16), ("n", 8), ("Dose", 18), ("Weeks", 10), ("Finding", 18))


def study_table(article: Article, group: str, text: RichText, *, interactive: bool) -> str:
    """Return one group of an article's studies as HTML, with a choice of the others; on paper all groups."""
    filled = [name for name, studies in article.studies.items() if studies]
    shown = [group if group in filled else filled[0]] if interactive else filled
    parts = []
    if interactive and len(filled) > 1:
        parts.append(_choices(article, filled, shown[0], text))
    for name in shown:
        if not interactive or len(filled) == 1:
            parts.append(text.paragraph(f"<b>{_words(article, name)}</b>"))
        parts.append(_table(article.studies[name], text))
    return "".join(parts)


def _words(article: Article, group: str) -> str:
    return f"{GROUP_WORDS[group]} {len(article.studies[group])}"


def _choices(article: Article, filled: list[str], chosen: str, text: RichText) -> str:
    colours = text.look.colours
    cells = "".join(
        text.chosen(_words(article, name))
        if name == chosen
        else text.button(
            _words(article, name), f"group:{name}", colours["text"], colours["panel"], small=True
        )
        for name in filled
    )
    gap = f"margin-top:{text.look.px(2)}px;margin-bottom:{text.look.px(6)}px"
    return f'<table cellspacing="0" cellpadding="0" style="{gap}"><tr>{cells}</tr></table>'


def _table(studies: tuple[Study, ...], text: RichText) -> str:
    if text.look.narrow:
        return text.frame("".join(_entry(study, text) for study in studies))
    head = "".join(
        f'<td width="{width}%"{_side(words)} style="{text.head_cell()}">{words}</td>'
        for words, width in _HEAD
    )
    rows = "".join(row for study in studies for row in _rows(study, text))
    return text.frame(f"<thead><tr>{head}</tr></thead>{rows}")


def _rows(study: Study, text: RichText) -> Iterator[str]:
    look = text.look
    cells = (
        _name(study, text),
        escape(study.design.removeprefix("randomised ")),
        f"{study.n:,}" if study.n else "",
        escape(study.dose),
        escape(study.weeks),
        _finding(study),
    )
    top = text.cell(last=not study.result)
    yield (
        "<tr>"
        + "".join(
            f'<td{_side(words)} style="{top}">{cell}</td>'
            for cell, (words, _) in zip(cells, _HEAD, strict=True)
        )
        + "</tr>"
    )
    if study.result:
        small = f"{text.cell(first=False)};{look.font('small')};{look.ink('text2')}"
        yield f'<tr><td colspan="{len(_HEAD)}" style="{small}">{escape(study.result)}</td></tr>'


def _entry(study: Study, text: RichText) -> str:
    """Write a study one line below the other, for a narrow page."""
    told = (study.design, f"n = {study.n:,}" if study.n else "", study.dose)
    facts = "; ".join(part for part in (*told, f"{study.weeks} weeks" if study.weeks else "") if part)
    small = f"{text.look.font('small')};{text.look.ink('text2')}"
    lines = (
        _name(study, text),
        _finding(study),
        f'<span style="{small}">{escape(facts)}</span>',
        f'<span style="{small}">{escape(study.result)}</span>' if study.result else "",
    )
    return f'<tr><td style="{text.cell()}">{"<br>".join(line for line in lines if line)}</td></tr>'


def _name(study: Study, text: RichText) -> str:
    link = f'<a href="source:{escape(study.id)}" style="{text.look.ink("accent")}">{escape(study.name)}</a>'
    return f"{link} {text.basis((study.id,))}"


def _finding(study: Study) -> str:
    if study.finding == "none":
        return ""
    return f"<b>{FINDING_MARKS[study.finding]} {study.finding.capitalize()}</b>"


def _side(words: str) -> str:
    return ' align="right"' if words == "n" else ""
