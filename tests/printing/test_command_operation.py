"""What papers say of an operation that is to come: the last dose before it, as the plan has it; read back whole."""

from __future__ import annotations

import json
from datetime import date
from typing import Any

import pytest

from ldn_desktop.domain.regimen import derive
from ldn_desktop.exchange.plan_reader import read_plan
from ldn_desktop.papers.patient_plan import patient_plan
from ldn_desktop.printing.command import finished_pdf, paper_pages
from ldn_desktop.reference.words.bold import plain
from tests.papers.test_patient_plan import KNOWLEDGE

pytestmark = pytest.mark.usefixtures("qapp")

OTHER = {"every": 3}
PAUSE = {"on": "2026-12-18", "action": "pause", "until": "2026-12-30", "resume": "continue"}
SHORT = PAUSE | {"until": "2026-12-22"}
OPEN = {"on": "2026-12-18", "action": "pause"}
STOP = {"on": "2026-12-18", "action": "stop"}
DUE = "The last dose before it is on Sun 20 Dec 2026 at the latest."
CALL = f"{DUE} The boxes after that day do not allow for this: call now."
LAST = "By this plan the last dose before it is the one on Thu 17 Dec 2026."
BEHIND = "No dose is due any more before it: the last one is that of Thu 17 Dec 2026."


@pytest.mark.parametrize(
    ("printed", "changes", "told"),
    [
        ("2026-12-10", {"adjustments": [PAUSE | {"on": "2026-12-21"}]}, DUE),
        ("2026-12-10", {"ladder": [{"dose": "0.5 mg", "days": 10}], "after": "continue"}, DUE),
        ("2026-12-10", {"ladder": [{"dose": "0.5 mg", "days": 16, "rhythm": OTHER}]}, DUE),
        ("2026-12-10", {}, CALL),
        ("2026-12-10", {"adjustments": [SHORT]}, CALL),
        ("2026-12-10", {"adjustments": [PAUSE]}, LAST),
        ("2026-12-10", {"adjustments": [OPEN]}, LAST),
        ("2026-12-10", {"adjustments": [STOP]}, LAST),
        (
            "2026-12-10",
            {"adjustments": [PAUSE], "ladder": [{"dose": "0.5 mg", "days": 28, "rhythm": {"every": 2}}]},
            LAST,
        ),
        ("2026-12-19", {"adjustments": [PAUSE]}, BEHIND),
        ("2026-12-19", {"adjustments": [OPEN]}, BEHIND),
        ("2026-12-19", {"adjustments": [STOP]}, BEHIND),
        (
            "2026-12-10",
            {"start_date": "2026-12-22"},
            "No dose of this plan leaves so much time before it: call now.",
        ),
        ("2026-12-10", {"start_date": "2026-12-28"}, "No dose is due before it."),
    ],
)
def test_the_last_dose_before_an_operation(printed: str, changes: dict[str, Any], told: str) -> None:
    members = {
        "format": "ldn-plan",
        "version": 2,
        "start_date": "2026-12-01",
        "ladder": [{"dose": "0.5 mg", "days": 28}],
        "formulations": [{"id": "c", "kind": "capsule", "strength": "0.5 mg"}],
        "operation": {"on": "2026-12-24", "last_dose_hours": 72},
        **changes,
    }
    day = date.fromisoformat(printed)
    regimen = derive(read_plan(json.dumps(members).encode(), KNOWLEDGE.vocabulary), KNOWLEDGE.rules, day)
    said = plain(patient_plan(regimen, KNOWLEDGE.content, day).operation)
    assert said == f"Operation on Thu 24 Dec 2026: take no naltrexone for 72 hours before it. {told}"
    for kind in ("patient", "calendar", "diary"):
        pages = paper_pages(regimen, KNOWLEDGE, paper="a4", large=False, printed=day, kind=kind)
        assert finished_pdf(pages, regimen, KNOWLEDGE, printed=day, kind=kind)


def test_in_the_first_days_of_the_calendar_no_dose_keeps_the_hours() -> None:
    members = {
        "format": "ldn-plan",
        "version": 2,
        "start_date": "0001-01-01",
        "ladder": [{"dose": "0.5 mg", "days": 28}],
        "formulations": [{"id": "c", "kind": "capsule", "strength": "0.5 mg"}],
        "operation": {"on": "0001-01-03", "last_dose_hours": 72},
    }
    regimen = derive(read_plan(json.dumps(members).encode(), KNOWLEDGE.vocabulary), KNOWLEDGE.rules, date.min)
    assert "so much time before it: call now" in plain(
        patient_plan(regimen, KNOWLEDGE.content, date.min).operation
    )
    pages = paper_pages(regimen, KNOWLEDGE, paper="a4", large=False, printed=date.min)
    assert finished_pdf(pages, regimen, KNOWLEDGE, printed=date.min, kind="patient")
