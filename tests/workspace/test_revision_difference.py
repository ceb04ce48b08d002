"""The difference of two revisions as runs of days, against a slow count of every day."""

from __future__ import annotations

import json
from dataclasses import replace
from datetime import date, timedelta

from hypothesis import HealthCheck, assume, given, settings
from hypothesis import strategies as st

from ldn_desktop.decoding.strict import FileError
from ldn_desktop.domain.adjustment import Hold, Settle
from ldn_desktop.domain.comparison import dated_spans
from ldn_desktop.domain.plan import CONTINUES, STOPS
from ldn_desktop.domain.regimen import Regimen, administered
from ldn_desktop.domain.work import Work
from ldn_desktop.exchange.plan_reader import Vocabulary, read_plan
from ldn_desktop.reference.words.wording import PLAIN
from ldn_desktop.workspace.revision_difference import RevisionDifference, revision_difference
from tests.oracle import expected
from tests.oracle.amounts import NG_PER_MG, read_amount
from tests.strategies import Entry, plans
from tests.strategies_v2 import plans_v2
from tests.workspace.story import BACK, HELD, KNOWLEDGE, PLAN

DAY = timedelta(days=1)


def regimen(plan: object) -> Regimen:
    return Regimen(plan, *administered(plan, Work()), ())  # type: ignore[arg-type]  # a plan


def compared(left: Regimen, right: Regimen) -> RevisionDifference:
    return revision_difference(left, right, KNOWLEDGE, PLAIN)


def read(entry: Entry) -> Regimen:
    try:
        return regimen(read_plan(json.dumps(entry).encode(), Vocabulary()))
    except FileError:
        assume(condition=False)
        raise


def doses(entry: Entry) -> dict[date, int]:
    """Return the dose of every planned day, 0 on one without, by the second reading of the rules."""
    found = {}
    for phase in expected(entry)["phases"]:
        for at in range(phase["days"]):
            day = date.fromisoformat(phase["first"]) + at * DAY
            dosed = phase["kind"] != "pause" and (
                "rhythm" not in phase or day.isoformat() in phase["dose_dates"]
            )
            found[day] = int(read_amount(phase["daily_dose"]) * NG_PER_MG) if dosed else 0
    return found


@settings(max_examples=40, suppress_health_check=list(HealthCheck))
@given(plans_v2() | plans(), plans_v2() | plans(), st.integers(-40, 40))
def test_runs_cover_each_day_once_and_agree_with_both_schedules(one: Entry, other: Entry, apart: int) -> None:
    # Close to each other, or they never meet.
    moved = (date.fromisoformat(one["start_date"]) + apart * DAY).isoformat()
    other = other | {"start_date": moved, "adjustments": []}
    left, right = read(one), read(other)
    found = compared(left, right)
    days = [run.first + at * DAY for run in found.runs for at in range(run.days)]
    first, last = min(left.first, right.first), max(left.ends, right.ends)
    assert days == [first + at * DAY for at in range((last - first).days + 1)]
    was, now = doses(one), doses(other)
    for span, run in zip(dated_spans(left, right), found.runs, strict=True):
        assert (span.first, span.last) == (run.first.toordinal(), run.last.toordinal())
        of_run = [run.first + at * DAY for at in range(run.days)]
        same = all(was.get(day, 0) == now.get(day, 0) for day in of_run)
        if not run.differs:
            assert same
        for given_on, steps in ((was, span.left), (now, span.right)):
            if not steps:
                assert not any(day in given_on for day in of_run)
                continue
            told = {step.phase.dose_ng for step in steps}
            assert {given_on[day] for day in of_run} <= told | {0}


def test_the_runs_of_the_story_are_those_of_the_picture() -> None:
    found = compared(regimen(HELD), regimen(BACK))
    assert [run.cells for run in found.runs] == [
        ("1 Dec 2026 to 4 Jan 2027", "35", "1.5 mg, then 3 mg", "1.5 mg, then 3 mg", "the same"),
        ("5 Jan to 11 Jan 2027", "7", "3 mg", "1.5 mg", "lower, one step back"),
        ("12 Jan to 18 Jan 2027", "7", "4.5 mg", "1.5 mg", "lower"),
        ("19 Jan to 1 Feb 2027", "14", "4.5 mg", "3 mg", "lower"),
        ("2 Feb to 8 Feb 2027", "7", "4.5 mg", "4.5 mg", "the same"),
        ("9 Feb to 1 Mar 2027", "21", "no planned day", "4.5 mg", "ends 21 days later, 1 Mar 2027"),
    ]
    assert found.since == date(2027, 1, 5)
    assert found.in_all == "1.5 mg capsule: 70, were 56 · 3 mg capsule: 49, were 42"


def test_what_is_another_besides_the_days_is_named() -> None:
    noted = replace(BACK, patient=BACK.patient._replace(identifier="4712"), notes="another note")
    assert compared(regimen(BACK), regimen(noted)).others == "patient and notes"
    assert compared(regimen(HELD), regimen(BACK)).others == ""


def test_the_other_way_round_a_plan_ends_earlier() -> None:
    last = compared(regimen(BACK), regimen(HELD)).runs[-1]
    assert (last.old, last.new, last.changed) == (
        "4.5 mg",
        "no planned day",
        "ends 21 days earlier, 8 Feb 2027",
    )


def test_a_plan_that_begins_later_gives_no_dose_before() -> None:
    later = replace(PLAN, start_date=date(2026, 12, 8))
    first = compared(regimen(PLAN), regimen(later)).runs[0]
    assert (first.days, first.old, first.new, first.changed) == (7, "1.5 mg", "no dose", "lower")
    early = compared(regimen(later), regimen(PLAN)).runs[0]
    assert (early.old, early.new, early.changed) == ("no dose", "1.5 mg", "higher")


def test_behind_its_last_day_a_plan_goes_on_or_is_stopped() -> None:
    on = compared(regimen(replace(PLAN, after=CONTINUES)), regimen(HELD)).runs[-1]
    assert (on.old, on.new) == ("4.5 mg, goes on", "4.5 mg")
    assert on.changed == "planned to 8 Feb 2027, no longer until changed"
    stopped = compared(regimen(replace(PLAN, after=STOPS)), regimen(HELD)).runs[-1]
    assert (stopped.old, stopped.new, stopped.changed) == ("no dose", "4.5 mg", "higher")


def test_the_same_plan_is_one_run() -> None:
    found = compared(regimen(PLAN), regimen(replace(PLAN, notes="x")))
    (run,) = found.runs
    assert (run.differs, found.since) == (False, None)
    assert "as before" in found.in_all


def test_a_dose_that_is_settled_on_goes_on_and_does_not_end_earlier() -> None:
    day = date(2026, 12, 20)
    settled = replace(PLAN, after=CONTINUES, revision=2, adjustments=(Settle(day, noted_on=day),))
    last = compared(regimen(PLAN), regimen(settled)).runs[-1]
    assert last.cells[2:] == ("4.5 mg", "3 mg, goes on", "lower, goes on until changed")
    both = compared(regimen(replace(PLAN, after=CONTINUES)), regimen(settled)).runs[-1]
    assert both.cells[2:] == ("4.5 mg", "3 mg, goes on", "lower")
    day = date(2027, 1, 20)
    held = replace(PLAN, after=CONTINUES, adjustments=(Hold(day, 7, noted_on=day),))
    longer = compared(regimen(replace(PLAN, after=CONTINUES)), regimen(held))
    assert longer.runs[-1].changed.startswith("the same")
