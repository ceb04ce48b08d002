"""What a change along the way came to, as a history tells it: which dose, and until when."""

from __future__ import annotations

from datetime import date, timedelta
from typing import TYPE_CHECKING

from ldn_desktop.domain.adjustment import (
    ChangeFormulations,
    ChangeTimes,
    Hold,
    Pause,
    Resume,
    Settle,
    StepBack,
    Stop,
)
from ldn_desktop.domain.course import condition_to, lay
from ldn_desktop.domain.phase import dosed_before
from ldn_desktop.domain.plan import CONTINUES, PAUSED, REVIEW, STOPS
from ldn_desktop.domain.plan_limits import CourseError
from ldn_desktop.papers.change_words import adjustment_words, times_reach
from ldn_desktop.papers.plan_state import phase_on
from ldn_desktop.reference.words.english import ENGLISH, counted, weekday_date
from ldn_desktop.workspace.going_on import EARLIEST
from ldn_desktop.workspace.revision_difference import action_text
from ldn_desktop.workspace.step_words import CONDITION_WORDS, on_conditions

if TYPE_CHECKING:
    from ldn_desktop.domain.adjustment import Adjustment
    from ldn_desktop.domain.phase import Course, Phase
    from ldn_desktop.domain.plan import Plan
    from ldn_desktop.domain.rhythm import Rhythm
    from ldn_desktop.reference.words.sentences import Sentences
    from ldn_desktop.reference.words.wording import DoseWords

_DAY = timedelta(days=1)
_UNTIL = {CONTINUES: "changed", REVIEW: "planned", STOPS: "stop", PAUSED: "day"}
"""The names of the sentences on how long the last dose is taken, by what follows it."""


