"""The pause around an operation: what the fields that ask for it mean, and what they make of the plan."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING, NamedTuple

from ldn_desktop.domain import codes
from ldn_desktop.domain.adjustment import Pause
from ldn_desktop.domain.surgery import PAUSE, first_day_without, stopping
from ldn_desktop.workspace.adjusting import Adjustments, Preview, placed
from ldn_desktop.workspace.intents import SetAdjustments
from ldn_desktop.workspace.rejected import RejectedError
from ldn_desktop.workspace.result_words import stopping_sentence

if TYPE_CHECKING:
    from ldn_desktop.domain.regimen import Regimen
    from ldn_desktop.reference.words.wording import Wording
    from ldn_desktop.workspace.knowledge import Knowledge


class OperationFields(NamedTuple):
    """The day of an operation, the hours without a dose before it, and how it goes on afterwards, as far as known.

    ``endless`` tells that nobody knows yet when it is taken again: ``again`` and ``resume`` do not count then.
    """

    on: date | None
    hours: int | None
    again: date | None
    endless: bool
    resume: str

    def pause(self, noted_on: date) -> Pause | None:
        """Return the pause that keeps the hours; ``None`` while something of it is not known."""
        if self.on is None or self.hours is None:
            return None
        first = first_day_without(self.on, self.hours)
        if self.endless:
            return Pause(first, noted_on=noted_on)
        return Pause(first, self.again, self.resume, noted_on=noted_on) if self.again else None


class Around(NamedTuple):
    """What is said of an operation, and the pause for it that can be put into the plan, if there is one."""

    told: str
    pause: Pause | None = None


def with_pause(adjustments: Adjustments, pause: Pause) -> SetAdjustments:
    """Return what puts a pause among the adjustments of a plan."""
    return SetAdjustments(placed(adjustments, pause))


def around(
    fields: OperationFields,
    regimen: Regimen | None,
    preview: Preview,
    knowledge: Knowledge,
    wording: Wording,
    noted_on: date,
) -> Around:
    """Return what an operation asks of a plan, by what the fields say.

    ``preview`` computes what a pause makes of the plan, or refuses it (``RejectedError``).
    """
    if fields.on is None or fields.hours is None:
        return Around("Say on which day the operation is.")
    if regimen is None:
        return Around("Make a plan first: it says which doses are taken before the operation.")
    found = stopping(regimen, fields.on, fields.hours)
    told = stopping_sentence(found, regimen, fields.hours, knowledge.content.surgery.plan)
    if found.state != PAUSE:
        return Around(told)
    pause = fields.pause(noted_on)
    if pause is None:
        return Around(f"{told} Say from which day it is taken again, after the operation.")
    if pause.until is not None and pause.until <= fields.on:
        return Around(f"{told} It must be taken again after the day of the operation, not before.")
    try:
        after = preview(with_pause(regimen.plan.adjustments, pause))
    except RejectedError as error:
        return Around(f"{told} {error}")
    return Around(f"{told} {_caution(regimen, after, knowledge, wording)}".rstrip(), pause)


def _caution(regimen: Regimen, after: Regimen | None, knowledge: Knowledge, wording: Wording) -> str:
    """Return what the plan would be cautioned for by the way it goes on, and was not before."""
    if after is None:
        return ""
    known = {finding for finding in regimen.findings if finding.code == codes.RESUMES_HIGH}
    new = [f for f in after.findings if f.code == codes.RESUMES_HIGH and f not in known]
    return " ".join(knowledge.findings.sentence(finding, after, wording) for finding in new)
