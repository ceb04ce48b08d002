"""The questions of the safety check."""

from __future__ import annotations

from typing import NamedTuple

from ldn_desktop.reference.cited import by_id, source_ids, tables
from ldn_desktop.reference.strict import Node


class Question(NamedTuple):
    """A question to be answered yes, no or unknown; *yes* gives the finding of the same code."""

    id: str
    label: str
    text: str
    sources: tuple[str, ...]


def read_questions(root: Node) -> dict[str, Question]:
    """Return the questions by id, in their order. Refused: a repeated id, a missing label, text or source."""
    return by_id(tables(root, "question"), _question)


def _question(node: Node) -> Question:
    f = node.fields(("id", "label", "text", "sources"))
    return Question(f["id"].filled(), f["label"].filled(), f["text"].filled(), source_ids(f["sources"]))
