"""The conditions of the reference, as far as the planner names them: grade, direction, caution, dose studied."""

from __future__ import annotations

from typing import NamedTuple

from ldn_desktop.reference.cited import by_id, source_ids, tables
from ldn_desktop.reference.strict import Node

GRADES = ("A", "B", "C", "D")
DIRECTIONS = ("supports", "mixed", "does not support", "unknown")


class Condition(NamedTuple):
    """A condition with the grade and direction of its evidence, told in one line; ``caution`` may be empty."""

    id: str
    name: str
    grade: str
    direction: str
    summary: str
    studied_dose: str
    caution: str
    sources: tuple[str, ...]


def read_conditions(root: Node) -> dict[str, Condition]:
    """Return the conditions by id. Refused: a repeated id, an unknown grade or direction, a missing source."""
    return by_id(tables(root, "condition"), _condition)


def _condition(node: Node) -> Condition:
    f = node.fields(("id", "name", "grade", "direction", "summary", "studied_dose", "sources"), ("caution",))
    return Condition(
        id=f["id"].filled(),
        name=f["name"].filled(),
        grade=f["grade"].choice(*GRADES),
        direction=f["direction"].choice(*DIRECTIONS),
        summary=f["summary"].filled(),
        studied_dose=f["studied_dose"].filled(),
        caution=f["caution"].filled() if "caution" in f else "",
        sources=source_ids(f["sources"]),
    )
