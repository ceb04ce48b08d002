from __future__ import annotations

import pytest

from ldn_desktop.domain.formulation import (
    Capsule,
    Drops,
    Formulation,
    Liquid,
    Tablet,
    is_solid,
    strength_ng,
    strength_text,
)
from tests.domain.given_rules import MG


@pytest.mark.parametrize(
    ("product", "solid", "nanograms", "text"),
    [
        (Capsule("c", MG // 2), True, MG // 2, "0.5 mg"),
        (Tablet("t", MG // 20), True, MG // 20, "50 mcg"),
        (Liquid("l", MG, 1, 1), False, MG, "1 mg/mL"),
        (Drops("d", MG // 20, 20), False, MG // 20, "50 mcg/mL"),
    ],
)
def test_strengths(product: Formulation, *, solid: bool, nanograms: int, text: str) -> None:
    assert is_solid(product) is solid
    assert strength_ng(product) == nanograms
    assert strength_text(product) == text


def test_products_are_the_same_by_value() -> None:
    assert Tablet("t", MG) == Tablet("t", MG, 1, None)
    assert Tablet("t", MG) != Tablet("t", MG, 2)
    assert Tablet("t", MG) != Tablet("t", MG, beyond_use_days=7)
    same: list[Formulation] = [Tablet("t", MG), Capsule("t", MG)]
    assert same[0] != same[1]
