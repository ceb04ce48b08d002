"""The mechanism map: what is proposed to act on what, at which level of evidence."""

from __future__ import annotations

from collections.abc import Mapping
from functools import partial
from typing import NamedTuple

from ldn_desktop.decoding.cited import by_id
from ldn_desktop.decoding.strict import Node

KINDS = ("drug", "receptor", "signal", "cell", "effect")
LEVELS = ("human", "uncontrolled", "animal", "cell", "hypothesis")
"""At which a step was shown; ``uncontrolled`` is in people, without a control group chosen by chance."""
_MOST_CELLS = 20


class MapNode(NamedTuple):
    """A part of the map in a cell of its grid (columns and rows from 0); ``text`` is marked up (see ``markup``)."""

    id: str
    title: str
    text: str
    topic: str
    column: int
    row: int
    kind: str


class Arrow(NamedTuple):
    """What one part does to another. ``evidence`` and ``limits`` are marked up.

    ``contested`` where studies disagree.
    """

    start: str
    end: str
    verb: str
    level: str
    contested: bool
    evidence: str
    limits: str

    @property
    def id(self) -> str:
        """Its name within the map."""
        return f"{self.start}-to-{self.end}"


class MechanismMap(NamedTuple):
    """The parts by id and the arrows between them."""

    nodes: dict[str, MapNode]
    arrows: tuple[Arrow, ...]


def read_mechanisms(root: Node) -> MechanismMap:
    """Return the map. Refused: a repeated part, arrow or cell, an arrow from or to a part that is not there."""
    f = root.fields(("node", "arrow"))
    items = f["node"].items("node")
    nodes = by_id(items, _node)
    places: set[tuple[int, int]] = set()
    for item, node in zip(items, nodes.values(), strict=True):
        if (node.column, node.row) in places:
            raise item.fail(f"{node.id} lies in a cell that is taken; give it another column or row.")
        places.add((node.column, node.row))
    arrows = by_id(f["arrow"].items("arrow"), partial(_arrow, nodes=nodes))
    return MechanismMap(nodes, tuple(arrows.values()))


def _node(node: Node) -> MapNode:
    f = node.fields(("id", "title", "text", "topic", "column", "row", "kind"))
    return MapNode(
        id=f["id"].filled(),
        title=f["title"].filled(),
        text=f["text"].filled(),
        topic=f["topic"].filled(),
        column=f["column"].whole(0, _MOST_CELLS),
        row=f["row"].whole(0, _MOST_CELLS),
        kind=f["kind"].choice(*KINDS),
    )


def _arrow(node: Node, nodes: Mapping[str, MapNode]) -> Arrow:
    f = node.fields(("from", "to", "verb", "level", "contested", "evidence", "limits"))
    return Arrow(
        start=f["from"].choice(*nodes),
        end=f["to"].choice(*nodes),
        verb=f["verb"].filled(),
        level=f["level"].choice(*LEVELS),
        contested=f["contested"].flag(),
        evidence=f["evidence"].filled(),
        limits=f["limits"].filled(),
    )
