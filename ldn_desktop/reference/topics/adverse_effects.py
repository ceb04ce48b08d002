"""Adverse effects: what trials measured, how long they last, what can be done about them."""

from __future__ import annotations

from typing import NamedTuple

from ldn_desktop.decoding.cited import by_id, source_ids, tables
from ldn_desktop.decoding.strict import Node

OPTIONS = ("hold", "step_back", "morning", "stop")
"""What a plan may answer with: wait, one rung back, take it in the morning, end it."""


class AdverseEffect(NamedTuple):
    """An adverse effect. ``figures``, ``lasts`` (may be empty) and ``advice`` are marked up (see ``markup``)."""

    id: str
    name: str
    figures: str
    lasts: str
    advice: str
    options: tuple[str, ...]
    sources: tuple[str, ...]


def read_adverse_effects(root: Node) -> dict[str, AdverseEffect]:
    """Return the adverse effects by id, in their order. Refused: a repeated id, an unknown option."""
    return by_id(tables(root, "effect"), _effect)


def _effect(node: Node) -> AdverseEffect:
    f = node.fields(("id", "name", "figures", "advice", "options", "sources"), ("lasts",))
    return AdverseEffect(
        id=f["id"].filled(),
        name=f["name"].filled(),
        figures=f["figures"].filled(),
        lasts=f["lasts"].filled() if "lasts" in f else "",
        advice=f["advice"].filled(),
        options=tuple(option.choice(*OPTIONS) for option in f["options"].any_items()),
        sources=source_ids(f["sources"]),
    )
