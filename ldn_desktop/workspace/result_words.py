"""What a plan comes to, as the window says it.

In one line, by the time of the day, before an operation, and beside an opioid.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from datetime import date, timedelta
from typing import TYPE_CHECKING, NamedTuple

from ldn_desktop.domain.formulation import QUARTERS, Capsule, Drops, Liquid, Tablet
from ldn_desktop.domain.surgery import AFTER_END, BEFORE_START, RESUMES_EARLY, TOO_NEAR, Stopping
from ldn_desktop.domain.use import units_text, uses_of
from ldn_desktop.papers.plan_state import (
    CONTINUING,
    OVER,
    STOPPED,
    STOPPED_IF,
    STOPPING,
    WAITING,
    WAITS,
    has_gaps,
    state_on,
)
from ldn_desktop.reference.words.english import (
    counted,
    frequency_text,
    rhythm_text,
    short_date,
    time_text,
    times_text,
    weekday_date,
)
from ldn_desktop.reference.words.wording import DoseWords, held
from ldn_desktop.workspace.course_length import course_length
from ldn_desktop.workspace.step_words import follows_text, route_of

if TYPE_CHECKING:
    from collections.abc import Sequence

    from ldn_desktop.domain.administration import Steps
    from ldn_desktop.domain.ladder import Ladder
    from ldn_desktop.domain.regimen import Regimen
    from ldn_desktop.domain.use import Quantity

_WEEK = 7
STATE_WORDS = {
    OVER: "planned days over",
    STOPPED: "stopped",
    STOPPED_IF: "last planned dose behind",
    STOPPING: "planned to stop",
    CONTINUING: "goes on until changed",
    WAITS: "pause without a date planned",
    WAITING: "paused without a date",
}
"""A state in the few words that stand beside a plan; without one the plan is still to come or runs."""


class Headline(NamedTuple):
    """``strong`` says what is taken, ``tail`` how long; ``facts`` stand on the line below."""

    strong: str
    tail: str
    facts: str


def headline(regimen: Regimen, words: DoseWords, today: date | None = None) -> Headline:
    """Say a computed plan in words, such as *0.5 mg to 4.5 mg in 9 steps over 8 weeks, 56 + 28 days*.

    The facts say that it is stopped, or that its planned days are over, as it stands ``today``.
    """
    dosed = [step.phase for step in regimen.steps if step.phase.dose_ng]
    length = course_length(regimen)
    rising, kept = length.rising.days, length.kept.days
    whole = (
        length.kept.words if not rising else counted(rising + kept, "day") if kept else length.rising.words
    )
    first, last = dosed[0].dose_ng, dosed[-1].dose_ng
    facts = _facts(regimen, today or regimen.first, words)
    if len({phase.dose_ng for phase in dosed}) == 1:
        rhythms = {phase.rhythm for phase in dosed}
        if rhythms != {None} and len(rhythms) == 1 and len(dosed) == len(regimen.steps):
            often = rhythm_text(dosed[0].rhythm)
            return Headline(f"{words.dose(first)}, {often}", f", {whole}", facts)
        if has_gaps(regimen.steps):
            taken = sum(len(phase.dose_days()) for phase in dosed)
            return Headline(f"{words.dose(first)} on {taken:,} of {counted(rising + kept, 'day')}", "", facts)
        return Headline(f"{words.dose(first)} a day", f", {whole}", facts)
    # Pieces of a step, before and after a change along the way, are one.
    steps = counted(len({phase.rung for phase in dosed}), "step")
    in_weeks = rising % _WEEK == 0 and not length.rising.months
    span = counted(rising // _WEEK, "week") if in_weeks else length.rising.words
    strong = f"{words.dose(first)} to {words.dose(last)} in {steps} over {span}"
    if not kept:
        return Headline(strong, "", facts)
    if length.rising.months or length.kept.months:
        return Headline(strong, f", then {length.kept.words}", facts)
    return Headline(strong, f", {rising:,} + {counted(kept, 'day')}", facts)


def split_sentence(ladder: Ladder, times: Sequence[str], steps: Steps, words: DoseWords) -> str:
    """Say what each time gets at the first and at the last dose, or that a dose cannot be split so.

    Empty for one time a day, and without a ladder; rungs with a dose for each time say it themselves. ``steps`` say
    what is made of the products; they may be missing.
    """
    doses = tuple(dict.fromkeys(rung.dose_ng for rung in ladder if not rung.doses))
    if len(times) == 1 or not doses:
        return ""
    uneven = [ng for ng in doses if ng % len(times)]
    if uneven:
        return f"{_first_of(uneven, words)} cannot be split into {len(times)} equal doses."
    unmade = {
        step.phase.dose_ng: take.dose_ng
        for step in steps
        for take in step.takes
        if not step.phase.doses
        and step.phase.times == times
        and take.recipe is None
        and take.dose_ng is not None
    }
    if unmade:
        each = words.dose(next(iter(unmade.values())))
        return (
            f"{_first_of(list(unmade), words)} cannot be split so: {each} cannot be made from these products."
        )
    ends = (doses[0], next(rung.dose_ng for rung in reversed(ladder) if not rung.doses))
    first, last = (_each(ng // len(times), times, words) for ng in ends)
    if len(doses) == 1:
        return f"Each day {first}."
    return f"At first {first}; at the end {last}."


class OpioidFree(NamedTuple):
    """From the last dose of an opioid, by its name, up to and not including ``earliest``; ``overridden`` or not."""

    opioid: str
    last_dose: date
    earliest: date
    overridden: bool = False

    @property
    def sentences(self) -> tuple[str, str]:
        """Say it on one line of a calendar, in full and where there is less room."""
        days = counted((self.earliest - self.last_dose).days, "day")
        brief = f"no dose before {short_date(self.earliest)}"
        if self.overridden:
            brief = f"overridden until {short_date(self.earliest)}"
        return f"{self.opioid}, last dose {weekday_date(self.last_dose)} · {days} without it: {brief}", brief


def opioid_free(regimen: Regimen, name_of: Callable[[str], str]) -> tuple[OpioidFree, ...]:
    """Return the intervals that doses of a plan lie in; ``name_of`` gives an opioid's name for its id."""
    return tuple(_intervals(regimen, name_of))


