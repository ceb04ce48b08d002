"""The same search among very many combinations: solids of odd strengths, whose sums are too many to hold.

Two halves of a combination are met in the middle, which is as complete as going through all of them. A combination of
``p`` pieces is looked at by what it lacks of ``p`` pieces of the largest kind: those numbers are small where the
pieces are as few as can be.
"""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Callable, Iterator, Sequence
from math import gcd
from typing import NamedTuple, TypeAlias

from ldn_desktop.domain.subset_sums import fewest
from ldn_desktop.domain.work import A_HALF, A_NUMBER, Work

_MOST_TRIED = 1 << 20
_MOST_IN_HALF = 300_000

Chosen: TypeAlias = tuple[tuple[int, int], ...]
"""Solids by their place, each with its number of parts."""


class Lacks:
    """What some pieces lack of the largest of them, and which sums of it can be made."""

    def __init__(self, pieces: Sequence[int], work: Work) -> None:
        self._work = work
        self.largest = max(pieces)
        self._lacks = sorted({self.largest - piece for piece in pieces} - {0})
        self._gcd = gcd(*self._lacks)
        self._levels: dict[int, _Levels] = {}

    def fewest(self, target: int, limit: int, may_be: Callable[[], bool]) -> int | None:
        """Return the fewest pieces that make a target, or ``None`` where at most ``limit`` do not.

        ``may_be`` says whether any number of pieces makes it; it is asked before a long proof that few do not.
        """
        asked = False
        for count in range(-(-target // self.largest), limit + 1):
            self._work.spend(A_HALF)
            lack = count * self.largest - target
            made = self._met(lack, count)
            if made is None:
                if not asked and not may_be():
                    return None
                asked = True
                made = self._proven(lack, count)
            if made:
                return count
        return None

    def _met(self, lack: int, most: int) -> bool | None:
        """Tell whether at most so many pieces together lack just this; ``None`` where two halves do not settle it."""
        if not lack or not self._lacks:
            return not lack
        most = min(most, lack // self._lacks[0])
        if lack % self._gcd or most * self._lacks[-1] < lack:
            return False
        levels = self._of(lack)
        half = levels.upto((most + 1) // 2)
        other = min(half, most - half)
        if self._meet(levels[half], levels[other], lack):
            return True
        if half + other == most:
            return False
        return None

    def _proven(self, lack: int, most: int) -> bool:
        """Tell the same where two halves do not settle it: by one piece more, then by going through all sums."""
        most = min(most, lack // self._lacks[0])
        levels = self._of(lack)
        half = levels.upto((most + 1) // 2)
        if any(self._meet(levels[half], levels[half], lack - one) for one in self._lacks if one <= lack):
            return True
        if 2 * half + 1 >= most:
            return False
        return (
            fewest([one // self._gcd for one in self._lacks], lack // self._gcd, most, self._work) is not None
        )

    def _meet(self, some: frozenset[int], others: frozenset[int], total: int) -> bool:
        few, many = sorted((some, others), key=len)
        self._work.spend(2 * len(few))
        return not many.isdisjoint(total - one for one in few)

    def _of(self, lack: int) -> _Levels:
        """Return what few pieces lack together, up to a bound above ``lack``."""
        bound = -(-lack // self.largest)
        if bound not in self._levels:
            self._levels[bound] = _Levels(self._lacks, bound * self.largest, self._work)
        return self._levels[bound]


class _Levels:
    """The sums up to a top of at most 0, 1, 2 … pieces, as far as they are asked for and can be held."""

    def __init__(self, pieces: Sequence[int], top: int, work: Work) -> None:
        self._pieces, self._top, self._work = sorted(pieces), top, work
        self._newest = frozenset({0})
        self._reach = [self._newest]

    def __getitem__(self, count: int) -> frozenset[int]:
        return self._reach[count]

    def upto(self, count: int) -> int:
        """Grow to a number of pieces; return it, or the number at which there are too many sums to go on."""
        pieces, top = self._pieces, self._top
        while len(self._reach) <= count:
            if len(self._newest) * len(pieces) > _MOST_TRIED:
                return len(self._reach) - 1
            self._work.spend(len(self._newest) * len(pieces) + 2 * A_NUMBER * len(self._reach[-1]))
            grown = {n + one for n in self._newest for one in pieces[: bisect_right(pieces, top - n)]}
            self._newest = frozenset(grown - self._reach[-1])
            self._work.spend(2 * A_NUMBER * len(self._newest))
            self._reach.append(self._reach[-1] | self._newest)
        return count


class Near(NamedTuple):
    """The nearest sums around a number, as far as they are known; ``complete`` where there are none nearer."""

    below: int | None
    above: int | None
    complete: bool


def nearest_met(pieces: Sequence[int], low: int, high: int, step: int, limit: int, work: Work) -> Near:
    """Return the largest sum in 1 to ``low`` and the smallest from ``high`` on that is a multiple of ``step``."""
    levels = _Levels(pieces, high + step * max(pieces), work)
    half = levels.upto((limit + 1) // 2)
    other = min(half, limit - half)
    work.spend(A_HALF * len(levels[half]) + A_NUMBER * len(levels[other]))
    ends: dict[int, list[int]] = {}
    for end in sorted(levels[other]):
        ends.setdefault(end % step, []).append(end)
    below, above = 0, None
    for start in levels[half]:
        fitting = ends.get(-start % step, [])
        at = bisect_right(fitting, low - start) - 1
        if at >= 0:
            below = max(below, start + fitting[at])
        at = bisect_left(fitting, high - start)
        if at < len(fitting) and (above is None or start + fitting[at] < above):
            above = start + fitting[at]
    return Near(below or None, above, half + other == limit)


_Half: TypeAlias = tuple[int, int, int, Chosen]
"""Some solids in the order of their places: what they make, their pieces, how many are cut, and which."""


class TooManyError(Exception):
    """There are more halves than can be held."""


def best_of(parts: Sequence[int], divisions: Sequence[int], target: int, pieces: int, work: Work) -> Chosen:
    """Return the preferred combination of just so many pieces; the caller knows that there is one.

    Preferred are fewest solids, then fewest that need cutting, then the most of the first, of the second, and so on.
    Refused (``TooManyError``): more halves of combinations than can be held.
    """
    halves = _Halves(parts, divisions, target, pieces, work)
    for used in range(1, min(pieces, len(parts)) + 1):
        found = list(halves.meeting(used))
        if found:
            return min(found, key=lambda entry: (entry[2], _rank(entry[3], len(parts))))[3]
    raise AssertionError(f"no combination of {pieces} pieces makes {target} units")


def _rank(chosen: Chosen, count: int) -> list[int]:
    taken = dict(chosen)
    return [-taken.get(place, 0) for place in range(count)]


class _Halves:
    """Combinations of few solids that may be part of one with given pieces and target."""

    def __init__(
        self, parts: Sequence[int], divisions: Sequence[int], target: int, pieces: int, work: Work
    ) -> None:
        self._work = work
        self._target, self._pieces = target, pieces
        self._largest = max(part * division for part, division in zip(parts, divisions, strict=True))
        self._uses: list[list[_Half]] = [
            [
                (count * part, -(-count // division), int(count % division > 0), ((place, count),))
                for count in range(1, min(target // part, pieces * division) + 1)
            ]
            for place, (part, division) in enumerate(zip(parts, divisions, strict=True))
        ]

    def meeting(self, used: int) -> Iterator[_Half]:
        """Yield every combination of just ``used`` solids: one in the middle, the rest on its two sides."""
        after = used // 2
        ends: dict[int, list[_Half]] = {}
        for end in self._some(after, used - after):
            ends.setdefault(end[0], []).append(end)
        for total, pieces, cut, chosen in self._some(used - after - 1, after + 1):
            rest, most = self._target - total, self._pieces - pieces - after
            for uses in self._uses[chosen[-1][0] + 1 if chosen else 0 :]:
                self._work.spend(2 * len(uses))
                for one in uses:
                    if one[1] > most or one[0] > rest:
                        break
                    # Looked up first: nearly all of them meet nothing.
                    for end in ends.get(rest - one[0], ()):
                        whole = pieces + one[1] + end[1] == self._pieces
                        if whole and (not end[3] or one[3][0][0] < end[3][0][0]):
                            yield self._target, self._pieces, cut + one[2] + end[2], chosen + one[3] + end[3]

    def _some(self, used: int, others: int) -> list[_Half]:
        """Return combinations of ``used`` solids that leave room for ``others`` more."""
        found: list[_Half] = [(0, 0, 0, ())]
        for left in range(used - 1 + others, others - 1, -1):
            grown: list[_Half] = []
            for total, pieces, cut, chosen in found:
                most = self._pieces - pieces - left
                for uses in self._uses[chosen[-1][0] + 1 if chosen else 0 :]:
                    self._work.spend(2 * min(len(uses), self._pieces))
                    for one in uses:
                        rest = self._target - total - one[0]
                        if one[1] > most or rest <= 0:
                            break
                        if rest <= (self._pieces - pieces - one[1]) * self._largest:
                            grown.append((total + one[0], pieces + one[1], cut + one[2], chosen + one[3]))
                if len(grown) > _MOST_IN_HALF:
                    raise TooManyError
            self._work.spend(A_HALF * len(grown))
            found = grown
        return found
