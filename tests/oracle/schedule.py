"""The whole answer to one plan file: phases, fills, totals and the last day."""

from collections.abc import Mapping
from fractions import Fraction
from itertools import groupby
from typing import Any

from tests.oracle.amounts import amount_text, decimal_text, is_whole_nanograms
from tests.oracle.course import Day, course_days
from tests.oracle.products import Product
from tests.oracle.recipes import Recipe, recipe
from tests.oracle.supply import Used, day_text, fills, totals

DEFAULT_MAX_PIECES = 4
DEFAULT_FILL_DAYS = 28


class _Cook:
    """Recipes of one plan, each worked out once."""

    def __init__(self, max_pieces: int) -> None:
        self.max_pieces = max_pieces
        self.known: dict[tuple[Fraction, tuple[Product, ...]], Recipe | None] = {}

    def per_take(self, day: Day) -> Recipe | None:
        """Give the recipe of one administration on a day with a dose."""
        key = (day.dose / len(day.times), day.products)
        if key not in self.known:
            self.known[key] = recipe(*key, self.max_pieces)
        return self.known[key]

    def used(self, day: Day) -> Used:
        """Give what a whole day uses."""
        taken = self.per_take(day) if day.rung is not None else None
        return {product: quantity * len(day.times) for product, quantity in taken or ()}


def recipe_entry(product: Product, quantity: Fraction) -> dict[str, str | int]:
    """Write one line of a recipe."""
    if product.is_solid:
        return {"formulation": product.id, "count": decimal_text(quantity)}
    if product.kind == "liquid":
        return {"formulation": product.id, "volume_ml": decimal_text(quantity)}
    assert quantity.denominator == 1
    return {"formulation": product.id, "drops": quantity.numerator}


def takes(day: Day, taken: Recipe | None) -> list[dict[str, Any]]:
    """Write what is taken at each time of a day with a dose."""
    dose = day.dose / len(day.times)
    return [
        {
            "time": time,
            "dose": amount_text(dose) if is_whole_nanograms(dose) else None,
            "recipe": None if taken is None else [recipe_entry(*line) for line in taken],
        }
        for time in day.times
    ]


def expected(plan: Mapping[str, Any]) -> dict[str, Any]:
    """Give ``phases``, ``fills``, ``totals`` and ``ends`` of a valid plan file.

    Defaults may be left out. Raises ``Refused`` where the rules refuse the plan for its adjustments.
    """
    start, days = course_days(plan)
    cook = _Cook(plan.get("max_pieces_per_dose", DEFAULT_MAX_PIECES))
    phases = []
    use: list[Used] = []
    for day, group in groupby(enumerate(days), key=lambda item: item[1]):
        places = [place for place, _ in group]
        use += [cook.used(day)] * len(places)
        phases.append(
            {
                "first": day_text(start, places[0]),
                "last": day_text(start, places[-1]),
                "days": len(places),
                "kind": day.kind,
                "daily_dose": amount_text(day.dose),
                "takes": [] if day.rung is None else takes(day, cook.per_take(day)),
            }
        )
    found = fills(use, plan.get("fill_days", DEFAULT_FILL_DAYS))
    return {
        "phases": phases,
        "fills": [
            {
                "formulation": fill.formulation,
                "from": day_text(start, fill.first),
                "to": day_text(start, fill.last),
                "quantity": decimal_text(fill.quantity),
            }
            for fill in found
        ],
        "totals": {name: decimal_text(quantity) for name, quantity in totals(found).items()},
        "ends": day_text(start, len(days) - 1),
    }
