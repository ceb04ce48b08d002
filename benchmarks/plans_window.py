"""Measures the list of plans in its window: shown after unlocking, a letter typed, frames while scrolling, memory.

And a letter typed into the search of the whole window, which finds plans too.

Times are told as they passed and as a processor was busy: what else the machine does adds to the former alone, and the
budgets ask the latter.

Usage: ``python benchmarks/plans_window.py [PLANS]``, 10,000 without; or a folder that holds a library made by
``benchmarks/library.py``. A frame is the list painted after the scroll bar moved, with everything that its model is
asked for. Exit status 1 where a budget is missed. Memory is that of the whole window, and what the list adds to it.
"""

from __future__ import annotations

import gc
import os
import resource
import statistics
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from ldn_desktop.workspace.plan_library import PlanLibrary

ROOT = Path(__file__).resolve().parent.parent
sys.path.insert(0, str(ROOT))
os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")

from benchmarks.library import FIRST, LAST, SENTENCE, TODAY  # noqa: E402 - found from the root

BUDGETS = {
    "unlock and list, processor (ms)": 900,
    "a letter typed, processor, p95 (ms)": 50,
    "a letter typed into the search of the window, processor, p95 (ms)": 50,
    "longest frame while scrolling, processor (ms)": 50,
    "memory (MB)": 250,
}
_PLANS = 10_000
_FRAMES = 400
_SIZE = (1370, 850)


def measured(folder: Path) -> dict[str, float]:
    """Open a library in the room of the list and measure it."""
    from PySide6.QtWidgets import QApplication

    from ldn_desktop.library.keys import PASSPHRASE, Secret
    from ldn_desktop.storage.places import find_places
    from ldn_desktop.storage.settings import Settings
    from ldn_desktop.ui.backing import Backing
    from ldn_desktop.ui.bridge import Bridge
    from ldn_desktop.ui.keeper import Keeper
    from ldn_desktop.ui.plans.listing.room import ListingRoom
    from ldn_desktop.ui.remembered import Remembered
    from ldn_desktop.ui.theme.theme import ThemeManager
    from ldn_desktop.ui.widgets.place_page import Supplies
    from ldn_desktop.workspace.clock import local_now
    from ldn_desktop.workspace.draft import blank
    from ldn_desktop.workspace.knowledge import Knowledge
    from ldn_desktop.workspace.plan_library import PlanLibrary
    from ldn_desktop.workspace.session import Session

    app = QApplication([])
    themes = ThemeManager(app, ROOT / "resources")
    themes.set_mode("light")
    knowledge = Knowledge(ROOT / "resources" / "content")
    session = Session(blank(TODAY, "new"), knowledge.get_rules, lambda: TODAY)
    library = PlanLibrary(folder, knowledge, local_now)
    keeper = Keeper(library, lambda: "Prescriber name")
    with tempfile.TemporaryDirectory() as kept:
        places = find_places(Path(kept))
        remembered = Remembered(places.settings_file, Settings(), keeper)
        backing = Backing(keeper, remembered)
        supplies = Supplies(
            knowledge, places, themes.icons, Bridge(session), keeper, remembered, lambda: backing
        )
        before = _memory()
        # As in the program, where garbage is collected between two acts.
        gc.disable()
        _renewed(library)
        key = library.derived(Secret(PASSPHRASE, SENTENCE))
        began = _Clock()
        library.open_with(key)
        room = ListingRoom(supplies)
        room.resize(*_SIZE)
        room.open("")
        room.show()
        app.processEvents()
        room.grab()
        passed, busy = began.since()
        found = {"unlock and list (ms)": passed, "unlock and list, processor (ms)": busy}
        began = _Clock()
        gc.collect()
        found["collecting garbage, processor (ms)"] = began.since()[1]
        typed = _typed(room.bar.search.setText, app.processEvents)
        found |= _found(library)
        frames = _frames(room, app)
        keeper.library.lock()
    return found | {
        **_spread("a letter typed", typed),
        **_spread("frame while scrolling", frames),
        "longest frame while scrolling, processor (ms)": max(busy for _, busy in frames),
        "memory (MB)": _memory(),
        "of it for the list (MB)": _memory() - before,
    }


def _found(library: PlanLibrary) -> dict[str, float]:
    """Type into the search of the window; what all plans are known by is worked out at the first letter."""
    from ldn_desktop.reference.words.wording import PLAIN
    from ldn_desktop.workspace.plan_found import PlanFinder

    finder, name = PlanFinder(library.kept), "a letter typed into the search of the window"
    took = _typed(lambda text: finder.find(text, TODAY, PLAIN), lambda: None)
    return {"the first letter typed into it, processor (ms)": took[0][1], **_spread(name, took)}


def _renewed(library: PlanLibrary) -> None:
    """Make entries anew that another version of the program made."""
    from ldn_desktop.library.keys import PASSPHRASE, Secret

    library.open_with(library.derived(Secret(PASSPHRASE, SENTENCE)))
    library.kept.renew(library.kept.stale())
    library.lock()


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


def _typed(type_text: Callable[[str], object], settle: Callable[[], None]) -> list[tuple[float, float]]:
    """Type names and conditions letter by letter; each ends when the list is painted."""
    words = [f"{first} {last}" for first, last in zip(FIRST, (*LAST, *LAST), strict=False)]
    took = []
    for word in [*words, "fibro", "1950 12", "00417", "nights"]:
        for many in range(1, len(word) + 1):
            began = _Clock()
            type_text(word[:many])
            settle()
            took.append(began.since())
    type_text("")
    settle()
    return took


def _frames(room: object, app: object) -> list[tuple[float, float]]:
    """Scroll through the list by rows, by pages and by far; each frame ends when it is painted."""
    from PySide6.QtWidgets import QApplication

    from ldn_desktop.ui.plans.listing.room import ListingRoom

    if not isinstance(room, ListingRoom) or not isinstance(app, QApplication):
        raise TypeError("the list is scrolled in its room")
    bar = room.table.verticalScrollBar()
    took = []
    for step in (17, bar.pageStep(), bar.maximum() // _FRAMES):
        bar.setValue(0)
        app.processEvents()
        for frame in range(1, _FRAMES):
            began = _Clock()
            bar.setValue(min(frame * step, bar.maximum()))
            room.table.viewport().repaint()
            app.processEvents()
            took.append(began.since())
    return took


def _memory() -> float:
    return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024


def main() -> int:
    """Make a library, unless one is named, and compare what is measured with the budgets."""
    asked = sys.argv[1] if len(sys.argv) > 1 else str(_PLANS)
    if Path(asked).is_dir():
        return _told(measured(Path(asked)))
    with tempfile.TemporaryDirectory(dir=ROOT / "build" if (ROOT / "build").is_dir() else None) as made:
        folder = Path(made) / "library"
        fill = [
            sys.executable,
            str(ROOT / "benchmarks" / "library.py"),
            "fill",
            str(folder),
            asked.replace(",", ""),
        ]
        subprocess.run(fill, check=True, cwd=ROOT, stdout=subprocess.DEVNULL)
        return _told(measured(folder))


def _told(found: dict[str, float]) -> int:
    for name, value in found.items():
        print(f"  {name:40}{value:10,.1f}")
    missed = [
        f"{name}: {found[name]:.0f}, budget {most}" for name, most in BUDGETS.items() if found[name] > most
    ]
    print(*missed, sep="\n", end="\n" if missed else "")
    return 1 if missed else 0


if __name__ == "__main__":
    sys.exit(main())
