"""The bibliography: every source that a claim, threshold, preset or sentence rests on."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from typing import NamedTuple

from ldn_desktop.decoding.cited import by_id, texts
from ldn_desktop.decoding.strict import Node

KINDS = (
    "label",
    "trial",
    "record",
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
_CUSTOM = ("title_is_ours", "probable", "read", "secondary", "copy_at", "not_verified", "not_checkable")
_PMID = re.compile(r"[1-9]\d{0,7}", re.ASCII)


class Source(NamedTuple):
    """One source. ``year`` 0 means that none is known; what else names it (``doi`` to ``copy_at``) may be empty.

    ``number`` is that of a registry, licence or series; ``copy_at`` the address of a copy that the source's own
    publisher does not keep. ``kind`` is one of ``KINDS``; ``judgement`` is a judgement of the makers of this program
    and is named as such. ``not_verified`` names what about the source, such as its journal, could not be made sure of
    and is left out. ``read`` says what of it was read; ``secondary`` that it tells what was not seen at its origin;
    ``title_is_ours`` that the title is a description; ``probable`` that it is probably the document meant.
    ``not_checkable`` is why nobody can look it up; it is empty exactly where something names it.
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
    number: str = ""
    copy_at: str = ""
    read: str = ""
    secondary: bool = False
    title_is_ours: bool = False
    probable: bool = False
    not_checkable: str = ""

    @property
    def bears(self) -> bool:
        """Whether a statement may rest on it alone: it can be looked up, or is named as the makers' judgement."""
        return not self.not_checkable

    @property
    def short(self) -> str:
        """Name the source in a few words, such as ``Bruun 2024``."""
        name = self.author or self.title
        return f"{name} {self.year}" if self.year else name


def read_sources(root: Node) -> dict[str, Source]:
    """Return the sources of a CSL-JSON bibliography by id. Refused: a repeated id, a malformed DOI or PMID."""
    return by_id(root.items("source"), _source)


def unborne(names: Iterable[str], sources: Mapping[str, Source]) -> bool:
    """Tell whether a statement rests on sources alone that nobody can look up.

    What the overview says is quoted, not stated.
    """
    kinds = [sources[name] for name in names]
    return bool(kinds) and not any(source.bears or source.kind == "overview" for source in kinds)


def _source(node: Node) -> Source:
    allowed = ("author", "issued", "container-title", "number", "DOI", "PMID", "URL")
    f = node.fields(("id", "type", "title", "custom"), allowed)
    f["type"].filled()
    custom = f["custom"].fields(("kind",), _CUSTOM)
    reason = custom["not_checkable"].filled() if "not_checkable" in custom else ""
    kind = custom["kind"].choice(*KINDS)
    named = bool({"DOI", "PMID", "URL", "number"} & set(f)) or "copy_at" in custom
    if kind != "judgement" and named == bool(reason):
        raise node.fail(
            "can be looked up; remove not_checkable." if named else "needs what names it, or not_checkable."
        )
    return Source(
        id=f["id"].filled(),
        title=f["title"].filled(),
        author=_author(f["author"]) if "author" in f else "",
        year=_year(f["issued"]) if "issued" in f else 0,
        journal=f["container-title"].filled() if "container-title" in f else "",
        doi=_matching(f["DOI"], _DOI, "DOI") if "DOI" in f else "",
        pmid=_matching(f["PMID"], _PMID, "PMID") if "PMID" in f else "",
        url=_matching(f["URL"], _URL, "page address") if "URL" in f else "",
        kind=kind,
        not_verified=texts(custom["not_verified"]) if "not_verified" in custom else (),
        number=f["number"].filled() if "number" in f else "",
        copy_at=_matching(custom["copy_at"], _URL, "page address") if "copy_at" in custom else "",
        read=custom["read"].filled() if "read" in custom else "",
        secondary=_flag(custom.get("secondary")),
        title_is_ours=_flag(custom.get("title_is_ours")),
        probable=_flag(custom.get("probable")),
        not_checkable=reason,
    )


def _flag(node: Node | None) -> bool:
    return node is not None and node.flag()


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
