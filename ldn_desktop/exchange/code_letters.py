"""The letters of a code on paper: twenty that every usual keyboard types alike, in a frame that shows any damage.

A scanner that stands in for a keyboard sends keys, not letters: where it is set to another layout than the computer,
some letters arrive as others. Those of ``LETTERS`` have the same key on QWERTY, QWERTZ and AZERTY, and Caps Lock
changes their case alone, which does not matter. The other six letters, digits and signs move.
"""

from __future__ import annotations

from collections.abc import Iterator
from hashlib import sha256

LETTERS = "BCDEFGHIJKLNOPRSTUVX"
MARK = "LDN"
"""How every code begins; its three letters are of ``LETTERS`` too."""
MOST_LETTERS = 970
"""What a QR code of version 20 holds beside 15 % redundancy: one so large is still read from usual paper."""
MOST_TYPED = 100_000
_LENGTH, _CHECK = 3, 8
_SHOWN = 3


class CodeError(ValueError):
    """What was scanned and is no whole code. Its text is one sentence that says what to do."""


def to_letters(data: bytes) -> str:
    """Return bytes as letters."""
    return _spelt(int.from_bytes(b"\1" + data, "big"))


def from_letters(text: str) -> bytes:
    """Return the bytes that letters of ``LETTERS`` stand for. Refused (``CodeError``): what no bytes give."""
    number = _number(text)
    data = number.to_bytes((number.bit_length() + 7) // 8, "big")
    if data[:1] != b"\1":
        raise CodeError("The code holds no plan; scan it again.")
    return data[1:]


def check_letters(text: str, count: int) -> str:
    """Return so many letters that depend on every letter of a text and its place."""
    digest = int.from_bytes(sha256(text.encode()).digest(), "big")
    return _spelt(digest % len(LETTERS) ** count).rjust(count, LETTERS[0])


def framed(version: int, body: str) -> str:
    """Return a code: the mark, the letter of its version from 1, its length, the body, and letters that check it all.

    This frame is that of every version.
    """
    length = len(MARK) + 1 + _LENGTH + len(body) + _CHECK
    told = f"{MARK}{LETTERS[version - 1]}{_spelt(length).rjust(_LENGTH, LETTERS[0])}{body}"
    return told + check_letters(told, _CHECK)


def unframed(text: str, newest: int) -> Iterator[str]:
    """Yield the body of each code in what was typed, in order; blanks, line ends and case do not matter.

    Refused (``CodeError``): what is no code, lacks letters or has wrong ones; a version above ``newest``.
    """
    typed = "".join(text.split()).upper()
    if not typed:
        raise CodeError("Nothing was scanned; scan the code on the paper, or paste its text.")
    if len(typed) > MOST_TYPED:
        raise CodeError("This is longer than any plan code; scan or paste the codes of one plan alone.")
    strange = "".join(dict.fromkeys(letter for letter in typed if letter not in LETTERS))
    if strange:
        raise CodeError(
            f"A plan code has letters alone, and never {_shown(strange)}; scan the code again, or paste its text."
        )
    while typed:
        body, typed = _first(typed, newest)
        yield body


def _first(typed: str, newest: int) -> tuple[str, str]:
    """Return the body of the first code, and what follows it."""
    if not typed.startswith(MARK):
        raise CodeError(
            f"A plan code begins with {MARK}, and this does not; scan the code on the paper again."
        )
    start = len(MARK) + 1 + _LENGTH
    length = _number(typed[len(MARK) + 1 : start])
    if len(typed) < max(length, start):
        told = f"Only {len(typed)} of {length} letters" if len(typed) >= start else "Only the first letters"
        raise CodeError(f"{told} of the code have arrived; scan it again.")
    code, rest = typed[:length], typed[length:]
    if length < start + _CHECK or check_letters(code[:-_CHECK], _CHECK) != code[-_CHECK:]:
        raise CodeError(
            "The code was not read as it is printed: its letters do not fit together; scan it again."
        )
    version = LETTERS.index(code[len(MARK)]) + 1
    if version > newest:
        raise CodeError(
            f"The code is of version {version}, newer than this program reads ({newest}); update the program."
        )
    return code[start:-_CHECK], rest


def _shown(letters: str) -> str:
    told = ", ".join(f"“{letter}”" for letter in letters[:_SHOWN] if letter.isprintable())
    return told or "signs that cannot be shown"


def _number(letters: str) -> int:
    found = 0
    for letter in letters:
        found = found * len(LETTERS) + LETTERS.index(letter)
    return found


def _spelt(number: int) -> str:
    found = ""
    while number:
        number, digit = divmod(number, len(LETTERS))
        found = LETTERS[digit] + found
    return found
