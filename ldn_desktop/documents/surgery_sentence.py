"""What a plan needs for an operation, in one sentence."""

from __future__ import annotations

from datetime import timedelta
from typing import TYPE_CHECKING

from ldn_desktop.documents.wording import counted, weekday_date
from ldn_desktop.domain.surgery import AFTER_END, BEFORE_START, RESUMES_EARLY, TOO_NEAR, Stopping

if TYPE_CHECKING:
    from ldn_desktop.domain.regimen import Regimen


def stopping_sentence(found: Stopping, regimen: Regimen, hours: int) -> str:
    """Say what ``stopping`` found on a plan for ``hours`` without naltrexone; no day is named that has no dose."""
    started = weekday_date(next(step.phase.first for step in regimen.steps if step.phase.dose_ng))
    least = f"at least {counted(hours, 'hour')}"
    if found.state == BEFORE_START:
        return f"The operation is before the first dose, {started}: the plan needs no pause."
    if found.last_dose is None or found.state == TOO_NEAR:
        return (
            f"The first dose, {started}, is too near: no dose before the operation is {least} away. "
            "Let the plan start after it."
        )
    last = weekday_date(found.last_dose)
    if found.state == AFTER_END:
        return (
            f"The last dose of the plan, on {last}, is {least} before the operation. "
            "If naltrexone is to go on until then, make the last step longer first."
        )
    if found.resumed is not None:
        begins, again = weekday_date(found.last_dose + timedelta(days=1)), weekday_date(found.resumed)
        if found.state == RESUMES_EARLY:
            return (
                f"The plan pauses from {begins} but goes on from {again}, before the operation is over: "
                "change that pause under Follow-up."
            )
        return (
            f"The plan pauses from {begins} and goes on from {again}: last dose on {last}, "
            f"{least} before the operation."
        )
    return (
        f"Last dose on {last}, before midnight; none from {weekday_date(found.first)} on: "
        f"{least}, whatever the hour of the operation."
    )
