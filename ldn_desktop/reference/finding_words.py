"""The severity of each finding, its sentences, its reason and its sources."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from string import Formatter

from ldn_desktop.domain.finding import SEVERITIES
from ldn_desktop.reference.cited import source_ids
from ldn_desktop.reference.strict import Node

UNSOURCED = frozenset({"not-measurable", "many-pieces"})
"""Findings about arithmetic alone; every other one names a source."""

_FIELDS = frozenset(
    {
        *(
            "step",
            "rung",
            "dose",
            "first",
            "last",
            "limit",
            "before",
            "days",
            "time",
            "times",
            "below",
            "above",
        ),
        *(
            "below_percent",
            "above_percent",
            "pieces",
            "volume",
            "capacity",
            "one",
            "other",
            "factor",
            "product",
        ),
        *("fills", "today", "open", "questions", "opioid", "last_dose", "earliest"),
    }
)


@dataclass(frozen=True, slots=True)
class FindingWords:
    """How one code is told. ``messages`` holds the sentence of each variant; the usual one has the name ``""``.

    Sentences name figures in braces. ``never_overridable`` codes stay blocking whatever reason is given.
    """

    code: str
    severity: str
    messages: Mapping[str, str]
    why: str
    sources: tuple[str, ...]
    never_overridable: bool


def read_finding_words(root: Node) -> dict[str, FindingWords]:
    """Return the words by code. Refused: an unknown severity or figure, a sentence or source that is missing."""
    return {code: _words(code, node) for code, node in root.entries().items()}


def _words(code: str, node: Node) -> FindingWords:
    f = node.fields(("severity", "message", "why"), ("variants", "sources", "never_overridable"))
    messages = {"": _template(f["message"])}
    for name, variant in f["variants"].entries().items() if "variants" in f else ():
        messages[name] = _template(variant)
    if "sources" not in f and code not in UNSOURCED:
        raise node.fail("names no source; add sources, or name it a judgement of ours.")
    never = f.get("never_overridable")
    if never is not None and not isinstance(never.value, bool):
        raise never.fail("must be true or false.")
    return FindingWords(
        code=code,
        severity=f["severity"].choice(*SEVERITIES),
        messages=messages,
        why=f["why"].filled(),
        sources=source_ids(f["sources"]) if "sources" in f else (),
        never_overridable=never is not None and never.value is True,
    )


def _template(node: Node) -> str:
    text = node.filled()
    try:
        names = {name for _, name, _, _ in Formatter().parse(text) if name is not None}
    except ValueError:
        raise node.fail("has a brace without its partner; correct it.") from None
    unknown = sorted(names - _FIELDS)
    if unknown:
        raise node.fail(f"names the unknown figure {unknown[0]}; correct it.")
    return text
