"""The difference of two revisions as runs of days, against a slow count of every day."""

from __future__ import annotations

import json
from dataclasses import replace
from datetime import date, timedelta

import pytest
from hypothesis import HealthCheck, Phase, assume, given, settings

from ldn_desktop.decoding.strict import FileError
from ldn_desktop.domain.adjustment import Hold, Pause, Settle, Stop
from ldn_desktop.domain.formulation import Tablet
from ldn_desktop.domain.ladder import AFTER_REVIEW, IF_TOLERATED, Ladder, Rung
from ldn_desktop.domain.plan import CONTINUES, REVIEW, STOPS, Plan
from ldn_desktop.domain.regimen import Regimen, administered
from ldn_desktop.domain.rhythm import Weekdays
from ldn_desktop.domain.work import Work
from ldn_desktop.exchange.plan_reader import Vocabulary, read_plan
from ldn_desktop.reference.words.wording import PLAIN
from ldn_desktop.workspace.revision_difference import RevisionDifference, Run, revision_difference
from tests.oracle.given import NOTHING, GivenDays
from tests.strategies import Entry
from tests.strategies_v2 import pairs
from tests.workspace.story import BACK, HELD, KNOWLEDGE, MG, PLAN

DAY = timedelta(days=1)


def regimen(plan: Plan) -> Regimen:
    return Regimen(plan, *administered(plan, Work()), ())


def compared(left: Regimen, right: Regimen) -> RevisionDifference:
    return revision_difference(left, right, KNOWLEDGE, PLAIN)


def read(entry: Entry) -> Regimen:
    try:
        return regimen(read_plan(json.dumps(entry).encode(), Vocabulary()))
    except FileError:
        assume(condition=False)
        raise


def way_of(run: Run, days: list[date], left: GivenDays, right: GivenDays) -> None:
    """Look whether what is said of a run is so."""
    given = [(left.on(day) or NOTHING, right.on(day) or NOTHING) for day in days]
    said = run.changed.split(", ")[0]
    doses_of_days = [(was[0], now[0]) for was, now in given]
    match said.split(" ")[0]:
        case "higher":
            assert all(bool(was) == bool(now) for was, now in doses_of_days)
            assert all(was <= now for was, now in doses_of_days)
            assert any(was < now for was, now in doses_of_days)
        case "lower":
            assert all(bool(was) == bool(now) for was, now in doses_of_days)
            assert all(was >= now for was, now in doses_of_days)
            assert any(was > now for was, now in doses_of_days)
        case "on":
            assert len({dose for both in doses_of_days for dose in both} - {0}) == 1
            assert any(bool(was) != bool(now) for was, now in doses_of_days)
        case "another":
            assert len({dose for both in doses_of_days for dose in both} - {0}) > 1
            assert any(bool(was) != bool(now) for was, now in doses_of_days)
        case "a" | "no" if "dose now" in said:
            side = 0 if said == "a dose now" else 1
            assert not any(both[side] for both in doses_of_days)
            assert any(both[1 - side] for both in doses_of_days)
        case "taken":
            assert all(was == now for was, now in doses_of_days)
            assert any(was[1] != now[1] for was, now in given)
        case "only" | "now" | "no" if "no longer planned" not in said:
            assert all(was[:2] == now[:2] for was, now in given)
            assert any(was[2] != now[2] for was, now in given)
        case "the":
            assert not run.differs
        case _:
            assert any(left.planned(day) != right.planned(day) for day in days)


