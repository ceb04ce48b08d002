from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from ldn_desktop.library.recovery_key import ALPHABET, RecoveryKeyError, new_recovery_key, read_recovery_key
from tests.library.given import RECOVERY_TEXT

LETTERS = RECOVERY_TEXT.replace(" ", "")


def test_a_new_key_is_eight_groups_of_five_that_no_eye_mistakes() -> None:
    key = new_recovery_key()
    assert [len(group) for group in key.split(" ")] == [5] * 8
    assert not set(key) & set("0O1I5S8B")
    assert read_recovery_key(key) == key
    assert new_recovery_key() != key


def test_a_key_holds_at_least_128_bits() -> None:
    assert len(ALPHABET) ** 32 > 2**128


@pytest.mark.parametrize(
    "typed", [RECOVERY_TEXT.lower(), RECOVERY_TEXT.replace(" ", "-"), LETTERS, f"  {RECOVERY_TEXT}\n"]
)
def test_case_blanks_and_hyphens_do_not_count(typed: str) -> None:
    assert read_recovery_key(typed) == RECOVERY_TEXT


@given(st.integers(0, 39), st.sampled_from(ALPHABET))
@settings(max_examples=100)
def test_one_wrong_letter_is_always_told_with_its_group(at: int, letter: str) -> None:
    typed = LETTERS[:at] + letter + LETTERS[at + 1 :]
    if typed == LETTERS:
        return
    with pytest.raises(RecoveryKeyError, match=f"Group {at // 5 + 1} ") as refused:
        read_recovery_key(typed)
    assert refused.value.group == at // 5 + 1


def test_groups_in_another_order_are_told() -> None:
    first, second, *others = RECOVERY_TEXT.split()
    with pytest.raises(RecoveryKeyError, match="Group 1 "):
        read_recovery_key(" ".join([second, first, *others]))


@pytest.mark.parametrize(
    ("typed", "told"),
    [
        ("", "has 40"),
        (RECOVERY_TEXT[:-1], "this has 39"),
        (RECOVERY_TEXT + "2", "this has 41"),
        ("MGN0A", "“0”"),
    ],
)
def test_what_is_no_key_is_told(typed: str, told: str) -> None:
    with pytest.raises(RecoveryKeyError, match=told):
        read_recovery_key(typed)
