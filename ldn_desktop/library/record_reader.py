"""Reads a record strictly: every mistake with its path. What a newer program wrote is kept untouched, and told."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from dataclasses import fields
from datetime import UTC, datetime
from types import MappingProxyType

from ldn_desktop.decoding.strict import Node
from ldn_desktop.decoding.strict_json import parse
from ldn_desktop.domain.plan import LAST_REVISION
from ldn_desktop.domain.practice import MOST_OVERAGE
from ldn_desktop.library.bodies import (
    COPIES,
    DECISIONS,
    HOW,
    MOOD,
    OPIOID,
    SEVERITIES,
    TOLERABILITY,
    WORST_SCORE,
    Body,
    Copied,
    Deletion,
    Erasure,
    Exported,
    Filters,
    Handed,
    Known,
    Newer,
    Paper,
    Revision,
    Settings,
    SideEffect,
    Visit,
)
from ldn_desktop.library.records import FORMAT, PRACTICE, VERSION, Record, canonical, hash_of

MAX_BYTES = 4 << 20
"""Of a record: a plan of 1 MiB has room, whatever it is wrapped in."""
_HEX = re.compile(r"(?:[0-9a-f]{32}|[0-9a-f]{64})", re.ASCII)
_CODE = re.compile(r"[a-z][a-z0-9-]{0,40}", re.ASCII)
_DECIMAL = re.compile(r"[0-9]{1,9}(?:\.[0-9]{1,6})?", re.ASCII)
_ENVELOPE = ("format", "version", "kind", "subject", "id", "parents", "author", "at", "reason", "body")


def read_record(data: bytes) -> Record:
    """Return the record in bytes that a store gave.

    Of one whose ``version`` is newer, the kind, subject and parents are read, the rest is left as it is (``Newer``).
    Refused (``FileError``): everything else that no program of this version writes, with its path.
    """
    root = parse(data, "record", MAX_BYTES)
    f = root.entries()
    for key in ("format", "version", "kind", "subject", "id", "parents"):
        if key not in f:
            root.member(key)
    if f["format"].value != FORMAT:
        raise f["format"].fail(f"must be {FORMAT}, so this is no record of a library.")
    version = f["version"].whole(1)
    newer = version > VERSION
    if not newer:
        root.fields(_ENVELOPE)
        if canonical(root.value) != data:
            raise root.fail("is no record in its one spelling; restore it from a backup.")
    kind = f["kind"].text()
    parents = tuple(_hash(node) for node in f["parents"].any_items())
    body: Body = Newer(version, kind) if newer else _body(f["kind"], f["body"])
    return Record(
        kind,
        _subject(f["subject"]),
        _hash(f["id"]),
        parents,
        "" if newer else f["author"].text(),
        datetime.min.replace(tzinfo=UTC) if newer else _moment(f["at"]),
        "" if newer else f["reason"].text(),
        body,
        data,
        hash_of(data),
    )


def _body(kind: Node, body: Node) -> Known:
    return BODIES[kind.choice(*BODIES)](body)


def _revision(node: Node) -> Revision:
    f = node.fields(("plan", "number"))
    return Revision(_whole_file(f["plan"], "ldn-plan"), f["number"].whole(1, LAST_REVISION))


def _visit(node: Node) -> Visit:
    f = node.fields(
        ("on", "decision"), tuple(name for name in _names(Visit) if name not in {"on", "decision"})
    )

    def choice(key: str, choices: tuple[str, ...]) -> str:
        return f[key].choice(*choices) if key in f else ""

    scores = f["scores"].entries() if "scores" in f else {}
    left = f["left_over"].entries() if "left_over" in f else {}
    return Visit(
        on=f["on"].day(),
        decision=f["decision"].choice(*DECISIONS),
        how=choice("how", HOW),
        tolerability=choice("tolerability", TOLERABILITY),
        scores=tuple(
            (_code(name, node), node.whole(0, WORST_SCORE)) for name, node in sorted(scores.items())
        ),
        side_effects=tuple(map(_side_effect, f["side_effects"].items("side effect")))
        if "side_effects" in f
        else (),
        doses_missed=f["doses_missed"].whole(0) if "doses_missed" in f else None,
        opioid=choice("opioid", OPIOID),
        mood=choice("mood", MOOD),
        left_over=tuple((name, _decimal(node)) for name, node in sorted(left.items())),
        next_visit=f["next_visit"].day() if "next_visit" in f else None,
        note=f["note"].text() if "note" in f else "",
        revision=_hash(f["revision"]) if "revision" in f else "",
    )


def _side_effect(node: Node) -> SideEffect:
    f = node.fields(("name", "severity"), ("since",))
    since = f["since"].day() if "since" in f else None
    return SideEffect(f["name"].filled(), f["severity"].choice(*SEVERITIES), since)


def _paper(node: Node) -> Paper:
    f = node.fields(_names(Paper))
    code = _code(f["code"].text(), f["code"])
    return Paper(code, _hash(f["revision"]), f["pages"].whole(1), f["language"].filled())


def _exported(node: Node) -> Exported:
    f = node.fields(_names(Exported))
    form = _code(f["form"].text(), f["form"])
    return Exported(form, f["place"].filled(), _hash(f["revision"]))


def _handed(node: Node) -> Handed:
    f = node.fields(("on", "formulation", "quantity", "revision"), ("overage_percent",))
    return Handed(
        f["on"].day(),
        f["formulation"].filled(),
        _decimal(f["quantity"]),
        _hash(f["revision"]),
        f["overage_percent"].whole(0, MOST_OVERAGE) if "overage_percent" in f else 0,
    )


def _settings(node: Node) -> Settings:
    return Settings(_whole_file(node.fields(("practice",))["practice"], "ldn-practice"))


def _filters(node: Node) -> Filters:
    saved = (item.fields(("name", "filter")) for item in node.fields(("saved",))["saved"].any_items())
    return Filters(tuple((f["name"].filled(), f["filter"].text()) for f in saved))


def _copied(node: Node) -> Copied:
    f = node.fields(_names(Copied))
    return Copied(f["what"].choice(*COPIES), f["place"].filled(), f["upto"].whole(0))


def _deletion(node: Node) -> Deletion:
    return Deletion(tuple(map(_hash, node.fields(("records",))["records"].any_items())))


def _erasure(node: Node) -> Erasure:
    f = node.fields(_names(Erasure))
    subjects = tuple(map(_hash, f["subjects"].items("subject")))
    held_by = tuple(item.filled() for item in f["held_by"].any_items())
    return Erasure(subjects, f["records"].whole(0), held_by)


BODIES: Mapping[str, Callable[[Node], Known]] = MappingProxyType(
    {
        Revision.KIND: _revision,
        Visit.KIND: _visit,
        Paper.KIND: _paper,
        Exported.KIND: _exported,
        Handed.KIND: _handed,
        Settings.KIND: _settings,
        Filters.KIND: _filters,
        Copied.KIND: _copied,
        Deletion.KIND: _deletion,
        Erasure.KIND: _erasure,
    }
)
"""The reader of each kind that this program knows."""


def _names(kind: type[Known]) -> tuple[str, ...]:
    return tuple(field.name for field in fields(kind))


def _whole_file(node: Node, file_format: str) -> bytes:
    """Return a file that is kept inside a record; whoever opens it reads it strictly."""
    if not isinstance(node.value, dict) or node.value.get("format") != file_format:
        raise node.member("format").fail(f"must be {file_format}.")
    return canonical(node.value) + b"\n"


def _subject(node: Node) -> str:
    return PRACTICE if node.value == PRACTICE else _hash(node)


def _hash(node: Node) -> str:
    text = node.text()
    if not _HEX.fullmatch(text):
        raise node.fail("must be 32 or 64 hexadecimal digits.")
    return text


def _code(text: str, node: Node) -> str:
    if not _CODE.fullmatch(text):
        raise node.fail("must be a code of small letters, digits and hyphens.")
    return text


def _decimal(node: Node) -> str:
    text = node.text()
    if not _DECIMAL.fullmatch(text):
        raise node.fail("must be a decimal number as text, such as 7 or 5.25.")
    return text


def _moment(node: Node) -> datetime:
    text = node.text()
    try:
        moment = datetime.fromisoformat(text)
    except ValueError:
        moment = None
    if moment is None or moment.tzinfo is None or moment.astimezone(UTC).isoformat() != text:
        raise node.fail("must be a time in UTC, such as 2026-12-01T09:30:00+00:00.")
    return moment
