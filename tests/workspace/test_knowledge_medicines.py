"""Other medicines of a plan against the shipped table.

Severity, sentence and sources of each, and what is not checked.
"""

from __future__ import annotations

from dataclasses import replace
from datetime import date

import pytest

from ldn_desktop.domain.finding import SEVERITIES, Finding
from ldn_desktop.domain.formulation import Capsule
from ldn_desktop.domain.ladder import Rung
from ldn_desktop.domain.plan import OpioidUse, Plan, Screening
from ldn_desktop.domain.regimen import Regimen, derive
from ldn_desktop.reference.medicines.interactions import NONE_FOUND
from ldn_desktop.reference.words.wording import PLAIN
from ldn_desktop.workspace.knowledge import Knowledge
from tests.places import SHIPPED

KNOWLEDGE = Knowledge(SHIPPED)
MG = 1_000_000
TODAY = date(2026, 11, 26)


def regimen(*medicines: str, opioids: tuple[OpioidUse, ...] = ()) -> Regimen:
    plan = Plan(date(2026, 12, 1), (Rung(MG, 28),), (Capsule("c", MG),), medicines=medicines)
    return derive(replace(plan, screening=Screening(opioids=opioids)), KNOWLEDGE.rules, TODAY)


def told(*medicines: str, opioids: tuple[OpioidUse, ...] = ()) -> list[Finding]:
    found = regimen(*medicines, opioids=opioids).findings
    return [finding for finding in found if finding.code in {"known-interaction", "medicine-unchecked"}]


@pytest.mark.parametrize("known", KNOWLEDGE.content.medicine_table.by_id)
def test_each_medicine_has_the_severity_of_the_table_and_its_sources(known: str) -> None:
    entry = KNOWLEDGE.content.medicines[known]
    found = told(entry.name)
    mine = [finding for finding in found if finding.figure("entry") == known]
    if entry.severity == NONE_FOUND:
        assert mine == []
        return
    assert mine
    assert mine[0].severity in SEVERITIES
    assert mine[0].severity == entry.severity
    assert KNOWLEDGE.findings.sources(mine[0]) == entry.sources
    assert KNOWLEDGE.findings.explanation(mine[0]) == f"medicine:{known}"
    assert entry.known in KNOWLEDGE.findings.sentence(mine[0], regimen(entry.name), PLAIN)


def test_what_no_table_knows_is_listed_and_what_is_only_part_of_a_name_too() -> None:
    found = told("Frobnicate", "hyoscine", "paracetamol", "duloxetine with Plumbus")
    doubt, finding = sorted(found, key=lambda each: each.variant, reverse=True)
    assert (doubt.figure("medicine"), doubt.figure("meant")) == ("hyoscine", ("hyoscine butylbromide",))
    assert (finding.code, finding.severity) == ("medicine-unchecked", "info")
    assert finding.figure("medicines") == ("Frobnicate", "Plumbus")
    sentence = KNOWLEDGE.findings.sentence(finding, regimen("Frobnicate"), PLAIN)
    assert sentence.startswith("Not in our tables and not checked: Frobnicate, Plumbus.")
    assert KNOWLEDGE.findings.sources(finding) == ("judgement",)


def test_a_misspelling_says_what_it_was_read_as() -> None:
    (finding,) = told("Amitriptylin 10 mg")
    assert finding.severity == "caution"
    assert KNOWLEDGE.findings.sentence(finding, regimen("x"), PLAIN).startswith(
        "Amitriptylin 10 mg, read as amitriptyline: "
    )


@pytest.mark.parametrize("typed", ["tramadol", "Percocet", "MST", "fentanyl", "morphin", "co-codamol 30/500"])
def test_an_opioid_blocks_once_until_it_is_among_the_opioids(typed: str) -> None:
    (finding,) = told(typed)
    assert finding.severity == "blocking"
    assert regimen(typed).blocked
    match = next(m for m in KNOWLEDGE.content.read_medicine(typed).sure if m.medicine.is_opioid)
    listed = OpioidUse(match.medicine.opioids[0].id, date(2026, 1, 1))
    assert told(typed, opioids=(listed,)) == []


def test_a_class_is_told_once() -> None:
    assert [finding.severity for finding in told("benzodiazepines")] == ["caution", "caution"]
    assert told("SSRI") == []


def test_a_text_that_looks_like_a_figure_is_only_text() -> None:
    (finding,) = told("{entry} {0} Frob")
    assert "{entry} {0} Frob" in KNOWLEDGE.findings.sentence(finding, regimen("x"), PLAIN)
