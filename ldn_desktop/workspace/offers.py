"""What the form of the planner offers from the content: presets of steps, products and sets of them."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from datetime import date
from typing import TYPE_CHECKING

from ldn_desktop.domain.amount import format_volume
from ldn_desktop.domain.ladder import LadderError
from ldn_desktop.reference.content import Content
from ldn_desktop.workspace.draft import Draft, opened
from ldn_desktop.workspace.generator import Generator, of_basis
from ldn_desktop.workspace.products import ProductDefaults, ProductForm

if TYPE_CHECKING:
    from ldn_desktop.domain.formulation import Formulation
    from ldn_desktop.domain.plan import Plan
    from ldn_desktop.domain.practice import Practice
    from ldn_desktop.reference.planning.presets import Preset


OWN = "own:"
"""What the id of a practice's own preset begins with."""


class Offers:
    """The presets and products of a content, read when they are first asked for, and the practice's own presets."""

    def __init__(self, content: Content, practice: Callable[[], Practice]) -> None:
        self._content, self._practice = content, practice

    def presets(self, condition: str = "") -> tuple[Preset, ...]:
        """Return all presets, those of a condition first, then the practice's own."""
        presets = (*self._own(), *self._content.presets.ladders)
        known = self._content.condition(condition)
        condition = known.id if known else condition
        return tuple(sorted(presets, key=lambda preset: condition not in preset.conditions))

    def _own(self) -> tuple[Preset, ...]:
        """Return the practice's own presets: no source, and so no support."""
        practice = self._practice()
        if not practice.presets:
            return ()
        from ldn_desktop.workspace.own_presets import preset_of

        return tuple(
            preset_of(own, practice.name, OWN, self._content.presets.own) for own in practice.presets
        )

    def preset(self, name: str) -> Preset | None:
        """Return a preset by its id."""
        return next((preset for preset in self.presets() if preset.id == name), None)

    def preset_note(self, name: str) -> str:
        """Return what is to be known about a preset, and whose choice its last step's length is."""
        preset = self.preset(name)
        if preset is None:
            return ""
        length = "" if preset.maintenance_stated else "The length of the last step is our choice."
        return f"{preset.note} {length}".strip()

    def generator_of(self, name: str) -> tuple[Generator, tuple[str, ...]]:
        """Return the numbers and times of a preset. Refused: an unknown id (``KeyError``)."""
        own = next((own for own in self._practice().presets if f"{OWN}{own.name}" == name), None)
        if own is not None:
            return of_basis(own.basis), own.times
        preset = self.preset(name)
        if preset is None:
            raise KeyError(name)
        numbers = Generator(
            mode="linear",
            start_ng=preset.start_ng,
            step_ng=preset.step_ng or None,
            target_ng=preset.target_ng,
            every=preset.every_days,
            maintenance=preset.maintenance_days,
        )
        return numbers, preset.times

    def preset_like(self, plan: Plan) -> str:
        """Return the id of the preset that has just a plan's steps and times, those of its condition first.

        A plan file does not name a preset; steps that are the same have the same support.
        """
        # Where a source has the same steps as the practice, the source is told.
        for preset in sorted(self.presets(plan.condition), key=lambda each: each.id.startswith(OWN)):
            numbers, times = self.generator_of(preset.id)
            # Presets of the content are in days, which rest on no date.
            start = plan.start_date if preset.id.startswith(OWN) else date.min
            if times == plan.times and _makes(numbers, plan, start):
                return preset.id
        return ""

    def draft_of(self, plan: Plan) -> Draft:
        """Return the draft of a plan that was read, with the preset that has just its steps."""
        return replace(opened(plan), preset=self.preset_like(plan))

    def usual_products(self) -> tuple[Formulation, ...]:
        """Return the products usually made."""
        return tuple(self._content.formulary.products.values())

    def product_sets(self) -> tuple[tuple[str, str], ...]:
        """Return the id and title of each usual set of products."""
        return tuple((entry.id, entry.title) for entry in self._content.formulary.sets)

    def product_set(self, name: str) -> tuple[Formulation, ...]:
        """Return the products of a usual set. Refused: an unknown id (``KeyError``)."""
        for entry in self._content.formulary.sets:
            if entry.id == name:
                return entry.products
        raise KeyError(name)

    def product_defaults(self) -> ProductDefaults:
        """Return what the product form holds at first, and the usual marks of each size of syringe."""
        formulary = self._content.formulary
        size, marks = formulary.first_syringe, formulary.usual_marks[formulary.first_syringe]
        form = ProductForm("capsule", graduation_ml=format_volume(marks), capacity_ml=format_volume(size))
        return ProductDefaults(form, formulary.usual_marks)


def _makes(numbers: Generator, plan: Plan, start: date) -> bool:
    """Tell whether numbers make a plan's ladder; near the end of the calendar those in months may make none."""
    try:
        return numbers.ladder(start) == plan.ladder
    except LadderError:
        return False
