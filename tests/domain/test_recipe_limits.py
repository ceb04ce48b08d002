"""A dose that cannot be made names the limit that stands in its way, and only that."""

from __future__ import annotations

from datetime import date

import pytest

from ldn_desktop.domain.formulation import Capsule, Drops, Formulation, Liquid, Tablet
from ldn_desktop.domain.ladder import Rung
from ldn_desktop.domain.plan import Plan
from ldn_desktop.domain.recipe import Allowed, Limits, Recipes
from ldn_desktop.domain.regimen import derive
from ldn_desktop.reference.words.wording import PLAIN
from ldn_desktop.workspace.knowledge import Knowledge
from tests.domain.given_rules import MG
from tests.places import SHIPPED

KNOWLEDGE = Knowledge(SHIPPED)
START = date(2026, 12, 1)
SMALL, LARGE = Liquid("small", MG, 10_000, 1_000_000), Liquid("large", MG, 100_000, 3_000_000)
DROPS = Drops("drops", MG, 20)
CAPSULE = Capsule("capsule", MG)


@pytest.mark.parametrize(
    ("dose", "products", "limits"),
    [
        (9 * MG // 2, (DROPS,), Limits(None, None, 20)),
        (3 * MG, (SMALL,), Limits(None, SMALL, None)),
        (9 * MG, (SMALL, LARGE), Limits(None, LARGE, None)),
        (9 * MG // 2 + 1, (CAPSULE, DROPS), Limits(4, None, 20)),
        (70 * MG, (CAPSULE,), Limits(4, None, None)),
        # A larger dose can be made: only what would make just this one is in the way.
        (3 * MG, (SMALL, Capsule("big", 50 * MG)), Limits(None, SMALL, None)),
        (3 * MG, (DROPS, SMALL, Capsule("big", 50 * MG)), Limits(None, SMALL, 20)),
        (3 * MG // 2, (CAPSULE,), Limits(None, None, None)),
        (MG // 3, (Tablet("t", MG, 4), SMALL), Limits(None, None, None)),
        (20 * MG, (Capsule("tiny", MG // 4), Capsule("big", 50 * MG)), Limits(64, None, None)),
    ],
)
def test_the_limits_in_the_way(dose: int, products: tuple[Formulation, ...], limits: Limits) -> None:
    recipes = Recipes(products, Allowed(4))
    assert recipes.solve(dose) is None
    assert recipes.limits(dose) == limits


@pytest.mark.parametrize(
    ("dose", "products", "told", "untold"),
    [
        (9 * MG // 2, (DROPS,), "At most 20 drops are taken at once", "syringe of"),
        (3 * MG, (SMALL,), "At most 2 fillings of the 1 mL syringe of the 1 mg/mL liquid", "drops"),
        (70 * MG, (CAPSULE,), "At most 4 pieces are taken at once", "syringe"),
        (3 * MG // 2, (CAPSULE,), "The nearest doses are", "At most"),
    ],
)
def test_the_sentence_names_them(
    dose: int, products: tuple[Formulation, ...], told: str, untold: str
) -> None:
    regimen = derive(Plan(START, (Rung(dose, 28),), products), KNOWLEDGE.rules, START)
    (finding,) = [f for f in regimen.findings if f.code == "not-measurable"]
    sentence = KNOWLEDGE.findings.sentence(finding, regimen, PLAIN)
    assert told in sentence
    assert untold not in sentence
    assert ("nothing larger can be made" in sentence) == (finding.variant == "below_only")
    if finding.variant in {"below_only", "none"}:
        assert "At most" in sentence
