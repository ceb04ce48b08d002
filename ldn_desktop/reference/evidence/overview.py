"""What the overview claims, each claim beside what the studies show."""

from __future__ import annotations

from typing import NamedTuple

from ldn_desktop.decoding.cited import by_id, tables
from ldn_desktop.decoding.strict import Node

LEVELS = (
    *("supported", "one small trial", "mixed", "weak", "contradicted"),
    *("no human evidence", "not a testable claim"),
)
_MOST_SENTENCES = 1000


class Claim(NamedTuple):
    """The substance of one or several ``sentences`` of the overview (numbered from 1), and what the studies show.

    ``shows`` is marked up (see ``markup``); ``topics`` are topic ids, each perhaps with ``#anchor``, that present it.
    """

    id: str
    says: str
    sentences: tuple[int, ...]
    shows: str
    level: str
    topics: tuple[str, ...]


def read_claims(root: Node) -> dict[str, Claim]:
    """Return the claims by id, in their order. Refused: a repeated id, an unknown level, no sentence or topic."""
    return by_id(tables(root, "claim"), _claim)


def _claim(node: Node) -> Claim:
    f = node.fields(("id", "says", "sentences", "shows", "level", "topics"))
    return Claim(
        id=f["id"].filled(),
        says=f["says"].filled(),
        sentences=tuple(item.whole(1, _MOST_SENTENCES) for item in f["sentences"].items("sentence")),
        shows=f["shows"].filled(),
        level=f["level"].choice(*LEVELS),
        topics=tuple(item.filled() for item in f["topics"].items("topic")),
    )
