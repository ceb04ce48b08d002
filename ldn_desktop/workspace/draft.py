"""What is being edited: a plan that may still lack its ladder or its products, and what of the form is not in it."""

from __future__ import annotations

import os
from dataclasses import dataclass, field, replace
from datetime import date
from typing import NamedTuple

from ldn_desktop.domain.amount import format_dose, quoted
from ldn_desktop.domain.ladder import LadderError
from ldn_desktop.domain.plan import Order, Plan, Screening
from ldn_desktop.workspace.generator import NAMES, TO_TYPE, Generator, of_basis, recognised
from ldn_desktop.workspace.laying import lost_doses, starting

_ID_BYTES = 16
PARTS = ("patient", "safety", "titration", "ladder", "products", "texts", "order", "change", "override")
"""The parts of the form in its order: what stands before the first dot of a field's id."""
_PERSONAL = {"safety", "override", "change", "texts", "order"}
"""Those about one patient alone."""


class Typed(NamedTuple):
    """What stands in a field of the form and not in the plan.

    ``field`` is its id: the part of the form, a dot, and which (``titration.start_ng``, ``ladder.2.days``). ``name``
    is what the screen calls it. ``problem`` is one sentence, empty where the text is only kept.
    """

    field: str
    name: str
    text: str
    problem: str = ""


OPIOID_NAME = "safety.opioid"
"""The id of the field that finds an opioid."""
OPIOID_FIELD = "Add an opioid by any name or brand"
"""What the screen calls it."""


def opioid_not_added(text: str) -> Typed:
    """Return what stands in the field that finds an opioid, where it is none of them yet."""
    name = text.strip()
    told = f"{quoted(name)} is typed and not added: choose it from the list, or empty the field."
    return Typed(OPIOID_NAME, OPIOID_FIELD, text, told if name else "")


@dataclass(frozen=True, slots=True)
class Draft:
    """A state of the planner, immutable; undo steps through these.

    ``plan`` may have an empty ladder or no formulations, and then has no view. ``preset`` is the id of the
    preset whose numbers it has, empty once its steps are the clinician's own. ``typed`` is what the form holds
    and the plan does not. ``trouble`` says why the numbers of the generator give no ladder; the plan then keeps
    the ladder it had. ``taken`` tells that the plan is known by its revision, from a file or a paper that left: what
    differs from it is the next one. ``told`` is what the last change of the ladder took with it, in words.
    """

    plan: Plan
    generator: Generator = field(default=Generator())
    preset: str = ""
    typed: tuple[Typed, ...] = ()
    trouble: Typed | None = None
    taken: bool = field(default=False, compare=False)
    told: str = field(default="", compare=False)

    @property
    def problem(self) -> str:
        """Why the numbers of the generator give no ladder, or an empty text."""
        return self.trouble.problem if self.trouble else ""

    @property
    def unread(self) -> tuple[Typed, ...]:
        """What in the form is wrong, incomplete or not read, so that the form says something else than the plan."""
        told = [entry for entry in self.typed if entry.problem]
        return tuple(sorted([*told, self.trouble] if self.trouble else told, key=_place))

    @property
    def loose(self) -> tuple[object, ...]:
        """Everything of the form that only the draft holds: it is lost with the draft, and not in a plan file."""
        numbers = self.generator if self.trouble or not self.plan.ladder else None
        return (self.typed, numbers)

    def wrong_in(self, *parts: str) -> bool:
        """Tell whether something in these parts of the form is wrong, incomplete or not read."""
        return any(entry.field.partition(".")[0] in parts for entry in self.unread)

    def typed_within(self, part: str) -> tuple[Typed, ...]:
        """Return what is typed in a part of the form and not in the plan, in the order of the ids."""
        return tuple(e for e in self.typed if e.field == part or e.field.startswith(f"{part}."))

    def typed_in(self, name: str) -> Typed | None:
        """Return what is typed in a field and not in the plan, or ``None``."""
        return next((entry for entry in self.typed if entry.field == name), None)

    def without_typed(self, *parts: str) -> Draft:
        """Return the same without what is typed in these fields or parts of the form."""
        gone = {entry for part in parts for entry in self.typed_within(part)}
        return replace(self, typed=tuple(entry for entry in self.typed if entry not in gone))


