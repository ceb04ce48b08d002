"""How good a passphrase is, in a word, and how long to wait after wrong ones. A sentence is welcome, any signs are."""

from __future__ import annotations

import unicodedata
from collections.abc import Callable
from math import ceil
from time import monotonic

LEAST = 12
"""Characters, the fewest that are taken."""
_STRONG = 20
_VARIED = 8
"""Different characters that a strong one has: the same few again and again are soon tried."""
_FREE_TRIES = 2
_FIRST_WAIT_S, _LONGEST_WAIT_S = 4, 60


def as_typed(passphrase: str) -> str:
    """Return a passphrase as it is used: the same letters, on whatever keyboard their marks were typed."""
    return unicodedata.normalize("NFC", passphrase)


def is_long_enough(passphrase: str) -> bool:
    """Tell whether a library is made with it."""
    return len(as_typed(passphrase)) >= LEAST


def strength(passphrase: str) -> str:
    """Return how good it is, to be shown beside its field."""
    text = as_typed(passphrase)
    if len(text) < LEAST:
        return f"Too short: {LEAST} at least"
    strong = len(text) >= _STRONG and len(set(text.casefold())) >= _VARIED
    return f"{'Strong' if strong else 'Fair'}: {len(text)} characters"


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
