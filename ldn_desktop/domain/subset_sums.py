"""Which sums some pieces can make, and with how few of them.

Sums are whole units. Where they are small numbers they are bits of one large integer (bit *n* is set when *n* can
be made), which answers in microseconds. Where strengths are odd amounts the numbers are large and the sums few:
then they are a set. Both are complete; neither ever guesses.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import Protocol

from ldn_desktop.domain.work import A_NUMBER, Work

_LITTLE, _SMALL = 1 << 11, 1 << 20
_MOST_IN_SET = 1 << 18
_MOST_TRIED = 1 << 19
_MOST_IN_BITS = 1 << 26
_MOST_BITS = 1 << 28
"""Bits of all levels together that are kept in memory."""


class TooManySumsError(Exception):
    """There are more sums, and larger ones, than can be held."""


class SubsetSums(Protocol):
    """Sums from 0 to a top."""

    def has(self, number: int) -> bool:
        """Tell whether a sum can be made. After ``fewest`` it may say yes too often, never no too often."""

    def below(self, number: int, step: int) -> int | None:
        """Return the largest sum below a number that is a multiple of ``step`` and above 0, if any."""

    def above(self, number: int, step: int) -> int | None:
        """Return the smallest sum above a number that is a multiple of ``step``, if any."""


class _Bits:
    def __init__(self, bits: int, work: Work) -> None:
        self._bits, self._work = bits, work

    def has(self, number: int) -> bool:
        self._work.spend_bits(1, max(self._bits.bit_length() - number, 0))
        return bool(self._bits >> number & 1)

    def below(self, number: int, step: int) -> int | None:
        # The mask is no longer than what it is laid on.
        window = self._bits & ((1 << min(number, self._bits.bit_length())) - 1) & ~1
        while window:
            self._work.spend_bits(3, window.bit_length())
            top = window.bit_length() - 1
            if top % step == 0:
                return top
            window ^= 1 << top
        return None

    def above(self, number: int, step: int) -> int | None:
        window = self._bits >> (number + 1)
        while window:
            self._work.spend_bits(4, window.bit_length())
            low = (window & -window).bit_length() - 1
            if (number + 1 + low) % step == 0:
                return number + 1 + low
            window ^= 1 << low
        return None


class _Set:
    def __init__(self, numbers: frozenset[int]) -> None:
        self._numbers = numbers

    def has(self, number: int) -> bool:
        return number in self._numbers

    def below(self, number: int, step: int) -> int | None:
        return max((n for n in self._numbers if 0 < n < number and n % step == 0), default=None)

    def above(self, number: int, step: int) -> int | None:
        return min((n for n in self._numbers if n > number and n % step == 0), default=None)


class _Unknown(_Set):
    """A level too large to keep: everything may be possible, so nothing is ruled out."""

    def __init__(self) -> None:
        super().__init__(frozenset())

    def has(self, number: int) -> bool:
        return number >= 0


def fewest(
    pieces: Sequence[int], target: int, limit: int, work: Work, *, held: bool = False
) -> list[SubsetSums] | None:
    """Return, for 0, 1, 2 … pieces, the sums they make; the last is the first that holds the target.

    ``None`` where at most ``limit`` pieces do not make it. Refused where ``held`` (``TooManySumsError``): sums that
    are too many for a set and too large for bits; else they are gone through in large integers.
    """
    if target > _SMALL:
        found = _sets(pieces, target, limit, target, work)
        if found is not None:
            return [_Set(level) for level in found] if target in found[-1] else None
        if held:
            raise TooManySumsError
    return _bit_levels(pieces, target, limit, work)


def within(pieces: Sequence[int], top: int, limit: int, work: Work, *, held: bool = False) -> SubsetSums:
    """Return all sums up to ``top`` that at most ``limit`` pieces make. Refused: as by ``fewest``."""
    if top > _SMALL:
        found = _sets(pieces, top, limit, None, work)
        if found is not None:
            return _Set(found[-1])
        if held:
            raise TooManySumsError
    return _Bits(_grown_bits(pieces, top, limit, work), work)


def any_number(pieces: Sequence[int], top: int, work: Work) -> SubsetSums | None:
    """Return the sums up to ``top`` that any number of pieces make; ``None`` where they are too large for bits."""
    if top > _MOST_IN_BITS:
        return None
    mask = (1 << (top + 1)) - 1
    reach = 1
    for piece in pieces:
        if reach >> piece & 1:
            continue
        # One, two, four … more of a piece: doubled until they no longer fit.
        doubled = piece
        while doubled <= top:
            work.spend_bits(3, top)
            reach |= reach << doubled & mask
            doubled *= 2
    return _Bits(reach, work)


def _sets(
    pieces: Sequence[int], top: int, limit: int, target: int | None, work: Work
) -> list[frozenset[int]] | None:
    """Return the sums level by level, or ``None`` once there are too many for a set."""
    reach, newest = frozenset({0}), frozenset({0})
    levels = [reach]
    for _ in range(limit):
        if len(newest) * len(pieces) > _MOST_TRIED:
            return None
        work.spend(len(newest) * len(pieces) + A_NUMBER * len(reach))
        newest = frozenset(n + piece for n in newest for piece in pieces if n + piece <= top) - reach
        if not newest:
            break
        reach |= newest
        work.spend(A_NUMBER * len(newest))
        if len(reach) > _MOST_IN_SET:
            return None
        levels.append(reach)
        if target in newest:
            break
    return levels


def _bit_levels(pieces: Sequence[int], target: int, limit: int, work: Work) -> list[SubsetSums] | None:
    work.spend_bits(1, target)
    mask = (1 << (target + 1)) - 1
    keep = (target + 1) * (limit + 1) <= _MOST_BITS
    reach = 1
    levels: list[SubsetSums] = [_Bits(1, work)]
    small = target <= _LITTLE
    if small:
        work.spend_bits(len(pieces) * min(limit, target), target)
    for _ in range(limit):
        if not small:
            work.spend_bits(2 * len(pieces), reach.bit_length() + pieces[-1])
        grown = _step(reach, pieces, mask)
        if grown == reach:
            return None
        reach = grown
        levels.append(_Bits(reach, work) if keep else _Unknown())
        if reach >> target & 1:
            return levels
    return None


def _grown_bits(pieces: Sequence[int], top: int, limit: int, work: Work) -> int:
    work.spend_bits(1, top)
    mask = (1 << (top + 1)) - 1
    reach = 1
    for _ in range(limit):
        work.spend_bits(2 * len(pieces), reach.bit_length() + pieces[-1])
        grown = _step(reach, pieces, mask)
        if grown == reach:
            break
        reach = grown
    return reach


def _step(reach: int, pieces: Sequence[int], mask: int) -> int:
    grown = reach
    for piece in pieces:
        grown |= reach << piece
    return grown & mask
