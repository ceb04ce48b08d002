"""The whole answer to one plan file: phases, fills, totals, the last day and what follows it."""

from collections.abc import Mapping, Sequence
from dataclasses import replace
from datetime import date, timedelta
from fractions import Fraction
from itertools import groupby
from typing import Any

from tests.oracle.amounts import amount_text, decimal_text, is_whole_nanograms
from tests.oracle.course import Day, Laid, lay, lay_known
from tests.oracle.products import Product, read_product
from tests.oracle.reading import current, every_product, refuse_unreadable
from tests.oracle.recipes import Limits, Recipe, recipe
from tests.oracle.rhythms import rhythm_entry
from tests.oracle.supply import Fill, Use, day_text, fills, left_on, take_from, totals, used_on

DEFAULT_FILL_DAYS = 28


class _Cook:
    """Recipes of one plan, each worked out once."""

    def __init__(self, plan: Mapping[str, Any]) -> None:
        limits = {name: plan.get(f"max_{name}_per_dose") for name in ("pieces", "measures", "drops")}
        self.limits = Limits(**{name: limit for name, limit in limits.items() if limit is not None})
        self.known: dict[tuple[Fraction, tuple[Product, ...]], Recipe | None] = {}

    def recipe(self, dose: Fraction, products: tuple[Product, ...]) -> Recipe | None:
        """Give the recipe of one administration."""
        key = (dose, products)
        if key not in self.known:
            self.known[key] = recipe(dose, products, self.limits)
        return self.known[key]

    def used(self, day: Day) -> dict[str, Fraction]:
        """Give what a whole day uses; a take that cannot be measured uses nothing."""
        sums: dict[str, Fraction] = {}
        for _, dose in day.takes if day.taken else ():
            for product, quantity in self.recipe(dose, day.products) or ():
                sums[product.id] = sums.get(product.id, Fraction(0)) + quantity
        return sums

    def use(self, days: Sequence[Day]) -> Use:
        """Give what each day of a course uses."""
        return [self.used(day) for day in days]

    def going_on(self, course: Laid) -> frozenset[str]:
        """Give the ids of what one more dose of the last rung uses; none where nothing is taken after the course."""
        last = next((day for day in reversed(course.days) if day.takes), None)
        if last is None or course.after in {"stop", "paused"}:
            return frozenset()
        return frozenset(self.used(replace(last, taken=True)))

    def takes(self, day: Day) -> list[dict[str, Any]]:
        """Write what is taken at each time of a day with a dose."""
        return [
            {
                "time": time,
                "dose": amount_text(dose) if is_whole_nanograms(dose) else None,
                "recipe": None if taken is None else [recipe_entry(*line) for line in taken],
            }
            for time, dose in day.takes
            for taken in [self.recipe(dose, day.products)]
        ]


def recipe_entry(product: Product, quantity: Fraction) -> dict[str, str | int]:
    """Write one line of a recipe."""
    if product.is_solid:
        return {"formulation": product.id, "count": decimal_text(quantity)}
    if product.kind == "liquid":
        return {"formulation": product.id, "volume_ml": decimal_text(quantity)}
    assert quantity.denominator == 1
    return {"formulation": product.id, "drops": quantity.numerator}


def phase_entries(course: Laid, cook: _Cook) -> list[dict[str, Any]]:
    """Write the phases: neighbouring days that differ in nothing but whether they have a dose."""
    phases = []
    for shown, group in groupby(enumerate(course.days), key=lambda item: replace(item[1], taken=False)):
        days = list(group)
        taken = [day_text(course.start, place) for place, day in days if day.taken]
        phase: dict[str, Any] = {
            "first": day_text(course.start, days[0][0]),
            "last": day_text(course.start, days[-1][0]),
            "days": len(days),
            "kind": shown.kind,
            "daily_dose": amount_text(shown.dose),
            "dose_days": len(taken),
            "takes": cook.takes(shown),
        }
        if shown.rhythm is not None:
            phase |= {"rhythm": rhythm_entry(shown.rhythm), "dose_dates": taken}
        phases.append(phase)
    return phases


