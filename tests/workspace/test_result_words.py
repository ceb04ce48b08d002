"""Days that an opioid bars: on the calendar and the chart."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, timedelta

from hypothesis import given
from hypothesis import strategies as st

from ldn_desktop.domain.formulation import Capsule
from ldn_desktop.domain.ladder import Rung
from ldn_desktop.domain.plan import OpioidUse, Override, Plan, Screening
from ldn_desktop.domain.regimen import Regimen, derive
from ldn_desktop.reference.words.wording import DoseWords
from ldn_desktop.workspace.dose_chart import dose_chart
from ldn_desktop.workspace.month_calendar import weeks_of
from ldn_desktop.workspace.result_words import OpioidFree, opioid_free
from tests.domain.given_rules import MG, OPIOIDS, RULES, TODAY

START = date(2026, 12, 1)
INTERVALS = sorted(name for name, rule in OPIOIDS.items() if rule.effect == "interval")


def regimen(*uses: OpioidUse) -> Regimen:
    plan = Plan(
        START,
        (Rung(MG, 7), Rung(2 * MG, 14)),
        (Capsule("one", MG),),
        id="p",
        screening=Screening(opioids=uses),
    )
    return derive(plan, RULES, TODAY)


def test_a_plan_without_opioids_has_no_barred_day() -> None:
    assert opioid_free(regimen(), str.upper) == ()
    assert opioid_free(regimen(OpioidUse(INTERVALS[0], date(2026, 1, 1))), str.upper) == ()


def test_the_weeks_reach_back_to_the_last_dose_and_say_whose_it_is() -> None:
    last = date(2026, 11, 28)
    found = regimen(OpioidUse(INTERVALS[0], last))
    (barred,) = opioid_free(found, str.upper)
    days = OPIOIDS[INTERVALS[0]].longest_days
    assert barred == OpioidFree(INTERVALS[0].upper(), last, last + timedelta(days=days))
    weeks = weeks_of(found, DoseWords([]), (barred,))
    assert weeks[0].monday == date(2026, 11, 23)
    (note,) = weeks[0].notes
    assert (note.start, note.end) == (5, 6)
    assert note.texts[0].startswith(f"{INTERVALS[0].upper()}, last dose Sat 28 Nov 2026")


@given(st.lists(st.tuples(st.sampled_from(INTERVALS), st.integers(-20, 20)), max_size=4))
def test_barred_days_are_those_of_the_intervals(uses: list[tuple[str, int]]) -> None:
    found = regimen(*(OpioidUse(name, START + timedelta(days=off)) for name, off in uses))
    barred = opioid_free(found, str.upper)
    shut = {i.last_dose + timedelta(days=k) for i in barred for k in range((i.earliest - i.last_dose).days)}
    weeks = weeks_of(found, DoseWords([]), barred)
    days = {day: (week, at) for week in weeks for at, day in enumerate(week.days) if day is not None}
    for day, (week, at) in days.items():
        assert (at in week.barred) == (day in shut)
        if week.earliest == at:
            assert day == max(i.earliest for i in barred)
    chart = dose_chart(found, DoseWords([]), barred=barred)
    painted = {START + timedelta(days=k) for start, end in chart.barred for k in range(start, end)}
    assert painted == {day for day in shut if START <= day <= found.ends}


def test_an_interval_that_was_overruled_forbids_nothing() -> None:
    use = OpioidUse(INTERVALS[0], date(2026, 11, 28))
    plan = regimen(use).plan
    overruled = replace(plan, overrides=(Override("opioid-free-interval", "agreed"),))
    (barred,) = opioid_free(derive(overruled, RULES, TODAY), str.upper)
    assert barred.overridden
    assert all("overridden" in text and "no dose" not in text for text in barred.sentences)
