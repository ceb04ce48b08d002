"""Checks all content: every file decodes, every source is known, every part fits the others."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from datetime import date
from functools import partial
from pathlib import Path

from ldn_desktop.domain import codes
from ldn_desktop.domain.finding import BLOCKING
from ldn_desktop.domain.ladder import LadderError, linear
from ldn_desktop.reference.checking.check_articles import check_articles
from ldn_desktop.reference.checking.check_translations import OF_EACH_LANGUAGE, check_translations
from ldn_desktop.reference.content import Content
from ldn_desktop.reference.evidence.citations import citations
from ldn_desktop.reference.parts import ContentError
from ldn_desktop.reference.planning.presets import Preset, TrialDose
from ldn_desktop.reference.topics.markup import MarkupError
from ldn_desktop.reference.words.review import SIGNATURE
from ldn_desktop.reference.words.sentences import Declared

_NOT_FOR_READERS = re.compile(
    r"unverified|from memory|excerpt|abstract read|copies read|dossier|TODO|FIXME|µg|\bQD\b|\bHS\b|\d ?cc\b"
    r"|(?<![\d.])\.\d+ ?m[gL]\b|\d\.\d*0 ?(?:mg|mL|mcg)\b",
)
"""Remarks of whoever gathered the facts, and ways to write a dose that are never used."""


def check_content(folder: Path, papers: Sequence[Declared], today: date | None = None) -> list[str]:
    """Return every problem in a content folder, each as ``file: path: sentence``; empty where there is none.

    ``papers`` declare the sentences that they say. Parts that fit each other are looked at once every file can be read;
    reviews that are overdue where ``today`` is given.
    """
    content = Content(folder)
    problems = [
        f"{path.relative_to(folder).as_posix()}: is not a file of the content; remove it."
        for path in _strangers(folder, papers)
    ]
    for read in (
        *(partial(content.sentences, declared) for declared in papers),
        *(partial(getattr, content, part) for part in (*Content.files(), "topics")),
    ):
        try:
            read()
        except ContentError as error:
            # Articles and the plan's words stand in what is made of them too; what ails them is told once.
            if str(error) not in problems:
                problems.append(str(error))
    if problems:
        return problems
    articles = check_articles(content, today)
    return [
        *articles,
        *_codes(content),
        *_presets(content),
        *_opioids(content),
        *_medicines(content),
        *_sources(content),
        *check_translations(content, papers),
        *_words(content),
    ]


def _strangers(folder: Path, papers: Sequence[Declared]) -> list[Path]:
    known = {*Content.files().values(), *(f"words/en/{declared.file}.toml" for declared in papers)}
    of_languages = {
        f"{name}.toml" for name in (*(declared.file for declared in papers), *OF_EACH_LANGUAGE)
    } | {SIGNATURE}
    found = (path.relative_to(folder) for path in folder.rglob("*") if path.is_file())
    return sorted(
        folder / path
        for path in found
        if path.as_posix() not in known
        and not path.match("topics/*/*.md")
        and not (path.match("words/*/*.toml") and path.parent.name != "en" and path.name in of_languages)
    )


def _codes(content: Content) -> Iterator[str]:
    needed = {*codes.KINDS, *content.screening.questions}
    known = set(content.finding_words)
    for code in sorted(needed - known):
        yield f"findings.toml: {code}: is missing; add its words."
    for code in sorted(known - needed):
        yield f"findings.toml: {code}: is never found; remove it."
    for code, words in content.finding_words.items():
        if words.severity != BLOCKING and not codes.kind_of(code).overridable:
            yield f"findings.toml: {code}: cannot be overridden, so it must be {BLOCKING}."


def _presets(content: Content) -> Iterator[str]:
    for preset in content.presets.ladders:
        yield from _ladder(preset)
        if len(set(preset.times)) < len(preset.times):
            yield f"presets.toml: {preset.id}: names a time twice; remove one."
    for entry in _offers(content):
        for condition in entry.conditions:
            if condition not in content.conditions:
                yield f"presets.toml: {entry.id}: names the unknown condition {condition}; correct it."


def _offers(content: Content) -> tuple[Preset | TrialDose, ...]:
    return (*content.presets.ladders, *content.presets.trial_doses)


def _ladder(preset: Preset) -> Iterator[str]:
    if preset.step_ng == 0 and preset.start_ng == preset.target_ng > 0:
        return
    try:
        linear(
            preset.start_ng,
            preset.step_ng,
            preset.target_ng,
            every=preset.every_days,
            maintenance=preset.maintenance_days,
        )
    except LadderError as error:
        yield f"presets.toml: {preset.id}: makes no ladder: {error}"


def _opioids(content: Content) -> Iterator[str]:
    used = {opioid.interval.code for opioid in content.opioids.by_id.values()}
    for code in sorted(set(content.opioids.intervals) - used):
        yield f"opioids.toml: interval.{code}: applies to no opioid; remove it."


def _medicines(content: Content) -> Iterator[str]:
    """Yield what in the table of medicines does not fit the opioids or their findings."""
    table, opioids = content.medicine_table, content.opioids
    for code in sorted(set(opioids.intervals) - set(table.of_rules)):
        yield f"medicines.toml: opioid_interactions.{code}: is missing; name its interaction."
    listed: set[str] = set()
    unfit = False
    for medicine in table.by_id.values():
        unknown = [name for name in medicine.opioids if name not in opioids.by_id or name in listed]
        for name in unknown:
            unfit = True
            yield f"medicines.toml: {medicine.id}: {name} is no opioid or stands for two medicines; correct it."
        listed |= set(medicine.opioids)
    if unfit:
        return
    for known in content.medicines.values():
        if known.question and known.question not in content.screening.questions:
            yield f"medicines.toml: {known.id}: names the unknown question {known.question}; correct it."
        effects = {opioid.interval.effect for opioid in known.opioids}
        severities = {
            content.finding_words[codes.OF_EFFECT[e]].severity for e in effects if e in codes.OF_EFFECT
        }
        if known.opioids and severities - {known.severity}:
            told = ", ".join(sorted(severities))
            yield f"medicines.toml: {known.id}: is {known.severity}, but its opioid is {told}; make them one."


def _sources(content: Content) -> Iterator[str]:
    try:
        found = list(citations(content))
    except MarkupError:
        # A text that cannot be read is told by the check of the articles; who cites what is open until then.
        return
    for file, entry, names in found:
        for name in names:
            if name not in content.sources:
                yield f"{file}: {entry}: cites the unknown source {name}; add it to bibliography.json."
    cited = {name for citation in found for name in citation.sources}
    for name in sorted(set(content.sources) - cited):
        yield f"bibliography.json: {name}: is cited nowhere; remove it."


def _words(content: Content) -> Iterator[str]:
    for topic in content.topics.values():
        yield from _for_readers(topic.file, "body", topic.body)
        yield from _for_readers(topic.file, "front matter", f"{topic.title} {topic.summary} {topic.synonyms}")
    written = (
        path.relative_to(content.folder).as_posix() for path in (content.folder / "words").rglob("*.toml")
    )
    for file in (*Content.files().values(), *sorted(written)):
        for path, text in _texts(content.root(file).value, ""):
            yield from _for_readers(file, path, text)


def _for_readers(file: str, path: str, text: str) -> Iterator[str]:
    found = _NOT_FOR_READERS.search(text)
    if found is not None:
        yield f"{file}: {path}: holds “{found[0]}”, which is not for readers; write it anew."


def _texts(value: object, path: str) -> Iterator[tuple[str, str]]:
    if isinstance(value, str):
        yield path, value
    elif isinstance(value, list):
        for at, item in enumerate(value):
            yield from _texts(item, f"{path}[{at}]")
    elif isinstance(value, dict):
        for key, item in value.items():
            yield from _texts(item, f"{path}.{key}" if path else key)
