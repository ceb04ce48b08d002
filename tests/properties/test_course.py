"""What holds of every course, whatever the plan."""

from __future__ import annotations

import json
from dataclasses import replace
from datetime import date, timedelta
from fractions import Fraction
from itertools import pairwise
from typing import Any

from hypothesis import assume, example, given, settings
from hypothesis import strategies as st

from ldn_desktop.decoding.strict import FileError
from ldn_desktop.domain.adjustment import ChangeFormulations, Settle
from ldn_desktop.domain.administration import Solved, steps_of
from ldn_desktop.domain.amount import NL_PER_ML
from ldn_desktop.domain.basis import Basis
from ldn_desktop.domain.course import lay
from ldn_desktop.domain.formulation import QUARTERS, Tablet
from ldn_desktop.domain.ladder import LadderError, Rung, linear
from ldn_desktop.domain.phase import PAUSE, Course, Phase
from ldn_desktop.domain.plan import Plan
from ldn_desktop.domain.recipe import MOST_DROPS, MOST_MEASURES, MOST_PIECES, Count, Recipe, Volume
from ldn_desktop.domain.supply import supply_of
from ldn_desktop.domain.use import portion_units
from ldn_desktop.exchange.plan_reader import Vocabulary, read_plan
from ldn_desktop.exchange.schedule_json import ladder_json
from tests.oracle import Refused, ladder_geometric, ladder_linear
from tests.oracle.amounts import NG_PER_MG, amount_text, decimal_text
from tests.strategies import plans

ONE_DAY = timedelta(days=1)


def read(plan_json: dict[str, Any]) -> Plan | None:
    try:
        return read_plan(json.dumps(plan_json).encode(), Vocabulary())
    except FileError:
        return None


def on_day(course: Course, day: date) -> tuple[object, ...]:
    """Return what is taken on a day: dose, times, products."""
    phase = next(phase for phase in course if phase.first <= day <= phase.last)
    return phase.dose_ng, phase.times, phase.formulations


@settings(max_examples=150)
@given(plans())
def test_phases_follow_each_other_without_gap_or_overlap(plan_json: dict[str, Any]) -> None:
    plan = read(plan_json)
    assume(plan is not None)
    assert plan is not None
    course = lay(plan)
    assert course[0].first == plan.start_date
    for before, after in pairwise(course):
        assert after.first == before.last + ONE_DAY
        same_rung = before.whole == after.whole
        assert not same_rung or (before.times, before.formulations) != (after.times, after.formulations)
    for phase in course:
        assert phase.days >= 1
        assert (phase.kind == PAUSE) == (phase.dose_ng == 0)
        assert phase.kind == PAUSE or phase.dose_ng == plan.ladder[phase.rung].dose_ng


@settings(max_examples=200)
@given(plans())
def test_an_adjustment_touches_no_day_before_its_own(plan_json: dict[str, Any]) -> None:
    plan = read(plan_json)
    assume(plan is not None and plan.adjustments)
    assert plan is not None
    for at, adjustment in enumerate(plan.adjustments):
        before = lay(replace(plan, adjustments=plan.adjustments[:at]))
        after = lay(replace(plan, adjustments=plan.adjustments[: at + 1]))
        assert before[0].first == after[0].first
        day = plan.start_date
        while day < adjustment.on:
            assert on_day(before, day) == on_day(after, day)
            day += ONE_DAY
        if isinstance(adjustment, ChangeFormulations):
            assert on_day(after, adjustment.on)[2] == adjustment.formulations
        if isinstance(adjustment, Settle):
            assert on_day(after, adjustment.on)[0] == on_day(before, adjustment.on)[0]
            assert after[-1].days + sum(p.days for p in after[:-1] if p.whole == after[-1].whole) > 0


def made_ng(recipe: Recipe) -> Fraction:
    total = Fraction(0)
    for portion in recipe.portions:
        if isinstance(portion, Count):
            total += Fraction(portion.quarters * portion.formulation.strength_ng, QUARTERS)
        elif isinstance(portion, Volume):
            total += Fraction(portion.nl * portion.formulation.concentration_ng_per_ml, NL_PER_ML)
        else:
            product = portion.formulation
            total += Fraction(portion.drops * product.concentration_ng_per_ml, product.drops_per_ml)
    return total


