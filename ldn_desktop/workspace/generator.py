"""The numbers from which the ladder table is filled: start, step, target, interval; linear or proportional."""

from __future__ import annotations

from fractions import Fraction
from typing import Literal, NamedTuple

from ldn_desktop.domain.ladder import Ladder, geometric, linear

Mode = Literal["linear", "proportional", "table"]
MODES: tuple[Mode, ...] = ("linear", "proportional", "table")
FACTOR_SCALE = 1000
"""A factor is kept as a whole number of thousandths."""


class Generator(NamedTuple):
    """What the form of the titration holds; ``None`` where nothing is typed yet. Amounts in nanograms."""

    mode: Mode = "linear"
    start_ng: int | None = None
    step_ng: int | None = None
    target_ng: int | None = None
    factor_thousandths: int | None = None
    round_to_ng: int | None = None
    every: int | None = None
    maintenance: int | None = None

    @property
    def complete(self) -> bool:
        """Tell whether everything its mode needs is there."""
        needed = [self.start_ng, self.target_ng, self.every, self.maintenance]
        if self.mode == "proportional":
            needed += [self.factor_thousandths, self.round_to_ng]
        elif self.start_ng != self.target_ng:
            # A dose that is kept from the first day on has no step.
            needed += [self.step_ng]
        return self.mode != "table" and None not in needed

    def with_amount(self, name: str, ng: int | None) -> Generator:
        """Return the numbers with another amount: ``start_ng``, ``step_ng``, ``target_ng`` or ``round_to_ng``."""
        match name:
            case "start_ng":
                return self._replace(start_ng=ng)
            case "step_ng":
                return self._replace(step_ng=ng)
            case "target_ng":
                return self._replace(target_ng=ng)
            case "round_to_ng":
                return self._replace(round_to_ng=ng)
        raise KeyError(name)

    def ladder(self) -> Ladder | None:
        """Return the ladder, or ``None`` while something is missing. Refused: what ``domain.ladder`` refuses."""
        if not self.complete:
            return None
        start, target, every, keep = (value or 0 for value in self._common())
        if self.mode == "proportional":
            factor = Fraction(self.factor_thousandths or 0, FACTOR_SCALE)
            return geometric(start, factor, self.round_to_ng or 0, target, every=every, maintenance=keep)
        if start == target:
            return linear(start, self.step_ng or start, target, every=every, maintenance=keep)
        return linear(start, self.step_ng or 0, target, every=every, maintenance=keep)

    def _common(self) -> tuple[int | None, ...]:
        return self.start_ng, self.target_ng, self.every, self.maintenance


def recognised(ladder: Ladder) -> Generator:
    """Return the linear numbers that make a ladder, or the table where none do."""
    first, last = ladder[0], ladder[-1]
    if len(ladder) > 1:
        step = ladder[1].dose_ng - first.dose_ng
        if step > 0 and first.dose_ng < last.dose_ng:
            found = Generator("linear", first.dose_ng, step, last.dose_ng, None, None, first.days, last.days)
            if found.ladder() == ladder:
                return found
    days = {rung.days for rung in ladder[:-1]}
    every = days.pop() if len(days) == 1 else None
    return Generator("table", first.dose_ng, None, last.dose_ng, None, None, every, last.days)
