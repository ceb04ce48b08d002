"""The findings on what is taken and what it is made from: doses that cannot be measured, pieces, volumes, products."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import combinations, pairwise
from typing import TypeAlias

from ldn_desktop.domain import codes
from ldn_desktop.domain.administration import Steps, Take
from ldn_desktop.domain.figure import Deviation, Dose, Figure, Millilitres
from ldn_desktop.domain.finding import Finding
from ldn_desktop.domain.formulation import Formulation, is_solid, strength_ng
from ldn_desktop.domain.phase import Phase, told_span
from ldn_desktop.domain.plan import Plan
from ldn_desktop.domain.recipe import Limits, Recipes, Volume
from ldn_desktop.domain.rules import Rules
from ldn_desktop.domain.supply import Fill, Supply
from ldn_desktop.domain.work import A_FINDING, Work

_Figures: TypeAlias = dict[str, Figure | None]
_Told: TypeAlias = tuple[str, _Figures, str]
"""A code, its figures, its variant."""
_TWO = 2


def product_findings(plan: Plan, steps: Steps, supply: Supply, rules: Rules, work: Work) -> Iterator[Finding]:
    """Yield the findings on the takes of a plan, on its products and on what is handed out.

    Refused (``TooMuchWorkError``): findings that take more than the ``work`` there may be.
    """
    looked_at = _Products(plan, steps, rules, work)
    yield from looked_at.takes()
    yield from looked_at.products()
    yield from _beyond_use(supply, rules)


class _Products:
    """One look over what the steps of a plan take."""

    def __init__(self, plan: Plan, steps: Steps, rules: Rules, work: Work) -> None:
        self._plan, self._steps = plan, steps
        self._rules, self._limits, self._work = rules, rules.thresholds, work
        self._recipes: dict[int, Recipes] = {}
        self._lists: dict[tuple[Formulation, ...], int] = {}
        self._places: dict[int, int] = {}

    def takes(self) -> Iterator[Finding]:
        """Yield what is to be said of each dose of a time; the same again, from the same products, is told once."""
        seen: set[tuple[object, ...]] = set()
        for step in self._steps:
            phase, products = step.phase, self._list_of(step.phase)
            # Those of an equal split are equal, so the first speaks for all of them.
            for take in step.takes if phase.doses else step.takes[:1]:
                key = (take.time, take.dose_ng) if phase.doses else (phase.times, phase.dose_ng)
                if (products, key) in seen:
                    continue
                seen.add((products, key))
                for code, figures, variant in self._take(phase, take):
                    self._work.spend(A_FINDING)
                    place: _Figures = {"step": step.number, "rung": phase.rung + 1}
                    yield self._rules.finding(code, told_span([phase]), place | figures, variant)

    def _list_of(self, phase: Phase) -> int:
        """Return one number for all equal lists of products: phases share theirs, so each is compared once."""
        place = id(phase.formulations)
        if place not in self._places:
            self._places[place] = self._lists.setdefault(phase.formulations, len(self._lists))
        return self._places[place]

    def _take(self, phase: Phase, take: Take) -> Iterator[_Told]:
        if take.dose_ng is None:
            yield codes.NOT_MEASURABLE, {"dose": Dose(phase.dose_ng), "times": len(phase.times)}, "split"
            return
        recipe, time = take.recipe, take.time if phase.doses else ""
        if recipe is None:
            yield self._unmeasurable(Dose(take.dose_ng, time), phase)
            return
        if recipe.over_limit:
            limit = self._plan.max_pieces_per_dose
            figures: _Figures = {"dose": Dose(take.dose_ng, time), "pieces": recipe.pieces, "limit": limit}
            yield codes.MANY_PIECES, figures, ""
        for portion in recipe.portions:
            if isinstance(portion, Volume):
                yield from self._volume(Dose(take.dose_ng, time), portion)

    def _volume(self, dose: Dose, portion: Volume) -> Iterator[_Told]:
        known: _Figures = {"dose": dose, "volume": Millilitres(portion.nl)}
        if portion.measures > 1:
            capacity = Millilitres(portion.formulation.capacity_nl)
            variant = "" if portion.measures == _TWO else "more"
            yield codes.TWO_MEASURES, {**known, "capacity": capacity, "measures": portion.measures}, variant
        if portion.nl < self._limits.small_volume_nl:
            yield codes.SMALL_VOLUME, {**known, "limit": Millilitres(self._limits.small_volume_nl)}, ""

    def _unmeasurable(self, dose: Dose, phase: Phase) -> _Told:
        known_as = self._list_of(phase)
        if known_as not in self._recipes:
            self._recipes[known_as] = Recipes(phase.formulations, self._plan.allowed, self._work)
        recipes = self._recipes[known_as]
        near = recipes.nearest(dose.ng)
        # A dose of one time is put right by itself, an equal share with all of them.
        times = None if phase.doses else len(phase.times)
        figures: _Figures = {"dose": dose, "times": times} | self._in_the_way(recipes.limits(dose.ng))
        for name, value in (("below", near.below_ng), ("above", near.above_ng)):
            if value is not None:
                figures[name] = Dose(value)
                figures[f"{name}_percent"] = Deviation(value - dose.ng, dose.ng)
        variant = {(True, True): "", (True, False): "below_only", (False, True): "above_only"}.get(
            (near.below_ng is not None, near.above_ng is not None), "none"
        )
        return codes.NOT_MEASURABLE, figures, variant

    def _in_the_way(self, limits: Limits) -> _Figures:
        figures: _Figures = {"max_pieces": limits.pieces}
        figures["one_drop" if limits.drops == 1 else "max_drops"] = limits.drops
        if limits.syringe is not None:
            most = self._plan.max_measures_per_dose
            figures["one_measure" if most == 1 else "max_measures"] = most
            figures["capacity"] = Millilitres(limits.syringe.capacity_nl)
            figures["liquid"] = limits.syringe.id
        return figures

    def products(self) -> Iterator[Finding]:
        """Yield what is to be said of the products in force together, and of each beside the largest single dose."""
        spans: dict[int, list[Phase]] = {}
        for step in self._steps:
            spans.setdefault(self._list_of(step.phase), []).append(step.phase)
        largest = max(_largest(step.phase) for step in self._steps)
        told: set[tuple[str, ...]] = set()
        for phases in spans.values():
            products, days = phases[0].formulations, (phases[0].first, phases[-1].last)
            for one, other in combinations(products, 2):
                factor = self._tenfold(one, other)
                pair = tuple(sorted((one.id, other.id)))
                if factor and pair not in told:
                    told.add(pair)
                    figures: _Figures = {"one": one.id, "other": other.id, "factor": factor}
                    yield self._rules.finding(codes.TENFOLD_STRENGTHS, days, figures)
            for product in products:
                if is_solid(product) and strength_ng(product) > largest and (product.id,) not in told:
                    told.add((product.id,))
                    known: _Figures = {"product": product.id, "dose": Dose(largest)}
                    yield self._rules.finding(codes.STRENGTH_ABOVE_DOSE, days, known)

    def _tenfold(self, one: Formulation, other: Formulation) -> int | None:
        if is_solid(one) != is_solid(other):
            return None
        low, high = sorted((strength_ng(one), strength_ng(other)))
        return next((factor for factor in self._limits.tenfold_factors if low * factor == high), None)


def _largest(phase: Phase) -> int:
    """Return the largest dose of one time of a phase.

    A split that is no whole number is rounded up: only its size matters here.
    """
    if phase.doses:
        return max(dose for _, dose in phase.doses)
    return -(-phase.dose_ng // len(phase.times))


def _beyond_use(supply: Supply, rules: Rules) -> Iterator[Finding]:
    """Yield a finding for each product of which a window needs a further fill because the one before has expired."""
    by_product: dict[str, list[Fill]] = {}
    for fill in supply.fills:
        if fill.quantity.formulation.beyond_use_days is not None:
            by_product.setdefault(fill.quantity.formulation.id, []).append(fill)
    for name, fills in by_product.items():
        days = fills[0].quantity.formulation.beyond_use_days or 0
        most, in_window, concerned = 1, 1, []
        for before, fill in pairwise(fills):
            expired = (before.last - before.first).days == days - 1 and before.last < fill.first
            in_window = in_window + 1 if expired and before.window == fill.window else 1
            if in_window > 1:
                concerned += [before, fill]
            most = max(most, in_window)
        if concerned:
            figures: _Figures = {"product": name, "fills": most, "days": days}
            yield rules.finding(codes.BEYOND_USE, (concerned[0].first, concerned[-1].last), figures)
