"""The evidence card of a condition: grade, direction, why, dose studied, codes, caution, ways to planner and copy."""

from __future__ import annotations

from html import escape

from ldn_desktop.articles.article import Card
from ldn_desktop.articles.rich_text import RichText
from ldn_desktop.reference.evidence.conditions import Condition
from ldn_desktop.reference.evidence.grades import Grades
from ldn_desktop.reference.words.evidence_words import basis_words

_DIRECTION_MARKS = {"supports": "↑", "mixed": "⇄", "does not support": "↓", "unknown": "?"}
COPY = "copy:summary"
"""The target of the link that copies the article's summary."""


def evidence_card(card: Card, grades: Grades, text: RichText, *, interactive: bool) -> str:
    """Return the card as HTML; ``interactive`` adds what can be clicked."""
    look, condition = text.look, card.condition
    edge = f"border:1px solid {look.colours['line']}"
    strip = f'<td width="{look.px(4)}" style="padding:0;background-color:{look.colours["accent"]}"></td>'
    pad = f"padding:{look.px(10)}px {look.px(6)}px {look.px(6)}px {look.px(10)}px"
    small = f"{look.font('small')};{look.ink('text2')}"
    meaning = (
        f"<b>Grade {condition.grade} of A to D</b><br>"
        f'<span style="{small}">{escape(grades.grades[condition.grade])}</span>'
    )
    square = f'{strip}<td width="{look.px(58)}" style="{pad}">{_square(condition.grade, text)}</td>'
    span = 2 if look.narrow else 3
    facts = _facts(card, grades, text)
    if look.narrow:
        rows = f'<tr>{square}<td style="{pad}">{meaning}</td></tr>'
        rows += f'<tr>{strip}<td colspan="{span}" style="{pad}">{facts}</td></tr>'
    else:
        rows = f'<tr>{square}<td width="32%" style="{pad}">{meaning}</td><td style="{pad}">{facts}</td></tr>'
    caution = text.inlines(card.caution) or escape(condition.caution)
    if caution:
        tight = f"padding:{look.px(2)}px {look.px(10)}px"
        rows += f'<tr>{strip}<td colspan="{span}" style="{tight}">{caution_bar(caution, text)}</td></tr>'
    if interactive:
        inner = f"padding:{look.px(2)}px {look.px(10)}px {look.px(10)}px {look.px(10)}px"
        rows += f'<tr>{strip}<td colspan="{span}" style="{inner}">{_doors(condition, text)}</td></tr>'
    gap = f"margin-top:{look.px(2)}px;margin-bottom:{look.px(10)}px"
    table = '<table width="100%" cellspacing="0" cellpadding="0"'
    return f'{table} style="{gap}"><tr><td style="{edge}">{table}>{rows}</table></td></tr></table>'


def caution_bar(words: str, text: RichText) -> str:
    """Return a caution, its words already written, as a bar."""
    look = text.look
    colour = look.colours["caution"]
    edge = f"border:1px solid {colour};border-left:{look.px(4)}px solid {colour}"
    css = f"background-color:{look.colours['caution_bg']};padding:{look.px(7)}px {look.px(10)}px;{edge}"
    gap = f"margin-top:{look.px(4)}px;margin-bottom:{look.px(6)}px"
    mark = f'<b style="{look.ink("caution")}">◆ Caution:</b> '
    return (
        f'<table width="100%" cellspacing="0" cellpadding="0" style="{gap}">'
        f'<tr><td style="{css}">{mark}{words}</td></tr></table>'
    )


def _square(grade: str, text: RichText) -> str:
    look = text.look
    accent = look.colours["accent"]
    css = (
        f"border:{look.px(2)}px solid {accent};color:{accent};{look.font('grade')};font-weight:700;"
        f"padding:{look.px(3)}px"
    )
    cell = f'<td align="center" width="{look.px(44)}" style="{css}">{grade}</td>'
    return f'<table cellspacing="0" cellpadding="0"><tr>{cell}</tr></table>'


def _facts(card: Card, grades: Grades, text: RichText) -> str:
    look, condition = text.look, card.condition
    small = f"{look.font('small')};{look.ink('text2')}"
    # Where our judgement departs from the rules, what they say of a direction does not hold.
    meaning = condition.judgement or grades.directions[condition.direction]
    direction = (
        f"<b>{_DIRECTION_MARKS[condition.direction]} {condition.direction.capitalize()}</b> "
        f'<span style="{small}">{escape(meaning)}</span>'
    )
    why = f'<span style="{small}">{escape(basis_words(card.basis))}</span>'
    facts = [("Direction", direction), ("Why", why), ("Studied", escape(condition.studied_dose))]
    codes = _codes(condition)
    if codes:
        facts.append(("Codes", f'<span style="{look.ink("text2")}">{escape(codes)}</span>'))
    rows = "".join(
        f'<tr><td width="{look.px(66)}"><span style="{small}">{name}</span></td><td>{words}</td></tr>'
        for name, words in facts
    )
    return f'<table width="100%" cellspacing="0" cellpadding="{look.px(1)}">{rows}</table>'


def _codes(condition: Condition) -> str:
    parts = []
    if condition.icd10:
        parts.append(f"ICD-10 {', '.join(condition.icd10)}")
    if condition.icd11:
        parts.append(f"ICD-11 {condition.icd11}")
    return " · ".join(parts)


def _doors(condition: Condition, text: RichText) -> str:
    look = text.look
    colours = look.colours
    plan = text.button("Plan a titration…", f"plan:{condition.id}", colours["on_accent"], colours["accent"])
    copy = text.button("Copy summary", COPY, colours["text"], colours["panel"])
    gap = f'<td width="{look.px(8)}"></td>'
    return f'<table cellspacing="0" cellpadding="0"><tr>{plan}{gap}{copy}</tr></table>'
