"""How a ladder was made: the numbers that a clinician gave, kept so that a plan reopens as it was entered."""

from __future__ import annotations

from datetime import date, timedelta
from itertools import pairwise
from typing import Literal, NamedTuple, TypeAlias

from ldn_desktop.domain.amount import G_PER_KG, MAX_WEIGHT_G, format_dose
from ldn_desktop.domain.ladder import (
    MOST_DAYS,
    Ladder,
    LadderError,
    Rung,
    geometric_doses,
    linear_doses,
)

MOST_MONTHS = 119
_MONTHS_A_YEAR = 12


class Months(NamedTuple):
    """A number of calendar months, 1 to 119."""

    months: int


Span: TypeAlias = int | Months
"""Days, 1 to 3,650, or calendar months."""


class PerKg(NamedTuple):
    """A dose of ``dose_ng`` for each kilogram of a weight in grams, taken on a day.

    It is rounded down to ``round_to_ng``, then no more than ``at_most_ng``, where there is such a limit.
    """

    weight_g: int
    weighed_on: date
    dose_ng: int
    round_to_ng: int
    at_most_ng: int | None = None

    def target_ng(self) -> int:
        """Return the daily dose. Refused (``LadderError``): a weight or an amount out of range, a dose of 0."""
        if not 0 < self.weight_g <= MAX_WEIGHT_G:
            heaviest = MAX_WEIGHT_G // G_PER_KG
            raise LadderError(f"The weight is 0 or above {heaviest} kg; give the weight in kilograms.")
        if self.round_to_ng <= 0:
            raise LadderError("The amount to round to is 0; give an amount above 0, such as 0.1 mg.")
        unit = G_PER_KG * self.round_to_ng
        target = self.dose_ng * self.weight_g // unit * self.round_to_ng
        if self.at_most_ng is not None:
            target = min(target, self.at_most_ng)
        if target <= 0:
            raise LadderError(
                "The dose by weight rounds down to 0; give a larger dose per kg or a finer rounding."
            )
        return target


class Basis(NamedTuple):
    """The numbers of a ladder: ``step_ng`` of a linear one; ``factor`` in thousandths, ``round_to_ng`` of a geometric.

    ``every`` is how long each rung but the last is kept, ``last`` how long the last one. ``per_kg`` is where the target
    comes from, where it is a dose by weight.
    """

    kind: Literal["linear", "geometric"]
    start_ng: int
    target_ng: int
    every: Span
    last: Span
    step_ng: int = 0
    factor_thousandths: int = 0
    round_to_ng: int = 0
    per_kg: PerKg | None = None

    def doses(self) -> tuple[int, ...]:
        """Return the daily dose of each rung.

        Refused (``LadderError``): what ``domain.ladder`` refuses; another target than the weight gives, a start above
        it.
        """
        if self.per_kg is not None:
            by_weight = self.per_kg.target_ng()
            if by_weight != self.target_ng:
                raise LadderError(
                    f"The weight gives a target of {format_dose(by_weight)}, not {format_dose(self.target_ng)}; "
                    "correct one of the two."
                )
            if self.start_ng > by_weight:
                raise LadderError(
                    f"The start, {format_dose(self.start_ng)}, is above the target by weight, "
                    f"{format_dose(by_weight)}; lower the start."
                )
        if self.kind == "linear":
            return linear_doses(self.start_ng, self.step_ng, self.target_ng)
        return geometric_doses(self.start_ng, self.factor_thousandths, self.round_to_ng, self.target_ng)

    def ladder(self, start: date) -> Ladder:
        """Return the ladder that it makes from a day on; months become days.

        Refused (``LadderError``): what ``doses`` and ``lengths`` refuse.
        """
        doses = self.doses()
        return tuple(map(Rung, doses, lengths(len(doses), self.every, self.last, start)))

    def makes(self, ladder: Ladder, start: date) -> bool:
        """Tell whether the doses and days of a ladder are those that it makes. Refused: as ``ladder``."""
        made = [(rung.dose_ng, rung.days) for rung in self.ladder(start)]
        return made == [(rung.dose_ng, rung.days) for rung in ladder]


def lengths(rungs: int, every: Span, last: Span, start: date) -> tuple[int, ...]:
    """Return the days of each of so many rungs from a day on.

    Months count from one anchor: the start where ``every`` is in months, else the day on which the last rung begins; a
    day that a month lacks is its last. Refused (``LadderError``): days outside 1 to 3,650, months outside 1 to 119,
    rungs past the year 9999.
    """
    for name, span in (("interval", every), ("maintenance", last)):
        number, most, what = (
            (span.months, MOST_MONTHS, "months") if isinstance(span, Months) else (span, MOST_DAYS, "days")
        )
        if not 1 <= number <= most:
            raise LadderError(f"The {name} is {number} {what}; give a whole number from 1 to {most:,}.")
    before = rungs - 1
    try:
        if isinstance(every, Months):
            begins = [months_later(start, at * every.months) for at in range(rungs)]
            anchor, past = start, before * every.months
        else:
            begins = [start + timedelta(days=at * every) for at in range(rungs)]
            anchor, past = begins[-1], 0
        days = [(later - sooner).days for sooner, later in pairwise(begins)]
        if isinstance(last, Months):
            return (*days, (months_later(anchor, past + last.months) - begins[-1]).days)
    except OverflowError as error:
        raise LadderError(
            "The ladder would end after the year 9999; choose an earlier start or fewer months."
        ) from error
    return (*days, last)


def months_later(anchor: date, months: int) -> date:
    """Return the same day so many months later, or the last of that month. Refused: ``OverflowError`` past 9999."""
    years, month = divmod(anchor.month - 1 + months, _MONTHS_A_YEAR)
    year = anchor.year + years
    if year > date.max.year:
        raise OverflowError
    first = date(year, month + 1, 1)
    # December, which may be the last month there is, needs none after it.
    days = 31 if month + 1 == _MONTHS_A_YEAR else (date(year, month + 2, 1) - first).days
    return first.replace(day=min(anchor.day, days))
