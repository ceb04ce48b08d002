"""What a finding is: a code, how severe, which days, the figures behind it. Its words are content."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import Final, NamedTuple, TypeAlias

BLOCKING: Final = "blocking"
WARNING: Final = "warning"
CAUTION: Final = "caution"
INFO: Final = "info"
SEVERITIES: Final = (BLOCKING, WARNING, CAUTION, INFO)
"""From the most to the least severe."""


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


class Finding(NamedTuple):
    """Something about a plan that a clinician must or should know.

    ``first`` and ``last`` are the days concerned, ``None`` where it concerns no days. ``variant`` tells which
    of a code's sentences applies. ``figures`` are what the sentence names. ``overridden`` holds the
    clinician's reason where a blocking finding is overruled.
    """

    code: str
    severity: str
    first: date | None
    last: date | None
    figures: tuple[tuple[str, Figure], ...] = ()
    variant: str = ""
    overridden: str | None = None

    def figure(self, name: str) -> Figure | None:
        """Return a figure by name, or ``None`` where the finding has none of that name."""
        return dict(self.figures).get(name)

    @property
    def blocks(self) -> bool:
        """Tell whether documents for the patient must wait."""
        return self.severity == BLOCKING and self.overridden is None
