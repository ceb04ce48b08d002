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
    ``found_unnamed`` and ``none`` are its answers, ``last`` and ``still`` name an opioid in them; ``not_asked`` stands
    in the record while nobody has asked, ``not_begun`` before the pause begins.
    """

    text: str
    asked: str
    found: str
    found_unnamed: str
    none: str
    last: str
    still: str
    not_asked: str
    not_begun: str
    sources: tuple[str, ...]


class ScreeningWords(NamedTuple):
    """The questions by id, in their order, and the one that every pause opens again."""

    questions: dict[str, Question]
    since_pause: SincePause


def read_screening(root: Node) -> ScreeningWords:
    """Return the questions. Refused: a repeated id, a missing label, text or source."""
    f = root.fields(("question", "since_pause"))
    return ScreeningWords(by_id(f["question"].items("question"), _question), _since_pause(f["since_pause"]))


def _since_pause(node: Node) -> SincePause:
    f = node.fields(SincePause._fields)
    texts = {name: f[name].filled() for name in SincePause._fields if name != "sources"}
    return SincePause(**texts, sources=source_ids(f["sources"]))


def _question(node: Node) -> Question:
    f = node.fields(("id", "label", "text", "sources"))
    return Question(f["id"].filled(), f["label"].filled(), f["text"].filled(), source_ids(f["sources"]))
