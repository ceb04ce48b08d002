"""Codes on a page are counted as they are told."""

from __future__ import annotations

import pytest

from ldn_desktop.read_back.asked import DifferentError
from ldn_desktop.read_back.codes import judge_codes
from ldn_desktop.read_back.statements import Found
from tests.read_back.test_grammar import ENGLISH_GRAMMAR


def found(parts: str, *numbers: tuple[str, str]) -> list[Found]:
    told = [Found("code parts", {"parts": parts}, 2)] if parts else []
    return [*told, *(Found("code part", {"part": part, "parts": of}, 2) for part, of in numbers)]


def test_all_codes_in_their_order_are_right() -> None:
    judge_codes([Found("code heading", {}, 1)], ENGLISH_GRAMMAR, undated=False)
    judge_codes(found("2", ("1", "2"), ("2", "2")), ENGLISH_GRAMMAR, undated=False)


@pytest.mark.parametrize(
    "wrong",
    [
        found("2", ("1", "2")),
        found("2", ("2", "2"), ("1", "2")),
        found("2", ("1", "2"), ("2", "3")),
        found("", ("1", "1")),
        found("3"),
    ],
)
def test_a_code_missing_or_numbered_otherwise_is_refused(wrong: list[Found]) -> None:
    with pytest.raises(DifferentError, match="the codes"):
        judge_codes(wrong, ENGLISH_GRAMMAR, undated=False)


def test_a_code_of_a_paper_that_counts_its_days_says_that_it_holds_a_first_day() -> None:
    code, counted = Found("code use", {}, 1), Found("code counted", {}, 1)
    judge_codes([code], ENGLISH_GRAMMAR, undated=False)
    judge_codes([code, counted], ENGLISH_GRAMMAR, undated=True)
    judge_codes([], ENGLISH_GRAMMAR, undated=True)
    for wrong, undated in (([code], True), ([code, counted], False)):
        with pytest.raises(DifferentError, match="the first day in the codes"):
            judge_codes(wrong, ENGLISH_GRAMMAR, undated=undated)
