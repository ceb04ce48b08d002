"""The calendar of plans whose doses keep days of their own."""

from __future__ import annotations

from datetime import date, timedelta
from typing import Any

from hypothesis import HealthCheck, given, settings

from ldn_desktop.domain.regimen import derive
from ldn_desktop.reference.words.wording import PLAIN
from ldn_desktop.workspace.month_calendar import WeekNote, weeks_of
from tests.domain.given_rules import RULES
from tests.papers.test_patient_plan import regimen_of
from tests.properties.test_dose_days import drawn
from tests.strategies_v2 import plans_v2
from tests.workspace.test_step_words import CLINIC


def test_the_calendar_says_which_days_have_no_dose_and_what_follows() -> None:
    regimen = regimen_of(**CLINIC)
    weeks = weeks_of(regimen, PLAIN.of(regimen))
    assert [(week.free, [band.brief for band in week.bands]) for week in weeks[:3]] == [
        (((2, 0), (4, 0), (6, 0)), ["0.5 mg"] * 3),
        (((1, 0), (3, 0), (5, 0)), ["0.5 mg"] * 4),
        (((0, 0),), ["0.5 mg"]),
    ]
    assert weeks[0].bands[0].quiet == "1 × 0.5 mg, every other day"
    four = next(band for week in weeks for band in week.bands if band.strong.startswith("Step 4"))
    assert four.quiet == "morning 1 × 0.5 mg, bedtime 1 × 1.5 mg"
    assert weeks[-1].follows == WeekNote(1, 6, ("goes on until the prescriber changes it", "goes on"))
    assert [week.follows for week in weeks[:-1]] == [None] * (len(weeks) - 1)


def test_a_plan_that_ends_with_a_week_has_one_more_for_what_follows() -> None:
    known = {"start_date": "2026-12-07", "ladder": [{"dose": "0.5 mg", "days": 14}]}
    assert len(weeks_of(regimen_of(**known), PLAIN.of(regimen_of(**known)))) == 2
    regimen = regimen_of(**known, after="stop")
    last = weeks_of(regimen, PLAIN.of(regimen))[-1]
    assert (last.monday, last.bands) == (date(2026, 12, 21), ())
    assert last.follows == WeekNote(0, 6, ("last dose on Sun 20 Dec 2026, then stop", "then stop"))


@settings(max_examples=100, suppress_health_check=[HealthCheck.filter_too_much])
@given(plans_v2())
def test_every_day_of_the_calendar_has_its_dose_or_says_that_it_has_none(plan_json: dict[str, Any]) -> None:
    regimen = derive(drawn(plan_json), RULES, date(2026, 12, 1))
    shown: dict[date, int | None] = {}
    for week in weeks_of(regimen, PLAIN.of(regimen)):
        for band in week.bands:
            for at in range(band.start, band.end + 1):
                shown[week.monday + timedelta(days=at)] = None if band.pause else band.phase
        for at, _ in week.free:
            assert week.monday + timedelta(days=at) not in shown
            shown[week.monday + timedelta(days=at)] = None
    wanted = {
        phase.first + timedelta(days=at): number
        if phase.first + timedelta(days=at) in phase.dose_days()
        else None
        for number, phase in enumerate(regimen.course)
        for at in range(phase.days)
    }
    assert shown == wanted


def test_where_a_product_is_taken_stands_in_the_calendar() -> None:
    tablet = {"id": "t", "kind": "tablet", "strength": "0.5 mg", "route": "sublingual"}
    regimen = regimen_of(ladder=[{"dose": "0.5 mg", "days": 7}], formulations=[tablet])
    (band, *_) = weeks_of(regimen, PLAIN.of(regimen))[0].bands
    assert band.quiet == "1 × 0.5 mg tablet under the tongue"
    assert band.brief == "0.5 mg"
