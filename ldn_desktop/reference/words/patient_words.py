"""The words of the patient plan: plain, each traced to its sources."""

from __future__ import annotations

from collections.abc import Mapping
from typing import NamedTuple

from ldn_desktop.decoding.cited import source_ids
from ldn_desktop.decoding.strict import Node
from ldn_desktop.domain.plan import TIMES
from ldn_desktop.reference.words.bold import marked

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
        "see_now",
    ),
    *("pause", "ends", "step_back", "next_visit", "at", "poison", "screening_open", "go_on", "continued"),
    *("restart", "restart_other", "restart_after"),
    *("pause_day", "screening_open_running", "key_liquid", "key_drops", "key_keeps", "local_rules"),
)
_PHRASES_OF_CHANGE = (
    *("title", "today", "later", "dose", "again", "hold", "settle", "same", "pause", "pause_to_end", "stop"),
    *(
        "products",
        "then",
        "replaces",
        "in_pause",
        "in_pause_to_end",
        "over",
        "stopped",
        "daily",
        "daily_split",
    ),
    *("since_today", "none", "times", "times_short", "times_long", "days"),
    *("restart", "restart_other", "restart_after"),
    *("done", "done_day", "done_part", "done_part_day", "done_pause", "done_pause_part", "done_many"),
)
_PORTIONS = ("pieces", "volume", "volume_twice", "drops")
_INTRO = (
    *("start", "daily", "varied", "pauses", "pauses_varied"),
    *("steady", "steady_pauses", "rising", "steps", "steps_pauses", "a_day", "a_week", "every"),
)
_HEADS = ("dose", "take")

CONDITIONS = (
    *(
        "opioid-planned",
        "no-opioid-planned",
        "opioid-named",
        "opioid-unnamed",
        "opioid-treated",
        "opioid-recent",
        "opioid-weak",
        "opioid-unprescribed",
    ),
    *("taken-late", "not-taken-late", "pregnant", "not-pregnant", "breastfeeding", "not-breastfeeding"),
    *("liver-disease", "no-liver-disease", "running", "stopped", "not-stopped"),
    *("low-dose", "not-low-dose", "restart-ahead", "taking", "pausing"),
    *("opioid-in-pause", "no-opioid-in-pause"),
)
"""What a sentence may wait for: facts of the plan, told in ``papers/plan_facts.py``."""


class Advice(NamedTuple):
    """One sentence for the patient; ``BOLD`` stands around what is bold. ``basis`` says what it rests on.

    It is true only where all of ``when`` hold; its fields name opioids: ``{opioids}`` those planned along, ``{weak}``
    and ``{unprescribed}`` others that are taken, ``{recent}`` those of before.
    """

    text: str
    basis: str
    sources: tuple[str, ...]
    when: tuple[str, ...] = ()


class Section(NamedTuple):
    """A heading with its sentences; all of them are true only where all of ``when`` hold."""

    heading: str
    advice: tuple[Advice, ...]
    when: tuple[str, ...] = ()


class PatientWords(NamedTuple):
    """Sentences by name, those of a portion, of the opening and of a change too; column heads by time of day, and sections.

    Heads know besides the times ``several`` and, where days without a dose lie between, ``pauses`` and
    ``several_pauses``.
    """

    phrases: Mapping[str, str]
    portions: Mapping[str, str]
    intro: Mapping[str, str]
    change: Mapping[str, str]
    dose_heads: Mapping[str, str]
    take_heads: Mapping[str, str]
    sections: Mapping[str, Section]


SECTIONS = (
    *("opioids", "stopped", "expect", "driving", "missed", "call", "emergency", "safe", "stop"),
    *("licence", "questions"),
)


def read_patient_words(root: Node, resume_days: int) -> PatientWords:
    """Return the words, with the days of the threshold ``resume_days`` in the place of its name.

    Refused: a phrase, head or section that is missing or unknown, advice without a source.
    """
    f = root.fields(("phrase", "portion", "intro", "change", "head", "section"))
    phrases = _phrases(f["phrase"], _PHRASES)
    heads = f["head"].fields(_HEADS)
    times = (*TIMES, "several", "pauses", "several_pauses")
    sections = {name: _section(node, resume_days) for name, node in f["section"].fields(SECTIONS).items()}
    return PatientWords(
        phrases=phrases,
        portions=_phrases(f["portion"], _PORTIONS),
        intro=_phrases(f["intro"], _INTRO),
        change=_phrases(f["change"], _PHRASES_OF_CHANGE),
        dose_heads={name: node.filled() for name, node in heads["dose"].fields(times).items()},
        take_heads={name: node.filled() for name, node in heads["take"].fields(times).items()},
        sections=sections,
    )


def _phrases(node: Node, names: tuple[str, ...]) -> dict[str, str]:
    return {name: marked(entry) for name, entry in node.fields(names).items()}


def _section(node: Node, resume_days: int) -> Section:
    f = node.fields(("heading",), ("advice", "when"))
    advice = tuple(_advice(item, resume_days) for item in f["advice"].any_items()) if "advice" in f else ()
    return Section(f["heading"].filled(), advice, read_conditions(f))


def _advice(node: Node, resume_days: int) -> Advice:
    f = node.fields(("text", "basis", "sources"), ("when",))
    text = marked(f["text"]).replace("{resume_days}", str(resume_days))
    return Advice(text, f["basis"].choice(*BASES), source_ids(f["sources"]), read_conditions(f))


def read_conditions(members: Mapping[str, Node]) -> tuple[str, ...]:
    """Return what must hold for a sentence: its member ``when``, which may be absent."""
    if "when" not in members:
        return ()
    return tuple(item.choice(*CONDITIONS) for item in members["when"].items("condition"))
