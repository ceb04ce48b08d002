"""The findings of the safety check: the questions answered, the opioids taken and the days they ask for."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from datetime import date, timedelta
from typing import NamedTuple, TypeAlias

from ldn_desktop.domain import codes
from ldn_desktop.domain.adjustment import Pause
from ldn_desktop.domain.administration import Steps
from ldn_desktop.domain.figure import Figure
from ldn_desktop.domain.finding import Finding
from ldn_desktop.domain.phase import Phase, dosed_before, dosed_span
from ldn_desktop.domain.plan import OpioidUse, Plan
from ldn_desktop.domain.rules import OpioidRule, Rules

_Figures: TypeAlias = dict[str, Figure | None]
_DAY = timedelta(days=1)


_TAKEN = frozenset({"interval", "depot"})
"""What the program does with an opioid that is taken as one; antagonists and what acts on the gut alone are not."""
_EXPLAINS = _TAKEN | {"review"}
"""What the program does with an opioid that may be meant by the answer that one is taken."""


class Implied(NamedTuple):
    """An answer that the plan gives elsewhere: by an opioid that is still taken, the birth date, its operation."""

    question: str
    answer: str
    opioid: str = ""


def screening_findings(plan: Plan, steps: Steps, rules: Rules, today: date) -> Iterator[Finding]:
    """Yield what the answers, the birth date and the opioids of a plan give, one finding a cause."""
    answers = dict(plan.screening.answers)
    course = [step.phase for step in steps]
    uses = plan.screening.opioids
    of_opioids = [f for use in uses for f in _opioid(use, answers, course, rules, today)]
    effects = {_rule(use, rules.opioids).effect for use in uses}
    # What points to an opioid is silent where that is there; a depot is none with an interval, which alone explains it.
    found = {codes.OPIOID_PROBABLE} if "interval" in effects else set[str]()
    found |= {codes.OPIOID_POSSIBLE} if effects & _TAKEN else set()
    of_opioids = [f for f in of_opioids if f.code not in found]
    named = {finding.code for finding in of_opioids}
    by_birth = _under_age(plan, rules.thresholds.adult_years)
    for question in rules.questions:
        answer = answers.get(question)
        if question == codes.UNDER_AGE and by_birth is not None and (by_birth or answer == "yes"):
            variant = ("born_no" if answer == "no" else "") if by_birth else "adult_yes"
            figures: _Figures = {"born": plan.patient.birth_date} if variant else {}
            yield rules.finding(question, None, figures, variant)
        # One cause, one finding: an opioid that is named says it itself.
        elif answer == "yes" and question not in named:
            ended = question == codes.OPIOID_NOW and _all_ended(plan.screening.opioids, rules.opioids, today)
            yield rules.finding(question, None, {}, codes.ENDED if ended else "")
    open_questions = tuple(q for q in rules.questions if answers.get(q, "unknown") == "unknown")
    if open_questions:
        variant = "" if plan.screening.answers else "untouched"
        figures = {"open": len(open_questions), "questions": open_questions}
        yield rules.finding(codes.INCOMPLETE, None, figures, variant)
    yield from of_opioids
    yield from _ask_again(plan, steps, rules, today)


class Returns(NamedTuple):
    """The pauses that have begun and that doses go on after, by their first days, the earliest first.

    ``unasked`` are those of which no answer about opioids is known: see ``asked_since``.
    """

    begun: tuple[date, ...]
    unasked: tuple[date, ...]


def returns(plan: Plan, steps: Steps, today: date) -> Returns:
    """Return the pauses after which a plan asks for opioids again."""
    asked = plan.screening.asked_on
    pauses = [entry.on for entry in plan.adjustments if isinstance(entry, Pause) and entry.on <= today]
    dosed = dosed_span([step.phase for step in steps]) if pauses else None
    begun = tuple(on for on in pauses if dosed is not None and on < dosed[1])
    return Returns(begun, tuple(on for on in begun if not asked_since(asked, on, today)))


def asked_since(asked: date | None, pause: date, today: date) -> bool:
    """Tell whether opioids were asked for since a pause began.

    An answer of its first day holds on that day: of the days that follow nothing is known then.
    """
    return asked is not None and (asked > pause or asked == pause == today)


def _ask_again(plan: Plan, steps: Steps, rules: Rules, today: date) -> Iterator[Finding]:
    """Yield one finding for all pauses that doses go on after and that began after opioids were last asked for."""
    asked = plan.screening.asked_on
    unasked = [on for on in returns(plan, steps, today).begun if asked is None or asked < on]
    dosed = dosed_span([step.phase for step in steps], unasked[-1]) if unasked else None
    if dosed is not None:
        goes_on = dosed[0]
        figures: _Figures = {"pause": unasked[0], "goes_on": goes_on, "asked": asked}
        yield rules.finding(codes.ASK_OPIOIDS_AGAIN, (unasked[0], goes_on), figures, "" if asked else "never")


def implied_answers(plan: Plan, opioids: Mapping[str, OpioidRule], adult_years: int) -> Iterator[Implied]:
    """Yield the answers that the opioids still taken and the birth date of a plan give, whatever was answered."""
    for use in plan.screening.opioids:
        if use.last_dose is None and _rule(use, opioids).effect in _TAKEN:
            yield Implied(codes.OPIOID_NOW, "yes", use.opioid)
    under_age = _under_age(plan, adult_years)
    if under_age is not None:
        yield Implied(codes.UNDER_AGE, "yes" if under_age else "no")


def contradictions(plan: Plan, opioids: Mapping[str, OpioidRule], adult_years: int) -> tuple[Implied, ...]:
    """Return what the plan says elsewhere against its own answers; an open question is none."""
    answers = dict(plan.screening.answers)
    implied = [*implied_answers(plan, opioids, adult_years)]
    answered, operation = plan.screening.answered_on, plan.operation
    # One that lay behind when the question was answered was no longer planned.
    if operation is not None and (answered is None or operation.on >= answered):
        implied.append(Implied(codes.SURGERY_PLANNED, "yes"))
    return tuple(e for e in implied if answers.get(e.question, "unknown") not in {"unknown", e.answer})


def taken_since(plan: Plan, opioids: Mapping[str, OpioidRule], day: date) -> bool:
    """Tell whether the safety check says that an opioid is taken, or was on a day or later."""
    if dict(plan.screening.answers).get(codes.OPIOID_NOW) == "yes":
        return True
    return bool(opioids_between(plan, opioids, day, date.max))


def opioids_between(
    plan: Plan, opioids: Mapping[str, OpioidRule], first: date, last: date
) -> tuple[OpioidUse, ...]:
    """Return the opioids of the safety check whose last dose lies between two days, both inclusive.

    One that is still taken has its last dose on no day that is known, and so before the end of time alone.
    """
    taken = (use for use in plan.screening.opioids if _rule(use, opioids).effect in _EXPLAINS)
    return tuple(use for use in taken if first <= (use.last_dose or date.max) <= last)


def earliest_start(last_dose: date, rule: OpioidRule) -> date | None:
    """Return the first day a dose may be taken after an opioid; ``None`` where no day can be computed.

    ``rule`` is that of the use: ``OpioidRule.under``.
    """
    if rule.effect != "interval":
        return None
    try:
        return last_dose + timedelta(days=rule.longest_days)
    except OverflowError:
        return None


def _all_ended(uses: Sequence[OpioidUse], opioids: Mapping[str, OpioidRule], today: date) -> bool:
    """Tell whether opioids are listed and none is taken any more; what a depot releases still is."""
    listed = [(use.last_dose, _rule(use, opioids).effect) for use in uses]
    meant = [(last, effect) for last, effect in listed if effect in _EXPLAINS]
    ended = (last is not None and last <= today and effect != "depot" for last, effect in meant)
    return bool(meant) and all(ended)


def _rule(use: OpioidUse, opioids: Mapping[str, OpioidRule]) -> OpioidRule:
    return opioids[use.opioid].under(use.use)


def _opioid(
    use: OpioidUse, answers: Mapping[str, str], course: Sequence[Phase], rules: Rules, today: date
) -> Iterator[Finding]:
    opioid: _Figures = {"opioid": use.opioid}
    rule, denied = _rule(use, rules.opioids), answers.get(codes.OPIOID_NOW) == "no"
    match rule.effect:
        case "interval" if use.last_dose is None:
            yield rules.finding(codes.OPIOID_NOW, None, opioid, "named_no" if denied else "named")
        case "interval" if use.last_dose is not None:
            yield from _interval(use, use.last_dose, course, rules, today)
        case "depot":
            yield rules.finding(codes.OPIOID_FREE_INTERVAL, dosed_span(course), opioid, "depot")
        case "clue":
            yield rules.finding(codes.OPIOID_PROBABLE, None, opioid, "denied" if denied else "")
        case "hint":
            yield rules.finding(codes.OPIOID_POSSIBLE, None, opioid)
        case "review":
            # What daily use would make an opioid with an interval asks for more.
            yield rules.finding(codes.OPIOID_REVIEW, None, opioid, "gut" if rule.daily_days else "")
        case "duplicate":
            yield rules.finding(codes.DUPLICATE_NALTREXONE, None, opioid, "opioid")


def _interval(
    use: OpioidUse, last_dose: date, course: Sequence[Phase], rules: Rules, today: date
) -> Iterator[Finding]:
    """Yield what an opioid with an interval asks of the days with a dose: those ahead block, those past warn.

    Of the days ahead all count that lie before the end of the interval, those before the opioid's last dose too:
    it may be taken until then. Of the days past only those from its last dose on are known to be too near.
    """
    rule = _rule(use, rules.opioids)
    earliest = earliest_start(last_dose, rule)
    end = date.max if earliest is None else earliest - _DAY
    figures: _Figures = {"opioid": use.opioid, "last_dose": last_dose, "days": rule.longest_days}
    past = dosed_span(course, last_dose, min(end, today - _DAY)) if today > date.min else None
    if past is not None:
        yield rules.finding(codes.OPIOID_OVERLAP, past, figures)
    ahead = dosed_span(course, today, end)
    if ahead is not None:
        variant = ""
        if earliest is None:
            variant = "no_start"
        elif dosed_before(course, today) is not None:
            variant = codes.BEGUN
        elif ahead[0] < last_dose:
            variant = "together"
        yield rules.finding(codes.OPIOID_FREE_INTERVAL, ahead, {**figures, "earliest": earliest}, variant)


def _under_age(plan: Plan, adult_years: int) -> bool | None:
    """Tell whether the patient is under age at the first dose; ``None`` without a birth date."""
    born, start = plan.patient.birth_date, plan.start_date
    if born is None:
        return None
    return (start.year - born.year, start.month, start.day) < (adult_years, born.month, born.day)
