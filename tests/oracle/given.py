"""What a plan gives on each day, and on what condition, also behind its last planned day, day by day."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, timedelta
from fractions import Fraction
from itertools import takewhile
from typing import Any

from tests.oracle.course import Day, lay
from tests.oracle.products import Product
from tests.oracle.reading import current
from tests.oracle.recipes import Limits, recipe
from tests.oracle.rhythms import has_dose

Entry = dict[str, Any]
DAY = timedelta(days=1)
Told = tuple[Fraction, object, str]
NOTHING: Told = (Fraction(0), (), "")
"""What a day without a dose gives."""


class GivenDays:
    """One plan file asked day by day, by the second reading of the rules."""

    def __init__(self, entry: Entry) -> None:
        plan = current(entry)
        self.laid = lay(plan)
        self.start, self.days = self.laid.start, self.laid.days
        self.last = self.start + (len(self.days) - 1) * DAY
        names = ("pieces", "measures", "drops")
        limits = {name: plan[f"max_{name}_per_dose"] for name in names if f"max_{name}_per_dose" in plan}
        self.limits = Limits(**limits)
        stopped = any(change["action"] == "stop" for change in plan.get("adjustments", ()))
        self.conditions: list[str] = []
        before, condition = None, ""
        for day in self.days:
            if day.rung is not None and before not in {None, day.rung}:
                go_on = plan["ladder"][before].get("go_on", "on-date")
                condition = go_on if day.rung > before and go_on != "on-date" else ""
            before = before if day.rung is None else day.rung
            self.conditions.append(condition)
        # A stop that was noted is one, a planned one waits for what the steps wait for.
        waits = any(self.conditions) and not stopped
        self.ends = self.laid.after, (stopped, waits) if self.laid.after == "stop" else ()

    def planned(self, day: date) -> bool:
        return self.start <= day <= self.last

    def on(self, day: date) -> Told | None:
        """Return what a day gives; ``None`` where the plan says nothing of it."""
        place = (day - self.start).days
        if place < 0:
            return NOTHING
        if self.planned(day):
            return self.given(self.days[place], self.conditions[place], taken=self.days[place].taken)
        if self.laid.after != "continue":
            return None if self.laid.after == "review" else NOTHING
        final = self.days[-1]
        # A rhythm is counted while it stays the same and no pause comes.
        run = takewhile(lambda day: day.rung is not None and day.rhythm == final.rhythm, reversed(self.days))
        number = len([*run]) + place - len(self.days) + 1
        return self.given(final, self.conditions[-1], taken=has_dose(final.rhythm, number, day))

    def given(self, day: Day, condition: str, *, taken: bool) -> Told:
        if not taken:
            return NOTHING
        takes = []
        for time, dose in day.takes:
            made = recipe(dose, day.products, self.limits)
            told = made and [(plain(product), quantity) for product, quantity in made]
            takes.append((time, dose, told))
        return day.dose, takes, condition


def plain(product: Product) -> object:
    if product.kind in {"capsule", "tablet"}:
        return product.kind, product.strength, product.route
    return replace(product, id="", beyond_use_days=None)
