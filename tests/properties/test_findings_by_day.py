"""Opioids and leaps between doses: the findings against an oracle that goes through the days one by one."""

from __future__ import annotations

import json
from collections.abc import Sequence
from dataclasses import replace
from datetime import date, timedelta
from typing import Any

from hypothesis import assume, given, settings
from hypothesis import strategies as st

from ldn_desktop.domain.finding import Finding
from ldn_desktop.domain.plan import OpioidUse
from ldn_desktop.domain.regimen import Regimen, derive
from ldn_desktop.exchange.plan_reader import read_plan
from tests.domain.given_rules import RULES, VOCABULARY
from tests.oracle import Refused
from tests.oracle.amounts import amount_text, read_amount
from tests.oracle.warnings import opioid_days, tenfold_rungs
from tests.strategies import LARGEST_DOSE, plans

DAYS = {
    ("tramadol", ""): 10,
    ("tramadol", "daily"): 10,
    ("kratom", ""): 10,
    ("kratom", "daily"): 14,
    ("loperamide", "daily"): 10,
}
"""The days without it that each use of an opioid asks for."""


def computed(plan_json: dict[str, Any], today: date, *uses: OpioidUse) -> Regimen:
    plan = read_plan(json.dumps(plan_json).encode(), VOCABULARY)
    return derive(replace(plan, screening=plan.screening._replace(opioids=uses)), RULES, today)


def span(days: Sequence[date]) -> list[tuple[date, date]]:
    return [(days[0], days[-1])] if days else []


def spans(findings: Sequence[Finding], code: str) -> list[tuple[date | None, date | None]]:
    return [(finding.first, finding.last) for finding in findings if finding.code == code]


@settings(max_examples=150)
@given(plans(), st.sampled_from(sorted(DAYS)), st.integers(-20, 60), st.integers(-40, 90))
def test_an_opioid_blocks_the_days_ahead_and_warns_of_those_past(
    plan_json: dict[str, Any], taken: tuple[str, str], opioid_offset: int, today_offset: int
) -> None:
    start = date.fromisoformat(plan_json["start_date"])
    assume(date.min.toordinal() + 50 < start.toordinal() < date.max.toordinal() - 120)
    last_dose, today = start + timedelta(days=opioid_offset), start + timedelta(days=today_offset)
    use = OpioidUse(taken[0], last_dose, taken[1])
    interval = DAYS[taken]
    try:
        wanted = opioid_days(plan_json, last_dose, interval, today)
    except Refused:
        return
    found = computed(plan_json, today, use).findings
    assert spans(found, "opioid-free-interval") == span(wanted.ahead)
    assert spans(found, "opioid-overlap") == span(wanted.past)
    for finding in found:
        if finding.code == "opioid-free-interval":
            assert finding.blocks
            assert finding.figure("earliest") == last_dose + timedelta(days=interval)


@settings(max_examples=120)
@given(plans(most_adjustments=3), st.integers(0, 3), st.sampled_from([1, 9, 10, 11, 100, 1000]))
def test_a_leap_of_ten_times_blocks_and_is_no_steep_step(
    plan_json: dict[str, Any], place: int, times: int
) -> None:
    ladder = plan_json["ladder"]
    leapt = read_amount(ladder[place % len(ladder)]["dose"]) * times
    ladder.insert(place % len(ladder), {"dose": amount_text(min(leapt, LARGEST_DOSE)), "days": 3})
    try:
        wanted = tenfold_rungs(plan_json, 10)
    except Refused:
        return
    regimen = computed(plan_json, date(2026, 11, 25))
    numbers = {step.number: step.phase.rung for step in regimen.steps}
    found = [f for f in regimen.findings if f.code == "tenfold-step"]
    steep = [f for f in regimen.findings if f.code == "steep-step"]
    assert sorted(numbers[step] for f in found if isinstance(step := f.figure("step"), int)) == sorted(wanted)
    assert not {f.first for f in found} & {f.first for f in steep}
    assert all(f.blocks for f in found)
