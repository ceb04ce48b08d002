"""Calendar and diary: what the plan is called, what to do about missed doses, which step begins."""

from __future__ import annotations

from datetime import date
from typing import Any

import pytest

from ldn_desktop.papers import diary, wall_calendar
from ldn_desktop.papers.catalogue import PaperContext
from ldn_desktop.papers.patient_plan import make as patient_plan
from ldn_desktop.reference.words.wording import PLAIN
from tests.papers.test_patient_plan import KNOWLEDGE, regimen_of

HIGH = {
    "ladder": [{"dose": "12 mg", "days": 7}, {"dose": "20 mg", "days": 7}],
    "formulations": [{"id": "c", "kind": "capsule", "strength": "4 mg"}],
    "max_pieces_per_dose": 8,
    "overrides": [{"code": "above-documented-range", "reason": "a trial"}],
}


def context_of(printed: date = date(2026, 11, 27), **changes: Any) -> PaperContext:
    return KNOWLEDGE.paper_context(regimen_of(**changes), printed, PLAIN)


@pytest.mark.parametrize(("changes", "name"), [({}, "Low dose naltrexone"), (HIGH, "Naltrexone")])
def test_a_plan_is_called_one_of_a_low_dose_only_where_it_is(changes: dict[str, Any], name: str) -> None:
    context = context_of(**changes)
    assert wall_calendar.make(context).told == f"{name}, at bedtime"
    assert diary.make(context).what == name
    varied = context_of(
        **{**changes, "adjustments": [{"on": "2026-12-09", "action": "times", "times": ["morning"]}]}
    )
    assert wall_calendar.make(varied).told == f"{name}, as each day says"


@pytest.mark.parametrize("rhythm", [{"every": 2}, {"every": 7}])
def test_the_calendar_says_of_missed_doses_what_the_plan_says(rhythm: dict[str, int]) -> None:
    context = context_of(ladder=[{"dose": "0.5 mg", "days": 28, "rhythm": rhythm}])
    told = " ".join(entry.text for entry in patient_plan(context).section("missed").advice)
    assert wall_calendar.make(context).foot[-1].endswith(told)
    assert ("one missed dose" in told) == (rhythm["every"] == 7)


def test_of_a_plan_that_is_over_nothing_is_missed() -> None:
    over = wall_calendar.make(context_of(date(2027, 3, 1)))
    assert "miss" not in " ".join(over.foot)


def test_the_step_that_goes_on_is_marked_on_its_first_day() -> None:
    sunday = {"dose": "1 mg", "days": 3, "rhythm": {"weekdays": ["sunday"]}}
    made = wall_calendar.make(
        context_of(date(2026, 12, 21), ladder=[{"dose": "0.5 mg", "days": 14}, sunday], after="continue")
    )
    cells = [cell for month in made.months for week in month.weeks for cell in week if not cell.other]
    assert [cell.number for cell in cells if cell.step] == []
    made = wall_calendar.make(
        context_of(date(2026, 12, 18), ladder=[{"dose": "0.5 mg", "days": 14}, sunday], after="continue")
    )
    cells = [cell for month in made.months for week in month.weeks for cell in week if not cell.other]
    assert [(cell.number, cell.step) for cell in cells if cell.step] == [("20", "Step 2")]


@pytest.mark.parametrize("printed", [date(2026, 12, 7), date(2026, 12, 15)])
def test_days_of_a_pause_without_a_date_say_pause_from_the_day_of_printing_on(printed: date) -> None:
    context = context_of(printed, adjustments=[{"on": "2026-12-10", "action": "pause"}])
    (month,) = wall_calendar.make(context).months
    told = [
        int(cell.number) for week in month.weeks for cell in week if not cell.other and cell.told == "pause"
    ]
    assert told == list(range(max(10, printed.day), 32))
