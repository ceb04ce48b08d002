"""The README is short, begins with a picture and the two commands, and what it names is there."""

from __future__ import annotations

import re

from tests.places import ROOT

TEXT = (ROOT / "README.md").read_text("utf-8")
LINES = TEXT.splitlines()
MOST_LINES = MOST_LETTERS = 120
MOST_FIRST = 10


def test_it_is_short() -> None:
    assert len(LINES) <= MOST_LINES
    assert [line for line in LINES if len(line) > MOST_LETTERS] == []


def test_it_begins_with_a_picture_ten_lines_and_the_two_commands() -> None:
    title, picture, *words = [line for line in LINES[: LINES.index("```sh")] if line]
    assert title == "# LDN Desktop"
    found = re.fullmatch(r"!\[.+\]\((.+\.png)\)", picture)
    assert found
    assert (ROOT / found[1]).is_file()
    assert 0 < len(words) <= MOST_FIRST
    assert LINES[LINES.index("```sh") :][:4] == ["```sh", "make run", "make test", "```"]


def test_each_link_leads_to_a_file() -> None:
    links = re.findall(r"\]\(([^)#]+)\)", TEXT)
    assert [link for link in links if not (ROOT / link).exists()] == []


def test_every_chapter_of_the_guide_but_the_index_is_reached() -> None:
    reached = set(re.findall(r"docs/guide/([a-z-]+)\.md", TEXT))
    reached |= set(re.findall(r"\]\(([a-z-]+)\.md\)", (ROOT / "docs/guide/index.md").read_text("utf-8")))
    assert {path.stem for path in (ROOT / "docs" / "guide").glob("*.md")} - {"index"} <= reached


def test_every_command_of_make_that_a_document_names_is_told_by_its_help() -> None:
    rules = (ROOT / "Makefile").read_text("utf-8")
    told = set(re.findall(r'echo "make ([a-z]+) ', rules))
    targets = set(re.findall(r"^([a-z]+):", rules, re.MULTILINE)) - {"help", "python"}
    assert told == targets
    documents = [ROOT / "README.md", ROOT / "CONTRIBUTING.md", *(ROOT / "docs" / "guide").glob("*.md")]
    named = {name for path in documents for name in re.findall(r"`make ([a-z]+)", path.read_text("utf-8"))}
    assert named - {"help"} <= told


def test_the_pythons_it_names_are_those_that_are_tried() -> None:
    """`packaging/bare-roots.sh` tries the versions of its systems, `.ci/run` that of the build machine."""
    named = set(re.findall(r"\b3\.\d+\b", TEXT))
    tried = (ROOT / "packaging" / "bare-roots.sh").read_text("utf-8")
    assert named == {version for version in named if version in tried}
