"""What a change does to a plan, against a comparison day by day."""

from __future__ import annotations

import json
from dataclasses import replace
from datetime import date, timedelta
from typing import Any

from hypothesis import assume, given, settings
from hypothesis import strategies as st

from ldn_desktop.decoding.strict import FileError
from ldn_desktop.domain.adjustment import Hold, Settle, Stop
from ldn_desktop.domain.difference import difference, rewritten
from ldn_desktop.domain.formulation import Capsule
from ldn_desktop.domain.ladder import Rung
from ldn_desktop.domain.plan import Plan
from ldn_desktop.domain.regimen import Regimen, derive
from ldn_desktop.exchange.plan_reader import Vocabulary, read_plan
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


def day_by_day(of: Regimen) -> dict[date, tuple[Any, ...]]:
    """What is taken on each day on which something is."""
    return {
        step.phase.first + timedelta(days=k): (step.phase.dose_ng, step.phase.times, step.takes)
        for step in of.steps
        for k in range(step.phase.days)
        if step.phase.dose_ng
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


def made(taken: Any) -> object:
    """What a patient could tell of a day: written out, without the ids and shelf lives of products."""
    dose, _times, takes = taken or (0, (), ())
    if not dose:
        return None
    takes = [
        (take.time, take.dose_ng, take.recipe and [told(portion) for portion in take.recipe.portions])
        for take in takes
    ]
    return dose, takes


def told(portion: Any) -> list[object]:
    product = portion.formulation
    if product.kind in {"capsule", "tablet"}:
        return [product.kind, product.strength_ng, portion.quarters]
    measure = (
        (product.graduation_nl, product.capacity_nl, portion.nl, portion.measures)
        if product.kind == "liquid"
        else (product.drops_per_ml, portion.drops)
    )
    return [product.kind, product.concentration_ng_per_ml, *measure]


@settings(max_examples=150)
@given(plans(), st.integers(-3, 3), st.integers(-5, 60))
def test_the_past_that_is_rewritten_against_the_days(
    plan_json: dict[str, Any], moved: int, later: int
) -> None:
    plan = read(plan_json)
    assume(plan is not None and 2 <= plan.start_date.year <= 9000)
    assert plan is not None
    before = regimen(replace(plan, adjustments=()))
    start = plan.start_date + timedelta(days=moved)
    after = regimen(replace(plan, start_date=start, adjustments=()) if moved else plan)
    today = before.first + timedelta(days=later)
    old, new = day_by_day(before), day_by_day(after)
    differing = {
        day for day in old.keys() | new.keys() if day < today and made(old.get(day)) != made(new.get(day))
    }
    found = rewritten(before.steps, after.steps, today)
    days = [one.first + timedelta(days=at) for one in found for at in range((one.last - one.first).days + 1)]
    assert days == sorted(differing)
    for one in found:
        assert (old.get(one.first) or (0,))[0] == one.before.dose_ng
        assert (new.get(one.first) or (0,))[0] == one.after.dose_ng
