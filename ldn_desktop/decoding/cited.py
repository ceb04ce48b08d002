"""What the decoders of content share: lists of text and of source ids, and tables with an id."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from typing import Protocol, TypeVar

from ldn_desktop.decoding.strict import Node


class _Identified(Protocol):
    @property
    def id(self) -> str: ...


_Entry = TypeVar("_Entry", bound=_Identified)


def texts(node: Node) -> tuple[str, ...]:
    """Return a list of filled texts, which may be empty."""
    return tuple(item.filled() for item in node.any_items())


def source_ids(node: Node) -> tuple[str, ...]:
    """Return the ids of sources, at least one."""
    return tuple(item.filled() for item in node.items("source"))


def tables(root: Node, name: str) -> list[Node]:
    """Return the tables of a file that holds nothing else than a list of them."""
    return root.fields((name,))[name].items(name)


def by_id(nodes: Iterable[Node], read: Callable[[Node], _Entry]) -> dict[str, _Entry]:
    """Return what is read from each node, by its id and in order. Refused: an id that stands twice."""
    found: dict[str, _Entry] = {}
    for node in nodes:
        entry = read(node)
        if entry.id in found:
            raise node.fail(f"{entry.id} stands there twice; give one of them another id.")
        found[entry.id] = entry
    return found