def fills_of_plan(plan: Mapping[str, Any], course: Laid, cook: _Cook) -> list[Fill]:
    """Give the fills of all products, by first day and then by id."""
    noted = [
        (date.fromisoformat(entry["noted_on"]) - course.start).days
        for entry in plan.get("adjustments", [])
        if "noted_on" in entry
    ]
    uses: dict[tuple[bool, ...], Use] = {}

    def known(day: int) -> Use:
        news = tuple(each <= day for each in noted)
        if news not in uses:
            uses[news] = cook.use(lay_known(plan, course.start + timedelta(days=day)).days)
        return uses[news]

    products = [read_product(entry) for entry in every_product(plan)]
    beyond_use = {product.id: product.beyond_use_days for product in products}
    fill_days = plan.get("fill_days", DEFAULT_FILL_DAYS)
    return fills(cook.use(course.days), beyond_use, fill_days, known, max(noted, default=0))


def stock(plan_file: Mapping[str, Any], day: date) -> dict[str, list[Any]]:
    """Give what is left of each formulation on a day; what of it is used, waits through an open pause and is over; the
    next day that uses the formulation, the last day of what is used first, and the quantities of the fills from that
    day on. What is used up and done with is left out.
    """
    plan = current(plan_file)
    course = lay(plan)
    cook = _Cook(plan)
    found, now, place = fills_of_plan(plan, course, cook), cook.use(course.days), (day - course.start).days
    going_on = cook.going_on(course)
    stocks: dict[str, list[Any]] = {}
    for product in map(read_product, every_product(plan)):
        lots = left_on(product.id, found, now, product.beyond_use_days, place)
        later = [fill.quantity for fill in found if fill.formulation == product.id and fill.first >= place]
        used = [each for each in range(max(place, 0), len(now)) if used_on(now, product.id, each)]
        kept = [lot for lot in lots if used and lot.lasts(used[0])]
        ends = [lot.usable_to for lot in (kept if used else lots) if lot.usable_to is not None]
        left, useful = (sum((lot.left for lot in part), Fraction(0)) for part in (lots, kept))
        if used and not later and product.id not in going_on:
            for each in used:
                take_from([lot for lot in kept if lot.lasts(each)], used_on(now, product.id, each))
            useful -= sum(lot.left for lot in kept)
        elif used:
            kept = []
        elif course.after == "continue" and product.id in going_on:
            useful = left
        rest = kept if used else lots
        waits = course.after == "paused" and product in course.days[-1].products
        waiting = sum((lot.left for lot in rest), Fraction(0)) if waits else Fraction(0)
        if lots or later:
            stocks[product.id] = [
                decimal_text(left),
                [decimal_text(part) for part in (useful, waiting, left - useful - waiting)],
                day_text(course.start, used[0]) if used else None,
                day_text(course.start, min(ends)) if ends else None,
                [decimal_text(quantity) for quantity in later],
            ]
    return stocks


def expected(plan_file: Mapping[str, Any]) -> dict[str, Any]:
    """Give ``phases``, ``fills``, ``totals``, ``ends`` and ``after`` of a plan file of either version.

    Defaults may be left out. Raises ``Refused`` where the rules refuse the plan.
    """
    plan = current(plan_file)
    refuse_unreadable(plan)
    course = lay(plan)
    cook = _Cook(plan)
    found = fills_of_plan(plan, course, cook)
    return {
        "phases": phase_entries(course, cook),
        "fills": [
            {
                "formulation": fill.formulation,
                "from": day_text(course.start, fill.first),
                "to": day_text(course.start, fill.last),
                "quantity": decimal_text(fill.quantity),
            }
            for fill in found
        ],
        "totals": {name: decimal_text(quantity) for name, quantity in totals(found).items()},
        "ends": day_text(course.start, len(course.days) - 1),
        "after": course.after,
    }


def as_version_1(answer: Mapping[str, Any]) -> dict[str, Any]:
    """Leave out what an answer of version 1 does not tell: what follows, and how many days have a dose."""
    phases = [{key: phase[key] for key in phase if key != "dose_days"} for phase in answer["phases"]]
    return {**{key: answer[key] for key in answer if key != "after"}, "phases": phases}
