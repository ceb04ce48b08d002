"""The entries of everything that can be found: articles by section, conditions, studies, opioids, sources, terms."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping
from functools import partial

from ldn_desktop.reference.content import Content
from ldn_desktop.reference.evidence.conditions import Condition
from ldn_desktop.reference.evidence.plain_words import with_remarks
from ldn_desktop.reference.evidence.sources import Source
from ldn_desktop.reference.evidence.studies import Study
from ldn_desktop.reference.medicines.interactions import Interaction
from ldn_desktop.reference.medicines.table import KnownMedicine
from ldn_desktop.reference.opioids.table import Opioid
from ldn_desktop.reference.search.entry import Entry
from ldn_desktop.reference.topics.adverse_effects import AdverseEffect
from ldn_desktop.reference.topics.glossary import Term
from ldn_desktop.reference.topics.markup import anchor
from ldn_desktop.reference.topics.topics import Topic

INTERACTION_GROUPS = {
    "opioid": "Interactions: opioids",
    "medicine": "Interactions: medicines",
    "condition": "Interactions: conditions",
    "substance": "Interactions: substances",
}
EFFECTS_TOPIC = "adverse-effects"
"""The article that the table of adverse effects belongs to."""
_CITATION = re.compile(r"\s*\[@[^\]\[]*\]")
_LINK = re.compile(r"\[([^\]\[]*)\]\([^)\s]*\)")
_EMPHASIS = re.compile(r"\*+")
_TABLE_RULE = re.compile(r"^\s*\|?[\s:|-]+$", re.MULTILINE)
_LIST_MARK = re.compile(r"^(?:[-+*]|\d+[.)])\s+")
_ENDED = (".", ";", ":", "!", "?", ",")
_HEADING = re.compile(r"^#{2,3}\s+(.+?)\s*#*$", re.MULTILINE)
_SPACE = re.compile(r"\s+")


def entries_of(content: Content) -> tuple[Entry, ...]:
    """Return an entry for each piece of each page. Refused (``ContentError``): damaged content."""
    sections = {section.id: section.title for section in content.sections}
    weak = partial(with_remarks, sources=content.sources)
    topics = {
        name: topic._replace(summary=weak(topic.summary), body=weak(topic.body))
        for name, topic in content.topics.items()
    }
    conditions = content.conditions
    names = {name: condition.name for name, condition in conditions.items()}
    articles: dict[str, list[Topic]] = {}
    for topic in topics.values():
        if topic.condition in conditions:
            articles.setdefault(topic.condition, []).append(topic)
    found: list[Entry] = []
    for topic in topics.values():
        if topic.condition not in conditions:
            found += topic_entries(topic, sections.get(topic.section, ""))
    for name, condition in conditions.items():
        found += condition_entries(condition, articles.get(name, ()))
    found += [study_entry(study, names, content.sources.get(study.id)) for study in content.studies.values()]
    found += [opioid_entry(opioid) for opioid in content.opioids.by_id.values()]
    found += [
        interaction_entry(met._replace(effect=weak(met.effect), advice=weak(met.advice)))
        for met in content.interactions.values()
    ]
    found += [medicine_entry(known) for known in content.medicines.values() if not known.opioids]
    found += [term_entry(term._replace(meaning=weak(term.meaning))) for term in content.glossary.values()]
    found += [source_entry(source) for source in content.sources.values()]
    page = topics.get(EFFECTS_TOPIC)
    if page is not None:
        found += [
            effect_entry(effect._replace(figures=weak(effect.figures), lasts=weak(effect.lasts)), page)
            for effect in content.adverse_effects.values()
        ]
    return tuple(found)


def bare(text: str) -> str:
    """Return a marked-up text without its marks, citations and the addresses of its links; much quicker than parsing.

    Cells of a table and items of a list stay apart, so that no figure runs into its neighbour.
    """
    text = _LINK.sub(r"\1", _CITATION.sub("", text))
    if "\n" in text:
        text = "\n".join(_bare_line(line) for line in _TABLE_RULE.sub("", text).splitlines())
    return _SPACE.sub(" ", _EMPHASIS.sub("", text)).strip().rstrip(";")


def _bare_line(line: str) -> str:
    row = line.strip()
    if row.startswith("|"):
        return " · ".join(cell.strip() for cell in row.strip("|").split("|")) + ";"
    item = _LIST_MARK.sub("", row)
    return item if item == row or item.endswith(_ENDED) else f"{item};"


def pieces(body: str) -> Iterator[tuple[str, str]]:
    """Yield each heading of an article with the text below it, both bare; first what stands before any heading."""
    parts = _HEADING.split(body)
    yield "", bare(parts[0])
    for heading, text in zip(parts[1::2], parts[2::2], strict=True):
        yield bare(heading), bare(text)


def topic_entries(topic: Topic, section: str) -> Iterator[Entry]:
    """Yield the entries of an article, the first with its summary and other names."""
    for heading, text in pieces(topic.body):
        if not heading:
            answer = bare(topic.summary)
            lead = f"{answer} {text}".strip()
            yield Entry("topic", topic.id, topic.title, section, lead, topic.synonyms, answer=answer)
        else:
            place = anchor(heading)
            yield Entry("topic", topic.id, topic.title, heading, text, topic.synonyms, place, lead=False)


def condition_entries(condition: Condition, articles: Iterable[Topic]) -> Iterator[Entry]:
    """Yield the entries of a condition and of the articles about it, which are one page."""
    articles = tuple(articles)
    names = [name for topic in articles for name in (topic.title, *topic.synonyms)]
    told = [condition.summary, f"Studied: {condition.studied_dose}.", condition.caution]
    told += [bare(topic.summary) for topic in articles]
    codes = dict.fromkeys((*condition.icd10, *condition.icd10_cm, condition.icd11))
    section = f"Evidence {condition.grade}, {condition.direction}"
    parts = [part for topic in articles for part in pieces(topic.body)]
    told += [text for heading, text in parts if not heading]
    lead = " ".join(bare(text) for text in dict.fromkeys(told) if text)
    names = [name for name in dict.fromkeys(names) if name != condition.name]
    names_and_codes = (*names, *filter(None, codes))
    answer = " ".join(bare(text) for text in (condition.summary, *(topic.summary for topic in articles)))
    yield Entry("condition", condition.id, condition.name, section, lead, names_and_codes, answer=answer)
    for heading, text in parts:
        if heading:
            place = anchor(heading)
            yield Entry(
                "condition", condition.id, condition.name, heading, text, tuple(names), place, lead=False
            )


def study_entry(study: Study, conditions: Mapping[str, str], source: Source | None) -> Entry:
    """Return the entry of a study."""
    about = ", ".join(conditions.get(name, name) for name in study.conditions)
    weeks = f"{study.weeks} weeks" if study.weeks.isdigit() else study.weeks
    told = [
        study.result,
        about,
        study.details,
        study.dose,
        weeks,
        study.comparator,
        study.outcome,
        study.harms,
    ]
    names = (source.short, source.title) if source else ()
    whose = f"{source.author} {source.year or ''}".strip() if source else ""
    section = ", ".join(part for part in (_capital(study.design), whose) if part)
    return Entry("study", study.id, study.name, section, _sentences(told), names)


def opioid_entry(opioid: Opioid) -> Entry:
    """Return the entry of an opioid."""
    brands = (*opioid.brands, *opioid.brands_professional)
    told = [opioid.receptor_action, opioid.duration, opioid.note]
    told += [f"brands: {', '.join(brands)}" if brands else ""]
    told += [f"also: {', '.join(opioid.synonyms)}" if opioid.synonyms else ""]
    codes = (*opioid.atc, opioid.rxcui) if opioid.rxcui else opioid.atc
    names = (*opioid.synonyms, *brands, *codes)
    return Entry("opioid", opioid.id, opioid.name, _capital(opioid.group), _sentences(told), names)


def interaction_entry(interaction: Interaction) -> Entry:
    """Return the entry of an interaction."""
    text = f"{bare(interaction.effect)} {bare(interaction.advice)}"
    section = INTERACTION_GROUPS[interaction.group]
    return Entry("interaction", interaction.id, interaction.name, section, text, interaction.synonyms)


def medicine_entry(known: KnownMedicine) -> Entry:
    """Return the entry of a medicine that is no opioid: these have their own."""
    medicine = known.medicine
    names = (*medicine.names[1:], *medicine.also, *medicine.atc)
    section = f"Other medicines: {medicine.category}"
    return Entry("medicine", known.id, _capital(known.name), section, known.known, names)


def term_entry(term: Term) -> Entry:
    """Return the entry of a term."""
    return Entry("glossary", term.id, term.term, "Glossary", bare(term.meaning), term.synonyms)


def source_entry(source: Source) -> Entry:
    """Return the entry of a source."""
    names = tuple(
        name
        for name in (source.short, source.doi, source.pmid, source.number)
        if name and name != source.title
    )
    told = [source.author, str(source.year or ""), source.journal]
    return Entry(
        "source",
        source.id,
        source.title,
        _capital(source.kind),
        ", ".join(part for part in told if part),
        names,
    )


def effect_entry(effect: AdverseEffect, page: Topic) -> Entry:
    """Return the entry of an adverse effect, as a piece of the article about them."""
    told = (effect.figures, effect.lasts, effect.advice)
    text = " ".join(bare(part) for part in told if part)
    return Entry("topic", page.id, page.title, effect.name, text, lead=False)


def _capital(text: str) -> str:
    return text[:1].upper() + text[1:]


def _sentences(parts: Iterable[str]) -> str:
    return " ".join(f"{_capital(bare(part)).rstrip('.')}." for part in parts if part)
