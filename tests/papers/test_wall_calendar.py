"""The next visit on the calendar: on its day, whatever else that day holds, or in words where no month holds it."""

from __future__ import annotations

from datetime import date, timedelta
from typing import Any

import pytest

from ldn_desktop.papers.wall_calendar import Calendar, make
from ldn_desktop.reference.words.bold import plain
from ldn_desktop.reference.words.wording import PLAIN
from tests.papers.test_patient_plan import KNOWLEDGE, regimen_of

PRINTED = date(2026, 11, 27)
PAUSE = {"on": "2026-12-10", "action": "pause", "until": "2026-12-20", "resume": "continue"}
OPEN = {"on": "2026-12-10", "action": "pause"}
EVERY_OTHER = [{"dose": "0.5 mg", "days": 14, "rhythm": {"every": 2}}, {"dose": "1 mg", "days": 14}]


def calendar_of(
    visit: date | None, printed: date = PRINTED, language: str = "en", **changes: Any
) -> Calendar:
    wording = PLAIN._replace(language=KNOWLEDGE.content.language(language))
    context = KNOWLEDGE.paper_context(regimen_of(**changes), printed, wording)
    return make(context._replace(next_visit=visit))


def marked(calendar: Calendar) -> list[tuple[str, str, str, bool]]:
    """Return every mark, with month, number of the day, its word, and whether the day is one of another month."""
    return [
        (month.title, cell.number, cell.visit, cell.other)
        for month in calendar.months
        for week in month.weeks
        for cell in week
        if cell.visit
    ]


@pytest.mark.parametrize(
    ("visit", "changes"),
    [
        (date(2026, 12, 1), {}),
        (date(2026, 12, 31), {}),
        (date(2026, 12, 15), {"adjustments": [PAUSE]}),
        (date(2026, 12, 24), {"adjustments": [OPEN]}),
        (date(2026, 12, 2), {"ladder": EVERY_OTHER}),
        (date(2026, 12, 30), {"ladder": EVERY_OTHER}),
    ],
    ids=["new step and fill", "shown in January too", "pause", "open pause", "no dose", "after the plan"],
)
def test_the_next_visit_is_marked_on_its_day_alone(visit: date, changes: dict[str, Any]) -> None:
    made, bare = calendar_of(visit, **changes), calendar_of(None, **changes)
    assert marked(made) == [("December 2026", str(visit.day), "Visit", False)]
    assert [month.visit for month in made.months] == ["your next visit", *[""] * (len(made.months) - 1)]
    weeks = [
        tuple(tuple(cell._replace(visit="") for cell in week) for week in month.weeks)
        for month in made.months
    ]
    without = [month._replace(weeks=rest, visit="") for month, rest in zip(made.months, weeks, strict=True)]
    assert made._replace(months=tuple(without)) == bare


def test_in_spanish_it_is_a_visita() -> None:
    made = calendar_of(date(2026, 12, 8), language="es")
    assert marked(made) == [("diciembre 2026", "8", "Visita", False)]
    assert made.months[0].visit == "su próxima visita"


@pytest.mark.parametrize(
    ("visit", "at", "told"),
    [
        (date(2027, 3, 15), -1, "Your next visit: Mon 15 Mar 2027"),
        (date(2026, 11, 30), 0, "Your next visit: Mon 30 Nov 2026"),
        (date(9999, 12, 31), -1, "Your next visit: Fri 31 Dec 9999"),
    ],
)
def test_a_visit_in_no_month_that_is_printed_is_told_in_the_nearest(visit: date, at: int, told: str) -> None:
    ladder = [{"dose": "0.5 mg", "days": 60}]
    made, bare = calendar_of(visit, ladder=ladder), calendar_of(None, ladder=ladder)
    assert len(made.months) > 1
    assert marked(made) == []
    notes, others = ([list(map(plain, month.notes)) for month in told.months] for told in (made, bare))
    others[at].append(told)
    assert notes == others


def test_a_visit_before_the_day_of_printing_is_not_planned_any_more() -> None:
    printed = date(2026, 12, 9)
    assert calendar_of(printed - timedelta(days=1), printed) == calendar_of(None, printed)
    assert [number for _, number, _, _ in marked(calendar_of(printed, printed))] == ["9"]


def test_a_plan_that_is_over_has_its_visit_too() -> None:
    made = calendar_of(date(2027, 3, 12), date(2027, 3, 1))
    assert marked(made) == [("March 2027", "12", "Visit", False)]
