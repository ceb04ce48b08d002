"""The figures behind a finding: equal only where they are of one kind."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import TypeAlias


@dataclass(frozen=True, slots=True)
class Dose:
    """A figure of a finding that is an amount, in nanograms; ``time`` where it is that of one time of the day."""

    ng: int
    time: str = ""


@dataclass(frozen=True, slots=True)
class Millilitres:
    """A figure of a finding that is a volume, in nanolitres."""

    nl: int


@dataclass(frozen=True, slots=True)
class Deviation:
    """How far a dose lies from the one wanted, as an exact fraction of it: ``off_ng`` of ``wanted_ng``."""

    off_ng: int
    wanted_ng: int

    def tenths_of_percent(self) -> int:
        """Return the deviation in tenths of a per cent, rounded half away from zero; its sign is kept."""
        size = (2 * abs(self.off_ng) * 1000 + self.wanted_ng) // (2 * self.wanted_ng)
        return size if self.off_ng >= 0 else -size


Figure: TypeAlias = Dose | Millilitres | Deviation | date | int | str | tuple[str, ...]
