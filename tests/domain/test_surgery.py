"""The last dose before an operation, against an hour-by-hour count."""

from __future__ import annotations

from datetime import date, datetime, time, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ldn_desktop.domain.surgery import MOST_HOURS, first_day_without


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


def test_a_day_before_all_days_is_refused() -> None:
    with pytest.raises(ValueError, match="too early"):
        first_day_without(date.min, 1)
