"""Supply, day by day: what is at hand, what is needed by the course known that day, and what is handed out for it."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from fractions import Fraction

Use = Sequence[Mapping[str, Fraction]]
"""What each day of a course uses: pieces, mL or drops of each formulation by its id."""


@dataclass
class Fill:
    """One fill of one product; days count from the start of the course, both inclusive."""

    formulation: str
    first: int
    last: int
    quantity: Fraction


@dataclass
class Lot:
    """What is left of a fill, and the last day on which it may be used (None: any)."""

    left: Fraction
    usable_to: int | None

    def lasts(self, day: int) -> bool:
        """Tell whether it may still be used on a day."""
        return self.usable_to is None or day <= self.usable_to


def used_on(use: Use, formulation: str, day: int) -> Fraction:
    """Give what a course uses of a product on one day; nothing after its end."""
    return use[day].get(formulation, Fraction(0)) if day < len(use) else Fraction(0)


def take_from(lots: Sequence[Lot], quantity: Fraction) -> None:
    """Use up the lots, the earliest to be discarded first."""
    for lot in sorted(lots, key=lambda lot: (lot.usable_to is None, lot.usable_to or 0)):
        part = min(quantity, lot.left)
        lot.left -= part
        quantity -= part
    assert quantity == 0


def fills_of(
    formulation: str,
    now: Use,
    known: Callable[[int], Use],
    horizon: int,
    fill_days: int,
    beyond_use_days: int | None,
) -> list[Fill]:
    """Give the fills of one product. ``known`` gives the course known on a day; ``horizon`` is a number of days."""
    found: list[Fill] = []
    lots: list[Lot] = []
    for day in range(horizon):
        plan_then = known(day)
        lots = [lot for lot in lots if lot.lasts(day)]
        at_hand = sum((lot.left for lot in lots), Fraction(0))
        today = used_on(now, formulation, day)
        if max(today, used_on(plan_then, formulation, day)) > at_hand:
            window_end = (day // fill_days + 1) * fill_days - 1
            last = max(day, min(window_end, len(plan_then) - 1))
            usable_to = None
            if beyond_use_days is not None:
                usable_to = day + beyond_use_days - 1
                last = min(last, usable_to)
            wanted = sum(
                (used_on(plan_then, formulation, each) for each in range(day, last + 1)), Fraction(0)
            )
            fill = Fill(formulation, day, last, max(wanted, today) - at_hand)
            found.append(fill)
            lots.append(Lot(fill.quantity, usable_to))
        take_from(lots, today)
    return found


def fills(
    now: Use,
    beyond_use_days: Mapping[str, int | None],
    fill_days: int,
    known: Callable[[int], Use] | None = None,
    horizon: int = 0,
) -> list[Fill]:
    """Give the fills of all products, by first day and then by id; without ``known``, all was known from the start."""
    found = [
        fill
        for name, days in beyond_use_days.items()
        for fill in fills_of(name, now, known or (lambda _: now), max(horizon, len(now)), fill_days, days)
    ]
    return sorted(found, key=lambda fill: (fill.first, fill.formulation))


def left_on(
    formulation: str, found: Sequence[Fill], now: Use, beyond_use_days: int | None, day: int
) -> list[Lot]:
    """Give what fills before a day brought, less the doses due so far and what lies past its date."""
    lots: list[Lot] = []
    for each in range(day):
        for fill in found:
            if (fill.formulation, fill.first) == (formulation, each):
                usable_to = None if beyond_use_days is None else each + beyond_use_days - 1
                lots.append(Lot(fill.quantity, usable_to))
        lots = [lot for lot in lots if lot.lasts(each)]
        take_from(lots, used_on(now, formulation, each))
    return [lot for lot in lots if lot.left and lot.lasts(day)]


def totals(found: Sequence[Fill]) -> dict[str, Fraction]:
    """Add up the fills of each formulation."""
    sums: dict[str, Fraction] = {}
    for fill in found:
        sums[fill.formulation] = sums.get(fill.formulation, Fraction(0)) + fill.quantity
    return sums


def day_text(start: date, place: int) -> str:
    """Write the date of a day of the course."""
    return date.fromordinal(start.toordinal() + place).isoformat()
