"""A plan that is followed in tests: Patient B of the mock-ups, on 5 January after one visit."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, date, datetime
from pathlib import Path
from typing import Any

from ldn_desktop.domain.formulation import Capsule
from ldn_desktop.domain.ladder import linear
from ldn_desktop.domain.plan import Patient, Plan, Prescriber, Screening
from ldn_desktop.library.keys import PASSPHRASE, Secret, data_key
from ldn_desktop.library.opening import keys_in, make_library
from ldn_desktop.storage.given_out import GivenOut
from ldn_desktop.workspace.knowledge import Knowledge
from ldn_desktop.workspace.plan_library import PlanLibrary
from ldn_desktop.workspace.visit_desk import VisitDesk
from tests.library.given import CHEAP, RECOVERY_TEXT, SENTENCE
from tests.places import SHIPPED

KNOWLEDGE = Knowledge(SHIPPED)
MG = 1_000_000
START, TODAY = date(2026, 12, 1), date(2027, 1, 5)
PLAN = Plan(
    START,
    linear(3 * MG // 2, 3 * MG // 2, 9 * MG // 2, every=28, maintenance=28),
    (Capsule("c15", 3 * MG // 2), Capsule("c3", 3 * MG), Capsule("c45", 9 * MG // 2)),
    id="plan-b",
    patient=Patient("Patient B", date(1980, 5, 1)),
    prescriber=Prescriber("Prescriber name"),
    condition="fibromyalgia",
    screening=Screening(START, tuple((name, "no") for name in sorted(KNOWLEDGE.rules.questions))),
)


def library_in(folder: Path) -> PlanLibrary:
    """Return an open library."""
    make_library(folder / "library", SENTENCE, RECOVERY_TEXT, CHEAP)
    return opened(folder)


def opened(folder: Path) -> PlanLibrary:
    """Return the library of a folder, open again."""
    library = PlanLibrary(folder / "library", KNOWLEDGE, lambda: datetime(2027, 1, 5, 9, 30, tzinfo=UTC))
    library.open_with(data_key(keys_in(library.folder), Secret(PASSPHRASE, SENTENCE)))
    return library


def kept_plan(library: PlanLibrary, plan: Plan = PLAN, **changes: Any) -> str:
    """Keep the plan, otherwise changed where that is said; return its subject."""
    plan = replace(plan, **changes)
    return library.kept.keep(plan, "Prescriber name", "plan made").subject


def desk(library: PlanLibrary, subject: str, today: date = TODAY) -> VisitDesk:
    """Return the visit of a plan."""
    given_out = GivenOut(library.folder.parent / "given-out.json")
    return VisitDesk(subject, library, KNOWLEDGE, given_out, lambda: today, "Prescriber name")
