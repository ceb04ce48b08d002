"""Makes the pictures of the place of the plans: a library of made-up patients, its list in all themes and sizes.

Usage: ``python docs/screenshots/plans.py [FOLDER]`` (``build/screenshots`` by default; ``--guide`` makes none). Other
pictures of the place take the window and the subjects from ``open_library``.
"""

from __future__ import annotations

import sys
from collections.abc import Iterable, Iterator, Mapping
from contextlib import contextmanager
from dataclasses import replace
from datetime import UTC, date, datetime, timedelta
from functools import partial
from pathlib import Path
from typing import Any, NamedTuple

sys.path.insert(0, str(Path(__file__).resolve().parent))

from make import open_window, save
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QPushButton
from sizes import in_all_sizes

from ldn_desktop.domain.adjustment import Hold, Pause
from ldn_desktop.domain.formulation import Capsule
from ldn_desktop.domain.ladder import linear
from ldn_desktop.domain.plan import Patient, Plan
from ldn_desktop.domain.regimen import administered
from ldn_desktop.domain.work import Work
from ldn_desktop.library.bodies import Handed, Paper, Visit
from ldn_desktop.library.filters import Filter
from ldn_desktop.library.keys import PASSPHRASE, Secret
from ldn_desktop.library.recovery_key import new_recovery_key
from ldn_desktop.ui.keeper import Keeper
from ldn_desktop.ui.plans.listing.room import ListingRoom
from ldn_desktop.ui.shell.window import MainWindow

TODAY = date(2026, 12, 23)
NOW = datetime(2026, 12, 23, 10, 52, tzinfo=UTC)
SENTENCE = "a sentence is welcome"
BY = "Prescriber name"
MG = 1_000_000
_SETTLE_MS = 600


class Kept(NamedTuple):
    """A made-up plan and the day of its last visit."""

    plan: Plan
    seen: date | None = None


def open_plan(name: str, born: date, condition: str, start: date, *, top: int = 9, **changes: Any) -> Plan:
    """Return a plan by half milligrams, a week each."""
    capsules = (Capsule("c1", MG // 2), Capsule("c2", 3 * MG // 2), Capsule("c3", 9 * MG // 2))
    ladder = linear(MG // 2, MG // 2, top * MG // 2, every=7, maintenance=28)
    patient = Patient(f"Patient {name}", born, "000000")
    plan = Plan(start, ladder, capsules, id=f"plan-{name}", patient=patient, condition=condition)
    return replace(plan, **changes)


def kept_plans() -> Iterator[Kept]:
    """Yield the plans of the story, then others that come after them."""
    of = open_plan
    yield Kept(of("K", date(1969, 9, 9), "crohns", date(2026, 9, 14)), date(2026, 11, 9))
    yield Kept(of("M", date(1958, 1, 30), "ms", date(2026, 10, 26)), date(2026, 10, 26))
    pause = (Pause(date(2026, 12, 1)),)
    yield Kept(
        of("G", date(1991, 6, 17), "long-covid", date(2026, 11, 3), adjustments=pause), date(2026, 12, 1)
    )
    yield Kept(of("P", date(1977, 2, 4), "fibromyalgia", date(2026, 11, 25)), date(2026, 11, 25))
    yield Kept(of("E", date(1985, 8, 22), "ulcerative-colitis", date(2026, 12, 24)), date(2026, 12, 21))
    yield Kept(of("N", date(1949, 7, 27), "crohns", date(2026, 11, 9), top=3), date(2026, 11, 16))
    tiny = (Capsule("c1", 4_000), Capsule("c2", 20_000))
    steps = linear(4_000, 4_000, 32_000, every=7, maintenance=28)
    small = of("H", date(1962, 11, 11), "me-cfs", date(2026, 12, 12))
    yield Kept(replace(small, ladder=steps, formulations=tiny), date(2026, 12, 18))
    yield Kept(of("A", date(1980, 5, 1), "fibromyalgia", date(2026, 12, 1)), date(2026, 11, 26))
    hold = (Hold(date(2026, 12, 10), days=14),)
    yield Kept(
        of("B", date(1974, 3, 14), "fibromyalgia", date(2026, 12, 1), adjustments=hold), date(2026, 12, 10)
    )
    for at in range(40):
        start = date(2026, 12, 27) + timedelta(days=at // 2)
        yield Kept(of(str(at + 20), date(1950 + at, 1 + at % 12, 1 + at % 28), "ms", start))


@contextmanager
def open_library(plans: Iterable[Kept] | None = None) -> Iterator[tuple[MainWindow, Mapping[str, str]]]:
    """Show the window with an open library, the clock standing still; hand over the plans' subjects by patient.

    ``None`` stands for the plans of the story.
    """
    with open_window(NOW) as window:
        keeper = window.findChild(Keeper)
        if not isinstance(keeper, Keeper):
            raise SystemExit("the window has no library")
        keeper.library.make(SENTENCE, new_recovery_key())
        keeper.unlock(Secret(PASSPHRASE, SENTENCE))
        kept, subjects = keeper.library.kept, {}
        for plan, seen in kept_plans() if plans is None else plans:
            record = kept.keep(plan, BY, "plan made")
            subjects[plan.patient.name] = record.subject
            if seen is not None:
                following = date(2026, 12, 30) if plan.patient.name == "Patient A" else None
                kept.see(Visit(seen, "go-on", next_visit=following), record.subject, BY)
            for code in ("patient", "pharmacy-order") if plan.patient.name == "Patient A" else ():
                kept.note(Paper(code, record.hash, 2, "en"), record.subject, BY)
            if plan.patient.name == "Patient M":
                fills = administered(plan, Work())[1].fills
                handed = [
                    Handed(fill.first, fill.quantity.formulation.id, fill.quantity.text(), record.hash)
                    for fill in fills
                    if fill.first < TODAY - timedelta(days=7)
                ]
                kept.note_all(handed, record.subject, BY)
        yield window, subjects


def listing(folder: Path) -> None:
    """Take the pictures of the list: with plans, and where a search finds none."""
    with open_library() as (window, subjects):

        def show() -> None:
            room = _room(window)
            room.table.choose(subjects["Patient A"])
            QTest.qWait(_SETTLE_MS)
            room.table.verticalScrollBar().setValue(0)

        def search() -> None:
            _room(window).bar.ask_for(Filter(text="nobody", fill_days=7))
            QTest.qWait(_SETTLE_MS)

        in_all_sizes(window, folder, save, "plans", show)
        in_all_sizes(window, folder, save, "plans-no-match", search)


def empty(folder: Path) -> None:
    """Take the pictures of a library without plans."""
    with open_library([]) as (window, _):
        in_all_sizes(window, folder, save, "plans-empty", partial(_room, window))


def _room(window: MainWindow) -> ListingRoom:
    """Open the list and return it; what asks for backups is put away, for of them other pictures tell."""
    window.open_reference("plans")
    for button in window.findChildren(QPushButton):
        if button.text() == "Not now":
            button.click()
    room = window.findChild(ListingRoom)
    if not isinstance(room, ListingRoom):
        raise SystemExit("the list is not open")
    return room


def main() -> int:
    """Make the pictures of the place."""
    if sys.argv[1:] == ["--guide"]:
        return 0
    folder = Path(sys.argv[1]) if len(sys.argv) > 1 else Path("build/screenshots")
    folder.mkdir(parents=True, exist_ok=True)
    listing(folder)
    empty(folder)
    return 0


if __name__ == "__main__":
    raise SystemExit(main())
