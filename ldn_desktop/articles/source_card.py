"""The card of a source: what it is, what was studied, what came of it, what could not be made sure of."""

from __future__ import annotations

from html import escape

from ldn_desktop.articles.rich_text import PageLook
from ldn_desktop.articles.source_words import KIND_WORDS, addresses, citation, notes
from ldn_desktop.reference.content import Content
from ldn_desktop.reference.evidence.studies import Study


def source_card(name: str, content: Content, look: PageLook) -> str:
    """Return the card of a source as HTML. Refused: an unknown source (``KeyError``)."""
    source = content.sources[name]
    study = content.studies.get(name)
    title = study.name if study else source.short
    parts = [
        f'<p style="margin:0;font-weight:700">{escape(title)}</p>',
        _line(KIND_WORDS[source.kind], look, "text2"),
        *(_facts(study, look) if study else ()),
        *(() if citation(source) == f"[{title}]." else (_line(citation(source), look, "text2"),)),
    ]
    links = (
        f'<a href="{escape(url)}" style="{look.ink("accent")}">{escape(words)}</a>'
        for words, url in addresses(source)
    )
    parts += [f'<p style="{_css(look)}">{link}</p>' for link in links]
    parts += [_line(note, look, "text3") for note in notes(source)]
    return f'<body style="{look.font("body")};{look.ink("text")}">{"".join(parts)}</body>'


def _facts(study: Study, look: PageLook) -> list[str]:
    told = [study.design, study.details, f"n = {study.n:,}" if study.n else "", study.dose]
    told.append(f"{study.weeks} weeks" if study.weeks else "")
    told.append(f"against {study.comparator}" if study.comparator else "")
    facts = [_line("; ".join(part for part in told if part) + ".", look, "text2")]
    for words, text in (("Outcome", study.outcome), ("Result", study.result), ("Harms", study.harms)):
        if text:
            facts.append(f'<p style="{_css(look)}"><b>{words}</b> {escape(text)}</p>')
    if study.finding != "none":
        facts.append(f'<p style="{_css(look)}"><b>Finding</b> {escape(study.finding)}</p>')
    return facts


def _line(words: str, look: PageLook, role: str) -> str:
    return f'<p style="{_css(look)};{look.ink(role)}">{escape(words)}</p>'


def _css(look: PageLook) -> str:
    return f"margin-top:{look.px(4)}px;margin-bottom:0;{look.font('small')}"
