"""The findings of the safety check: the questions answered, the opioids taken and the days they ask for."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date, timedelta

from ldn_desktop.domain.administration import Steps
from ldn_desktop.domain.course import Phase
from ldn_desktop.domain.finding import Figure, Finding
from ldn_desktop.domain.plan import OpioidUse, Plan
from ldn_desktop.domain.rules import OpioidRule, Rules

UNDER_AGE = "under-18"
INCOMPLETE = "screening-incomplete"
_DAY = timedelta(days=1)


def screening_findings(plan: Plan, steps: Steps, rules: Rules, today: date) -> Iterator[Finding]:
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
        yield from _opioid(use, rules.opioids[use.opioid], steps, rules, today)


def earliest_start(last_dose: date, rule: OpioidRule) -> date | None:
    """Return the first day a dose may be taken after an opioid; ``None`` where no day can be computed."""
    if rule.effect != "interval":
        return None
    try:
        return last_dose + timedelta(days=rule.longest_days)
    except OverflowError:
        return None


def _opioid(use: OpioidUse, rule: OpioidRule, steps: Steps, rules: Rules, today: date) -> Iterator[Finding]:
    dosed = [step.phase for step in steps if step.phase.dose_ng]
    opioid: dict[str, Figure | None] = {"opioid": use.opioid}
    match rule.effect:
        case "interval" if use.last_dose is None:
            yield rules.finding("opioid-now", None, opioid, "named")
        case "interval" if use.last_dose is not None:
            yield from _interval(use.opioid, use.last_dose, dosed, rules, today)
        case "depot":
            yield rules.finding("opioid-free-interval", (dosed[0].first, dosed[-1].last), opioid, "depot")
        case "review":
            yield rules.finding("opioid-review", None, opioid)
        case "duplicate":
            yield rules.finding("duplicate-naltrexone", None, opioid, "opioid")


def _interval(
    opioid: str, last_dose: date, dosed: list[Phase], rules: Rules, today: date
) -> Iterator[Finding]:
    """Yield what an opioid with an interval asks of the days with a dose: those ahead block, those past warn.

    Of the days ahead all count that lie before the end of the interval, those before the opioid's last dose too:
    it may be taken until then. Of the days past only those from its last dose on are known to be too near.
    """
    rule = rules.opioids[opioid]
    earliest = earliest_start(last_dose, rule)
    end = date.max if earliest is None else earliest - _DAY
    figures: dict[str, Figure | None] = {"opioid": opioid, "last_dose": last_dose, "days": rule.longest_days}
    past = _days_within(dosed, last_dose, min(end, today - _DAY)) if today > date.min else None
    if past is not None:
        yield rules.finding("opioid-overlap", past, figures)
    ahead = _days_within(dosed, today, end)
    if ahead is not None:
        variant = ""
        if earliest is None:
            variant = "no_start"
        elif dosed[0].first < today:
            variant = "begun"
        elif ahead[0] < last_dose:
            variant = "together"
        yield rules.finding("opioid-free-interval", ahead, {**figures, "earliest": earliest}, variant)


def _days_within(dosed: list[Phase], first: date, last: date) -> tuple[date, date] | None:
    """Return the first and the last day with a dose between two days, both inclusive, if there is one."""
    found = [phase for phase in dosed if phase.first <= last and phase.last >= first]
    if first > last or not found:
        return None
    return max(found[0].first, first), min(found[-1].last, last)


def _is_under_age(plan: Plan, rules: Rules) -> bool:
    born = plan.patient.birth_date
    if born is None:
        return False
    years = rules.thresholds.adult_years
    start = plan.start_date
    return (start.year - born.year, start.month, start.day) < (years, born.month, born.day)
