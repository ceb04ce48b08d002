"""The findings on a plan's doses, steps and products. Those of the safety check stand in ``screening.py``."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from datetime import date, timedelta
from itertools import combinations, pairwise
from typing import TypeAlias

from ldn_desktop.domain import codes
from ldn_desktop.domain.administration import Step, Steps, Take
from ldn_desktop.domain.finding import SEVERITIES, Deviation, Dose, Figure, Finding, Millilitres
from ldn_desktop.domain.formulation import Formulation, is_solid, strength_ng
from ldn_desktop.domain.phase import Phase
from ldn_desktop.domain.plan import Plan
from ldn_desktop.domain.recipe import Recipes, Volume
from ldn_desktop.domain.rules import Rules
from ldn_desktop.domain.screening import screening_findings
from ldn_desktop.domain.supply import Fill, Supply
from ldn_desktop.domain.texts import medicine_findings, printable_findings
from ldn_desktop.domain.work import A_FINDING, Work

_Figures: TypeAlias = dict[str, Figure | None]


def findings_on(
    plan: Plan, steps: Steps, supply: Supply, rules: Rules, today: date, work: Work
) -> tuple[Finding, ...]:
    """Return all findings on a plan, the most severe first, within one severity by first day.

    A finding whose code the plan overrides carries the reason, where the code may be overridden.
    Refused (``TooMuchWorkError``): findings that take more than the ``work`` there may be.
    """
    doctor = _Examination(plan, steps, supply, rules, today, work)
    found = [
        *doctor.findings(),
        *screening_findings(plan, steps, rules, today),
        *medicine_findings(plan, rules),
        *printable_findings(plan, rules),
    ]
    reasons = {entry.code: entry.reason for entry in plan.overrides}
    marked = [
        finding._replace(overridden=reasons[finding.code])
        if finding.code in reasons and codes.kind_of(finding.code).overridable
        else finding
        for finding in found
    ]
    marked.sort(key=lambda f: (SEVERITIES.index(f.severity), f.first or date.min, f.code))
    return tuple(marked)


class _Examination:
    """One look over one computed plan."""

    def __init__(
        self, plan: Plan, steps: Steps, supply: Supply, rules: Rules, today: date, work: Work
    ) -> None:
        self._work = work
        self._plan, self._steps, self._supply = plan, steps, supply
        self._rules, self._limits, self._today = rules, rules.thresholds, today
        self._recipes: dict[int, Recipes] = {}
        self._lists: dict[tuple[Formulation, ...], int] = {}
        self._places: dict[int, int] = {}
        self._dosed = [step for step in steps if step.phase.dose_ng]

    def findings(self) -> Iterator[Finding]:
        yield from self._range()
        yield from self._rungs()
        yield from self._pauses()
        yield from self._takes()
        yield from self._products()
        yield from self._beyond_use()
        if self._plan.start_date < self._today:
            start = self._plan.start_date
            yield self._rules.finding(
                codes.STARTS_IN_PAST, (start, start), {"first": start, "today": self._today}
            )

    def _range(self) -> Iterator[Finding]:
        limits = (
            (codes.ABOVE_DOCUMENTED, self._limits.above_documented_ng),
            (codes.ABOVE_PUBLISHED, self._limits.above_published_ng),
            (codes.ABOVE_TYPICAL, self._limits.above_typical_ng),
        )
        highest = max((step.phase.dose_ng for step in self._dosed), default=0)
        for code, limit in limits:
            if highest > limit:
                over = [step.phase for step in self._dosed if step.phase.dose_ng > limit]
                days = over[0].first, over[-1].last
                yield self._rules.finding(code, days, {"dose": Dose(highest), "limit": Dose(limit)})
                break
        limit = self._limits.below_documented_ng
        under = [step.phase for step in self._dosed if step.phase.dose_ng < limit]
        if under:
            lowest = min(phase.dose_ng for phase in under)
            days = under[0].first, under[-1].last
            figures: _Figures = {"dose": Dose(lowest), "limit": Dose(limit)}
            yield self._rules.finding(codes.BELOW_DOCUMENTED, days, figures)

    def _rungs(self) -> Iterator[Finding]:
        ladder = self._plan.ladder
        first_on: dict[int, Step] = {}
        for step in self._dosed:
            first_on.setdefault(step.phase.rung, step)
        for at, rung in enumerate(ladder):
            found = first_on.get(at)
            if found is None:
                continue
            days = found.phase.first, found.phase.last
            before = ladder[at - 1].dose_ng if at else None
            code = None if before is None else self._leap(before, rung.dose_ng)
            if before is not None and code is not None:
                figures: _Figures = {"dose": Dose(rung.dose_ng), "before": Dose(before), "step": found.number}
                yield self._rules.finding(code, days, figures)
            limit = self._limits.quick_days
            if at < len(ladder) - 1 and rung.days < limit:
                figures = {
                    "dose": Dose(rung.dose_ng),
                    "days": rung.days,
                    "limit": limit,
                    "step": found.number,
                }
                yield self._rules.finding(codes.QUICK_STEP, days, figures)

    def _leap(self, before_ng: int, after_ng: int) -> str | None:
        """Return what is to be said of the way between two doses: ``tenfold-step``, ``steep-step`` or nothing."""
        limits = self._limits
        low, high = sorted((before_ng, after_ng))
        if high >= low * limits.tenfold_step:
            return codes.TENFOLD_STEP
        steep = after_ng > before_ng * limits.steep_factor or after_ng - before_ng > limits.steep_rise_ng
        return codes.STEEP_STEP if steep else None

    def _pauses(self) -> Iterator[Finding]:
        """Yield each pause of some length that doses go on from as high as before it, or higher.

        The smallest dose of the ladder is no high one; before a pause at the very beginning there was none.
        """
        limit = self._limits.resume_days
        smallest = min(rung.dose_ng for rung in self._plan.ladder)
        for before, after in pairwise(step.phase for step in self._dosed):
            days = (after.first - before.last).days - 1
            if days > limit and after.dose_ng >= before.dose_ng and after.dose_ng > smallest:
                figures: _Figures = {"days": days, "limit": limit, "dose": Dose(after.dose_ng)}
                first = before.last + timedelta(days=1)
                yield self._rules.finding(codes.RESUMES_HIGH, (first, after.first), figures)

    def _takes(self) -> Iterator[Finding]:
        seen: set[tuple[int, tuple[str, ...], int]] = set()
        for step in self._steps:
            phase = step.phase
            key = (phase.dose_ng, phase.times, self._list_of(phase))
            if not step.takes or key in seen:
                continue
            seen.add(key)
            # The administrations of a day are equal, so the first speaks for all of them.
            for finding in self._take(step.number, phase, step.takes[0]):
                self._work.spend(A_FINDING)
                yield finding

    def _list_of(self, phase: Phase) -> int:
        """Return one number for all equal lists of products: phases share theirs, so each is compared once."""
        place = id(phase.formulations)
        if place not in self._places:
            self._places[place] = self._lists.setdefault(phase.formulations, len(self._lists))
        return self._places[place]

    def _take(self, number: int, phase: Phase, take: Take) -> Iterator[Finding]:
        common: _Figures = {"step": number, "rung": phase.rung + 1}
        days = phase.first, phase.last
        if take.dose_ng is None:
            figures: _Figures = {**common, "dose": Dose(phase.dose_ng), "times": len(phase.times)}
            yield self._rules.finding(codes.NOT_MEASURABLE, days, figures, "split")
        elif take.recipe is None:
            yield self._unmeasurable(take.dose_ng, phase, common)
        else:
            dose = Dose(take.dose_ng)
            limit = self._plan.max_pieces_per_dose
            if take.recipe.over_limit:
                figures = {**common, "dose": dose, "pieces": take.recipe.pieces, "limit": limit}
                yield self._rules.finding(codes.MANY_PIECES, days, figures)
            for portion in take.recipe.portions:
                if isinstance(portion, Volume):
                    yield from self._volume(phase, portion, {**common, "dose": dose})

    def _volume(self, phase: Phase, portion: Volume, figures: _Figures) -> Iterator[Finding]:
        volume = Millilitres(portion.nl)
        if portion.measures > 1:
            capacity = Millilitres(portion.formulation.capacity_nl)
            known = {**figures, "volume": volume, "capacity": capacity}
            yield self._rules.finding(codes.TWO_MEASURES, (phase.first, phase.last), known)
        if portion.nl < self._limits.small_volume_nl:
            limit = Millilitres(self._limits.small_volume_nl)
            known = {**figures, "volume": volume, "limit": limit}
            yield self._rules.finding(codes.SMALL_VOLUME, (phase.first, phase.last), known)

    def _unmeasurable(self, dose_ng: int, phase: Phase, common: _Figures) -> Finding:
        known_as = self._list_of(phase)
        if known_as not in self._recipes:
            self._recipes[known_as] = Recipes(phase.formulations, self._plan.allowed, self._work)
        recipes = self._recipes[known_as]
        near, limits = recipes.nearest(dose_ng), recipes.limits(dose_ng)
        figures = dict(common)
        figures["dose"] = Dose(dose_ng)
        figures["times"] = len(phase.times)
        figures["max_pieces"], figures["max_drops"] = limits.pieces, limits.drops
        if limits.syringe is not None:
            figures["max_measures"] = self._plan.max_measures_per_dose
            figures["capacity"] = Millilitres(limits.syringe.capacity_nl)
            figures["liquid"] = limits.syringe.id
        for name, value in (("below", near.below_ng), ("above", near.above_ng)):
            if value is not None:
                figures[name] = Dose(value)
                figures[f"{name}_percent"] = Deviation(value - dose_ng, dose_ng)
        variant = {(True, True): "", (True, False): "below_only", (False, True): "above_only"}.get(
            (near.below_ng is not None, near.above_ng is not None), "none"
        )
        return self._rules.finding(codes.NOT_MEASURABLE, (phase.first, phase.last), figures, variant)

    def _products(self) -> Iterator[Finding]:
        spans: dict[int, list[Phase]] = {}
        for step in self._steps:
            spans.setdefault(self._list_of(step.phase), []).append(step.phase)
        # A split that is no whole number is rounded up: only its size matters here.
        largest = max(-(-step.phase.dose_ng // len(step.phase.times)) for step in self._steps)
        told: set[tuple[str, ...]] = set()
        for phases in spans.values():
            products = phases[0].formulations
            days = phases[0].first, phases[-1].last
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

    def _beyond_use(self) -> Iterator[Finding]:
        by_product: dict[str, list[Fill]] = {}
        for fill in self._supply.fills:
            if fill.quantity.formulation.beyond_use_days is not None:
                by_product.setdefault(fill.quantity.formulation.id, []).append(fill)
        for name, fills in by_product.items():
            count = Counter(fill.window for fill in fills)
            split = [fill for fill in fills if count[fill.window] > 1]
            if split:
                days = fills[0].quantity.formulation.beyond_use_days
                figures: _Figures = {"product": name, "fills": max(count.values()), "days": days}
                yield self._rules.finding(codes.BEYOND_USE, (split[0].first, split[-1].last), figures)
