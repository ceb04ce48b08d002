"""A patient who was followed for weeks: three revisions, visits, papers; as the records of a library."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, date, datetime

from ldn_desktop.domain.adjustment import Hold, StepBack
from ldn_desktop.domain.formulation import Capsule
from ldn_desktop.domain.ladder import linear
from ldn_desktop.domain.plan import Patient, Plan
from ldn_desktop.library.bodies import Paper, SideEffect, Visit
from ldn_desktop.library.contract import Kept, Store
from ldn_desktop.library.records import Record, canonical, hash_of
from ldn_desktop.workspace.kept_plans import KeptPlans
from ldn_desktop.workspace.knowledge import Knowledge
from tests.library.plain_store import PlainStore
from tests.places import SHIPPED

KNOWLEDGE = Knowledge(SHIPPED)
MG = 1_000_000
TODAY = date(2027, 2, 16)
PLAN = Plan(
    date(2026, 12, 1), linear(MG * 3 // 2, MG * 3 // 2, MG * 9 // 2, every=14, maintenance=28),
    (Capsule("c1", MG * 3 // 2), Capsule("c2", 3 * MG)), id="b",
    patient=Patient("Patient B", date(1974, 3, 14), "4711"), condition="fibromyalgia",
)  # fmt: skip
HELD = replace(PLAN, revision=2, adjustments=(Hold(date(2026, 12, 10), 14, noted_on=date(2026, 12, 10)),))
BACK = replace(
    HELD,
    revision=3,
    adjustments=(*HELD.adjustments, StepBack(date(2027, 1, 5), 14, noted_on=date(2027, 1, 5))),
)
DREAMS, SLEEP, ACHE = "Vivid dreams", "Poor sleep", "Headache"


def seen(
    day: date, decision: str, pain: int, sleep: int, fatigue: int, *effects: SideEffect, how: str = ""
) -> Visit:
    scores = (("fatigue", fatigue), ("pain", pain), ("poor-sleep", sleep))
    return Visit(day, decision, how=how, scores=scores, side_effects=effects)


class Clock:
    """Tells the time that a test sets."""

    def __init__(self) -> None:
        self.now = datetime(2026, 11, 26, 11, 10, tzinfo=UTC)

    def set(self, day: date, hour: int = 10, minute: int = 52) -> None:
        """Have it be a day and hour."""
        self.now = datetime(day.year, day.month, day.day, hour, minute, tzinfo=UTC)

    def __call__(self) -> datetime:
        """Return the time."""
        return self.now


def kept_in(store: Store | None = None) -> tuple[KeptPlans, Clock]:
    """Return plans in a store of their own, and the clock by which they are kept."""
    clock = Clock()
    return KeptPlans(store or PlainStore(), KNOWLEDGE, clock), clock


def newer_revision(subject: str, *parents: str) -> Kept:
    """Return a revision as a program would keep it that is newer than this one."""
    members = {
        "format": "ldn-record", "version": 99, "kind": "revision", "subject": subject, "id": "0" * 32,
        "parents": parents, "author": "A", "at": "2027-02-16T10:00:00+00:00", "reason": "", "body": {"more": 1},
    }  # fmt: skip
    data = canonical(members)
    return Kept(99, subject, hash_of(data), data)


def tell(kept: KeptPlans, clock: Clock) -> tuple[Record, Record, Record]:
    """Keep the story; return its three revisions."""
    author = "Prescriber name"
    first = kept.keep(PLAN, author, "first visit")
    subject = first.subject
    kept.see(seen(date(2026, 11, 26), "go-on", 7, 5, 8), subject, author)
    for code in ("patient", "pharmacy-order"):
        kept.note(Paper(code, first.hash, 2, "en"), subject, author)
    clock.set(date(2026, 12, 10))
    mild = SideEffect(DREAMS, "mild", date(2026, 12, 3))
    visit = seen(date(2026, 12, 10), "hold", 7, 6, 8, mild, how="telephone")
    second, _ = kept.see(visit, subject, author, HELD, "vivid dreams", [first])
    clock.set(date(2027, 1, 5))
    worse = (SideEffect(SLEEP, "moderate", date(2026, 12, 30)), SideEffect(ACHE, "mild", date(2026, 12, 31)))
    visit = seen(date(2027, 1, 5), "step-back", 6, 8, 7, *worse)
    third, _ = kept.see(visit, subject, author, BACK, "poor sleep and headache at 3 mg", [second])
    for code in ("patient", "pharmacy-order"):
        kept.note(Paper(code, third.hash, 2, "en"), subject, author)
    clock.set(date(2027, 1, 19))
    kept.see(seen(date(2027, 1, 19), "go-on", 6, 4, 7, SideEffect(SLEEP, "mild")), subject, author)
    clock.set(date(2027, 2, 2))
    kept.see(seen(date(2027, 2, 2), "go-on", 5, 4, 6, how="telephone"), subject, author)
    clock.set(TODAY)
    again = SideEffect(DREAMS, "mild", date(2027, 2, 5))
    kept.see(seen(TODAY, "go-on", 4, 3, 6, again), subject, author)
    return first, second, third
