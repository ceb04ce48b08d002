"""The corrections to the content: each stands where its row says, and a test that exists holds it."""

from __future__ import annotations

import ast
import re
from functools import cache

import pytest

from docs.coverage import corrections, corrections_table
from ldn_desktop.reference.content import Content
from tests.places import ROOT, SHIPPED

ROWS = corrections()


def slug(heading: str) -> str:
    return re.sub(r"[^a-z0-9]+", "-", heading.lower()).strip("-")


def stands(place: str) -> bool:
    name, _, part = place.partition("#")
    path = ROOT / name
    if not path.is_file():
        return False
    text = path.read_text("utf-8")
    return part in text or part in {slug(found) for found in re.findall(r"^#+ (.+)$", text, re.MULTILINE)}


@cache
def functions(name: str) -> frozenset[str]:
    """Return the tests of a file, as ``name`` or ``Class::name``."""
    found = set()
    for node in ast.parse((ROOT / name).read_text("utf-8")).body:
        if isinstance(node, ast.FunctionDef):
            found.add(node.name)
        elif isinstance(node, ast.ClassDef):
            found |= {f"{node.name}::{part.name}" for part in node.body if isinstance(part, ast.FunctionDef)}
    return frozenset(name for name in found if name.rpartition("::")[2].startswith("test_"))


def exists(test: str) -> bool:
    name, _, function = test.partition("[")[0].partition("::")
    return (ROOT / name).is_file() and name.startswith("tests/") and function in functions(name)


@pytest.mark.parametrize("row", ROWS, ids=lambda row: row["id"])
def test_a_row_is_whole(row: dict[str, object]) -> None:
    assert list(row) == ["id", "right", "status", "priority", "sources", "now", "test"]
    assert row["status"] in {"verified", "secondary", "own-knowledge"}
    assert row["priority"] in {"safety", "truth", "completeness"}
    assert str(row["right"]).endswith(".")


def test_every_source_of_a_row_is_in_the_bibliography() -> None:
    known = set(Content(SHIPPED).sources)
    assert {name for row in ROWS for name in row["sources"]} <= known


@pytest.mark.parametrize("row", ROWS, ids=lambda row: row["id"])
def test_every_place_and_test_of_a_row_exists(row: dict[str, list[str]]) -> None:
    assert [place for place in row["now"] if not stands(place)] == []
    assert [test for test in row["test"] if not exists(test)] == []


def test_every_row_stands_somewhere_and_is_held_by_a_test() -> None:
    assert [row["id"] for row in ROWS if not (row["now"] and row["test"])] == []


def test_a_row_that_is_not_built_says_so() -> None:
    row = {"id": "X1", "right": "Right.", "now": [], "test": ["tests/a.py::test_b"]}

    written = corrections_table([row, row | {"now": ["a.md"]}])

    assert "1 of 2 rows are filled" in written
    assert "| X1 | Right. | **open** | `tests/a.py::test_b` |" in written


def test_a_place_or_test_that_is_not_there_is_found() -> None:
    assert stands("resources/content/surgery.toml#stop")
    assert not stands("resources/content/surgery.toml#no such part")
    assert not stands("resources/content/nothing.toml")
    assert exists("tests/content/test_corrections.py::test_a_row_is_whole[C01]")
    assert not exists("tests/content/test_corrections.py::test_nothing")