@settings(max_examples=60, suppress_health_check=list(HealthCheck), phases=(Phase.explicit, Phase.generate))
@given(pairs())
def test_runs_cover_each_day_once_and_say_what_a_slow_count_of_each_day_finds(
    pair: tuple[Entry, Entry],
) -> None:
    one, other = pair
    found = compared(read(one), read(other))
    left, right = GivenDays(one), GivenDays(other)
    planned = [run for run in found.runs if run.last is not None]
    days = [run.first + at * DAY for run in planned for at in range(run.days)]
    first, last = min(left.start, right.start), max(left.last, right.last)
    assert days == [first + at * DAY for at in range((last - first).days + 1)]
    for run in planned:
        of_run = [run.first + at * DAY for at in range(run.days)]
        same = []
        for day in of_run:
            was, now = left.on(day), right.on(day)
            unsaid = None in {was if was is None else 0, now if now is None else 0}
            same.append(not (left.planned(day) or right.planned(day)) if unsaid else was == now)
        assert run.differs == (not all(same))
        assert ("the same" in run.changed) == (not run.differs)
        way_of(run, of_run, left, right)
    behind = [last + at * DAY for at in range(1, 120)]
    both = left.ends == right.ends
    same_behind = both and all(left.on(day) == right.on(day) for day in behind)
    assert len(found.runs) - len(planned) == (not same_behind)
    if not same_behind:
        assert found.runs[-1].first == behind[0]
        assert found.runs[-1].changed == "what follows" or both


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
    assert (first.days, first.old, first.new, first.changed) == (7, "1.5 mg", "no dose", "no dose now")
    early = compared(regimen(later), regimen(PLAN)).runs[0]
    assert (early.old, early.new, early.changed) == ("no dose", "1.5 mg", "a dose now")


def test_a_dose_that_is_planned_on_or_goes_on_is_the_same_and_what_follows_is_told_behind() -> None:
    *_, on, behind = compared(regimen(replace(PLAN, after=CONTINUES)), regimen(HELD)).runs
    assert on.cells[2:] == ("4.5 mg, goes on", "4.5 mg", "the same")
    assert not on.differs
    assert behind.cells == ("from 9 Feb 2027", "", "4.5 mg, goes on", "see the prescriber", "what follows")
    assert behind.differs
    *_, stopped, behind = compared(regimen(replace(PLAN, after=STOPS)), regimen(HELD)).runs
    assert (stopped.old, stopped.new, stopped.changed) == ("no dose", "4.5 mg", "a dose now")
    assert behind.cells[2:] == ("planned stop", "see the prescriber", "what follows")


@pytest.mark.parametrize(
    ("after", "told"),
    [
        (REVIEW, "see the prescriber"),
        (STOPS, "planned stop, at the earliest"),
        (CONTINUES, "4.5 mg, goes on"),
    ],
)
def test_another_end_alone_is_a_difference(after: str, told: str) -> None:
    ladder = on_condition(IF_TOLERATED)
    left = replace(PLAN, ladder=ladder, after=CONTINUES if after != CONTINUES else REVIEW)
    found = compared(regimen(left), regimen(replace(left, after=after)))
    same, behind = found.runs
    assert (same.differs, behind.differs, behind.last) == (False, True, None)
    assert behind.new == told
    assert (found.since, found.drawn_since) == (date(2027, 1, 26), None)


def test_a_stop_that_waits_for_a_condition_is_another_end() -> None:
    left = replace(PLAN, after=STOPS)
    waits = replace(left, ladder=on_condition(IF_TOLERATED))
    behind = compared(regimen(left), regimen(waits)).runs[-1]
    assert behind.cells[2:] == ("planned stop", "planned stop, at the earliest", "what follows")
    assert compared(regimen(waits), regimen(left)).runs[-1].new == "planned stop"
    last = date(2027, 1, 20)
    stopped = replace(left, adjustments=(Stop(last, noted_on=last),))
    assert compared(regimen(left), regimen(stopped)).runs[-1].cells[2:4] == ("planned stop", "stopped")


def on_condition(*conditions: str) -> Ladder:
    pairs = zip(PLAN.ladder, conditions, strict=False)
    return (*(rung._replace(go_on=told) for rung, told in pairs), *PLAN.ladder[len(conditions) :])


def test_conditions_are_told_and_another_one_is_a_difference() -> None:
    suits = replace(PLAN, ladder=on_condition(IF_TOLERATED))
    review = replace(PLAN, ladder=on_condition(AFTER_REVIEW, IF_TOLERATED))
    runs = compared(regimen(suits), regimen(review)).runs
    assert [run.cells[2:] for run in runs] == [
        ("1.5 mg", "1.5 mg", "the same"),
        ("3 mg, only if it suits", "3 mg, only after a review", "only after a review, was if it suits"),
        ("4.5 mg", "4.5 mg, only if it suits", "now only if it suits"),
    ]
    back = compared(regimen(review), regimen(suits)).runs
    assert back[-1].changed == "no longer only if it suits"
    (same,) = compared(regimen(review), regimen(replace(review, notes="x"))).runs
    assert same.new == "1.5 mg to 4.5 mg, 3 steps, 1 only if it suits, 1 only after a review"
    *_, last = compared(
        regimen(suits), regimen(replace(suits, adjustments=(Pause(date(2026, 12, 10)),)))
    ).runs
    assert last.new == "paused without a date"


