"""Kills the program at random moments while somebody types, and looks what is left of it.

Usage: ``python -m checks.window_kills [ROUNDS] [--seed N]``, 200 rounds without; a round takes some five seconds.

Each round the real window opens in a process of its own, and is typed in by keyboard: a plan of the library is changed
and kept with Ctrl+S, visits are written and accepted with Ctrl+Enter, the program is locked with Ctrl+L and unlocked.
What was typed and what was kept is said on a pipe with its time; then the process is killed (SIGKILL). Afterwards the
library must be whole, everything that was kept must be in it, and what was typed two seconds before the kill or earlier
must be in the library or in a sealed draft. Exit status 1 otherwise.
"""

from __future__ import annotations

import itertools
import os
import random
import re
import shutil
import subprocess
import sys
import tempfile
import time
from argparse import ArgumentParser
from collections.abc import Iterator
from itertools import count
from pathlib import Path
from typing import NamedTuple

from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QLineEdit, QPlainTextEdit, QWidget

from checks.library_kills import say
from ldn_desktop.library.errors import LibraryError
from ldn_desktop.library.history import history_of
from ldn_desktop.library.keys import PASSPHRASE, RECOVERY, Secret
from ldn_desktop.library.opening import make_library
from ldn_desktop.storage.drafts import DraftStore
from ldn_desktop.storage.places import find_places
from ldn_desktop.ui import PLANNER
from ldn_desktop.ui.files.revision_note import RevisionNote
from ldn_desktop.ui.library.unlock_panel import UnlockPanel
from ldn_desktop.ui.plans.visit.room import VisitRoom
from ldn_desktop.workspace.clock import local_now
from ldn_desktop.workspace.knowledge import Knowledge
from ldn_desktop.workspace.plan_library import PlanLibrary
from tests.journeys.desk import Desk, desk_on, settle
from tests.library.given import CHEAP, RECOVERY_TEXT, SENTENCE
from tests.places import SHIPPED
from tests.workspace.given_plans import PLAN

_SECONDS = 2.0
_LONGEST_S = 7.0
_THINKS_MS = 3_000
_PLAN, _VISIT = "planner", "visit"
_CONTROL = Qt.KeyboardModifier.ControlModifier
_TOKEN = re.compile(rb"T([0-9]{8})")


class Typed(NamedTuple):
    """What was typed: where, the number in it, and when, by the clock that all processes share."""

    field: str
    number: int
    at: float


class Tally(NamedTuple):
    """What came of some kills."""

    rounds: int = 0
    corrupt: int = 0
    lost: int = 0
    late: int = 0
    kept: int = 0
    typed: int = 0


class _Typist:
    """Somebody at the keyboard of a window whose library is open."""

    def __init__(self, desk: Desk, chance: random.Random, first: int) -> None:
        self._desk, self._chance, self._numbers = desk, chance, count(first)
        self._kept = desk.keeper.library.kept
        known = next((found.subject for found in self._kept.listed(PLAN.start_date)), "")
        self._subject = known or self._kept.keep(PLAN, "Dr Berg", "plan made").subject
        desk.stack.kept_wanted.emit(self._subject)

    def act(self) -> None:
        """Do the next thing, and think now and then before what follows."""
        self._chance.choice((self._visit, self._lock, self._change, self._change, self._change))()
        if self._chance.randrange(2):
            QTest.qWait(self._chance.randrange(_THINKS_MS))

    def _visit(self) -> None:
        self._desk.stack.open(f"plans:visit:{self._subject}")
        self._desk.give_focus(self._desk.named(QPlainTextEdit, "Note", self._desk.part(VisitRoom)))
        self._write(_VISIT)
        if self._chance.randrange(2):
            self._desk.press(Qt.Key.Key_Return, _CONTROL)
            self._say_kept()

    def _change(self) -> None:
        self._desk.stack.open(PLANNER)
        self._desk.give_focus(self._desk.line("Telephone for the patient to call"))
        self._write(_PLAN)
        if self._chance.randrange(3):
            return
        self._desk.press(Qt.Key.Key_S, _CONTROL)
        if any(note.isVisible() for note in self._desk.window.findChildren(RevisionNote)):
            QTest.keyClicks(_held(), "telephoned")
            self._desk.press(Qt.Key.Key_Return)
        if not self._desk.session.modified:
            self._say_kept()

    def _lock(self) -> None:
        self._desk.press(Qt.Key.Key_L, _CONTROL)
        settle()
        panels = (found for found in QApplication.allWidgets() if isinstance(found, UnlockPanel))
        panel = next(found for found in panels if found.isVisible())
        QTest.keyClicks(next(line for line in panel.findChildren(QLineEdit) if line.isVisible()), SENTENCE)
        self._desk.press(Qt.Key.Key_Return)
        while not self._desk.keeper.is_open:
            QTest.qWait(10)
        settle()
        self._kept = self._desk.keeper.library.kept

    def _write(self, field: str) -> None:
        """Type some numbers, letter by letter, each before the last, which goes once the new one is whole.

        Typed over, a number would be gone from the field, and so from a draft of that moment, that is not lost.
        """
        held = _held()
        for number in itertools.islice(self._numbers, self._chance.randrange(1, 5)):
            QTest.keyClick(held, Qt.Key.Key_Home, _CONTROL)
            for letter in f"T{number:08}":
                QTest.keyClicks(held, letter)
                QTest.qWait(self._chance.randrange(30))
            say("typed", f"{field} {number} {time.monotonic()}")
            QTest.keyClick(held, Qt.Key.Key_End, _CONTROL | Qt.KeyboardModifier.ShiftModifier)
            QTest.keyClick(held, Qt.Key.Key_Delete)

    def _say_kept(self) -> None:
        say("kept", " ".join(entry.hash for entry in self._kept.store.of(self._subject)))


