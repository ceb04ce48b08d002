"""Sentences of the patient plan that follow from its numbers: how it goes up, and what a portion is."""

from __future__ import annotations

from itertools import pairwise

from ldn_desktop.documents.wording import (
    DoseWords,
    counted,
    frequency_text,
    quarters_text,
    times_text,
    weekday_date,
)
from ldn_desktop.domain.amount import NL_PER_ML, format_volume
from ldn_desktop.domain.course import PAUSE, STEP_BACK, Phase
from ldn_desktop.domain.formulation import QUARTERS, Drops, Liquid
from ldn_desktop.domain.recipe import Count, Portion, Volume
from ldn_desktop.domain.regimen import Regimen

_WEEK = 7


def portion_sentence(portion: Portion, doses: DoseWords) -> str:
    """Say what is taken of one product: mg and pieces, or mL, concentration and mg together."""
    product = portion.formulation
    if isinstance(portion, Count):
        plural = "s" if portion.quarters > QUARTERS else ""
        return (
            f"**{quarters_text(portion.quarters)}** {product.kind}{plural} of **{doses.strength(product)}**"
        )
    strength = doses.strength(product)
    if isinstance(portion, Volume):
        amount = f"**{format_volume(portion.nl)} mL**"
    else:
        amount = f"**{counted(portion.drops, 'drop')}**"
    told = f"{amount} of the {strength} liquid = **{doses.dose(_dose_of(portion))}**"
    if isinstance(portion, Volume) and portion.measures > 1:
        full = portion.formulation.capacity_nl
        told += f", in two fillings: {format_volume(full)} mL and then {format_volume(portion.nl - full)} mL"
    return told


def _dose_of(portion: Portion) -> int:
    product = portion.formulation
    if isinstance(portion, Volume) and isinstance(product, Liquid):
        return portion.nl * product.concentration_ng_per_ml // NL_PER_ML
    if isinstance(product, Drops) and not isinstance(portion, Count | Volume):
        return portion.drops * product.concentration_ng_per_ml // product.drops_per_ml
    raise TypeError(f"{portion} is not measured")


def intro(regimen: Regimen, doses: DoseWords) -> tuple[str, ...]:
    """Say when it starts, when it is taken and how it goes on; only what is true of this plan."""
    dosed = [step.phase for step in regimen.steps if step.phase.dose_ng]
    times = {phase.times for phase in dosed}
    if len(times) == 1:
        only = dosed[0].times
        when = f"Take it **{frequency_text(only)}, {times_text(only)}**."
    else:
        when = "Take it **at the times that stand with each step**."
    return f"Start on **{weekday_date(dosed[0].first)}**. {when}", _course(regimen, dosed, doses)


def _course(regimen: Regimen, dosed: list[Phase], doses: DoseWords) -> str:
    first, last = doses.dose(dosed[0].dose_ng), doses.dose(dosed[-1].dose_ng)
    paused = {step.phase.whole for step in regimen.steps if not step.phase.dose_ng}
    rest = f", with {counted(len(paused), 'pause')}" if paused else ""
    if len({phase.dose_ng for phase in dosed}) == 1:
        return f"Take **{first}** on each day{rest}."
    plain = all(step.phase.kind not in {PAUSE, STEP_BACK} for step in regimen.steps)
    rising = all(before.dose_ng < after.dose_ng for before, after in pairwise(dosed))
    lengths = {phase.days for phase in dosed[:-1]}
    if plain and rising and len(lengths) == 1:
        days = lengths.pop()
        pace = "a week" if days == _WEEK else "a day" if days == 1 else f"every {counted(days, 'day')}"
        if days % _WEEK == 0 and days > _WEEK:
            pace = f"every {counted(days // _WEEK, 'week')}"
        return f"Go up one step {pace}, from **{first}** to **{last}** in {counted(len(dosed), 'step')}."
    return f"Follow the {counted(len(dosed), 'step')} below, from **{first}** to **{last}**{rest}."
