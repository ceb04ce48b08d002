"""What the decoders of content share: lists of text and of source ids, and tables with an id."""

from __future__ import annotations

from ldn_desktop.reference.strict import Node


def texts(node: Node) -> tuple[str, ...]:
    """Return a list of filled texts, which may be empty."""
    return tuple(item.filled() for item in node.any_items())


def source_ids(node: Node) -> tuple[str, ...]:
    """Return the ids of sources, at least one."""
    return tuple(item.filled() for item in node.items("source"))


def tables(root: Node, name: str) -> list[Node]:
    """Return the tables of a file that holds nothing else than a list of them."""
    return root.fields((name,))[name].items(name)
