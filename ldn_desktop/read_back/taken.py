"""What the domain says is taken on each day, as plain numbers that a page can be compared with."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date, timedelta
from fractions import Fraction
from typing import NamedTuple

from ldn_desktop.domain.administration import Solved, Step
from ldn_desktop.domain.formulation import Capsule, Drops, Formulation, Liquid, Tablet
from ldn_desktop.domain.phase import DoseDays, Phase
from ldn_desktop.domain.recipe import Allowed, Count, Portion, Volume
from ldn_desktop.domain.regimen import Regimen
from ldn_desktop.domain.rhythm import Cycle, Weekdays

_NG_PER_MG, _NL_PER_ML, _QUARTERS = 1_000_000, 1_000_000, 4
_LONGEST_ROUND = 28
DAY = timedelta(days=1)


def later(day: date, days: int = 1) -> date:
    """Return the day so many days later, at most the last of the calendar."""
    return date.fromordinal(min(day.toordinal() + days, date.max.toordinal()))


class Product(NamedTuple):
    """``capsule``, ``tablet``, ``liquid`` or ``drops``, mg a piece or mL.

    Of a liquid ``syringe`` and its ``mark`` in mL, of drops how many are a mL.
    """

    kind: str
    strength: Fraction
    syringe: Fraction | None = None
    mark: Fraction | None = None
    per_ml: int | None = None
    route: str = "oral"


class Part(NamedTuple):
    """So many pieces, mL or drops of a product, which hold ``dose`` mg."""

    product: Product
    amount: Fraction
    dose: Fraction


class Span(NamedTuple):
    """Days, both inclusive, that are alike, the dose in mg of a day that has one, and its parts by time of the day.

    ``number`` is that of the step on every screen and page. A pause has 0, no dose and no parts. ``due`` are the days
    with a dose; ``rhythm`` is spelled as ``grammar.read_rhythm`` does, ``None`` for every day. ``own`` says that each
    of several times has a dose of its own, ``rung`` is the place in the ladder.
    """

    first: date
    last: date
    dose: Fraction
    taken: Mapping[str, tuple[Part, ...]]
    number: int
    due: DoseDays
    rhythm: tuple[str, tuple[int, ...]] | None
    route: str
    own: bool
    rung: int

    @property
    def split(self) -> dict[str, Fraction]:
        """What each time of the day gets, in mg."""
        return {time: sum((part.dose for part in parts), Fraction(0)) for time, parts in self.taken.items()}

    @property
    def days(self) -> int:
        """How many days it has."""
        return (self.last - self.first).days + 1

    @property
    def times(self) -> tuple[str, ...]:
        """The times of the day, in their order."""
        return tuple(self.taken)

    def is_like(self, other: Span | None) -> bool:
        """Tell whether on the days of both as much is taken, at the same times, in the same rhythm and way."""
        if other is None:
            return False
        mine, theirs = ((s.dose, s.split, s.rhythm, s.route, s.own) for s in (self, other))
        return mine == theirs


class Course:
    """Everything that is taken, from the first day to the last, asked by day."""

    def __init__(self, regimen: Regimen) -> None:
        self._steps = regimen.steps
        self.spans = tuple(map(_span, regimen.steps))
        self.dosed = tuple(span for span in self.spans if span.due)
        self.first, self.last = self.spans[0].first, self.spans[-1].last
        self._goes_on = (regimen.steps[-1],) if regimen.after == "continue" else ()

    def on(self, day: date, later: int = 0) -> Span | None:
        """Return what is taken so many days later than a day; nothing before the first and after the last."""
        at = day.toordinal() + later
        return next((s for s in self.spans if s.first.toordinal() <= at <= s.last.toordinal()), None)

    @property
    def first_dose(self) -> date:
        """The first day with a dose."""
        return self.dosed[0].due[0]

    @property
    def last_dose(self) -> date:
        """The last day with a dose."""
        return self.dosed[-1].due[-1]

    def next_dose(self, day: date) -> date | None:
        """Return the first day with a dose from a day on."""
        return next((span.due[0] for span in self.from_day(day) if span.due), None)

    def due_from(self, day: date) -> date | None:
        """Return the first day with a dose from a day on, after the last day too where the plan goes on."""
        due = self.next_dose(day)
        after = self.going_on(max(day, later(self.last))) if due is None and self.last < date.max else ()
        return next((span.due[0] for span in after), due)

    def going_on(self, day: date) -> tuple[Span, ...]:
        """Return what is taken from a day on where the plan goes on, until any rhythm has come round."""
        last = later(day, _LONGEST_ROUND - 1)
        return tuple(
            _span(step._replace(phase=step.phase._replace(first=day, last=last))) for step in self._goes_on
        )

    def at_times(self, span: Span, times: tuple[str, ...], allowed: Allowed) -> Span | None:
        """Return a span as it is taken at other times, unless there are none or it has doses of its own for each.

        ``None`` where its dose cannot be measured then.
        """
        if not times or span.own or times == span.times:
            return span
        step = next(step for step in self._steps if step.phase.first == span.first)
        phase = step.phase._replace(times=times)
        moved = _span(Step(phase, Solved(allowed).takes(phase), step.number))
        return moved if moved.times == times else None

    def staying_on(self, span: Span, since: date | None = None) -> date | None:
        """Return the first day after a span, or from a day on, on which its dose would be taken, if it went on."""
        step = next(step for step in self._steps if step.phase.last == span.last)
        first = since or later(span.last)
        phase = step.phase._replace(first=first, last=later(first, _LONGEST_ROUND - 1))
        days = phase.dose_days() if first > span.last else ()
        return days[0] if days else None

    @property
    def begun(self) -> tuple[Span, ...]:
        """What has a dose, and a last step that has its first one only where the plan goes on."""
        final = self.spans[-1]
        later_on = not final.due and final.dose and self.last < date.max
        after = self.going_on(later(self.last)) if later_on else ()
        return (*self.dosed, *(span for span in after if span.due))

    def last_alike(self, day: date) -> date | None:
        """Return the last day on end on which as much is taken, at the same times, as on a day."""
        last: Span | None = None
        for span in self.spans:
            if span.first <= day <= span.last or (last is not None and span.is_like(last)):
                last = span
            elif last is not None:
                break
        return last.last if last else None

    def from_day(self, day: date) -> tuple[Span, ...]:
        """Return the spans from a day on; of the one that holds it, what is left."""
        return tuple(
            span._replace(first=max(span.first, day), due=span.due.between(day, span.last))
            for span in self.spans
            if span.last >= day
        )


def product_of(formulation: Formulation) -> Product:
    """Return a product as a page can show it."""
    match formulation:
        case Capsule(strength_ng=ng):
            return Product("capsule", Fraction(ng, _NG_PER_MG))
        case Tablet(strength_ng=ng):
            return Product("tablet", Fraction(ng, _NG_PER_MG), route=formulation.route)
        case Liquid(concentration_ng_per_ml=ng, graduation_nl=marks, capacity_nl=held):
            strength = Fraction(ng, _NG_PER_MG)
            full, mark = Fraction(held, _NL_PER_ML), Fraction(marks, _NL_PER_ML)
            return Product("liquid", strength, full, mark, route=formulation.route)
        case Drops(concentration_ng_per_ml=ng, drops_per_ml=per_ml):
            return Product("drops", Fraction(ng, _NG_PER_MG), per_ml=per_ml, route=formulation.route)


def _span(step: Step) -> Span:
    taken = {
        take.time: tuple(map(part_taken, take.recipe.portions))
        for take in step.takes
        if take.recipe is not None
    }
    phase = step.phase
    return Span(
        phase.first,
        phase.last,
        Fraction(phase.dose_ng, _NG_PER_MG),
        taken,
        step.number,
        phase.dose_days(),
        _rhythm(phase),
        phase.formulations[0].route,
        len(phase.doses) > 1,
        phase.rung,
    )


def _rhythm(phase: Phase) -> tuple[str, tuple[int, ...]] | None:
    match phase.rhythm:
        case Cycle(on=on, off=off) if phase.dose_ng:
            return "round", (on, off)
        case Weekdays(days=days) if phase.dose_ng:
            return "week", days
    return None


def part_taken(portion: Portion) -> Part:
    """Return a portion of the domain as a page can show it."""
    product = product_of(portion.formulation)
    if isinstance(portion, Count):
        amount = Fraction(portion.quarters, _QUARTERS)
    elif isinstance(portion, Volume):
        amount = Fraction(portion.nl, _NL_PER_ML)
    else:
        amount = Fraction(portion.drops)
        return Part(product, amount, amount * product.strength / portion.formulation.drops_per_ml)
    return Part(product, amount, amount * product.strength)
