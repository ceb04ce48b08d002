"""Every figure of the articles and tables of the reference stands in the data they were taken from.

A line (paragraph, list item, row of a table) that cites studies may hold the figures of these studies, of the facts on
the medicine, and no others: a figure of another study is a mistake. A figure with a unit, such as ``84%``, must come
from an entry that speaks of that unit. Facts that may not be shipped count for nothing.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from decimal import Decimal
from functools import cache
from typing import NamedTuple

import pytest

from ldn_desktop.reference.content import Content
from ldn_desktop.reference.evidence.citations import marked_texts
from ldn_desktop.reference.topics.markup import (
    Block,
    Heading,
    Inline,
    Paragraph,
    Table,
    cited,
    lines,
    parse,
    parse_line,
    plain,
)
from ldn_desktop.reference.topics.topics import Topic
from tests.content.shipped import data
from tests.places import SHIPPED

CONTENT = Content(SHIPPED)
_NUMBER = r"\d{1,3}(?: \d{3})+(?!\d)|\d+(?:\.\d+)?"
_FIGURE = re.compile(rf"(?<![\w.])(?<![A-Za-z]-)({_NUMBER})(?:\s?(%|[A-Za-z]+))?")
_ANY = re.compile(_NUMBER)
_UNITS = {
    "mg": re.compile(r"mg"),
    "mcg": re.compile(r"mcg|microgram"),
    "mL": re.compile(r"mL|_ml\b"),
    "%": re.compile(r"%|percent"),
    "day": re.compile(r"day"),
    "week": re.compile(r"week"),
    "month": re.compile(r"month"),
    "hour": re.compile(r"\bh\b|_h\b|hour"),
}
"""Units that are checked, each with how the data write it."""
_NOT_SHIPPED = ("unverified", "existence only")
_NO_FINDINGS = {"unverified_fields", "id", "doi", "pmid", "page", "journal"}
_SHIPPED_IN_PART = {
    "strengths": "verified are capsules of 1.5, 3 and 4.5 mg and a liquid of 5 mg/mL",
    "adr_alcohol": "only nausea, 10 percent, is verified",
    "monitor_lft": "the interval between tests is not verified",
    "monitor_thyroid": "the time of the test is not verified",
    "limit_concentration": "the micromolar side is not verified",
}
"""Facts whose status is split: what of them may be shipped holds no figure but those named here."""
OVERVIEW = {"0.001 mg", "4.5 mg", "16 mg"}
"""The figures of the overview."""
OWN = {
    ("safe-dose-writing", "1.5 mL"): "an example of how to write, told as ours",
    ("what-trials-show", "1022"): "the sum of the trials in the table above it",
    ("how-evidence-was-graded", "200"): "the size of a trial in the rules of grades.toml",
    ("how-evidence-was-graded", "75 %"): "the clear side in the rules of grades.toml",
}
"""Figures that stand in no data, each with its reason."""


class Line(NamedTuple):
    """A line of the reference: where it stands, its words, the sources that answer for it."""

    place: str
    words: str
    sources: frozenset[str]
    heading: bool = False


def topics() -> dict[str, Topic]:
    return CONTENT.topics


def figures(text: str) -> set[str]:
    """Return the figures of a text, each with its unit where that is one of those checked: ``84 %``, ``1.5 mg``."""
    return {_with_unit(_bare(figure), unit) for figure, unit in _FIGURE.findall(text)}


def _with_unit(figure: str, unit: str) -> str:
    unit = "%" if unit == "per" else unit.removesuffix("s")
    return f"{figure} {unit}" if unit in _UNITS else figure


def _bare(figure: str) -> str:
    return f"{Decimal(figure.replace(' ', '')).normalize():f}"


def figures_of(entry: object) -> set[str]:
    """Return the figures of an entry of the data, bare and with every unit that the entry speaks of."""
    text = repr(entry)
    bare = {_bare(found) for found in (*_ANY.findall(text), *re.findall(r"\d+(?:\.\d+)?", text))}
    return bare | {
        f"{figure} {unit}" for unit, form in _UNITS.items() if form.search(text) for figure in bare
    }


@cache
def medicine() -> frozenset[str]:
    """Return the figures of all facts on the medicine and the opioids that may be shipped."""
    found: set[str] = set()
    for facts in data("pharmacology.yaml").values():
        for fact in facts:
            if fact["id"] in _SHIPPED_IN_PART:
                found |= figures_of(_SHIPPED_IN_PART[fact["id"]])
            elif not fact["status"].startswith(_NOT_SHIPPED):
                found |= figures_of([fact["fact"], fact.get("data"), _sure_note(fact)])
    opioids = data("opioids.yaml")
    for rule in opioids["interval_rules"]:
        found |= figures_of(rule)
    for entry in opioids["opioids"]:
        found |= figures_of(entry["opioid_free_interval"])
    return frozenset(found)


def _sure_note(fact: dict[str, object]) -> str:
    note = str(fact.get("note", ""))
    return "" if "unverified" in note else note


@cache
def studies() -> dict[str, frozenset[str]]:
    """Return, by study, its figures: those of its fields that are verified."""
    found = {}
    for study in data("evidence.yaml")["studies"]:
        if study["status"].startswith(_NOT_SHIPPED):
            continue
        unsure = {field.split(" ")[0] for field in study.get("unverified_fields", ())}
        sure = {key: value for key, value in study.items() if key not in unsure | _NO_FINDINGS}
        found[study["id"]] = frozenset(figures_of(sure))
    return found


@cache
def read() -> dict[str, frozenset[str]]:
    """Return, by source, the figures of what it says and of the corrections that rest on it."""
    found: dict[str, set[str]] = {}
    for entry in data("sources.yaml")["sources"]:
        found.setdefault(entry["id"], set()).update(figures_of(entry.get("says", "")))
    for row in data("corrections.yaml")["corrections"]:
        for name in (*row["sources"], *(["judgement"] if row["status"] == "own-knowledge" else [])):
            found.setdefault(name, set()).update(figures_of(row["right"]))
    return {name: frozenset(figures) for name, figures in found.items()}


@cache
def conditions() -> dict[str, frozenset[str]]:
    """Return, by condition, the figures that the data say of it."""
    return {entry["id"]: frozenset(figures_of(entry)) for entry in data("evidence.yaml")["conditions"]}


def known(line: Line, condition: str = "") -> set[str]:
    """Return the figures that a line may hold."""
    found = set(medicine()) | conditions().get(condition, frozenset())
    for name in line.sources:
        found |= studies().get(name, frozenset()) | read().get(name, frozenset())
        found |= {str(CONTENT.sources[name].year)} | figures_of(CONTENT.sources[name].title)
    if "overview" in line.sources:
        found |= OVERVIEW
    return found


def lines_of(place: str, blocks: Iterable[Block]) -> Iterator[Line]:
    """Yield the lines of an article. A paragraph that begins ``Sources:`` answers for the table before it."""
    blocks = tuple(blocks)
    for block, following in zip(blocks, (*blocks[1:], None), strict=True):
        shared: tuple[str, ...] = ()
        if isinstance(block, Table) and isinstance(following, Paragraph):
            after = plain(following.inlines)
            shared = cited(following.inlines) if after.startswith("Sources:") else ()
        head = _cells(block.head) if isinstance(block, Table) else None
        for inlines in lines([block]):
            names = frozenset((*cited(inlines), *shared))
            words = plain(inlines)
            yield Line(place, words, names, isinstance(block, Heading) or words == head)


def _cells(head: Iterable[tuple[Inline, ...]]) -> str:
    return plain([mark for cell in head for mark in cell])


def table_lines() -> Iterator[Line]:
    for marked in marked_texts(CONTENT):
        if not marked.file.startswith("topics/"):
            yield _one(f"{marked.file} {marked.place}", marked.text)


def _one(place: str, text: str) -> Line:
    inlines = parse_line(text)
    return Line(place, plain(inlines), frozenset(cited(inlines)))


def article(topic: Topic) -> Iterator[Line]:
    yield _one(topic.id, topic.summary)
    yield from lines_of(topic.id, parse(topic.body))


def strays(line: Line, condition: str = "") -> set[str]:
    allowed = {figure for place, figure in OWN if place == line.place}
    found = figures(line.words) - allowed
    if line.heading and not line.sources:
        every = medicine().union(*studies().values())
        return found - every
    return found - known(line, condition)


@pytest.mark.parametrize("topic", topics().values(), ids=lambda topic: topic.id)
def test_every_figure_of_an_article_is_in_the_data_of_its_sources(topic: Topic) -> None:
    for line in article(topic):
        assert strays(line, topic.condition) == set(), line.words


@pytest.mark.parametrize("topic", topics().values(), ids=lambda topic: topic.id)
def test_every_line_of_an_article_with_a_figure_cites_a_source(topic: Topic) -> None:
    for line in article(topic):
        assert line.heading or line.sources or not figures(line.words), line.words


def test_every_figure_of_the_tables_is_in_the_data_of_its_sources() -> None:
    for line in table_lines():
        assert strays(line) == set(), (line.place, line.words)
        assert line.sources or not figures(line.words), (line.place, line.words)


def test_the_blockade_curve_has_the_points_and_the_model_of_the_data() -> None:
    facts = {
        fact["id"]: fact["data"] for fact in data("pharmacology.yaml")["pharmacokinetics"] if "data" in fact
    }
    curve, milligram = CONTENT.blockade, 1_000_000
    points = sorted((point.dose_ng // milligram, point.blocked_percent) for point in curve.points)
    assert points == sorted(tuple(point) for point in facts["pet_dose_occupancy"]["points"])
    for dose, percent in facts["pet_model"]["computed_percent_mu"].items():
        assert curve.permille(int(Decimal(dose) * milligram)) == Decimal(str(percent)) * 10, dose


def test_every_source_that_is_cited_is_known() -> None:
    found = [*table_lines(), *(line for topic in topics().values() for line in article(topic))]
    assert {name for line in found for name in line.sources} <= set(CONTENT.sources)


def test_the_sources_of_a_row_are_those_that_its_texts_cite() -> None:
    for entry in CONTENT.interactions.values():
        used = {name for text in (entry.effect, entry.advice) for name in cited(parse_line(text))}
        assert used == set(entry.sources), entry.id
    for effect in CONTENT.adverse_effects.values():
        texts = [text for text in (effect.figures, effect.lasts, effect.advice) if text]
        assert {name for text in texts for name in cited(parse_line(text))} == set(effect.sources), effect.id


@pytest.mark.parametrize(
    ("words", "cites", "stray"),
    [
        ("Of 99 women 84% had one.", "bruun-2024-final", set()),
        ("Of 97 women 85% had one.", "bruun-2024-final", {"97", "85 %"}),
        ("It took 84 days.", "bruun-2024-final", {"84 day"}),
        ("39% against 12% had vivid dreams.", "younger-2013", {"39 %"}),
        ("Of 15 297 users the median was 3.7 mg.", "raknes-utilisation-2017", set()),
        ("About 80% of 1 mg per 0.45 mL.", "us-label", {"80 %", "0.45 mL"}),
    ],
)
def test_a_figure_that_is_not_of_its_source_is_found(words: str, cites: str, stray: set[str]) -> None:
    assert strays(Line("here", words, frozenset({cites}))) == stray


def test_an_exception_is_needed() -> None:
    shipped = topics()
    for place, figure in OWN:
        if place in shipped:
            assert any(figure in figures(line.words) for line in article(shipped[place])), (place, figure)
