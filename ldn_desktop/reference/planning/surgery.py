"""What is said about stopping before an operation, and going on after it."""

from __future__ import annotations

from collections.abc import Mapping
from typing import NamedTuple

from ldn_desktop.decoding.cited import source_ids
from ldn_desktop.decoding.strict import Node
from ldn_desktop.domain.surgery import MOST_HOURS

_PLAN = ("before_start", "too_near", "over", "stopped", "resumes_early", "paused", "waits", "pause")


class Stop(NamedTuple):
    """Hours from the last dose to the operation, what they rest on, and the sources of it."""

    hours: int
    text: str
    sources: tuple[str, ...]


class SurgeryWords(NamedTuple):
    """``stop`` is what the planner offers, ``practice`` a shorter custom, ``restart`` when to go on and its sources.

    ``plan`` says what an operation asks of a plan, by how the plan stands.
    """

    plan: Mapping[str, str]
    stop: Stop
    practice: Stop
    restart: str
    restart_sources: tuple[str, ...]


def read_surgery(root: Node) -> SurgeryWords:
    """Return the words. Refused: hours outside 1 to 336, a sentence without a source."""
    f = root.fields(("plan", "stop", "practice", "restart"))
    restart = f["restart"].fields(("text", "sources"))
    return SurgeryWords(
        plan={name: node.filled() for name, node in f["plan"].fields(_PLAN).items()},
        stop=_stop(f["stop"]),
        practice=_stop(f["practice"]),
        restart=restart["text"].filled(),
        restart_sources=source_ids(restart["sources"]),
    )


def _stop(node: Node) -> Stop:
    f = node.fields(("hours", "text", "sources"))
    return Stop(f["hours"].whole(1, MOST_HOURS), f["text"].filled(), source_ids(f["sources"]))
