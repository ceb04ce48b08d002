"""Presets as the planner uses them: every one makes a ladder, and is known again by its steps."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from pathlib import Path

import pytest

from ldn_desktop.domain.course import lay
from ldn_desktop.domain.formulation import Capsule, Drops
from ldn_desktop.domain.ladder import Rung
from ldn_desktop.domain.plan import Plan
from ldn_desktop.domain.regimen import derive
from ldn_desktop.reference.words.wording import PLAIN
from ldn_desktop.workspace.intents import ReplaceDose
from ldn_desktop.workspace.knowledge import Knowledge
from ldn_desktop.workspace.repairs import repairs
from ldn_desktop.workspace.suggest import suggestions

KNOWLEDGE = Knowledge(Path(__file__).resolve().parents[2] / "resources" / "content")
PRESETS = [preset.id for preset in KNOWLEDGE.presets()]


def plan_of(preset: str) -> Plan:
    numbers, times = KNOWLEDGE.generator_of(preset)
    ladder = numbers.ladder()
    assert ladder is not None
    return Plan(date(2026, 12, 1), ladder, (Capsule("c", 500_000),), times)


@pytest.mark.parametrize("preset", PRESETS)
def test_every_preset_makes_a_course_and_is_known_again(preset: str) -> None:
    plan = plan_of(preset)
    assert lay(plan)
    known = KNOWLEDGE.preset(KNOWLEDGE.preset_like(plan))
    wanted = KNOWLEDGE.preset(preset)
    assert known is not None
    assert wanted is not None
    # Two presets may have the same steps; then either is true.
    assert plan_of(known.id).ladder == plan.ladder
    assert known.times == wanted.times


def test_steps_of_ones_own_have_no_preset() -> None:
    plan = plan_of(PRESETS[0])
    assert KNOWLEDGE.preset_like(replace(plan, ladder=(Rung(1_234_000, 7),))) == ""


@pytest.mark.parametrize("preset", PRESETS)
def test_products_can_be_suggested_for_every_preset(preset: str) -> None:
    assert suggestions(plan_of(preset), KNOWLEDGE.usual_products())


def test_no_click_puts_a_dose_of_more_than_double_into_a_plan() -> None:
    plan = Plan(
        date(2026, 12, 1),
        (Rung(32_000, 7),),
        (Drops("d", 20_000, 20), Capsule("c", 1_500_000)),
        id="p",
    )
    regimen = derive(plan, KNOWLEDGE.rules, date(2026, 12, 1))
    finding = next(f for f in regimen.findings if f.code == "not-measurable")
    offered = [repair.intent for repair in repairs(finding, regimen, PLAIN.of(regimen))]
    assert offered == [ReplaceDose(32_000, 20_000)]
