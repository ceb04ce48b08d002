"""What a visit comes to, as the window says it: in one line, and what follows below it."""

from __future__ import annotations

from datetime import date, timedelta
from typing import TYPE_CHECKING, NamedTuple

from ldn_desktop.domain.adjustment import ChangeTimes
from ldn_desktop.domain.plan import CONTINUES, PAUSED, REVIEW, STOPS
from ldn_desktop.papers.change_words import times_reach
from ldn_desktop.papers.plan_state import CONTINUING, OVER, STOPPED, STOPPED_IF, WAITING, phase_on, state_on
from ldn_desktop.reference.words.english import counted, times_text, weekday_date
from ldn_desktop.workspace.going_on import EARLIEST, GOES_ON, conditions, goes_on, new_end, standing

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from ldn_desktop.domain.phase import Course, Phase
    from ldn_desktop.domain.regimen import Regimen
    from ldn_desktop.reference.words.wording import DoseWords
    from ldn_desktop.workspace.adjusting import AdjustmentForm
    from ldn_desktop.workspace.visiting import Outcome

_DAY = timedelta(days=1)
_MOST_AHEAD = 3
DECISION_WORDS = {
    "go-on": "Go on",
    "hold": "Hold",
    "step-back": "Step back",
    "pause": "Pause",
    "resume": "Take it again",
    "settle": "Settle",
    "stop": "Stop",
    "times": "Change the time…",
    "formulations": "Change the products…",
}
DECISION_KEYS = {"g": "go-on", "h": "hold", "b": "step-back", "p": "pause", "e": "settle"}
"""The letter that chooses a decision; to stop has none, so that no slip of a finger stops a plan."""


def decision_words(decision: str, regimen: Regimen, on: date) -> str:
    """Name a decision; to go on with what is paused or over by what that comes to."""
    return (standing(regimen, on) if decision == "go-on" else "") or DECISION_WORDS[decision]


class Run(NamedTuple):
    """Days on end with the same dose and times; 0 is a pause."""

    first: date
    last: date
    dose_ng: int
    times: tuple[str, ...]

    @property
    def days(self) -> int:
        """How many they are."""
        return (self.last - self.first).days + 1


class Told(NamedTuple):
    """``strong`` says what is decided, ``facts`` what follows."""

    strong: str
    facts: str


def told(made: Outcome, form: AdjustmentForm | None, words: DoseWords, today: date) -> Told:
    """Say what a visit makes of the plan; where it changes nothing, how that goes on."""
    if form is None or not made.changed:
        stands = standing(made.after, made.on)
        return Told(stands or "Go on as planned", _ahead(made.after, made.on, words))
    return Told(_strong(made, form, words, today), _facts(made, form, words, today))


def no_longer_stops(made: Outcome) -> str:
    """Say of a dose settled on the way to a planned stop until when it is planned; empty of any other decision."""
    if not made.changed or (made.before.after, made.after.after) != (STOPS, REVIEW):
        return ""
    until = weekday_date(made.after.ends)
    return (
        f"The settled dose is planned until {until}, as long as the last step of the plan is, and nothing after it: "
        "neither the steps that followed nor the stop. See the patient before then to say how it goes on."
    )


def runs(course: Course, day: date) -> tuple[Run, ...]:
    """Return the runs of a course from a day on, the first with the days before the day that belong to it left out."""
    found: list[Run] = []
    for phase in course:
        if phase.last < day:
            continue
        run = Run(max(phase.first, day), phase.last, phase.dose_ng, phase.times)
        if found and (found[-1].dose_ng, found[-1].times) == (run.dose_ng, run.times):
            found[-1] = found[-1]._replace(last=run.last)
        else:
            found.append(run)
    return tuple(found)


def day_words(day: date, today: date) -> str:
    """Name a day, today as such."""
    return "today" if day == today else weekday_date(day)


def _strong(made: Outcome, form: AdjustmentForm, words: DoseWords, today: date) -> str:
    since = f"from {day_words(form.on, today)}"
    match form.action:
        case "stop":
            return f"Stop: the last dose is that of {weekday_date(made.after.last_dose)}"
        case "pause":
            return _paused(form, since, today)
        case "times":
            return _other_times(made.after, form, since)
        case "formulations":
            return f"Made from other products {since}"
    return _dosed(form, made.after, since, words)


