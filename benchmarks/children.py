"""Programs of their own that the benchmark starts: a bare window and the planner, each telling its times."""

from __future__ import annotations

import sys
import time
from pathlib import Path

IDLE_SECONDS = 2.0


def pss_kib() -> int:
    """Return this process's proportional set size in KiB; 0 where the system does not tell."""
    rollup = Path("/proc/self/smaps_rollup")
    if not rollup.exists():
        return 0
    line = next(line for line in rollup.read_text().splitlines() if line.startswith("Pss:"))
    return int(line.split()[1])


def settle(seconds: float) -> None:
    """Let the event loop run for a while."""
    from PySide6.QtCore import QEventLoop, QTimer

    loop = QEventLoop()
    QTimer.singleShot(int(seconds * 1000), loop.quit)
    loop.exec()


def bare() -> None:
    """Open an empty window: the floor under every PySide6 program."""
    from PySide6.QtWidgets import QApplication, QLabel, QMainWindow

    app = QApplication(sys.argv[:1])
    window = QMainWindow()
    window.setCentralWidget(QLabel("bare"))
    window.resize(1440, 900)
    window.show()
    while not window.windowHandle().isExposed():
        app.processEvents()
    app.processEvents()
    print(time.monotonic(), flush=True)
    settle(IDLE_SECONDS)
    print(pss_kib(), flush=True)


def planner() -> None:
    """Open the planner as the program does, on settings of its own."""
    import tempfile

    from ldn_desktop.__main__ import RESOURCES
    from ldn_desktop.ui.startup.load_qt import load_qt

    load_qt()
    from ldn_desktop.app import assemble
    from ldn_desktop.storage.places import find_places

    with tempfile.TemporaryDirectory() as folder:
        app, window = assemble(sys.argv[:1], find_places(Path(folder)), RESOURCES)
        window.show()
        while not window.windowHandle().isExposed():
            app.processEvents()
        app.processEvents()
        print(time.monotonic(), flush=True)
        settle(IDLE_SECONDS)
        print(pss_kib(), flush=True)
        window.force_close()


if __name__ == "__main__":
    {"bare": bare, "planner": planner}[sys.argv[1]]()
