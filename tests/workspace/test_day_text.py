"""Days as people type them: taken where only one day can be meant, told or offered elsewhere."""

from __future__ import annotations

from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ldn_desktop.reference.words.english import full_date, weekday_date
from ldn_desktop.workspace.day_text import FIRST, LAST, DayError, DayReading, says_day

TODAY = date(2026, 11, 26)
READING = DayReading(TODAY, date(2026, 12, 1))
BIRTH = DayReading(TODAY, date(1980, 6, 5), TODAY, near=False)
DAYS = st.dates(FIRST, LAST)
NOW = st.dates(date(1950, 1, 1), date(2150, 1, 1))


def parse_day(text: str) -> date:
    """Read a text where days near today are asked for."""
    return READING.parse(text)


def meant(reading: DayReading, text: str) -> tuple[date, ...]:
    """Return the day that a text says, or those that it is told to be able to say."""
    try:
        return (reading.parse(text),)
    except DayError as error:
        return error.days


@given(DAYS)
def test_what_is_written_is_read_back(day: date) -> None:
    for text in (
        full_date(day),
        weekday_date(day),
        day.isoformat(),
        day.isoformat().replace("-", "/"),
        f"{day:%d %B %Y}",
        f"{day:%B %d, %Y}",
        f"  {full_date(day).upper()} ",
        full_date(day).replace(" ", "\u00a0"),
    ):
        assert parse_day(text) == day


@given(DAYS, st.sampled_from("./- "))
def test_numbers_are_read_only_where_one_day_can_be_meant(day: date, mark: str) -> None:
    text = f"{day.day}{mark}{day.month}{mark}{day.year}"
    if day.day > 12 or day.day == day.month:
        assert parse_day(text) == day
        return
    with pytest.raises(DayError, match="choose one") as told:
        parse_day(text)
    assert full_date(day) in str(told.value)
    assert set(told.value.days) == {day, date(day.year, day.day, day.month)}


@given(DAYS)
def test_eight_digits_are_a_day_or_those_that_they_can_be(day: date) -> None:
    for text in (f"{day:%Y%m%d}", f"{day:%d%m%Y}", f"{day:%m%d%Y}"):
        days = meant(READING, text)
        assert day in days
        assert all(text in {f"{d:%Y%m%d}", f"{d:%d%m%Y}", f"{d:%m%d%Y}"} for d in days)


@given(
    NOW, st.integers(0, 5000), st.sampled_from([("days", 1), ("d", 1), ("weeks", 7), ("wk", 7), ("Week", 7)])
)
def test_days_are_counted_from_today(today: date, count: int, unit: tuple[str, int]) -> None:
    reading = DayReading(today, today)
    word, each = unit
    day = timedelta(days=1)
    for text, sign in ((f"in {count} {word}", 1), (f"{count} {word} ago", -1), (f"{count}{word} ago", -1)):
        wanted = today + sign * count * each * day
        if FIRST <= wanted <= LAST:
            assert reading.parse(text) == wanted
        else:
            with pytest.raises(DayError, match="is outside"):
                reading.parse(text)


@given(NOW, DAYS)
def test_a_day_without_its_year_is_the_nearest_or_offered_before_and_after(today: date, day: date) -> None:
    text = f"{day.day} {day:%b}"
    same = [
        today + timedelta(days=away)
        for away in range(-3000, 3000)
        if ((today + timedelta(days=away)).month, (today + timedelta(days=away)).day) == (day.month, day.day)
    ]
    nearest = min(same, key=lambda found: abs(found - today))
    days = meant(DayReading(today, today), text)
    assert nearest in days
    if len(days) == 1:
        assert abs(nearest - today).days <= 92
    else:
        assert days[0] <= today < days[1]
        assert not [found for found in same if days[0] < found < days[1]]


@given(
    st.text(max_size=40)
    | st.from_regex(r"(in )?[0-9]{1,4}.?[0-9a-z]{0,6}.?[0-9]{0,4}( ago)?", fullmatch=True)
)
def test_any_text_is_a_day_or_a_sentence(text: str) -> None:
    for reading in (READING, BIRTH):
        days = meant(reading, text)
        assert all(FIRST <= day <= reading.latest for day in days)
        if len(days) != 1:
            with pytest.raises(DayError) as caught:
                reading.parse(text)
            assert str(caught.value).endswith(".")
            assert len(str(caught.value)) < 220