def _held() -> QWidget:
    held = QApplication.focusWidget()
    if held is None:
        raise SystemExit("nothing has the keyboard")
    return held


def type_on(root: Path, seed: int, first: int) -> None:
    """Open the window and type without end, saying what was typed and kept."""
    with desk_on(root) as desk:
        desk.keeper.unlock(Secret(PASSPHRASE, SENTENCE))
        typist = _Typist(desk, random.Random(seed), first)
        say("open", desk.keeper.library.why_read_only or "written")
        while True:
            typist.act()


def kill_some(root: Path, rounds: int, seed: int) -> Tally:
    """Kill a window that is typed in so many times; return what came of it."""
    chance = random.Random(seed)
    places = find_places(root)
    make_library(places.library, SENTENCE, RECOVERY_TEXT, CHEAP)
    tally, kept = Tally(), set[str]()
    for at in range(rounds):
        first = (at + 1) * 10_000
        told, killed = _one(root, seed + at, first, chance.random() * _LONGEST_S)
        typed = list(_typed(told))
        for line in told:
            if line.startswith("kept "):
                kept |= set(line.split()[1:])
        problem, here, found = inspect(root)
        late = [
            f"{field} {number}"
            for field, number in _due(typed, killed).items()
            if number > found.get(field, 0)
        ]
        lost = kept - here
        for trouble in (problem, f"{len(lost)} kept and gone" if lost else "", ", ".join(late)):
            if trouble:
                print(f"round {at}: {trouble}")
        tally = Tally(
            tally.rounds + 1,
            tally.corrupt + bool(problem),
            tally.lost + len(lost),
            tally.late + len(late),
            len(here),
            tally.typed + len(typed),
        )
        kept &= here
        # They were looked at; the next window would offer them.
        shutil.rmtree(places.drafts, ignore_errors=True)
    return tally


def _one(root: Path, seed: int, first: int, after: float) -> tuple[list[str], float]:
    """Have a window typed in and killed; return the lines that it said whole, and when it was killed."""
    command = [sys.executable, "-m", "checks.window_kills", "--type", str(root), "--seed", str(seed)]
    surroundings = {**os.environ, "QT_QPA_PLATFORM": "offscreen"}
    with subprocess.Popen(
        [*command, "--first", str(first)], stdout=subprocess.PIPE, text=True, env=surroundings
    ) as typist:
        said = typist.stdout.readline() if typist.stdout else ""
        if said != "open written\n":
            raise SystemExit(f"the window did not open the library: {said!r}")
        time.sleep(after)
        killed = time.monotonic()
        if typist.poll() is not None:
            raise SystemExit("the window ended of itself")
        typist.kill()
        told = typist.communicate()[0]
    # The last line may be half said.
    return [line for line in told.splitlines(keepends=True) if line.endswith("\n")], killed


def _typed(told: list[str]) -> Iterator[Typed]:
    for line in told:
        what, *rest = line.split()
        if what == "typed":
            yield Typed(rest[0], int(rest[1]), float(rest[2]))


def _due(typed: list[Typed], killed: float) -> dict[str, int]:
    """Return the last number that was typed in each field long enough before a kill."""
    return {entry.field: entry.number for entry in typed if entry.at <= killed - _SECONDS}


def inspect(root: Path) -> tuple[str, set[str], dict[str, int]]:
    """Return what is wrong with the library, the hashes of its records, and the last number found of each field."""
    places = find_places(root)
    library = PlanLibrary(places.library, Knowledge(SHIPPED), local_now)
    try:
        library.open_with(library.derived(Secret(RECOVERY, RECOVERY_TEXT)))
    except LibraryError as error:
        return str(error), set(), {}
    drafts = DraftStore(places.drafts, lambda: library.draft_key)
    try:
        store = library.opened.store
        problems = [store.damage(), store.why_read_only]
        texts: dict[str, list[bytes]] = {_PLAN: [], _VISIT: []}
        here = {entry.hash for entry in store.after(0, 10**9)}
        for subject in store.subjects():
            for record in history_of(store, subject).records:
                texts[_PLAN if record.kind == "revision" else _VISIT].append(record.data)
                if record.kind == "revision":
                    library.kept.plan_of(record)
            texts[_VISIT].append(library.drafts.load(subject) or b"")
        texts[_PLAN] += [draft.data for draft in drafts.recoverable()]
        problems += [f"{len(drafts.sealed)} drafts that cannot be opened"] if drafts.sealed else []
    finally:
        drafts.close()
        library.lock()
    found = {
        field: max((int(number) for text in of_field for number in _TOKEN.findall(text)), default=0)
        for field, of_field in texts.items()
    }
    return "; ".join(problem for problem in problems if problem), here, found


def main() -> int:
    """Kill as often as told; print what came of it."""
    parser = ArgumentParser(description=__doc__)
    parser.add_argument("rounds", nargs="?", type=int, default=200)
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--type", type=Path, help="be the window on a folder")
    parser.add_argument("--first", type=int, default=1)
    given = parser.parse_args()
    if given.type:
        type_on(given.type, given.seed, given.first)
        return 0
    with tempfile.TemporaryDirectory() as made:
        tally = kill_some(Path(made), given.rounds, given.seed)
    print(
        f"{tally.rounds} kills of the window, {tally.typed} texts typed: {tally.corrupt} corrupt libraries, "
        f"{tally.lost} records lost, {tally.late} texts lost that were typed more than {_SECONDS:g} s before; "
        f"{tally.kept} records kept at the end"
    )
    return 1 if tally.corrupt or tally.lost or tally.late else 0


if __name__ == "__main__":
    sys.exit(main())
