"""The facts under the content: each has a status that says what may be shipped, and nothing of how it was come by."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Any

import pytest

from tests.content.shipped import data
from tests.places import FACTS, ROOT

FILES = sorted(path.name for path in FACTS.glob("*.yaml"))
STATUS = re.compile(
    r"verified|derived|our inference|inference, not from a source|existence only|unverified|^secondary$|^own-knowledge$"
)
REMARKS = re.compile(
    r"from memory|excerpt|corpus|corpora|audit|dossier|\bquote\b|searches|\bread here\b|copies read|text read"
    r"|records? read|(?<!not )\bseen\b|we (?:could|found)|joined|was not found|machine-written|cut off",
    re.IGNORECASE,
)
"""Words on how a fact was found or missed."""


def entries(name: str) -> Iterator[dict[str, Any]]:
    for section in data(name).values():
        if isinstance(section, list):
            yield from (entry for entry in section if isinstance(entry, dict))


def texts(value: object) -> Iterator[str]:
    if isinstance(value, dict):
        for part in value.values():
            yield from texts(part)
    elif isinstance(value, list):
        for part in value:
            yield from texts(part)
    elif isinstance(value, str):
        yield value


def test_the_readme_names_every_file_and_every_status() -> None:
    told = (FACTS / "README.md").read_text("utf-8")
    assert {f"{name}.yaml" for name in re.findall(r"^\| `(\w+)\.yaml`", told, re.MULTILINE)} == set(FILES)
    statuses = (
        "verified",
        "derived",
        "our inference",
        "secondary",
        "own-knowledge",
        "existence only",
        "unverified",
    )
    for status in statuses:
        assert f"| `{status}` |" in told


@pytest.mark.parametrize("name", FILES)
def test_every_status_is_one_that_is_explained(name: str) -> None:
    for entry in entries(name):
        status = entry.get("status")
        assert status is None or STATUS.search(status), entry["id"]


@pytest.mark.parametrize("name", ["evidence.yaml", "pharmacology.yaml", "sources.yaml"])
def test_every_fact_has_a_status(name: str) -> None:
    told = [entry for entry in entries(name) if entry.keys() & {"fact", "result", "says"}]
    assert told
    assert [entry["id"] for entry in told if not entry.get("status")] == []


@pytest.mark.parametrize("name", FILES)
def test_an_id_names_one_fact(name: str) -> None:
    for section in data(name).values():
        ids = [entry["id"] for entry in section if isinstance(entry, dict)]
        assert len(ids) == len(set(ids))


@pytest.mark.parametrize("name", FILES)
def test_no_remark_on_how_a_fact_was_found(name: str) -> None:
    found = [(text, word[0]) for text in texts(data(name)) for word in REMARKS.finditer(text)]
    assert found == []


def test_the_program_does_not_bring_them_along() -> None:
    assert 'path.name != "facts"' in (ROOT / "build.spec").read_text("utf-8")
    for path in (ROOT / "ldn_desktop").rglob("*.py"):
        assert "resources/facts" not in path.read_text("utf-8")


def test_no_test_of_the_content_can_be_skipped() -> None:
    for path in (ROOT / "tests" / "content").glob("*.py"):
        if path.name != "test_facts.py":
            assert not re.search(r"pytest\.(?:skip|importorskip|mark\.skip)", path.read_text("utf-8")), (
                path.name
            )