def stopping_sentence(found: Stopping, regimen: Regimen, hours: int, phrases: Mapping[str, str]) -> str:
    """Say what ``stopping`` found on a plan for ``hours`` without naltrexone; no day is named that has no dose."""
    known = {
        "started": weekday_date(regimen.first_dose),
        "least": f"at least {counted(hours, 'hour')}",
        "first": weekday_date(found.first),
    }
    if found.state == BEFORE_START:
        return phrases["before_start"].format(**known)
    if found.last_dose is None or found.state == TOO_NEAR:
        return phrases["too_near"].format(**known)
    known["last"] = weekday_date(found.last_dose)
    known["begins"] = weekday_date(found.last_dose + timedelta(days=1))
    if found.state == AFTER_END and regimen.plan.waits:
        return phrases["waits"].format(**known)
    if found.state == AFTER_END:
        return phrases["stopped" if regimen.plan.stopped else "over"].format(**known)
    if found.resumed is None:
        return phrases["pause"].format(**known)
    known["again"] = weekday_date(found.resumed)
    return phrases["resumes_early" if found.state == RESUMES_EARLY else "paused"].format(**known)


def _facts(regimen: Regimen, today: date, words: DoseWords) -> str:
    parts = [f"{weekday_date(regimen.first)} to {weekday_date(regimen.ends)}"]
    state = state_on(regimen, today)
    if follows := follows_text(regimen):
        parts.append(follows)
    elif state:
        until = "" if state == OVER else f", last dose {weekday_date(regimen.last_dose)}"
        parts.append(f"{STATE_WORDS[state]}{until}")
    times = list(dict.fromkeys(step.phase.times for step in regimen.steps))
    often = "with pauses" if has_gaps(regimen.steps) else frequency_text(times[0])
    changes = "times change"
    if any(step.phase.rhythm for step in regimen.steps):
        often = changes = counted(sum(len(step.phase.dose_days()) for step in regimen.steps), "dose day")
    parts.append(f"{often}, {times_text(times[0])}" if len(times) == 1 else changes)
    parts += filter(None, dict.fromkeys(map(route_of, regimen.steps)))
    parts += _amounts(regimen, words)
    return " · ".join(parts)


