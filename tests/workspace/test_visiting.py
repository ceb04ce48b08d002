"""What each decision of a visit makes of the plan: as the domain has it, and nothing before the visit."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from datetime import date, timedelta
from pathlib import Path
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from ldn_desktop.domain import codes
from ldn_desktop.domain.adjustment import (
    Adjustment,
    ChangeFormulations,
    ChangeTimes,
    Hold,
    Pause,
    Resume,
    Settle,
    StepBack,
    Stop,
)
from ldn_desktop.domain.difference import rewritten
from ldn_desktop.domain.formulation import Capsule
from ldn_desktop.domain.plan import OpioidUse, Override
from ldn_desktop.domain.regimen import derive
from ldn_desktop.library.bodies import DECISIONS, Deletion, Revision, SideEffect, Visit
from ldn_desktop.workspace.adjusting import AdjustmentForm
from ldn_desktop.workspace.followed import VisitError
from ldn_desktop.workspace.plan_library import PlanLibrary
from ldn_desktop.workspace.visit_desk import VisitDesk
from ldn_desktop.workspace.visit_draft import dated, decided_on
from ldn_desktop.workspace.visiting import NOTHING_CHANGES, OvertakenError
from tests.workspace.visits import KNOWLEDGE, MG, PLAN, START, TODAY, desk, kept_plan, library_in

DAY = timedelta(days=1)
WHY = "Poor sleep and headache at 3 mg"
AGAIN = date(2027, 1, 19)
OTHER = (Capsule("x05", MG // 2),)


@pytest.fixture
def library(tmp_path: Path) -> Iterator[PlanLibrary]:
    made = library_in(tmp_path)
    yield made
    made.lock()


@pytest.fixture
def visit(library: PlanLibrary) -> VisitDesk:
    return desk(library, kept_plan(library))


def decide(visit: VisitDesk, decision: str, **fields: Any) -> None:
    draft = decided_on(visit.draft, decision, visit.following)
    form = draft.form._replace(**fields) if draft.form is not None else None
    visit.put(replace(draft, form=form, why=WHY), "a decision")


CHANGES: tuple[tuple[str, dict[str, Any], Adjustment], ...] = (
    ("hold", {"days": 14}, Hold(TODAY, 14, noted_on=TODAY, note=WHY)),
    ("step-back", {"days": 14}, StepBack(TODAY, 14, noted_on=TODAY, note=WHY)),
    ("pause", {"until": AGAIN}, Pause(TODAY, AGAIN, "step_back", noted_on=TODAY, note=WHY)),
    ("pause", {"endless": True}, Pause(TODAY, noted_on=TODAY, note=WHY)),
    ("settle", {}, Settle(TODAY, noted_on=TODAY, note=WHY)),
    ("stop", {}, Stop(TODAY, noted_on=TODAY, note=WHY)),
    ("times", {"times": ("morning",)}, ChangeTimes(TODAY, ("morning",), noted_on=TODAY, note=WHY)),
    ("formulations", {"formulations": OTHER}, ChangeFormulations(TODAY, OTHER, noted_on=TODAY, note=WHY)),
)


@pytest.mark.parametrize(("decision", "fields", "change"), CHANGES)
def test_a_decision_is_the_change_that_the_domain_knows_noted_on_the_day_of_the_visit(
    visit: VisitDesk, decision: str, fields: dict[str, Any], change: Adjustment
) -> None:
    decide(visit, decision, **fields)
    made = visit.outcome
    wanted = replace(PLAN, revision=2, adjustments=(change,), screening=made.plan.screening)
    assert (made.problem, made.plan) == ("", wanted)
    assert made.after == derive(wanted, KNOWLEDGE.rules, TODAY)
    assert rewritten(made.before.steps, made.after.steps, TODAY) == ()


@pytest.mark.parametrize(("decision", "fields", "change"), CHANGES)
def test_what_was_previewed_is_what_is_kept(
    library: PlanLibrary, visit: VisitDesk, decision: str, fields: dict[str, Any], change: Adjustment
) -> None:
    decide(visit, decision, **fields)
    seen = visit.outcome
    revision, record = visit.accept()
    told = library.kept.history(visit.subject)
    assert told.head == revision
    assert library.kept.plan_of(revision) == seen.plan
    assert seen.plan.adjustments == (change,)
    assert (revision.reason, record.reason, revision.author) == (WHY, WHY, "Prescriber name")
    assert isinstance(record.body, Visit)
    assert (record.body.decision, record.body.revision) == (decision, revision.hash)
    assert library.drafts.load(visit.subject) is None


def test_every_decision_of_the_library_can_be_made(library: PlanLibrary, visit: VisitDesk) -> None:
    waits = desk(library, kept_plan(library, id="w", adjustments=(Pause(date(2027, 1, 2)),)))
    offered = {*visit.following.offered, *waits.following.offered}
    assert offered == set(DECISIONS)
    assert "resume" not in visit.following.offered


def test_to_go_on_makes_no_revision(library: PlanLibrary, visit: VisitDesk) -> None:
    seen = replace(visit.draft.visit, scores=(("pain", 6),), note=" Sleeps better. ")
    visit.put(replace(visit.draft, visit=seen), "a score")
    assert (visit.outcome.plan, visit.outcome.changed) == (PLAN, False)
    (record,) = visit.accept()
    assert record.body == replace(seen, note="Sleeps better.")
    told = library.kept.history(visit.subject)
    assert [r.kind for r in told.records] == ["revision", "visit"]


def test_an_open_pause_is_taken_again(library: PlanLibrary) -> None:
    paused = Pause(date(2027, 1, 2), noted_on=date(2027, 1, 2))
    visit = desk(library, kept_plan(library, adjustments=(paused,)))
    decide(visit, "resume", on=TODAY)
    resumed = Resume(TODAY, "step_back", noted_on=TODAY, note=WHY)
    assert visit.outcome.plan.adjustments == (paused, resumed)
    assert visit.outcome.problem == ""


@settings(max_examples=40, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(st.data())
def test_the_days_before_the_visit_are_never_others(library: PlanLibrary, data: st.DataObject) -> None:
    subject = getattr(library, "subject_of_test", "") or kept_plan(library)
    library.subject_of_test = subject  # type: ignore[attr-defined]  # one plan for all draws
    today = START + data.draw(st.integers(-3, 90)) * DAY
    visit = desk(library, subject, today)
    visit.put(dated(visit.draft, today - data.draw(st.integers(0, 5)) * DAY), "the day")
    decision, fields, _ = data.draw(st.sampled_from(CHANGES))
    later = data.draw(st.integers(-4, 20)) * DAY
    decide(visit, decision, **fields)
    form = visit.draft.form
    assert form is not None
    visit.put(replace(visit.draft, form=form._replace(on=form.on + later)), "from")
    made, on = visit.outcome, visit.draft.visit.on
    assert rewritten(made.before.steps, made.after.steps, on) == ()
    if made.changed:
        assert made.difference.since is None or made.difference.since >= on
        assert made.plan.adjustments[:-1] == PLAN.adjustments
    else:
        assert made.problem


def with_form(visit: VisitDesk, **fields: Any) -> str:
    form = visit.draft.form
    assert isinstance(form, AdjustmentForm)
    visit.put(replace(visit.draft, form=form._replace(**fields)), "fields")
    return visit.outcome.problem


def test_what_is_missing_or_out_of_order_is_told_and_keeps_nothing(visit: VisitDesk) -> None:
    decide(visit, "hold", days=None)
    assert visit.outcome.problem == "Say for how many days it is held."
    assert with_form(visit, days=14, on=TODAY - DAY).startswith("It begins before the visit: choose 5 Jan")
    assert with_form(visit, on=date(2028, 1, 1)).startswith("Not done:")
    decide(visit, "times")
    assert visit.outcome.problem == NOTHING_CHANGES
    assert not visit.outcome.ready
    with pytest.raises(ValueError, match="not ready"):
        visit.accept()


@pytest.mark.parametrize(
    ("changes", "told"),
    [
        ({"on": TODAY + DAY}, "The visit is still to come"),
        ({"next_visit": TODAY}, "The next visit is after this one"),
        ({"side_effects": (SideEffect("Headache", "mild", TODAY + DAY),)}, "A side effect begins after"),
    ],
)
def test_days_that_cannot_be_are_told(visit: VisitDesk, changes: dict[str, Any], told: str) -> None:
    seen = replace(visit.draft.visit, **changes)
    visit.put(replace(visit.draft, visit=seen), "a day")
    assert visit.outcome.problem.startswith(told)


def test_a_visit_is_not_before_what_stands_already(library: PlanLibrary) -> None:
    subject = kept_plan(library)
    library.kept.see(Visit(date(2027, 1, 3), "go-on"), subject, "Prescriber name")
    visit = desk(library, subject)
    visit.put(dated(visit.draft, date(2027, 1, 2)), "the day")
    assert visit.outcome.problem.startswith("What was noted until 3 Jan 2027 stands already")
    visit.put(dated(visit.draft, date(2027, 1, 3)), "the day")
    assert visit.outcome.problem == ""


def test_a_plan_that_is_over_can_only_go_on(library: PlanLibrary) -> None:
    visit = desk(library, kept_plan(library), date(2027, 6, 1))
    assert visit.outcome.ready
    decide(visit, "hold")
    assert visit.outcome.problem.startswith("The planned days ended on 22 Feb 2027")


def test_doses_due_are_counted_since_the_last_visit(library: PlanLibrary) -> None:
    subject = kept_plan(library)
    assert desk(library, subject).following.doses_due(TODAY) == 35
    library.kept.see(Visit(date(2026, 12, 10), "go-on"), subject, "Prescriber name")
    following = desk(library, subject).following
    assert (following.since, following.doses_due(TODAY)) == (date(2026, 12, 10), 26)
    assert following.doses_due(date(2026, 12, 10)) == 0


def test_an_opioid_told_holds_the_plan_back_unless_nothing_more_is_taken(visit: VisitDesk) -> None:
    told = replace(visit.draft.visit, opioid="yes")
    visit.put(replace(visit.draft, visit=told), "opioid")
    assert [f.code for f in visit.outcome.held_by] == [codes.OPIOID_NOW]
    assert dict(visit.outcome.plan.screening.answers)[codes.OPIOID_NOW] == "yes"
    named = replace(visit.draft, opioids=(OpioidUse("codeine", date(2027, 1, 4)),))
    visit.put(named, "opioid")
    assert [f.code for f in visit.outcome.held_by] == [codes.OPIOID_FREE_INTERVAL]
    decide(visit, "stop")
    assert visit.outcome.ready
    visit.undo()
    visit.put(replace(visit.draft, overrides=(Override(codes.OPIOID_FREE_INTERVAL, "ward"),)), "override")
    assert visit.outcome.ready
    assert visit.outcome.plan.overrides == (Override(codes.OPIOID_FREE_INTERVAL, "ward"),)
    # Another day of the last dose is another finding: the reason was given for the one before.
    visit.put(replace(visit.draft, opioids=(OpioidUse("codeine", date(2027, 1, 3)),)), "opioid")
    assert visit.draft.overrides == ()
    assert not visit.outcome.ready


def test_mood_that_is_worse_is_in_the_plan_with_its_finding(visit: VisitDesk) -> None:
    visit.put(replace(visit.draft, visit=replace(visit.draft.visit, mood="worse")), "mood")
    assert [f.code for f in visit.outcome.news] == [codes.MOOD]
    assert visit.outcome.changed
    assert visit.outcome.ready


def test_that_no_opioid_was_taken_answers_the_plan_where_it_asks(library: PlanLibrary) -> None:
    pause = Pause(date(2026, 12, 20), date(2026, 12, 27), "continue", noted_on=date(2026, 12, 20))
    asking = desk(library, kept_plan(library, adjustments=(pause,)))
    assert any(f.code == codes.ASK_OPIOIDS_AGAIN for f in asking.outcome.after.findings)
    asking.put(replace(asking.draft, visit=replace(asking.draft.visit, opioid="no")), "opioid")
    assert asking.outcome.plan.screening.asked_on == TODAY
    assert not any(f.code == codes.ASK_OPIOIDS_AGAIN for f in asking.outcome.after.findings)
    quiet = desk(library, kept_plan(library, id="q"))
    quiet.put(replace(quiet.draft, visit=replace(quiet.draft.visit, opioid="no")), "opioid")
    assert not quiet.outcome.changed


def test_another_revision_meanwhile_is_told_and_nothing_is_lost(
    library: PlanLibrary, visit: VisitDesk
) -> None:
    decide(visit, "hold", days=14)
    other = replace(PLAN, revision=2, notes="held by another")
    library.kept.keep(other, "Somebody else", "held", visit.subject, [visit.following.head])
    with pytest.raises(OvertakenError):
        visit.accept()
    assert visit.following.plan == other
    assert (visit.outcome.plan.revision, visit.outcome.plan.notes) == (3, "held by another")
    assert visit.draft.why == WHY
    assert [r.kind for r in library.kept.history(visit.subject).records] == ["revision", "revision"]
    visit.accept()
    assert not library.kept.history(visit.subject).concurrent


def test_a_number_that_stands_for_something_is_not_taken_again(
    library: PlanLibrary, visit: VisitDesk
) -> None:
    decide(visit, "hold", days=14)
    visit.accept()
    told = library.kept.history(visit.subject)
    assert told.head is not None
    library.kept.note(Deletion((told.head.hash,)), visit.subject, "Prescriber name")
    again = desk(library, visit.subject)
    decide(again, "settle")
    assert again.outcome.plan.revision == 3


def test_no_visit_of_what_is_deleted_or_stands_twice(library: PlanLibrary) -> None:
    subject = kept_plan(library)
    head = library.kept.history(subject).head
    assert head is not None
    for notes in ("one", "other"):
        library.kept.keep(replace(PLAN, revision=2, notes=notes), "A", "", subject, [head])
    with pytest.raises(VisitError, match="beside each other"):
        desk(library, subject)
    library.kept.note(Deletion(), subject, "A")
    with pytest.raises(VisitError, match="was deleted"):
        desk(library, subject)


def test_the_revision_names_the_one_before(library: PlanLibrary, visit: VisitDesk) -> None:
    decide(visit, "step-back", days=14)
    revision, _ = visit.accept()
    assert revision.parents == (visit.following.head.hash,)
    assert isinstance(revision.body, Revision)
    assert revision.body.number == 2