class Decided:
    """The changes of one plan. ``words`` are those of ``plan_history``, ``changes`` those of what changes.

    Where the plan has no course any more, a change is told as it was noted.
    """

    def __init__(self, plan: Plan, words: Sentences, changes: Sentences, doses: DoseWords) -> None:
        self._plan, self._say, self._changes, self._doses = plan, words.say, changes, doses
        try:
            self._course: Course = lay(plan)
        except CourseError:
            self._course = ()

    def ladder(self) -> str:
        """Say from which day on which doses are planned, on what conditions, and until when."""
        plan = self._plan
        doses = [self._doses.dose(rung.dose_ng) for rung in plan.ladder]
        depends = on_conditions([rung.go_on for rung in plan.ladder])
        rhythms = sum(rung.rhythm is not None for rung in plan.ladder)
        off = self._say("not_every_day", count=str(rhythms)) if rhythms else ""
        steps = ", ".join(filter(None, (counted(len(doses), "step"), off, depends)))
        until = f", {self._to_the_end(EARLIEST if depends else '')}" if self._course else ""
        one = self._in_rhythm(doses[0], plan.ladder[0].rhythm)
        known = {"day": weekday_date(plan.start_date), "first": doses[0], "last": doses[-1], "dose": one}
        return self._say("ladder_one" if len(doses) == 1 else "ladder", **known, steps=steps, until=until)

    def ways(self) -> tuple[str, str]:
        """Say of what the doses are made from the first day on, and at which times they are taken."""
        products = ENGLISH.listed([self._doses.product(product) for product in self._plan.formulations])
        times = ENGLISH.times(self._plan.times)
        return self._say("made_from", products=products), self._say("taken_at", times=times)

    def name(self, change: Adjustment) -> str:
        """Say what is done, within a sentence; settling with the dose that is kept."""
        kept = self._taken_on(change.on) if isinstance(change, Settle) else None
        if kept is not None:
            return self._say("settle_at", dose=self._dose(kept))
        return action_text(self._changes, change.action)

    def named(self, action: str) -> str:
        """Say what the last change of a kind does; empty where there is none."""
        changes = reversed(self._plan.adjustments)
        return next((self.name(change) for change in changes if change.action == action), "")

    def line(self, change: Adjustment) -> str:
        """Say from which day on what is taken, and until when."""
        told = self._told(change) or adjustment_words(change, self._doses, self._changes).details.rstrip(".")
        day = weekday_date(change.on)
        return self._say("change", day=day, details=told) if told else self._say("change_from", day=day)

    def _told(self, change: Adjustment) -> str:
        """Say what a change came to; empty where no course says it."""
        if not self._course:
            return ""
        match change:
            case Hold() | StepBack() | Settle():
                return self._from(change, change.on)
            case Pause(until=None):
                return self._say("decided.pause_open", last=self._last_dose(change.on))
            case Pause(until=date() as until, resume=str() as resume):
                days = counted((until - change.on).days, "day")
                then = self._from(change, until, resume)
                return (
                    self._say("decided.pause", days=days, day=weekday_date(until), then=then) if then else ""
                )
            case Resume(resume=resume):
                return self._from(change, change.on, resume)
            case Stop():
                return self._say("decided.stop", last=self._last_dose(change.on))
            case ChangeTimes() | ChangeFormulations():
                reach = times_reach(change, self._plan.adjustments, self._course)
                told = adjustment_words(change, self._doses, self._changes, reach).details
                if reach == "none":
                    return told
                return self._say("decided.otherwise", told=told, until=self._otherwise_until(change))
        return ""

    def _from(self, change: Adjustment, day: date, resume: str = "") -> str:
        """Say what is taken from a day on, up to the next other dose; empty where that is none."""
        phase = self._taken_on(day)
        if phase is None:
            return ""
        last = self._alike_until(phase)
        name = f"resume_{resume}" if resume else change.action
        days = change.days if isinstance(change, Hold) else (last.last - day).days + 1
        told = self._say(
            f"decided.{name}", dose=self._dose(phase), days=counted(days, "day"), until=self._until(last)
        )
        behind = self._course[self._course.index(last) + 1 :]
        follows = next((phase for phase in behind if phase.dose_ng), None)
        condition = CONDITION_WORDS.get(condition_to(follows, last, self._plan.ladder))
        return self._say("decided.waits", told=told, condition=condition) if condition else told

    def _taken_on(self, day: date) -> Phase | None:
        phase = phase_on(self._course, day)
        return phase if phase is not None and phase.dose_ng else None

    def _alike_until(self, phase: Phase) -> Phase:
        """Return the last of the phases on end that give the same dose on the same days."""
        for following in self._course[self._course.index(phase) + 1 :]:
            if _given(following) != _given(phase):
                break
            phase = following
        return phase

    def _until(self, last: Phase) -> str:
        if last != self._course[-1]:
            return self._say("until.day", last=weekday_date(last.last))
        return self._to_the_end()

    def _to_the_end(self, earliest: str = "") -> str:
        told, last = _UNTIL[self._plan.follows], weekday_date(self._course[-1].last)
        return self._say(f"until.{told}", last=f"{last} {earliest}".rstrip())

    def _otherwise_until(self, change: Adjustment) -> str:
        """Say until when other times or products hold: up to the next of their kind, else to the end."""
        plan = self._plan
        behind = plan.adjustments[plan.adjustments.index(change) + 1 :]
        following = next((other for other in behind if other.action == change.action), None)
        if following is not None:
            return self._say("until.day", last=weekday_date(following.on - _DAY))
        return self._to_the_end()

    def _last_dose(self, day: date) -> str:
        """Say which day before one has the last dose."""
        behind = dosed_before(self._course, day)
        if behind is None:
            return self._say("decided.none_before")
        return self._say("decided.last", day=weekday_date(behind[1]))

    def _dose(self, phase: Phase) -> str:
        return self._in_rhythm(self._doses.dose(phase.dose_ng), phase.rhythm)

    def _in_rhythm(self, dose: str, rhythm: Rhythm | None) -> str:
        return self._say("in_rhythm", dose=dose, rhythm=ENGLISH.rhythm(rhythm)) if rhythm else dose


def _given(phase: Phase) -> tuple[object, ...]:
    return phase.dose_ng, phase.rhythm, phase.doses
