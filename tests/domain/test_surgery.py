"""The last dose before an operation, against an hour-by-hour count."""

from __future__ import annotations

from datetime import date, datetime, time, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ldn_desktop.domain.surgery import MOST_HOURS, Stopping, first_day_without, last_day_with, stopping
from tests.papers.test_patient_plan import regimen_of


@pytest.mark.parametrize(
    ("hours", "first"),
    [(72, date(2027, 1, 11)), (48, date(2027, 1, 12)), (73, date(2027, 1, 10)), (1, date(2027, 1, 13))],
)
def test_days_are_rounded_up(hours: int, first: date) -> None:
    assert first_day_without(date(2027, 1, 14), hours) == first


@given(
    operation=st.dates(date(2000, 1, 1), date(2100, 1, 1)),
    hours=st.integers(1, MOST_HOURS),
    taken=st.integers(0, 24 * 60 - 1),
    begun=st.integers(0, 24 * 60 - 1),
)
def test_the_hours_are_kept_whatever_the_time_of_day(
    operation: date, hours: int, taken: int, begun: int
) -> None:
    last = first_day_without(operation, hours) - timedelta(days=1)
    dose = datetime.combine(last, time()) + timedelta(minutes=taken)
    start = datetime.combine(operation, time()) + timedelta(minutes=begun)
    assert start - dose > timedelta(hours=hours)
    # A day later would be too late for some hour of the day.
    late = datetime.combine(last, time(23, 59)) + timedelta(days=1)
    assert datetime.combine(operation, time()) - late < timedelta(hours=hours)


@pytest.mark.parametrize("hours", [0, -1, MOST_HOURS + 1])
def test_other_hours_are_refused(hours: int) -> None:
    with pytest.raises(ValueError, match="hours are outside"):
        first_day_without(date(2027, 1, 14), hours)


@pytest.mark.parametrize(
    ("operation", "hours", "first", "last"),
    [
        (date(1, 1, 4), 48, date(1, 1, 2), date(1, 1, 1)),
        (date(1, 1, 3), 48, date.min, None),
        (date.min, 336, date.min, None),
    ],
)
def test_nothing_is_before_the_first_day_of_the_calendar(
    operation: date, hours: int, first: date, last: date | None
) -> None:
    assert first_day_without(operation, hours) == first
    assert last_day_with(operation, hours) == last


def _paused(first: str, until: str) -> dict[str, object]:
    return {"adjustments": [{"on": first, "action": "pause", "until": until, "resume": "continue"}]}


@pytest.mark.parametrize(
    ("operation", "changes", "expected"),
    [
        (date(2026, 11, 30), {}, ("before-start", None, None)),
        (date(2026, 12, 1), {}, ("too-near", None, None)),
        # The first day without would be the first day of the course: still no dose before.
        (date(2026, 12, 4), {}, ("too-near", None, None)),
        (date(2026, 12, 5), {}, ("pause", date(2026, 12, 1), None)),
        (date(2027, 1, 7), {}, ("pause", date(2027, 1, 3), None)),
        (date(2027, 1, 8), {}, ("after-end", date(2027, 1, 4), None)),
        (
            date(2026, 12, 20),
            _paused("2026-12-17", "2027-01-04"),
            ("paused", date(2026, 12, 16), date(2027, 1, 4)),
        ),
        (date(2026, 12, 19), _paused("2026-12-17", "2027-01-04"), ("pause", date(2026, 12, 15), None)),
        (
            date(2026, 12, 20),
            _paused("2026-12-10", "2026-12-20"),
            ("resumes-early", date(2026, 12, 9), date(2026, 12, 20)),
        ),
        (
            date(2026, 12, 20),
            _paused("2026-12-10", "2026-12-21"),
            ("paused", date(2026, 12, 9), date(2026, 12, 21)),
        ),
        # A pause from the first day on moves the first dose.
        (date(2026, 12, 5), _paused("2026-12-01", "2026-12-07"), ("before-start", None, None)),
    ],
)
def test_what_a_plan_needs(
    operation: date, changes: dict[str, object], expected: tuple[str, date | None, date | None]
) -> None:
    found = stopping(regimen_of(**changes), operation, 72)
    assert found == Stopping(expected[0], operation - timedelta(days=3), *expected[1:])


def test_a_pause_that_changes_its_products_is_one_pause() -> None:
    changes = _paused("2026-12-10", "2026-12-25")
    changes["adjustments"] = [
        *changes["adjustments"],  # type: ignore[misc]
        {"on": "2026-12-18", "action": "times", "times": ["morning"]},
    ]
    found = stopping(regimen_of(**changes), date(2026, 12, 20), 72)
    assert (found.state, found.resumed) == ("paused", date(2026, 12, 25))


@given(
    operation=st.dates(date(2026, 11, 20), date(2027, 1, 20)),
    hours=st.integers(1, 240),
    again=st.integers(1, 30),
)
def test_the_pause_leaves_no_dose_near_the_operation(operation: date, hours: int, again: int) -> None:
    found = stopping(regimen_of(), operation, hours)
    if found.state != "pause":
        return
    until = operation + timedelta(days=again)
    paused = regimen_of(**_paused(found.first.isoformat(), until.isoformat()))
    dosed = [step.phase for step in paused.steps if step.phase.dose_ng]
    assert all(phase.last < found.first or phase.first > operation for phase in dosed)
    assert max(phase.last for phase in dosed if phase.last < operation) == found.last_dose
    assert stopping(paused, operation, hours).state == "paused"
