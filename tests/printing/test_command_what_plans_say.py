"""Papers of plans with rhythms, doses by time, routes and ends: read back, refused where a word is another."""

from __future__ import annotations

import json
from datetime import date, timedelta
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from ldn_desktop.domain.regimen import Regimen, derive
from ldn_desktop.exchange.plan_reader import read_plan
from ldn_desktop.papers.catalogue import BlockedError, holding_back
from ldn_desktop.printing.command import paper_pages, pdf_bytes
from ldn_desktop.read_back.asked import Asked
from ldn_desktop.read_back.check import ReadBackError, check_pages
from ldn_desktop.read_back.page_text import page_texts
from ldn_desktop.reference.words.wording import PLAIN
from ldn_desktop.workspace.knowledge import Knowledge
from tests.places import SHIPPED
from tests.strategies_v2 import plans_v2

pytestmark = pytest.mark.usefixtures("qapp")

KNOWLEDGE = Knowledge(SHIPPED)
START = date(2026, 12, 1)
_DROPS = [{"id": "d", "kind": "drops", "concentration": "1 mg/mL", "drops_per_ml": 20, "route": "eye"}]
_SOLIDS = [{"id": f"c{s}", "kind": "capsule", "strength": f"{s} mg"} for s in ("0.5", "1", "4.5")]
_PLANS: dict[str, dict[str, Any]] = {
    "rhythm": {
        "ladder": [
            {"dose": "0.5 mg", "days": 7, "rhythm": {"every": 2}, "go_on": "if-tolerated"},
            {"dose": "1 mg", "days": 90, "rhythm": {"weekdays": ["monday", "friday"]}},
        ],
        "after": "continue",
        "formulations": _SOLIDS,
        "instructions": "Take it with water.\n\nBring this paper along.",
        "operation": {"on": "2026-12-20", "last_dose_hours": 72},
    },
    "times": {
        "ladder": [
            {"dose": "1 mg", "days": 7, "go_on": "after-review"},
            {"doses": {"morning": "2 mg", "bedtime": "4.5 mg"}, "days": 14},
        ],
        "after": "stop",
        "formulations": _SOLIDS,
    },
    "rest": {
        "ladder": [
            {"dose": "0.5 mg", "days": 14, "rhythm": {"on": 3, "off": 4}},
            {"dose": "1 mg", "days": 14, "rhythm": {"on": 3, "off": 4}},
        ],
        "formulations": _SOLIDS,
    },
    "open": {
        "ladder": [{"dose": "1 mg", "days": 29, "rhythm": {"weekdays": ["monday", "friday"]}}],
        "after": "continue",
        "formulations": _SOLIDS,
    },
    "eye": {"ladder": [{"dose": "0.1 mg", "days": 28}], "formulations": _DROPS},
    "pause": {
        "ladder": [{"dose": "1 mg", "days": 28}],
        "formulations": _SOLIDS,
        "adjustments": [{"on": "2026-12-20", "action": "pause"}],
    },
}


def regimen_of(plan: dict[str, Any]) -> Regimen:
    members = {"format": "ldn-plan", "version": 2, "start_date": START.isoformat(), **plan}
    return derive(read_plan(json.dumps(members).encode(), KNOWLEDGE.vocabulary), KNOWLEDGE.rules, START)


def pages_of(
    regimen: Regimen, kind: str, printed: date, *, large: bool = False, undated: bool = False
) -> tuple[str, ...]:
    pages = paper_pages(
        regimen, KNOWLEDGE, paper="a4", large=large, printed=printed, kind=kind, undated=undated
    )
    return page_texts(pdf_bytes(pages))


