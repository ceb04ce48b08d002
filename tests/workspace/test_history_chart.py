"""Dose, response and side effects of a plan over time: what was planned when, and how the patient fared."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace
from datetime import date, timedelta

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from ldn_desktop.domain.adjustment import Hold, Pause, Stop
from ldn_desktop.domain.course import lay
from ldn_desktop.domain.ladder import AFTER_REVIEW, IF_TOLERATED
from ldn_desktop.domain.phase import Phase
from ldn_desktop.domain.plan import CONTINUES, STOPS, Plan
from ldn_desktop.domain.rhythm import Weekdays
from ldn_desktop.library.bodies import SideEffect, Visit
from ldn_desktop.library.history import history
from ldn_desktop.reference.words.wording import PLAIN
from ldn_desktop.workspace.followed_plan import FollowedPlan
from ldn_desktop.workspace.response import Asked, effects_of, series_of
from ldn_desktop.workspace.revision_line import planned, revisions_of
from tests.workspace.story import BACK, HELD, KNOWLEDGE, MG, PLAN, TODAY, kept_in, newer_revision, tell

START = date(2026, 12, 1)
DAY = timedelta(days=1)


def followed(today: date = TODAY) -> FollowedPlan:
    kept, clock = kept_in()
    first, *_ = tell(kept, clock)
    return FollowedPlan(kept, first.subject, KNOWLEDGE, PLAIN, today)


def dose_of(plan_course: Iterable[Phase], day: date) -> int | None:
    """Return what a course gives on a day, asked day by day."""
    for phase in plan_course:
        if phase.first <= day <= phase.last:
            return phase.dose_ng if day in phase.dose_days() else 0
    return None


def test_the_chart_is_that_of_the_story() -> None:
    chart = followed().chart
    assert chart is not None
    told = [(band.label, (chart.start + timedelta(days=band.start)).isoformat()) for band in chart.dose.bands]
    assert told == [
        ("1.5 mg", "2026-12-01"), ("3 mg", "2026-12-29"), ("1.5 mg", "2027-01-05"),
        ("3 mg", "2027-01-19"), ("4.5 mg", "2027-02-02"),
    ]  # fmt: skip
    assert [one.name for one in chart.series] == ["Pain", "Poor sleep", "Fatigue"]
    assert [one.last for one in chart.series] == [4, 3, 6]
    assert [effect.words for effect in chart.effects] == [
        "Vivid dreams, mild", "Poor sleep, moderate, then mild", "Headache, mild", "Vivid dreams, mild",
    ]  # fmt: skip
    assert (chart.start, chart.days) == (date(2026, 11, 26), 96)
    assert chart.dose.today == (TODAY - chart.start).days
    assert [numbered.number for numbered in chart.revisions] == [1, 2, 3]


def test_the_table_says_what_the_chart_shows() -> None:
    chart = followed().chart
    assert chart is not None
    assert chart.table.titles == (
        "Date",
        "What",
        "Planned dose",
        "Pain",
        "Poor sleep",
        "Fatigue",
        "Side effects",
    )
    assert (
        "Tue 5 Jan 2027",
        "revision 3, visit",
        "1.5 mg",
        "6",
        "8",
        "7",
        "Poor sleep (moderate); Headache (mild)",
    ) in chart.table.rows
    assert chart.table.rows[0][2] == "none planned"
    assert len(chart.table.as_text().splitlines()) == len(chart.table.rows) + 1
    assert "Tue 16 Feb 2027, What: visit, Planned dose: 4.5 mg, Pain: 4" in chart.summary


def test_the_other_revision_is_drawn_from_where_it_differs() -> None:
    plan = followed()
    chart, second, third = plan.chart, plan.revisions[1], plan.revisions[2]
    assert chart is not None
    since = plan.difference(second.record.hash, third.record.hash).since
    assert since == date(2027, 1, 5)
    dashed = chart.beside(second, since).dose.before
    assert [(band.label, band.start) for band in dashed] == [("3 mg", 40), ("4.5 mg", 47)]
    assert chart.beside(second, None).dose.before == ()


@settings(max_examples=40)
@given(holds=st.lists(st.tuples(st.integers(0, 70), st.integers(1, 20)), max_size=4), paused=st.booleans())
def test_each_day_has_the_dose_of_the_revision_in_force(
    holds: list[tuple[int, int]], *, paused: bool
) -> None:
    kept, clock = kept_in()
    clock.set(START - DAY)
    plans = [PLAN]
    record = kept.keep(PLAN, "A")
    for at, days in sorted(holds):
        on = START + timedelta(days=at)
        change = (
            Pause(on, until=on + timedelta(days=days), resume="continue", noted_on=on)
            if paused
            else Hold(on, days, noted_on=on)
        )
        plan = replace(plans[-1], revision=len(plans) + 1, adjustments=(*plans[-1].adjustments, change))
        try:
            lay(plan)
        except ValueError:
            continue
        clock.set(on)
        record = kept.keep(plan, "A", "", record.subject, [record])
        plans.append(plan)
    revisions = revisions_of(kept.history(record.subject), kept.plan_of)
    line = planned(revisions, date.max.toordinal())
    # In force on a day is the last revision that was decided by then.
    made = [START - DAY, *(plan.adjustments[-1].on for plan in plans[1:])]
    courses = [lay(plan) for plan in plans]
    for number in range(200):
        day = START + timedelta(days=number)
        force = max(at for at, on in enumerate(made) if on <= day)
        of_day = [entry for entry in line if entry.first <= day.toordinal() <= entry.last]
        expected = dose_of(courses[force], day)
        if expected is None:
            assert of_day == []
        else:
            (entry,) = of_day
            dosed = any(first <= day.toordinal() <= last for first, last in entry.dosed)
            assert (entry.dose_ng if dosed else 0, entry.number) == (expected, force + 1)


def test_a_plan_that_goes_on_is_drawn_up_to_today() -> None:
    kept, _ = kept_in()
    record = kept.keep(replace(PLAN, after=CONTINUES), "A")
    today = date(2027, 2, 10)
    chart = FollowedPlan(kept, record.subject, KNOWLEDGE, PLAIN, today).chart
    assert chart is not None
    assert chart.start + timedelta(days=chart.dose.bands[-1].end - 1) == today


def test_a_revision_that_was_noted_late_counts_from_the_day_it_was_decided() -> None:
    kept, clock = kept_in()
    clock.set(date(2027, 3, 1))
    first = kept.keep(PLAN, "A", "taken in")
    second = kept.keep(HELD, "A", "taken in", first.subject, [first])
    kept.keep(BACK, "A", "taken in", first.subject, [second])
    revisions = revisions_of(kept.history(first.subject), kept.plan_of)
    assert [date.fromordinal(revised.since) for revised in revisions[1:]] == [
        date(2026, 12, 10),
        date(2027, 1, 5),
    ]
    assert revisions[0].since <= revisions[1].since


def test_nothing_is_drawn_of_a_plan_without_a_dose() -> None:
    kept, clock = kept_in()
    first, *_ = tell(kept, clock)
    plan = FollowedPlan(kept, first.subject, KNOWLEDGE, PLAIN, TODAY)
    plan.revisions = tuple(revised._replace(plan=None, course=()) for revised in plan.revisions)
    assert plan.chart is None


def planned_doses(plan: Plan, today: date = TODAY) -> list[tuple[str, str]]:
    """Return day and dose of each row of a plan of one revision."""
    kept, _ = kept_in()
    record = kept.keep(plan, "A")
    chart = FollowedPlan(kept, record.subject, KNOWLEDGE, PLAIN, today).chart
    assert chart is not None
    # A band begins where the table has a row, with the same dose.
    rows = dict(zip(chart.table.days, chart.table.rows, strict=True))
    for band in chart.dose.bands:
        assert band.label in rows[chart.start.toordinal() + band.start][2]
    return [(row[0], row[2]) for row in chart.table.rows if row[2] != "none planned"]


def test_conditions_and_rhythms_are_told_and_drawn() -> None:
    first, second, third = PLAN.ladder
    ladder = first._replace(go_on=IF_TOLERATED), second._replace(go_on=AFTER_REVIEW), third
    assert planned_doses(replace(PLAN, ladder=ladder)) == [
        ("Tue 1 Dec 2026", "1.5 mg"),
        ("Tue 15 Dec 2026", "3 mg, only if it suits"),
        ("Tue 29 Dec 2026", "4.5 mg, only after a review"),
    ]
    mondays = third._replace(dose_ng=second.dose_ng, rhythm=Weekdays((0,)))
    assert planned_doses(replace(PLAN, ladder=(first, second, mondays)))[-1] == (
        "Tue 29 Dec 2026", "no dose (3 mg, on Mondays)",
    )  # fmt: skip
    kept, _ = kept_in()
    record = kept.keep(replace(PLAN, ladder=(*ladder[:2], mondays)), "A")
    chart = FollowedPlan(kept, record.subject, KNOWLEDGE, PLAIN, TODAY).chart
    assert chart is not None
    told = [(band.label, band.detail, band.condition) for band in chart.dose.bands]
    assert told == [("1.5 mg", "", "if it suits"), ("3 mg", "", ""), ("3 mg", "on Mondays", "")]


@pytest.mark.parametrize(
    ("changes", "day", "told", "drawn"),
    [
        ({"after": CONTINUES}, "Tue 26 Jan 2027", "4.5 mg, goes on", ("goes on", "")),
        ({"after": STOPS}, "Tue 26 Jan 2027", "no dose, stopped", ("", "")),
        ({"adjustments": (Pause(date(2026, 12, 20)),)}, "Sun 20 Dec 2026", "paused without a date", ("", "paused")),
        ({"adjustments": (Stop(date(2026, 12, 20)),)}, "Sun 20 Dec 2026", "no dose, stopped", ("", "")),
        (
            {"after": STOPS, "ladder": (PLAN.ladder[0]._replace(go_on=AFTER_REVIEW), *PLAN.ladder[1:])},
            "Tue 26 Jan 2027",
            "no dose, planned stop at the earliest",
            ("", ""),
        ),
    ],
)  # fmt: skip
def test_what_follows_the_last_planned_day_is_told_and_drawn(
    changes: dict[str, object], day: str, told: str, drawn: tuple[str, str]
) -> None:
    plan = replace(PLAN, **changes)  # type: ignore[arg-type]  # fields of a plan
    assert planned_doses(plan)[-1] == (day, told)
    kept, _ = kept_in()
    chart = FollowedPlan(kept, kept.keep(plan, "A").subject, KNOWLEDGE, PLAIN, TODAY).chart
    assert chart is not None
    assert (chart.dose.goes_on, chart.dose.waits) == drawn


def test_days_of_a_revision_that_cannot_be_read_are_not_said_to_be_unplanned() -> None:
    kept, clock = kept_in()
    first, _, third = tell(kept, clock)
    plan = FollowedPlan(kept, first.subject, KNOWLEDGE, PLAIN, TODAY)
    *others, last = plan.revisions
    plan.revisions = (*others, last._replace(plan=None, course=(), problem="why"))
    assert plan.chart is not None
    told = {row[0]: row[2] for row in plan.chart.table.rows}
    assert (told["Tue 29 Dec 2026"], told["Tue 5 Jan 2027"]) == ("3 mg", "cannot be read")
    assert third.hash == last.record.hash


def test_the_table_is_copied_a_line_for_each_day() -> None:
    kept, _ = kept_in()
    record = kept.keep(PLAN, "A")
    kept.see(Visit(START, "go-on", side_effects=(SideEffect("A\tB\nC", "mild"),)), record.subject, "A")
    chart = FollowedPlan(kept, record.subject, KNOWLEDGE, PLAIN, TODAY).chart
    assert chart is not None
    lines = chart.table.as_text().splitlines()
    assert {line.count("\t") for line in lines} == {len(chart.table.titles) - 1}
    assert any(line.endswith("A B C (mild)") for line in lines)


def test_what_a_newer_program_wrote_takes_nothing_from_the_chart() -> None:
    kept, clock = kept_in()
    first, _, third = tell(kept, clock)
    plan = FollowedPlan(kept, first.subject, KNOWLEDGE, PLAIN, TODAY)
    told = history([*kept.store.of(first.subject), newer_revision(first.subject, third.hash)])
    plan.revisions = revisions_of(told, kept.plan_of)
    chart, before = plan.chart, followed().chart
    assert chart is not None
    assert before is not None
    assert chart.dose.bands == before.dose.bands
    assert [numbered.number for numbered in chart.revisions] == [1, 2, 3]
    assert chart.table.rows == before.table.rows


ASKED = Asked({"pain": "Pain", "change": "Change"}, {"change": ("better", "the same", "worse")})


def test_scores_of_a_day_are_the_last_told_and_answers_in_words_have_no_line() -> None:
    visits = [
        Visit(START, "go-on", scores=(("pain", 7), ("own", 2), ("change", 1))),
        Visit(START, "go-on", scores=(("pain", 5),)),
        Visit(START + DAY, "go-on", scores=(("pain", 0),)),
    ]
    pain, own = series_of(visits, ASKED)
    day = START.toordinal()
    assert (pain.name, pain.points, pain.last) == ("Pain", ((day, 5), (day + 1, 0)), 0)
    assert (own.name, own.points) == ("own", ((day, 2),))
    assert ASKED.told([("own", 3), ("change", 3), ("pain", 1)]) == "Pain 1, change: worse, own 3"


def effect_of(day: int, *effects: SideEffect) -> Visit:
    return Visit(START + timedelta(days=day), "go-on", side_effects=effects)


def test_a_side_effect_lasts_from_since_to_the_last_visit_that_tells_of_it() -> None:
    visits = [
        effect_of(10, SideEffect("Nausea", "mild", START)),
        effect_of(20, SideEffect("nausea", "severe")),
        effect_of(30),
        effect_of(40, SideEffect("Nausea", "mild")),
    ]
    first, second = effects_of(visits)
    day = START.toordinal()
    assert first.parts == ((day, day + 10, "mild"), (day + 11, day + 20, "severe"))
    assert second.parts == ((day + 40, day + 40, "mild"),)
    assert first.words == "Nausea, mild, then severe"


def test_a_side_effect_that_one_visit_left_out_goes_on_where_since_says_so() -> None:
    visits = [
        effect_of(10, SideEffect("Nausea", "mild")),
        effect_of(20),
        effect_of(30, SideEffect("Nausea", "mild", START + timedelta(days=5))),
    ]
    (effect,) = effects_of(visits)
    assert (effect.first, effect.last) == (START.toordinal() + 10, START.toordinal() + 30)


def test_doses_of_all_revisions_share_one_axis() -> None:
    chart = followed().chart
    assert chart is not None
    assert chart.dose.axis.top_ng == 9 * MG // 2
