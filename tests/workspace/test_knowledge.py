"""What the planner knows: the rules, and what a clinic changes of them."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from pathlib import Path

import pytest

from ldn_desktop.domain.formulation import Capsule, Drops
from ldn_desktop.domain.ladder import Rung
from ldn_desktop.domain.plan import Plan
from ldn_desktop.domain.regimen import derive
from ldn_desktop.reference.planning.local_rules import FILE_NAME, LocalRules
from ldn_desktop.reference.words.wording import PLAIN
from ldn_desktop.storage.places import find_places
from ldn_desktop.workspace.intents import ReplaceDose, SetMaxDrops
from ldn_desktop.workspace.knowledge import Knowledge
from ldn_desktop.workspace.repairs import repairs
from tests.places import SHIPPED

KNOWLEDGE = Knowledge(SHIPPED)
WORDS = KNOWLEDGE.content.finding_words


def test_no_click_puts_a_dose_of_more_than_double_into_a_plan() -> None:
    plan = Plan(
        date(2026, 12, 1),
        (Rung(32_000, 7),),
        (Drops("d", 20_000, 20), Capsule("c", 1_500_000)),
        id="p",
    )
    regimen = derive(plan, KNOWLEDGE.rules, date(2026, 12, 1))
    finding = next(f for f in regimen.findings if f.code == "not-measurable")
    offered = [repair.intent for repair in repairs(finding, regimen, PLAIN.of(regimen))]
    assert offered == [SetMaxDrops(32), ReplaceDose(32_000, 20_000)]


@pytest.mark.parametrize("typed", ["ms", "Multiple sclerosis", " multiple SCLEROSIS\n"])
def test_a_condition_is_known_by_id_and_title_everywhere(typed: str) -> None:
    assert KNOWLEDGE.condition_name(typed) == "Multiple sclerosis"
    assert KNOWLEDGE.condition_id(typed) == "ms"
    assert KNOWLEDGE.evidence(typed) == KNOWLEDGE.evidence("ms")
    assert KNOWLEDGE.offers.presets(typed) == KNOWLEDGE.offers.presets("ms")


@pytest.mark.parametrize("typed", ["", "Multiple", "Multiple sclerosis?", "Gulf war illness"])
def test_another_condition_stays_unknown(typed: str) -> None:
    assert KNOWLEDGE.content.condition(typed) is None
    assert KNOWLEDGE.condition_name(typed) == KNOWLEDGE.condition_id(typed) == typed


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
    return Knowledge(SHIPPED, path).local_rules


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
    notice = Knowledge(SHIPPED, path).rules_notice()
    assert notice.startswith("local-rules.toml: rule[1].severity: opioid-now blocks as shipped; ")
    assert notice.endswith("The severities of the program apply, not those of the clinic.")


def test_what_is_no_file_says_so(path: Path) -> None:
    path.mkdir()
    assert "is a folder" in Knowledge(SHIPPED, path).rules_notice()


def test_a_link_that_leads_nowhere_says_so(path: Path, link: Callable[[Path, Path], None]) -> None:
    link(path, path.parent / "gone.toml")
    assert local_rules(path).problem


def test_a_file_that_is_far_too_large_says_so(path: Path) -> None:
    path.write_bytes(b"#" * (2 << 20))
    assert "is larger than" in Knowledge(SHIPPED, path).rules_notice()
