"""Two computed plans side by side: their figures, what each costs where prices are known, and their days by number."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Sequence
from datetime import date
from typing import NamedTuple

from ldn_desktop.domain.cost import Cost, cost_at
from ldn_desktop.domain.days_apart import (
    CONDITION,
    FOLLOWS,
    LEFT_ONLY,
    MADE,
    RIGHT_ONLY,
    SAME,
    Days,
    days_of,
    dose_apart,
)
from ldn_desktop.domain.figures import Figures, figures_of, nameless
from ldn_desktop.domain.finding import Finding
from ldn_desktop.domain.plan import Patient
from ldn_desktop.domain.practice import Pharmacy, Practice
from ldn_desktop.domain.regimen import Regimen

_NO_OTHER_DOSE = frozenset({SAME, MADE, CONDITION, LEFT_ONLY, RIGHT_ONLY})
_PLACES, _PRODUCTS = {"step", "rung"}, {"product", "one", "other"}
"""Figures of a finding that say where in a plan it stands, and those that name a product of it."""


class FirstApart(NamedTuple):
    """The first day, by its number, on which two plans give another dose; 0 where one gives none.

    Days of which one of them says nothing do not count.
    """

    day: int
    left_ng: int
    right_ng: int

    @property
    def apart(self) -> str:
        """How the right dose differs."""
        return dose_apart(self.left_ng, self.right_ng)


class Priced(NamedTuple):
    """What both plans cost at a pharmacy."""

    pharmacy: Pharmacy
    left: Cost
    right: Cost


class OneSided(NamedTuple):
    """The findings that one of two plans has and the other has not, by their codes, variants and figures."""

    left: tuple[Finding, ...]
    right: tuple[Finding, ...]


class Comparison(NamedTuple):
    """Two plans, nothing of which is changed. ``priced`` are the pharmacies that have every price of one at least.

    ``days`` are counted from the first of either, and follow each other to the last of the longer plan; behind it are
    those on which both go on with something else.
    """

    left: Regimen
    right: Regimen
    figures: tuple[Figures, Figures]
    priced: tuple[Priced, ...]
    first_apart: FirstApart | None
    days: tuple[Days, ...]

    @property
    def one_sided(self) -> OneSided:
        """The findings of one plan alone; their days do not matter, for two plans may begin on different ones."""
        left, right = ([(_kind(f, side), f) for f in side.findings] for side in (self.left, self.right))
        return OneSided(tuple(_beyond(left, right)), tuple(_beyond(right, left)))

    @property
    def one_person(self) -> bool:
        """Whether nothing says that the plans are of two persons: what one of them leaves empty says nothing."""
        pairs = zip(*(_known(side.plan.patient) for side in (self.left, self.right)), strict=True)
        return all(not one or not other or one == other for one, other in pairs)


def compare(left: Regimen, right: Regimen, practice: Practice) -> Comparison:
    """Set two plans beside each other, with what they cost at the pharmacies of a practice."""
    overage = practice.overage_percent
    priced = (
        Priced(pharmacy, *(cost_at(pharmacy, side.supply.fills, overage) for side in (left, right)))
        for pharmacy in practice.pharmacies
    )
    days = tuple(days for days in days_of(left, right, by_number=True) if days.apart != FOLLOWS)
    return Comparison(
        left=left,
        right=right,
        figures=(figures_of(left, overage), figures_of(right, overage)),
        priced=tuple(p for p in priced if p.left.total is not None or p.right.total is not None),
        first_apart=next(filter(None, map(_first_apart, days)), None),
        days=days,
    )


def _known(patient: Patient) -> tuple[object, ...]:
    """Return what tells a patient from another, however it is spaced and spelt in capitals."""
    name, number = (" ".join(text.split()).casefold() for text in (patient.name, patient.identifier))
    return name, patient.birth_date, number


def _kind(finding: Finding, side: Regimen) -> tuple[object, ...]:
    """Return what a finding says whatever its days, its step and the ids that the plan gives its products."""
    products = {product.id: nameless(product) for product in side.products}
    figures = frozenset(
        (name, products.get(value, value) if isinstance(value, str) and name in _PRODUCTS else value)
        for name, value in finding.figures
        if name not in _PLACES and not isinstance(value, date)
    )
    return finding.code, finding.variant, finding.severity, finding.overridden is None, figures


def _beyond(
    ours: Sequence[tuple[object, Finding]], theirs: Sequence[tuple[object, Finding]]
) -> Iterator[Finding]:
    """Yield the findings of a plan that the other has not, or not as often."""
    matched = Counter(kind for kind, _ in theirs)
    for kind, finding in ours:
        if matched[kind]:
            matched[kind] -= 1
        else:
            yield finding


def _first_apart(days: Days) -> FirstApart | None:
    if days.apart in _NO_OTHER_DOSE:
        return None
    one, other = (dict.fromkeys(given.days, given.dose_ng) for given in (days.left[0], days.right[0]))
    day = min((day for day in one.keys() | other.keys() if one.get(day) != other.get(day)), default=None)
    return None if day is None else FirstApart(day, one.get(day, 0), other.get(day, 0))
