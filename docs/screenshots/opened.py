"""The pictures of a plan of the library that is open in the planner, and of one that is found."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from unittest.mock import patch

from followed import SIZES, TODAY
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QWidget

from ldn_desktop.ui import PLANNER
from ldn_desktop.ui.search.box import SearchBox
from ldn_desktop.ui.shell.window import MainWindow
from ldn_desktop.workspace.intents import SetNotes

_SETTLE_MS = 150


def pictures(window: MainWindow, folder: Path, subject: str, save: Callable[[QWidget, Path], None]) -> None:
    """Open the plan, change it, and take the pictures of what is asked and found; the plan is left as it stands."""
    place = window.files.keeping.place(subject)
    with patch("ldn_desktop.workspace.clock.local_now", lambda: TODAY):
        window.files.open_from(place, asked=True)
        window.session.do(SetNotes("Wakes at three."), "the notes")
        for name, theme, zoom, size in SIZES:
            window.resize(*size)
            window.show_state(theme, zoom)
            window.open_reference(PLANNER)
            window.files.save()
            QTest.qWait(_SETTLE_MS)
            save(window, folder / f"{name.replace('history', 'kept-why')}.png")
        search = window.findChild(SearchBox)
        if search is None:
            raise SystemExit("there is no search")
        search.warm()
        window.resize(1440, 900)
        window.show_state("light", 100)
        search.begin()
        search.setText("patient")
        QTest.qWait(_SETTLE_MS)
        save(window, folder / "search-plans.png")
        search.forget()
        window.files.open_from(place, asked=True)
