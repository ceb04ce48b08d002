"""A plan, under any patient's name, and the day on which tests look at it."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, date, datetime
from typing import Any

from ldn_desktop.domain.formulation import Capsule
from ldn_desktop.domain.ladder import linear
from ldn_desktop.domain.plan import Patient, Plan

TODAY = date(2026, 12, 23)
NOW = datetime(2026, 12, 23, 10, 52, tzinfo=UTC)
MG = 1_000_000
PLAN = Plan(
    date(2026, 12, 1), linear(MG, MG, 3 * MG, every=14, maintenance=28), (Capsule("c1", MG),), id="p",
    patient=Patient("Anna Müller", date(1980, 5, 1), "4711"), condition="fibromyalgia",
)  # fmt: skip


def named(name: str, **changes: Any) -> Plan:
    """Return the plan under a patient's name, otherwise changed where that is said."""
    plan = replace(PLAN, id=name, patient=PLAN.patient._replace(name=name))
    return replace(plan, **changes)
