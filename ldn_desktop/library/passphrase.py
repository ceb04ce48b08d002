"""How good a passphrase is, in a word, and how long to wait after wrong ones. A sentence is welcome, any signs are."""

from __future__ import annotations

import unicodedata
from collections.abc import Callable
from itertools import pairwise
from math import ceil
from time import monotonic

LEAST = 12
"""Characters, the fewest that are taken."""
_STRONG = 20
_VARIED = 8
"""Different characters that a strong one has: the same few again and again are soon tried."""
_POOR = 5
"""Fewer different characters than this are tried first, as are runs of the keyboard and of the alphabet."""
_RUNS = (
    "abcdefghijklmnopqrstuvwxyz",
    "01234567890",
    "qwertyuiop",
    "qwertzuiop",
    "azertyuiop",
    "asdfghjkl",
    "yxcvbnm",
)
_FREE_TRIES = 2
_FIRST_WAIT_S, _LONGEST_WAIT_S = 4, 60


def as_typed(passphrase: str) -> str:
    """Return a passphrase as it is used: the same letters, on whatever keyboard their marks were typed."""
    return unicodedata.normalize("NFC", passphrase)


def is_long_enough(passphrase: str) -> bool:
    """Tell whether a library is made with it."""
    return len(as_typed(passphrase)) >= LEAST


def is_good(passphrase: str) -> bool:
    """Tell whether it is long enough and not easily guessed."""
    return is_long_enough(passphrase) and not _is_guessed(as_typed(passphrase).casefold())


def strength(passphrase: str) -> str:
    """Return how good it is, to be shown beside its field."""
    text = as_typed(passphrase)
    if len(text) < LEAST:
        return f"Too short: {LEAST} at least"
    if _is_guessed(text.casefold()):
        return "Weak: easily guessed"
    strong = len(text) >= _STRONG and len(set(text.casefold())) >= _VARIED
    return f"{'Strong' if strong else 'Fair'}: {len(text)} characters"


def _is_guessed(text: str) -> bool:
    """Tell whether little is left of a text but the same few characters, or runs of neighbours."""
    runs = [run + back for run in _RUNS for back in (run, run[::-1])]
    steps = sum(any(pair in run for run in runs) for pair in map("".join, pairwise(text)))
    return len(set(text) - {" "}) < _POOR or steps * 3 >= len(text) * 2


def wait_after(failures: int) -> int:
    """Return the seconds to wait after so many wrong ones on end: 4 from the third on, doubling up to a minute."""
    if failures <= _FREE_TRIES:
        return 0
    return min(_FIRST_WAIT_S << min(failures - _FREE_TRIES - 1, 10), _LONGEST_WAIT_S)


class Tries:
    """Counts wrong ones on end, whoever shows the field, and how long to wait now; ``clock`` gives seconds."""

    def __init__(self, clock: Callable[[], float] = monotonic) -> None:
        self._clock, self._failures, self._until = clock, 0, 0.0

    def wrong(self) -> None:
        """Count a wrong one."""
        self._failures += 1
        self._until = self._clock() + wait_after(self._failures)

    def right(self) -> None:
        """Begin anew."""
        self._failures, self._until = 0, 0.0

    @property
    def wait(self) -> int:
        """Whole seconds to wait before the next, 0 where none."""
        return max(ceil(self._until - self._clock()), 0)
