"""The day it is, on chart and calendar: where it lies in them, and nowhere else."""

from __future__ import annotations

from datetime import date, timedelta

from hypothesis import given
from hypothesis import strategies as st

from ldn_desktop.domain.formulation import Capsule
from ldn_desktop.domain.ladder import linear
from ldn_desktop.domain.plan import Plan
from ldn_desktop.domain.regimen import derive
from ldn_desktop.papers.dose_chart import dose_chart
from ldn_desktop.papers.month_calendar import weeks_of
from ldn_desktop.reference.words.wording import DoseWords, short_date
from tests.domain.given_rules import MG, RULES

START = date(2026, 12, 1)
PLAN = Plan(START, linear(MG, MG, 3 * MG, every=7, maintenance=28), (Capsule("c", MG),))
REGIMEN = derive(PLAN, RULES, START)
WORDS = DoseWords([MG])


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
