"""Writes ``docs/coverage.md``: the claims of the overview, the sources, the corrections to the content.

Usage: ``python -m docs.coverage``.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable
from pathlib import Path
from typing import Any

import yaml

from docs.statements import statements
from ldn_desktop.articles.source_words import found_by
from ldn_desktop.reference.content import Content
from ldn_desktop.reference.evidence.sources import unborne
from ldn_desktop.reference.topics.markup import cited, parse_line, plain

ROOT = Path(__file__).resolve().parent.parent
_HEAD = """# Coverage of the overview

Every sentence of the overview that states something (numbered in reading order, the items of its list of conditions
included), in our words; the articles that present it; how far the studies bear it out. Written by
`python -m docs.coverage`.

| sentences | the overview says | presented in | level | the studies show | sources |
|---|---|---|---|---|---|
"""
_TALLY = """
# Sources

A statement is a citation in a text, or an entry that names its sources. The makers' own judgement bears a statement,
since it is named as such; what the overview says is quoted. On safety are questions, findings, opioids, interactions,
operations, what patients and emergency teams read, and the articles on safety, interactions, patients and questions
from practice.

| what | how many |
|---|---|
"""
_CORRECTIONS = """
# Corrections

What was wrong or missing in the content and is right now (`resources/facts/corrections.yaml`): C are safety and
interactions, T the evidence. Each row stands where the third column says, and the test in the fourth fails when it no
longer does.
{filled} of {all} rows are filled.

| row | what is right | where it is now | test |
|---|---|---|---|
"""


def table(content: Content) -> str:
    """Return all that is written, as Markdown."""
    claims = _HEAD + "".join(_claims(content))
    return claims + source_tally(content) + corrections_table(corrections())


def source_tally(content: Content) -> str:
    """Return how many sources can be looked up, and how many statements rest on such as cannot."""
    sources = content.sources
    ways = Counter(found_by(source) for source in sources.values() if source.bears)
    del ways[""]
    weak = [source for source in sources.values() if source.not_checkable]
    told = list(statements(content))
    lost = [statement for statement in told if unborne(statement.sources, sources)]
    rows = (
        ("sources that can be checked", ways.total()),
        *((f"by {way}", count) for way, count in ways.most_common()),
        ("sources that cannot be checked", len(weak)),
        ("statements with sources", len(told)),
        ("statements that rest on sources alone that cannot be checked, each saying so", len(lost)),
        ("of these, statements on safety", sum(statement.on_safety for statement in lost)),
    )
    return _TALLY + "".join(_row(name, str(count)) for name, count in rows)


def corrections() -> list[dict[str, Any]]:
    """Return the rows of the corrections, as the facts hold them."""
    read = yaml.safe_load((ROOT / "resources" / "facts" / "corrections.yaml").read_text(encoding="utf-8"))
    rows: list[dict[str, Any]] = read["corrections"]
    return rows


def _claims(content: Content) -> Iterable[str]:
    for claim in content.claims.values():
        shows = parse_line(claim.shows)
        topics = ", ".join(content.topics[target.partition("#")[0]].title for target in claim.topics)
        yield _row(
            ", ".join(map(str, claim.sentences)),
            claim.says,
            topics,
            claim.level,
            plain(shows),
            ", ".join(dict.fromkeys(cited(shows))),
        )


def corrections_table(rows: list[dict[str, Any]]) -> str:
    """Return the table of the corrections; a row that is not built says so."""
    filled = sum(bool(row["now"] and row["test"]) for row in rows)
    told = (
        _row(
            row["id"],
            row["right"],
            "<br>".join(f"`{place}`" for place in row["now"]) or "**open**",
            "<br>".join(f"`{test}`" for test in row["test"]) or "**open**",
        )
        for row in rows
    )
    return _CORRECTIONS.format(filled=filled, all=len(rows)) + "".join(told)


def _row(*cells: str) -> str:
    return "| " + " | ".join(cell.replace("|", "/") for cell in cells) + " |\n"


if __name__ == "__main__":
    (ROOT / "docs" / "coverage.md").write_text(
        table(Content(ROOT / "resources" / "content")), encoding="utf-8"
    )
