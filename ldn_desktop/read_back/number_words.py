"""Reads numbers in English words back into figures."""

from __future__ import annotations

from fractions import Fraction

from ldn_desktop.read_back.grammar import UnreadableError

_SMALL = (
    *(
        "zero",
        "one",
        "two",
        "three",
        "four",
        "five",
        "six",
        "seven",
        "eight",
        "nine",
        "ten",
        "eleven",
        "twelve",
    ),
    *("thirteen", "fourteen", "fifteen", "sixteen", "seventeen", "eighteen", "nineteen"),
)
_TENS = ("twenty", "thirty", "forty", "fifty", "sixty", "seventy", "eighty", "ninety")
_VALUES = {
    **{word: at for at, word in enumerate(_SMALL)},
    **{word: 10 * at for at, word in enumerate(_TENS, 2)},
}
_FIGURES = _SMALL[:10]
_HUNDRED = 100
_WORD = "|".join(sorted((*_VALUES, "hundred", "thousand", "and", "point"), key=len, reverse=True))
NUMBER_IN_WORDS = rf"(?:(?:{_WORD})(?:(?: ?- ?| )(?:{_WORD}))*)"
"""What may be a number; whether it is one, ``read_words`` says."""


def read_words(text: str) -> Fraction:
    """Return the number. Refused (``UnreadableError``): words that are none, or that stand in no such order."""
    whole, point, after = text.replace("-", " ").partition(" point ")
    value = Fraction(_whole(whole.split()))
    if not point:
        return value
    for place, word in enumerate(after.split(), 1):
        if word not in _FIGURES:
            raise UnreadableError("a number in words")
        value += Fraction(_FIGURES.index(word), 10**place)
    return value


def _whole(words: list[str]) -> int:
    if "thousand" in words:
        at = words.index("thousand")
        count, rest = words[:at], words[at + 1 :]
        few = rest[:1] == ["and"]
        below = _below(rest[1:] if few else rest, _HUNDRED if few else 1_000) if rest else 0
        if rest and (not below or (below < _HUNDRED) != few):
            raise UnreadableError("a number in words")
        return 1_000 * _least(_below(count, 1_000)) + below
    return _below(words, 1_000)


def _below(words: list[str], limit: int) -> int:
    """Return a number below a hundred or a thousand."""
    if "hundred" in words and limit > _HUNDRED:
        at = words.index("hundred")
        count, rest = words[:at], words[at + 1 :]
        if rest and rest[0] != "and":
            raise UnreadableError("a number in words")
        below = _least(_below(rest[1:], 100)) if rest else 0
        if len(count) != 1 or count[0] not in _FIGURES[1:]:
            raise UnreadableError("a number in words")
        return 100 * _VALUES[count[0]] + below
    match words:
        case [word] if word in _VALUES:
            return _VALUES[word]
        case [tens, one] if tens in _TENS and one in _FIGURES[1:]:
            return _VALUES[tens] + _VALUES[one]
    raise UnreadableError("a number in words")


def _least(number: int) -> int:
    if not number:
        raise UnreadableError("a number in words")
    return number
