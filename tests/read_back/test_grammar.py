"""How amounts, counts and dates are spelled on paper."""

from __future__ import annotations

import re
from datetime import date
from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ldn_desktop.domain.amount import format_dose, format_volume, show_dose
from ldn_desktop.domain.rhythm import Cycle, Rhythm, Weekdays, every
from ldn_desktop.read_back.grammar import PIECES, VOLUME, Grammar, UnreadableError, read_ml, read_pieces
from ldn_desktop.reference.words.english import ENGLISH

ENGLISH_GRAMMAR = Grammar(ENGLISH.words.texts, ENGLISH.habits.thousands)
_SHORT = ("Mo", "Tu", "We", "Th", "Fr", "Sa", "Su")
_MONTHS = ("Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec")


@given(st.integers(1, 10**12), st.booleans(), st.sampled_from(("mcg", "micrograms")))
def test_every_dose_as_it_is_shown_is_read_exactly(ng: int, both: bool, word: str) -> None:  # noqa: FBT001
    shown = show_dose(ng, both_units=both, word=word)
    assert re.fullmatch(ENGLISH_GRAMMAR.dose, shown)
    assert ENGLISH_GRAMMAR.read_mg(shown) == ENGLISH_GRAMMAR.read_mg(format_dose(ng)) == Fraction(ng, 10**6)


@given(st.integers(1, 10**9))
def test_every_volume_as_it_is_written_is_read_exactly(nl: int) -> None:
    shown = f"{format_volume(nl)} mL"
    assert re.fullmatch(VOLUME, shown)
    assert read_ml(shown) == Fraction(nl, 10**6)


@pytest.mark.parametrize(
    "text", ["1.0 mg", ".5 mg", "05 mg", "1,5 mg", "1 mg/mL", "1 MG", "1 µg", "1 mcgx", "1. mg"]
)
def test_what_is_not_written_safely_is_no_dose(text: str) -> None:
    assert not re.fullmatch(ENGLISH_GRAMMAR.dose, text)


def test_two_units_must_be_one_amount() -> None:
    assert ENGLISH_GRAMMAR.read_mg("0.05 mg (50 mcg)") == Fraction(1, 20)
    with pytest.raises(UnreadableError):
        ENGLISH_GRAMMAR.read_mg("0.05 mg (5 mcg)")


@pytest.mark.parametrize(("text", "count"), [("2", 2), ("½", Fraction(1, 2)), ("1¾", Fraction(7, 4))])
def test_counts_of_pieces(text: str, count: Fraction) -> None:
    assert re.fullmatch(PIECES, text)
    assert read_pieces(text) == count


def test_a_date_is_one_that_exists_and_has_its_weekday() -> None:
    assert (
        ENGLISH_GRAMMAR.read_date("Tue 1 Dec 2026")
        == ENGLISH_GRAMMAR.read_date("1 Dec 2026")
        == date(2026, 12, 1)
    )
    for text in ("Wed 1 Dec 2026", "31 Nov 2026", "1 December 2026"):
        with pytest.raises(UnreadableError):
            ENGLISH_GRAMMAR.read_date(text)


def test_months_and_weekdays_are_those_of_the_calendar() -> None:
    for number, name in enumerate(_MONTHS, 1):
        assert ENGLISH_GRAMMAR.read_date(f"7 {name} 2026") == date(2026, number, 7)
    for at, (name, short) in enumerate(
        zip(("Mon", "Tue", "Wed", "Thu", "Fri", "Sat", "Sun"), _SHORT, strict=True)
    ):
        assert ENGLISH_GRAMMAR.read_date(f"{name} {7 + at} Dec 2026") == date(2026, 12, 7 + at)
        assert ENGLISH_GRAMMAR.read_box_day(short) == at


def test_times_of_the_day_are_read_in_their_order() -> None:
    said = "in the morning, at midday and at bedtime"
    assert re.fullmatch(ENGLISH_GRAMMAR.times_said, said)
    assert ENGLISH_GRAMMAR.read_times(said) == ("morning", "midday", "bedtime")


@pytest.mark.parametrize(
    "rhythm", [every(2), every(9), Cycle(5, 2), Weekdays((0, 1, 2, 3, 4)), Weekdays((0, 2)), Weekdays((6,))]
)
def test_a_rhythm_at_the_end_of_a_sentence_is_read_whole(rhythm: Rhythm) -> None:
    told = f"1 mg, {ENGLISH.rhythm(rhythm)}"
    found = re.match(rf"1 mg, (?P<rhythm>{ENGLISH_GRAMMAR.rhythm})", f"{told} Page 1 of 2")
    assert found is not None
    assert found[0] == told


def test_and_and_or_are_put_otherwise_before_a_word_that_begins_alike_and_nowhere_else() -> None:
    texts = {
        **ENGLISH.words.texts,
        "and": "{first} y {last}",
        "and_alike": "{first} e {last}",
        "or": "{first} o {last}",
        "or_alike": "{first} u {last}",
    }
    grammar = Grammar(texts, "", {"and": ("i", "í", "hi"), "or": ("o", "ho")})
    words = grammar.row(r"[\w]+")
    assert re.fullmatch(words, "codeine, tramadol y morphine")
    assert re.fullmatch(words, "codeine e Imodium")
    for wrong in ("codeine e morphine", "codeine y Imodium", "codeine y hierba"):
        assert not re.fullmatch(words, wrong)
    assert re.fullmatch(grammar.either("tramadol", "oxycodone"), "tramadol u oxycodone")
    for wrong in ("tramadol o oxycodone", "oxycodone u tramadol"):
        assert not re.fullmatch(grammar.either("tramadol", "oxycodone"), wrong)
        assert not re.fullmatch(grammar.either("oxycodone", "tramadol"), wrong)
