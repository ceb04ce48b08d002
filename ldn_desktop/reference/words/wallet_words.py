"""The words of the card that a patient carries, each sentence traced to its sources."""

from __future__ import annotations

from collections.abc import Mapping
from typing import NamedTuple

from ldn_desktop.decoding.cited import source_ids
from ldn_desktop.decoding.strict import Node
from ldn_desktop.reference.words.bold import marked
from ldn_desktop.reference.words.patient_words import read_conditions

_PHRASES = (
    *(
        "title",
        "title_stopped",
        "name",
        "born",
        "start",
        "dose",
        "last",
        "call",
        "phone",
        "hint",
        "rests",
        "local_rules",
    ),
    *("daily", "since", "from", "paused", "then", "rising", "pausing", "stopping", "over", "stopped"),
    *("daily_gaps", "daily_gaps_split", "over_gaps", "also", "also_unnamed", "also_treated", "also_recent"),
    *("also_weak", "also_unprescribed", "paused_day", "pausing_day", "renew"),
)


class Told(NamedTuple):
    """A sentence; ``BOLD`` stands around what is bold. It is true only where all of ``when`` hold; ``{until}`` is a pause's last day."""

    text: str
    sources: tuple[str, ...]
    when: tuple[str, ...] = ()


class WalletWords(NamedTuple):
    """Phrases by name, what naltrexone is, what those who treat an emergency should know, and what stands beside the card."""

    phrases: Mapping[str, str]
    what: tuple[Told, ...]
    emergency: tuple[Told, ...]
    licence: tuple[Told, ...]


def read_wallet_words(root: Node) -> WalletWords:
    """Return the words. Refused: a phrase that is missing or unknown, a sentence without a source."""
    f = root.fields(("phrase", "what", "emergency", "licence"))
    return WalletWords(
        {name: marked(node) for name, node in f["phrase"].fields(_PHRASES).items()},
        *(
            tuple(_told(node) for node in f[name].items("sentence"))
            for name in ("what", "emergency", "licence")
        ),
    )


def _told(node: Node) -> Told:
    f = node.fields(("text", "sources"), ("when",))
    return Told(marked(f["text"]), source_ids(f["sources"]), read_conditions(f))
