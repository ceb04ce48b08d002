from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ldn_desktop.domain import ladder
from ldn_desktop.domain.amount import format_dose
from ldn_desktop.domain.ladder import MOST_RUNGS, LadderError, Rung, geometric_doses, linear, mixed_units
from tests.domain.given_rules import MCG, MG

HALF = MG // 2


def test_linear_ends_with_the_target() -> None:
    assert linear(HALF, HALF, 2 * MG, every=7, maintenance=28) == (
        *(Rung(HALF, 7), Rung(MG, 7), Rung(3 * HALF, 7)),
        Rung(2 * MG, 28),
    )
    assert [rung.dose_ng for rung in linear(MG, 2 * MG, 4 * MG, every=7, maintenance=28)] == [
        MG,
        3 * MG,
        4 * MG,
    ]
    assert linear(MG, HALF, MG, every=7, maintenance=28) == (Rung(MG, 28),)


def test_geometric_rounds_each_exact_product_half_up() -> None:
    found = geometric_doses(MCG, 1500, 2 * MCG, 10 * MCG)
    assert list(found) == [2 * MCG, 4 * MCG, 6 * MCG, 8 * MCG, 10 * MCG]


def test_geometric_skips_zeros_and_repeats() -> None:
    found = geometric_doses(400, 2000, MCG, 4 * MCG)
    assert list(found) == [MCG, 2 * MCG, 3 * MCG, 4 * MCG]


def test_geometric_goes_on_as_long_as_few_doses_result() -> None:
    found = geometric_doses(MG // 10, 1001, HALF, 9 * HALF)
    assert list(found) == [HALF * k for k in range(1, 10)]
    assert len(geometric_doses(1, 1001, MG, 1000 * MG)) == MOST_RUNGS


@given(st.integers(1, 40), st.integers(1, 40), st.integers(1, 60), st.integers(1, 20))
def test_geometric_is_the_same_where_it_is_held_roughly(
    start: int, more: int, target: int, unit: int
) -> None:
    factor = 1000 + 125 * more
    if start > target:
        return
    exact = geometric_doses(start, factor, unit, target)
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(ladder, "_HELD_BITS", 1)
        assert geometric_doses(start, factor, unit, target) == exact


@pytest.mark.parametrize(
    ("start", "step", "target", "every", "maintenance", "sentence"),
    [
        (0, 1, 1, 7, 28, "The start is 0; give a start above 0."),
        (1, 0, 2, 7, 28, "The step is 0; give a step above 0."),
        (1, 0, 1, 7, 28, "The step is 0; give a step above 0."),
        (1, 1, 0, 7, 28, "The target is 0; give a target above 0."),
        (1, 1, 2, 0, 28, "The interval is 0 days; give a whole number from 1 to 3,650."),
        (1, 1, 2, 7, 3651, "The maintenance is 3651 days; give a whole number from 1 to 3,650."),
        (1, 1, MOST_RUNGS + 1, 7, 28, "The ladder would have more than 1,000 steps; give a larger step."),
    ],
)
def test_linear_refusals(
    start: int, step: int, target: int, every: int, maintenance: int, sentence: str
) -> None:
    with pytest.raises(LadderError) as caught:
        linear(start, step, target, every=every, maintenance=maintenance)
    assert str(caught.value) == sentence


@pytest.mark.parametrize(
    ("start", "factor", "round_to", "target", "sentence"),
    [
        (0, 2000, 1, 4, "The start is 0; give a start above 0."),
        (
            *(1, 1000, 1, 4),
            "The factor is 1; give one above 1, such as 2, or below 1 on the way down, such as 0.5.",
        ),
        (
            *(MG, 500, 1, 4 * MG),
            (
                "The start, 1 mg, is below the target, 4 mg, and the factor below 1 leads downward; "
                "give a factor above 1, or a start above the target."
            ),
        ),
        (
            *(4 * MG, 2000, 1, MG),
            (
                "The start, 4 mg, is above the target, 1 mg, and the factor above 1 leads upward; "
                "give a factor below 1, or a start below the target."
            ),
        ),
        (1, 2000, 0, 4, "The amount to round to is 0; give an amount above 0, such as 1 mcg."),
    ],
)
def test_geometric_refusals(start: int, factor: int, round_to: int, target: int, sentence: str) -> None:
    with pytest.raises(LadderError) as caught:
        geometric_doses(start, factor, round_to, target)
    assert str(caught.value) == sentence


@pytest.mark.parametrize(
    ("start", "step", "target", "odd"),
    [
        (HALF, 500, MG, "0.5005 mg"),
        (500, HALF, 9 * HALF, "0.5005 mg"),
        (5 * MCG, HALF, 9 * HALF, "0.505 mg"),
        (MCG, MCG, MG, "0.101 mg"),
        (HALF, 4 * MCG, 9 * HALF, "0.504 mg"),
    ],
)
def test_numbers_in_two_units_that_make_odd_doses_are_told(
    start: int, step: int, target: int, odd: str
) -> None:
    told = mixed_units(start, step, target)
    assert told == (
        f"The start {format_dose(start)}, step {format_dose(step)} and target {format_dose(target)} "
        f"differ in unit, which makes doses such as {odd}; check the units."
    )


@pytest.mark.parametrize(
    ("start", "step", "target"),
    [
        (HALF, HALF, 9 * HALF),
        (HALF, 500 * MCG, 9 * HALF),
        (50 * MCG, 50 * MCG, 9 * HALF),
        (62_500, 62_500, 3 * MG),
        (MG // 10, 50 * MCG, 3 * HALF),
        (MCG, MCG, 10 * MCG),
        (MCG, MCG, MG // 10),
        (10 * MCG, MG, MG),
        (1_250_000, 1_250_000, 5 * MG),
        (MG, 500, MG),
        (MG, MCG, HALF),
        (0, MCG, MG),
        (MG, 0, 2 * MG),
    ],
)
def test_numbers_that_belong_together_are_not(start: int, step: int, target: int) -> None:
    assert mixed_units(start, step, target) == ""


AMOUNTS = st.builds(lambda digits, place: digits * 10**place, st.integers(1, 99), st.integers(0, 7))


@given(AMOUNTS, AMOUNTS, AMOUNTS)
def test_the_odd_dose_that_is_told_is_in_the_ladder_and_both_units_are_named(
    start: int, step: int, target: int
) -> None:
    told = mixed_units(start, step, target)
    if not told:
        return
    named, _, rest = told.partition(" differ in unit")
    assert {"mg", "mcg"} <= set(named.replace(",", "").split())
    odd = rest.removeprefix(", which makes doses such as ").removesuffix("; check the units.")
    doses: list[str] = []
    dose = start
    while dose < target and len(doses) < MOST_RUNGS:
        doses.append(format_dose(dose))
        dose += step
    assert odd in doses
    assert len(odd.split()[0].replace(".", "").strip("0")) > 2


def test_a_ladder_of_just_as_many_steps_as_there_may_be() -> None:
    assert len(linear(1, 1, MOST_RUNGS, every=1, maintenance=1)) == MOST_RUNGS == 1000
    assert len(linear(1, 2, 2 * MOST_RUNGS - 1, every=1, maintenance=1)) == MOST_RUNGS
