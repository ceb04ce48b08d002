"""Two computed plans side by side: their figures, what each costs where prices are known, and their days by number."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections import Counter
from collections.abc import Iterator, Sequence
from datetime import date
from itertools import groupby, pairwise
from typing import NamedTuple

from ldn_desktop.domain.administration import Step, Steps
from ldn_desktop.domain.cost import Cost, cost_at
from ldn_desktop.domain.difference import Taken, told
from ldn_desktop.domain.figures import Figures, figures_of, nameless
from ldn_desktop.domain.finding import Finding
from ldn_desktop.domain.plan import PAUSED, STOPS, Patient
from ldn_desktop.domain.practice import Pharmacy, Practice
from ldn_desktop.domain.regimen import Regimen

SAME, HIGHER, LOWER, RHYTHM, MADE, DIFFERS = "same", "higher", "lower", "rhythm", "made", "differs"
"""How the right of two plans differs from the left on some days: in the dose; in the days that have it; in nothing but
the times or the products; in both the dose and its days, so that neither is higher."""
LEFT_ONLY, RIGHT_ONLY = "left_only", "right_only"
"""Days that one of the plans does not reach and says nothing of: it is neither stopped nor paused by then."""
APART = (SAME, HIGHER, LOWER, RHYTHM, MADE, DIFFERS, LEFT_ONLY, RIGHT_ONLY)

_PLACES, _PRODUCTS = {"step", "rung"}, {"product", "one", "other"}
"""Figures of a finding that say where in a plan it stands, and those that name a product of it."""


class Span(NamedTuple):
    """Days by number, both inclusive, with the step of either plan on them; none of one that does not reach them.

    Before the first day of a plan, and behind the last of one that is stopped or paused by then, no dose is one. Days
    on end that are the ``SAME`` are one span, and may have several steps.
    """

    first: int
    last: int
    left: Steps
    right: Steps
    apart: str


class FirstApart(NamedTuple):
    """The first day, by its number, on which two plans give another dose; 0 where one gives none.

    Days behind the last of a plan count where it is stopped or paused by then; else it says nothing of them.
    """

    day: int
    left_ng: int
    right_ng: int


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

    ``spans`` follow each other from day 1 to the last of the longer plan.
    """

    left: Regimen
    right: Regimen
    figures: tuple[Figures, Figures]
    priced: tuple[Priced, ...]
    first_apart: FirstApart | None
    spans: tuple[Span, ...]

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
    ours, theirs = (_Side(side, side.first.toordinal() - 1) for side in (left, right))
    days = tuple(_days(ours, theirs))
    return Comparison(
        left=left,
        right=right,
        figures=(figures_of(left, overage), figures_of(right, overage)),
        priced=tuple(p for p in priced if p.left.total is not None or p.right.total is not None),
        first_apart=next(filter(None, (_first_apart(span, ours, theirs) for span in days)), None),
        spans=tuple(_joined(days)),
    )


def dated_spans(left: Regimen, right: Regimen) -> tuple[Span, ...]:
    """Return the days of two plans by the calendar: the numbers of the spans are ordinals of dates."""
    return tuple(_joined(tuple(_days(_Side(left, 0), _Side(right, 0)))))


class _Side(NamedTuple):
    """A plan, and the ordinal of the day before the one that is counted as 1."""

    regimen: Regimen
    before: int

    def on(self, day: int) -> Step | None:
        """Return the step that holds a day by its number."""
        ordinal, steps = self.before + day, self.regimen.steps
        if not _begins(steps[0]) <= ordinal <= self.regimen.ends.toordinal():
            return None
        return steps[bisect_right(steps, ordinal, key=_begins) - 1]

    def silent(self, day: int) -> bool:
        """Whether a plan says nothing of a day that it does not reach."""
        behind = self.before + day > self.regimen.ends.toordinal()
        return behind and self.regimen.after not in {STOPS, PAUSED}

    def dosed(self, step: Step | None, first: int, last: int) -> Sequence[int]:
        """Return the numbers of the days with a dose of a step between two of them."""
        if step is None:
            return ()
        numbers, before = step.phase.dose_days().numbers, self.before
        low, high = bisect_left(numbers, first + before), bisect_right(numbers, last + before)
        return [number - before for number in numbers[low:high]]


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


def _days(left: _Side, right: _Side) -> Iterator[Span]:
    """Yield the days on which neither plan changes its step."""
    starts, ends = set[int](), set[int]()
    for side in (left, right):
        starts |= {_begins(step) - side.before for step in side.regimen.steps}
        ends.add(side.regimen.ends.toordinal() - side.before)
    edges = sorted(starts | {end + 1 for end in ends})
    for first, following in pairwise(edges):
        last = following - 1
        one, other = left.on(first), right.on(first)
        was, now = left.dosed(one, first, last), right.dosed(other, first, last)
        if one is not None and other is not None:
            apart = _apart(one, other, was, now)
        elif (one or other) and (left if one is None else right).silent(first):
            apart = LEFT_ONLY if other is None else RIGHT_ONLY
        else:
            apart = LOWER if was else HIGHER if now else SAME
        yield Span(first, last, _listed(one), _listed(other), apart)


def _begins(step: Step) -> int:
    return step.phase.first.toordinal()


def _listed(step: Step | None) -> Steps:
    return () if step is None else (step,)


def _apart(before: Step, after: Step, was: Sequence[int], now: Sequence[int]) -> str:
    """Tell how steps differ on days, of which those of ``was`` and ``now`` have a dose."""
    old, new = before.phase.dose_ng, after.phase.dose_ng
    if old != new:
        # A pause is lower than any dose, whatever the days of that.
        if old and new and was != now:
            return DIFFERS
        return HIGHER if new > old else LOWER
    if was != now:
        return RHYTHM
    return SAME if told(Taken(old, before.takes)) == told(Taken(new, after.takes)) else MADE


def _first_apart(span: Span, left: _Side, right: _Side) -> FirstApart | None:
    unplanned = left if not span.left else right if not span.right else None
    if unplanned is not None and unplanned.silent(span.first):
        return None
    one, other = (
        {day: step.phase.dose_ng for step in steps for day in side.dosed(step, span.first, span.last)}
        for steps, side in ((span.left, left), (span.right, right))
    )
    day = min((day for day in one.keys() | other.keys() if one.get(day) != other.get(day)), default=None)
    return None if day is None else FirstApart(day, one.get(day, 0), other.get(day, 0))


def _joined(spans: tuple[Span, ...]) -> Iterator[Span]:
    """Yield the spans, those on which both plans are the same as one; days behind the last of one stand alone."""
    for same, group in groupby(spans, lambda span: span.apart == SAME and bool(span.left and span.right)):
        run = list(group)
        if not same:
            yield from run
            continue
        yield Span(
            run[0].first,
            run[-1].last,
            tuple(dict.fromkeys(step for span in run for step in span.left)),
            tuple(dict.fromkeys(step for span in run for step in span.right)),
            SAME,
        )
