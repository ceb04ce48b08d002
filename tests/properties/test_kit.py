"""How far a kit reaches, against taking from it day by day."""

from __future__ import annotations

from datetime import date
from typing import Any

from hypothesis import given, settings
from hypothesis import strategies as st

from ldn_desktop.domain.formulation import Formulation
from ldn_desktop.domain.kit import kit_reach
from ldn_desktop.domain.regimen import derive
from ldn_desktop.domain.use import portion_units
from tests.domain.given_rules import RULES
from tests.properties.test_dose_days import DAY, drawn
from tests.strategies import plans
from tests.strategies_v2 import plans_v2


class Shelf:
    """What is on the shelf of one patient, who takes it day by day."""

    def __init__(self, products: dict[str, Formulation], held: dict[str, int], start: date) -> None:
        self.held = held
        self.dates = {
            name: start + (product.beyond_use_days - 1) * DAY
            for name, product in products.items()
            if product.beyond_use_days is not None
        }

    def at_hand(self, name: str, day: date) -> int:
        return 0 if day > self.dates.get(name, date.max) else self.held[name]

    def lacks(self, use: dict[str, int], day: date) -> dict[str, int]:
        return {name: max(units - self.at_hand(name, day), 0) for name, units in use.items()}

    def take(self, use: dict[str, int], day: date) -> None:
        """Take as much as there is."""
        for name, units in use.items():
            self.held[name] -= min(units, self.at_hand(name, day))


@settings(max_examples=150)
@given(st.one_of(plans(), plans_v2()), st.data())
def test_a_kit_reaches_as_far_as_taking_from_it_every_day(
    plan_json: dict[str, Any], data: st.DataObject
) -> None:
    regimen = derive(drawn(plan_json), RULES, date(2026, 12, 1))
    products: dict[str, Formulation] = {}
    uses: dict[date, dict[str, int]] = {}
    for step in regimen.steps:
        day = step.phase.first
        while day <= step.phase.last:
            if step.phase.dose_ng and day in step.phase.dose_days():
                use = uses.setdefault(day, {})
                for take in step.takes:
                    for portion in take.recipe.portions if take.recipe else ():
                        products[portion.formulation.id] = portion.formulation
                        use[portion.formulation.id] = use.get(portion.formulation.id, 0) + portion_units(
                            portion
                        )
            day += DAY
    totals = {name: sum(use.get(name, 0) for use in uses.values()) for name in products}
    kit = {name: data.draw(st.integers(0, units + units // 4 + 4)) for name, units in totals.items()}
    found = kit_reach(regimen.steps, kit)

    shelf = Shelf(products, dict(kit), regimen.first)
    covers, short_on, left = None, None, dict(kit)
    lacks, missing = dict.fromkeys(products, 0), dict.fromkeys(products, 0)
    for day, use in sorted(uses.items()):
        today = shelf.lacks(use, day)
        if short_on is None and any(today.values()):
            short_on, left = day, dict(shelf.held)
            lacks |= today
        if short_on is None:
            covers = day
        else:
            missing = {name: units + today.get(name, 0) for name, units in missing.items()}
        shelf.take(use, day)
    if short_on is None:
        left = shelf.held
    assert (found.covers, found.short_on) == (covers, short_on)
    parts = {part.left.formulation.id: part for part in found.parts}
    assert {name: part.left.units for name, part in parts.items()} == left
    assert {name: part.lacks.units for name, part in parts.items()} == lacks
    assert {name: part.missing.units for name, part in parts.items()} == missing
