"""The program against the slow second implementation, over drawn plans, doses and ladders."""

from __future__ import annotations

import json
from datetime import date, timedelta
from fractions import Fraction
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from ldn_desktop.decoding.strict import FileError
from ldn_desktop.domain.amount import NG_PER_MG
from ldn_desktop.domain.formulation import Formulation
from ldn_desktop.domain.recipe import Allowed, nearest
from ldn_desktop.domain.regimen import Regimen, administered
from ldn_desktop.domain.stock import shares, stock_on
from ldn_desktop.domain.work import Work
from ldn_desktop.exchange.plan_reader import Vocabulary, read_plan
from ldn_desktop.exchange.schedule_json import schedule_json
from tests.oracle import Limits, Refused, expected
from tests.oracle import nearest as slow_nearest
from tests.oracle.schedule import stock
from tests.strategies import doses_to_make, plans
from tests.strategies_v2 import plans_v2


def computed(plan_json: dict[str, Any]) -> dict[str, object]:
    plan = read_plan(json.dumps(plan_json).encode(), Vocabulary())
    return schedule_json(Regimen(plan, *administered(plan, Work()), ()))


@settings(max_examples=120)
@given(plans())
def test_the_schedule_is_the_oracles(plan_json: dict[str, Any]) -> None:
    try:
        wanted = expected(plan_json)
    except Refused:
        with pytest.raises(FileError, match=r"^(adjustments\[\d+\]|ladder)"):
            computed(plan_json)
        return
    assert computed(plan_json) == wanted


@settings(max_examples=200)
@given(plans_v2())
def test_the_schedule_of_a_plan_of_version_2_is_the_oracles(plan_json: dict[str, Any]) -> None:
    assert computed(plan_json) == expected(plan_json)


@st.composite
def changed_for_more(draw: st.DrawFn) -> dict[str, Any]:
    """Give a plan in which a noted change adds a product of the last dose, or takes it instead of the small one."""
    doses = draw(st.lists(st.integers(1, 6), min_size=1, max_size=3))
    days = [draw(st.integers(1, 30)) for _ in doses]
    on = (date(2027, 1, 1) + timedelta(days=draw(st.integers(0, sum(days) - 1)))).isoformat()
    kept = draw(st.sampled_from(({}, {"beyond_use_days": 14})))
    old = {"id": "f", "kind": "capsule", "strength": "0.5 mg"} | kept
    new = {"id": "n", "kind": "capsule", "strength": f"{doses[-1] / 2} mg"}
    listed = [old, new] if draw(st.integers(0, 3)) else [new]
    return {
        "format": "ldn-plan",
        "version": 2,
        "start_date": "2027-01-01",
        "ladder": [{"dose": f"{dose / 2} mg", "days": each} for dose, each in zip(doses, days, strict=True)],
        "formulations": [old],
        "after": draw(st.sampled_from(("continue", "continue", "review", "stop"))),
        "adjustments": [{"action": "formulations", "on": on, "noted_on": on, "formulations": listed}],
    }


@settings(max_examples=80)
@given(changed_for_more() | plans_v2(), st.integers(-3, 90))
def test_what_is_left_and_still_to_be_fetched_on_a_day_is_the_oracles(
    plan_json: dict[str, Any], after: int
) -> None:
    plan = read_plan(json.dumps(plan_json).encode(), Vocabulary())
    steps, supply = administered(plan, Work())
    day = plan.start_date + timedelta(days=after)
    regimen = Regimen(plan, steps, supply, ())
    parts = {each: shares(each, regimen) for each in stock_on(steps, supply, day)}
    assert {
        each.left.formulation.id: [
            each.left.text(),
            [each.left._replace(units=units).text() for units in (found.used, found.waits, found.over)],
            each.used_from.isoformat() if each.used_from else None,
            each.use_by.isoformat() if each.use_by else None,
            [fill.quantity.text() for fill in each.fills],
        ]
        for each, found in parts.items()
    } == stock(plan_json, day)


def products_of(listed: list[dict[str, Any]]) -> tuple[Formulation, ...]:
    plan = {
        "format": "ldn-plan",
        "version": 2,
        "start_date": "2027-01-01",
        "ladder": [{"dose": "1 mg", "days": 1}],
        "formulations": listed,
    }
    return read_plan(json.dumps(plan).encode(), Vocabulary()).formulations


@settings(max_examples=120)
@given(doses_to_make())
def test_the_nearest_doses_are_the_oracles(drawn: tuple[Fraction, list[dict[str, Any]], int]) -> None:
    dose_mg, listed, most = drawn
    below, above = slow_nearest(dose_mg, listed, Limits(most))
    dose_ng = dose_mg * NG_PER_MG
    assert dose_ng.denominator == 1
    found = nearest(int(dose_ng), products_of(listed), Allowed(most))
    assert found.below_ng == (None if below is None else below * NG_PER_MG)
    assert found.above_ng == (None if above is None else above * NG_PER_MG)
