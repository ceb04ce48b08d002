"""What a computed plan asks of whoever takes and fetches it, in exact figures."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from fractions import Fraction
from itertools import takewhile
from typing import NamedTuple

from ldn_desktop.domain.amount import NL_PER_ML
from ldn_desktop.domain.course import entered_on
from ldn_desktop.domain.finding import SEVERITIES
from ldn_desktop.domain.formulation import QUARTERS, Drops, Formulation, Liquid, strength_text
from ldn_desktop.domain.handing_out import handed_out
from ldn_desktop.domain.ladder import ON_DATE
from ldn_desktop.domain.phase import MAINTENANCE
from ldn_desktop.domain.plan import PAUSED
from ldn_desktop.domain.recipe import Count, Portion, Volume
from ldn_desktop.domain.regimen import Regimen
from ldn_desktop.domain.supply import Fill
from ldn_desktop.domain.use import portion_units, uses_of

PIECES, VOLUME, DROPS = "pieces", "volume", "drops"
"""What is taken of products: pieces in the hand (every started part counts as one), nanolitres, drops."""
TAKEN = (PIECES, VOLUME, DROPS)


class ADay(NamedTuple):
    """What is taken on one day of a kind: the ``most``, and ``all`` of it over the ``days`` that take any."""

    most: int
    all: int
    days: int

    @property
    def mean(self) -> Fraction:
        """What is taken on such a day on average."""
        return Fraction(self.all, self.days)


class Handed(NamedTuple):
    """What is handed out of one product, without an id: in how many ``fills``, the exact need, and what is left over.

    ``need`` and ``left`` are in the units of ``Quantity``. ``left`` is what the pharmacy hands out, with whole pieces
    and overage, less what is taken.
    """

    product: Formulation
    fills: int
    need: int
    left: int


class Unmeasured(NamedTuple):
    """A daily dose that cannot be measured, wholly or in part, and on how many days."""

    dose_ng: int
    days: int


class Figures(NamedTuple):
    """The figures of one plan; days are numbered from 1, that of the first day of the course.

    ``target_ng`` is the dose of maintenance, of a plan that has none that of the last rung; ``target_day`` the first
    day with it from which on no other dose comes before that step, ``None`` where none is. ``highest_ng`` is the
    highest dose of a day, 0 and ``last_day`` ``None`` where no day has a dose. ``taken`` holds those of ``TAKEN`` that
    are taken; ``collections`` are days on which something is fetched; ``findings`` how many each of ``SEVERITIES`` has.
    ``waits_from`` is the first day of a step that is reached on a condition, ``None`` where all go by date; ``halted``
    tells that a change stopped or paused the plan.
    """

    target_ng: int
    target_day: int | None
    last_day: int | None
    highest_ng: int
    days: int
    dose_days: int
    after: str
    taken: dict[str, ADay]
    cut_days: int
    strengths: int
    collections: int
    handed: tuple[Handed, ...]
    unmeasured: tuple[Unmeasured, ...]
    findings: tuple[int, ...]
    waits_from: int | None
    halted: bool

    def is_earliest(self, day: int) -> bool:
        """Tell whether a planned day may come later: it lies on or behind a step that waits, before any halt."""
        waits = self.waits_from is not None and day >= self.waits_from
        return waits and not (self.halted and day >= (self.last_day or 0))


def figures_of(regimen: Regimen, overage_percent: int) -> Figures:
    """Return the figures of a plan; of a liquid the pharmacy hands out so many per cent more than the need."""
    dosed = [step for step in regimen.steps if step.phase.dose_days()]
    target_ng, target_day = _target(regimen)
    unmeasured: dict[int, int] = {}
    for step in dosed:
        if any(take.recipe is None for take in step.takes):
            dose = step.phase.dose_ng
            unmeasured[dose] = unmeasured.get(dose, 0) + len(step.phase.dose_days())
    handed = tuple(_handed(regimen, overage_percent))
    return Figures(
        target_ng=target_ng,
        target_day=target_day,
        last_day=_number(regimen, regimen.last_dose.toordinal()) if dosed else None,
        highest_ng=max((step.phase.dose_ng for step in dosed), default=0),
        days=(regimen.ends - regimen.first).days + 1,
        dose_days=sum(len(step.phase.dose_days()) for step in dosed),
        after=regimen.after,
        taken=_taken(regimen),
        cut_days=_cut_days(regimen),
        strengths=len({strength_text(entry.product) for entry in handed}),
        collections=len({fill.first for fill in regimen.supply.fills}),
        handed=handed,
        unmeasured=tuple(Unmeasured(*entry) for entry in sorted(unmeasured.items())),
        findings=tuple(
            sum(finding.severity == severity for finding in regimen.findings) for severity in SEVERITIES
        ),
        waits_from=_waits_from(regimen),
        halted=regimen.plan.stopped or regimen.after == PAUSED,
    )


def nameless(product: Formulation) -> Formulation:
    """Return a product by what it is alone: two plans call the same by different ids."""
    return replace(product, id="")


def _number(regimen: Regimen, ordinal: int) -> int:
    return ordinal - regimen.first.toordinal() + 1


def _target(regimen: Regimen) -> tuple[int, int | None]:
    kept = [step.phase for step in regimen.steps if step.phase.kind == MAINTENANCE]
    last = len(regimen.plan.ladder) - 1
    phases = kept or [s.phase for s in regimen.steps if s.phase.rung == last and s.phase.dose_ng]
    if not phases:
        return regimen.plan.ladder[last].dose_ng, None
    dose, begins = phases[0].dose_ng, phases[0].first
    # Steps before that give the same dose, in another rhythm or at other times, reached it already.
    before = takewhile(
        lambda phase: phase.dose_ng == dose,
        (s.phase for s in reversed(regimen.steps) if s.phase.first < begins),
    )
    phases = [*reversed([*before]), *phases]
    days = next((days for phase in phases if (days := phase.dose_days())), None)
    return dose, None if days is None else _number(regimen, days.numbers[0])


def _waits_from(regimen: Regimen) -> int | None:
    conditions = entered_on(regimen.course, regimen.plan.ladder)
    phases = zip(regimen.course, conditions, strict=True)
    waiting = next((phase for phase, condition in phases if condition != ON_DATE), None)
    return None if waiting is None else _number(regimen, waiting.first.toordinal())


def _taken(regimen: Regimen) -> dict[str, ADay]:
    found: dict[str, ADay] = {}
    for step in regimen.steps:
        days = len(step.phase.dose_days())
        daily: dict[str, int] = {}
        for take in step.takes if days else ():
            for portion in take.recipe.portions if take.recipe else ():
                kind, units = _in_hand(portion)
                daily[kind] = daily.get(kind, 0) + units
        for kind, units in daily.items():
            known = found.get(kind, ADay(0, 0, 0))
            found[kind] = ADay(max(known.most, units), known.all + units * days, known.days + days)
    return found


def _in_hand(portion: Portion) -> tuple[str, int]:
    if isinstance(portion, Count):
        return PIECES, portion.pieces
    return VOLUME if isinstance(portion, Volume) else DROPS, portion_units(portion)


def _cut_days(regimen: Regimen) -> int:
    """Return the days on which a tablet is cut."""
    return sum(
        len(step.phase.dose_days())
        for step in regimen.steps
        if any(
            isinstance(portion, Count) and portion.quarters % QUARTERS
            for take in step.takes
            for portion in (take.recipe.portions if take.recipe else ())
        )
    )


def _handed(regimen: Regimen, overage_percent: int) -> Iterator[Handed]:
    """Yield what is handed out of each product, in the order in which they come into force.

    One that a later change made needless was handed out as well.
    """
    used = {
        name: sum(use.units * len(use.days) for use in uses)
        for name, (_, uses) in uses_of(regimen.steps).items()
    }
    by_product: dict[Formulation, list[Fill]] = {}
    for fill in regimen.supply.fills:
        by_product.setdefault(nameless(fill.quantity.formulation), []).append(fill)
    in_force = dict.fromkeys(map(nameless, regimen.products))
    for product in [
        *(one for one in in_force if one in by_product),
        *(one for one in by_product if one not in in_force),
    ]:
        fills = by_product[product]
        ids = {fill.quantity.formulation.id for fill in fills}
        brought = sum(_units(product, handed_out(fill.quantity, overage_percent)) for fill in fills)
        taken = sum(used.get(name, 0) for name in ids)
        need = sum(fill.quantity.units for fill in fills)
        yield Handed(product, len({fill.first for fill in fills}), need, brought - taken)


def _units(product: Formulation, handed: int) -> int:
    """Return whole pieces or millilitres in the units of ``Quantity``."""
    if isinstance(product, Liquid):
        return handed * NL_PER_ML
    return handed * product.drops_per_ml if isinstance(product, Drops) else handed * QUARTERS
