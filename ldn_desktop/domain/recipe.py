"""From one dose to what is taken: exact, exhaustive, never greedy.

The order of preference is the plan format's: solids within the limit of pieces; then a liquid or drops; then
solids in more pieces; else the dose cannot be measured. Sums of solids are held as bit sets (bit *n* is set
when *n* units can be made), so the search for the fewest pieces is complete and still takes microseconds.
"""

from __future__ import annotations

from itertools import accumulate
from math import gcd
from typing import NamedTuple, TypeAlias

from ldn_desktop.domain.amount import NL_PER_ML
from ldn_desktop.domain.formulation import QUARTERS, Capsule, Drops, Formulation, Liquid, Solid, Tablet
from ldn_desktop.domain.sums import Sums, fewest, within

MOST_PIECES = 64
MOST_DROPS = 20
MOST_MEASURES = 2


class Count(NamedTuple):
    """So many ``quarters`` of a piece of one solid."""

    formulation: Solid
    quarters: int

    @property
    def pieces(self) -> int:
        """Pieces in the hand: every started part counts as one."""
        return -(-self.quarters // QUARTERS)


class Volume(NamedTuple):
    """So many nanolitres of one liquid, in ``measures`` fillings of its syringe."""

    formulation: Liquid
    nl: int
    measures: int


class DropCount(NamedTuple):
    """So many drops of one liquid."""

    formulation: Drops
    drops: int


Portion: TypeAlias = Count | Volume | DropCount


class Recipe(NamedTuple):
    """What makes one dose exactly; ``over_limit`` says that it needs more pieces than the plan allows."""

    portions: tuple[Portion, ...]
    over_limit: bool = False

    @property
    def pieces(self) -> int:
        """Pieces of solids in it; 0 for a liquid or drops."""
        return sum(p.pieces for p in self.portions if isinstance(p, Count))


class Nearest(NamedTuple):
    """The nearest doses, in nanograms, that can be made within the limit; ``None`` where there is none."""

    below_ng: int | None
    above_ng: int | None


def solve(dose_ng: int, formulations: tuple[Formulation, ...], max_pieces: int) -> Recipe | None:
    """Return the best recipe for one dose above 0, or ``None`` where it cannot be measured."""
    solids = _Solids(formulations)
    found = solids.best(dose_ng, max_pieces)
    if found is not None:
        return Recipe(found)
    measured = _measured(dose_ng, formulations)
    if measured is not None:
        return Recipe((measured,))
    found = solids.best(dose_ng, MOST_PIECES)
    return None if found is None else Recipe(found, over_limit=True)


def nearest(dose_ng: int, formulations: tuple[Formulation, ...], max_pieces: int) -> Nearest:
    """Return the nearest doses below and above that solids within the limit, a liquid or drops can make."""
    below: list[int] = []
    above: list[int] = []
    for low, high in _neighbours(dose_ng, formulations, max_pieces):
        below += [low] if low is not None else []
        above += [high] if high is not None else []
    return Nearest(max(below, default=None), min(above, default=None))


class _Solids:
    """The solids among some formulations, from the largest strength down, with the parts each divides into."""

    def __init__(self, formulations: tuple[Formulation, ...]) -> None:
        solids = [f for f in formulations if isinstance(f, Capsule | Tablet)]
        self.items = sorted(solids, key=lambda f: -f.strength_ng)
        # A part is counted in quarters of a nanogram, so that a quarter of an odd strength stays whole.
        self.parts = [f.strength_ng * QUARTERS // f.divisible_into for f in self.items]

    def best(self, dose_ng: int, limit: int) -> tuple[Count, ...] | None:
        """Return the best combination of at most ``limit`` pieces that makes the dose, or ``None``."""
        target = dose_ng * QUARTERS
        if not self.items or target > limit * self.items[0].strength_ng * QUARTERS:
            return None
        unit = gcd(*self.parts)
        if target % unit:
            return None
        levels = fewest(self.piece_values(unit), target // unit, limit)
        if levels is None:
            return None
        chosen = _Search(self, unit, levels).run(target // unit, len(levels) - 1)
        return tuple(
            Count(self.items[place], parts * QUARTERS // self.items[place].divisible_into)
            for place, parts in chosen
        )

    def piece_values(self, unit: int) -> list[int]:
        """Return what one piece, whole or cut, can hold, in units; every value once."""
        values = {
            part * count // unit
            for item, part in zip(self.items, self.parts, strict=True)
            for count in range(1, item.divisible_into + 1)
        }
        return sorted(values)


_Chosen: TypeAlias = tuple[tuple[int, int], ...]
"""Solids by their place, each with its number of parts."""

_Found: TypeAlias = tuple[tuple[int, int], _Chosen]
"""Products used and products that need cutting, then the choice; the number of pieces is fixed before."""


class _Search:
    """Finds, among all combinations with a given number of pieces, the one the rules prefer."""

    def __init__(self, solids: _Solids, unit: int, levels: list[Sums]) -> None:
        self._divisions = [item.divisible_into for item in solids.items]
        self._parts = [part // unit for part in solids.parts]
        self._gcds = list(accumulate(reversed(self._parts), gcd))[::-1]
        self._levels = levels
        self._known: dict[tuple[int, int, int], _Found | None] = {}

    def run(self, target: int, pieces: int) -> _Chosen:
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

    def _best_from(self, at: int, rest: int, pieces: int) -> _Found | None:
        best: _Found | None = None
        for place in range(at, len(self._parts)):
            part, division = self._parts[place], self._divisions[place]
            if rest > pieces * part * division or rest % self._gcds[place]:
                break
            # Larger strengths first and the most of each: of equal costs the first found is preferred.
            for count in range(min(rest // part, pieces * division), 0, -1):
                tail = self._from(place + 1, rest - count * part, pieces - -(-count // division))
                if tail is None:
                    continue
                cost = (tail[0][0] + 1, tail[0][1] + (count % division > 0))
                if best is None or cost < best[0]:
                    best = (cost, ((place, count), *tail[1]))
        return best


def _measured(dose_ng: int, formulations: tuple[Formulation, ...]) -> Portion | None:
    best: tuple[int, Portion] | None = None
    for formulation in formulations:
        portion: Portion
        if isinstance(formulation, Liquid):
            nl, rest = divmod(dose_ng * NL_PER_ML, formulation.concentration_ng_per_ml)
            measures = -(-nl // formulation.capacity_nl)
            if rest or nl % formulation.graduation_nl or measures > MOST_MEASURES:
                continue
            portion = Volume(formulation, nl, measures)
        elif isinstance(formulation, Drops):
            drops, rest = divmod(dose_ng * formulation.drops_per_ml, formulation.concentration_ng_per_ml)
            if rest or drops > MOST_DROPS:
                continue
            measures, portion = 1, DropCount(formulation, drops)
        else:
            continue
        if best is None or measures < best[0]:
            best = (measures, portion)
    return None if best is None else best[1]


def _neighbours(
    dose_ng: int, formulations: tuple[Formulation, ...], max_pieces: int
) -> list[tuple[int | None, int | None]]:
    found = [_solid_neighbours(dose_ng, _Solids(formulations), max_pieces)]
    for f in formulations:
        if isinstance(f, Liquid):
            most = MOST_MEASURES * f.capacity_nl // f.graduation_nl
            found.append(_multiples(dose_ng, f.concentration_ng_per_ml * f.graduation_nl, NL_PER_ML, most))
        elif isinstance(f, Drops):
            found.append(_multiples(dose_ng, f.concentration_ng_per_ml, f.drops_per_ml, MOST_DROPS))
    return found


def _multiples(dose_ng: int, numerator: int, denominator: int, most: int) -> tuple[int | None, int | None]:
    """Neighbours among whole multiples 1 … ``most`` of numerator/denominator that are whole nanograms."""
    step = denominator // gcd(numerator, denominator)
    size = numerator * step // denominator
    top = most // step
    low, exact = divmod(dose_ng, size)
    low -= not exact
    low = min(low, top)
    high = dose_ng // size + 1
    return (low * size if low > 0 else None), (high * size if high <= top else None)


def _solid_neighbours(dose_ng: int, solids: _Solids, limit: int) -> tuple[int | None, int | None]:
    if not solids.items:
        return None, None
    # Only sums of whole nanograms count. Of any four pieces some hold a whole number together, so taking
    # those away from a larger sum shows that the nearest above lies within four of the largest pieces.
    unit = gcd(*solids.parts)
    largest = solids.items[0].strength_ng * QUARTERS
    target = dose_ng * QUARTERS
    top = min(target + QUARTERS * largest, limit * largest) // unit
    sums = within(solids.piece_values(unit), top, limit)
    whole = QUARTERS // gcd(unit, QUARTERS)
    below, above = sums.below(-(-target // unit), whole), sums.above(target // unit, whole)
    return (
        None if below is None else below * unit // QUARTERS,
        None if above is None else above * unit // QUARTERS,
    )