def _other_times(after: Regimen, form: AdjustmentForm, since: str) -> str:
    made = next(each for each in reversed(after.plan.adjustments) if isinstance(each, ChangeTimes))
    told = f"Taken {times_text(form.times)} {since}"
    match times_reach(made, after.plan.adjustments, after.course):
        case "none":
            return f"Other times {since} change no step that is left: each has a dose for each time"
        case "some":
            return f"{told}; steps with a dose for each time keep theirs"
    return told


def _paused(form: AdjustmentForm, since: str, today: date) -> str:
    if form.endless or form.until is None:
        return f"No dose {since}, until the prescriber says so"
    last = form.until - _DAY
    if last == form.on:
        return "No dose today" if last == today else f"No dose on {weekday_date(last)}"
    return f"No dose {since} to {weekday_date(last)}"


def _dosed(form: AdjustmentForm, after: Regimen, since: str, words: DoseWords) -> str:
    """Say which dose is taken from then on, and for how long where another follows."""
    ahead = runs(after.course, form.on)
    if not ahead:
        return "Nothing is planned from then on"
    first = ahead[0]
    dose = words.dose(first.dose_ng) if first.dose_ng else "No dose"
    for_days = f" for {counted(first.days, 'day')}" if len(ahead) > 1 else ""
    up = len(ahead) > 1 and ahead[1].dose_ng > first.dose_ng
    waits = conditions(after, form.on).get(ahead[1].first, "") if up else ""
    only = waits.removeprefix(EARLIEST).replace(", ", " ")
    match form.action:
        case "resume":
            return f"{dose} again {since}{for_days}"
        case "hold" if for_days:
            more = counted(form.days or 0, "more day", "more days")
            return f"Stay on {dose} for {more}{f', then up{only}' if up else ''}"
        case "step_back" if for_days:
            return f"{dose} {since}{for_days}{f', then up again{only}' if up else ''}"
    return f"Stay on {dose}"


def _facts(made: Outcome, form: AdjustmentForm, words: DoseWords, today: date) -> str:
    parts = []
    waits = conditions(made.after, form.on)
    shown = 0 if form.action in {"times", "formulations"} else 1
    for run in runs(made.after.course, form.on)[shown:][:_MOST_AHEAD]:
        dose = words.dose(run.dose_ng) if run.dose_ng else "no dose"
        parts.append(" ".join([f"{dose} from {day_words(run.first, today)}", *_only(waits, run.first)]))
    if made.after.after != PAUSED and not made.after.plan.stopped:
        parts.append(_end(made, form.on))
    return " · ".join(parts)


def _only(waits: Mapping[date, str], day: date) -> Iterator[str]:
    if day in waits:
        yield waits[day]


def _end(made: Outcome, on: date) -> str:
    if goes_on(made.after):
        return f"{GOES_ON}, as before" if goes_on(made.before) else GOES_ON
    if told := new_end(made.before, made.after):
        return told
    longer = made.difference.longer
    if made.before.after in {CONTINUES, PAUSED}:
        return _planned_to(made.after, on)
    how = (
        f", {counted(abs(longer), 'day')} {'later' if longer > 0 else 'earlier'}" if longer else ", as before"
    )
    return f"{_planned_to(made.after, on)}{how}"


def _planned_to(regimen: Regimen, on: date) -> str:
    earliest = f" {EARLIEST}" if conditions(regimen, on) else ""
    return f"planned to {weekday_date(regimen.ends)}{earliest}"


def _ahead(regimen: Regimen, on: date, words: DoseWords) -> str:
    state = state_on(regimen, on)
    if state in {OVER, STOPPED, STOPPED_IF, WAITING}:
        last = weekday_date(regimen.last_dose)
        return {
            OVER: f"the planned days ended on {weekday_date(regimen.ends)}",
            STOPPED: f"stopped: the last dose was that of {last}",
            STOPPED_IF: f"the last planned dose was that of {last}, or later where a step began later",
            WAITING: f"paused without a date to go on: the last dose was that of {last}",
        }[state]
    now: Phase | None = phase_on(regimen.course, on)
    ahead = runs(regimen.course, on)
    parts, waits = [], conditions(regimen, on)
    for at, run in enumerate(ahead[:_MOST_AHEAD], 1):
        dose = words.dose(run.dose_ng) if run.dose_ng else "no dose"
        begun = now is not None and run.first == on
        longer = " or longer" if at < len(ahead) and ahead[at].first in waits else ""
        told = f"until {weekday_date(run.last)}{longer}" if begun else f"from {weekday_date(run.first)}"
        parts.append(" ".join([dose, told, *_only(waits, run.first)]))
    parts.append(GOES_ON if state == CONTINUING else _planned_to(regimen, on))
    return " · ".join(dict.fromkeys(parts))
