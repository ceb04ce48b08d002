"""Numbers and lengths of time as people type them: read as one number or refused in a sentence, never by part."""

from __future__ import annotations

import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ldn_desktop.domain.ladder import MOST_DAYS
from ldn_desktop.workspace.count_text import DAYS, FACTORS, Count, CountError

PIECES = Count(1, 20, "piece a dose", "pieces a dose")
BLANKS = st.sampled_from([" ", "  ", "\u00a0", "\u202f", "\t", "\u2009"])
WEEKS = st.sampled_from(["week", "weeks", "wk", "wks", "w", "Weeks", "WK", "wks."])
DAY_WORDS = st.sampled_from(["day", "days", "d", "Days", "D"])


@given(st.integers(1, MOST_DAYS), BLANKS, DAY_WORDS)
def test_days_are_read_with_and_without_their_word(days: int, blank: str, word: str) -> None:
    for text in (f"{days}", f"{days}{blank}{word}", f"{days}{word}", f"{blank}{days}{blank}"):
        assert DAYS.parse(text) == days
        assert DAYS.note(text) == ""
    assert DAYS.parse(DAYS.write(days)) == days


@given(st.integers(0, MOST_DAYS // 7 - 1), st.integers(0, 6), BLANKS, WEEKS, DAY_WORDS)
def test_weeks_are_seven_days_each_and_say_so(weeks: int, days: int, blank: str, week: str, day: str) -> None:
    counted = sum(7 for _ in range(weeks)) + days
    texts = [f"{weeks}{blank}{week}{blank}{days}{blank}{day}", f"{weeks} {week} and {days} {day}"]
    texts += [] if days else [f"{weeks}{blank}{week}", f"{weeks}{week}"]
    for text in texts:
        if counted == 0:
            with pytest.raises(CountError, match="outside 1 to"):
                DAYS.parse(text)
            continue
        assert DAYS.parse(text) == counted
        if weeks and weeks != counted:
            assert DAYS.note(text) == f"= {DAYS.write(counted)}"


@given(st.text(max_size=20) | st.from_regex(r"[0-9]{1,5}.{0,3}[0-9a-z ,.]{0,12}", fullmatch=True))
def test_every_text_is_read_whole_or_refused_in_one_sentence(text: str) -> None:
    """What is read holds nothing but digits, blanks and the words of days and weeks: no character is passed over."""
    for how in (DAYS, PIECES):
        try:
            number = how.parse(text)
        except CountError as error:
            told = str(error)
            assert told.endswith(".")
            assert "\n" not in told
            continue
        assert how.least <= number <= how.most
        rest = re.sub(r"(?i)weeks?|wks?|days?|pieces? a dose|and|[wd]|[\s,.]", "", text)
        assert re.fullmatch(r"[0-9]+", rest)


@pytest.mark.parametrize(
    ("text", "told"),
    [
        ("2,5", "no number of days"),
        ("1,000", "may mean thousands or decimals"),
        ("1 000", "may mean thousands or decimals"),
        ("1.000", "may mean thousands or decimals"),
        ("2.5 weeks", "no number of days"),
        ("3 months", "counts months or years"),
        ("6mo", "counts months or years"),
        ("1 Year", "counts months or years"),
        ("1 month 2 days", "counts months or years"),
        ("\u0661\u0664", "other digits than 0 to 9"),
        ("\u0967\u096a days", "other digits than 0 to 9"),
        ("1\u00b2", "other digits than 0 to 9"),
        ("-7", "no number of days"),
        ("7\u200b", "no number of days"),
        ("0", "outside 1 to 3,650"),
        ("522 weeks", "outside 1 to 3,650"),
        ("9" * 400, "outside 1 to 3,650"),
        ("fortnight", "no number of days"),
        ("weeks", "no number of days"),
        ("2 weeks 3", "no number of days"),
        ("3 days 2 weeks", "no number of days"),
        ("7 7", "no number of days"),
        (" ", "Type days or weeks"),
    ],
)
def test_what_is_no_length_of_time(text: str, told: str) -> None:
    with pytest.raises(CountError, match=told) as caught:
        DAYS.parse(text)
    assert len(str(caught.value)) < 180


def test_a_number_takes_its_own_words_alone() -> None:
    assert [PIECES.parse(text) for text in ("2", "2 pieces a dose", "1 piece a dose", "007")] == [2, 2, 1, 7]
    assert PIECES.note("007") == "= 7 pieces a dose"
    assert PIECES.note("x") == ""
    for text in ("2 days", "2 weeks", "21", "0", "2.0", "two"):
        with pytest.raises(CountError, match="type a whole number from 1 to 20"):
            PIECES.parse(text)


@given(st.integers(1, 99_999).filter(lambda factor: factor != 1000))
def test_a_factor_is_read_as_it_is_written(factor: int) -> None:
    written = FACTORS.write(factor)
    for text in (written, written.replace("× ", "x"), written.replace("× ", ""), f"{written[2:]}×"):
        assert FACTORS.parse(text) == factor


@pytest.mark.parametrize(
    "text", ["1", "0", "× 1.0", "2,5", "1.2345", "100", "x", "two", "\u0662", ".5", "2 3"]
)
def test_what_is_no_factor(text: str) -> None:
    with pytest.raises(CountError, match="type a factor above 1"):
        FACTORS.parse(text)
