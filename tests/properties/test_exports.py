"""Whatever the plan: every form that it is handed over in tells, read back, the doses and fills that it has."""

from __future__ import annotations

from typing import Any

from hypothesis import Phase, given, settings

from checks.exports import PLANS, check
from ldn_desktop.workspace.knowledge import Knowledge
from tests.places import SHIPPED

KNOWLEDGE = Knowledge(SHIPPED)


# A plan that differs is told by its first day that does; making it small takes minutes.
@settings(max_examples=60, phases=[Phase.explicit, Phase.reuse, Phase.generate])
@given(PLANS)
def test_every_form_agrees_with_the_plan(plan: dict[str, Any]) -> None:
    check(plan, KNOWLEDGE)