def test_a_day_of_a_rhythm_without_a_dose_says_so() -> None:
    mondays = PLAN.ladder[1]._replace(rhythm=Weekdays((0,)))
    left = replace(PLAN, ladder=(PLAN.ladder[0], mondays, PLAN.ladder[2]))
    back = replace(left, adjustments=(Hold(date(2026, 12, 10), 1),))
    runs = compared(regimen(left), regimen(back)).runs
    assert runs[1].cells[1:] == ("1", "no dose (3 mg on other days)", "1.5 mg", "a dose now")


def test_tablets_that_are_taken_in_another_way_are_named() -> None:
    oral, under = ((Tablet("t", MG * 3 // 2, route=route),) for route in ("oral", "sublingual"))
    left, right = (replace(PLAN, formulations=products) for products in (oral, under))
    run = compared(regimen(left), regimen(right)).runs[0]
    assert run.changed == "taken otherwise"
    assert (run.old, run.new) == (
        "1.5 mg: 1 × 1.5 mg tablet at bedtime (1.5 mg tablet)",
        "1.5 mg: 1 × 1.5 mg tablet at bedtime (1.5 mg tablet, under the tongue)",
    )


def test_steps_that_go_up_and_down_are_told_by_the_lowest_and_the_highest() -> None:
    doses = [(3, 7), (1, 7), (2, 28)]
    ladder = tuple(replace_rung(dose, days) for dose, days in doses)
    plan = replace(PLAN, ladder=ladder)
    (run,) = compared(regimen(plan), regimen(replace(plan, notes="x"))).runs
    assert run.new == "between 1.5 mg and 4.5 mg, 3 steps"


def replace_rung(dose: int, days: int) -> Rung:
    return PLAN.ladder[0]._replace(dose_ng=dose * MG * 3 // 2, days=days)


def test_what_changes_no_day_is_named_all_the_same() -> None:
    longer = replace(PLAN, after=CONTINUES)
    held = replace(longer, adjustments=(Hold(date(2027, 1, 20), 7),))
    found = compared(regimen(longer), regimen(held))
    assert (found.since, found.others) == (None, "changes along the way")


def test_a_planned_stop_that_moves_says_so() -> None:
    left, right = (replace(plan, after=STOPS) for plan in (HELD, BACK))
    last = compared(regimen(left), regimen(right)).runs[-1]
    assert last.cells[2:] == ("no dose", "4.5 mg", "a dose now, ends 21 days later, 1 Mar 2027")


def test_the_same_plan_is_one_run() -> None:
    found = compared(regimen(PLAN), regimen(replace(PLAN, notes="x")))
    (run,) = found.runs
    assert (run.differs, found.since) == (False, None)
    assert "as before" in found.in_all


def test_a_dose_that_is_settled_on_goes_on_and_does_not_end_earlier() -> None:
    day = date(2026, 12, 20)
    settled = replace(PLAN, after=CONTINUES, revision=2, adjustments=(Settle(day, noted_on=day),))
    same, *_, lower, behind = compared(regimen(PLAN), regimen(settled)).runs
    assert same.cells[2:] == ("1.5 mg, then 3 mg", "1.5 mg, then 3 mg", "the same, settle at 3 mg")
    assert lower.cells[2:] == ("4.5 mg", "3 mg, goes on", "lower")
    assert behind.cells[2:] == ("see the prescriber", "3 mg, goes on", "what follows")
    *_, lower, behind = compared(regimen(replace(PLAN, after=CONTINUES)), regimen(settled)).runs
    assert lower.cells[2:] == ("4.5 mg", "3 mg, goes on", "lower")
    assert behind.cells[2:] == ("4.5 mg, goes on", "3 mg, goes on", "lower")
