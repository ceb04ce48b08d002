"""The severity of each finding, its sentences, its reason and its sources."""

from __future__ import annotations

from collections.abc import Mapping
from types import MappingProxyType
from typing import NamedTuple

from ldn_desktop.decoding.cited import source_ids
from ldn_desktop.decoding.strict import Node
from ldn_desktop.domain import codes
from ldn_desktop.domain.finding import SEVERITIES
from ldn_desktop.reference.words.sentences import fields_in


class FindingWords(NamedTuple):
    """How one code is told. ``messages`` holds the sentence of each variant; the usual one has the name ``""``.

    ``parts`` are sentences that follow where the finding carries their figures (``codes.Kind.parts``). Sentences name
    figures in braces.
    ``explained`` names the article that explains it, with a heading after ``#``; empty where none does.
    """

    code: str
    severity: str
    messages: Mapping[str, str]
    why: str
    sources: tuple[str, ...]
    explained: str
    parts: Mapping[str, str] = MappingProxyType({})


def read_finding_words(root: Node) -> dict[str, FindingWords]:
    """Return the words by code. Refused: an unknown severity, variant or figure, a missing sentence or source."""
    return {code: _words(code, node) for code, node in root.entries().items()}


def _words(code: str, node: Node) -> FindingWords:
    f = node.fields(("severity", "message", "why"), ("variants", "sources", "explained", "parts"))
    nodes = {"": f["message"], **(f["variants"].entries() if "variants" in f else {})}
    kind = codes.kind_of(code)
    figures = kind.variants
    for name, template in nodes.items():
        if name not in figures:
            raise template.fail("is a variant that is never found; remove it.")
    for name in figures:
        if name not in nodes:
            raise node.fail(f"has no sentence for the variant {name}; add it under variants.")
    messages = {name: _template(template, figures[name]) for name, template in nodes.items()}
    parts = f["parts"].entries() if "parts" in f else {}
    if set(parts) != set(kind.parts):
        raise node.fail(f"needs as parts: {', '.join(kind.parts) or 'none'}; correct them.")
    if "sources" not in f and kind.sourced:
        raise node.fail("names no source; add sources, or name it a judgement of ours.")
    return FindingWords(
        code=code,
        severity=f["severity"].choice(*SEVERITIES),
        messages=messages,
        why=f["why"].filled(),
        sources=source_ids(f["sources"]) if "sources" in f else (),
        parts={name: _template(part, kind.parts[name]) for name, part in parts.items()},
        explained=f["explained"].filled() if "explained" in f else "",
    )


def _template(node: Node, figures: frozenset[str]) -> str:
    for name in sorted(fields_in(node) - figures):
        known = ", ".join(sorted(figures)) or "none"
        raise node.fail(f"names the unknown figure {name}; known here: {known}.")
    return node.filled()
