"""The glossary: terms and what they mean."""

from __future__ import annotations

from typing import NamedTuple

from ldn_desktop.decoding.cited import by_id, tables, texts
from ldn_desktop.decoding.strict import Node


class Term(NamedTuple):
    """A term with its meaning (marked up, see ``markup``) and the other words for it."""

    id: str
    term: str
    meaning: str
    synonyms: tuple[str, ...]


def read_glossary(root: Node) -> dict[str, Term]:
    """Return the terms by id, in their order. Refused: a repeated id, an empty text."""
    return by_id(tables(root, "term"), _term)


def _term(node: Node) -> Term:
    f = node.fields(("id", "term", "meaning"), ("synonyms",))
    return Term(
        id=f["id"].filled(),
        term=f["term"].filled(),
        meaning=f["meaning"].filled(),
        synonyms=texts(f["synonyms"]) if "synonyms" in f else (),
    )
