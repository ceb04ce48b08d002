"""Checks the articles and everything else that is marked up.

Links lead somewhere, figures are cited, reviews are due.
"""

from __future__ import annotations

import re
from collections.abc import Collection, Iterable, Iterator, Mapping
from datetime import date
from itertools import zip_longest

from ldn_desktop.reference.content import Content
from ldn_desktop.reference.evidence.citations import Marked, marked_texts
from ldn_desktop.reference.evidence.grading import basis, derived_direction, derived_grade
from ldn_desktop.reference.topics.markup import (
    PAGES,
    Block,
    Heading,
    Inline,
    Link,
    MarkupError,
    Paragraph,
    Table,
    cited,
    lines,
    parse,
    parse_line,
    plain,
    split_target,
    targets,
)
from ldn_desktop.reference.topics.topics import Topic

_NAME_WITH_FIGURE = re.compile(r"[A-Za-zα-ω]+[-–]?\d[\w.-]*|\(\d\)", re.ASCII)
"""Names such as TLR4, COVID-19 and SF-36 hold digits that state nothing."""
_DIGIT = re.compile(r"\d", re.ASCII)
_TABLE_SOURCES = "Sources:"


def check_articles(content: Content, today: date | None = None) -> list[str]:
    """Return every problem of the articles and tables; reviews are looked at where ``today`` is given."""
    bodies: dict[str, tuple[Block, ...]] = {}
    problems: list[str] = []
    for topic in content.topics.values():
        try:
            bodies[topic.id] = parse(topic.body)
        except MarkupError as error:
            problems.append(f"{topic.file}: {error}")
    anchors = {name: {b.anchor for b in blocks if isinstance(b, Heading)} for name, blocks in bodies.items()}
    known = _Known(content, anchors)
    for topic in content.topics.values():
        problems += _topic(topic, bodies.get(topic.id, ()), content, known, today)
    for marked in marked_texts(content):
        problems += _marked(marked, known)
    problems += [*_coverage(content, known), *_search_words(content), *_explained(content, known)]
    return [*problems, *_studies(content, bodies), *_graded(content)]


def uncited_figures(blocks: Iterable[Block]) -> Iterator[str]:
    """Yield the words of every paragraph, list item and table row that states a figure and cites nothing.

    A table is cited as a whole by a paragraph right after it that begins with ``Sources:``.
    """
    found = list(blocks)
    for block, after in zip_longest(found, found[1:]):
        if isinstance(block, Heading):
            continue
        if isinstance(block, Table) and isinstance(after, Paragraph):
            below = after.inlines
            if plain(below).startswith(_TABLE_SOURCES) and cited(below):
                continue
        yield from (plain(line) for line in lines([block]) if _states_figure(line) and not cited(line))


def _states_figure(line: Iterable[Inline]) -> bool:
    words = plain(mark for mark in line if not isinstance(mark, Link))
    return _DIGIT.search(_NAME_WITH_FIGURE.sub("", words)) is not None


class _Known:
    """What links may name."""

    def __init__(self, content: Content, anchors: Mapping[str, Collection[str]]) -> None:
        self.anchors = anchors
        self._ids: dict[str, Collection[str]] = {
            "topic": content.topics,
            "study": content.studies,
            "opioid": content.opioids.by_id,
            "term": content.glossary,
            "interaction": content.interactions,
            "medicine": content.medicines,
            "effect": content.adverse_effects,
            "page": PAGES,
        }

    def wrong(self, target: str) -> str:
        """Return what is wrong with a link's target; empty where it leads somewhere."""
        kind, name, anchor = split_target(target)
        if name not in self._ids[kind]:
            return f"links to {target}, which is not there; correct it."
        if anchor and (kind != "topic" or anchor not in self.anchors.get(name, ())):
            return f"links to {target}, but {name} has no such heading; correct it."
        return ""


