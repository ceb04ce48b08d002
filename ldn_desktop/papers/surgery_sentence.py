"""What a plan needs for an operation, in one sentence."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import timedelta
from typing import TYPE_CHECKING

from ldn_desktop.domain.surgery import AFTER_END, BEFORE_START, RESUMES_EARLY, TOO_NEAR, Stopping
from ldn_desktop.reference.words.wording import counted, weekday_date

if TYPE_CHECKING:
    from ldn_desktop.domain.regimen import Regimen


def stopping_sentence(found: Stopping, regimen: Regimen, hours: int, phrases: Mapping[str, str]) -> str:
    """Say what ``stopping`` found on a plan for ``hours`` without naltrexone; no day is named that has no dose."""
    known = {
        "started": weekday_date(next(step.phase.first for step in regimen.steps if step.phase.dose_ng)),
        "least": f"at least {counted(hours, 'hour')}",
        "first": weekday_date(found.first),
    }
    if found.state == BEFORE_START:
        return phrases["before_start"].format(**known)
    if found.last_dose is None or found.state == TOO_NEAR:
        return phrases["too_near"].format(**known)
    known["last"] = weekday_date(found.last_dose)
    if found.state == AFTER_END:
        return phrases["stopped" if regimen.plan.stopped else "over"].format(**known)
    if found.resumed is None:
        return phrases["pause"].format(**known)
    known["begins"] = weekday_date(found.last_dose + timedelta(days=1))
    known["again"] = weekday_date(found.resumed)
    return phrases["resumes_early" if found.state == RESUMES_EARLY else "paused"].format(**known)
