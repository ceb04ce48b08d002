"""The findings of the safety check: the questions answered, the opioids taken and the days they ask for."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date, timedelta

from ldn_desktop.domain.administration import Steps
from ldn_desktop.domain.finding import Figure, Finding
from ldn_desktop.domain.plan import OpioidUse, Plan
from ldn_desktop.domain.rules import OpioidRule, Rules

UNDER_AGE = "under-18"
INCOMPLETE = "screening-incomplete"


def screening_findings(plan: Plan, steps: Steps, rules: Rules) -> Iterator[Finding]:
    """Yield what the answers, the birth date and the opioids of a plan give, one finding a cause."""
    answers = dict(plan.screening.answers)
    under_age = _is_under_age(plan, rules)
    for question in rules.questions:
        if answers.get(question) == "yes" or (question == UNDER_AGE and under_age):
            yield rules.finding(question, None)
    open_questions = tuple(q for q in rules.questions if answers.get(q, "unknown") == "unknown")
    if open_questions:
        variant = "" if plan.screening.answers else "untouched"
        figures: dict[str, Figure | None] = {"open": len(open_questions), "questions": open_questions}
        yield rules.finding(INCOMPLETE, None, figures, variant)
    for use in plan.screening.opioids:
        yield from _opioid(use, rules.opioids[use.opioid], steps, rules)


def earliest_start(last_dose: date, rule: OpioidRule) -> date | None:
    """Return the first day a dose may be taken after an opioid; ``None`` where no day can be computed."""
    if rule.effect != "interval":
        return None
    try:
        return last_dose + timedelta(days=rule.longest_days)
    except OverflowError:
        return None


def _opioid(use: OpioidUse, rule: OpioidRule, steps: Steps, rules: Rules) -> Iterator[Finding]:
    dosed = [step.phase for step in steps if step.phase.dose_ng]
    span = dosed[0].first, dosed[-1].last
    opioid: dict[str, Figure | None] = {"opioid": use.opioid}
    match rule.effect:
        case "interval" if use.last_dose is None:
            yield rules.finding("opioid-now", None, opioid, "named")
        case "interval":
            yield from _interval(use, rule, steps, rules)
        case "depot":
            yield rules.finding("opioid-free-interval", span, opioid, "depot")
        case "review":
            yield rules.finding("opioid-review", None, opioid)
        case "duplicate":
            yield rules.finding("duplicate-naltrexone", None, opioid, "opioid")


def _interval(use: OpioidUse, rule: OpioidRule, steps: Steps, rules: Rules) -> Iterator[Finding]:
    last_dose = use.last_dose
    if last_dose is None:
        return
    earliest = earliest_start(last_dose, rule)
    end = date.max if earliest is None else earliest - timedelta(days=1)
    early = [s.phase for s in steps if s.phase.dose_ng and s.phase.first <= end and s.phase.last >= last_dose]
    if not early:
        return
    first, last = max(early[0].first, last_dose), min(early[-1].last, end)
    figures: dict[str, Figure | None] = {
        "opioid": use.opioid,
        "last_dose": last_dose,
        "days": rule.longest_days,
        "earliest": earliest,
    }
    begun = any(s.phase.dose_ng and s.phase.first < last_dose for s in steps)
    variant = "no_start" if earliest is None else "begun" if begun else ""
    yield rules.finding("opioid-free-interval", (first, last), figures, variant)


def _is_under_age(plan: Plan, rules: Rules) -> bool:
    born = plan.patient.birth_date
    if born is None:
        return False
    years = rules.thresholds.adult_years
    start = plan.start_date
    return (start.year - born.year, start.month, start.day) < (years, born.month, born.day)
