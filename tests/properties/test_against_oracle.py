"""The program against the slow second implementation, over drawn plans, doses and ladders."""

from __future__ import annotations

import json
from datetime import timedelta
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
from ldn_desktop.domain.stock import stock_on
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


@settings(max_examples=50)
@given(plans_v2(), st.integers(-3, 400))
def test_what_is_left_and_still_to_be_fetched_on_a_day_is_the_oracles(
    plan_json: dict[str, Any], after: int
) -> None:
    plan = read_plan(json.dumps(plan_json).encode(), Vocabulary())
    steps, supply = administered(plan, Work())
    day = plan.start_date + timedelta(days=after)
    found = stock_on(steps, supply, day)
    assert {
        each.left.formulation.id: [
            each.left.text(),
            each.unused.text(),
            each.used_from.isoformat() if each.used_from else None,
            each.use_by.isoformat() if each.use_by else None,
            [fill.quantity.text() for fill in each.fills],
        ]
        for each in found
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
