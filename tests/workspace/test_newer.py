"""What papers do not say holds them back."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

import pytest

from ldn_desktop.decoding.strict import FileError
from ldn_desktop.domain.formulation import Capsule
from ldn_desktop.domain.ladder import Rung
from ldn_desktop.domain.plan import STOPS, Plan
from ldn_desktop.workspace.newer import refuse_unprinted, unprinted

_PLAN = Plan(date(2026, 12, 1), (Rung(500_000, 7),), (Capsule("c", 500_000),))


def test_a_plan_that_version_1_could_hold_is_printed() -> None:
    refuse_unprinted(_PLAN)
    assert unprinted(_PLAN) == ""


def test_what_papers_do_not_say_is_not_printed() -> None:
    plan = replace(_PLAN, after=STOPS)
    with pytest.raises(FileError, match=r"^after:"):
        refuse_unprinted(plan)
    assert unprinted(plan) == "what follows the last day"
