"""What the findings are measured against: thresholds, severities and questions, all of them content."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from datetime import date
from types import MappingProxyType
from typing import Literal, NamedTuple

from ldn_desktop.domain.figure import Figure
from ldn_desktop.domain.finding import Finding
from ldn_desktop.domain.plan import DAILY
from ldn_desktop.domain.practice import NO_PRACTICE, Practice


class Thresholds(NamedTuple):
    """The numbers behind the findings; amounts in nanograms, volumes in nanolitres."""

    above_documented_ng: int
    above_published_ng: int
    above_typical_ng: int
    below_documented_ng: int
    steep_factor: int
    steep_rise_ng: int
    tenfold_step: int
    quick_days: int
    resume_days: int
    weight_days: int
    small_volume_nl: int
    tenfold_factors: tuple[int, ...]
    adult_years: int
    diary_weeks: int
    diary_days: int


class OpioidRule(NamedTuple):
    """How one opioid of the reference bears on the first dose.

    ``effect`` is ``interval`` (``longest_days`` without it before any dose), ``depot`` (a specialist's
    decision), ``clue`` (no opioid, but taken because one is), ``hint`` (no opioid, but one may be taken), ``review``
    (worth a look), ``duplicate`` (naltrexone itself) or ``none``. Where ``daily_days`` is not 0, daily or heavy use
    asks for that many days without it, whatever the effect else.
    """

    name: str
    effect: Literal["interval", "depot", "clue", "hint", "review", "duplicate", "none"]
    longest_days: int = 0
    daily_days: int = 0

    def under(self, use: str) -> OpioidRule:
        """Return the rule as it stands for a use, ``daily`` or empty."""
        if use == DAILY and self.daily_days:
            return OpioidRule(self.name, "interval", self.daily_days)
        return self


class MedicineRule(NamedTuple):
    """What a table of medicines knows of one of its entries beside naltrexone.

    ``severity`` is that of a finding, empty where the texts read name nothing. ``opioids`` are the ids of the opioids
    of the reference that the entry stands for. ``read_as`` is the name that a misspelt one was read as.
    """

    id: str
    severity: str = ""
    opioids: tuple[str, ...] = ()
    read_as: str = ""


class MedicineDoubt(NamedTuple):
    """Words that may mean one of several entries, or one that they only resemble: somebody has to choose.

    ``severity`` is ``blocking`` where the words name nothing but opioids and what points to one, ``warning`` where one
    may be meant, else the gravest of theirs (``info`` at least); ``meant`` are their names, ``opioids`` as in
    ``MedicineRule``.
    """

    typed: str
    meant: tuple[str, ...]
    severity: str
    opioids: tuple[str, ...] = ()


class MedicineReading(NamedTuple):
    """What a table of medicines makes of somebody's words: its entries, what is in ``doubt``, and what is ``left``.

    ``left`` are the words that it does not know.
    """

    entries: tuple[MedicineRule, ...] = ()
    left: tuple[str, ...] = ()
    doubts: tuple[MedicineDoubt, ...] = ()


class Rules(NamedTuple):
    """All that findings need besides the plan.

    ``severities`` holds each code's severity, ``questions`` the ids of the safety check in its order, ``undrawable``
    the letters of a text that no font at hand can draw, ``opioids`` the rule of each opioid by its id, ``local_texts``
    what a clinic's own rules put on paper; ``practice`` puts more there. ``medicines`` reads somebody's words for a
    medicine by the table of medicines, ``amounts`` finds the amounts and counts in a text for the patient; without it
    nothing is told of them.
    """

    thresholds: Thresholds
    severities: Mapping[str, str]
    questions: tuple[str, ...]
    undrawable: Callable[[str], str]
    opioids: Mapping[str, OpioidRule] = MappingProxyType({})
    local_texts: tuple[str, ...] = ()
    practice: Practice = NO_PRACTICE
    medicines: Callable[[str], MedicineReading] | None = None
    amounts: Callable[[str], tuple[str, ...]] | None = None

    def finding(
        self,
        code: str,
        days: tuple[date, date] | None,
        figures: Mapping[str, Figure | None] = MappingProxyType({}),
        variant: str = "",
    ) -> Finding:
        """Return a finding of a code with its severity; figures that are ``None`` are left out."""
        first, last = days or (None, None)
        known = tuple((name, value) for name, value in figures.items() if value is not None)
        return Finding(code, self.severities[code], first, last, known, variant)
