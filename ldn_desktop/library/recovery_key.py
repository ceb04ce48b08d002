"""The recovery key: eight groups of five to print, in letters and digits that are not mistaken for each other.

The last letter of each group checks the four before it and the group's place, so that a mistyped group is named before
anything is tried. The other 32 letters are chance: 153 bits.
"""

from __future__ import annotations

import secrets

from ldn_desktop.domain.amount import quoted

ALPHABET = "234679ACDEFGHJKLMNPQRTUVWXYZ"
"""Without 0 O, 1 I, 5 S, 8 B."""
GROUPS = 8
_FREE = 4
_WEIGHTS = (1, 3, 9, 11)
"""Each has no divisor in common with the number of letters: one wrong letter always changes the sum."""


class RecoveryKeyError(ValueError):
    """A text that is no recovery key. Its text is one sentence for the user; ``group`` counts from 1, 0 of none."""

    def __init__(self, message: str, group: int = 0) -> None:
        super().__init__(message)
        self.group = group


def new_recovery_key() -> str:
    """Return a new key: groups with a blank between."""
    groups = ("".join(secrets.choice(ALPHABET) for _ in range(_FREE)) for _ in range(GROUPS))
    return " ".join(group + _check(group, at) for at, group in enumerate(groups))


def read_recovery_key(text: str) -> str:
    """Return a key as ``new_recovery_key`` writes it. Case, blanks and hyphens do not count.

    Refused (``RecoveryKeyError``): a letter that no key has, too few or too many, a group that is mistyped.
    """
    letters = "".join(text.upper().replace("-", " ").split())
    size = _FREE + 1
    for at, letter in enumerate(letters):
        if letter not in ALPHABET:
            place = at // size + 1
            raise RecoveryKeyError(
                f"Group {place} has {quoted(letter)}, which is in no recovery key; look again.", place
            )
    if len(letters) != GROUPS * size:
        raise RecoveryKeyError(
            f"A recovery key has {GROUPS * size} letters and digits, and this has {len(letters)}; look again."
        )
    groups = [letters[at : at + size] for at in range(0, len(letters), size)]
    for at, group in enumerate(groups):
        if _check(group[:_FREE], at) != group[_FREE]:
            raise RecoveryKeyError(f"Group {at + 1} is mistyped; look again.", at + 1)
    return " ".join(groups)


def _check(free: str, at: int) -> str:
    weighed = sum(weight * ALPHABET.index(letter) for weight, letter in zip(_WEIGHTS, free, strict=True))
    return ALPHABET[(weighed + at) % len(ALPHABET)]
