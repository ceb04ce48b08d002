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
from tests.oracle.warnings import high_returns, opioid_days, tenfold_rungs, unasked_pause
from tests.strategies import LARGEST_DOSE, plans
from tests.strategies_v2 import plans_v2

ANY_PLAN = plans(most_adjustments=4) | plans_v2()

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
@given(plans() | plans_v2(), st.sampled_from(sorted(DAYS)), st.integers(-20, 60), st.integers(-40, 90))
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


def with_pause(plan_json: dict[str, Any], place: int, days: int, resume: str) -> dict[str, Any]:
    """Return the plan with a pause more, some days after its last change: drawn pauses are seldom long."""
    earlier = plan_json.get("adjustments", [])
    on = date.fromisoformat(earlier[-1]["on"] if earlier else plan_json["start_date"]) + timedelta(days=place)
    pause = {"on": on.isoformat(), "action": "pause", "until": (on + timedelta(days=days)).isoformat()}
    return plan_json | {"adjustments": [*earlier, pause | {"resume": resume}]}


RESUMES = st.sampled_from(["continue", "step_back", "restart"])


@settings(max_examples=200)
@given(ANY_PLAN, st.integers(0, 25), st.integers(1, 12), RESUMES)
def test_a_long_pause_that_goes_on_as_high_as_before_is_told(
    plan_json: dict[str, Any], place: int, days: int, resume: str
) -> None:
    assume(date.fromisoformat(plan_json["start_date"]).year < 9000)
    paused = with_pause(plan_json, place, days, resume)
    try:
        wanted = high_returns(paused, 7)
    except Refused:
        return
    assert spans(computed(paused, date(2026, 11, 25)).findings, "resumes-high") == wanted


@settings(max_examples=250)
@given(
    ANY_PLAN,
    st.integers(0, 25),
    st.integers(1, 12),
    RESUMES,
    st.none() | st.integers(-20, 60),
    st.integers(-20, 90),
)
def test_a_pause_that_has_begun_asks_for_opioids_again_until_they_are_asked_for(
    plan_json: dict[str, Any], place: int, days: int, resume: str, asked_offset: int | None, today_offset: int
) -> None:
    start = date.fromisoformat(plan_json["start_date"])
    assume(date.min.toordinal() + 50 < start.toordinal() < date.max.toordinal() - 4000)
    paused = with_pause(plan_json, place, days, resume)
    today = start + timedelta(days=today_offset)
    asked = None if asked_offset is None else start + timedelta(days=asked_offset)
    try:
        wanted = unasked_pause(paused, asked, today)
    except Refused:
        return
    if asked is not None:
        # Answered long before, asked for opioids since.
        answered = (asked - timedelta(days=40)).isoformat()
        paused["screening"] = {"answered_on": answered, "opioids_asked_on": asked.isoformat()}
    found = [f for f in computed(paused, today).findings if f.code == "ask-opioids-again"]
    assert [(f.first, f.last) for f in found] == ([wanted] if wanted else [])
    assert all(f.severity == "warning" and f.figure("asked") == asked for f in found)
    # Asked for today, nothing is open any more.
    screening = {"answered_on": start.isoformat(), "opioids_asked_on": today.isoformat()}
    closed = computed(paused | {"screening": screening}, today).findings
    assert "ask-opioids-again" not in {f.code for f in closed}


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
