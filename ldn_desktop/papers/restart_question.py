"""What a paper asks before the first dose after a pause: any opioid since it began that the plan does not know of."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date, timedelta
from typing import NamedTuple

from ldn_desktop.domain.plan import OpioidUse
from ldn_desktop.domain.regimen import Regimen
from ldn_desktop.domain.screening import opioids_between
from ldn_desktop.papers.plan_state import restarts
from ldn_desktop.reference.content import Content
from ldn_desktop.reference.words.wording import weekday_date

_DAY = timedelta(days=1)


class RestartQuestion(NamedTuple):
    """The name of its phrase, and the last day with an opioid in the pause that the plan knows of, if any."""

    phrase: str
    after: date | None = None

    def text(self, phrases: Mapping[str, str]) -> str:
        """Return the sentence, in the words of a row or in those of what changes."""
        return phrases[self.phrase].format(after=weekday_date(self.after) if self.after else "")


class RestartQuestions:
    """The questions of one plan. ``planned`` says that an opioid is planned along: then any other is asked for."""

    def __init__(self, regimen: Regimen, content: Content, *, planned: bool) -> None:
        self._regimen, self._content, self._planned = regimen, content, planned

    def at(self, day: date) -> RestartQuestion:
        """Return the question before the first dose after a pause, which is on this day."""
        if self._planned:
            return RestartQuestion("restart_other")
        known = [use.last_dose for use in self._known(day) if use.last_dose is not None]
        return RestartQuestion("restart_after", max(known)) if known else RestartQuestion("restart")

    def knows_any(self, printed: date) -> bool:
        """Tell whether the plan knows of an opioid in one of the pauses that are not over."""
        return any(self._known(day) for day in restarts(self._regimen, printed))

    def _known(self, day: date) -> tuple[OpioidUse, ...]:
        phases = (step.phase for step in self._regimen.steps)
        last = max((phase.last for phase in phases if phase.dose_ng and phase.last < day), default=None)
        if last is None:
            return ()
        plan = self._regimen.plan
        return opioids_between(plan, self._content.opioids.rules(), last + _DAY, day - _DAY)
