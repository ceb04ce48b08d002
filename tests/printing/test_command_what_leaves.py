"""Papers that must leave: operations at all distances, real numbers of patients, micrograms, steps without a dose."""

from __future__ import annotations

import json
from datetime import date
from typing import Any

import pytest

from ldn_desktop.domain.regimen import derive
from ldn_desktop.exchange.plan_reader import read_plan
from ldn_desktop.papers.catalogue import PAPERS, holding_back
from ldn_desktop.printing.command import finished_pdf, paper_pages
from ldn_desktop.reference.words.wording import PLAIN
from tests.papers.test_patient_plan import KNOWLEDGE

BEFORE, WITHIN = date(2026, 11, 27), date(2026, 12, 9)
pytestmark = pytest.mark.usefixtures("qapp")
MICROGRAMS = PLAIN._replace(micro="micrograms")
PATIENTS = tuple(kind for kind in PAPERS if kind not in {"clinician", "preparation", "comparison"})
"""The papers that are read back, of any plan."""
PAUSE = {"on": "2026-12-08", "action": "pause"}


def leave(
    printed: date,
    kinds: tuple[str, ...] = PATIENTS,
    *,
    large: bool = False,
    undated: bool = False,
    **changes: Any,
) -> int:
    """Make papers of a plan and return how many were read back and left."""
    members = {
        "format": "ldn-plan",
        "version": 2,
        "start_date": "2026-12-01",
        "patient": {"name": "Ann Lee", "birth_date": "1980-05-01", "identifier": "485 777 3456"},
        "prescriber": {"name": "Dr X", "phone": "01632 960 123"},
        "ladder": [
            {"dose": dose, "days": days} for dose, days in (("0.5 mg", 7), ("1 mg", 7), ("1.5 mg", 28))
        ],
        "formulations": [{"id": "c", "kind": "capsule", "strength": "0.5 mg"}],
        **changes,
    }
    plan = read_plan(json.dumps(members).encode(), KNOWLEDGE.vocabulary)
    regimen = derive(plan, KNOWLEDGE.rules, printed)
    for kind in kinds:
        assert not holding_back(regimen, kind)
        pages = paper_pages(
            regimen,
            KNOWLEDGE,
            wording=MICROGRAMS,
            paper="a4",
            large=large and PAPERS[kind].large_print,
            printed=printed,
            kind=kind,
            undated=undated,
        )
        left = finished_pdf(pages, regimen, KNOWLEDGE, printed=printed, kind=kind, undated=undated)
        assert left.startswith(b"%PDF")
    return len(kinds)


@pytest.mark.parametrize("operation", ["2026-11-30", "2026-12-10", "2026-12-20", "2027-01-14"])
@pytest.mark.parametrize("changes", [[], [PAUSE], [PAUSE | {"until": "2026-12-24", "resume": "continue"}]])
def test_papers_leave_wherever_an_operation_lies(operation: str, changes: list[dict[str, Any]]) -> None:
    kinds = ("patient", "calendar", "diary")
    assert leave(
        WITHIN, kinds, operation={"on": operation, "last_dose_hours": 72}, adjustments=changes
    ) == len(kinds)


@pytest.mark.parametrize(
    ("number", "phone", "text"),
    [
        ("12345", "234", ""),
        ("1234567", "01632 960 123", "1 2"),
        ("7", "1.5", "Take 1.5 mg"),
        ("1 2 3", "12", "1"),
    ],
)
def test_numbers_of_people_are_no_days_of_a_calendar(number: str, phone: str, text: str) -> None:
    patient = {"name": "Ann Lee", "birth_date": "1980-05-01", "identifier": number}
    prescriber = {"name": "see January", "phone": phone, "practice": "Step 1"}
    assert leave(WITHIN, patient=patient, prescriber=prescriber, instructions=text) == len(PATIENTS)


def test_a_box_that_touches_another_is_read_apart() -> None:
    liquid = {
        "id": "l", "kind": "liquid", "concentration": "1 mg/mL", "graduation_ml": "0.1", "capacity_ml": "3",
    }  # fmt: skip
    ladder = [{"dose": dose, "days": days} for dose, days in (("0.5 mg", 7), ("1 mg", 7), ("2 mg", 28))]
    operation = {"on": "2026-12-20", "last_dose_hours": 72}
    assert leave(BEFORE, ("patient",), ladder=ladder, formulations=[liquid], operation=operation) == 1


def test_a_use_of_one_day_before_a_figure_is_no_count_of_days() -> None:
    products = [
        {"id": strength, "kind": "capsule", "strength": strength, "beyond_use_days": 1}
        for strength in ("0.5 mg", "3 mg")
    ]
    assert leave(BEFORE, ("patient",), undated=True, formulations=products) == 1


@pytest.mark.parametrize("large", [False, True])
def test_micrograms_are_not_broken(*, large: bool) -> None:
    products = [
        {"id": "d", "kind": "drops", "concentration": "20 mcg/mL", "drops_per_ml": 20},
        {
            "id": "l",
            "kind": "liquid",
            "concentration": "0.5 mg/mL",
            "graduation_ml": "0.05",
            "capacity_ml": "5",
        },
    ]
    ladder = [{"dose": dose, "days": 14} for dose in ("20 mcg", "100 mcg", "0.25 mg")]
    assert leave(
        BEFORE, ("calendar",), large=large, ladder=ladder, formulations=products, max_drops_per_dose=60
    )
    capsules = [{"id": "c", "kind": "capsule", "strength": "50 mcg"}]
    hold = {"on": "2026-12-10", "action": "hold", "days": 7, "noted_on": "2026-12-08"}
    ladder = [{"dose": "50 mcg", "days": 14}, {"dose": "100 mcg", "days": 28}]
    assert leave(
        WITHIN,
        ("patient", "pharmacy-order"),
        large=large,
        ladder=ladder,
        formulations=[*capsules, {"id": "s", "kind": "capsule", "strength": "100 mcg"}],
        adjustments=[hold],
    )


def test_a_condition_in_own_words_may_stand_on_the_second_page_of_a_large_consent() -> None:
    assert leave(BEFORE, ("consent",), large=True, condition="long covid, as the patient calls it") == 1


def test_an_open_pause_right_behind_a_pause_has_no_dose_to_go_on_with() -> None:
    pause = {"on": "2026-12-26", "action": "pause", "until": "2026-12-28", "resume": "continue"}
    assert leave(date(2027, 1, 5), adjustments=[pause, {"on": "2026-12-28", "action": "pause"}]) == len(
        PATIENTS
    )


@pytest.mark.parametrize("day", [13, 16, 21, 28])
def test_a_step_may_have_its_first_dose_where_the_plan_goes_on(day: int) -> None:
    sunday = {"dose": "1 mg", "days": 3, "rhythm": {"weekdays": ["sunday"]}}
    for first in ({"dose": "0.5 mg", "days": 14}, {"dose": "0.5 mg", "days": 14, "rhythm": {"every": 10}}):
        assert leave(date(2026, 12, day), ladder=[first, sunday], after="continue")


@pytest.mark.parametrize("printed", [date(2026, 12, 7), date(2026, 12, 15)])
def test_a_calendar_with_days_of_a_pause_without_a_date_leaves(printed: date) -> None:
    assert leave(printed, ("calendar",), adjustments=[PAUSE | {"on": "2026-12-10"}])
