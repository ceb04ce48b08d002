from __future__ import annotations

from datetime import date, timedelta

import pytest

from ldn_desktop.decoding.strict import FileError
from ldn_desktop.library.filters import (
    DUE_THIS_WEEK,
    FILLS_DUE,
    NO_VISIT_FOR_8_WEEKS,
    SHIPPED,
    WAITING_FOR_YOU,
    Filter,
    read_filter,
    shows,
    write_filter,
)
from ldn_desktop.library.index_row import Row, Status, on_day
from tests.library.given import row

START = date(2026, 12, 1)
SEEN = START.toordinal()


def shown(wanted: Filter, days: int, told: Row) -> bool:
    day = START + timedelta(days=days)
    return shows(wanted, told, on_day(told, day), day)


@pytest.mark.parametrize(
    ("wanted", "days", "told", "expected"),
    [
        (Filter(), 0, row(), True),
        (Filter(), 0, row(deleted=True), False),
        (Filter(deleted=True), 0, row(deleted=True), True),
        (Filter(deleted=True), 0, row(), False),
        # The first dose is on Tue 1 Dec, the second step begins on Tue 15 Dec, the second fill is on Tue 29 Dec.
        (DUE_THIS_WEEK, -2, row(), False),
        (DUE_THIS_WEEK, -1, row(), True),
        (DUE_THIS_WEEK, 0, row(fills=()), True),
        (DUE_THIS_WEEK, 1, row(), False),
        (DUE_THIS_WEEK, 12, row(), False),
        (DUE_THIS_WEEK, 13, row(), True),
        (DUE_THIS_WEEK, 14, row(), True),
        (DUE_THIS_WEEK, 15, row(fills=(SEEN + 15,)), True),
        (DUE_THIS_WEEK, 15, row(fills=(SEEN + 19,)), True),
        (DUE_THIS_WEEK, 15, row(fills=(SEEN + 20,)), False),
        (DUE_THIS_WEEK, 15, row(fills=(), next_visit=SEEN + 15), True),
        (DUE_THIS_WEEK, 15, row(fills=(), next_visit=SEEN + 14), False),
        (DUE_THIS_WEEK, 60, row(), False),
        (Filter(change_days=7), 7, row(), False),
        (Filter(change_days=7), 8, row(), True),
        (Filter(change_days=7), -7, row(), False),
        (Filter(change_days=7), -6, row(), True),
        (Filter(change_days=7), 60, row(), False),
        (FILLS_DUE, 21, row(), False),
        (FILLS_DUE, 22, row(), True),
        (FILLS_DUE, 28, row(), True),
        (FILLS_DUE, 29, row(), False),
        (FILLS_DUE, 29, row(noted=True, fills=(SEEN + 28,)), True),
        (NO_VISIT_FOR_8_WEEKS, 55, row(), False),
        (NO_VISIT_FOR_8_WEEKS, 56, row(), True),
        (NO_VISIT_FOR_8_WEEKS, 56, row(last_visit=SEEN + 1), False),
        (NO_VISIT_FOR_8_WEEKS, 56, row(after="stop"), False),
        (NO_VISIT_FOR_8_WEEKS, 56, row(after="stop", ends_if=True), True),
        (NO_VISIT_FOR_8_WEEKS, 56, row(spans=(), problem="Not readable."), False),
        (WAITING_FOR_YOU, 0, row(), False),
        (WAITING_FOR_YOU, 0, row(heads=2), True),
        (WAITING_FOR_YOU, 56, row(last_visit=SEEN), True),
        (WAITING_FOR_YOU, 60, row(last_visit=SEEN + 58), False),
        (WAITING_FOR_YOU, 56, row(after="stop"), False),
        (WAITING_FOR_YOU, 56, row(after="stop", ends_if=True), True),
        (WAITING_FOR_YOU, 56, row(after="paused"), False),
        (WAITING_FOR_YOU, 57, row(after="paused"), True),
        (WAITING_FOR_YOU, 29, row(noted=True, fills=(SEEN + 28,)), True),
        (Filter(statuses=(Status.WAITING,)), -1, row(), True),
        (Filter(statuses=(Status.WAITING, Status.OVER)), 1, row(), False),
        (Filter(condition="Fibromyalgia", prescriber="Prescriber name"), 1, row(), True),
        (Filter(condition="Psoriasis"), 1, row(), False),
        (Filter(prescriber="Another"), 1, row(), False),
    ],
)
def test_what_a_filter_shows(wanted: Filter, days: int, told: Row, *, expected: bool) -> None:
    assert shown(wanted, days, told) == expected


@pytest.mark.parametrize(
    "wanted",
    [*SHIPPED, Filter(), Filter("Ä", (Status.PAUSED, Status.OVER), "c", "p", 1, 2, 3, True, True, True)],
)
def test_a_filter_comes_back(wanted: Filter) -> None:
    assert read_filter(write_filter(wanted)) == wanted


@pytest.mark.parametrize(
    ("text", "path"),
    [
        ("", ""),
        ('{"change_days": 0}', "change_days"),
        ('{"statuses": ["asleep"]}', "statuses[0]"),
        ('{"a": 1}', "a"),
    ],
)
def test_what_is_no_filter_is_refused(text: str, path: str) -> None:
    with pytest.raises(FileError) as refused:
        read_filter(text)
    assert refused.value.path == path
