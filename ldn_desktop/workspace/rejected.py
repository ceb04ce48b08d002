"""What cannot be done to a plan, in one sentence for the person."""

from __future__ import annotations

from collections.abc import Mapping
from types import MappingProxyType
from typing import TYPE_CHECKING

from ldn_desktop.reference.words.english import weekday_date

if TYPE_CHECKING:
    from ldn_desktop.domain.adjustment import Adjustment
    from ldn_desktop.domain.plan import Plan
    from ldn_desktop.domain.plan_limits import CourseError

_CALLED: Mapping[str, str] = MappingProxyType(
    {
        "hold": "hold",
        "step_back": "step back",
        "pause": "pause",
        "resume": "resumption",
        "settle": "settling",
        "stop": "stop",
        "times": "change of the time",
        "formulations": "change of the products",
    }
)
"""What the actions are called in a sentence."""


class RejectedError(ValueError):
    """An intent that cannot be carried out; the message is one sentence for the person."""


def no_course(error: CourseError, before: Plan, changed: Plan) -> RejectedError:
    """Return the refusal of a plan without a course.

    Where what was changed leaves no room for an adjustment that the plan had already, that one is named: the person
    did not touch it.
    """
    at = error.adjustment
    if at is not None and _stood(changed.adjustments, at, before.adjustments):
        refused = changed.adjustments[at]
        told = f"the {_CALLED[refused.action]} from {weekday_date(refused.on)} would no longer fit"
        return RejectedError(f"Not done: {told}; remove or change it first.")
    return RejectedError(f"Not done: {error.told(weekday_date)}.")


def _stood(changed: tuple[Adjustment, ...], at: int, before: tuple[Adjustment, ...]) -> bool:
    return changed[: at + 1].count(changed[at]) <= before.count(changed[at])
