"""The numbers from which the ladder table is filled: start, step, target, interval; linear or proportional."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from contextlib import suppress
from datetime import date
from math import gcd
from types import MappingProxyType
from typing import Literal, NamedTuple, TypeAlias

from ldn_desktop.domain.amount import FACTOR_SCALE, MAX_WEIGHT_G
from ldn_desktop.domain.basis import MOST_MONTHS, Basis, Months, PerKg, Span
from ldn_desktop.domain.ladder import MOST_DAYS, Ladder, LadderError
from ldn_desktop.workspace.count_text import FACTORS, SPANS
from ldn_desktop.workspace.typed import DosePerKg

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
        "weight_g": "Weight",
        "weighed_on": "Weighed on",
        "rounded_to_ng": "Rounded to",
        "at_most_ng": "At most",
        "every": "Every",
        "maintenance": "Then keep for",
    }
)
"""What the form calls each number."""
TO_TYPE: Mapping[str, str] = MappingProxyType(
    {
        **dict.fromkeys(("start_ng", "step_ng", "target_ng", "round_to_ng"), "an amount, such as 0.5 mg"),
        "factor_thousandths": FACTORS.example,
        "weight_g": "the patient's weight in kilograms, such as 32.5 kg",
        "weighed_on": "the day on which the patient was weighed",
        "rounded_to_ng": "the amount to which the dose by weight is rounded down, such as 0.1 mg",
        **dict.fromkeys(("every", "maintenance"), SPANS.example),
    }
)
"""What is typed for each number that is needed, to end a sentence."""
BY_WEIGHT = ("weight_g", "weighed_on", "rounded_to_ng", "at_most_ng")
"""What a target by weight needs besides, and the limit that it may have."""
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
Number: TypeAlias = int | Months | date | DosePerKg | None


class Generator(NamedTuple):
    """What the form of the titration holds; ``None`` where nothing is typed yet. Amounts in nanograms.

    The target is either ``target_ng`` or, for each kilogram of a weight in grams, ``per_kg_ng``: rounded down to
    ``rounded_to_ng``, then no more than ``at_most_ng``.
    """

    mode: Mode = "linear"
    start_ng: int | None = None
    step_ng: int | None = None
    target_ng: int | None = None
    factor_thousandths: int | None = None
    round_to_ng: int | None = None
    every: Span | None = None
    maintenance: Span | None = None
    per_kg_ng: int | None = None
    weight_g: int | None = None
    weighed_on: date | None = None
    rounded_to_ng: int | None = None
    at_most_ng: int | None = None

    @property
    def shown(self) -> tuple[str, ...]:
        """The numbers that the form shows: those of its mode, and of a weight where the target is by weight."""
        fields = FIELDS[self.mode]
        return (*fields, *BY_WEIGHT) if fields and self.per_kg_ng is not None else fields

    @property
    def missing(self) -> tuple[str, ...]:
        """The numbers that its mode needs and that are not there."""
        spare = {"at_most_ng"}
        if self.per_kg_ng is not None:
            spare.add("target_ng")
        # A dose that is kept from the first day on has no step.
        if self.start_ng == self.aim():
            spare.add("step_ng")
        return tuple(name for name in self.shown if name not in spare and getattr(self, name) is None)

    @property
    def complete(self) -> bool:
        """Tell whether everything its mode needs is there."""
        return self.mode != "table" and not self.missing

    @property
    def target(self) -> int | DosePerKg | None:
        """The target as it was typed."""
        return self.target_ng if self.per_kg_ng is None else DosePerKg(self.per_kg_ng)

    def aim(self) -> int | None:
        """Return the daily dose that is the target, ``None`` while it is not known or no dose."""
        if self.per_kg_ng is None:
            return self.target_ng
        per_kg = self._per_kg()
        with suppress(LadderError):
            return per_kg.target_ng() if per_kg else None
        return None

    def unrounded(self) -> int | None:
        """Return the dose by weight in nanograms before it is rounded and limited; ``None`` where that changes nothing.

        What is finer than a nanogram is left out.
        """
        exact = (self.per_kg_ng or 0) * (self.weight_g or 0)
        return exact // 1000 if self.aim() is not None and exact != (self.aim() or 0) * 1000 else None

    def blamed(self) -> str:
        """Return the number to be corrected where all of them together make no ladder."""
        aim = self.aim()
        if not self.start_ng:
            return "start_ng"
        if self.per_kg_ng is not None:
            amiss = {
                "weight_g": not 0 < (self.weight_g or 0) <= MAX_WEIGHT_G,
                "rounded_to_ng": not self.rounded_to_ng,
                "at_most_ng": self.at_most_ng == 0,
            }
            if name := next((name for name, wrong in amiss.items() if wrong), ""):
                return name
            if aim is not None and self.start_ng > aim:
                return "start_ng"
        if not aim:
            return "target_ng"
        if name := next((name for name in ("every", "maintenance") if not _is_span(getattr(self, name))), ""):
            return name
        if self.mode == "linear":
            return "step_ng"
        return "factor_thousandths" if self.round_to_ng else "round_to_ng"

    def with_number(self, name: str, number: Number) -> Generator:
        """Return the same with another number. Refused (``KeyError``): a name that is none of ``NAMES``.

        A target by weight is rounded to its own decimal place until told otherwise.
        """
        if name not in NAMES:
            raise KeyError(name)
        members = {**self._asdict(), name: number}
        if name == "target_ng":
            members["per_kg_ng"] = None
        if isinstance(number, DosePerKg):
            rounded = self.rounded_to_ng or decimal_place(number.ng)
            members |= {"target_ng": None, "per_kg_ng": number.ng, "rounded_to_ng": rounded}
        return Generator(**members)

    def without_weight(self) -> Generator:
        """Return the same without the weight: it was another patient's."""
        return self._replace(weight_g=None, weighed_on=None)

    def basis(self) -> Basis | None:
        """Return how the ladder is made, or ``None`` while something is missing.

        Refused (``LadderError``): a weight that gives no dose.
        """
        if not self.complete:
            return None
        per_kg = self._per_kg()
        start, target = self.start_ng or 0, per_kg.target_ng() if per_kg else self.target_ng or 0
        every, last = self.every or 0, self.maintenance or 0
        if self.mode == "proportional":
            factor, unit = self.factor_thousandths or 0, self.round_to_ng or 0
            return Basis("geometric", start, target, every, last, 0, factor, unit, per_kg)
        step = self.step_ng or (start if start == target else 0)
        return Basis("linear", start, target, every, last, step, per_kg=per_kg)

    def ladder(self, start: date) -> Ladder | None:
        """Return the ladder from a day on, or ``None`` while something is missing.

        Refused (``LadderError``): what ``domain.basis`` refuses.
        """
        basis = self.basis()
        return None if basis is None else basis.ladder(start)

    def _per_kg(self) -> PerKg | None:
        if self.weight_g is None or self.weighed_on is None or self.rounded_to_ng is None:
            return None
        if self.per_kg_ng is None:
            return None
        return PerKg(self.weight_g, self.weighed_on, self.per_kg_ng, self.rounded_to_ng, self.at_most_ng)


