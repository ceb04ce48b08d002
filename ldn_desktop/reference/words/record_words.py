"""The words of the clinician's record."""

from __future__ import annotations

from collections.abc import Mapping
from typing import NamedTuple

from ldn_desktop.decoding.cited import source_ids
from ldn_desktop.decoding.strict import Node
from ldn_desktop.reference.words.bold import marked

_PHRASES = (
    *("title", "blocked", "unlicensed", "calculator", "content", "not_asked", "still", "none", "changes"),
    *(
        "overridden",
        "no_opioids",
        "daily_use",
        "but_taken",
        "but_born",
        "but_typed",
        "over",
        "stopped",
        "stopping",
    ),
    *("no_medicines", "not_checked", "unsure", "unsure_opioid", "read_as", "left"),
)
_CHANGES = (
    *("hold", "step_back", "step_back_whole", "pause_continue", "pause_step_back", "pause_restart"),
    *("times", "times_short", "times_long"),
)
_DIFFERENCES = ("none", "since", "stopped", "later", "earlier", "still")
_HEADINGS = ("regimen", "supply", "changes", "screening", "opioids", "medicines", "findings", "notes")


class RecordWords(NamedTuple):
    """Phrases and headings by name, and the sources of what they state.

    ``change`` says what a change along the way does, ``difference`` what one would do before it is accepted.
    """

    phrases: Mapping[str, str]
    headings: Mapping[str, str]
    change: Mapping[str, str]
    difference: Mapping[str, str]
    sources: tuple[str, ...]


def read_record_words(root: Node) -> RecordWords:
    """Return the words. Refused: a phrase or heading that is missing or unknown."""
    f = root.fields(("phrase", "basis", "heading", "change", "difference"))
    return RecordWords(
        {name: marked(node) for name, node in f["phrase"].fields(_PHRASES).items()},
        {name: node.filled() for name, node in f["heading"].fields(_HEADINGS).items()},
        {name: node.filled() for name, node in f["change"].fields(_CHANGES).items()},
        {name: node.filled() for name, node in f["difference"].fields(_DIFFERENCES).items()},
        source_ids(f["basis"].fields(("sources",))["sources"]),
    )
