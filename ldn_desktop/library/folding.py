"""Words as they are searched: what is typed without an accent, in any case, finds what has one."""

from __future__ import annotations

import re
import unicodedata

_NO_PARTS = str.maketrans(
    {"ł": "l", "ø": "o", "đ": "d", "ð": "d", "þ": "th", "æ": "ae", "œ": "oe", "ı": "i", "ħ": "h", "ŧ": "t"}
)
"""Letters that Unicode does not take apart, as they are commonly typed without their keys."""
_NUMBER = 6
"""Letters and digits from which words with a digit may be a number that is typed in parts."""
_WORD = re.compile(r"[^\W_]+")


def folded(text: str) -> tuple[str, ...]:
    """Return the words of a text, in small letters without marks."""
    if text.isascii():
        return tuple(_WORD.findall(text.casefold()))
    apart = text
    # Twice, as Unicode compares texts without case: taking letters apart may bring out capitals.
    for _ in range(2):
        apart = unicodedata.normalize("NFKD", apart.casefold())
    bare = "".join(letter for letter in apart if not unicodedata.category(letter).startswith("M"))
    return tuple(_WORD.findall(bare.translate(_NO_PARTS)))


def looked_for(text: str) -> tuple[tuple[str, ...], ...]:
    """Return the words by which a text is searched for; those of a number in parts also as one, the other way."""
    words = folded(text)
    together = "".join(words)
    if len(words) > 1 and len(together) >= _NUMBER and any(letter.isdigit() for letter in together):
        return words, (together,)
    return (words,) if words else ()