def check_recipe(recipe: Recipe, dose_ng: int, phase: Phase, limit: int) -> None:
    assert made_ng(recipe) == dose_ng
    assert recipe.pieces <= (MOST_PIECES if recipe.over_limit else limit)
    assert recipe.over_limit == (recipe.pieces > limit)
    for portion in recipe.portions:
        assert portion.formulation in phase.formulations
        if isinstance(portion, Count):
            divisible = portion.formulation.divisible_into if isinstance(portion.formulation, Tablet) else 1
            assert portion.quarters * divisible % QUARTERS == 0
        elif isinstance(portion, Volume):
            assert portion.nl % portion.formulation.graduation_nl == 0
            assert 1 <= portion.measures <= MOST_MEASURES
            assert portion.nl <= portion.measures * portion.formulation.capacity_nl
        else:
            assert 1 <= portion.drops <= MOST_DROPS


@settings(max_examples=150)
@given(plans())
def test_a_recipe_makes_exactly_the_dose_and_the_supply_exactly_the_recipes(
    plan_json: dict[str, Any],
) -> None:
    plan = read(plan_json)
    assume(plan is not None)
    assert plan is not None
    steps = steps_of(lay(plan), Solved(plan.allowed))
    used: dict[str, int] = {}
    for step in steps:
        for take in step.takes:
            if take.dose_ng is not None:
                assert take.dose_ng * len(step.phase.times) == step.phase.dose_ng
            if take.recipe is None:
                continue
            assert take.dose_ng is not None
            check_recipe(take.recipe, take.dose_ng, step.phase, plan.max_pieces_per_dose)
            for portion in take.recipe.portions:
                name = portion.formulation.id
                used[name] = used.get(name, 0) + portion_units(portion) * step.phase.days
    supply = supply_of(steps, plan.fill_days)
    assert {total.formulation.id: total.units for total in supply.totals} == used
    filled: dict[str, int] = {}
    ends: dict[str, date] = {}
    for fill in supply.fills:
        name = fill.quantity.formulation.id
        filled[name] = filled.get(name, 0) + fill.quantity.units
        assert fill.quantity.units > 0
        assert name not in ends or fill.first > ends[name]
        ends[name] = fill.last
        days = (fill.last - fill.first).days + 1
        window_start = plan.start_date + timedelta(days=fill.window * plan.fill_days)
        assert window_start <= fill.first <= fill.last <= steps[-1].phase.last
        assert (fill.last - window_start).days < plan.fill_days
        limit = fill.quantity.formulation.beyond_use_days
        assert limit is None or days <= limit
    assert filled == used


AMOUNTS = st.integers(0, 60).map(lambda units: units * 50_000) | st.integers(0, 500)


@settings(max_examples=200)
@given(AMOUNTS, AMOUNTS, AMOUNTS)
def test_a_linear_ladder_is_the_oracles(start: int, step: int, target: int) -> None:
    first, rise, goal = (amount_text(Fraction(value, NG_PER_MG)) for value in (start, step, target))
    assume(not step or abs(target - start) // step < 500)
    try:
        wanted = ladder_linear(first, rise, goal, 7, 28)
    except Refused:
        wanted = None
    try:
        found = linear(start, step, target, every=7, maintenance=28)
    except LadderError:
        found = None
    assert (None if found is None else ladder_json(found)) == wanted


def _geometric(start: int, thousandths: int, unit: int, target: int) -> tuple[Rung, ...]:
    basis = Basis("geometric", start, target, 7, 28, factor_thousandths=thousandths, round_to_ng=unit)
    return basis.ladder(date(2026, 12, 1))


@settings(max_examples=200)
@example(100_000, 1100, 3, 100_000)
@given(AMOUNTS, st.integers(400, 4000), st.sampled_from((0, 1, 3, 1000, 2500, 50_000)), AMOUNTS)
def test_a_geometric_ladder_is_the_oracles(start: int, thousandths: int, unit: int, target: int) -> None:
    assume(thousandths <= 910 or thousandths == 1000 or thousandths >= 1100)
    texts = [amount_text(Fraction(value, NG_PER_MG)) for value in (start, unit, target)]
    factor = Fraction(thousandths, 1000)
    try:
        wanted = ladder_geometric(texts[0], decimal_text(factor), texts[1], texts[2], 7, 28)
    except Refused:
        wanted = None
    try:
        found: tuple[Rung, ...] | None = _geometric(start, thousandths, unit, target)
    except LadderError:
        found = None
    assert (None if found is None else ladder_json(found)) == wanted
