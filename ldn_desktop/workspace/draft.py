"""What is being edited: a plan that may still lack its ladder or its products, and how the ladder is made."""

from __future__ import annotations

import os
from dataclasses import dataclass, field
from datetime import date

from ldn_desktop.domain.plan import Plan
from ldn_desktop.workspace.generator import Generator, recognised

_ID_BYTES = 16


@dataclass(frozen=True, slots=True)
class Draft:
    """A state of the planner, immutable; undo steps through these.

    ``plan`` may have an empty ladder or no formulations, and then has no view. ``preset`` is the id of the
    preset whose numbers it has, empty once its steps are the clinician's own. ``problem`` says why the
    numbers of the generator give no ladder; the plan then keeps the ladder it had.
    """

    plan: Plan
    generator: Generator = field(default=Generator())
    preset: str = ""
    problem: str = ""


def blank(start: date, plan_id: str) -> Draft:
    """Return an empty draft that starts on a day."""
    return Draft(Plan(start_date=start, ladder=(), formulations=(), id=plan_id))


def new_id() -> str:
    """Return an id that no other plan has."""
    return os.urandom(_ID_BYTES).hex()


def opened(plan: Plan) -> Draft:
    """Return the draft of a plan that was read from a file."""
    return Draft(plan, recognised(plan.ladder) if plan.ladder else Generator())
