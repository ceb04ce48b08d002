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
    judge_codes([Found("code heading", {}, 1)], ENGLISH_GRAMMAR)
    judge_codes(found("2", ("1", "2"), ("2", "2")), ENGLISH_GRAMMAR)


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
        judge_codes(wrong, ENGLISH_GRAMMAR)
