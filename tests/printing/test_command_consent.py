"""The consent on its pages: a draft on every one, the evidence as it is graded, no point left out."""

from __future__ import annotations

from datetime import date, timedelta
from typing import Any

import pytest
from PySide6.QtWidgets import QApplication

from ldn_desktop.papers.catalogue import BlockedError, NotForPlanError
from ldn_desktop.printing.command import paper_pages
from ldn_desktop.printing.leaflet_pages import LeafletPages
from ldn_desktop.read_back.check import check_pages
from ldn_desktop.read_back.page_text import letters
from ldn_desktop.workspace.knowledge import Knowledge
from tests.places import SHIPPED
from tests.printing.test_diary_pages import CAPSULES, START, changed, read, refuses, regimen_of

KIND = "consent"
CONDITIONS = tuple(Knowledge(SHIPPED).content.conditions)
STEPS = {"ladder": [{"dose": "0.5 mg", "days": 14}, {"dose": "4.5 mg", "days": 28}], "formulations": CAPSULES}
OPIOID = {"screening": {"answered_on": "2026-11-20", "opioids": [{"opioid": "tramadol", "last_dose": None}]}}
TABLET: dict[str, Any] = {"id": "t", "kind": "tablet", "strength": "50 mg", "divisible_into": 4}
CASES: dict[str, dict[str, Any]] = {
    "a graded condition": {**STEPS, "condition": "fibromyalgia", "revision": 3},
    "a condition as typed": {**STEPS, "condition": "Itch 4.5 of unknown cause"},
    "no condition": STEPS,
    "to be stopped": {
        **STEPS,
        "condition": "crohns",
        "adjustments": [{"on": "2026-12-10", "action": "stop"}],
    },
}


@pytest.mark.parametrize("name", CASES)
def test_no_letter_and_no_figure_can_be_another(qapp: QApplication, knowledge: Knowledge, name: str) -> None:
    pages, asked = read(knowledge, KIND, regimen_of(knowledge, CASES[name]))
    check_pages(pages, KIND, asked)
    assert [where for other, where in changed(pages) if not refuses(KIND, other, asked)] == []
    assert all("Draft for the practice to adapt" in page for page in pages)
    assert refuses(KIND, pages[:-1], asked)


@pytest.mark.parametrize("condition", CONDITIONS)
def test_grade_and_direction_stand_beside_what_the_overview_claims(
    qapp: QApplication, knowledge: Knowledge, condition: str
) -> None:
    pages, asked = read(knowledge, KIND, regimen_of(knowledge, {**STEPS, "condition": condition}))
    check_pages(pages, KIND, asked)
    told, known = letters(" ".join(pages)), knowledge.content.conditions[condition]
    assert f"grade {known.grade}, of A (strongest) to D." in told
    assert f"Where it points: {known.direction}." in told
    claims = [
        c for c in knowledge.content.claims.values() if condition in c.topics and c.level != "supported"
    ]
    assert told.count("An overview of LDN claims:") == len(claims)
    assert all(f"claims: {letters(claim.says)} What studies show: " in told for claim in claims)


@pytest.mark.parametrize(
    "typed", ["Fibromyalgia", "  FIBROMYALGIA ", "Crohn's disease", "Multiple sclerosis"]
)
def test_a_condition_by_its_title_is_the_one_that_the_reference_knows(
    qapp: QApplication, knowledge: Knowledge, typed: str
) -> None:
    pages, asked = read(knowledge, KIND, regimen_of(knowledge, {**STEPS, "condition": typed}))
    check_pages(pages, KIND, asked)
    told = " ".join(pages)
    (known,) = (c for c in knowledge.content.conditions.values() if c.name.lower() == typed.strip().lower())
    assert asked.regimen.plan.condition == typed
    assert f"grade {known.grade}, of A (strongest) to D." in told
    assert "does not know it" not in told


def test_another_condition_has_another_paper(qapp: QApplication, knowledge: Knowledge) -> None:
    pages, asked = read(knowledge, KIND, regimen_of(knowledge, CASES["a graded condition"]))
    for other in ("crohns", "Fibromyalgia of my own", ""):
        regimen = regimen_of(knowledge, {**CASES["a graded condition"], "condition": other})
        assert refuses(KIND, pages, asked._replace(regimen=regimen))
    higher = {**CASES["a graded condition"], "ladder": [{"dose": "5 mg", "days": 14}]}
    assert refuses(KIND, pages, asked._replace(regimen=regimen_of(knowledge, higher)))


