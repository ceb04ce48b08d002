"""What a change does to a plan with rhythms and doses of a time, against going through the days one by one."""

from __future__ import annotations

import json
from collections.abc import Mapping
from dataclasses import replace
from datetime import date, timedelta
from typing import Any, TypeAlias

from hypothesis import assume, given, settings
from hypothesis import strategies as st

from ldn_desktop.domain.difference import Taken, difference, rewritten
from ldn_desktop.domain.regimen import Regimen, derive
from ldn_desktop.domain.surgery import stopping
from ldn_desktop.exchange.plan_reader import read_plan
from tests.domain.given_rules import RULES, VOCABULARY
from tests.oracle import course_days
from tests.strategies_v2 import plans_v2

DAY = timedelta(days=1)
TODAY = date(2026, 11, 25)
Days: TypeAlias = Mapping[date, Taken]


def computed(plan_json: dict[str, Any], changes: int | None = None) -> Regimen:
    """Return what is computed of a plan with only so many of its changes."""
    plan = read_plan(json.dumps(plan_json).encode(), VOCABULARY)
    return derive(replace(plan, adjustments=plan.adjustments[:changes]), RULES, TODAY)


def taken(regimen: Regimen) -> Days:
    return {
        day: Taken(step.phase.dose_ng, step.takes) for step in regimen.steps for day in step.phase.dose_days()
    }


def unlike(before: Days, after: Days) -> list[date]:
    return sorted(day for day in {**before, **after} if before.get(day) != after.get(day))


@settings(max_examples=250)
@given(plans_v2(), st.integers(0, 4), st.integers(-10, 30))
def test_a_difference_is_that_of_the_days(plan_json: dict[str, Any], changes: int, later: int) -> None:
    assume(changes < len(plan_json.get("adjustments", [])))
    before, after = computed(plan_json, changes), computed(plan_json)
    days = unlike(taken(before), taken(after))
    found = difference(before, after)
    assert found.since == (days[0] if days else None)
    assert found.longer == (after.ends - before.ends).days
    holding = {
        at
        for at, step in enumerate(after.steps)
        if any(step.phase.first <= d <= step.phase.last for d in days)
    }
    assert found.steps == holding
    # Another start: days of the one course alone, on either side.
    moved = replace(before.plan, start_date=before.plan.start_date + later * DAY, adjustments=(), basis=None)
    shifted = derive(moved, RULES, TODAY)
    days = unlike(taken(before), taken(shifted))
    assert difference(before, shifted).since == (days[0] if days else None)


@settings(max_examples=150)
@given(plans_v2(), st.integers(0, 4), st.integers(-5, 120))
def test_what_is_told_anew_of_the_past_is_that_of_the_days(
    plan_json: dict[str, Any], changes: int, ago: int
) -> None:
    assume(changes < len(plan_json.get("adjustments", [])))
    before, after = computed(plan_json, changes), computed(plan_json)
    today = before.first + ago * DAY
    was, now = taken(before), taken(after)
    found: dict[date, tuple[Taken, Taken]] = {}
    for each in rewritten(before.steps, after.steps, today):
        for at in range((each.last - each.first).days + 1):
            found[each.first + at * DAY] = each.before, each.after
    past = [day for day in unlike(was, now) if day < today]
    assert set(found) <= set(past)
    assert all(found[day] == (was.get(day, Taken()), now.get(day, Taken())) for day in found)
    # Left out is only what differs in the products' ids or shelf lives.
    assert all(was[day].dose_ng == now[day].dose_ng for day in set(past) - set(found))


@settings(max_examples=200)
@given(plans_v2(), st.integers(-20, 120), st.integers(1, 336))
def test_what_an_operation_asks_is_that_of_the_days(
    plan_json: dict[str, Any], later: int, hours: int
) -> None:
    regimen = computed(plan_json)
    start, days = course_days(plan_json)
    operation = start + later * DAY
    found = stopping(regimen, operation, hours)
    dosed = [start + at * DAY for at, day in enumerate(days) if day.taken]
    before = [day for day in dosed if day < found.first]
    near = [day for day in dosed if found.first <= day <= operation]
    after = [day for day in dosed if day >= found.first]
    if not dosed or operation < dosed[0]:
        assert found.state == "before-start"
        return
    assert found.last_dose == (before[-1] if before else None)
    if not before:
        assert found.state == "too-near"
    elif not after:
        assert found.state == "after-end"
    else:
        paused = days[(found.first - start).days].rung is None
        assert found.state == ("pause" if near and not paused else "resumes-early" if near else "paused")
        assert found.resumed == (None if found.state == "pause" else after[0])