@pytest.mark.parametrize(
    ("plan", "kind", "day", "told", "instead"),
    [
        ("rhythm", "patient", 0, "1 – 3 – 5 – 7", "– 2 3 – 5 – 7"),
        ("rhythm", "patient", 0, "1 – 3 – 5 – 7", "1 2 3 – 5 – 7"),
        ("rhythm", "patient", 0, "Every other day: first", "Every 3 days: first"),
        ("rhythm", "patient", 0, "last on Mon 7 Dec 2026", "last on Sun 6 Dec 2026"),
        ("rhythm", "patient", 0, "If side effects trouble you, stay on this step and call.", ""),
        ("rhythm", "patient", 0, "way after Sun 7 Mar 2027", "way after Mon 8 Mar 2027"),
        ("rhythm", "patient", 0, "Bring this paper along", "Bring that paper along"),
        ("rhythm", "patient", 0, "on Wed 16 Dec 2026 at the latest", "on Thu 17 Dec 2026 at the latest"),
        ("rhythm", "patient", 3, "The next dose is on Sat 5 Dec 2026.", "The next dose is on Fri 4 Dec 2026."),
        ("rhythm", "patient", 3, "0.5 mg, every other day", "0.5 mg, every 3 days"),
        ("rhythm", "wallet-card", 3, "next dose 5 Dec 2026", "next dose 4 Dec 2026"),
        ("rhythm", "wallet-card", 3, ", every other day", ", every 3 days"),
        ("rhythm", "patient", 0, "The boxes end on Mon 1 Mar 2027", "The boxes end on Fri 26 Feb 2027"),
        ("rhythm", "patient", 0, "next on Fri 5 Mar 2027", "next on Sat 6 Mar 2027"),
        ("times", "patient", 0, "Bedtime, 4.5 mg:", "Bedtime, 2 mg:"),
        ("times", "patient", 0, "If every step begins on its day, your last", "Your last"),
        ("times", "patient", 0, "Stay on this step until a review", "If side effects trouble you, stay"),
        ("times", "patient", 0, "your last dose is on Mon 21 Dec 2026", "your last dose is on Sun 20 Dec 2026"),
        ("times", "patient", 8, "2 mg in the morning and 4.5 mg", "4.5 mg in the morning and 2 mg"),
        ("times", "wallet-card", 8, "2 mg in the morning and 4.5 mg", "4.5 mg in the morning and 2 mg"),
        ("times", "wallet-card", 0, "planned to stop, last dose on 21 Dec 2026", ""),
        ("times", "patient", 7, "from today take", "go on with"),
        ("times", "patient", 7, "review with your prescriber stay on step 1", "review stay on step 1"),
        ("times", "patient", 8, "Go on with 6.5 mg", "From today take 6.5 mg"),
        ("times", "patient", 7, "Begin this step only after a review with your prescriber", "Take it well"),
        ("rest", "patient", 11, "dose is on Tue 15 Dec 2026: 1 mg", "dose is on Tue 15 Dec 2026: 0.5 mg"),
        ("rest", "patient", 26, "your last dose was the one on Thu 24", "your last dose was the one on Fri 25"),
        ("rest", "wallet-card", 11, "0.5 mg at bedtime", "1 mg at bedtime"),
        ("rest", "wallet-card", 26, "last planned dose 24 Dec 2026", "last planned dose 25 Dec 2026"),
        ("open", "patient", 28, "The next dose is on Fri 1 Jan 2027", "The next dose is on Mon 4 Jan 2027"),
        ("open", "patient", 40, "1 capsule of 1 mg", "2 capsules of 1 mg"),
        ("open", "wallet-card", 28, "next dose 1 Jan 2027", "next dose 4 Jan 2027"),
        ("eye", "patient", 0, "per mL, into the eye", "per mL, on the skin"),
        ("eye", "wallet-card", 0, ", into the eye", ""),
        ("pause", "patient", 0, "before it is on Sat 19 Dec 2026", "before it is on Sun 20 Dec 2026"),
        ("pause", "wallet-card", 0, "19 Dec 2026, then a pause", "20 Dec 2026, then a pause"),
    ],
)  # fmt: skip
def test_a_page_that_says_something_else_is_refused(
    plan: str, kind: str, day: int, told: str, instead: str
) -> None:
    regimen, printed = regimen_of(_PLANS[plan]), START + timedelta(days=day)
    pages, asked = pages_of(regimen, kind, printed), Asked(regimen, KNOWLEDGE.content, printed)
    check_pages(pages, kind, asked)
    assert any(told in page for page in pages)
    changed = [page.replace(told, instead, 1) for page in pages]
    with pytest.raises(ReadBackError):
        check_pages(changed, kind, asked)


@settings(max_examples=25, suppress_health_check=list(HealthCheck))
@given(plans_v2(), st.integers(-3, 70))
def test_any_plan_that_prints_is_read_back(plan: dict[str, Any], days: int) -> None:
    regimen = regimen_of(plan)
    if holding_back(regimen, "patient"):
        return
    printed = regimen.first + timedelta(days=days)
    for kind in ("patient", "wallet-card"):
        pages = pages_of(regimen, kind, printed, large=kind == "patient" and days % 3 == 0)
        check_pages(pages, kind, Asked(regimen, KNOWLEDGE.content, printed))


def test_nothing_is_printed_for_a_patient_of_a_plan_without_any_dose() -> None:
    ladder = [{"dose": "1 mg", "days": 2, "rhythm": {"weekdays": ["sunday"]}}]
    regimen = regimen_of({"ladder": ladder, "formulations": _SOLIDS})
    assert {finding.code for finding in holding_back(regimen, "patient")} == {"no-dose-day"}
    (finding,) = holding_back(regimen, "patient")
    told = KNOWLEDGE.findings.sentence(finding, regimen, PLAIN)
    assert told.endswith("No day of the plan has a dose: change the rhythm or the days.")
    for kind in ("patient", "wallet-card"):
        with pytest.raises(BlockedError):
            pages_of(regimen, kind, START)
    assert "no dose falls on these days" in " ".join(pages_of(regimen, "clinician", START))


@pytest.mark.parametrize("undated", [False, True])
def test_a_week_of_one_day_without_a_dose_is_read_back(*, undated: bool) -> None:
    ladder = [{"dose": "1 mg", "days": 8, "rhythm": {"on": 3, "off": 5}}]
    regimen = regimen_of({"ladder": ladder, "formulations": _SOLIDS})
    asked = Asked(regimen, KNOWLEDGE.content, START, undated=undated)
    check_pages(pages_of(regimen, "patient", START, undated=undated), "patient", asked)
