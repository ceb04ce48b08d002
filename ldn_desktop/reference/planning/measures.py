"""What a visit asks for a score, and which published measures are left out and why."""

from __future__ import annotations

from typing import NamedTuple

from ldn_desktop.decoding.cited import by_id, source_ids, texts
from ldn_desktop.decoding.strict import Node


class Measure(NamedTuple):
    """A question with a score.

    It is 0 to 10, 10 worst; where there are ``answers`` it is the place of one of them, from 1, the last worst.
    ``status`` says why it may be used; it is marked up (see ``markup``).
    """

    id: str
    name: str
    text: str
    status: str
    sources: tuple[str, ...]
    answers: tuple[str, ...] = ()


class LeftOut(NamedTuple):
    """A published measure that is not used; ``why`` is marked up."""

    id: str
    name: str
    why: str
    sources: tuple[str, ...]


class Reading(NamedTuple):
    """What has to stand where scores are drawn over time: how far they may be read."""

    text: str
    sources: tuple[str, ...]


class Measures(NamedTuple):
    """The measures by id, in the order in which they are asked, those left out, and how scores are read."""

    asked: dict[str, Measure]
    left_out: dict[str, LeftOut]
    reading: Reading


def read_measures(root: Node) -> Measures:
    """Return the measures. Refused: a repeated id, a missing text, status or source."""
    f = root.fields(("measure", "left_out", "reading"))
    reading = f["reading"].fields(("text", "sources"))
    return Measures(
        by_id(f["measure"].items("measure"), _measure),
        by_id(f["left_out"].any_items(), _left_out),
        Reading(reading["text"].filled(), source_ids(reading["sources"])),
    )


def _measure(node: Node) -> Measure:
    f = node.fields(("id", "name", "text", "status", "sources"), ("answers",))
    return Measure(
        id=f["id"].filled(),
        name=f["name"].filled(),
        text=f["text"].filled(),
        status=f["status"].filled(),
        sources=source_ids(f["sources"]),
        answers=texts(f["answers"]) if "answers" in f else (),
    )


def _left_out(node: Node) -> LeftOut:
    f = node.fields(("id", "name", "why", "sources"))
    return LeftOut(f["id"].filled(), f["name"].filled(), f["why"].filled(), source_ids(f["sources"]))
