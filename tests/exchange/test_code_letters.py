"""The letters of codes: the same on every usual keyboard, and none of them can change unseen."""

from __future__ import annotations

from collections.abc import Callable
from itertools import pairwise, product
from string import ascii_uppercase

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from ldn_desktop.exchange.code_letters import (
    LETTERS,
    MOST_TYPED,
    CodeError,
    framed,
    from_letters,
    to_letters,
    unframed,
)

# Each key of four rows as it stands on the keyboard, without and with Shift.
US = (
    "`1234567890-=" + "qwertyuiop[]\\" + "asdfghjkl;'" + "zxcvbnm,./",
    "~!@#$%^&*()_+" + "QWERTYUIOP{}|" + 'ASDFGHJKL:"' + "ZXCVBNM<>?",
)
GERMAN = (
    "^1234567890ß´" + "qwertzuiopü+#" + "asdfghjklöä" + "yxcvbnm,.-",
    '°!"§$%&/()=?`' + "QWERTZUIOPÜ*'" + "ASDFGHJKLÖÄ" + "YXCVBNM;:_",
)
FRENCH = (
    "²&é\"'(-è_çà)=" + "azertyuiop^$*" + "qsdfghjklmù" + "wxcvbn,;:!",
    "³1234567890°+" + "AZERTYUIOP¨£µ" + "QSDFGHJKLM%" + "WXCVBN?./§",
)
LAYOUTS = {"QWERTY": US, "QWERTZ": GERMAN, "AZERTY": FRENCH}
PAIRS = list(product(LAYOUTS, LAYOUTS))
NO_LOCK, CAPS_LOCK, SHIFT_LOCK = "no lock", "Caps Lock", "Shift Lock"


def typed(text: str, scanner: str, computer: str, lock: str = NO_LOCK) -> str:
    """What arrives where a scanner set to one layout types on a computer set to another."""
    plain, shifted = LAYOUTS[scanner]
    arrived = ""
    for letter in text:
        shift = letter in shifted
        key = (shifted if shift else plain).index(letter)
        of_computer = LAYOUTS[computer]
        if lock == SHIFT_LOCK or (lock == CAPS_LOCK and of_computer[0][key].isalpha()):
            shift = not shift
        arrived += of_computer[shift][key]
    return arrived


@pytest.mark.parametrize(("scanner", "computer"), PAIRS)
@pytest.mark.parametrize("lock", [NO_LOCK, CAPS_LOCK, SHIFT_LOCK])
@pytest.mark.parametrize("sent", [str.upper, str.lower], ids=["upper", "lower"])
def test_what_a_scanner_types_on_another_layout_is_read(
    scanner: str, computer: str, lock: str, sent: Callable[[str], str]
) -> None:
    code = framed(1, to_letters(bytes(range(256))))
    assert list(unframed(typed(sent(code), scanner, computer, lock), 1)) == [code[7:-8]]


def test_the_letters_are_all_that_every_pair_of_layouts_leaves_alike() -> None:
    alike = [c for c in ascii_uppercase if all(typed(c, *pair).upper() == c for pair in PAIRS)]
    assert "".join(alike) == LETTERS
    moved = {c for c in "0123456789$%*+-./: " for pair in PAIRS if c != " " and typed(c, *pair) != c}
    assert set("0123456789") <= moved


@settings(max_examples=60)
@given(st.binary(max_size=300))
def test_bytes_come_back_as_they_were(data: bytes) -> None:
    text = to_letters(data)
    assert set(text) <= set(LETTERS)
    assert from_letters(text) == data


def test_letters_stand_for_almost_four_and_a_third_bits() -> None:
    data = bytes(reversed(range(256))) * 4
    assert len(to_letters(data)) <= len(data) * 8 / 4.31


CODE = framed(1, to_letters(b"a body that is long enough to be cut"))


def refused(text: str, newest: int = 1) -> str:
    with pytest.raises(CodeError) as error:
        list(unframed(text, newest))
    return str(error.value)


def test_each_letter_changed_is_refused() -> None:
    for at, letter in enumerate(CODE):
        for other in LETTERS.replace(letter, ""):
            assert refused(CODE[:at] + other + CODE[at + 1 :])


def test_each_letter_missing_or_twice_is_refused() -> None:
    for at in range(len(CODE)):
        assert refused(CODE[:at] + CODE[at + 1 :])
        assert refused(CODE[:at] + CODE[at] + CODE[at:])


def test_two_letters_exchanged_are_refused() -> None:
    for at, (one, other) in enumerate(pairwise(CODE)):
        if one != other:
            assert refused(f"{CODE[:at]}{other}{one}{CODE[at + 2 :]}")


def test_every_beginning_and_end_of_a_code_is_refused() -> None:
    for at in range(1, len(CODE)):
        assert refused(CODE[:at])
        assert refused(CODE[at:])


def test_codes_one_after_the_other_are_parted_however_they_are_broken_into_lines() -> None:
    other = framed(1, to_letters(b"another"))
    broken = "\r\n".join(f"{CODE}{other}"[at : at + 9] for at in range(0, len(CODE + other), 9))
    assert list(unframed(f"\t{broken.lower()}\n", 1)) == [CODE[7:-8], other[7:-8]]
    assert list(unframed(CODE.lower().replace("i", "ı"), 1)) == [CODE[7:-8]]


@pytest.mark.parametrize(
    ("text", "sentence"),
    [
        ("", "Nothing was scanned; scan the code on the paper, or paste its text."),
        (" \n\t", "Nothing was scanned; scan the code on the paper, or paste its text."),
        ("HELLO", "A plan code begins with LDN, and this does not; scan the code on the paper again."),
        ("LD", "A plan code begins with LDN, and this does not; scan the code on the paper again."),
        ("LDNB", "Only the first letters of the code have arrived; scan it again."),
        (CODE[:40], f"Only 40 of {len(CODE)} letters of the code have arrived; scan it again."),
        (f"{CODE}&é&1", ("A plan code has letters alone, and never “&”, “É”, “1”; "
         "scan the code again, or paste its text.")),
        ("\x1b", ("A plan code has letters alone, and never signs that cannot be shown; "
         "scan the code again, or paste its text.")),
        ("B" * (MOST_TYPED + 1), "This is longer than any plan code; scan or paste the codes of one plan alone."),
        (f"{CODE}LDN", "Only the first letters of the code have arrived; scan it again."),
    ],
)  # fmt: skip
def test_a_refusal_says_what_is_wrong_and_what_to_do(text: str, sentence: str) -> None:
    assert refused(text) == sentence


def test_a_code_of_a_newer_version_is_told_from_a_damaged_one() -> None:
    newer = framed(2, to_letters(b"something of later"))
    assert (
        refused(newer) == "The code is of version 2, newer than this program reads (1); update the program."
    )
    assert "do not fit together" in refused(newer[:-1] + ("B" if newer[-1] != "B" else "C"))
    assert list(unframed(newer, 2)) == [newer[7:-8]]
