"""What of a plan goes along when it is handed over: all of it for a record, less on a paper that others read."""

from __future__ import annotations

from dataclasses import replace
from typing import NamedTuple

from ldn_desktop.domain.plan import Order, Patient, Plan, Screening


class Scope(NamedTuple):
    """How much of a plan is handed over: ``whole`` as the clinician's record has it, ``named`` with whose it is.

    Less than the whole is what the patient's own plan says: without condition, weight, safety check, other medicines,
    overrides, notes and what the pharmacy's order asks for.
    """

    whole: bool = False
    named: bool = False


def handed_over(plan: Plan, scope: Scope) -> Plan:
    """Return the plan with no more than a scope lets go along: the same steps, products, changes and days."""
    if not scope.named:
        plan = replace(plan, patient=Patient(), order=plan.order._replace(address="", phone=""))
    if scope.whole:
        return plan
    basis = plan.basis and plan.basis._replace(per_kg=None)
    changes = tuple(replace(change, note="") for change in plan.adjustments)
    plan = replace(plan, basis=basis, adjustments=changes, condition="", notes="", order=Order())
    return replace(plan, medicines=(), screening=Screening(), overrides=())
