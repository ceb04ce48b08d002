"""Writes ``docs/coverage.md``: each claim of the overview, where it is presented, and what the studies show.

Usage: ``python -m docs.coverage``.
"""

from __future__ import annotations

from pathlib import Path

from ldn_desktop.reference.full_content import FullContent
from ldn_desktop.reference.markup import cited, parse_line, plain

ROOT = Path(__file__).resolve().parent.parent
_HEAD = """# Coverage of the overview

Every sentence of the overview that states something (numbered in reading order, the items of its list of conditions
included), in our words; the articles that present it; how far the studies bear it out. Written by `python -m docs.coverage`.

| sentences | the overview says | presented in | level | the studies show | sources |
|---|---|---|---|---|---|
"""


def table(content: FullContent) -> str:
    """Return the table as Markdown."""
    rows = []
    for claim in content.claims.values():
        shows = parse_line(claim.shows)
        topics = ", ".join(content.topics[target.partition("#")[0]].title for target in claim.topics)
        cells = (
            ", ".join(map(str, claim.sentences)),
            claim.says,
            topics,
            claim.level,
            plain(shows),
            ", ".join(dict.fromkeys(cited(shows))),
        )
        rows.append("| " + " | ".join(cell.replace("|", "/") for cell in cells) + " |\n")
    return _HEAD + "".join(rows)


if __name__ == "__main__":
    (ROOT / "docs" / "coverage.md").write_text(
        table(FullContent(ROOT / "resources" / "content")), encoding="utf-8"
    )
