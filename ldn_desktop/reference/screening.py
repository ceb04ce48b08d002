"""The questions of the safety check."""

from __future__ import annotations

from typing import NamedTuple

from ldn_desktop.reference.cited import source_ids, tables
from ldn_desktop.reference.strict import Node


class Question(NamedTuple):
    """A question to be answered yes, no or unknown; *yes* gives the finding of the same code."""

    id: str
    label: str
    text: str
    sources: tuple[str, ...]


def read_questions(root: Node) -> dict[str, Question]:
    """Return the questions by id, in their order. Refused: a repeated id, a missing label, text or source."""
    found: dict[str, Question] = {}
    for item in tables(root, "question"):
        f = item.fields(("id", "label", "text", "sources"))
        name = f["id"].filled()
        if name in found:
            raise item.fail(f"{name} stands there twice; give one of them another id.")
        found[name] = Question(name, f["label"].filled(), f["text"].filled(), source_ids(f["sources"]))
    return found
