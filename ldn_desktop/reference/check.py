"""Checks all content: every file decodes, every source is known, every part fits the others."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from pathlib import Path

from ldn_desktop.reference.content import Content, ContentError
from ldn_desktop.reference.thresholds import threshold_sources

ENGINE_CODES = frozenset(
    {
        *("not-measurable", "many-pieces", "above-documented-range", "above-published-ldn", "above-typical"),
        *(
            "below-documented-range",
            "steep-step",
            "quick-step",
            "resumes-high",
            "two-measures",
            "small-volume",
        ),
        *("tenfold-strengths", "strength-above-dose", "beyond-use", "starts-in-past", "screening-incomplete"),
        *("opioid-now", "opioid-free-interval", "opioid-review", "duplicate-naltrexone", "under-18"),
    }
)
"""The codes that the program itself finds; every question of the safety check adds its own."""

_PARTS = (
    *("sources", "presets", "conditions", "thresholds", "finding_words", "questions", "opioids"),
    *("patient_words", "stock"),
)
_FILES = frozenset(
    {
        *("bibliography.json", "presets.toml", "conditions.toml", "thresholds.toml", "findings.toml"),
        *("screening.toml", "opioids.toml", "patient_plan.toml", "stock.toml"),
    }
)


def check_content(folder: Path) -> list[str]:
    """Return every problem in a content folder, each beginning with its file; empty where there is none."""
    content = Content(folder)
    problems = [f"{path.name}: is not a file of the content; remove it." for path in _strangers(folder)]
    for part in _PARTS:
        try:
            getattr(content, part)
        except ContentError as error:
            problems.append(str(error))
    if problems:
        return problems
    return [*_codes(content), *_presets(content), *_sources(content)]


def _strangers(folder: Path) -> list[Path]:
    return sorted(path for path in folder.glob("*") if path.name not in _FILES)


def _codes(content: Content) -> Iterator[str]:
    needed = ENGINE_CODES | set(content.questions)
    known = set(content.finding_words)
    for code in sorted(needed - known):
        yield f"findings.toml: {code}: is missing; add its words."
    for code in sorted(known - needed):
        yield f"findings.toml: {code}: is never found; remove it."
    for code in ("not-measurable",):
        if not content.finding_words[code].never_overridable:
            yield f"findings.toml: {code}: must not be overridable."


def _presets(content: Content) -> Iterator[str]:
    for preset in content.presets:
        for condition in preset.conditions:
            if condition not in content.conditions:
                yield f"presets.toml: {preset.id}: names the unknown condition {condition}; correct it."
        if preset.start_ng > preset.target_ng or (
            preset.step_ng == 0 and preset.start_ng != preset.target_ng
        ):
            yield f"presets.toml: {preset.id}: its start, step and target make no ladder; correct them."


def _sources(content: Content) -> Iterator[str]:
    cited: set[str] = set()
    for file, entry, names in _citations(content):
        cited.update(names)
        for name in names:
            if name not in content.sources:
                yield f"{file}: {entry}: cites the unknown source {name}; add it to bibliography.json."
    for name in sorted(set(content.sources) - cited):
        yield f"bibliography.json: {name}: is cited nowhere; remove it."


def _citations(content: Content) -> Iterator[tuple[str, str, Iterable[str]]]:
    yield "thresholds.toml", "sources", threshold_sources(content.root("thresholds.toml"))
    yield "stock.toml", "sources", content.stock.sources
    for preset in content.presets:
        yield "presets.toml", preset.id, preset.sources
    for condition in content.conditions.values():
        yield "conditions.toml", condition.id, condition.sources
    for words in content.finding_words.values():
        yield "findings.toml", words.code, words.sources
    for question in content.questions.values():
        yield "screening.toml", question.id, question.sources
    for interval in content.opioids.intervals.values():
        yield "opioids.toml", interval.code, interval.sources
    for name, section in content.patient_words.sections.items():
        for advice in section.advice:
            yield "patient_plan.toml", name, advice.sources
