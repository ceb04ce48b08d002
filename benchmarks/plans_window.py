"""Measures the list of plans in its window: shown after unlocking, a letter typed, scrolled; its size and memory.

Usage: ``python benchmarks/plans_window.py [PLANS …]``, 1,000 and 10,000 without (50,000 takes a quarter of an hour); or
a folder that holds a library made by ``benchmarks/library.py``. Each plan has 5 revisions and 3 visits. Each size is
measured three times, each in a process of its own, and the least is told: what else the machine does only adds. Times
are told as they passed and, for a busy machine, as a processor was busy. The budgets ask the former, of 10,000 plans.
Unlocking is without Argon2id, whose own cost stands beside it. A frame is the list painted after the scroll bar moved,
with everything that its model is asked for. Exit status 1 where a budget is missed, or where a larger library takes
more than half as much again as its share of plans. Memory is that of the whole window, and what the list adds to it.
"""

from __future__ import annotations

import gc
import json
import os
import resource
import statistics
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable
from itertools import pairwise
from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from ldn_desktop.ui.plans.listing.room import ListingRoom
    from ldn_desktop.workspace.plan_library import PlanLibrary

ROOT = Path(__file__).resolve().parent.parent
sys.path.insert(0, str(ROOT))
os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")

from benchmarks.library import FIRST, LAST, LINEAR, REVISIONS, SENTENCE, TODAY, VISITS

BUDGETS = {
    "unlock and list (ms)": 900,
    "a letter typed, p95 (ms)": 50,
    "a letter typed into the search of the window, p95 (ms)": 50,
    "longest frame while scrolling (ms)": 50,
    "database (MB)": 400,
    "memory (MB)": 250,
}
LEAST = {"memory of Argon2id (MiB)": 64}
"""What may not be less."""
GROWING = ("unlock and list, processor (ms)", "a letter typed, processor, p95 (ms)", "database (MB)")
_PLANS, _RUNS = 10_000, 3
_CHILD, _RENEW = "measured", "renew"
_FRAMES = 400
_SIZE = (1370, 850)


def measured(folder: Path) -> dict[str, float]:
    """Open a library in the window of the program, its place of the plans shown, and measure the list."""
    from PySide6.QtWidgets import QApplication

    from ldn_desktop.app import assemble
    from ldn_desktop.library.opening import DATABASE
    from ldn_desktop.storage.places import find_places
    from ldn_desktop.ui.plans.listing.room import ListingRoom

    with tempfile.TemporaryDirectory() as kept:
        places = find_places(Path(kept))
        places.library.parent.mkdir(parents=True)
        places.library.symlink_to(folder, target_is_directory=True)
        _, window = assemble(sys.argv[:1], places, ROOT / "resources")
        window.resize(*_SIZE)
        window.show()
        window.open_reference("plans")
        QApplication.processEvents()
        before = _memory()
        # As in the program, where garbage is collected between two acts.
        gc.disable()
        library = window.keeper.library
        key, derived = _derived(library)
        began = _Clock()
        library.open_with(key)
        QApplication.processEvents()
        window.grab()
        passed, busy = began.since()
        found = {"unlock and list (ms)": passed, "unlock and list, processor (ms)": busy, **derived}
        room = window.findChild(ListingRoom)
        if not isinstance(room, ListingRoom) or not room.isVisible():
            raise SystemExit("the list is not shown")
        began = _Clock()
        gc.collect()
        found["collecting garbage, processor (ms)"] = began.since()[1]
        typed = _typed(room.bar.search.setText)
        found |= _found(library)
        frames = _frames(room)
        library.lock()
        window.force_close()
    return found | {
        **_spread("a letter typed", typed),
        **_spread("frame while scrolling", frames),
        "longest frame while scrolling (ms)": max(passed for passed, _ in frames),
        "longest frame while scrolling, processor (ms)": max(busy for _, busy in frames),
        "database (MB)": (folder / DATABASE).stat().st_size / 1e6,
        "memory (MB)": _memory(),
        "of it for the list (MB)": _memory() - before,
    }


def _found(library: PlanLibrary) -> dict[str, float]:
    """Type into the search of the window: what all plans are known by is worked out at the first letter."""
    from ldn_desktop.reference.words.wording import PLAIN
    from ldn_desktop.workspace.plan_found import PlanFinder

    finder, name = PlanFinder(library.kept), "a letter typed into the search of the window"
    took = _typed(lambda text: finder.find(text, TODAY, PLAIN))
    return {"the first letter typed into it, processor (ms)": took[0][1], **_spread(name, took)}


def renew(folder: Path) -> None:
    """Make entries anew that another version of the program made."""
    from ldn_desktop.library.keys import PASSPHRASE, Secret
    from ldn_desktop.workspace.clock import local_now
    from ldn_desktop.workspace.knowledge import Knowledge
    from ldn_desktop.workspace.plan_library import PlanLibrary

    library = PlanLibrary(folder, Knowledge(ROOT / "resources" / "content"), local_now)
    library.open_with(library.derived(Secret(PASSPHRASE, SENTENCE)))
    library.kept.renew(library.kept.stale())
    library.lock()