def _amounts(regimen: Regimen, words: DoseWords) -> list[str]:
    """Say what is handed out in all, what of it is taken where that is less, and what could not be counted."""
    found: list[str] = []
    taken = taken_units(regimen)
    for kind in (Capsule, Tablet):
        of_kind = [total for total in regimen.supply.totals if isinstance(total.formulation, kind)]
        if quarters := sum(total.units for total in of_kind):
            used = sum(taken[total.formulation.id] for total in of_kind)
            rest = f", {units_text(of_kind[0].formulation, used)} taken" if used < quarters else ""
            found.append(f"{counted(-(-quarters // QUARTERS), kind.kind)}{rest}")
    for measured in (Liquid, Drops):
        of_kind = [total for total in regimen.supply.totals if isinstance(total.formulation, measured)]
        if of_kind:
            units, used = (
                sum(each) for each in zip(*((t.units, taken[t.formulation.id]) for t in of_kind), strict=True)
            )
            rest = f", {words.need(of_kind[0]._replace(units=used))} taken" if used < units else ""
            found.append(f"{_measured(of_kind, words)}{rest}")
    unmade = {step.phase.rung for step in regimen.steps if any(take.recipe is None for take in step.takes)}
    if found and unmade:
        found[-1] += f", without the doses of {counted(len(unmade), 'step')} that cannot be measured"
    return found


def taken_units(regimen: Regimen) -> dict[str, int]:
    """Return what the plan takes of each product that is handed out, by id; less than that after some changes."""
    used = {
        name: sum(len(use.days) * use.units for use in uses)
        for name, (_, uses) in uses_of(regimen.steps).items()
    }
    return {total.formulation.id: used.get(total.formulation.id, 0) for total in regimen.supply.totals}


def _measured(used: Sequence[Quantity], words: DoseWords) -> str:
    """Say how much of liquids or drops is handed out in all, such as *42 mL of 2 liquids, 2 syringes*."""
    told = words.need(used[0]._replace(units=sum(total.units for total in used)))
    products = [total.formulation for total in used]
    strengths = {held(product) for product in products}
    syringes = {(p.capacity_nl, p.graduation_nl) for p in products if isinstance(p, Liquid)}
    if len(strengths) > 1:
        told += f" of {counted(len(strengths), 'liquid')}"
    return f"{told}, {counted(len(syringes), 'syringe')}" if len(syringes) > 1 else told


def _each(ng: int, times: Sequence[str], words: DoseWords) -> str:
    return ", ".join(f"{words.dose(ng)} {time_text(time)}" for time in times)


def _first_of(doses: Sequence[int], words: DoseWords) -> str:
    first, more = f"{words.dose(doses[0])} a day", len(doses) - 1
    if not more:
        return first
    return f"{first}, and {more} more doses," if more > 1 else f"{first}, and another dose,"


def _intervals(regimen: Regimen, name_of: Callable[[str], str]) -> Iterator[OpioidFree]:
    for finding in regimen.findings:
        opioid, last_dose = finding.figure("opioid"), finding.figure("last_dose")
        earliest = finding.figure("earliest")
        if isinstance(opioid, str) and isinstance(last_dose, date) and isinstance(earliest, date):
            yield OpioidFree(name_of(opioid), last_dose, earliest, finding.overridden is not None)