def trouble_of(generator: Generator, plan: Plan) -> Typed | None:
    """Return why the numbers make no ladder, at the one to be corrected, where the steps that a plan has stay.

    Numbers that are not all there are no fault while there are no steps yet.
    """
    try:
        made = generator.ladder(plan.start_date)
    except LadderError as error:
        return _trouble(generator.blamed(), str(error))
    if made is not None and (lost := lost_doses(made, plan.ladder)) is not None:
        return _trouble(
            generator.shown[0],
            f"Step {lost + 1} has a dose for each time of the day, {format_dose(plan.ladder[lost].dose_ng)} together, "
            "which these numbers would not keep, so the steps are not those that they make; make its doses equal, or "
            "right together, under “More for a step”, or choose “Table”, which keeps the steps and leaves "
            "these numbers out of the plan.",
        )
    if made is not None or not generator.missing or not plan.ladder:
        return None
    name = generator.missing[0]
    return _trouble(
        name,
        f"“{NAMES[name]}” is empty, so the steps are still those from before; type there {TO_TYPE[name]}.",
    )


def _trouble(name: str, told: str) -> Typed:
    return Typed(f"titration.{name}", NAMES[name], "", told)


def _place(entry: Typed) -> tuple[int, str]:
    return PARTS.index(entry.field.partition(".")[0]), entry.field


def blank(start: date, plan_id: str) -> Draft:
    """Return an empty draft that starts on a day."""
    return Draft(Plan(start_date=start, ladder=(), formulations=(), id=plan_id))


def for_another(draft: Draft, today: date) -> Draft:
    """Return the draft as a new plan for another patient, without what was known or decided of the one before.

    The safety check with its opioids and other medicines, the operation, what was overruled, the changes along the way,
    the texts for patient and record, what the pharmacy's order says and the weight go; the steps that it made stay
    until another is typed. A first dose that has passed was the other's: the new plan begins today.
    """
    plan = replace(draft.plan, id=new_id(), revision=1, medicines=(), screening=Screening(), operation=None)
    plan = replace(plan, overrides=(), adjustments=(), order=Order(), notes="", instructions="")
    plan = starting(plan, max(plan.start_date, today))
    generator = draft.generator.without_weight()
    if plan.basis is not None and plan.basis.per_kg is not None:
        plan = replace(plan, basis=None)
    gone = {"titration.weight_g", "titration.weighed_on"}
    kept = tuple(e for e in draft.typed if e.field not in gone and e.field.partition(".")[0] not in _PERSONAL)
    return Draft(plan, generator, draft.preset, kept, trouble_of(generator, plan))


def like(draft: Draft, empty: Draft) -> Draft:
    """Return a new plan like a draft, for whoever ``empty``, a new plan of this computer, is: its first day too.

    Steps, products, times, the condition and the text for the patient are kept. Nothing of the patient is, and nothing
    that ``for_another`` leaves out. Refused (``LadderError``): steps that would end after the year 9999.
    """
    proposed = empty.plan
    made = for_another(draft, proposed.start_date)
    plan = replace(made.plan, patient=proposed.patient, prescriber=proposed.prescriber)
    plan = starting(replace(plan, instructions=draft.plan.instructions), proposed.start_date)
    return Draft(plan, made.generator, made.preset, (), trouble_of(made.generator, plan))


def new_id() -> str:
    """Return an id that no other plan has."""
    return os.urandom(_ID_BYTES).hex()


def opened(plan: Plan) -> Draft:
    """Return the draft of a plan that was read from a file."""
    if plan.basis is not None:
        return Draft(plan, of_basis(plan.basis))
    return Draft(plan, recognised(plan.ladder) if plan.ladder else Generator())
