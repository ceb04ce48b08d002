"""What may change along the way: the seven adjustments of a plan.

``on`` is the first day affected. What each one does to the course is told in ``course.py``.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import TypeAlias

from ldn_desktop.domain.formulation import Formulation

RESUMES = ("continue", "step_back", "restart")


@dataclass(frozen=True, slots=True)
class Hold:
    """The phase that holds ``on`` becomes ``days`` longer."""

    on: date
    days: int
    action = "hold"


@dataclass(frozen=True, slots=True)
class StepBack:
    """From ``on`` the rung before, for ``days`` (that rung's own where ``None``), then the rung again in full."""

    on: date
    days: int | None = None
    action = "step_back"


@dataclass(frozen=True, slots=True)
class Pause:
    """No dose from ``on`` up to and not including ``until``; then go on as ``resume`` says."""

    on: date
    until: date
    resume: str
    action = "pause"


@dataclass(frozen=True, slots=True)
class Settle:
    """From ``on`` the dose then taken is the maintenance dose; the ladder ends at its rung."""

    on: date
    action = "settle"


@dataclass(frozen=True, slots=True)
class Stop:
    """The course ends the day before ``on``."""

    on: date
    action = "stop"


@dataclass(frozen=True, slots=True)
class ChangeTimes:
    """From ``on`` taken at these times of the day, in its order."""

    on: date
    times: tuple[str, ...]
    action = "times"


@dataclass(frozen=True, slots=True)
class ChangeFormulations:
    """From ``on`` made from these products."""

    on: date
    formulations: tuple[Formulation, ...]
    action = "formulations"


Adjustment: TypeAlias = Hold | StepBack | Pause | Settle | Stop | ChangeTimes | ChangeFormulations
