"""A library with one plan that was followed for weeks, and the pictures of its history and of its next visit."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, date, datetime
from pathlib import Path
from unittest.mock import patch

from PySide6.QtTest import QTest
from PySide6.QtWidgets import QPushButton
from sizes import Save, in_all_sizes

from ldn_desktop.domain.adjustment import Hold, StepBack
from ldn_desktop.domain.formulation import Capsule
from ldn_desktop.domain.ladder import linear
from ldn_desktop.domain.plan import Patient, Plan
from ldn_desktop.library.bodies import Paper, SideEffect, Visit
from ldn_desktop.library.contract import Store
from ldn_desktop.library.keys import PASSPHRASE, Secret
from ldn_desktop.library.recovery_key import new_recovery_key
from ldn_desktop.ui.plans.visit.room import VisitRoom
from ldn_desktop.ui.shell.window import MainWindow
from ldn_desktop.workspace.kept_plans import KeptPlans
from ldn_desktop.workspace.knowledge import Knowledge
from ldn_desktop.workspace.visit_draft import decided_on

SENTENCE = "a sentence for the pictures"
TODAY = datetime(2027, 2, 16, 10, 52, tzinfo=UTC)
MG = 1_000_000
_SETTLE_MS = 150
_NEXT = datetime(2027, 2, 18, 10, 52, tzinfo=UTC)
"""Two days after the last visit of the story: somebody called."""


def pictures(window: MainWindow, folder: Path, save: Save) -> str:
    """Make the library, keep the plan with its visits, and take the pictures; return the plan's subject."""
    with patch("ldn_desktop.workspace.clock.local_now", lambda: TODAY):
        subject = _kept_in(window)

        def show() -> None:
            window.open_reference("plans")
            window.open_reference(f"plans:history:{subject}")

        in_all_sizes(window, folder, save, "history", show)
    with patch("ldn_desktop.workspace.clock.local_now", lambda: _NEXT):
        _visit(window, folder, subject, save)
    return subject


def _visit(window: MainWindow, folder: Path, subject: str, save: Save) -> None:
    """Write a visit, and take its pictures: as it begins, and once it is written."""
    window.open_reference(f"plans:visit:{subject}")
    in_all_sizes(window, folder, save, "visit-new")
    room = window.findChild(VisitRoom)
    if room is None or room.desk is None:
        raise SystemExit("the visit cannot be opened")
    desk = room.desk
    told = replace(
        desk.draft.visit,
        tolerability="poor",
        scores=(("fatigue", 7), ("pain", 4), ("poor-sleep", 8)),
        side_effects=(SideEffect("Poor sleep", "moderate", date(2027, 2, 17)),),
        doses_missed=0,
        opioid="no",
        mood="as-before",
        note="Wakes at three since the rise to 4.5 mg.",
    )
    draft = replace(desk.draft, visit=told, why="poor sleep at 4.5 mg")
    room.form.written.emit(decided_on(draft, "step-back", desk.following), "the visit", "")
    in_all_sizes(window, folder, save, "visit")


def guide_picture(window: MainWindow, folder: Path, save: Save) -> None:
    """Take the picture of the guide's chapter on plans."""
    with patch("ldn_desktop.workspace.clock.local_now", lambda: TODAY):
        subject = _kept_in(window)
        window.resize(1200, 780)
        window.open_reference(f"plans:history:{subject}")
        QTest.qWait(_SETTLE_MS)
        # What asks where backups go stands above every page of a new library.
        for button in window.findChildren(QPushButton):
            if button.text() == "Not now" and button.isVisible():
                button.click()
        QTest.qWait(_SETTLE_MS)
        save(window, folder / "plans.png")


def _kept_in(window: MainWindow) -> str:
    """Make the library of a window, open it and keep the story; return the plan's subject."""
    keeper = window.keeper
    keeper.make(SENTENCE, new_recovery_key())
    if not keeper.is_open:
        keeper.unlock(Secret(PASSPHRASE, SENTENCE))
    return keep_story(keeper.library.opened.store, window.knowledge)


class _Clock:
    """Tells the time that it was set to."""

    def __init__(self) -> None:
        self._now = TODAY

    def set(self, day: date) -> None:
        """Have it be a day."""
        self._now = datetime(day.year, day.month, day.day, 10, 52, tzinfo=UTC)

    def __call__(self) -> datetime:
        """Return the time."""
        return self._now


def keep_story(store: Store, knowledge: Knowledge) -> str:
    """Keep a plan, two revisions of it, its visits and papers; return its subject."""
    clock, author = _Clock(), "Prescriber name"
    kept = KeptPlans(store, knowledge, clock)
    ladder = linear(3 * MG // 2, 3 * MG // 2, 9 * MG // 2, every=14, maintenance=28)
    products = (Capsule("c1", 3 * MG // 2), Capsule("c2", 3 * MG))
    patient = Patient("Patient B", date(1974, 3, 14), "000000")
    plan = Plan(date(2026, 12, 1), ladder, products, id="b", patient=patient, condition="fibromyalgia")
    hold = Hold(date(2026, 12, 10), 14, noted_on=date(2026, 12, 10))
    held = replace(plan, revision=2, adjustments=(hold,))
    back = StepBack(date(2027, 1, 5), 14, noted_on=date(2027, 1, 5))
    last = replace(held, revision=3, adjustments=(hold, back))

    def seen(
        day: date, decision: str, scores: tuple[int, int, int], *effects: SideEffect, how: str = ""
    ) -> Visit:
        clock.set(day)
        asked = zip(("pain", "poor-sleep", "fatigue"), scores, strict=True)
        return Visit(day, decision, how=how, scores=tuple(sorted(asked)), side_effects=effects)

    clock.set(date(2026, 11, 26))
    first = kept.keep(plan, author, "first visit")
    subject = first.subject
    kept.see(seen(date(2026, 11, 26), "go-on", (7, 5, 8)), subject, author)
    dreams = SideEffect("Vivid dreams", "mild", date(2026, 12, 3))
    visit = seen(date(2026, 12, 10), "hold", (7, 6, 8), dreams, how="telephone")
    second, _ = kept.see(visit, subject, author, held, "vivid dreams", [first])
    sleep = SideEffect("Poor sleep", "moderate", date(2026, 12, 30))
    ache = SideEffect("Headache", "mild", date(2026, 12, 31))
    visit = seen(date(2027, 1, 5), "step-back", (6, 8, 7), sleep, ache)
    third, _ = kept.see(visit, subject, author, last, "poor sleep and headache at 3 mg", [second])
    for code in ("patient", "pharmacy-order"):
        kept.note(Paper(code, third.hash, 2, "en"), subject, author)
    kept.see(seen(date(2027, 1, 19), "go-on", (6, 4, 7)), subject, author)
    kept.see(seen(date(2027, 2, 2), "go-on", (5, 4, 6), how="telephone"), subject, author)
    again = SideEffect("Vivid dreams", "mild", date(2027, 2, 5))
    kept.see(seen(date(2027, 2, 16), "go-on", (4, 3, 6), again), subject, author)
    return subject
