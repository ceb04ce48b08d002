"""From one dose to what is taken.

The order of preference is the plan format's: solids within the limit of pieces; then a liquid or drops; then
solids in more pieces; else the dose cannot be measured.
"""

from __future__ import annotations

from collections.abc import Iterator
from math import gcd
from typing import TYPE_CHECKING, NamedTuple, TypeAlias

from ldn_desktop.domain.amount import NL_PER_ML
from ldn_desktop.domain.formulation import QUARTERS, Drops, Formulation, Liquid, Solid

if TYPE_CHECKING:
    from ldn_desktop.domain.work import Work

MOST_PIECES, MOST_MEASURES, MOST_DROPS = 64, 10, 100
"""Of one administration, whatever the plan allows: pieces, fillings of a syringe, drops."""


class Allowed(NamedTuple):
    """What one administration may take by a plan: ``pieces``, ``measures`` (fillings of a syringe), ``drops``."""

    pieces: int = 4
    measures: int = 2
    drops: int = 20


DEFAULT_ALLOWED = Allowed()


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

    @property
    def fillings(self) -> tuple[int, ...]:
        """Nanolitres of each filling: full ones, and what is left in the last."""
        full = self.formulation.capacity_nl
        return (*(full,) * (self.measures - 1), self.nl - full * (self.measures - 1))


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


class Limits(NamedTuple):
    """The limits that stand in the way of a dose: of ``pieces``, of ``drops``, of fillings of a ``syringe``.

    Each is ``None`` where it does not; a syringe is told by the liquid that reaches furthest with it.
    """

    pieces: int | None
    syringe: Liquid | None
    drops: int | None


class Recipes:
    """What some products make, for one dose after the other.

    Refused (``TooMuchWorkError``): doses that take more work than is left.
    """

    def __init__(
        self, formulations: tuple[Formulation, ...], allowed: Allowed, work: Work | None = None
    ) -> None:
        # Searching is loaded with the first products: without any the window opens sooner.
        from ldn_desktop.domain.solids import Solids
        from ldn_desktop.domain.work import Work

        self._formulations, self._allowed = formulations, allowed
        self._work = work or Work()
        self._solids = Solids(formulations, self._work)
        self._known: dict[int, Recipe | None] = {}
        self._near: dict[int, Nearest] = {}

    def solve(self, dose_ng: int) -> Recipe | None:
        """Return the best recipe for one dose above 0, or ``None`` where it cannot be measured."""
        if dose_ng not in self._known:
            self._work.products = self._formulations
            self._known[dose_ng] = self._solved(dose_ng)
            self._work.products = ()
        return self._known[dose_ng]

    def nearest(self, dose_ng: int) -> Nearest:
        """Return the nearest doses below and above that solids within the limit, a liquid or drops can make."""
        if dose_ng not in self._near:
            self._work.products = self._formulations
            counted = self._solids.nearest(dose_ng, self._allowed.pieces)
            self._work.products = ()
            found = [counted, *_measured_near(dose_ng, self._formulations, self._allowed)]
            below = [low for low, _ in found if low is not None]
            above = [high for _, high in found if high is not None]
            self._near[dose_ng] = Nearest(max(below, default=None), min(above, default=None))
        return self._near[dose_ng]

    def limits(self, dose_ng: int) -> Limits:
        """Return what stands in the way of a dose that cannot be measured.

        Those are the limits without which it could be made, and all of them where nothing larger can be made.
        """
        all_of_them = self.nearest(dose_ng).above_ng is None
        solid = any(
            all_of_them or dose_ng * f.divisible_into % f.strength_ng == 0
            for f in self._formulations
            if not isinstance(f, Liquid | Drops)
        )
        liquids = [
            f
            for f in self._formulations
            if isinstance(f, Liquid)
            and (all_of_them or dose_ng * NL_PER_ML % (f.concentration_ng_per_ml * f.graduation_nl) == 0)
        ]
        drops = any(
            all_of_them or dose_ng * f.drops_per_ml % f.concentration_ng_per_ml == 0
            for f in self._formulations
            if isinstance(f, Drops)
        )
        furthest = max(liquids, key=lambda f: f.capacity_nl * f.concentration_ng_per_ml, default=None)
        pieces = self._allowed.pieces if all_of_them else MOST_PIECES
        return Limits(pieces if solid else None, furthest, self._allowed.drops if drops else None)

    def _solved(self, dose_ng: int) -> Recipe | None:
        found = self._counted(dose_ng, self._allowed.pieces)
        if found is not None:
            return Recipe(found)
        measured = _measured(dose_ng, self._formulations, self._allowed)
        if measured is not None:
            return Recipe((measured,))
        found = self._counted(dose_ng, MOST_PIECES)
        return None if found is None else Recipe(found, over_limit=True)

    def _counted(self, dose_ng: int, limit: int) -> tuple[Count, ...] | None:
        found = self._solids.best(dose_ng, limit)
        return None if found is None else tuple(Count(*one) for one in found)


def solve(dose_ng: int, formulations: tuple[Formulation, ...], allowed: Allowed) -> Recipe | None:
    """Return the best recipe for one dose above 0, or ``None`` where it cannot be measured."""
    return Recipes(formulations, allowed).solve(dose_ng)


def nearest(dose_ng: int, formulations: tuple[Formulation, ...], allowed: Allowed) -> Nearest:
    """Return the nearest doses that can be made of some products; see ``Recipes.nearest``."""
    return Recipes(formulations, allowed).nearest(dose_ng)


def _measured(dose_ng: int, formulations: tuple[Formulation, ...], allowed: Allowed) -> Portion | None:
    best: tuple[int, Portion] | None = None
    for formulation in formulations:
        portion: Portion
        if isinstance(formulation, Liquid):
            nl, rest = divmod(dose_ng * NL_PER_ML, formulation.concentration_ng_per_ml)
            measures = -(-nl // formulation.capacity_nl)
            if rest or nl % formulation.graduation_nl or measures > allowed.measures:
                continue
            portion = Volume(formulation, nl, measures)
        elif isinstance(formulation, Drops):
            drops, rest = divmod(dose_ng * formulation.drops_per_ml, formulation.concentration_ng_per_ml)
            if rest or drops > allowed.drops:
                continue
            measures, portion = 1, DropCount(formulation, drops)
        else:
            continue
        if best is None or measures < best[0]:
            best = (measures, portion)
    return None if best is None else best[1]


def _measured_near(
    dose_ng: int, formulations: tuple[Formulation, ...], allowed: Allowed
) -> Iterator[tuple[int | None, int | None]]:
    for f in formulations:
        if isinstance(f, Liquid):
            most = allowed.measures * f.capacity_nl // f.graduation_nl
            yield _multiples(dose_ng, f.concentration_ng_per_ml * f.graduation_nl, NL_PER_ML, most)
        elif isinstance(f, Drops):
            yield _multiples(dose_ng, f.concentration_ng_per_ml, f.drops_per_ml, allowed.drops)


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
