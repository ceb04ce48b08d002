"""Figures in words say the figures: read back by a reader of their own, every quantity that an order can hold."""

from __future__ import annotations

from fractions import Fraction

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from ldn_desktop.papers.quantity_words import QUANTITIES, in_words
from ldn_desktop.read_back.grammar import UnreadableError
from ldn_desktop.read_back.number_words import read_words
from ldn_desktop.reference.content import Content
from tests.places import RESOURCES


@pytest.fixture(scope="module")
def content() -> Content:
    return Content(RESOURCES / "content")


def test_every_quantity_to_9_999_is_read_back(content: Content) -> None:
    words = content.sentences(QUANTITIES)
    said = {in_words(str(number), words): number for number in range(10_000)}
    assert len(said) == 10_000
    assert all(read_words(text) == number for text, number in said.items())


def test_every_hundredth_is_read_back(content: Content) -> None:
    """With the test above every quantity to 9,999.99: what stands before the point changes nothing behind it."""
    words = content.sentences(QUANTITIES)
    for whole in (0, 1, 19, 20, 99, 100, 101, 999, 1_000, 1_001, 1_100, 9_999):
        for hundredths in range(100):
            figures = f"{whole}.{hundredths:02}".rstrip("0").rstrip(".")
            assert read_words(in_words(figures, words)) == Fraction(figures)


@settings(max_examples=100)
@given(st.decimals(0, 999_999, allow_nan=False, allow_infinity=False, places=6))
def test_any_number_is_read_back(content: Content, number: object) -> None:
    figures = f"{number:f}".rstrip("0").rstrip(".")
    assert read_words(in_words(figures, content.sentences(QUANTITIES))) == Fraction(figures)


@pytest.mark.parametrize(
    ("figures", "told"),
    [
        ("0.5", "zero point five"),
        ("5.25", "five point two five"),
        ("28", "twenty-eight"),
        ("105", "one hundred and five"),
        ("1000", "one thousand"),
        ("1028", "one thousand and twenty-eight"),
        ("1128", "one thousand one hundred and twenty-eight"),
        ("100.05", "one hundred point zero five"),
    ],
)
def test_how_it_is_said(content: Content, figures: str, told: str) -> None:
    assert in_words(figures, content.sentences(QUANTITIES)) == told


@pytest.mark.parametrize(
    "text",
    ["", "nought", "twenty ten", "hundred", "zero hundred", "ten hundred", "one hundred five", "one two",
     "one hundred and zero", "thousand", "one thousand and one hundred", "one thousand five", "one point ten"],
)  # fmt: skip
def test_words_that_are_no_number_are_refused(text: str) -> None:
    with pytest.raises(UnreadableError):
        read_words(text)


@pytest.mark.parametrize("figures", ["1000000", "-1", "x", ""])
def test_what_is_no_quantity_is_refused(content: Content, figures: str) -> None:
    with pytest.raises(ValueError, match=r"."):
        in_words(figures, content.sentences(QUANTITIES))
