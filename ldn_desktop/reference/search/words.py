"""Words as the search compares them: small letters, no accents, no apostrophes; each knows where it stood."""

from __future__ import annotations

import re
import unicodedata
from array import array
from collections.abc import Sequence
from sys import intern
from typing import NamedTuple

_WORD = re.compile(r"[^\W_]+(?:['’ʼ][^\W_]+)*")
_NO_WORD = re.compile(r"[\W_]+")
_GREEK = str.maketrans({"α": "alpha", "β": "beta", "γ": "gamma", "δ": "delta", "κ": "kappa", "μ": "mu"})
_UNIT = re.compile(r"(\d)(mg|mcg|ml|g|weeks?|days?|months?|years?)\b", re.IGNORECASE)

STOP_PHRASES = (
    "how long",
    "how much",
    "how many",
    "how soon",
    "how often",
    "is there",
    "are there",
    "as well as",
)
"""Dropped before single words are: ``long`` alone means something, as in long COVID."""
_NAMING_NOTHING = """
a about after all also am an and any are as at be because been before being but by can could cause
did do does doing during each else for from get gets getting give given giving had has have having he help helps her him
his how i if in into is it its just may me might my need needs of on or other ought our out over own please same
she should so some such take takes taking tell than that the their them then there these they this those
through till to too under until up use used using very want wants was we were what when where which while who whom
whose why will with within without would you your patient patients person people someone
"""
STOP_WORDS = frozenset(_NAMING_NOTHING.split())
MOST_IN_A_NAME = 8
"""Words side by side that may be the name of a medicine."""
"""Words of a question that name nothing; dropped where a query holds anything else."""
_ENDINGS = (
    *("ingly", "ations", "ating", "ates", "ated", "ate", "ation", "ings", "ing"),
    *("ies", "ied", "ness", "edly", "ed", "es", "s", "e", "y"),
)
_LEAST_STEM = 3


def fold(text: str) -> str:
    """Return a text without accents, capitals and apostrophes, Greek letters by their names."""
    if text.isascii():
        return text.lower().replace("'", "")
    plain = unicodedata.normalize("NFKD", text).lower().translate(_GREEK)
    return "".join(c for c in plain if c not in "'’ʼ" and not unicodedata.combining(c))


def words(text: str) -> list[str]:
    """Return the folded words of a text; ``4.5 mg`` gives 4, 5 and mg, ``Crohn's`` gives crohns."""
    return [word for found in _WORD.findall(text) for word in _split(fold(found))]


def query_words(text: str) -> list[list[str]]:
    """Return the words of a query by chunk: what is written together, such as ``ME/CFS``, stays together."""
    spaced = _UNIT.sub(r"\1 \2", text)
    return [chunk for chunk in (words(part) for part in spaced.split()) if chunk]


class TextWords(NamedTuple):
    """The folded words of a text, and where in it each begins and ends."""

    words: tuple[str, ...]
    starts: Sequence[int]
    ends: Sequence[int]


def text_words(text: str) -> TextWords:
    """Return the words of a text with their places, in little memory: a word is kept once, places as plain numbers."""
    found, starts, ends = [], array("I"), array("I")
    for match in _WORD.finditer(text):
        word = match.group()
        plain = word.isalnum() and word.isascii()
        found.append(intern(word.lower() if plain else fold(word)))
        starts.append(match.start())
        ends.append(match.end())
    return TextWords(tuple(found), starts, ends)


def stem(word: str) -> str:
    """Return a word without its ending where enough of it is left, so that ``dreams`` meets ``dreaming``."""
    if not word.isalpha():
        return word
    for ending in _ENDINGS:
        if word.endswith(ending) and len(word) - len(ending) >= _LEAST_STEM:
            return word[: -len(ending)]
    return word


def without_stop_words(chunks: list[list[str]]) -> list[list[str]]:
    """Return the chunks that name something; all of them where none does."""
    line = " ".join(word for chunk in chunks for word in chunk)
    dropped = {word for phrase in STOP_PHRASES if f" {phrase} " in f" {line} " for word in phrase.split()}
    kept = [chunk for chunk in chunks if len(chunk) > 1 or chunk[0] not in STOP_WORDS | dropped]
    return kept or chunks


def _split(folded: str) -> list[str]:
    return [part for part in _NO_WORD.split(folded) if part]
