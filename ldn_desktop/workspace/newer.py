"""What a plan may hold that the papers do not say yet: never left out in silence, it holds them back."""

from __future__ import annotations

from collections.abc import Iterator

from ldn_desktop.decoding.strict import FileError
from ldn_desktop.domain.adjustment import Adjustment, ChangeFormulations, Pause, Resume
from ldn_desktop.domain.formulation import ORAL, Formulation
from ldn_desktop.domain.ladder import ON_DATE
from ldn_desktop.domain.plan import REVIEW, Plan
from ldn_desktop.domain.recipe import DEFAULT_ALLOWED

_NAMES = {
    "doses": "a dose for each time of day",
    "rhythm": "days without a dose",
    "go_on": "a condition for the next step",
    "after": "what follows the last day",
    "instructions": "the text for the patient",
    "operation": "the operation",
    "max_measures_per_dose": "the limit of syringes",
    "max_drops_per_dose": "the limit of drops",
    "route": "another way to take a product than by mouth",
    "noted_on": "the day on which a change was decided",
    "note": "the note on a change",
    "action": "a pause without an end",
}
_NOT_PRINTED = frozenset({"order"})
"""What not all papers say."""


def refuse_unprinted(plan: Plan) -> None:
    """Refuse (``FileError``) a plan of which a paper would leave something out."""
    for path, name in _beyond(plan):
        if name in _NOT_PRINTED:
            told = "is not printed by this version of the program, so no paper is made"
            raise FileError(path, f"{told}; the commands schedule and check compute it.")


def unprinted(plan: Plan) -> str:
    """Name what a paper of the plan would leave out, the first where there is more; nothing where it says all."""
    return next((_NAMES[name] for _, name in _beyond(plan) if name in _NOT_PRINTED), "")


def _beyond(plan: Plan) -> Iterator[tuple[str, str]]:
    """Yield the paths of what version 1 of the plan file did not know, each with its name."""
    for at, rung in enumerate(plan.ladder):
        told = {"doses": rung.doses, "rhythm": rung.rhythm, "go_on": rung.go_on != ON_DATE}
        yield from ((f"ladder[{at}].{name}", name) for name, there in told.items() if there)
    members = {
        "after": plan.after != REVIEW,
        "instructions": plan.instructions,
        "operation": plan.operation,
        "max_measures_per_dose": plan.max_measures_per_dose != DEFAULT_ALLOWED.measures,
        "max_drops_per_dose": plan.max_drops_per_dose != DEFAULT_ALLOWED.drops,
    }
    yield from ((name, name) for name, there in members.items() if there)
    yield from _routes("formulations", plan.formulations)
    for at, adjustment in enumerate(plan.adjustments):
        path = f"adjustments[{at}]"
        if isinstance(adjustment, ChangeFormulations):
            yield from _routes(f"{path}.formulations", adjustment.formulations)
        yield from ((f"{path}.{name}", name) for name in _new_in(adjustment))


def _new_in(adjustment: Adjustment) -> Iterator[str]:
    if adjustment.noted_on is not None:
        yield "noted_on"
    if adjustment.note:
        yield "note"
    if isinstance(adjustment, Resume) or (isinstance(adjustment, Pause) and adjustment.until is None):
        yield "action"


def _routes(path: str, products: tuple[Formulation, ...]) -> Iterator[tuple[str, str]]:
    return ((f"{path}[{at}].route", "route") for at, product in enumerate(products) if product.route != ORAL)
