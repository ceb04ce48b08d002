"""The words of the patient plan: plain, each traced to its sources."""

from __future__ import annotations

from collections.abc import Mapping
from typing import NamedTuple

from ldn_desktop.domain.plan import TIMES
from ldn_desktop.reference.cited import source_ids
from ldn_desktop.reference.strict import Node

BASES = ("label", "evidence", "practice", "judgement", "wording")

_PHRASES = (
    *(
        "title",
        "name",
        "born",
        "number",
        "key_note",
        "key_note_liquid",
        "step",
        "dates",
        "tick",
        "maintenance",
        "see_before",
    ),
    *("pause", "ends", "step_back", "next_visit", "at", "unlicensed", "screening_open", "go_on", "continued"),
    "local_rules",
)
_HEADS = ("dose", "take")


class Advice(NamedTuple):
    """One sentence for the patient; ``**`` marks what is bold. ``basis`` says what it rests on."""

    text: str
    basis: str
    sources: tuple[str, ...]


class Section(NamedTuple):
    """A heading with its sentences."""

    heading: str
    advice: tuple[Advice, ...]


class PatientWords(NamedTuple):
    """Phrases by name, column heads by time of day (and ``several``), and the sections by name."""

    phrases: Mapping[str, str]
    dose_heads: Mapping[str, str]
    take_heads: Mapping[str, str]
    sections: Mapping[str, Section]


SECTIONS = ("opioids", "expect", "missed", "call", "emergency", "safe", "stop", "questions")


def read_patient_words(root: Node) -> PatientWords:
    """Return the words. Refused: a phrase, head or section that is missing or unknown, advice without a source."""
    f = root.fields(("phrase", "head", "section"))
    phrases = {name: node.filled() for name, node in f["phrase"].fields(_PHRASES).items()}
    heads = f["head"].fields(_HEADS)
    times = (*TIMES, "several")
    sections = {name: _section(node) for name, node in f["section"].fields(SECTIONS).items()}
    return PatientWords(
        phrases=phrases,
        dose_heads={name: node.filled() for name, node in heads["dose"].fields(times).items()},
        take_heads={name: node.filled() for name, node in heads["take"].fields(times).items()},
        sections=sections,
    )


def _section(node: Node) -> Section:
    f = node.fields(("heading",), ("advice",))
    advice = tuple(_advice(item) for item in f["advice"].any_items()) if "advice" in f else ()
    return Section(f["heading"].filled(), advice)


def _advice(node: Node) -> Advice:
    f = node.fields(("text", "basis", "sources"))
    text = f["text"].filled()
    if text.count("**") % 2:
        raise f["text"].fail("opens bold letters without closing them; add the missing **.")
    return Advice(text, f["basis"].choice(*BASES), source_ids(f["sources"]))
