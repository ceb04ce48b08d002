"""Sentences of the patient plan that follow from its numbers: how it goes up, and what a portion is."""

from __future__ import annotations

from itertools import pairwise

from ldn_desktop.domain.amount import NL_PER_ML, format_volume
from ldn_desktop.domain.formulation import QUARTERS
from ldn_desktop.domain.phase import PAUSE, STEP_BACK, Phase
from ldn_desktop.domain.recipe import Count, Portion, Volume
from ldn_desktop.domain.regimen import Regimen
from ldn_desktop.papers.plan_state import has_gaps
from ldn_desktop.reference.words.language import Language
from ldn_desktop.reference.words.sentences import Sentences
from ldn_desktop.reference.words.wording import DoseWords, quarters_text

_WEEK = 7


def portion_sentence(portion: Portion, doses: DoseWords, words: Sentences) -> str:
    """Say what is taken of one product: pieces and mg.

    Or mL, concentration and mg together, and the syringe or dropper.
    """
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
        return words.say(
            "portion.volume_twice" if portion.measures > 1 else "portion.volume",
            volume=_ml(portion.nl),
            strength=strength,
            dose=doses.dose(dose),
            capacity=_ml(product.capacity_nl),
            marks=_ml(product.graduation_nl),
            first=_ml(product.capacity_nl),
            rest=_ml(portion.nl - product.capacity_nl),
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
    dosed = [step.phase for step in regimen.steps if step.phase.dose_ng]
    times, gaps = {phase.times for phase in dosed}, has_gaps(regimen.steps)
    name = ("pauses" if gaps else "daily") if len(times) == 1 else ("pauses_varied" if gaps else "varied")
    only = dosed[0].times
    when = words.say(f"intro.{name}", often=doses.language.often(only), times=doses.language.times(only))
    start = words.say("intro.start", day=doses.language.weekday_date(regimen.first_dose))
    return f"{start} {when}", _course(regimen, dosed, doses, words)


def _course(regimen: Regimen, dosed: list[Phase], doses: DoseWords, words: Sentences) -> str:
    paused = {step.phase.whole for step in regimen.steps if not step.phase.dose_ng}
    known = {
        "first": doses.dose(dosed[0].dose_ng),
        "last": doses.dose(dosed[-1].dose_ng),
        "steps": doses.language.counted(len(dosed), "step"),
        "pauses": doses.language.counted(len(paused), "pause"),
    }
    if len({phase.dose_ng for phase in dosed}) == 1:
        return words.say("intro.steady_pauses" if paused else "intro.steady", **known)
    plain = all(step.phase.kind not in {PAUSE, STEP_BACK} for step in regimen.steps)
    rising = all(before.dose_ng < after.dose_ng for before, after in pairwise(dosed))
    lengths = {phase.days for phase in dosed[:-1]}
    if plain and rising and len(lengths) == 1:
        return words.say("intro.rising", **known, pace=_pace(lengths.pop(), words, doses.language))
    return words.say("intro.steps_pauses" if paused else "intro.steps", **known)


def _pace(days: int, words: Sentences, language: Language) -> str:
    if days in {1, _WEEK}:
        return words.say("intro.a_week" if days == _WEEK else "intro.a_day")
    weeks = days % _WEEK == 0
    return words.say(
        "intro.every",
        span=language.counted(days // _WEEK, "week") if weeks else language.counted(days, "day"),
    )


def _ml(nl: int) -> str:
    return f"{format_volume(nl)} mL"