def _is_span(span: Span | None) -> bool:
    number, most = (span.months, MOST_MONTHS) if isinstance(span, Months) else (span or 0, MOST_DAYS)
    return 1 <= number <= most


def decimal_place(ng: int) -> int:
    """Return the decimal place of an amount: 1, 10, 100 … nanograms, at most the amount, at least 1."""
    place = 1
    while place * 10 <= ng:
        place *= 10
    return place


def of_basis(basis: Basis) -> Generator:
    """Return the numbers as they were given: what they make is just this basis."""
    per_kg = basis.per_kg
    kept = basis.start_ng == basis.target_ng == basis.step_ng
    linear = basis.kind == "linear"
    return Generator(
        mode="linear" if linear else "proportional",
        start_ng=basis.start_ng,
        step_ng=basis.step_ng if linear and not kept else None,
        target_ng=None if per_kg else basis.target_ng,
        factor_thousandths=None if linear else basis.factor_thousandths,
        round_to_ng=None if linear else basis.round_to_ng,
        every=basis.every,
        maintenance=basis.last,
        per_kg_ng=per_kg.dose_ng if per_kg else None,
        weight_g=per_kg.weight_g if per_kg else None,
        weighed_on=per_kg.weighed_on if per_kg else None,
        rounded_to_ng=per_kg.round_to_ng if per_kg else None,
        at_most_ng=per_kg.at_most_ng if per_kg else None,
    )


def recognised(ladder: Ladder) -> Generator:
    """Return numbers that make the doses and days of a ladder, linear before proportional, or the table.

    Where a plan file does not say how its ladder was made, numbers that make the same steps are as good. Doses by time
    are nobody's numbers: such steps are a table.
    """
    first, last = ladder[0], ladder[-1]
    made_by_hand = any(rung.doses for rung in ladder)
    for found in () if made_by_hand else (*_linear(ladder), *_proportional(ladder)):
        with suppress(LadderError):
            if (basis := found.basis()) is not None and basis.makes(ladder, date.min):
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
