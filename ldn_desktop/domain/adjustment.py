"""What may change along the way: the adjustments of a plan.

``on`` is the first day affected, ``noted_on`` the day on which it was decided: it is known from that day on, and from
the beginning where it has none. ``note`` is for the record. What each one does to the course stands in
``course_builder.py``.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import date
from typing import TypeAlias

from ldn_desktop.domain.formulation import Formulation

CONTINUE, STEP_BACK, RESTART = "continue", "step_back", "restart"
RESUMES = (CONTINUE, STEP_BACK, RESTART)
"""How it goes on after a pause: where it stood, from one rung before, from the first rung."""


@dataclass(frozen=True, slots=True)
class _Change:
    on: date
    noted_on: date | None = field(default=None, kw_only=True)
    note: str = field(default="", kw_only=True)


@dataclass(frozen=True, slots=True)
class Hold(_Change):
    """The phase that holds ``on`` becomes ``days`` longer."""

    days: int
    action = "hold"


@dataclass(frozen=True, slots=True)
class StepBack(_Change):
    """From ``on`` the rung before, for ``days`` (that rung's own where ``None``), then the rung again in full."""

    days: int | None = None
    action = "step_back"


@dataclass(frozen=True, slots=True)
class Pause(_Change):
    """No dose from ``on`` up to and not including ``until``; then go on as ``resume`` says.

    Without both the course ends the day before ``on``, and what follows waits for the prescriber.
    """

    until: date | None = None
    resume: str | None = None
    action = "pause"


@dataclass(frozen=True, slots=True)
class Resume(_Change):
    """The pause without an end before it ends at ``on``; then go on as ``resume`` says."""

    resume: str
    action = "resume"


@dataclass(frozen=True, slots=True)
class Settle(_Change):
    """From ``on`` the dose then taken is the maintenance dose; the ladder ends at its rung."""

    action = "settle"


@dataclass(frozen=True, slots=True)
class Stop(_Change):
    """The course ends the day before ``on``."""

    action = "stop"


@dataclass(frozen=True, slots=True)
class ChangeTimes(_Change):
    """From ``on`` taken at these times of the day, in its order."""

    times: tuple[str, ...]
    action = "times"


@dataclass(frozen=True, slots=True)
class ChangeFormulations(_Change):
    """From ``on`` made from these products."""

    formulations: tuple[Formulation, ...]
    action = "formulations"


Adjustment: TypeAlias = Hold | StepBack | Pause | Resume | Settle | Stop | ChangeTimes | ChangeFormulations
