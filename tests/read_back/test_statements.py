"""Every letter of a page is accounted for, or the page is refused."""

from __future__ import annotations

import pytest

from ldn_desktop.read_back.page_text import letters
from ldn_desktop.read_back.statements import Statement, UnaccountedError, account, own_text, sentence
from ldn_desktop.reference.words.bold import bold
from tests.read_back.test_grammar import ENGLISH_GRAMMAR

_STATEMENTS = (
    sentence("skip", f"{bold('Skip it.')} Take the next one."),
    sentence("last", "Your last dose is on {day}, and {day} it stays.", {"day": ENGLISH_GRAMMAR.date}),
    sentence("take", "Take"),
    own_text("name", "Anna-Lena  O'Brien"),
)


def _names(text: str, statements: tuple[Statement, ...] = _STATEMENTS) -> list[str]:
    return [found.name for found in account([letters(text)], statements)]


@pytest.mark.parametrize(
    "text",
    [
        "Skip it. Take the next one.",
        "Skip it.\r\nTake the\nnext one.",
        "Skip it. Take the next one. Take Anna-Lena O'Brien",
        "Anna-\ufffeLena O'B\nrien Skip it.Take the next one.",
    ],
)
def test_lines_may_be_broken_and_the_longest_statement_counts(text: str) -> None:
    if "\ufffe" in text:
        text = text.replace("-\ufffe", "\ufffe\n")
    assert "skip" in _names(text)


def test_a_field_that_stands_twice_holds_the_same_twice() -> None:
    text = "Your last dose is on Tue 1 Dec 2026, and {} it stays."
    (found,) = account([text.format("Tue 1 Dec 2026")], _STATEMENTS)
    assert found.fields["day"] == "Tue 1 Dec 2026"
    with pytest.raises(UnaccountedError):
        _names(text.format("Wed 2 Dec 2026"))


@pytest.mark.parametrize(
    "text", ["Skip it. Take the next one. 5", "Skip it. Take the next onex", "Anna-Lena O'Brian"]
)
def test_what_nothing_accounts_for_is_refused_with_its_place(text: str) -> None:
    with pytest.raises(UnaccountedError, match="page 1, after statement"):
        _names(text)


def test_two_figures_never_run_together() -> None:
    counted = (sentence("counted", "1 2 of them"),)
    assert _names("1 2 of them", counted) == ["counted"]
    with pytest.raises(UnaccountedError):
        _names("12 of them", counted)


def test_marks_that_are_no_letters_are_passed_over_and_letters_are_composed() -> None:
    assert letters("a\u200db\u202ec \u00a0 Zoe\u0308") == "abc Zoë"


def test_a_text_may_begin_with_what_else_stands_between_two() -> None:
    statements = (*_STATEMENTS, own_text("practice", "·, Inc."))
    assert _names("Take ·, Inc. · Take", statements) == ["take", "practice", "take"]
