"""What a finding is: a code, how severe, which days, the figures behind it. Its words are content."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING, Final, NamedTuple

if TYPE_CHECKING:
    from ldn_desktop.domain.figure import Figure

BLOCKING: Final = "blocking"
WARNING: Final = "warning"
CAUTION: Final = "caution"
INFO: Final = "info"
SEVERITIES: Final = (BLOCKING, WARNING, CAUTION, INFO)
"""From the most to the least severe."""


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
