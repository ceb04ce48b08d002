"""The file of local rules: there, not there, broken."""

from __future__ import annotations

from pathlib import Path

import pytest

from ldn_desktop.reference.planning.local_rules import FILE_NAME, LocalRules
from ldn_desktop.storage.places import find_places
from ldn_desktop.workspace.knowledge import Knowledge
from tests.content.shipped import FOLDER

WORDS = Knowledge(FOLDER).content.finding_words
GOOD = """
format = "ldn-local-rules"
version = 1
clinic = "Riverside"
[[rule]]
code = "quick-step"
severity = "info"
reason = "agreed"
"""


def local_rules(path: Path | None) -> LocalRules:
    return Knowledge(FOLDER, path).local_rules


@pytest.fixture
def path(tmp_path: Path) -> Path:
    place = find_places(tmp_path).local_rules_file
    assert place.name == FILE_NAME
    place.parent.mkdir()
    return place


def test_no_file_is_no_rules(path: Path) -> None:
    assert local_rules(path) == local_rules(None) == LocalRules()


def test_a_file_is_read(path: Path) -> None:
    path.write_text(GOOD, encoding="utf-8")
    rules = local_rules(path)
    assert rules.clinic == "Riverside"
    assert rules.severities(WORDS)["quick-step"] == "info"


def test_a_broken_file_leaves_the_shipped_severities_and_says_so(path: Path) -> None:
    path.write_text(
        GOOD + '[[rule]]\ncode = "opioid-now"\nseverity = "info"\nreason = "no"\n', encoding="utf-8"
    )
    rules = local_rules(path)
    assert rules.severities(WORDS) == {code: told.severity for code, told in WORDS.items()}
    assert rules.notice.startswith("local-rules.toml: rule[1].severity: opioid-now blocks as shipped; ")
    assert rules.notice.endswith("The severities of the program apply, not those of the clinic.")


def test_what_is_no_file_says_so(path: Path) -> None:
    path.mkdir()
    assert "is a folder" in local_rules(path).notice


def test_a_link_that_leads_nowhere_says_so(path: Path) -> None:
    path.symlink_to(path.parent / "gone.toml")
    assert local_rules(path).problem


def test_a_file_that_is_far_too_large_says_so(path: Path) -> None:
    path.write_bytes(b"#" * (2 << 20))
    assert "is larger than" in local_rules(path).notice
