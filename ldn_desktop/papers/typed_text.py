"""What people typed, as it stands on paper: on one line, every letter kept."""

from __future__ import annotations

import unicodedata

from ldn_desktop.reference.words.typefaces import END_OF_ISOLATE, FROM_THE_RIGHT, ISOLATE

_BLANK = frozenset({"Cc", "Zs", "Zl", "Zp"})
_DIRECTIONS = "\u061c\u200e\u200f\u202a\u202b\u202c\u202d\u202e\u2066\u2067\u2068\u2069"
_DRAWN_AS_NOTHING = frozenset(f"\u00ad\u180e\u200b\u2060\u2061\u2062\u2063\u2064\ufeff{_DIRECTIONS}")


def one_line(text: str) -> str:
    """Return a person's text on one line, without control characters: none of it can be read as a mark of bold letters.

    Joiners stay, which shape the letters beside them; what turns the direction goes. A text from right to left is
    set off from what stands around it, or a number behind it would be drawn before it.
    """
    kept = "".join(_kept(letter) for letter in text)
    flat = " ".join(kept.split())
    if any(unicodedata.bidirectional(letter) in FROM_THE_RIGHT for letter in flat):
        return f"{ISOLATE}{flat}{END_OF_ISOLATE}"
    return flat


def _kept(letter: str) -> str:
    if letter in _DRAWN_AS_NOTHING:
        return ""
    return " " if unicodedata.category(letter) in _BLANK else letter
