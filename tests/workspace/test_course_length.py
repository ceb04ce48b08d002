"""Months are told where a course was made in months and still is; everything else in days."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest

from ldn_desktop.domain.regimen import Regimen, derive
from ldn_desktop.exchange.plan_reader import read_plan
from ldn_desktop.reference.words.wording import PLAIN
from ldn_desktop.workspace.course_length import course_length
from ldn_desktop.workspace.dose_chart import dose_chart
from ldn_desktop.workspace.result_words import headline
from tests.papers.test_patient_plan import KNOWLEDGE, TODAY, regimen_of
from tests.places import ROOT

MONTH = {"months": 1}
CAPSULE = [{"id": "c", "kind": "capsule", "strength": "1 mg"}]


def _made(days: list[int], every: Any, last: Any, **more: Any) -> Regimen:
    doses = [f"{at + 1} mg" for at in range(len(days))]
    ladder = [{"dose": dose, "days": many} for dose, many in zip(doses, days, strict=True)]
    basis = {"kind": "linear", "start": "1 mg", "step": "1 mg", "target": doses[-1]}
    return regimen_of(
        ladder=ladder, formulations=CAPSULE, basis={**basis, "every": every, "last": last}, **more
    )


def _said(regimen: Regimen) -> str:
    told = headline(regimen, PLAIN.of(regimen))
    return told.strong + told.tail


@pytest.mark.parametrize(
    ("days", "every", "last", "more", "said"),
    [
        ([31, 31, 28], MONTH, MONTH, {}, "1 mg to 3 mg in 3 steps over 2 months, then 1 month"),
        ([31, 31, 14], MONTH, 14, {}, "1 mg to 3 mg in 3 steps over 2 months, then 14 days"),
        ([14, 14, 31], 14, MONTH, {}, "1 mg to 3 mg in 3 steps over 4 weeks, then 1 month"),
        ([31, 31, 28], MONTH, MONTH, {"after": "stop"}, "1 mg to 3 mg in 3 steps over 3 months"),
        ([31, 31, 14], MONTH, 14, {"after": "stop"}, "1 mg to 3 mg in 3 steps over 76 days"),
        ([14, 14, 28], 14, 28, {}, "1 mg to 3 mg in 3 steps over 4 weeks, 28 + 28 days"),
        ([31], MONTH, MONTH, {}, "1 mg a day, 1 month"),
        ([31], MONTH, MONTH, {"after": "stop"}, "1 mg a day, 1 month"),
    ],
)
def test_the_headline_tells_months_as_they_were_entered(
    days: list[int], every: Any, last: Any, more: dict[str, Any], said: str
) -> None:
    assert _said(_made(days, every, last, **more)) == said


def test_a_change_that_makes_it_longer_is_told_in_days_and_what_it_left_alone_in_months() -> None:
    held = _made([31, 31, 28], MONTH, MONTH, adjustments=[{"on": "2027-01-05", "action": "hold", "days": 3}])
    assert _said(held) == "1 mg to 3 mg in 3 steps over 65 days, 65 + 28 days"
    kept = _made([31, 31, 28], MONTH, MONTH, adjustments=[{"on": "2027-02-05", "action": "hold", "days": 3}])
    assert _said(kept) == "1 mg to 3 mg in 3 steps over 2 months, then 31 days"


def test_the_chart_tells_the_same() -> None:
    regimen = _made([31, 31, 28], MONTH, MONTH)
    chart = dose_chart(regimen, PLAIN.of(regimen))
    assert (chart.titration_words, chart.maintenance_words) == ("Titration, 2 months", "Maintenance, 1 month")


@pytest.mark.parametrize(("resume", "days"), [("continue", (7, 35)), ("restart", (32, 28))])
def test_a_pause_in_the_maintenance_is_no_titration(resume: str, days: tuple[int, int]) -> None:
    pause = {"on": "2026-12-19", "action": "pause", "until": "2026-12-26", "resume": resume}
    regimen = regimen_of(adjustments=[pause])
    length = course_length(regimen)
    assert (length.rising.days, length.kept.days) == days
    assert dose_chart(regimen, PLAIN.of(regimen)).maintenance_from == days[0]


@pytest.mark.parametrize(
    "path", sorted((ROOT / "tests/cases/schedules").glob("*.ldnplan")), ids=lambda p: p.stem
)
def test_the_days_of_every_schedule_add_up(path: Path) -> None:
    plan = read_plan(path.read_bytes(), KNOWLEDGE.vocabulary)
    regimen = derive(plan, KNOWLEDGE.rules, TODAY)
    length = course_length(regimen)
    assert length.rising.days + length.kept.days == (regimen.ends - regimen.first).days + 1
