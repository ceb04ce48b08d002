"""The questions of the safety check."""

from __future__ import annotations

from typing import NamedTuple

from ldn_desktop.decoding.cited import by_id, source_ids
from ldn_desktop.decoding.strict import Node


class Question(NamedTuple):
    """A question to be answered yes, no or unknown; *yes* gives the finding of the same code."""

    id: str
    label: str
    text: str
    sources: tuple[str, ...]


class SincePause(NamedTuple):
    """The question about opioids that every pause opens again; its answer goes into no question of its own.

    ``text`` names the day on which the ``{pause}`` began, ``asked`` the day on which opioids were asked for. ``found``,
    ``found_unnamed`` and ``none`` are its answers, ``last`` and ``still`` name an opioid in them; ``not_asked`` stands in the
    record while nobody has asked.
    """

    text: str
    asked: str
    found: str
    found_unnamed: str
    none: str
    last: str
    still: str
    not_asked: str
    sources: tuple[str, ...]


def read_questions(root: Node) -> dict[str, Question]:
    """Return the questions by id, in their order. Refused: a repeated id, a missing label, text or source."""
    return by_id(_parts(root)["question"].items("question"), _question)


def read_since_pause(root: Node) -> SincePause:
    """Return the question that every pause opens again. Refused: a missing text or source."""
    f = _parts(root)["since_pause"].fields(SincePause._fields)
    return SincePause(
        text=f["text"].filled(),
        asked=f["asked"].filled(),
        found=f["found"].filled(),
        found_unnamed=f["found_unnamed"].filled(),
        none=f["none"].filled(),
        last=f["last"].filled(),
        still=f["still"].filled(),
        not_asked=f["not_asked"].filled(),
        sources=source_ids(f["sources"]),
    )


def _parts(root: Node) -> dict[str, Node]:
    return root.fields(("question", "since_pause"))


def _question(node: Node) -> Question:
    f = node.fields(("id", "label", "text", "sources"))
    return Question(f["id"].filled(), f["label"].filled(), f["text"].filled(), source_ids(f["sources"]))
