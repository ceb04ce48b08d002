"""The lines of a calendar: what another package reads is what was written, and none is too long."""

from __future__ import annotations

from datetime import UTC, date, datetime
from typing import Any

from hypothesis import given, settings
from hypothesis import strategies as st
from icalendar import Calendar

from ldn_desktop.exchange import calendar_lines as lines

TEXTS = st.text(st.characters(exclude_categories=("Cs", "Cc")) | st.sampled_from("\n\\;,^"), max_size=200)


def read(*written: str) -> Any:
    return Calendar.from_ical(lines.component("VEVENT", written))


@settings(max_examples=100, deadline=None)
@given(TEXTS)
def test_any_text_is_read_as_it_was_written(text: str) -> None:
    written = lines.told("DESCRIPTION", text)
    assert str(read(written)["DESCRIPTION"]) == text
    assert all(len(line.encode()) <= 75 for line in written.split("\r\n"))
    # A program that reads line by line before it joins them finds each backslash with its letter.
    assert not any(line.endswith("\\") for line in written.replace("\\\\", "").split("\r\n")[:-1])


def test_days_moments_and_rules_are_read_as_they_were_written() -> None:
    days = [date(2026, 12, 1), date(12, 1, 2), *(date(2027, 1, day) for day in range(1, 20))]
    found = read(
        lines.dated("DTSTART", days[0]),
        lines.dated("RDATE", *days),
        lines.moment("DTSTAMP", datetime(2026, 11, 27, 23, 59, tzinfo=UTC)),
        lines.ruled({"FREQ": "WEEKLY", "UNTIL": "20270131", "BYDAY": "MO,FR"}),
    )
    assert found["DTSTART"].dt == days[0]
    assert [entry.dt for entry in found["RDATE"].dts] == days
    assert found["DTSTAMP"].dt == datetime(2026, 11, 27, 23, 59, tzinfo=UTC)
    assert found["RRULE"] == {"FREQ": ["WEEKLY"], "UNTIL": [date(2027, 1, 31)], "BYDAY": ["MO", "FR"]}