def _topic(
    topic: Topic, blocks: tuple[Block, ...], content: Content, known: _Known, today: date | None
) -> Iterator[str]:
    for line in lines(blocks):
        yield from (f"{topic.file}: {told}" for told in _line(line, known))
    for words in uncited_figures(blocks):
        yield f"{topic.file}: states a figure without a source: “{words[:80]}”; cite one."
    for name in topic.related:
        if name not in content.topics or name == topic.id:
            yield f"{topic.file}: related: {name} is no other topic; correct it."
    if topic.condition and topic.condition not in content.conditions:
        yield f"{topic.file}: condition: {topic.condition} is not known; correct it."
    if today is not None and topic.review_due < today:
        yield f"{topic.file}: its review was due on {topic.review_due}; review it and set new dates."


def _marked(marked: Marked, known: _Known) -> Iterator[str]:
    where = f"{marked.file}: {marked.place}"
    try:
        line = parse_line(marked.text)
    except MarkupError as error:
        yield f"{where}: {error}"
        return
    yield from (f"{where}: {told}" for told in _line(line, known))
    if _states_figure(line) and not cited(line) and not marked.sources:
        yield f"{where}: states a figure without a source: “{plain(line)[:80]}”; cite one."


def _line(line: tuple[Inline, ...], known: _Known) -> Iterator[str]:
    yield from filter(None, map(known.wrong, targets(line)))


def _coverage(content: Content, known: _Known) -> Iterator[str]:
    told = [topic.condition for topic in content.topics.values() if topic.condition]
    for condition in content.conditions:
        if told.count(condition) != 1:
            yield f"conditions.toml: {condition}: has {told.count(condition)} topics; give it one."
    for claim in content.claims.values():
        for topic in claim.topics:
            wrong = known.wrong(f"topic:{topic}")
            if wrong:
                yield f"overview.toml: {claim.id}: {wrong}"
    for node in content.mechanism_map.nodes.values():
        if node.topic not in content.topics:
            yield f"mechanisms.toml: {node.id}: names the unknown topic {node.topic}; correct it."


def _search_words(content: Content) -> Iterator[str]:
    for at, group in enumerate(content.search_words.groups):
        if group.topic and group.topic not in content.topics:
            yield f"search_words.toml: group[{at}]: names the unknown topic {group.topic}; correct it."
    classes = {known.medicine.category for known in content.medicines.values()}
    for name, topic in content.search_words.topic_of_class.items():
        if topic not in content.topics:
            yield f"search_words.toml: class.{name}: names the unknown topic {topic}; correct it."
        if name not in classes:
            yield f"search_words.toml: class.{name}: is no class of medicines.toml; correct it."


def _graded(content: Content) -> Iterator[str]:
    """Hold grades and directions against the rules; where our judgement departs, a reason stands there."""
    for condition in content.conditions.values():
        for member in condition.members:
            if member not in content.conditions:
                yield f"conditions.toml: {condition.id}: has the unknown member {member}; correct it."
        found = basis(condition, content.studies)
        follows = derived_grade(found, content.grades), derived_direction(found, content.grades)
        departs = follows != (condition.grade, condition.direction)
        if departs and not condition.judgement:
            yield (
                f"conditions.toml: {condition.id}: by the rules it is {follows[0]}, {follows[1]}; "
                "correct it, or say why in judgement."
            )
        if condition.judgement and not departs:
            yield f"conditions.toml: {condition.id}: judgement: nothing departs from the rules; remove it."


def _explained(content: Content, known: _Known) -> Iterator[str]:
    for words in content.finding_words.values():
        wrong = known.wrong(f"topic:{words.explained}") if words.explained else ""
        if wrong:
            yield f"findings.toml: {words.code}: {wrong}"


def _studies(content: Content, bodies: Mapping[str, tuple[Block, ...]]) -> Iterator[str]:
    named = {name for blocks in bodies.values() for line in lines(blocks) for name in cited(line)}
    for study in content.studies.values():
        if study.id not in content.sources:
            yield f"studies.toml: {study.id}: is no source of bibliography.json; add it there."
        for condition in study.conditions:
            if condition not in content.conditions:
                yield f"studies.toml: {study.id}: names the unknown condition {condition}; correct it."
        if study.report_of and study.report_of not in content.studies:
            yield f"studies.toml: {study.id}: reports on the unknown study {study.report_of}; correct it."
        if not study.conditions and study.id not in named:
            yield f"studies.toml: {study.id}: belongs to no condition and no topic cites it; cite it, or remove it."
