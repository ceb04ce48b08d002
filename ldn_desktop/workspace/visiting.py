"""What the decision of a visit makes of the plan, and keeping both.

Nothing here reckons: what is taken, needed and found is asked of the derived view. A decision is noted on the day of
the visit and begins on that day or later, so that the days before it stay as they are.
"""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from typing import TYPE_CHECKING, NamedTuple

from ldn_desktop.domain import codes
from ldn_desktop.domain.course import check_course
from ldn_desktop.domain.difference import Difference, difference, rewritten
from ldn_desktop.domain.finding import INFO
from ldn_desktop.domain.plan_limits import CourseError, check_sizes
from ldn_desktop.domain.regimen import Regimen, derive
from ldn_desktop.library.bodies import Visit
from ldn_desktop.papers.plan_state import next_dose
from ldn_desktop.reference.words.english import full_date, weekday_date
from ldn_desktop.workspace.adjusting import placed
from ldn_desktop.workspace.answering import Answering
from ldn_desktop.workspace.draft import Draft
from ldn_desktop.workspace.followed import RESUME, VisitError
from ldn_desktop.workspace.numbers import numbers_of
from ldn_desktop.workspace.rejected import no_course
from ldn_desktop.workspace.visit_draft import YES

if TYPE_CHECKING:
    from ldn_desktop.domain.finding import Finding
    from ldn_desktop.domain.plan import Plan, Screening
    from ldn_desktop.library.records import Record
    from ldn_desktop.storage.given_out import GivenOut
    from ldn_desktop.workspace.followed import Followed
    from ldn_desktop.workspace.kept_plans import KeptPlans
    from ldn_desktop.workspace.knowledge import Knowledge
    from ldn_desktop.workspace.visit_draft import VisitDraft

WORSE = "worse"
NOTHING_CHANGES = (
    "It changes nothing: the same is taken on every day. Choose “Go on”, or change what is typed."
)


class OvertakenError(VisitError):
    """Another revision was kept, or the plan deleted, since the visit was begun; nothing was kept."""


class Outcome(NamedTuple):
    """What a visit makes of the plan: the plan and its view; those that stand already where ``changed`` is false.

    ``problem`` says why it cannot be kept as it is, ``news`` are the findings that the plan did not have before.
    """

    plan: Plan
    before: Regimen
    after: Regimen
    difference: Difference
    changed: bool
    problem: str
    news: tuple[Finding, ...]
    on: date

    @property
    def held_by(self) -> tuple[Finding, ...]:
        """The findings that hold a new revision back: those that block, while a dose is due from the visit on."""
        due = self.changed and next_dose(self.after, self.on) is not None
        return self.after.blocked if due else ()

    @property
    def ready(self) -> bool:
        """Whether it can be kept."""
        return not (self.problem or self.held_by)


def outcome(
    draft: VisitDraft, following: Followed, knowledge: Knowledge, given_out: GivenOut, today: date
) -> Outcome:
    """Return what the visit makes of the plan. The one number that nothing else stands for is its revision."""
    before, on = following.regimen, draft.visit.on
    same = Outcome(
        before.plan, before, before, difference(before, before), changed=False, problem="", news=(), on=on
    )
    if problem := _problem(draft, following, today):
        return same._replace(problem=problem)
    plan = _decided(draft, following, knowledge)
    if plan == following.plan:
        return same
    plan = _numbered(plan, following, given_out)
    try:
        check_sizes(plan)
        check_course(plan)
        after = derive(plan, knowledge.rules, today)
        if kept := tuple(o for o in draft.overrides if _blocks(o.code, after)):
            codes_kept = {entry.code for entry in kept}
            others = tuple(entry for entry in plan.overrides if entry.code not in codes_kept)
            plan = replace(plan, overrides=(*others, *kept))
            after = derive(plan, knowledge.rules, today)
    except CourseError as error:
        return same._replace(problem=str(no_course(error, following.plan, plan)))
    told = difference(before, after)
    if rewritten(before.steps, after.steps, on):
        return same._replace(problem=f"Days before {weekday_date(on)} would change; they stay as they were.")
    known = {finding._replace(overridden=None) for finding in before.findings}
    news = tuple(f for f in after.findings if f._replace(overridden=None) not in known)
    if next_dose(after, on) is None:
        # How something is taken is no question where nothing is.
        news = tuple(f for f in news if f.severity != INFO)
    nothing = draft.form is not None and told.since is None
    return Outcome(plan, before, after, told, True, NOTHING_CHANGES if nothing else "", news, on)


