"""Days on which no dose may be taken after an opioid, where the plan has one on them."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from datetime import date
from typing import NamedTuple

from ldn_desktop.domain.regimen import Regimen
from ldn_desktop.reference.words.wording import counted, short_date, weekday_date


class OpioidFree(NamedTuple):
    """From the last dose of an opioid, by its name, up to and not including ``earliest``; ``overridden`` or not."""

    opioid: str
    last_dose: date
    earliest: date
    overridden: bool = False

    @property
    def sentences(self) -> tuple[str, str]:
        """Say it on one line of a calendar, in full and where there is less room."""
        days = counted((self.earliest - self.last_dose).days, "day")
        brief = f"no dose before {short_date(self.earliest)}"
        if self.overridden:
            brief = f"overridden until {short_date(self.earliest)}"
        return f"{self.opioid}, last dose {weekday_date(self.last_dose)} · {days} without it: {brief}", brief


def opioid_free(regimen: Regimen, name_of: Callable[[str], str]) -> tuple[OpioidFree, ...]:
    """Return the intervals that doses of a plan lie in; ``name_of`` gives an opioid's name for its id."""
    return tuple(_intervals(regimen, name_of))


def _intervals(regimen: Regimen, name_of: Callable[[str], str]) -> Iterator[OpioidFree]:
    for finding in regimen.findings:
        opioid, last_dose = finding.figure("opioid"), finding.figure("last_dose")
        earliest = finding.figure("earliest")
        if isinstance(opioid, str) and isinstance(last_dose, date) and isinstance(earliest, date):
            yield OpioidFree(name_of(opioid), last_dose, earliest, finding.overridden is not None)
