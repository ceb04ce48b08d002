"""The file of local rules: there, not there, broken."""

from __future__ import annotations

from pathlib import Path

import pytest

from ldn_desktop.library.local_rules import load_local_rules
from ldn_desktop.library.places import find_places
from ldn_desktop.reference.content import Content
from ldn_desktop.reference.local_rules import FILE_NAME, LocalRules
from tests.content.shipped import FOLDER

WORDS = Content(FOLDER).finding_words
GOOD = """
format = "ldn-local-rules"
version = 1
clinic = "Riverside"
[[rule]]
code = "quick-step"
severity = "info"
reason = "agreed"
"""


@pytest.fixture
def path(tmp_path: Path) -> Path:
    place = find_places(tmp_path).local_rules_file
    assert place.name == FILE_NAME
    place.parent.mkdir()
    return place


def test_no_file_is_no_rules(path: Path) -> None:
    assert load_local_rules(path, WORDS) == load_local_rules(None, WORDS) == LocalRules()


def test_a_file_is_read(path: Path) -> None:
    path.write_text(GOOD, encoding="utf-8")
    rules = load_local_rules(path, WORDS)
    assert rules.clinic == "Riverside"
    assert rules.severities(WORDS)["quick-step"] == "info"


def test_a_broken_file_leaves_the_shipped_severities_and_says_so(path: Path) -> None:
    path.write_text(
        GOOD + '[[rule]]\ncode = "opioid-now"\nseverity = "info"\nreason = "no"\n', encoding="utf-8"
    )
    rules = load_local_rules(path, WORDS)
    assert rules.severities(WORDS) == {code: told.severity for code, told in WORDS.items()}
    assert rules.notice.startswith("local-rules.toml: rule[1].severity: opioid-now blocks as shipped; ")
    assert rules.notice.endswith("The severities of the program apply, not those of the clinic.")


def test_what_is_no_file_says_so(path: Path) -> None:
    path.mkdir()
    assert "is a folder" in load_local_rules(path, WORDS).notice


def test_a_link_that_leads_nowhere_says_so(path: Path) -> None:
    path.symlink_to(path.parent / "gone.toml")
    assert load_local_rules(path, WORDS).problem


def test_a_file_that_is_far_too_large_says_so(path: Path) -> None:
    path.write_bytes(b"#" * (2 << 20))
    assert "is larger than" in load_local_rules(path, WORDS).notice
