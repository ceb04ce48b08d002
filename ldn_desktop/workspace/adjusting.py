"""Putting an adjustment among those of a plan, and what a form holds while it is being filled in."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from datetime import date
from typing import NamedTuple

from ldn_desktop.domain.adjustment import (
    RESUMES,
    Adjustment,
    ChangeFormulations,
    ChangeTimes,
    Hold,
    Pause,
    Resume,
    Settle,
    StepBack,
    Stop,
)
from ldn_desktop.domain.formulation import Formulation
from ldn_desktop.domain.phase import days_after
from ldn_desktop.domain.regimen import Regimen
from ldn_desktop.workspace.intents import SetAdjustments
from ldn_desktop.workspace.products import mixed_routes
from ldn_desktop.workspace.rejected import RejectedError

Adjustments = tuple[Adjustment, ...]
Preview = Callable[[SetAdjustments], Regimen | None]


class AdjustmentForm(NamedTuple):
    """The fields of one adjustment as typed; which of them count is for ``action`` to say.

    ``endless`` tells that nobody knows yet when a pause ends; ``until`` and ``resume`` do not count then.
    """

    action: str
    on: date
    days: int | None = None
    until: date | None = None
    resume: str = "step_back"
    times: tuple[str, ...] = ()
    formulations: tuple[Formulation, ...] = ()
    endless: bool = False
    noted_on: date | None = None
    note: str = ""

    def problem(self) -> str:
        """Say what is missing, or nothing where it is complete."""
        match self.action:
            case "hold" if self.days is None:
                return "Say for how many days it is held."
            case "pause" if self.until is None and not self.endless:
                return "Say on which day it is taken again."
            case "pause" if self.until is not None and self.until <= self.on and not self.endless:
                return "The day on which it is taken again must be after the first day without it."
            case "times" if not self.times:
                return "Choose at least one time of the day."
            case "formulations" if not self.formulations:
                return "Choose at least one product."
            case "formulations":
                return mixed_routes(self.formulations)
        return ""

    def adjustment(self) -> Adjustment:
        """Return the adjustment. Refused (``ValueError``): what ``problem`` tells, an unknown action."""
        if problem := self.problem():
            raise ValueError(problem)
        return replace(self._plain(), noted_on=self.noted_on, note=self.note.strip())

    def _plain(self) -> Adjustment:
        match self.action:
            case "hold" if self.days is not None:
                return Hold(self.on, self.days)
            case "step_back":
                return StepBack(self.on, self.days)
            case "pause" if self.endless:
                return Pause(self.on)
            case "pause" if self.until is not None:
                return Pause(self.on, self.until, self.resume)
            case "resume":
                return Resume(self.on, self.resume)
            case "settle":
                return Settle(self.on)
            case "stop":
                return Stop(self.on)
            case "times":
                return ChangeTimes(self.on, self.times)
            case "formulations":
                return ChangeFormulations(self.on, self.formulations)
        raise ValueError(f"there is no adjustment {self.action!r}")


def form_of(adjustment: Adjustment) -> AdjustmentForm:
    """Return the form that makes an adjustment."""
    form = AdjustmentForm(
        adjustment.action, adjustment.on, noted_on=adjustment.noted_on, note=adjustment.note
    )
    match adjustment:
        case Hold(days=days) | StepBack(days=days):
            return form._replace(days=days)
        case Pause(until=until, resume=str(resume)):
            return form._replace(until=until, resume=resume)
        case Resume(resume=resume):
            return form._replace(resume=resume)
        case ChangeTimes(times=times):
            return form._replace(times=times)
        case ChangeFormulations(formulations=products):
            return form._replace(formulations=products)
        case Pause():
            return form._replace(endless=True)
        case Settle() | Stop():
            return form


def edit_form(adjustment: Adjustment, regimen: Regimen) -> AdjustmentForm:
    """Return the form that changes an adjustment; what its kind does not say is as in force on its day."""
    own, blank = form_of(adjustment), blank_form("hold", regimen, adjustment.on)
    return own._replace(times=own.times or blank.times, formulations=own.formulations or blank.formulations)


def waiting(adjustments: Adjustments) -> int | None:
    """Return the place of the pause whose end nobody knows, if there is one: only it can be taken again after."""
    for at, adjustment in enumerate(adjustments):
        if isinstance(adjustment, Pause) and adjustment.until is None:
            following = adjustments[at + 1 : at + 2]
            if not (following and isinstance(following[0], Resume)):
                return at
    return None


def placed(adjustments: Adjustments, new: Adjustment) -> Adjustments:
    """Return the adjustments with another in its place by date, after those of the same day.

    What ends a pause comes straight after it, whatever its day.
    """
    at = sum(1 for adjustment in adjustments if adjustment.on <= new.on)
    if isinstance(new, Resume) and (pause := waiting(adjustments)) is not None:
        at = pause + 1
    return (*adjustments[:at], new, *adjustments[at:])


def without(adjustments: Adjustments, at: int) -> Adjustments:
    """Return the adjustments but for the one at a place."""
    return adjustments[:at] + adjustments[at + 1 :]


class Entering(NamedTuple):
    """What is being done to the adjustments: one is new, edited or removed, the latter two at a place among them."""

    how: str = "new"
    at: int = 0

    @classmethod
    def read(cls, text: str, adjustments: Adjustments) -> Entering:
        """Return what a draft holds; a place that is no more makes it a new one."""
        how, _, place = text.partition(" ")
        is_known = place.isdigit() and int(place) < len(adjustments)
        return cls(how, int(place)) if is_known and how in {"edit", "remove"} else cls()

    @property
    def text(self) -> str:
        """What a draft holds."""
        return self.how if self.how == "new" else f"{self.how} {self.at}"

    @property
    def removes(self) -> bool:
        """Whether one goes, and none comes in its place."""
        return self.how == "remove"

    def rest(self, adjustments: Adjustments) -> Adjustments:
        """Return the adjustments beside the one in hand."""
        return adjustments if self.how == "new" else without(adjustments, self.at)

    def put(self, adjustments: Adjustments, new: Adjustment) -> Adjustments:
        """Return the adjustments with the one in hand as it is now: where it was, if the order of days lets it."""
        rest = self.rest(adjustments)
        before, after = rest[: self.at], rest[self.at :]
        if self.how == "edit" and all(a.on <= new.on for a in before) and all(new.on <= a.on for a in after):
            return (*before, new, *after)
        return placed(rest, new)


NEW = Entering()


def resumed_doses(
    change: Pause | Resume, adjustments: Adjustments, preview: Preview, entering: Entering = NEW
) -> dict[str, int]:
    """Return the daily dose in nanograms on the day after a pause, by each way to go on that the plan can have."""
    doses: dict[str, int] = {}
    again = change.on if isinstance(change, Resume) else change.until
    if again is None:
        return doses
    for resume in RESUMES:
        try:
            after = preview(SetAdjustments(entering.put(adjustments, replace(change, resume=resume))))
        except RejectedError:
            continue
        for step in after.steps if after else ():
            if step.phase.first <= again <= step.phase.last:
                doses[resume] = step.phase.dose_ng
    return doses


def in_first_step(change: Pause | Resume, regimen: Regimen) -> bool:
    """Tell whether a pause, or one that is taken up again, interrupts the first step: there is none to go back to."""
    doses = [step.phase for step in regimen.steps if step.phase.dose_ng]
    interrupted = next((phase for phase in doses if change.on <= phase.last), doses[-1] if doses else None)
    return interrupted is not None and interrupted.rung == 0


def blank_form(action: str, regimen: Regimen, today: date) -> AdjustmentForm:
    """Return the form an adjustment begins with: from today, or from the first or last day of a course around it.

    It is noted today. A hold begins with the days of the step that it lengthens, a pause with a day, a stop after a
    first dose; it is taken again after the pause.
    """
    if action == "resume":
        return AdjustmentForm(action, max(today, days_after(regimen.plan.adjustments[-1].on)), noted_on=today)
    first = days_after(regimen.first_dose) if action == "stop" else regimen.first
    on = min(max(today, first), regimen.ends)
    phase = next(step.phase for step in regimen.steps if on <= step.phase.last)
    days = regimen.plan.ladder[phase.rung].days if action == "hold" else None
    until = days_after(on) if action == "pause" else None
    form = AdjustmentForm(action, on, days, until, times=phase.times, formulations=phase.formulations)
    return form._replace(noted_on=today)
