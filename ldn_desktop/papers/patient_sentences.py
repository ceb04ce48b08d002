"""Sentences of the patient plan that follow from its numbers: how it goes up, and what a portion is."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from itertools import groupby, pairwise

from ldn_desktop.domain.amount import NL_PER_ML, format_volume
from ldn_desktop.domain.basis import Months
from ldn_desktop.domain.formulation import QUARTERS
from ldn_desktop.domain.ladder import ON_DATE
from ldn_desktop.domain.phase import PAUSE, STEP_BACK, Phase
from ldn_desktop.domain.plan import CONTINUES, PAUSED, STOPS
from ldn_desktop.domain.recipe import Count, Portion, Volume
from ldn_desktop.domain.regimen import Regimen
from ldn_desktop.papers.change_words import TimesChange
from ldn_desktop.papers.outlook import times_on_staying
from ldn_desktop.papers.plan_state import condition_of, ends_if, has_gaps, has_pauses, has_rhythm
from ldn_desktop.reference.words.language import Language
from ldn_desktop.reference.words.sentences import Sentences
from ldn_desktop.reference.words.wording import DoseWords, quarters_text

_WEEK = 7
_FILLED = {1: "portion.volume", 2: "portion.volume_twice"}
"""Sentences of a volume by the fillings of its syringe."""


def portion_sentence(portion: Portion, doses: DoseWords, words: Sentences) -> str:
    """Say what is taken of one product, and where it goes, if not by mouth.

    Pieces and mg, or mL, concentration and mg together, and the syringe or dropper.
    """
    told, route = _portion(portion, doses, words), doses.language.route(portion.formulation.route)
    return words.say("portion.routed", portion=told, route=route) if route else told


def take_sentence(phase: Phase, doses: DoseWords, words: Sentences, *, daily: bool = False) -> str:
    """Say the dose of a day that has one, at which times, where it goes if not by mouth, and on which days.

    ``daily`` says that every day is named as well, as in a plan that has days without a dose besides.
    """
    language, split = doses.language, phase.split()
    parts = [
        words.say("change.daily", dose=doses.dose(dose), times=language.time(time))
        for time, dose in split
        if dose is not None
    ]
    dose, times = doses.dose(phase.dose_ng), language.times(phase.times)
    if len(split) == 1:
        told = parts[0]
    elif phase.rhythm is not None:
        told = language.listed(parts)
    elif phase.doses:
        told = words.say("change.daily_doses", dose=dose, parts=language.listed(parts))
    else:
        told = words.say(
            "change.daily_split", dose=dose, each=doses.dose(phase.dose_ng // len(split)), times=times
        )
    if route := language.route(phase.formulations[0].route):
        told = words.say("change.routed", take=told, route=route)
    if phase.rhythm is None:
        return words.say("change.every_day", take=told) if daily else told
    return words.say("change.rhythm", take=told, rhythm=language.rhythm(phase.rhythm))


def times_wait_text(
    told: TimesChange, regimen: Regimen, words: Sentences, language: Language, printed: date
) -> Iterator[str]:
    """Say that other times hold as well for whoever stays on a step when they begin, where that may be."""
    times = times_on_staying(told.first, regimen, printed)
    if times:
        first = language.weekday_date(told.first)
        yield words.say("change.times_wait", first=first, times=language.times(times))


def _portion(portion: Portion, doses: DoseWords, words: Sentences) -> str:
    strength = doses.strength(portion.formulation)
    if isinstance(portion, Count):
        many = "nouns" if portion.quarters > QUARTERS else "noun"
        pieces = doses.language.words.say(f"{many}.{portion.formulation.kind}")
        return words.say(
            "portion.pieces", count=quarters_text(portion.quarters), pieces=pieces, strength=strength
        )
    if isinstance(portion, Volume):
        product = portion.formulation
        dose = portion.nl * product.concentration_ng_per_ml // NL_PER_ML
        *full, rest = portion.fillings
        return words.say(
            _FILLED.get(portion.measures, "portion.volume_more"),
            volume=_ml(portion.nl),
            strength=strength,
            dose=doses.dose(dose),
            capacity=_ml(product.capacity_nl),
            marks=_ml(product.graduation_nl),
            first=_ml(product.capacity_nl),
            rest=_ml(rest),
            fillings=str(portion.measures),
            full=str(len(full)),
        )
    held, drops = portion.formulation.concentration_ng_per_ml, portion.formulation.drops_per_ml
    return words.say(
        "portion.drops",
        count=doses.language.counted(portion.drops, "drop"),
        strength=strength,
        dose=doses.dose(portion.drops * held // drops),
        each=doses.language.counted(drops, "drop"),
    )


def intro(regimen: Regimen, doses: DoseWords, words: Sentences) -> tuple[str, ...]:
    """Say when it starts, when it is taken and how it goes on; only what is true of this plan."""
    dosed = [step.phase for step in regimen.steps if step.phase.dose_days()]
    start = words.say("intro.start", day=doses.language.weekday_date(regimen.first_dose))
    when = _when(regimen, dosed, doses.language, words)
    told = [_course(regimen, dosed, doses, words)]
    if any(condition_of(phase, regimen) != ON_DATE for phase in regimen.course):
        told.append(words.say("intro.conditions"))
    return " ".join((start, *when)), " ".join((*told, *what_follows(regimen, doses.language, words)))


def what_follows(regimen: Regimen, language: Language, words: Sentences) -> Iterator[str]:
    """Say what follows the last day; nothing where the prescriber is seen: its row says so."""
    last = language.weekday_date(regimen.last_dose)
    if regimen.after == STOPS:
        yield words.say("intro.stop_if" if ends_if(regimen) else "intro.stop", last=last)
    elif regimen.after == CONTINUES:
        yield words.say("intro.continues")
    elif regimen.after == PAUSED:
        yield words.say("intro.waits", last=last)


def _when(regimen: Regimen, dosed: list[Phase], language: Language, words: Sentences) -> Iterator[str]:
    """Say at which times of the day and on which days it is taken, and where it goes if not by mouth."""
    times, gaps = {phase.times for phase in dosed}, has_gaps(regimen.steps)
    only, rhythms = dosed[0].times, {step.phase.rhythm for step in regimen.steps if step.phase.dose_ng}
    if _is_once(regimen, dosed):
        yield words.say("intro.once", times=language.times(only))
    elif has_rhythm(regimen.steps):
        one = len(times) == len(rhythms) == 1
        name = "rhythm" if one else "rhythms" if len(times) == 1 else "rhythms_varied"
        yield words.say(f"intro.{name}", times=language.times(only), rhythm=language.rhythm(dosed[0].rhythm))
        if has_pauses(regimen.steps):
            yield words.say("intro.in_pauses")
    else:
        name = ("pauses" if gaps else "daily") if len(times) == 1 else ("pauses_varied" if gaps else "varied")
        yield words.say(f"intro.{name}", often=language.often(only), times=language.times(only))
    routes = {phase.formulations[0].route for phase in dosed}
    if len(routes) > 1:
        yield words.say("intro.routes")
    elif route := language.route(routes.pop()):
        yield words.say("intro.route", route=route)


def _course(regimen: Regimen, dosed: list[Phase], doses: DoseWords, words: Sentences) -> str:
    numbered = [step.phase for step in regimen.steps if step.phase.dose_ng]
    paused = [dosed for dosed, _ in groupby(bool(step.phase.dose_ng) for step in regimen.steps)].count(False)
    known = {
        "first": doses.dose(dosed[0].dose_ng),
        "last": doses.dose(dosed[-1].dose_ng),
        "steps": doses.language.counted(len(numbered), "step"),
        "pauses": doses.language.counted(paused, "pause"),
    }
    if _is_once(regimen, dosed):
        return words.say("intro.steady_once", **known)
    if len({phase.dose_ng for phase in dosed}) == 1:
        if has_rhythm(regimen.steps):
            return words.say("intro.steady_days_pauses" if paused else "intro.steady_days", **known)
        return words.say("intro.steady_pauses" if paused else "intro.steady", **known)
    plain = all(step.phase.kind not in {PAUSE, STEP_BACK} for step in regimen.steps)
    rising = all(before.dose_ng < after.dose_ng for before, after in pairwise(dosed))
    pace = _pace(regimen, dosed, words, doses.language) if plain and rising and numbered == dosed else ""
    if pace:
        return words.say("intro.rising", **known, pace=pace)
    ends = dosed[0].dose_ng, dosed[-1].dose_ng
    top, low = (most(phase.dose_ng for phase in dosed) for most in (max, min))
    way = "steps_up" if top > max(ends) else "steps_down" if low < min(ends) else "steps"
    known |= {"top": doses.dose(top), "low": doses.dose(low)}
    return words.say(f"intro.{way}_pauses" if paused else f"intro.{way}", **known)


def _is_once(regimen: Regimen, dosed: list[Phase]) -> bool:
    """Tell whether the whole plan is the doses of one day."""
    return sum(len(phase.dose_days()) for phase in dosed) == 1 and regimen.after != CONTINUES


def _pace(regimen: Regimen, dosed: list[Phase], words: Sentences, language: Language) -> str:
    """Say how often a step follows another, in months where the ladder was made in them; empty where it varies."""
    plan, lengths = regimen.plan, [phase.days for phase in dosed[:-1]]
    every = plan.basis.every if plan.basis is not None else 0
    if isinstance(every, Months) and lengths == [rung.days for rung in plan.ladder[:-1]]:
        count, noun = every.months, "month"
    elif len(set(lengths)) != 1:
        return ""
    else:
        count, noun = (lengths[0], "day") if lengths[0] % _WEEK else (lengths[0] // _WEEK, "week")
    if count == 1:
        return words.say(f"intro.a_{noun}")
    return words.say("intro.every", span=language.counted(count, noun))


def _ml(nl: int) -> str:
    return f"{format_volume(nl)} mL"
