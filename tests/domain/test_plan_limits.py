"""What a plan may hold at most: numbers at their limits are taken, one more is refused with its path."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from typing import Any

import pytest

from ldn_desktop.domain.formulation import Capsule
from ldn_desktop.domain.ladder import Rung
from ldn_desktop.domain.plan import Order, Plan
from ldn_desktop.domain.plan_limits import CourseError, check_sizes
from tests.domain.given_rules import MG

PLAN = Plan(date(2026, 12, 1), (Rung(MG, 28),), (Capsule("c", MG),))


def changed(changes: dict[str, Any]) -> Plan:
    return replace(PLAN, **changes)


def order(name: str, text: str) -> Order:
    named: dict[str, Any] = {name: text}
    return Order(**named)


@pytest.mark.parametrize(
    ("path", "most"),
    [
        ("max_pieces_per_dose", 64),
        ("max_measures_per_dose", 10),
        ("max_drops_per_dose", 100),
        ("fill_days", 3650),
    ],
)
def test_a_number_is_from_1_to_its_limit(path: str, most: int) -> None:
    for number in (1, most):
        check_sizes(changed({path: number}))
    for number in (0, most + 1):
        with pytest.raises(CourseError, match=rf"{number:,} is outside 1 to {most:,}") as caught:
            check_sizes(changed({path: number}))
        assert caught.value.path == path


@pytest.mark.parametrize(
    ("path", "longest", "changes"),
    [
        ("instructions", 1000, {"instructions": "a" * 1001}),
        *(
            (f"order.{name}", 500, {"order": order(name, "a" * 501)})
            for name in ("address", "phone", "allergies", "filler", "reason")
        ),
    ],
)
def test_a_longer_text_is_refused(path: str, longest: int, changes: dict[str, Any]) -> None:
    with pytest.raises(
        CourseError, match=rf"has {longest + 1:,} characters, more than the {longest:,}"
    ) as caught:
        check_sizes(changed(changes))
    assert caught.value.path == path


def test_texts_of_the_longest_are_taken() -> None:
    longest = Order("a" * 500, "1" * 500, "b" * 500, 99, "patient", "c" * 500, "d" * 500)
    check_sizes(replace(PLAN, instructions="a" * 1000, order=longest))
