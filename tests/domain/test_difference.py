"""What a change does to a plan, against a comparison day by day."""

from __future__ import annotations

import json
from dataclasses import replace
from datetime import date, timedelta
from typing import Any

from hypothesis import assume, given, settings

from ldn_desktop.domain.adjustment import Hold, Settle, Stop
from ldn_desktop.domain.difference import difference
from ldn_desktop.domain.formulation import Capsule
from ldn_desktop.domain.ladder import Rung
from ldn_desktop.domain.plan import Plan
from ldn_desktop.domain.regimen import Regimen, derive
from ldn_desktop.exchange.plan_reader import Vocabulary, read_plan
from ldn_desktop.reference.strict import FileError
from tests.domain.given_rules import MG, RULES, TODAY
from tests.strategies import plans

START = date(2026, 12, 1)
PLAN = Plan(START, (Rung(MG, 7), Rung(2 * MG, 7), Rung(3 * MG, 14)), (Capsule("one", MG),), id="p")


def regimen(plan: Plan) -> Regimen:
    return derive(plan, RULES, TODAY)


def read(plan_json: dict[str, Any]) -> Plan | None:
    try:
        return read_plan(json.dumps(plan_json).encode(), Vocabulary())
    except FileError:
        return None


def day_by_day(of: Regimen) -> dict[date, object]:
    """What is taken on each day."""
    return {
        step.phase.first + timedelta(days=k): (step.phase.dose_ng, step.phase.times, step.takes)
        for step in of.steps
        for k in range(step.phase.days)
    }


def test_a_hold_moves_what_follows() -> None:
    after = regimen(replace(PLAN, adjustments=(Hold(date(2026, 12, 10), 5),)))
    told = difference(regimen(PLAN), after)
    # The step of the hold itself is the same up to its old last day; its added days are the first that differ.
    assert told.since == date(2026, 12, 15)
    assert told.steps == {1, 2}
    assert told.longer == 5


def test_a_stop_changes_no_step_that_is_left() -> None:
    told = difference(regimen(PLAN), regimen(replace(PLAN, adjustments=(Stop(date(2026, 12, 15)),))))
    assert (told.since, told.steps, told.longer) == (date(2026, 12, 15), frozenset(), -14)


def test_what_changes_nothing() -> None:
    told = difference(regimen(PLAN), regimen(replace(PLAN, adjustments=(Settle(date(2026, 12, 15)),))))
    assert (told.since, told.steps, told.longer) == (None, frozenset(), 0)


def test_a_later_start_changes_from_the_old_start() -> None:
    told = difference(regimen(PLAN), regimen(replace(PLAN, start_date=date(2026, 12, 3))))
    assert told.since == START


@settings(max_examples=150)
@given(plans())
def test_each_adjustment_against_the_days(plan_json: dict[str, Any]) -> None:
    plan = read(plan_json)
    assume(plan is not None and plan.adjustments)
    assert plan is not None
    for at, adjustment in enumerate(plan.adjustments):
        before = regimen(replace(plan, adjustments=plan.adjustments[:at]))
        after = regimen(replace(plan, adjustments=plan.adjustments[: at + 1]))
        told = difference(before, after)
        old, new = day_by_day(before), day_by_day(after)
        differing = {day for day in old.keys() | new.keys() if old.get(day) != new.get(day)}
        assert told.since == min(differing, default=None)
        assert told.since is None or told.since >= adjustment.on
        places = {
            place
            for place, step in enumerate(after.steps)
            if any(step.phase.first <= day <= step.phase.last for day in differing)
        }
        assert told.steps == places
        assert told.longer == (after.ends - before.ends).days
