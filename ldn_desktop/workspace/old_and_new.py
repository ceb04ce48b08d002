"""Two revisions of a plan from a day on, as spans of days on which each takes the same."""

from __future__ import annotations

from bisect import bisect_right
from datetime import date, timedelta
from itertools import pairwise
from typing import TYPE_CHECKING, NamedTuple

from ldn_desktop.domain.adjustment import StepBack
from ldn_desktop.domain.plan import PAUSED, STOPS
from ldn_desktop.papers.plan_state import ends_if, kind_of
from ldn_desktop.reference.words.english import full_date, rhythm_text, short_date
from ldn_desktop.workspace.going_on import EARLIEST, GOES_ON, goes_on, steps_to

if TYPE_CHECKING:
    from collections.abc import Mapping

    from ldn_desktop.domain.administration import Step, Steps
    from ldn_desktop.domain.regimen import Regimen
    from ldn_desktop.reference.words.wording import DoseWords

_DAY = timedelta(days=1)


class Days(NamedTuple):
    """Days on end, both inclusive, with the step of either revision; none where it does not reach them."""

    first: date
    last: date
    old: Step | None
    new: Step | None

    @property
    def dates(self) -> str:
        """The days in words; the year where it is another within them."""
        if self.first == self.last:
            return full_date(self.first)
        begin = short_date if self.first.year == self.last.year else full_date
        end = full_date if self.first.year != self.last.year else short_date
        return f"{begin(self.first)} to {end(self.last)}"


def old_and_new(before: Regimen, after: Regimen, day: date) -> tuple[Days, ...]:
    """Return the days from one on to the last of either revision."""
    end = max(before.ends, after.ends)
    olds, news = steps_to(before, end), steps_to(after, end)
    steps = (*olds, *news)
    begins = {step.phase.first for step in steps} | {step.phase.last + _DAY for step in steps}
    edges = sorted({day, *(edge for edge in begins if edge > day)})
    spans: list[Days] = []
    for first, following in pairwise(edges):
        old, new = _on(olds, first), _on(news, first)
        if old is None and new is None:
            continue
        last = spans[-1] if spans else None
        if last is not None and (last.old, last.new) == (old, new):
            spans[-1] = last._replace(last=following - _DAY)
        else:
            spans.append(Days(first, following - _DAY, old, new))
    return tuple(spans)


def dose_text(step: Step | None, regimen: Regimen, words: DoseWords) -> str:
    """Say what a step gives a day, in the few words of a column; how the plan stands on a day that none reaches."""
    if step is None:
        return _beyond(regimen)
    phase = step.phase
    if not phase.dose_ng:
        return "pause"
    rhythm = f", {rhythm_text(phase.rhythm)}" if phase.rhythm else ""
    return f"{words.dose(phase.dose_ng)}{rhythm}"


def tag_of(days: Days, after: Regimen, waits: Mapping[date, str]) -> str:
    """Say what the days are besides a step on the way: maintenance, one step back; empty where nothing.

    And for what their step waits, as ``conditions`` of ``after`` tells, and that the last goes on until it is changed.
    """
    if days.new is None:
        return ""
    last = goes_on(after) and days.last >= after.ends
    parts = (_kind_text(days.new, after), waits.get(days.first, ""), GOES_ON if last else "")
    return ", ".join(filter(None, parts))


def _beyond(regimen: Regimen) -> str:
    if regimen.after == PAUSED:
        return "pause"
    if regimen.after == STOPS:
        return f"stopped {EARLIEST}" if ends_if(regimen) else "stopped"
    return "no plan"


def _kind_text(step: Step, after: Regimen) -> str:
    told = kind_of(step.phase, after).replace("_", " ")
    back = any(isinstance(change, StepBack) for change in after.plan.adjustments)
    return "one step back" if told == "step back" and back else told


def _on(steps: Steps, day: date) -> Step | None:
    at = bisect_right(steps, day, key=lambda step: step.phase.first) - 1
    return steps[at] if at >= 0 and day <= steps[at].phase.last else None
