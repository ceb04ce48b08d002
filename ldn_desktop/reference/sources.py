"""The bibliography: every source that a claim, threshold, preset or sentence rests on."""

from __future__ import annotations

import re
from typing import NamedTuple

from ldn_desktop.reference.cited import by_id, texts
from ldn_desktop.reference.strict import Node

KINDS = (
    "label",
    "trial",
    "cohort",
    "review",
    "registry",
    "laboratory",
    "guide",
    "practice",
    "leaflet",
    "monograph",
    "standard",
    "overview",
    "judgement",
)
_DOI = re.compile(r"10\.\d{4,9}/\S+", re.ASCII)
_URL = re.compile(r"https?://[\w.-]+/[^\s<>\"]*", re.ASCII)
_PMID = re.compile(r"[1-9]\d{0,7}", re.ASCII)


class Source(NamedTuple):
    """One source. ``year`` 0 means that none is known; ``doi``, ``pmid`` and ``url`` may be empty.

    ``kind`` is one of ``KINDS``; ``judgement`` is a judgement of the makers of this program and is named as such.
    ``not_verified`` names what about the source, such as its journal, could not be made sure of and is left out.
    """

    id: str
    title: str
    author: str
    year: int
    journal: str
    doi: str
    pmid: str
    url: str
    kind: str
    not_verified: tuple[str, ...] = ()

    @property
    def short(self) -> str:
        """Name the source in a few words, such as ``Bruun 2024``."""
        name = self.author or self.title
        return f"{name} {self.year}" if self.year else name


def read_sources(root: Node) -> dict[str, Source]:
    """Return the sources of a CSL-JSON bibliography by id. Refused: a repeated id, a malformed DOI or PMID."""
    return by_id(root.items("source"), _source)


def _source(node: Node) -> Source:
    allowed = ("author", "issued", "container-title", "DOI", "PMID", "URL")
    f = node.fields(("id", "type", "title", "custom"), allowed)
    f["type"].filled()
    custom = f["custom"].fields(("kind",), ("not_verified",))
    return Source(
        id=f["id"].filled(),
        title=f["title"].filled(),
        author=_author(f["author"]) if "author" in f else "",
        year=_year(f["issued"]) if "issued" in f else 0,
        journal=f["container-title"].filled() if "container-title" in f else "",
        doi=_matching(f["DOI"], _DOI, "DOI") if "DOI" in f else "",
        pmid=_matching(f["PMID"], _PMID, "PMID") if "PMID" in f else "",
        url=_matching(f["URL"], _URL, "page address") if "URL" in f else "",
        kind=custom["kind"].choice(*KINDS),
        not_verified=texts(custom["not_verified"]) if "not_verified" in custom else (),
    )


def _author(node: Node) -> str:
    first = node.items("author")[0].fields((), ("family", "given", "literal"))
    name = first.get("family") or first.get("literal")
    if name is None:
        raise node.fail("names nobody; give a family name or a literal.")
    return name.filled()


def _year(node: Node) -> int:
    parts = node.fields(("date-parts",))["date-parts"].items("date")[0].items("year")
    return parts[0].whole(1900, 2100)


def _matching(node: Node, pattern: re.Pattern[str], name: str) -> str:
    text = node.filled()
    if not pattern.fullmatch(text):
        raise node.fail(f"{text} is no {name}; correct it.")
    return text
