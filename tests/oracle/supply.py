"""Supply, day by day: what each day uses is added to the fill that is open on that day."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from fractions import Fraction

from tests.oracle.products import Product

Used = dict[Product, Fraction]
"""What one day uses: pieces, mL or drops of each product."""


@dataclass
class Fill:
    """One fill of one product; days count from the start of the course, both inclusive."""

    formulation: str
    first: int
    last: int
    quantity: Fraction


def fills(use: Sequence[Used], fill_days: int) -> list[Fill]:
    """Give the fills of a course, by first day and then by id."""
    found: list[Fill] = []
    for window in range(0, len(use), fill_days):
        window_end = min(window + fill_days, len(use)) - 1
        open_fills: dict[str, Fill] = {}
        for day in range(window, window_end + 1):
            for product, quantity in use[day].items():
                fill = open_fills.get(product.id)
                if fill is None or day > fill.last:
                    last = window_end
                    if product.beyond_use_days is not None:
                        last = min(last, day + product.beyond_use_days - 1)
                    fill = open_fills[product.id] = Fill(product.id, day, last, Fraction(0))
                    found.append(fill)
                fill.quantity += quantity
    return sorted(found, key=lambda fill: (fill.first, fill.formulation))


def totals(found: Sequence[Fill]) -> dict[str, Fraction]:
    """Add up the fills of each formulation."""
    sums: dict[str, Fraction] = {}
    for fill in found:
        sums[fill.formulation] = sums.get(fill.formulation, Fraction(0)) + fill.quantity
    return sums


def day_text(start: date, place: int) -> str:
    """Write the date of a day of the course."""
    return date.fromordinal(start.toordinal() + place).isoformat()
