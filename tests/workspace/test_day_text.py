"""Days as people type them: taken where only one day can be meant, refused in a sentence elsewhere."""

from __future__ import annotations

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ldn_desktop.documents.wording import full_date, weekday_date
from ldn_desktop.workspace.day_text import FIRST, LAST, DayError, parse_day

DAYS = st.dates(FIRST, LAST)


@given(DAYS)
def test_what_is_written_is_read_back(day: date) -> None:
    for text in (
        full_date(day),
        weekday_date(day),
        day.isoformat(),
        f"{day:%d %B %Y}",
        f"  {full_date(day).upper()} ",
    ):
        assert parse_day(text) == day


@given(DAYS, st.sampled_from("./- "))
def test_numbers_are_read_only_where_one_day_can_be_meant(day: date, mark: str) -> None:
    text = f"{day.day}{mark}{day.month}{mark}{day.year}"
    if day.day > 12 or day.day == day.month:
        assert parse_day(text) == day
        return
    with pytest.raises(DayError, match="write the month as a word") as told:
        parse_day(text)
    assert full_date(day) in str(told.value)


@given(st.text(max_size=40))
def test_any_text_is_a_day_or_a_sentence(text: str) -> None:
    try:
        day = parse_day(text)
    except DayError as error:
        told = str(error)
    else:
        told = "."
        assert FIRST <= day <= LAST
    assert told.endswith(".")


@pytest.mark.parametrize(
    ("text", "told"),
    [
        ("31 Feb 1980", "does not exist"),
        ("29/2/1981", "does not exist"),
        ("5.6.80", "no year of four digits"),
        ("5 Jun 80", "no year of four digits"),
        ("5 Ju 1980", "names no month"),
        ("5 Xyz 1980", "names no month"),
        ("1 Jan 1899", "outside 1900 to 2199"),
        ("1 Jan 2200", "outside 1900 to 2199"),
        ("tomorrow", "is no day"),
        ("", "is no day"),
        ("0 Jan 1980", "does not exist"),
        ("13/13/1980", "does not exist"),
    ],
)
def test_what_is_refused(text: str, told: str) -> None:
    with pytest.raises(DayError, match=told):
        parse_day(text)


@pytest.mark.parametrize(
    "text", ["5 Sept 1980", "5th September 1980", "Fri, 5 Sep 1980", "Sep 5 1980", "5-Sep-1980"]
)
def test_more_ways_to_write_a_day(text: str) -> None:
    assert parse_day(text) == date(1980, 9, 5)
