"""Whatever the plan: every form that it is handed over in tells, read back, the doses and fills that it has."""

from __future__ import annotations

from typing import Any

from hypothesis import given, settings

from checks.exports import PLANS, check
from ldn_desktop.workspace.knowledge import Knowledge
from tests.places import SHIPPED

KNOWLEDGE = Knowledge(SHIPPED)


@settings(max_examples=60)
@given(PLANS)
def test_every_form_agrees_with_the_plan(plan: dict[str, Any]) -> None:
    check(plan, KNOWLEDGE)
