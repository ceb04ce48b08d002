"""What the form offers: presets, each of which makes a ladder and is known again, and products."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

import pytest

from ldn_desktop.domain.course import lay
from ldn_desktop.domain.formulation import Capsule
from ldn_desktop.domain.ladder import Rung
from ldn_desktop.domain.plan import Plan
from ldn_desktop.reference.content import Content
from ldn_desktop.workspace.offers import Offers
from ldn_desktop.workspace.suggest import suggestions
from tests.places import SHIPPED

OFFERS = Offers(Content(SHIPPED))
PRESETS = [preset.id for preset in OFFERS.presets()]


def plan_of(preset: str) -> Plan:
    numbers, times = OFFERS.generator_of(preset)
    ladder = numbers.ladder(date(2026, 12, 1))
    assert ladder is not None
    return Plan(date(2026, 12, 1), ladder, (Capsule("c", 500_000),), times)


@pytest.mark.parametrize("preset", PRESETS)
def test_every_preset_makes_a_course_and_is_known_again(preset: str) -> None:
    plan = plan_of(preset)
    assert lay(plan)
    known = OFFERS.preset(OFFERS.preset_like(plan))
    wanted = OFFERS.preset(preset)
    assert known is not None
    assert wanted is not None
    # Two presets may have the same steps; then either is true.
    assert plan_of(known.id).ladder == plan.ladder
    assert known.times == wanted.times


def test_steps_of_ones_own_have_no_preset() -> None:
    plan = plan_of(PRESETS[0])
    assert OFFERS.preset_like(replace(plan, ladder=(Rung(1_234_000, 7),))) == ""


@pytest.mark.parametrize("preset", PRESETS)
def test_products_can_be_suggested_for_every_preset(preset: str) -> None:
    assert suggestions(plan_of(preset), OFFERS.usual_products())


def test_a_plan_of_the_last_days_of_the_calendar_has_no_preset() -> None:
    plan = Plan(date(9999, 12, 1), (Rung(500_000, 1),), (Capsule("c", 500_000),))
    assert OFFERS.preset_like(plan) == ""
