"""What each time of the day gets, as the form says it."""

from __future__ import annotations

import re
from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ldn_desktop.domain.administration import Steps
from ldn_desktop.domain.formulation import Capsule
from ldn_desktop.domain.ladder import Ladder, Rung, linear
from ldn_desktop.domain.plan import TIMES, Plan
from ldn_desktop.domain.regimen import derive
from ldn_desktop.reference.words.english import time_text
from ldn_desktop.reference.words.wording import DoseWords
from ldn_desktop.workspace.result_words import split_sentence
from tests.domain.given_rules import MG, RULES
from tests.oracle.amounts import read_amount

START = date(2026, 12, 1)
TWO = ("morning", "bedtime")
LADDER = linear(MG, MG, 3 * MG, every=7, maintenance=28)
HALVES = (
    "At first 0.5 mg in the morning, 0.5 mg at bedtime; at the end 1.5 mg in the morning, 1.5 mg at bedtime."
)


def _steps(ladder: Ladder, times: tuple[str, ...], strength_ng: int) -> Steps:
    plan = Plan(START, ladder, (Capsule("c", strength_ng),), times=times, max_pieces_per_dose=6)
    return derive(plan, RULES, START).steps


@pytest.mark.parametrize(
    ("ladder", "times", "strength_ng", "told"),
    [
        (LADDER, ("bedtime",), MG, ""),
        ((), TWO, 0, ""),
        (LADDER, TWO, 0, HALVES),
        (LADDER, TWO, MG // 2, HALVES),
        ((Rung(2 * MG, 28),), TWO, MG, "Each day 1 mg in the morning, 1 mg at bedtime."),
        (LADDER, TWO, MG,
         "1 mg a day, and another dose, cannot be split so: 0.5 mg cannot be made from these products."),
        (LADDER, ("morning", "midday", "bedtime"), 0,
         "1 mg a day, and another dose, cannot be split into 3 equal doses."),
    ],
)  # fmt: skip
def test_what_each_time_gets(ladder: Ladder, times: tuple[str, ...], strength_ng: int, told: str) -> None:
    steps = _steps(ladder, times, strength_ng) if strength_ng else ()
    assert split_sentence(ladder, times, steps, DoseWords([rung.dose_ng for rung in ladder])) == told


@given(
    st.lists(
        st.integers(1, 9_000).map(lambda thousandths: Rung(thousandths * 1_000, 7)), min_size=1, max_size=6
    ),
    st.lists(st.sampled_from(TIMES), min_size=2, unique=True),
)
def test_what_is_told_adds_up_to_the_daily_dose(rungs: list[Rung], chosen: list[str]) -> None:
    ladder, times = tuple(rungs), tuple(time for time in TIMES if time in chosen)
    told = split_sentence(ladder, times, (), DoseWords([]))
    if "cannot be split" in told:
        assert any(rung.dose_ng % len(times) for rung in ladder)
        return
    parts = told.split("; ")
    for rung, part in zip((ladder[0], ladder[-1]), (parts[0], parts[-1]), strict=True):
        amounts = re.findall(r"([0-9.]+ m[c]?g) (?:in|at)", part)
        assert sum(read_amount(amount) for amount in amounts) == read_amount(f"{rung.dose_ng} mg") / 1_000_000
        assert [time for time in TIMES if time_text(time) in part] == list(times)
