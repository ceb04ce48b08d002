from __future__ import annotations

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ldn_desktop.domain.basis import Months
from ldn_desktop.domain.ladder import LadderError, Rung
from ldn_desktop.workspace.generator import Generator, of_basis, recognised
from ldn_desktop.workspace.typed import DosePerKg
from tests.domain.given_rules import MCG, MG

LINEAR = Generator("linear", MG // 2, MG // 2, 2 * MG, None, None, 7, 28)
PROPORTIONAL = Generator("proportional", MCG, None, 4 * MCG, 2000, MCG, 3, 14)
START = date(2026, 12, 1)
NUMBERS = st.integers(1, 40)


@pytest.mark.parametrize(
    "lacking",
    [
        LINEAR._replace(start_ng=None),
        LINEAR._replace(step_ng=None),
        LINEAR._replace(target_ng=None),
        LINEAR._replace(every=None),
        LINEAR._replace(maintenance=None),
    ],
)
def test_a_linear_ladder_needs_all_its_numbers(lacking: Generator) -> None:
    assert LINEAR.complete
    assert not lacking.complete
    assert lacking.ladder(START) is None


@pytest.mark.parametrize(
    "lacking",
    [
        PROPORTIONAL._replace(start_ng=None),
        PROPORTIONAL._replace(factor_thousandths=None),
        PROPORTIONAL._replace(round_to_ng=None),
        PROPORTIONAL._replace(target_ng=None),
        PROPORTIONAL._replace(every=None),
        PROPORTIONAL._replace(maintenance=None),
    ],
)
def test_a_proportional_ladder_needs_all_its_numbers(lacking: Generator) -> None:
    assert PROPORTIONAL.complete
    assert not lacking.complete
    assert lacking.ladder(START) is None


def test_the_ladders_made() -> None:
    linear, proportional = LINEAR.ladder(START), PROPORTIONAL.ladder(START)
    assert linear is not None
    assert proportional is not None
    assert [rung.dose_ng for rung in linear] == [MG // 2, MG, 3 * MG // 2, 2 * MG]
    assert [rung.dose_ng for rung in proportional] == [MCG, 2 * MCG, 4 * MCG]
    assert LINEAR._replace(mode="table").ladder(START) is None


def test_a_factor_of_one_is_refused() -> None:
    with pytest.raises(LadderError):
        PROPORTIONAL._replace(factor_thousandths=1000).ladder(START)


@given(NUMBERS, NUMBERS, NUMBERS, NUMBERS, NUMBERS)
def test_a_linear_ladder_is_recognised(
    start: int, step: int, rise: int, every: int, maintenance: int
) -> None:
    made = Generator("linear", start, step, start + rise, None, None, every, maintenance)
    ladder = made.ladder(START)
    assert ladder is not None
    found = recognised(ladder)
    assert found.mode == "linear"
    assert found.ladder(START) == ladder
    # Where the first step already reaches the target, a shorter step makes the same ladder.
    assert found == (made if step <= rise else made._replace(step_ng=rise))


@given(
    st.lists(
        st.tuples(st.integers(1, 9), st.integers(1, 4)).map(lambda r: Rung(*r)), min_size=1, max_size=6
    ).map(tuple)
)
def test_only_what_makes_the_ladder_is_recognised(ladder: tuple[Rung, ...]) -> None:
    found = recognised(ladder)
    assert found.ladder(START) == (None if found.mode == "table" else ladder)
    assert (found.start_ng, found.target_ng) == (ladder[0].dose_ng, ladder[-1].dose_ng)


@pytest.mark.parametrize(
    "ladder",
    [
        (Rung(2, 7), Rung(1, 7)),
        (Rung(1, 7), Rung(1, 7), Rung(2, 7)),
        (Rung(1, 7), Rung(2, 8), Rung(3, 7)),
        (Rung(1, 7), Rung(2, 7), Rung(4, 7)),
    ],
)
def test_other_ladders_stay_tables(ladder: tuple[Rung, ...]) -> None:
    assert recognised(ladder).mode == "table"


def test_a_table_with_uneven_days_has_no_interval() -> None:
    ladder = (Rung(500_000, 5), Rung(1_200_000, 7), Rung(1_700_000, 28))

    assert recognised(ladder).every is None
    assert recognised((Rung(500_000, 7), Rung(1_200_000, 7), Rung(1_700_000, 28))).every == 7


@pytest.mark.parametrize("factor", [1250, 1500, 2000, 3000, 1100])
@pytest.mark.parametrize(
    ("start", "round_to"), [(MCG, MCG), (10 * MCG, MCG), (MG // 2, MG // 10), (50 * MCG, 5 * MCG)]
)
def test_a_proportional_ladder_is_recognised(factor: int, start: int, round_to: int) -> None:
    made = Generator("proportional", start, None, 6 * MG, factor, round_to, 7, 28)
    ladder = made.ladder(START)
    assert ladder is not None
    found = recognised(ladder)
    assert found.ladder(START) == ladder or found.mode == "table"
    if len(ladder) > 4 and round_to * 10 <= start:
        assert (found.mode, found.factor_thousandths) == ("proportional", factor)


def test_a_table_made_by_hand_gets_no_odd_factor() -> None:
    doses = (1, 2, 4, 8, 15, 30, 60, 100)
    ladder = tuple(Rung(dose * MCG, 7) for dose in doses)
    assert recognised(ladder).mode == "table"


def test_a_dose_from_the_first_day_on_is_linear() -> None:
    ladder = (Rung(9 * MG // 2, 84),)
    found = recognised(ladder)
    assert found.mode == "linear"
    assert found.ladder(START) == ladder


def test_a_number_is_set_by_its_name_alone() -> None:
    assert Generator().with_number("every", 14) == Generator(every=14)
    with pytest.raises(KeyError):
        Generator().with_number("mode", 1)


CHILD = LINEAR._replace(per_kg_ng=MG // 10, target_ng=None, weight_g=32_500, weighed_on=START)


@pytest.mark.parametrize(
    "made",
    [
        LINEAR,
        PROPORTIONAL,
        LINEAR._replace(start_ng=2 * MG, target_ng=MG // 2),
        LINEAR._replace(every=Months(1), maintenance=Months(3)),
        LINEAR._replace(start_ng=2 * MG, step_ng=None),
        PROPORTIONAL._replace(start_ng=4 * MCG, target_ng=MCG, factor_thousandths=500),
        CHILD._replace(rounded_to_ng=MG // 10),
        CHILD._replace(rounded_to_ng=MG // 10, at_most_ng=3 * MG),
    ],
)
def test_numbers_come_back_as_they_were_given(made: Generator) -> None:
    basis = made.basis()
    assert basis is not None
    assert of_basis(basis) == made


def test_a_ladder_in_months_counts_from_its_first_day() -> None:
    monthly = LINEAR._replace(every=Months(1), maintenance=Months(3))
    ladder = monthly.ladder(date(2026, 12, 1))
    assert ladder is not None
    assert [rung.days for rung in ladder] == [31, 31, 28, 92]


def test_a_target_by_weight_is_rounded_down_and_limited() -> None:
    typed = LINEAR.with_number("target_ng", DosePerKg(MG // 10))
    assert (typed.target, typed.target_ng, typed.rounded_to_ng) == (DosePerKg(MG // 10), None, MG // 10)
    assert (typed.missing, typed.aim(), typed.ladder(START)) == (("weight_g", "weighed_on"), None, None)
    child = typed.with_number("weight_g", 32_500).with_number("weighed_on", START)
    assert (child.aim(), child.unrounded()) == (3_200_000, 3_250_000)
    assert child.with_number("at_most_ng", 3 * MG).aim() == 3 * MG
    assert child.with_number("weight_g", 32_000).unrounded() is None
    assert child.with_number("target_ng", 2 * MG).shown == LINEAR.shown
    assert child.without_weight().missing == ("weight_g", "weighed_on")


@pytest.mark.parametrize(
    ("child", "blamed"),
    [
        (CHILD._replace(rounded_to_ng=0), "rounded_to_ng"),
        (CHILD._replace(rounded_to_ng=4 * MG), "target_ng"),
        (CHILD._replace(rounded_to_ng=MG, at_most_ng=0), "at_most_ng"),
        (CHILD._replace(rounded_to_ng=MG, start_ng=4 * MG), "start_ng"),
        (CHILD._replace(rounded_to_ng=MG, every=Months(120)), "every"),
    ],
)
def test_a_weight_that_gives_no_ladder_is_told_where_it_is_amiss(child: Generator, blamed: str) -> None:
    with pytest.raises(LadderError):
        child.ladder(START)
    assert child.blamed() == blamed
