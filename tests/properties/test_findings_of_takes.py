"""Findings on dose days, doses of a time, products and an operation, against an oracle that looks at each by itself."""

from __future__ import annotations

import json
from dataclasses import replace
from datetime import date, timedelta
from fractions import Fraction
from typing import Any

from hypothesis import given, settings
from hypothesis import strategies as st

from ldn_desktop.domain.amount import format_dose, format_volume
from ldn_desktop.domain.figure import Dose, Millilitres
from ldn_desktop.domain.finding import Finding
from ldn_desktop.domain.plan import Operation
from ldn_desktop.domain.regimen import Regimen, derive
from ldn_desktop.exchange.plan_reader import read_plan
from tests.domain.given_rules import RULES, VOCABULARY
from tests.oracle import Limits
from tests.oracle.amounts import read_amount
from tests.oracle.warnings import (
    Told,
    doseless,
    easily_mistaken,
    largest_single,
    near_operation,
    of_takes,
    short_rungs,
    too_strong,
)
from tests.strategies_v2 import plans_v2

TODAY = date(2026, 11, 25)
OF_TAKES = ("not-measurable", "many-pieces", "two-measures", "small-volume")
FIGURES = {"many-pieces": "pieces", "two-measures": "measures", "small-volume": "volume"}


def computed(plan_json: dict[str, Any], operation: Operation | None = None) -> Regimen:
    plan = read_plan(json.dumps(plan_json).encode(), VOCABULARY)
    return derive(replace(plan, operation=operation), RULES, TODAY)


def of_code(regimen: Regimen, code: str) -> list[Finding]:
    return [finding for finding in regimen.findings if finding.code == code]


def days(finding: Finding) -> tuple[date, date]:
    assert finding.first is not None
    assert finding.last is not None
    return finding.first, finding.last


def told(finding: Finding) -> Told:
    dose = finding.figure("dose")
    assert isinstance(dose, Dose)
    figure = finding.figure(FIGURES.get(finding.code, ""))
    text = format_volume(figure.nl) if isinstance(figure, Millilitres) else str(figure or "")
    amount = "" if finding.variant == "split" else format_dose(dose.ng)
    return Told(finding.code, dose.time, amount, days(finding), text)


@settings(max_examples=200)
@given(plans_v2())
def test_every_dose_of_a_time_is_looked_at(plan_json: dict[str, Any]) -> None:
    names = ("pieces", "measures", "drops")
    given_limits = {name: plan_json.get(f"max_{name}_per_dose") for name in names}
    limits = Limits(**{name: limit for name, limit in given_limits.items() if limit is not None})
    found = [told(finding) for finding in computed(plan_json).findings if finding.code in OF_TAKES]
    assert sorted(found) == sorted(of_takes(plan_json, limits, Fraction(1, 10)))


@settings(max_examples=200)
@given(plans_v2())
def test_a_phase_without_a_day_with_a_dose_is_told(plan_json: dict[str, Any]) -> None:
    assert [days(f) for f in of_code(computed(plan_json), "no-dose-day")] == doseless(plan_json)


@settings(max_examples=150)
@given(plans_v2(), st.integers(-20, 90), st.integers(1, 336))
def test_doses_too_near_an_operation_are_those_of_the_hours_before_it(
    plan_json: dict[str, Any], later: int, hours: int
) -> None:
    operation = date.fromisoformat(plan_json["start_date"]) + timedelta(days=later)
    near = near_operation(plan_json, operation, hours)
    found = of_code(computed(plan_json, Operation(operation, hours)), "dose-before-operation")
    assert [days(finding) for finding in found] == ([(near[0], near[-1])] if near else [])
    assert all(finding.figure("day") == near[0] for finding in found)


@settings(max_examples=150)
@given(plans_v2())
def test_a_rung_is_short_while_it_is_titration(plan_json: dict[str, Any]) -> None:
    found = [days(finding) for finding in of_code(computed(plan_json), "quick-step")]
    assert sorted(found) == sorted(short_rungs(plan_json, 7).values())


@settings(max_examples=150)
@given(plans_v2())
def test_products_are_compared_with_each_other_and_with_the_largest_dose_of_a_time(
    plan_json: dict[str, Any],
) -> None:
    regimen = computed(plan_json)
    strong = of_code(regimen, "strength-above-dose")
    assert {finding.figure("product") for finding in strong} == too_strong(plan_json)
    largest = largest_single(plan_json)
    for finding in strong:
        dose = finding.figure("dose")
        assert isinstance(dose, Dose)
        # A share that is no whole number of nanograms is rounded up.
        assert 0 <= dose.ng - largest * 1_000_000 < 1
    pairs = {
        tuple(sorted((str(f.figure("one")), str(f.figure("other")))))
        for f in of_code(regimen, "tenfold-strengths")
    }
    assert pairs == easily_mistaken(plan_json)


@settings(max_examples=100)
@given(plans_v2())
def test_a_step_is_steep_by_what_a_whole_day_takes(plan_json: dict[str, Any]) -> None:
    ladder = [
        sum(map(read_amount, rung["doses"].values()), Fraction(0))
        if "doses" in rung
        else read_amount(rung["dose"])
        for rung in plan_json["ladder"]
    ]
    regimen = computed(plan_json)
    reached = {step.phase.rung for step in regimen.steps if step.phase.dose_ng}
    wanted: dict[str, list[Fraction]] = {"steep-step": [], "tenfold-step": []}
    for place in sorted(reached - {0}):
        before, after = ladder[place - 1], ladder[place]
        if max(before, after) >= 10 * min(before, after):
            wanted["tenfold-step"].append(after)
        elif after > 2 * before or after - before > Fraction(3, 2):
            wanted["steep-step"].append(after)
    for code, doses in wanted.items():
        figures = [finding.figure("dose") for finding in of_code(regimen, code)]
        assert sorted(Fraction(f.ng, 1_000_000) for f in figures if isinstance(f, Dose)) == sorted(doses)
