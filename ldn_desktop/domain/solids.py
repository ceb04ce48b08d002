"""Which solids make a dose: exact, exhaustive, never greedy.

Sums of solids are held as bit sets (bit *n* is set when *n* units can be made) or as sets, so the search for the
fewest pieces is complete and still takes microseconds; where there are too many for that, ``dense.py`` takes over.
"""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterator, Sequence
from itertools import accumulate, islice
from math import gcd
from operator import mul
from typing import TypeAlias

from ldn_desktop.domain.dense import Chosen, Lacks, TooManyError, best_of, nearest_met
from ldn_desktop.domain.formulation import QUARTERS, Capsule, Formulation, Solid, Tablet
from ldn_desktop.domain.subset_sums import SubsetSums, TooManySumsError, any_number, fewest, within
from ldn_desktop.domain.work import A_DOSE, A_TRIAL, Work

_MOST_BITS_A_LEVEL = 1 << 29
_MOST_TRIED = 20_000
_MOST_AT_HAND, _MOST_SCANNED = 4, 32
_MOST_AS_THEY_ARE = 1 << 16


class Solids:
    """The solids among some formulations, from the largest strength down, with the parts each divides into.

    Of equal strengths one that divides no finer than an earlier one is left out: whatever it makes, the earlier one
    makes with no more pieces, in fewer solids.
    """

    def __init__(self, formulations: tuple[Formulation, ...], work: Work) -> None:
        self._work = work
        solids = [f for f in formulations if isinstance(f, Capsule | Tablet)]
        self.items: list[Solid] = []
        finest: dict[int, int] = {}
        for item in sorted(solids, key=lambda f: -f.strength_ng):
            if item.divisible_into > finest.get(item.strength_ng, 0):
                finest[item.strength_ng] = item.divisible_into
                self.items.append(item)
        # A part is counted in quarters of a nanogram, so that a quarter of an odd strength stays whole.
        self.parts = [f.strength_ng * QUARTERS // f.divisible_into for f in self.items]
        self._lacks: dict[tuple[int, ...], Lacks] = {}
        self._sums: dict[tuple[int, ...], tuple[int, SubsetSums | None]] = {}
        self._crowded: list[tuple[int, int]] = []

    def best(self, dose_ng: int, limit: int) -> tuple[tuple[Solid, int], ...] | None:
        """Return the best combination of at most ``limit`` pieces that makes the dose, in quarters of each solid."""
        self._work.spend(A_DOSE)
        target = dose_ng * QUARTERS
        # What is larger than the dose takes no part in it.
        places = [place for place, part in enumerate(self.parts) if part <= target]
        parts = [self.parts[place] for place in places]
        unit = gcd(*parts)
        if target > _MOST_AS_THEY_ARE * unit:
            places = self._fitting(places, target, limit)
            parts = [self.parts[place] for place in places]
            unit = gcd(*parts)
        divisions = [self.items[place].divisible_into for place in places]
        if not parts or target > limit * max(map(mul, parts, divisions)) or target % unit:
            return None
        parts, target = [part // unit for part in parts], target // unit
        found = self._chosen(parts, divisions, target, limit)
        if found is None:
            return None
        chosen = [(self.items[places[at]], count) for at, count in found]
        return tuple((item, count * QUARTERS // item.divisible_into) for item, count in chosen)

    def _fitting(self, places: list[int], target: int, limit: int) -> list[int]:
        """Return the places without those of which, by their remainders alone, none can be part of the target.

        The others together make only multiples of their greatest common divisor, so the number of one is known modulo
        that: an odd strength among round ones is seldom part of a round dose. Empty where no number of one fits.
        """
        at = 0
        while at < len(places):
            place = places[at]
            part, rest = self.parts[place], gcd(*(self.parts[other] for other in places if other != place))
            common = gcd(part, rest)
            if target % common:
                return []
            most = min(target // part, limit * self.items[place].divisible_into)
            every = rest // common
            needed = target // common * pow(part // common, -1, every) % every if every > most else most
            if needed > most:
                return []
            if needed:
                at += 1
            else:
                # Without it the others have fewer ways too.
                places, at = [other for other in places if other != place], 0
        return places

    def nearest(self, dose_ng: int, limit: int) -> tuple[int | None, int | None]:
        """Return the nearest doses below and above that at most ``limit`` pieces make, in nanograms."""
        if not self.items:
            return None, None
        self._work.spend(A_DOSE)
        # Only sums of whole nanograms count. Of any four pieces some hold a whole number together, so taking
        # those away from a larger sum shows that the nearest above lies within four of the largest pieces.
        unit = gcd(*self.parts)
        largest = self.items[0].strength_ng * QUARTERS
        target = dose_ng * QUARTERS
        top = min(target + QUARTERS * largest, limit * largest) // unit
        pieces = piece_values([part // unit for part in self.parts], [f.divisible_into for f in self.items])
        whole = QUARTERS // gcd(unit, QUARTERS)
        low, high = -(-target // unit) - 1, target // unit + 1
        below: int | None
        above: int | None
        try:
            sums = within(pieces, top, limit, self._work, held=True)
            below, above = sums.below(low + 1, whole), sums.above(high - 1, whole)
        except TooManySumsError:
            below, above = self._nearest_of_many(pieces, low, high, whole, limit)
        return (
            None if below is None else below * unit // QUARTERS,
            None if above is None else above * unit // QUARTERS,
        )

    def _chosen(self, parts: list[int], divisions: list[int], target: int, limit: int) -> Chosen | None:
        pieces = piece_values(
            parts, [min(d, target // part) for part, d in zip(parts, divisions, strict=True)]
        )
        try:
            known = any(target >= other and limit >= most for other, most in self._crowded)
            levels = None if known else fewest(pieces, target, limit, self._work, held=True)
            if not known:
                return self._searched(parts, divisions, levels, target)
        except TooManySumsError:
            self._crowded.append((target, limit))
        if target * len(pieces) <= _MOST_BITS_A_LEVEL:
            sums = self._any_number(pieces, target)
            levels = fewest(pieces, target, limit, self._work) if sums is None or sums.has(target) else None
            if levels is None:
                return None
            count = len(levels) - 1
            try:
                return _Search(parts, divisions, levels, self._work, _MOST_TRIED).run(target, count)
            except TooManyError:
                pass
        else:
            found = self._fewest(pieces, target, limit)
            if found is None:
                return None
            count, levels = found, None
        try:
            return best_of(parts, divisions, target, count, self._work)
        except TooManyError:
            return self._searched(
                parts, divisions, levels or fewest(pieces, target, limit, self._work), target
            )

    def _searched(
        self, parts: list[int], divisions: list[int], levels: list[SubsetSums] | None, target: int
    ) -> Chosen | None:
        if levels is None:
            return None
        return _Search(parts, divisions, levels, self._work).run(target, len(levels) - 1)

    def _lacks_of(self, pieces: list[int]) -> Lacks:
        known_as = tuple(pieces)
        if known_as not in self._lacks:
            self._lacks[known_as] = Lacks(pieces, self._work)
        return self._lacks[known_as]

    def _any_number(self, pieces: list[int], target: int) -> SubsetSums | None:
        """Return the sums that any number of pieces make, up to a target and further; kept for the next dose."""
        known_as = tuple(pieces)
        top, sums = self._sums.get(known_as, (0, None))
        if target > top:
            top = 1 << target.bit_length()
            sums = any_number(pieces, top, self._work)
            self._sums[known_as] = (top, sums)
        return sums

    def _fewest(self, pieces: list[int], target: int, limit: int) -> int | None:
        def may_be() -> bool:
            sums = self._any_number(pieces, target)
            return sums is None or sums.has(target)

        return self._lacks_of(pieces).fewest(target, limit, may_be) if pieces else None

    def _is_made(self, number: int, pieces: list[int], limit: int) -> bool:
        return self._fewest(pieces[: bisect_right(pieces, number)], number, limit) is not None

    def _candidates(self, numbers: range, pieces: list[int]) -> Iterator[int]:
        """Yield some of the first numbers of a range: the nearest as they are, then what any number of pieces makes."""
        yield from numbers[:_MOST_AT_HAND]
        sums = self._any_number(pieces, max(numbers[:1], default=0) + max(pieces))
        rest = numbers[_MOST_AT_HAND:]
        yield from islice((n for n in rest if sums is None or sums.has(n)), _MOST_SCANNED)

    def _nearest_of_many(
        self, pieces: list[int], low: int, high: int, step: int, limit: int
    ) -> tuple[int | None, int | None]:
        """Return the nearest sums where they are too many to hold: they mostly lie at hand."""
        most = limit * max(pieces)
        down = range(min(low, most) // step * step, 0, -step)
        up = range(-(-high // step) * step, most + 1, step)
        below, above = (
            next((n for n in self._candidates(numbers, pieces) if self._is_made(n, pieces, limit)), None)
            for numbers in (down, up)
        )
        if (below is not None or not down) and (above is not None or not up):
            return below, above
        met = nearest_met(pieces, low, high, step, limit, self._work)
        if met.complete:
            return met.below, met.above
        made = within(pieces, min(high + QUARTERS * max(pieces), most), limit, self._work)
        return made.below(low + 1, step), made.above(high - 1, step)


def piece_values(parts: Sequence[int], divisions: Sequence[int]) -> list[int]:
    """Return what one piece, whole or cut, can hold; every value once."""
    if max(divisions, default=1) == 1:
        return sorted(set(parts))
    values = {
        part * count
        for part, division in zip(parts, divisions, strict=True)
        for count in range(1, division + 1)
    }
    return sorted(values)


_Found: TypeAlias = tuple[tuple[int, int], Chosen]
"""Products used and products that need cutting, then the choice; the number of pieces is fixed before."""


class _Search:
    """Finds, among all combinations with a given number of pieces, the one the rules prefer.

    Refused (``TooManyError``): more than ``most`` trials, where that is given.
    """

    def __init__(
        self,
        parts: list[int],
        divisions: list[int],
        levels: list[SubsetSums],
        work: Work,
        most: int | None = None,
    ) -> None:
        self._work, self._left = work, most
        self._parts, self._divisions = parts, divisions
        self._gcds = list(accumulate(reversed(parts), gcd))[::-1]
        self._levels = levels
        self._known: dict[tuple[int, int, int], _Found | None] = {}

    def run(self, target: int, pieces: int) -> Chosen:
        """Return the parts of each solid used; the caller knows that a combination exists."""
        found = self._from(0, target, pieces)
        if found is None:
            raise AssertionError(f"no combination of {pieces} pieces makes {target} units")
        return found[1]

    def _from(self, at: int, rest: int, pieces: int) -> _Found | None:
        """Return the best choice among the solids from ``at`` on that makes ``rest`` in just so many pieces."""
        if not rest or not pieces:
            return None if rest or pieces else ((0, 0), ())
        if not self._levels[pieces].has(rest):
            return None
        key = (at, rest, pieces)
        if key not in self._known:
            self._known[key] = self._best_from(at, rest, pieces)
        return self._known[key]

    def _count_down(self, trials: int) -> None:
        self._work.spend(A_TRIAL * trials)
        if self._left is not None:
            self._left -= trials
            if self._left < 0:
                raise TooManyError

    def _best_from(self, at: int, rest: int, pieces: int) -> _Found | None:
        best: _Found | None = None
        for place in range(at, len(self._parts)):
            part, division = self._parts[place], self._divisions[place]
            if rest > pieces * part * division or rest % self._gcds[place]:
                break
            # Larger strengths first and the most of each: of equal costs the first found is preferred.
            most = min(rest // part, pieces * division)
            self._count_down(most)
            for count in range(most, 0, -1):
                tail = self._from(place + 1, rest - count * part, pieces - -(-count // division))
                if tail is None:
                    continue
                cost = (tail[0][0] + 1, tail[0][1] + (count % division > 0))
                if best is None or cost < best[0]:
                    best = (cost, ((place, count), *tail[1]))
        return best
