"""The one derived view of a plan, from which screen, paper, command line and exports all read."""

from __future__ import annotations

from datetime import date
from typing import NamedTuple

from ldn_desktop.domain.adjustment import ChangeFormulations
from ldn_desktop.domain.administration import Solved, Steps, steps_of
from ldn_desktop.domain.course import known_courses, lay
from ldn_desktop.domain.finding import Finding
from ldn_desktop.domain.findings import findings_on
from ldn_desktop.domain.formulation import Formulation
from ldn_desktop.domain.phase import Course, dosed_span, told_span
from ldn_desktop.domain.plan import Plan
from ldn_desktop.domain.plan_limits import CourseError
from ldn_desktop.domain.rules import Rules
from ldn_desktop.domain.supply import Known, Supply, supply_of
from ldn_desktop.domain.work import TooMuchWorkError, Work


class Regimen(NamedTuple):
    """A plan and everything computed from it: phases with their takes, fills, totals and findings."""

    plan: Plan
    steps: Steps
    supply: Supply
    findings: tuple[Finding, ...]

    @property
    def after(self) -> str:
        """What follows the last day: ``Plan.follows``."""
        return self.plan.follows

    @property
    def first(self) -> date:
        """The first day of the course."""
        return self.steps[0].phase.first

    @property
    def ends(self) -> date:
        """The last day of the course."""
        return self.steps[-1].phase.last

    @property
    def course(self) -> Course:
        """The phases."""
        return tuple(step.phase for step in self.steps)

    @property
    def has_doses(self) -> bool:
        """Whether the course has a day with a dose: a rhythm may leave it without any."""
        return dosed_span(self.course) is not None

    @property
    def first_dose(self) -> date:
        """The first day with a dose; where there is none (``has_doses``), the first day of the course."""
        return told_span(self.course)[0]

    @property
    def last_dose(self) -> date:
        """The last day with a dose; where there is none (``has_doses``), the last day of the course."""
        return told_span(self.course)[1]

    @property
    def products(self) -> tuple[Formulation, ...]:
        """Every product in force on some day, in the order it comes into force."""
        found = (product for step in self.steps for product in step.phase.formulations)
        return tuple({product.id: product for product in found}.values())

    @property
    def blocked(self) -> tuple[Finding, ...]:
        """The blocking findings that are not overridden: documents for the patient wait for them."""
        return tuple(finding for finding in self.findings if finding.blocks)


def derive(plan: Plan, rules: Rules, today: date) -> Regimen:
    """Compute everything from a plan.

    Refused (``CourseError``): a plan whose adjustments have no course, one that takes more work than a plan may.
    """
    work = Work()
    try:
        steps, supply = administered(plan, work)
        findings = findings_on(plan, steps, supply, rules, today, work)
    except TooMuchWorkError as error:
        raise CourseError(_place(plan, work.products), str(error)) from error
    return Regimen(plan, steps, supply, findings)


def administered(plan: Plan, work: Work) -> tuple[Steps, Supply]:
    """Return what a plan's phases take, and what is handed out for them by what was known on each day.

    Refused (``CourseError``): a plan that has no course. Refused (``TooMuchWorkError``): more work than there may be.
    """
    course, solved = lay(plan), Solved(plan.allowed, work)
    steps = steps_of(course, solved)
    known = [Known(day, ends, steps_of(laid, solved)) for day, ends, laid in known_courses(plan, work)]
    return steps, supply_of(steps, plan.fill_days, known, work)


def _place(plan: Plan, products: tuple[Formulation, ...]) -> str:
    """Return the path of the products that take too much work; that of the ladder where it is not about products."""
    if not products:
        return "ladder"
    if products != plan.formulations:
        for at, adjustment in enumerate(plan.adjustments):
            if isinstance(adjustment, ChangeFormulations) and adjustment.formulations == products:
                return f"adjustments[{at}].formulations"
    return "formulations"
