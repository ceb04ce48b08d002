"""Whether a named person has reviewed a translation: a signature over its sentences as they stand."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from datetime import date
from hashlib import sha256
from typing import NamedTuple

from ldn_desktop.decoding.strict import Node
from ldn_desktop.reference.words.sentences import declared

REVIEW = declared(
    "translation",
    {"": "beside{language} decimals unreviewed reviewed{name day} card card_reviewed{name day}"},
)
"""What a translated paper, and the English one that comes with it, say of themselves."""
SIGNATURE = "reviewed.toml"
"""The file of a language that a reviewer signs by: name, date and the hash of what was reviewed."""


class Signature(NamedTuple):
    """Who reviewed the sentences of a hash, and when."""

    name: str
    day: date
    sentences: str


def read_signature(root: Node) -> Signature:
    """Return a signature. Refused: one without a name, a day or the hash of its sentences."""
    f = root.fields(("name", "date", "sentences"))
    return Signature(f["name"].filled(), f["date"].day(), f["sentences"].filled())


def hash_of(files: Mapping[str, Node]) -> str:
    """Return the hash of all that the files of a language say; the order of keys in a file makes no difference."""
    told = sorted(f"{file}\t{path}\t{text}\n" for file, root in files.items() for path, text in _leaves(root))
    return sha256("".join(told).encode()).hexdigest()


def _leaves(node: Node) -> Iterator[tuple[str, str]]:
    if isinstance(node.value, dict):
        for child in node.entries().values():
            yield from _leaves(child)
    elif isinstance(node.value, list):
        for child in node.any_items():
            yield from _leaves(child)
    else:
        yield node.path, str(node.value)
