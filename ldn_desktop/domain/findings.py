"""The findings on a plan's doses, steps and days, and all findings together.

Those on what is taken stand in ``product_findings.py``, on texts in ``texts.py``, of the safety check in
``screening.py``. The days of a finding on steps are those with a dose, from the first to the last; where a step has
none, its own.
"""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from typing import TypeAlias

from ldn_desktop.domain import codes
from ldn_desktop.domain.administration import Step, Steps
from ldn_desktop.domain.figure import Dose, Figure
from ldn_desktop.domain.finding import SEVERITIES, Finding
from ldn_desktop.domain.phase import PAUSE, TITRATION, Phase, dosed_span, told_span
from ldn_desktop.domain.plan import Plan
from ldn_desktop.domain.product_findings import product_findings
from ldn_desktop.domain.rules import Rules
from ldn_desktop.domain.screening import screening_findings
from ldn_desktop.domain.supply import Supply
from ldn_desktop.domain.surgery import first_day_without
from ldn_desktop.domain.texts import instruction_findings, medicine_findings, printable_findings
from ldn_desktop.domain.work import A_FINDING, Work

_Figures: TypeAlias = dict[str, Figure | None]


def findings_on(
    plan: Plan, steps: Steps, supply: Supply, rules: Rules, today: date, work: Work
) -> tuple[Finding, ...]:
    """Return all findings on a plan, the most severe first, within one severity by first day.

    A finding whose code the plan overrides carries the reason, where the code may be overridden.
    Refused (``TooMuchWorkError``): findings that take more than the ``work`` there may be.
    """
    found = [
        *_Examination(plan, steps, rules, today, work).findings(),
        *product_findings(plan, steps, supply, rules, work),
        *screening_findings(plan, steps, rules, today),
        *medicine_findings(plan, rules),
        *printable_findings(plan, rules),
        *instruction_findings(plan, rules),
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

    def __init__(self, plan: Plan, steps: Steps, rules: Rules, today: date, work: Work) -> None:
        self._plan, self._steps, self._work = plan, steps, work
        self._rules, self._limits, self._today = rules, rules.thresholds, today
        self._dosed = [step for step in steps if step.phase.dose_ng]

    def findings(self) -> Iterator[Finding]:
        yield from self._range()
        yield from self._rungs()
        yield from self._without_dose()
        yield from self._pauses()
        yield from self._operation()
        yield from self._weight()
        yield from self._start()

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
                yield self._rules.finding(
                    code, told_span(over), {"dose": Dose(highest), "limit": Dose(limit)}
                )
                break
        limit = self._limits.below_documented_ng
        under = [step.phase for step in self._dosed if step.phase.dose_ng < limit]
        if under:
            lowest = min(phase.dose_ng for phase in under)
            figures: _Figures = {"dose": Dose(lowest), "limit": Dose(limit)}
            yield self._rules.finding(codes.BELOW_DOCUMENTED, told_span(under), figures)

    def _rungs(self) -> Iterator[Finding]:
        ladder, limit = self._plan.ladder, self._limits.quick_days
        reached: dict[int, Step] = {}
        titrated: dict[int, Step] = {}
        for step in self._dosed:
            reached.setdefault(step.phase.rung, step)
            if step.phase.kind == TITRATION:
                titrated.setdefault(step.phase.rung, step)
        for at, step in sorted(reached.items()):
            before = ladder[at - 1].dose_ng if at else None
            code = None if before is None else self._leap(before, ladder[at].dose_ng)
            if before is not None and code is not None:
                figures: _Figures = {
                    "dose": Dose(ladder[at].dose_ng),
                    "before": Dose(before),
                    "step": step.number,
                }
                yield self._rules.finding(code, told_span([step.phase]), figures)
            if at in titrated and ladder[at].days < limit:
                figures = {
                    "dose": Dose(ladder[at].dose_ng),
                    "days": ladder[at].days,
                    "limit": limit,
                    "step": titrated[at].number,
                }
                yield self._rules.finding(codes.QUICK_STEP, told_span([titrated[at].phase]), figures)

    def _leap(self, before_ng: int, after_ng: int) -> str | None:
        """Return what is to be said of the way between two doses: ``tenfold-step``, ``steep-step`` or nothing."""
        limits = self._limits
        low, high = sorted((before_ng, after_ng))
        if high >= low * limits.tenfold_step:
            return codes.TENFOLD_STEP
        steep = after_ng > before_ng * limits.steep_factor or after_ng - before_ng > limits.steep_rise_ng
        return codes.STEEP_STEP if steep else None

    def _without_dose(self) -> Iterator[Finding]:
        variant = "" if any(step.phase.dose_days() for step in self._dosed) else "never"
        for step in self._dosed:
            phase = step.phase
            if phase.rhythm is not None and not phase.dose_days():
                self._work.spend(A_FINDING)
                figures: _Figures = {"step": step.number, "dose": Dose(phase.dose_ng), "days": phase.days}
                yield self._rules.finding(codes.NO_DOSE_DAY, (phase.first, phase.last), figures, variant)

    def _pauses(self) -> Iterator[Finding]:
        """Yield each pause of some length that doses go on from as high as before it, or higher.

        The smallest dose of the ladder is no high one; before a pause at the very beginning there was none.
        """
        if len(self._dosed) == len(self._steps):
            return
        limit = self._limits.resume_days
        smallest = min(rung.dose_ng for rung in self._plan.ladder)
        before: Phase | None = None
        pause: list[Phase] = []
        for phase in (step.phase for step in self._steps):
            if phase.kind == PAUSE:
                pause.append(phase)
                continue
            dosed = phase.dose_days()
            if not dosed:
                continue
            days = sum(part.days for part in pause)
            if before and days > limit and phase.dose_ng >= before.dose_ng and phase.dose_ng > smallest:
                figures: _Figures = {"days": days, "limit": limit, "dose": Dose(phase.dose_ng)}
                yield self._rules.finding(codes.RESUMES_HIGH, (pause[0].first, dosed[0]), figures)
            before, pause = phase, []

    def _operation(self) -> Iterator[Finding]:
        operation = self._plan.operation
        if operation is None:
            return
        first = first_day_without(operation.on, operation.last_dose_hours)
        near = dosed_span([step.phase for step in self._steps], first, operation.on)
        if near is not None:
            figures: _Figures = {
                "operation": operation.on,
                "hours": operation.last_dose_hours,
                "day": near[0],
                "without": first,
            }
            yield self._rules.finding(codes.DOSE_BEFORE_OPERATION, near, figures)

    def _weight(self) -> Iterator[Finding]:
        basis, limit = self._plan.basis, self._limits.weight_days
        weighed = basis.per_kg.weighed_on if basis and basis.per_kg else None
        if weighed is not None and (self._plan.start_date - weighed).days > limit:
            figures: _Figures = {"weighed": weighed, "first": self._plan.start_date, "days": limit}
            yield self._rules.finding(codes.WEIGHT_OLD, None, figures)

    def _start(self) -> Iterator[Finding]:
        start, today = self._plan.start_date, self._today
        if start < today:
            dosed = self._steps[0].phase.dose_days()
            variant = "" if dosed and dosed[0] == start else "begins"
            yield self._rules.finding(
                codes.STARTS_IN_PAST, (start, start), {"first": start, "today": today}, variant
            )
