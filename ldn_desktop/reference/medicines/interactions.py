"""What LDN may meet: opioids as a class, other medicines, conditions and substances."""

from __future__ import annotations

from typing import NamedTuple

from ldn_desktop.decoding.cited import by_id, source_ids, tables, texts
from ldn_desktop.decoding.strict import Node
from ldn_desktop.domain.finding import SEVERITIES

GROUPS = ("opioid", "medicine", "condition", "substance")
NONE_FOUND = "none-found"
"""The texts name nothing, which is no promise."""
MET = (*SEVERITIES, NONE_FOUND)
"""How severe what is met with a medicine can be, the most severe first."""


class Interaction(NamedTuple):
    """An interaction: what happens (``effect``) and what to do (``advice``), both marked up (see ``markup``).

    ``basis`` says in a few words what it rests on, such as a label or an inference. ``severity`` is one of ``MET``; it
    is empty for a condition, whose question in the safety check has one. ``brief`` stands for the effect where one
    medicine of several is told of; it may be empty. ``question`` is the question of the safety check that asks for it,
    empty where none does.
    """

    id: str
    name: str
    group: str
    severity: str
    effect: str
    advice: str
    basis: str
    synonyms: tuple[str, ...]
    sources: tuple[str, ...]
    brief: str = ""
    question: str = ""


def read_interactions(root: Node) -> dict[str, Interaction]:
    """Return the interactions by id, in their order. Refused: a repeated id, an unknown group, a missing source."""
    return by_id(tables(root, "interaction"), _interaction)


def _interaction(node: Node) -> Interaction:
    f = node.fields(
        ("id", "name", "group", "effect", "advice", "basis", "sources"),
        ("severity", "synonyms", "brief", "question"),
    )
    group = f["group"].choice(*GROUPS)
    if ("severity" in f) != (group != "condition"):
        raise node.fail("has no severity, or is a condition with one; correct it.")
    return Interaction(
        id=f["id"].filled(),
        name=f["name"].filled(),
        group=group,
        severity=f["severity"].choice(*MET) if "severity" in f else "",
        effect=f["effect"].filled(),
        advice=f["advice"].filled(),
        basis=f["basis"].filled(),
        synonyms=texts(f["synonyms"]) if "synonyms" in f else (),
        sources=source_ids(f["sources"]),
        brief=f["brief"].filled() if "brief" in f else "",
        question=f["question"].filled() if "question" in f else "",
    )
