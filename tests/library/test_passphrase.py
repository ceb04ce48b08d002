from __future__ import annotations

import pytest

from ldn_desktop.library.passphrase import as_typed, is_long_enough, strength, wait_after


@pytest.mark.parametrize(
    ("typed", "told"),
    [
        ("", "Too short: 12 at least"),
        ("elevenchars", "Too short: 12 at least"),
        ("twelve chars", "Fair: 12 characters"),
        ("a sentence is welcome", "Strong: 21 characters"),
        ("aaaaaaaaaaaaaaaaaaaaaaaa", "Weak: easily guessed"),
        ("ÄäÄäÄäÄäÄäÄäÄäÄäÄäÄäÄä", "Weak: easily guessed"),
        (" " * 12, "Weak: easily guessed"),
        ("123456789012", "Weak: easily guessed"),
        ("qwertzuiop987654", "Weak: easily guessed"),
        ("abcabcabcabcdefdef", "Weak: easily guessed"),
        ("tree bean tree bean tree", "Fair: 24 characters"),
        ("какая-то длинная фраза", "Strong: 22 characters"),
    ],
)
def test_how_good_it_is_in_a_word(typed: str, told: str) -> None:
    assert strength(typed) == told
    assert is_long_enough(typed) == (not told.startswith("Too short"))


def test_it_is_the_same_on_a_keyboard_that_types_marks_apart() -> None:
    assert as_typed("mu\u0308de") == as_typed("m\u00fcde")


def test_waiting_doubles_from_the_third_wrong_one_up_to_a_minute() -> None:
    assert [wait_after(many) for many in range(9)] == [0, 0, 0, 4, 8, 16, 32, 60, 60]
    assert wait_after(10_000) == 60
