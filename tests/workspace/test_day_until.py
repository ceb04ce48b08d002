"""A day that cannot lie later than another, such as a birth date."""

from __future__ import annotations

from datetime import date, timedelta

import pytest

from ldn_desktop.workspace.day_text import DayError, parse_day, parse_day_until


@pytest.mark.parametrize("text", ["5 Jun 1980", "1980-06-05", "31/12/1980"])
def test_a_day_until_another_is_read_as_ever(text: str) -> None:
    day = parse_day(text)
    assert parse_day_until(text, day) == day
    with pytest.raises(DayError, match="is still to come"):
        parse_day_until(text, day - timedelta(days=1))


def test_what_is_no_day_stays_none() -> None:
    with pytest.raises(DayError, match="is no day"):
        parse_day_until("soon", date(2026, 1, 1))