def keep(
    kept: KeptPlans, draft: VisitDraft, following: Followed, made: Outcome, given_out: GivenOut
) -> tuple[Record, ...]:
    """Keep the visit, and the revision that it makes, at once or not at all; return their records.

    Refused (``OvertakenError``): another revision since; (``LibraryError``) by the library; (``ValueError``) what is
    not ``ready``.
    """
    if not made.ready:
        raise ValueError("the visit is not ready to be kept")
    told = kept.history(following.subject)
    if told.gone or told.concurrent or told.head is None or told.head.hash != following.head.hash:
        raise OvertakenError("This plan has another revision since this visit was begun.")
    plan = made.plan if made.changed else None
    visit = as_kept(draft)
    records = kept.see(visit, following.subject, draft.author, plan, draft.why.strip(), [following.head])
    if plan is not None:
        numbers_of(Draft(plan, taken=True), given_out).in_file(plan, saved=True)
    return records


def as_kept(draft: VisitDraft) -> Visit:
    """Return the visit as it is kept, but for the revision that it makes."""
    return replace(draft.visit, note=draft.visit.note.strip(), revision="")


def _problem(draft: VisitDraft, following: Followed, today: date) -> str:
    """Say what is missing or out of order, before the plan is looked at."""
    on, form = draft.visit.on, draft.form
    if on > today:
        return "The visit is still to come: choose today or a day before."
    if on < following.earliest:
        return f"What was noted until {full_date(following.earliest)} stands already: choose that day or a later one."
    if draft.visit.next_visit is not None and draft.visit.next_visit <= on:
        return "The next visit is after this one: choose a later day."
    if any(effect.since is not None and effect.since > on for effect in draft.visit.side_effects):
        return "A side effect begins after the visit: choose the visit's day or one before."
    due, missed = following.doses_due(on), draft.visit.doses_missed or 0
    if missed > due:
        return f"More doses are missed than were due since {full_date(following.since)}: {missed} of {due}."
    if form is None:
        return ""
    if following.regimen.ends < on and draft.visit.decision != RESUME:
        return (
            f"The planned days ended on {full_date(following.regimen.ends)}: nothing of them can be changed. "
            "Choose “Go on”, and plan further days in the planner."
        )
    if form.on < on:
        return f"It begins before the visit: choose {full_date(on)} or a later day."
    return form.problem()


def _decided(draft: VisitDraft, following: Followed, knowledge: Knowledge) -> Plan:
    """Return the plan with the change and with what was told of opioids and mood; its number is still the old one."""
    plan, form = following.plan, draft.form
    screening = _told(draft, following, knowledge)
    if form is None:
        return replace(plan, screening=screening)
    change = form._replace(noted_on=draft.visit.on, note=draft.why).adjustment()
    changed = replace(plan, screening=screening, adjustments=placed(plan.adjustments, change))
    if not plan.overrides:
        return changed
    # A reason was given for a finding as it was: where the change makes it another, the reason falls away.
    try:
        after = derive(changed, knowledge.rules, draft.visit.on)
    except CourseError:
        return changed
    kept = tuple(o for o in plan.overrides if _found(o.code, after) == _found(o.code, following.regimen))
    return replace(changed, overrides=kept)


def _told(draft: VisitDraft, following: Followed, knowledge: Knowledge) -> Screening:
    """Return the safety check with what was told at the visit.

    That no opioid was taken is noted where the plan asks, or has another revision anyway; else the visit says it.
    """
    plan, visit = following.plan, draft.visit
    current = plan

    def told() -> Plan:
        return current

    answering = Answering(told, knowledge.content, lambda: visit.on)
    answers = dict(plan.screening.answers)
    if visit.opioid == YES and draft.opioids != plan.screening.opioids:
        current = replace(current, screening=answering.opioids(draft.opioids).screening)
    elif visit.opioid == YES and answers.get(codes.OPIOID_NOW) != "yes":
        intent = answering.answer(codes.OPIOID_NOW, "yes", opioids_asked=True)
        current = replace(current, screening=_sorted(intent.screening))
    asks = any(finding.code == codes.ASK_OPIOIDS_AGAIN for finding in following.regimen.findings)
    if visit.opioid == "no" and (asks or draft.form is not None) and answers:
        current = replace(current, screening=answering.asked_again().screening)
    if visit.mood == WORSE and answers.get(codes.MOOD) != "yes":
        intent = answering.answer(codes.MOOD, "yes", opioids_asked=False)
        current = replace(current, screening=_sorted(intent.screening))
    return _sorted(current.screening)


def _sorted(screening: Screening) -> Screening:
    return screening._replace(answers=tuple(sorted(screening.answers)))


def _numbered(plan: Plan, following: Followed, given_out: GivenOut) -> Plan:
    """Return the plan with the next number that stands for nothing, in the library, in a file or on paper."""
    numbers = numbers_of(Draft(following.plan, taken=True), given_out)
    numbers = numbers._replace(taken=max(numbers.taken, following.taken))
    return numbers.revised(Draft(plan)).plan


def _blocks(code: str, regimen: Regimen) -> bool:
    return any(finding.code == code for finding in regimen.blocked) and codes.kind_of(code).overridable


def _found(code: str, regimen: Regimen) -> list[Finding]:
    return [f._replace(overridden=None) for f in regimen.findings if f.code == code]