def test_an_opioid_that_is_planned_along_is_not_forbidden(qapp: QApplication, knowledge: Knowledge) -> None:
    blocked = regimen_of(knowledge, {**STEPS, **OPIOID})
    with pytest.raises(BlockedError):
        read(knowledge, KIND, blocked)
    allowed = {finding.code: finding._replace(overridden="agreed") for finding in blocked.findings}
    pages, asked = read(knowledge, KIND, blocked._replace(findings=tuple(allowed.values())))
    check_pages(pages, KIND, asked)
    assert "Take no other opioid with naltrexone." in " ".join(pages)
    assert "Take no opioid:" not in " ".join(pages)
    assert "call your prescriber first: an opioid is planned along" in letters(" ".join(pages))
    assert "stop at any time" not in " ".join(pages)
    usual, _ = read(knowledge, KIND, regimen_of(knowledge, STEPS))
    assert "Take no opioid: codeine" in " ".join(usual)
    assert "You may stop at any time, from one day to the next" in letters(" ".join(usual))
    assert "is planned along" not in " ".join(usual)
    assert refuses(KIND, pages, asked._replace(regimen=regimen_of(knowledge, STEPS)))


def test_of_licensed_tablets_nothing_is_said_to_be_made_up(qapp: QApplication, knowledge: Knowledge) -> None:
    plan = {"ladder": [{"dose": "12.5 mg", "days": 14}], "formulations": [TABLET]}
    pages, asked = read(knowledge, KIND, regimen_of(knowledge, plan))
    check_pages(pages, KIND, asked)
    assert "Made up for you" not in " ".join(pages)
    made_up = regimen_of(knowledge, {**plan, "formulations": [{**TABLET, "strength": "12.5 mg"}]})
    assert refuses(KIND, pages, asked._replace(regimen=made_up))
    other, asked = read(knowledge, KIND, made_up)
    assert "Made up for you" in " ".join(other)
    assert refuses(KIND, other, asked._replace(regimen=regimen_of(knowledge, plan)))


def test_a_plan_that_was_stopped_has_none(qapp: QApplication, knowledge: Knowledge) -> None:
    stopped = regimen_of(knowledge, CASES["to be stopped"])
    last = date(2026, 12, 9)
    pages, asked = read(knowledge, KIND, stopped, last)
    check_pages(pages, KIND, asked)
    with pytest.raises(NotForPlanError, match=r"by this plan naltrexone has been stopped\."):
        read(knowledge, KIND, stopped, last + timedelta(days=1))


def test_one_that_may_have_ended_later_than_planned_still_has_one(
    qapp: QApplication, knowledge: Knowledge
) -> None:
    waits = [{"dose": "0.5 mg", "days": 14, "go_on": "if-tolerated"}, {"dose": "4.5 mg", "days": 28}]
    printed = START + timedelta(days=60)
    regimen = regimen_of(knowledge, {**STEPS, "ladder": waits, "after": "stop"}, printed)
    pages, asked = read(knowledge, KIND, regimen, printed)
    check_pages(pages, KIND, asked)


def test_a_dose_that_is_not_low_has_none(qapp: QApplication, knowledge: Knowledge) -> None:
    high = {"ladder": [{"dose": "25 mg", "days": 14}, {"dose": "1 mg", "days": 14}]}
    regimen = regimen_of(knowledge, {**high, "formulations": [*CAPSULES, TABLET]})
    allowed = regimen._replace(findings=tuple(f._replace(overridden="agreed") for f in regimen.findings))
    with pytest.raises(
        NotForPlanError, match=r"It is for low doses, and a dose of this plan is above 16 mg a day\."
    ):
        read(knowledge, KIND, allowed)


@pytest.mark.parametrize("large", [False, True])
def test_the_places_to_sign_stand_on_one_page_with_what_is_signed(
    qapp: QApplication, knowledge: Knowledge, *, large: bool
) -> None:
    pages, asked = read(knowledge, KIND, regimen_of(knowledge, CASES["a graded condition"]), large=large)
    check_pages(pages, KIND, asked)
    (last,) = (page for page in pages if "By signing I say" in page)
    assert "I agree to it." in last
    for who in ("The patient, or who signs", "The prescriber", "The interpreter"):
        assert who in last
    assert last.count("Signature") == last.count("Date") == 3


@pytest.mark.parametrize("name", CASES)
@pytest.mark.parametrize("paper", ["a4", "letter"])
def test_a_page_before_that_to_sign_is_filled_with_lines_for_questions(
    qapp: QApplication, knowledge: Knowledge, paper: str, name: str
) -> None:
    regimen = regimen_of(knowledge, CASES[name])
    pages = paper_pages(regimen, knowledge, paper=paper, large=True, printed=START, kind=KIND)
    assert isinstance(pages, LeafletPages)
    for placed in pages.placed[:-1]:
        y, block = placed[-1]
        assert pages.body_bottom - y - block.height < (pages.body_bottom - pages.body_top) / 4
