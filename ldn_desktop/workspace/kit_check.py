"""How far a pharmacy's kit reaches in the plan that is open, as the window asks and says it."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from typing import NamedTuple

from ldn_desktop.domain.administration import Solved, Steps, steps_of
from ldn_desktop.domain.course import lay
from ldn_desktop.domain.formulation import QUARTERS, Drops, Formulation, Liquid, is_solid
from ldn_desktop.domain.kit import KitReach, kit_reach
from ldn_desktop.domain.plan import CONTINUES, PAUSED, Plan
from ldn_desktop.domain.plan_limits import CourseError
from ldn_desktop.domain.use import Quantity, uses_of
from ldn_desktop.domain.work import TooMuchWorkError
from ldn_desktop.reference.words.english import weekday_date
from ldn_desktop.reference.words.wording import DoseWords
from ldn_desktop.workspace.count_text import Count

PIECES, MILLILITRES = Count(1, 9_999, "piece", "pieces"), Count(1, 9_999, "mL", "mL")
"""How much of a product a kit holds, as it is typed."""
_NL_PER_ML = 1_000_000
_NOT_COUNTED = "The pause has no date to go on: what is taken after it is not counted."


class Kit(NamedTuple):
    """The course that a kit is counted in, and the products that its doses are made from, the first taken first."""

    plan: Plan
    steps: Steps
    products: tuple[Formulation, ...]


def kit_of(plan: Plan, products: tuple[Formulation, ...] = ()) -> Kit | None:
    """Return what a kit is counted in, the plan made from other ``products`` where they are given.

    ``None`` where the plan has no course, or a dose in it that its products do not make.
    """
    made = replace(plan, formulations=products or plan.formulations)
    try:
        steps = steps_of(lay(made), Solved(made.allowed))
    except (CourseError, TooMuchWorkError):
        return None
    if any(take.recipe is None for step in steps for take in step.takes):
        return None
    used = tuple(product for product, _ in uses_of(steps).values())
    return Kit(made, steps, used) if used else None


def counted_in(product: Formulation) -> Count:
    """Return how much of a product is typed: pieces, or what a bottle holds."""
    return MILLILITRES if isinstance(product, Liquid | Drops) else PIECES


def reach_of(kit: Kit, held: Mapping[str, int]) -> KitReach:
    """Return how far a kit reaches that holds so many pieces or millilitres of the products with these ids."""
    return kit_reach(kit.steps, {p.id: held[p.id] * _units(p) for p in kit.products if p.id in held})


def reach_sentences(kit: Kit, reach: KitReach, words: DoseWords) -> tuple[str, ...]:
    """Say how far a kit reaches, what the first dose beyond it lacks, what is missing to the end, what is left."""
    end = weekday_date(kit.steps[-1].phase.last)
    beyond: tuple[str, ...] = ()
    reached = f"It reaches to the end of the plan, {end}."
    if kit.plan.follows == CONTINUES:
        end = f"{end}, the last day that is counted"
        reached = f"It reaches to the end of the plan, {end}."
    elif kit.plan.follows == PAUSED:
        end, beyond = f"{end}, the day before the pause", (_NOT_COUNTED,)
        reached = f"It reaches to {end}."
    left = _listed([part.left for part in reach.parts], words) or "nothing"
    if reach.short_on is None:
        return (reached, f"Left then: {left}.", *beyond)
    upto = f"{end}," if "," in end else end
    lacks = _listed([part.lacks for part in reach.parts], words)
    missing = _listed([part.missing for part in reach.parts], words)
    return (
        f"It reaches to {weekday_date(reach.covers)}."
        if reach.covers
        else "It does not make the first dose.",
        f"Left then: {left}.",
        f"The dose on {weekday_date(reach.short_on)} lacks {lacks}; all doses up to {upto} lack {missing}.",
        *beyond,
    )


def _listed(quantities: list[Quantity], words: DoseWords) -> str:
    told = [(words.need(q), q.formulation) for q in quantities if q.units]
    return ", ".join(f"{need} {'×' if is_solid(made) else 'of'} {words.product(made)}" for need, made in told)


def _units(product: Formulation) -> int:
    if isinstance(product, Liquid):
        return _NL_PER_ML
    return product.drops_per_ml if isinstance(product, Drops) else QUARTERS
