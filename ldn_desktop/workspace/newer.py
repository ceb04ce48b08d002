"""What a plan file may hold that the window and the papers do not show yet: such a plan is computed, not opened."""

from __future__ import annotations

from collections.abc import Iterator

from ldn_desktop.decoding.strict import FileError
from ldn_desktop.domain.adjustment import Adjustment, ChangeFormulations, Pause, Resume
from ldn_desktop.domain.formulation import ORAL, Formulation
from ldn_desktop.domain.ladder import ON_DATE
from ldn_desktop.domain.plan import REVIEW, Order, Plan
from ldn_desktop.domain.recipe import DEFAULT_ALLOWED


def refuse_newer(plan: Plan) -> None:
    """Refuse (``FileError``) a plan of which the window and the papers would leave something out."""
    for path in _beyond(plan):
        raise FileError(
            path,
            "is not shown or printed by this version of the program, so the plan is not opened; the commands schedule "
            "and check compute it.",
        )


def _beyond(plan: Plan) -> Iterator[str]:
    """Yield the paths of what would be left out."""
    for at, rung in enumerate(plan.ladder):
        told = {"doses": rung.doses, "rhythm": rung.rhythm, "go_on": rung.go_on != ON_DATE}
        yield from (f"ladder[{at}].{name}" for name, there in told.items() if there)
    members = {
        "after": plan.after != REVIEW,
        "basis": plan.basis,
        "instructions": plan.instructions,
        "operation": plan.operation,
        "order": plan.order != Order(),
        "max_measures_per_dose": plan.max_measures_per_dose != DEFAULT_ALLOWED.measures,
        "max_drops_per_dose": plan.max_drops_per_dose != DEFAULT_ALLOWED.drops,
    }
    yield from (name for name, there in members.items() if there)
    yield from _routes("formulations", plan.formulations)
    for at, adjustment in enumerate(plan.adjustments):
        path = f"adjustments[{at}]"
        if isinstance(adjustment, ChangeFormulations):
            yield from _routes(f"{path}.formulations", adjustment.formulations)
        yield from (f"{path}.{name}" for name in _new_in(adjustment))


def _new_in(adjustment: Adjustment) -> Iterator[str]:
    if adjustment.noted_on is not None:
        yield "noted_on"
    if adjustment.note:
        yield "note"
    if isinstance(adjustment, Resume) or (isinstance(adjustment, Pause) and adjustment.until is None):
        yield "action"


def _routes(path: str, products: tuple[Formulation, ...]) -> Iterator[str]:
    return (f"{path}[{at}].route" for at, product in enumerate(products) if product.route != ORAL)
