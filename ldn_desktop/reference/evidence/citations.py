"""Every place of the content that cites, and every text of it that is marked up."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import NamedTuple

from ldn_desktop.reference.content import Content
from ldn_desktop.reference.planning.presets import Preset, TrialDose
from ldn_desktop.reference.topics.markup import cited, lines, parse, parse_line


class Marked(NamedTuple):
    """A marked-up text: its file, its place there, and the sources that its entry names besides."""

    file: str
    place: str
    text: str
    sources: tuple[str, ...] = ()


class Citation(NamedTuple):
    """A place that cites: its file, its entry and the sources."""

    file: str
    place: str
    sources: Iterable[str]


def marked_texts(content: Content) -> Iterator[Marked]:
    """Yield every marked-up text that is filled, outside the bodies of the topics."""
    for topic in content.topics.values():
        yield Marked(topic.file, "summary", topic.summary)
    for term in content.glossary.values():
        yield Marked("glossary.toml", term.id, term.meaning)
    for claim in content.claims.values():
        yield Marked("overview.toml", claim.id, claim.shows)
    yield from (marked for marked in _safety_texts(content) if marked.text)
    yield from _mechanism_texts(content)
    for measure in content.measures.asked.values():
        yield Marked("measures.toml", measure.id, measure.status, measure.sources)
    for left_out in content.measures.left_out.values():
        yield Marked("measures.toml", left_out.id, left_out.why, left_out.sources)


def _safety_texts(content: Content) -> Iterator[Marked]:
    for effect in content.adverse_effects.values():
        for text in (effect.figures, effect.lasts):
            yield Marked("adverse_effects.toml", effect.id, text, effect.sources)
        yield Marked("adverse_effects.toml", f"{effect.id}, what to do", effect.advice, effect.sources)
    for interaction in content.interactions.values():
        for text in (interaction.effect, interaction.advice, interaction.brief):
            yield Marked("interactions.toml", interaction.id, text, interaction.sources)
    for known in content.medicines.values():
        if known.medicine.note:
            yield Marked("medicines.toml", known.id, known.medicine.note, known.sources)


def _mechanism_texts(content: Content) -> Iterator[Marked]:
    for node in content.mechanism_map.nodes.values():
        yield Marked("mechanisms.toml", node.id, node.text)
    for arrow in content.mechanism_map.arrows:
        for text in (arrow.evidence, arrow.limits):
            yield Marked("mechanisms.toml", arrow.id, text)
    for text in (content.blockade.model, content.blockade.note):
        yield Marked("blockade.toml", "model and note", text, content.blockade.sources)


def citations(content: Content) -> Iterator[Citation]:
    """Yield every citation. Refused (``MarkupError``): a text that cannot be read."""
    yield from entry_citations(content)
    for marked in marked_texts(content):
        yield Citation(marked.file, marked.place, cited(parse_line(marked.text)))
    for topic in content.topics.values():
        yield Citation(
            topic.file, "body", [name for line in lines(parse(topic.body)) for name in cited(line)]
        )


def entry_citations(content: Content) -> Iterator[Citation]:
    """Yield the citations of entries, which name their sources beside their words."""
    yield Citation("instructions.toml", "sources", content.amount_words.sources)
    yield Citation("thresholds.toml", "sources", content.threshold_table.sources)
    yield Citation("formulary.toml", "sources", content.formulary.sources)
    yield Citation("formulary.toml", "home_made", content.formulary.home_made.sources)
    yield from _planner_citations(content)
    yield from _paper_citations(content)
    yield from _table_citations(content)


def _planner_citations(content: Content) -> Iterator[Citation]:
    offers: tuple[Preset | TrialDose, ...] = (*content.presets.ladders, *content.presets.trial_doses)
    for entry in offers:
        yield Citation("presets.toml", entry.id, entry.sources)
    for words in content.finding_words.values():
        yield Citation("findings.toml", words.code, words.sources)
    for question in content.screening.questions.values():
        yield Citation("screening.toml", question.id, question.sources)
    yield Citation("screening.toml", "since_pause", content.screening.since_pause.sources)
    for measure in content.measures.asked.values():
        yield Citation("measures.toml", measure.id, measure.sources)
    for left_out in content.measures.left_out.values():
        yield Citation("measures.toml", left_out.id, left_out.sources)
    yield Citation("measures.toml", "reading", content.measures.reading.sources)
    rules = list(content.opioids.intervals.items())
    rules += [(opioid.id, opioid.interval) for opioid in content.opioids.by_id.values()]
    for place, rule in rules:
        yield Citation("opioids.toml", place, rule.sources)
        if rule.daily is not None:
            yield Citation("opioids.toml", f"{place}.daily", rule.daily.sources)


def _paper_citations(content: Content) -> Iterator[Citation]:
    """Yield the citations of the papers' sentences and of the words on operations."""
    for file in content.word_files:
        words = content.words(file)
        yield Citation(f"words/en/{file}.toml", "sources", words.sources)
        for place, told in words.sourced():
            yield Citation(f"words/en/{file}.toml", place, told.sources)
    surgery = content.surgery
    for place, stop in (("stop", surgery.stop), ("practice", surgery.practice)):
        yield Citation("surgery.toml", place, stop.sources)
    yield Citation("surgery.toml", "restart", surgery.restart_sources)


def _table_citations(content: Content) -> Iterator[Citation]:
    for condition in content.conditions.values():
        yield Citation("conditions.toml", condition.id, condition.sources)
    for study in content.studies:
        yield Citation("studies.toml", study, (study,))
    for effect in content.adverse_effects.values():
        yield Citation("adverse_effects.toml", effect.id, effect.sources)
    for interaction in content.interactions.values():
        yield Citation("interactions.toml", interaction.id, interaction.sources)
    for point in content.blockade.points:
        yield Citation("blockade.toml", "point", point.sources)
    yield Citation("blockade.toml", "sources", content.blockade.sources)
