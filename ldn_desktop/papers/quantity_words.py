"""Figures in words, as an order repeats its quantities: ``5.25`` is ``five point two five``."""

from __future__ import annotations

from ldn_desktop.reference.words.sentences import Sentences, declared

QUANTITIES = declared(
    "quantity_words",
    {
        "": "hundred{count} hundred_rest{count rest} thousand{count} thousand_rest{count rest}"
        " thousand_few{count rest} tens_rest{tens rest} point{whole figures}",
        "one": " ".join(map(str, range(20))),
        "ten": " ".join(map(str, range(2, 10))),
    },
)
_TWENTY, _HUNDRED, _THOUSAND = 20, 100, 1_000
MOST = 1_000_000
"""What is written in words is less."""


def in_words(figures: str, words: Sentences) -> str:
    """Return a number below a million in words, each figure after the point by itself.

    Refused: what is no such number (``ValueError``).
    """
    whole, _, after = figures.partition(".")
    number = int(whole)
    if not 0 <= number < MOST:
        raise ValueError(f"{figures} is not said in words")
    told = _whole(number, words)
    if not after:
        return told
    return words.say("point", whole=told, figures=" ".join(words.say(f"one.{figure}") for figure in after))


def words_or_figures(figures: str, words: Sentences) -> str:
    """Return a quantity in words; of a million or more, which no pharmacy hands out, its figures."""
    return in_words(figures, words) if int(figures.partition(".")[0]) < MOST else figures


def _whole(number: int, words: Sentences) -> str:
    if number < _TWENTY:
        return words.say(f"one.{number}")
    if number < _HUNDRED:
        tens, rest = divmod(number, 10)
        told = words.say(f"ten.{tens}")
        return words.say("tens_rest", tens=told, rest=words.say(f"one.{rest}")) if rest else told
    size, name = (_HUNDRED, "hundred") if number < _THOUSAND else (_THOUSAND, "thousand")
    count, rest = divmod(number, size)
    told = _whole(count, words)
    if not rest:
        return words.say(name, count=told)
    few = size == _THOUSAND and rest < _HUNDRED
    return words.say(f"{name}_few" if few else f"{name}_rest", count=told, rest=_whole(rest, words))
