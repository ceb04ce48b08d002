"""How a ladder was made: doses up and down, months and days, a target by weight."""

from __future__ import annotations

from datetime import date

import pytest

from ldn_desktop.domain.basis import Basis, Months, PerKg, lengths, months_later
from ldn_desktop.domain.ladder import LadderError
from tests.domain.given_rules import MG

TENTH = MG // 10
UP = Basis("linear", MG, 3 * MG, 7, 28, step_ng=MG)
GROWING = UP._replace(kind="geometric", factor_thousandths=2000, round_to_ng=MG)
WEIGHT = PerKg(weight_g=32_500, weighed_on=date(2026, 11, 20), dose_ng=TENTH, round_to_ng=TENTH)


@pytest.mark.parametrize(
    ("basis", "doses"),
    [
        (UP, (1, 2, 3)),
        (UP._replace(start_ng=3 * MG, target_ng=MG), (3, 2, 1)),
        (UP._replace(start_ng=5 * MG, target_ng=MG, step_ng=3 * MG), (5, 2, 1)),
        (UP._replace(kind="geometric", factor_thousandths=2000, round_to_ng=MG), (1, 2, 3)),
        (
            UP._replace(
                kind="geometric", start_ng=4 * MG, target_ng=MG, factor_thousandths=500, round_to_ng=MG
            ),
            (4, 2, 1),
        ),
        # Half of 3 mg rounds down on the way down.
        (
            UP._replace(
                kind="geometric", start_ng=6 * MG, target_ng=MG, factor_thousandths=500, round_to_ng=MG
            ),
            (6, 3, 1),
        ),
    ],
)
def test_it_gives_the_doses_up_and_down(basis: Basis, doses: tuple[int, ...]) -> None:
    assert basis.doses() == tuple(dose * MG for dose in doses)


def test_a_weight_gives_the_target_rounded_down_and_no_more_than_the_limit() -> None:
    assert WEIGHT.target_ng() == 32 * TENTH
    assert WEIGHT._replace(at_most_ng=3 * MG).target_ng() == 3 * MG
    # The limit is not rounded.
    assert WEIGHT._replace(at_most_ng=3 * MG + 1).target_ng() == 3 * MG + 1
    assert UP._replace(target_ng=32 * TENTH, per_kg=WEIGHT).doses() == (MG, 2 * MG, 3 * MG, 32 * TENTH)


@pytest.mark.parametrize(
    ("weight", "told"),
    [
        (WEIGHT._replace(weight_g=0), "The weight is 0 or above 500 kg"),
        (WEIGHT._replace(weight_g=500_001), "The weight is 0 or above 500 kg"),
        (WEIGHT._replace(round_to_ng=0), "The amount to round to is 0"),
        (WEIGHT._replace(weight_g=900), "rounds down to 0"),
        (WEIGHT._replace(weight_g=33_000), "The weight gives a target of 3.3 mg, not 3.2 mg"),
    ],
)
def test_a_weight_that_gives_no_target_is_refused(weight: PerKg, told: str) -> None:
    with pytest.raises(LadderError, match=told):
        UP._replace(target_ng=32 * TENTH, per_kg=weight).doses()


def test_a_start_above_the_target_by_weight_is_refused() -> None:
    with pytest.raises(LadderError, match="above the target by weight"):
        UP._replace(start_ng=4 * MG, target_ng=32 * TENTH, per_kg=WEIGHT).doses()


@pytest.mark.parametrize(
    ("anchor", "months", "day"),
    [
        (date(2027, 1, 31), 1, date(2027, 2, 28)),
        (date(2028, 1, 31), 1, date(2028, 2, 29)),
        (date(2026, 12, 15), 1, date(2027, 1, 15)),
        (date(2026, 12, 31), 14, date(2028, 2, 29)),
    ],
)
def test_a_month_later_is_the_same_day_or_the_last(anchor: date, months: int, day: date) -> None:
    assert months_later(anchor, months) == day


def test_months_count_from_one_anchor() -> None:
    start = date(2027, 1, 31)
    # 31 January, 28 February, 31 March, and to the 30th of April.
    assert lengths(3, Months(1), Months(1), start) == (28, 31, 30)
    assert lengths(3, Months(1), 28, start) == (28, 31, 28)
    # From the day on which the last begins: 14 February to 14 March.
    assert lengths(2, 14, Months(1), start) == (14, 28)
    assert lengths(1, Months(2), Months(1), start) == (28,)


@pytest.mark.parametrize(
    ("every", "last", "start", "told"),
    [
        (0, 28, date(2026, 12, 1), "The interval is 0 days"),
        (7, 3651, date(2026, 12, 1), "The maintenance is 3651 days"),
        (Months(120), 28, date(2026, 12, 1), "The interval is 120 months"),
        (Months(1), Months(1), date(9999, 11, 30), "after the year 9999"),
        (7, Months(1), date(9999, 12, 15), "after the year 9999"),
    ],
)
def test_other_lengths_are_refused(every: int | Months, last: int | Months, start: date, told: str) -> None:
    with pytest.raises(LadderError, match=told):
        lengths(2, every, last, start)


def test_it_knows_its_ladder_by_doses_and_days() -> None:
    ladder = UP.ladder(date(2026, 12, 1))
    assert UP.makes(ladder, date(2026, 12, 1))
    assert UP.makes((ladder[0]._replace(doses=(("morning", MG),)), *ladder[1:]), date(2026, 12, 1))
    assert not UP.makes((ladder[0]._replace(days=8), *ladder[1:]), date(2026, 12, 1))
    assert not UP.makes(ladder[1:], date(2026, 12, 1))
