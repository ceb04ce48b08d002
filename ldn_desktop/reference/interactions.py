"""What LDN may meet: opioids as a class, other medicines, conditions and substances."""

from __future__ import annotations

from typing import NamedTuple

from ldn_desktop.reference.cited import by_id, source_ids, tables, texts
from ldn_desktop.reference.strict import Node

GROUPS = ("opioid", "medicine", "condition", "substance")


class Interaction(NamedTuple):
    """An interaction: what happens (``effect``) and what to do (``advice``), both marked up (see ``markup``).

    ``basis`` says in a few words what it rests on, such as a label or an inference.
    """

    id: str
    name: str
    group: str
    effect: str
    advice: str
    basis: str
    synonyms: tuple[str, ...]
    sources: tuple[str, ...]


def read_interactions(root: Node) -> dict[str, Interaction]:
    """Return the interactions by id, in their order. Refused: a repeated id, an unknown group, a missing source."""
    return by_id(tables(root, "interaction"), _interaction)


def _interaction(node: Node) -> Interaction:
    f = node.fields(("id", "name", "group", "effect", "advice", "basis", "sources"), ("synonyms",))
    return Interaction(
        id=f["id"].filled(),
        name=f["name"].filled(),
        group=f["group"].choice(*GROUPS),
        effect=f["effect"].filled(),
        advice=f["advice"].filled(),
        basis=f["basis"].filled(),
        synonyms=texts(f["synonyms"]) if "synonyms" in f else (),
        sources=source_ids(f["sources"]),
    )
