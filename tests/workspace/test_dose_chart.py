"""The axis and the ends of the chart."""

from __future__ import annotations

from datetime import date, timedelta
from itertools import pairwise

from hypothesis import given
from hypothesis import strategies as st

from ldn_desktop.domain.formulation import Capsule
from ldn_desktop.domain.ladder import Rung, linear
from ldn_desktop.domain.plan import Plan
from ldn_desktop.domain.regimen import derive
from ldn_desktop.reference.words.english import short_date
from ldn_desktop.reference.words.wording import PLAIN, DoseWords
from ldn_desktop.workspace.dose_chart import dose_chart
from ldn_desktop.workspace.month_calendar import weeks_of
from tests.domain.given_rules import MG, RULES
from tests.papers.test_patient_plan import regimen_of
from tests.workspace.test_step_words import CLINIC, TAPER

START = date(2026, 12, 1)
WORDS = DoseWords([MG])
USED = {"1", "1.5", "2", "2.5", "3", "4", "5", "7.5"}


def _marks(*doses: int) -> list[str]:
    ladder = tuple(Rung(dose, 7) for dose in doses)
    chart = dose_chart(derive(Plan(START, ladder, (Capsule("c", MG // 20),)), RULES, START), WORDS)
    return [mark.label.removesuffix(" mg") for mark in chart.axis.marks]


def test_usual_plans_have_usual_marks() -> None:
    assert _marks(MG // 2, MG, 3 * MG // 2) == ["0", "0.5", "1", "1.5"]
    assert _marks(3 * MG // 2, 3 * MG, 9 * MG // 2) == ["0", "1.5", "3", "4.5"]
    assert _marks(3 * MG // 2, 3 * MG, 9 * MG // 2, 6 * MG) == ["0", "1.5", "3", "4.5", "6"]
    assert _marks(MG, 2 * MG, 3 * MG) == ["0", "1", "2", "3"]
    assert _marks(3 * MG // 4, 3 * MG // 2, 9 * MG // 4, 3 * MG) == ["0", "0.75", "1.5", "2.25", "3"]


def test_one_dose_alone_is_a_mark_itself() -> None:
    assert _marks(37 * MG // 10) == ["0", "3.7"]
    assert _marks(9 * MG // 2, 9 * MG // 2) == ["0", "1.5", "3", "4.5"]


@given(st.integers(2, 1_000).map(lambda twentieths: twentieths * MG // 20))
def test_marks_are_at_distances_that_people_use(top: int) -> None:
    doses = (top - MG // 20, top)
    marks = _marks(*doses)
    ladder = tuple(Rung(dose, 7) for dose in doses)
    chart = dose_chart(derive(Plan(START, ladder, (Capsule("c", MG // 20),)), RULES, START), WORDS).axis.marks
    distances = {two.dose_ng - one.dose_ng for one, two in pairwise(chart)}
    assert len(distances) == 1
    digits = f"{distances.pop():e}".partition("e")[0].rstrip("0").rstrip(".")
    assert digits in USED
    assert len(marks) <= 1 + 5
    assert chart[-1].dose_ng >= top


def test_each_end_stands_at_its_own_day() -> None:
    short = derive(
        Plan(START, linear(MG, MG, 3 * MG, every=7, maintenance=7), (Capsule("c", MG),)), RULES, START
    )
    long = derive(
        Plan(START, linear(MG, MG, 3 * MG, every=7, maintenance=28), (Capsule("c", MG),)), RULES, START
    )

    assert dose_chart(short, WORDS).ends == ((21, short_date(short.ends)),)
    assert dose_chart(short, WORDS, before=long).ends == (
        (21, short_date(short.ends)),
        (42, short_date(long.ends)),
    )
    assert dose_chart(long, WORDS, before=short).days == 42
    assert dose_chart(long, WORDS, before=long).ends == ((42, short_date(long.ends)),)


PLAN = Plan(START, linear(MG, MG, 3 * MG, every=7, maintenance=28), (Capsule("c", MG),))


REGIMEN = derive(PLAN, RULES, START)


@given(st.integers(-60, 100))
def test_today_is_marked_on_its_own_day_alone(away: int) -> None:
    today = START + timedelta(days=away)
    chart = dose_chart(REGIMEN, WORDS, today=today)
    inside = START <= today <= REGIMEN.ends
    assert chart.today == (away if inside else None)
    assert chart.today_words == (f"Today, {short_date(today)}" if inside else "")
    assert (f"Today is {short_date(today)}." in chart.summary) == inside
    marked = [
        week.days[week.today] for week in weeks_of(REGIMEN, WORDS, today=today) if week.today is not None
    ]
    shown = [day for week in weeks_of(REGIMEN, WORDS) for day in week.days]
    assert marked == ([today] if today in shown else [])


def test_a_page_is_not_about_the_day_it_is_printed() -> None:
    assert dose_chart(REGIMEN, WORDS).today is None
    assert "Today" not in dose_chart(REGIMEN, WORDS).summary
    assert {week.today for week in weeks_of(REGIMEN, WORDS)} == {None}


def test_gaps_splits_conditions_and_what_goes_on_are_told() -> None:
    regimen = regimen_of(**CLINIC)
    chart = dose_chart(regimen, PLAIN.of(regimen))
    assert [band.gaps for band in chart.bands] == [True, False, False, False, True]
    assert [band.detail for band in chart.bands] == [
        "every other day",
        "",
        "",
        "0.5 mg + 1.5 mg",
        "Monday to Friday",
    ]
    assert [band.splits for band in chart.bands] == [(), (), (), (MG // 2,), ()]
    assert [band.condition for band in chart.bands] == ["", "if it suits", "", "after a review", ""]
    assert chart.goes_on == "goes on"
    assert chart.summary == (
        "Dose over time from 1 Dec 2026: 0.5 mg (every other day) from 1 Dec; 0.5 mg from 15 Dec; 1 mg from 29 Dec, "
        "if it suits; 2 mg (0.5 mg + 1.5 mg) from 12 Jan; 3 mg (Monday to Friday) from 26 Jan, after a review. "
        "After that: goes on until the prescriber changes it."
    )


def test_a_taper_has_no_arrow_and_says_its_last_dose() -> None:
    regimen = regimen_of(**TAPER)
    chart = dose_chart(regimen, PLAIN.of(regimen))
    assert chart.goes_on == ""
    assert chart.summary.endswith("After that: last dose on Mon 21 Dec 2026, then stop.")


def test_a_pause_without_a_date_stays_open() -> None:
    regimen = regimen_of(adjustments=[{"on": "2026-12-05", "action": "pause"}])
    chart = dose_chart(regimen, PLAIN.of(regimen))
    assert (chart.waits, chart.goes_on, chart.days) == ("paused", "", 4)
    assert chart.summary.endswith(" After that: paused, without a date to go on.")
    assert dose_chart(regimen_of(), PLAIN.of(regimen_of())).waits == ""