@pytest.mark.parametrize(
    ("text", "day"),
    [
        ("21 Nov", date(2026, 11, 21)),
        ("Nov 21", date(2026, 11, 21)),
        ("5 January", date(2027, 1, 5)),
        ("21/11/2026", date(2026, 11, 21)),
        ("2026-11-21", date(2026, 11, 21)),
        ("20261121", date(2026, 11, 21)),
        ("21112026", date(2026, 11, 21)),
        ("1980/12/31", date(1980, 12, 31)),
        ("1980.12.31", date(1980, 12, 31)),
        ("12/31/1980", date(1980, 12, 31)),
        ("yesterday", date(2026, 11, 25)),
        ("Today", TODAY),
        ("tomorrow", date(2026, 11, 27)),
        ("5 days ago", date(2026, 11, 21)),
        ("1 day ago", date(2026, 11, 25)),
        ("in 6 weeks", date(2027, 1, 7)),
    ],
)
def test_days_as_people_say_them(text: str, day: date) -> None:
    assert parse_day(text) == day


@pytest.mark.parametrize(
    ("text", "told"),
    [
        ("31 Feb 1980", "“31 Feb 1980” does not exist; correct the day or the month."),
        ("29/2/1981", "does not exist"),
        ("1980/13/31", "does not exist"),
        ("5.6.80", "no year of four digits"),
        ("21/11", "no year of four digits"),
        ("5 Jun 80", "no year of four digits"),
        ("5 Ju 1980", "names no month"),
        ("5 Xyz 1980", "names no month"),
        ("1 Jan 1899", "outside 1900 to 2199"),
        ("1 Jan 2200", "outside 1900 to 2199"),
        ("in 99999 weeks", "outside 1900 to 2199"),
        ("in 3 months", "counts months or years; count in days or weeks"),
        ("2 years ago", "counts months or years"),
        ("5 days", "may be past or to come; type in 5 days, or 5 days ago."),
        ("in 5 days ago", "may be past or to come"),
        ("soon", "is no day"),
        ("", "is no day"),
        ("0 Jan 1980", "does not exist"),
        ("30 Feb", "does not exist"),
        ("13/13/1980", "does not exist"),
        ("\u0662\u0661/11/2026", "is no day"),
    ],
)
def test_what_is_refused(text: str, told: str) -> None:
    with pytest.raises(DayError) as caught:
        parse_day(text)
    assert told in str(caught.value)
    assert caught.value.days == ()


def test_a_birth_date_lies_behind_and_has_its_year() -> None:
    assert BIRTH.parse("5 Jun 1980") == date(1980, 6, 5)
    assert BIRTH.parse("yesterday") == date(2026, 11, 25)
    # Of the two that the numbers can mean, one is still to come.
    assert BIRTH.parse("12/05/2026") == date(2026, 5, 12)
    for text, told in (
        ("5 Jun", "“5 Jun” has no year of four digits; write it as 5 Jun 1980."),
        ("27 Nov 2026", "“27 Nov 2026” is still to come; write it as 5 Jun 1980."),
        ("tomorrow", "is still to come"),
    ):
        with pytest.raises(DayError) as caught:
            BIRTH.parse(text)
        assert told in str(caught.value)


@given(DAYS)
def test_a_text_says_its_day_when_it_names_day_month_and_year(day: date) -> None:
    for text in (
        full_date(day),
        weekday_date(day),
        f"{day:%B} {day.day}, {day.year}",
        full_date(day).upper(),
    ):
        assert says_day(text, day)
    for text in (day.isoformat(), f"{day:%d %b}", "in 6 weeks", full_date(day + timedelta(days=31))):
        assert not says_day(text, day)
    other = weekday_date(day + timedelta(days=1))[:3]
    assert not says_day(f"{other} {full_date(day)}", day)


@pytest.mark.parametrize(
    "text", ["5 Sept 1980", "5th September 1980", "Fri, 5 Sep 1980", "Sep 5 1980", "5-Sep-1980"]
)
def test_more_ways_to_write_a_day(text: str) -> None:
    assert parse_day(text) == date(1980, 9, 5)
