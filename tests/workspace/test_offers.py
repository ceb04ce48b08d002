"""What the form offers: presets, each of which makes a ladder and is known again, and products."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

import pytest

from ldn_desktop.domain.basis import Basis, Months
from ldn_desktop.domain.course import lay
from ldn_desktop.domain.formulation import Capsule
from ldn_desktop.domain.ladder import Rung
from ldn_desktop.domain.plan import Plan
from ldn_desktop.domain.practice import OwnPreset, Practice
from ldn_desktop.reference.content import Content
from ldn_desktop.workspace.offers import Offers
from ldn_desktop.workspace.suggest import suggestions
from tests.places import SHIPPED

OFFERS = Offers(Content(SHIPPED), Practice)
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


def test_a_preset_of_the_practice_is_offered_with_no_support_and_found_again_in_a_plan() -> None:
    basis = Basis("linear", 1_000_000, 4_000_000, Months(1), 28, step_ng=1_000_000)
    practice = Practice("Riverside", presets=(OwnPreset("Slow", basis, ("morning",)),))
    offers = Offers(Content(SHIPPED), lambda: practice)
    first = offers.presets()[0]
    assert (first.title, first.support, first.sources, first.source_words) == ("Slow", 0, (), "Riverside")
    numbers, times = offers.generator_of(first.id)
    plan = Plan(date(2027, 1, 31), basis.ladder(date(2027, 1, 31)), (), times=times)
    assert numbers.ladder(plan.start_date) == plan.ladder
    assert offers.preset_like(plan) == first.id
    assert Offers(Content(SHIPPED), Practice).preset_like(plan) == ""