def _derived(library: PlanLibrary) -> tuple[bytes, dict[str, float]]:
    """Return the key that the passphrase opens, and what it took to derive it."""
    from ldn_desktop.library.keys import PASSPHRASE, Secret
    from ldn_desktop.library.opening import keys_in

    costs = [wrapped.cost for wrapped in keys_in(library.folder).wrapped if wrapped.cost is not None]
    began = _Clock()
    key = library.derived(Secret(PASSPHRASE, SENTENCE))
    passed, busy = began.since()
    return key, {
        "Argon2id (ms)": passed,
        "Argon2id, processor, four lanes (ms)": busy,
        "memory of Argon2id (MiB)": min(cost.memory_kib for cost in costs) / 1024,
    }


class _Clock:
    def __init__(self) -> None:
        self._passed, self._busy = time.perf_counter(), time.process_time()

    def since(self) -> tuple[float, float]:
        return 1000 * (time.perf_counter() - self._passed), 1000 * (time.process_time() - self._busy)


def _spread(name: str, took: list[tuple[float, float]]) -> dict[str, float]:
    told = {}
    for kind, times in zip(("", ", processor"), zip(*took, strict=True), strict=True):
        told[f"{name}{kind}, median (ms)"] = statistics.median(times)
        told[f"{name}{kind}, p95 (ms)"] = sorted(times)[int(len(times) * 0.95)]
    return told


def _typed(type_text: Callable[[str], object]) -> list[tuple[float, float]]:
    """Type names and conditions letter by letter; each ends when the list is painted."""
    from PySide6.QtWidgets import QApplication

    words = [f"{first} {last}" for first, last in zip(FIRST, (*LAST, *LAST), strict=False)]
    took = []
    for word in [*words, "fibro", "1950 12", "00417", "nights"]:
        for many in range(1, len(word) + 1):
            began = _Clock()
            type_text(word[:many])
            QApplication.processEvents()
            took.append(began.since())
    type_text("")
    QApplication.processEvents()
    return took


def _frames(room: ListingRoom) -> list[tuple[float, float]]:
    """Scroll through the list by rows, by pages and by far; each frame ends when it is painted."""
    from PySide6.QtWidgets import QApplication

    bar = room.table.verticalScrollBar()
    took = []
    for step in (17, bar.pageStep(), bar.maximum() // _FRAMES):
        bar.setValue(0)
        QApplication.processEvents()
        for frame in range(1, _FRAMES):
            began = _Clock()
            bar.setValue(min(frame * step, bar.maximum()))
            room.table.viewport().repaint()
            QApplication.processEvents()
            took.append(began.since())
    return took


def _memory() -> float:
    return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024


def main() -> int:
    """Make libraries, unless one is named, and compare what is measured with the budgets."""
    if sys.argv[1:2] == [_CHILD]:
        print(json.dumps(measured(Path(sys.argv[2]))))
        return 0
    if sys.argv[1:2] == [_RENEW]:
        renew(Path(sys.argv[2]))
        return 0
    named = [Path(name) for name in sys.argv[1:2] if Path(name).is_dir()]
    sizes = [] if named else [int(size.replace(",", "")) for size in sys.argv[1:]] or [1_000, _PLANS]
    found = {_PLANS: _told(named[0])} if named else {}
    with tempfile.TemporaryDirectory(dir=ROOT / "build" if (ROOT / "build").is_dir() else None) as made:
        for size in sizes:
            folder = Path(made) / str(size)
            _run("library.py", "fill", str(folder), str(size))
            print(f"{size:,} plans, {REVISIONS} revisions and {VISITS} visits each")
            found[size] = _told(folder)
    missed = _missed(found.get(_PLANS, {}))
    for small, large in pairwise(sizes):
        for name in GROWING:
            grown = found[large][name] / found[small][name]
            print(f"{small:,} to {large:,} plans: {name} {grown:.1f} times")
            if grown > LINEAR * large / small:
                missed.append(f"{name} grows more than the plans do")
    print(*missed, sep="\n", end="\n" if missed else "")
    return 1 if missed else 0


def _told(folder: Path) -> dict[str, float]:
    """Measure a library, and print the least of each figure beside its budget."""
    _run("plans_window.py", _RENEW, str(folder))
    runs: list[dict[str, float]] = [
        json.loads(_run("plans_window.py", _CHILD, str(folder)).splitlines()[-1]) for _ in range(_RUNS)
    ]
    least = {name: min(run[name] for run in runs) for name in runs[0]}
    for name, value in least.items():
        print(f"  {name:48}{value:10,.1f}{_asked(name)}", flush=True)
    return least


def _run(script: str, *arguments: str) -> str:
    command = [sys.executable, str(ROOT / "benchmarks" / script), *arguments]
    return subprocess.run(command, check=True, cwd=ROOT, stdout=subprocess.PIPE, text=True).stdout


def _asked(name: str) -> str:
    if name in LEAST:
        return f"   at least {LEAST[name]}"
    return f"   budget {BUDGETS[name]} for {_PLANS:,} plans" if name in BUDGETS else ""


def _missed(found: dict[str, float]) -> list[str]:
    if not found:
        return []
    over = [
        f"{name}: {found[name]:.0f}, budget {most}" for name, most in BUDGETS.items() if found[name] > most
    ]
    under = [
        f"{name}: {found[name]:.0f}, at least {least}" for name, least in LEAST.items() if found[name] < least
    ]
    return over + under


if __name__ == "__main__":
    sys.exit(main())
