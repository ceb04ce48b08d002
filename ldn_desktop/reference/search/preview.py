"""What is worth seeing of a result before it is opened."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import NamedTuple

from ldn_desktop.reference.content import Content
from ldn_desktop.reference.evidence.plain_words import line_in_words
from ldn_desktop.reference.search.entries import bare, pieces
from ldn_desktop.reference.search.entry import Result

PLANNABLE = {"condition": "Plan a titration…", "opioid": "Add to the open plan"}
"""The kinds that the planner can use, and what it is asked to do."""
_HEADINGS_SHOWN = 8


class Preview(NamedTuple):
    """The preview of a page. Every part but the title may be empty.

    ``label``, ``answer`` and ``reason`` make the answer on the spot; ``rows`` are names with values; ``text`` is
    the piece that matched.
    """

    title: str
    line: str = ""
    label: str = ""
    answer: str = ""
    reason: str = ""
    rows: tuple[tuple[str, str], ...] = ()
    text: str = ""


def preview_of(content: Content, result: Result) -> Preview:
    """Return the preview of a result. Refused: a result of other content (``KeyError``)."""
    return _MAKERS[result.kind](content, result)


def mark_of(content: Content, kind: str, name: str) -> str:
    """Return the few words at the end of a result's row, such as ``7 to 10 days``; empty for most kinds."""
    if kind == "opioid":
        interval = content.opioids.by_id[name].interval
        by_use = interval.days_max and interval.daily
        return f"{interval.days_max} or {by_use.days_text}" if by_use else interval.days_text
    if kind == "condition":
        return content.conditions[name].grade
    if kind == "study":
        finding = content.studies[name].finding
        return "" if finding == "none" else _capital(finding)
    return ""


def _opioid(content: Content, result: Result) -> Preview:
    opioid = content.opioids.by_id[result.id]
    interval = opioid.interval
    rows = (
        ("Duration", opioid.duration),
        ("Brands (US)", ", ".join(opioid.brands_us)),
        ("Brands (UK)", ", ".join(opioid.brands_uk)),
        ("Other brands", ", ".join(opioid.brands_elsewhere)),
        ("Code", ", ".join(f"ATC {code}" for code in opioid.atc)),
        ("Basis", interval.basis),
    )
    return Preview(
        title=opioid.name,
        line=opioid.receptor_action,
        label="Opioid-free before the first dose" if interval.days_max else "",
        answer=interval.days_by_use,
        reason=f"{interval.text} {interval.confirm}".rstrip(),
        rows=_filled(rows),
        text=opioid.note,
    )


def _condition(content: Content, result: Result) -> Preview:
    condition = content.conditions[result.id]
    rows = (("Studied", condition.studied_dose), ("Caution", condition.caution))
    return Preview(
        title=condition.name,
        label="Evidence",
        answer=f"Grade {condition.grade}, {condition.direction}",
        reason=condition.summary,
        rows=_filled(rows),
        text=_matched(result),
    )


def _topic(content: Content, result: Result) -> Preview:
    topic = content.topics[result.id]
    sections: Mapping[str, str] = {section.id: section.title for section in content.sections}
    headings = [heading for heading, _ in pieces(topic.body) if heading]
    shown = "\n".join(headings[:_HEADINGS_SHOWN])
    return Preview(
        title=topic.title,
        line=sections.get(topic.section, ""),
        reason=line_in_words(topic.summary, content.sources),
        rows=_filled((("On this page", shown),)),
        text=_matched(result),
    )


def _study(content: Content, result: Result) -> Preview:
    study = content.studies[result.id]
    rows = (
        ("Design", study.details or study.design),
        ("People", str(study.n or "")),
        ("Dose", study.dose),
        ("Length", f"{study.weeks} weeks" if study.weeks.isdigit() else study.weeks),
        ("Compared with", study.comparator),
        ("Outcome", study.outcome),
        ("Harms", study.harms),
    )
    found = "" if study.finding == "none" else _capital(study.finding)
    source = content.sources.get(study.id)
    return Preview(
        title=study.name,
        line=f"{_capital(study.design)}, {source.year}" if source and source.year else _capital(study.design),
        label="Result" if found else "",
        answer=found,
        reason=bare(study.result),
        rows=_filled(tuple((name, bare(value)) for name, value in rows)),
    )


def _source(content: Content, result: Result) -> Preview:
    source = content.sources[result.id]
    rows = (
        ("Author", source.author),
        ("Year", str(source.year or "")),
        ("Journal", source.journal),
        ("DOI", source.doi),
        ("PMID", source.pmid),
        ("Number", source.number),
        ("Kind", source.kind),
        ("Cannot be checked", source.not_checkable),
        ("What was read", source.read),
        ("Not verified", ", ".join(source.not_verified)),
    )
    return Preview(title=source.title, rows=_filled(rows))


def _term(content: Content, result: Result) -> Preview:
    term = content.glossary[result.id]
    also = ("Also", ", ".join(term.synonyms))
    return Preview(
        title=term.term,
        line="Glossary",
        reason=line_in_words(term.meaning, content.sources),
        rows=_filled((also,)),
    )


def _interaction(content: Content, result: Result) -> Preview:
    interaction = content.interactions[result.id]
    return Preview(
        title=interaction.name,
        line=result.section,
        label="What to do",
        reason=line_in_words(interaction.advice, content.sources),
        rows=_filled((("Basis", interaction.basis),)),
        text=line_in_words(interaction.effect, content.sources),
    )


def _medicine(content: Content, result: Result) -> Preview:
    known = content.medicines[result.id]
    names = ", ".join((*known.medicine.names[1:], *known.medicine.also))
    rows = (("Also", names), ("Class", known.medicine.category), ("Basis", known.basis))
    return Preview(
        title=_capital(known.name),
        line=result.section,
        label="With naltrexone",
        answer=_capital(known.severity.replace("-", " ")),
        reason=known.known,
        rows=_filled(rows),
    )


def _matched(result: Result) -> str:
    return f"{result.section}\n{result.snippet}" if result.anchor else ""


def _filled(rows: tuple[tuple[str, str], ...]) -> tuple[tuple[str, str], ...]:
    return tuple((name, value) for name, value in rows if value)


def _capital(text: str) -> str:
    return text[:1].upper() + text[1:]


_MAKERS: Mapping[str, Callable[[Content, Result], Preview]] = {
    "opioid": _opioid,
    "condition": _condition,
    "topic": _topic,
    "study": _study,
    "source": _source,
    "glossary": _term,
    "interaction": _interaction,
    "medicine": _medicine,
}
