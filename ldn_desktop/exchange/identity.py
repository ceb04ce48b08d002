"""Ids of what is handed over: the same for the same part of the same plan, whatever its revision."""

from __future__ import annotations

from uuid import UUID, uuid5

from ldn_desktop.domain.plan import Plan

_ROOM = UUID("3c1f6a52-7d0e-4b8e-9a43-5d2e8b7c6f10")
"""The room of names in which they are made."""


def stable_id(plan: Plan, *part: object) -> str:
    """Return the id of a part of a plan. A plan without an id of its own is known by its patient and its start."""
    patient = plan.patient
    whose = (plan.id,) if plan.id else (*patient, plan.start_date)
    return str(uuid5(_ROOM, "\0".join(map(str, (*whose, *part)))))
