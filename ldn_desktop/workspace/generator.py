"""The numbers from which the ladder table is filled: start, step, target, interval; linear or proportional."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from contextlib import suppress
from math import gcd
from types import MappingProxyType
from typing import Literal, NamedTuple

from ldn_desktop.domain.amount import FACTOR_SCALE
from ldn_desktop.domain.ladder import MOST_DAYS, Ladder, LadderError, geometric, linear

Mode = Literal["linear", "proportional", "table"]
MODES: tuple[Mode, ...] = ("linear", "proportional", "table")
"""A factor is kept as a whole number of thousandths."""
_FEWEST_STEPS, _MOST_STEPS = 3, 100
"""Any two doses have a factor; three say that it is one. Of very many, no factor is looked for."""
_TYPED = 50
"""Thousandths: factors as people type them are whole numbers of these."""
NAMES: Mapping[str, str] = MappingProxyType(
    {
        "start_ng": "Start",
        "step_ng": "Step",
        "factor_thousandths": "Factor",
        "round_to_ng": "Round to",
        "target_ng": "Target",
        "every": "Every",
        "maintenance": "Then keep for",
    }
)
"""What the form calls each number."""
_ENDS = ("start_ng", "target_ng", "every", "maintenance")
FIELDS: Mapping[Mode, tuple[str, ...]] = MappingProxyType(
    {
        "linear": (*_ENDS, "step_ng"),
        "proportional": (*_ENDS, "factor_thousandths", "round_to_ng"),
        "table": (),
    }
)
"""The numbers that each mode shows."""
_ROUNDED_TO = (1_000, 1)
"""Nanograms: what proportional ladders are rounded to where their doses share nothing larger."""


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
    def missing(self) -> tuple[str, ...]:
        """The numbers that its mode needs and that are not there."""
        # A dose that is kept from the first day on has no step.
        kept = self.start_ng == self.target_ng
        needed = (name for name in FIELDS[self.mode] if not (kept and name == "step_ng"))
        return tuple(name for name in needed if getattr(self, name) is None)

    @property
    def complete(self) -> bool:
        """Tell whether everything its mode needs is there."""
        return self.mode != "table" and not self.missing

    def blamed(self) -> str:
        """Return the number to be corrected where all of them together make no ladder."""
        if not self.start_ng or not self.target_ng:
            return "start_ng" if not self.start_ng else "target_ng"
        days = (name for name in ("every", "maintenance") if not 1 <= (getattr(self, name) or 0) <= MOST_DAYS)
        if name := next(days, ""):
            return name
        if self.mode == "linear":
            return "step_ng"
        return "factor_thousandths" if self.round_to_ng else "round_to_ng"

    def with_number(self, name: str, number: int | None) -> Generator:
        """Return the same with another number. Refused (``KeyError``): a name that is none of ``NAMES``."""
        if name not in NAMES:
            raise KeyError(name)
        return Generator(**{**self._asdict(), name: number})

    def ladder(self) -> Ladder | None:
        """Return the ladder, or ``None`` while something is missing. Refused: what ``domain.ladder`` refuses."""
        if not self.complete:
            return None
        start, target, every, keep = (getattr(self, name) or 0 for name in _ENDS)
        if self.mode == "proportional":
            return geometric(
                start,
                self.factor_thousandths or 0,
                self.round_to_ng or 0,
                target,
                every=every,
                maintenance=keep,
            )
        if start == target:
            return linear(start, self.step_ng or start, target, every=every, maintenance=keep)
        return linear(start, self.step_ng or 0, target, every=every, maintenance=keep)


def recognised(ladder: Ladder) -> Generator:
    """Return numbers that make just this ladder, linear before proportional, or the table where none do.

    A plan file holds steps, not the numbers they were made from; other numbers that make the same steps are as good.
    """
    first, last = ladder[0], ladder[-1]
    for found in (*_linear(ladder), *_proportional(ladder)):
        with suppress(LadderError):
            if found.ladder() == ladder:
                return found
    days = {rung.days for rung in ladder[:-1]}
    every = days.pop() if len(days) == 1 else None
    return Generator("table", first.dose_ng, None, last.dose_ng, None, None, every, last.days)


def _linear(ladder: Ladder) -> Iterator[Generator]:
    first, last = ladder[0], ladder[-1]
    step = ladder[1].dose_ng - first.dose_ng if len(ladder) > 1 else None
    yield Generator("linear", first.dose_ng, step, last.dose_ng, None, None, first.days, last.days)


def _proportional(ladder: Ladder) -> Iterator[Generator]:
    """Yield factors near those of the ladder's own steps, each with the amounts that its doses may be rounded to."""
    first, last = ladder[0], ladder[-1]
    climbed = [rung.dose_ng for rung in ladder[:-1]]
    if not _FEWEST_STEPS <= len(climbed) <= _MOST_STEPS:
        return
    # All steps together say the factor best: each alone was rounded.
    mean = (climbed[-1] / climbed[0]) ** (1 / (len(climbed) - 1))
    near = (mean, climbed[-1] / climbed[-2], climbed[1] / climbed[0])
    for factor in dict.fromkeys(map(_typed, near)):
        if factor <= FACTOR_SCALE:
            continue
        for round_to in dict.fromkeys((gcd(*climbed), *_ROUNDED_TO)):
            yield Generator(
                "proportional", first.dose_ng, None, last.dose_ng, factor, round_to, first.days, last.days
            )


def _typed(factor: float) -> int:
    """Return the factor in thousandths that somebody would type: a table made by hand shall not get one of 1.98."""
    return round(factor * FACTOR_SCALE / _TYPED) * _TYPED
