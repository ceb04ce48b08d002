"""Drawings rise with the strength, whatever the products, and keep to a strength where they can."""

from __future__ import annotations

from itertools import pairwise

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from ldn_desktop.domain.formulation import Capsule
from ldn_desktop.papers.drawings import LEVELS, drawing_levels
from ldn_desktop.papers.patient_plan import patient_plan
from tests.papers.test_patient_plan import KNOWLEDGE, TODAY, regimen_of

_KIT = st.sets(st.integers(1, 12), max_size=8)
FIVE = ("0.5", "1", "1.5", "2", "3")
SHOWN, ALIKE = "The drawings show the strength", "Go by the words: drawings of different strengths"


def _levels(*kits: set[int]) -> dict[int, int]:
    made = [[Capsule(f"c{at}", at * 500_000) for at in sorted(kit)] for kit in kits]
    return {int(name[1:]): level for name, level in drawing_levels(made).items()}


@given(st.lists(_KIT, max_size=4))
@settings(max_examples=300)
def test_a_stronger_one_never_looks_weaker(kits: list[set[int]]) -> None:
    levels = _levels(*kits)
    assert set(levels) == set().union(*kits)
    rising = [levels[at] for at in sorted(levels)]
    assert all(low <= high for low, high in pairwise(rising))
    assert all(0 <= level < LEVELS for level in rising)
    if kits and len(kits[-1]) <= LEVELS:
        assert len({levels[at] for at in kits[-1]}) == len(kits[-1])


def test_a_strength_keeps_its_drawing_where_there_is_room() -> None:
    assert _levels({1, 2, 3, 4}) == {1: 0, 2: 1, 3: 2, 4: 3}
    assert _levels({1, 2, 3, 4}, {1, 2, 5}) == {1: 0, 2: 1, 3: 2, 4: 3, 5: 3}
    assert _levels({1, 2, 3, 4}, {1, 2, 3, 5}) == {1: 0, 2: 1, 3: 2, 4: 3, 5: 3}
    assert _levels({2, 3, 4, 5}, {1, 5}) == {2: 0, 3: 1, 4: 2, 5: 3, 1: 0}


@pytest.mark.parametrize(
    ("kinds", "told"),
    [
        (dict.fromkeys(FIVE[:4], "capsule"), SHOWN),
        (dict.fromkeys(FIVE, "capsule"), ALIKE),
        ({"0.5": "capsule", "3": "tablet"}, SHOWN),
        ({"0.5": "capsule", "1": "tablet", "3": "tablet"}, ALIKE),
    ],
)
def test_drawings_show_the_strength_only_where_they_can_be_told_apart(
    kinds: dict[str, str], told: str
) -> None:
    plan = patient_plan(
        regimen_of(
            formulations=[{"id": s, "kind": kind, "strength": f"{s} mg"} for s, kind in kinds.items()],
            ladder=[{"dose": f"{s} mg", "days": 7} for s in kinds],
        ),
        KNOWLEDGE.content,
        TODAY,
    )
    assert plan.key_note.startswith(told)
    levels = [drawing.level for _, (drawing,) in plan.key]
    assert levels == sorted(levels)


def test_the_last_days_of_many_strengths_claim_no_more_than_the_first() -> None:
    """Earlier papers and boxes are still at home: what looks alike in the plan looks alike on its last page."""
    regimen = regimen_of(
        formulations=[{"id": s, "kind": "capsule", "strength": f"{s} mg"} for s in FIVE],
        ladder=[{"dose": f"{s} mg", "days": 7} for s in FIVE],
    )
    assert patient_plan(regimen, KNOWLEDGE.content, regimen.ends).key_note.startswith(ALIKE)
