"""The pictures of a plan of the library that is open in the planner, and of one that is found."""

from __future__ import annotations

from pathlib import Path
from unittest.mock import patch

from followed import TODAY
from PySide6.QtTest import QTest
from sizes import Save, in_all_sizes

from ldn_desktop.ui import PLANNER
from ldn_desktop.ui.search.box import SearchBox
from ldn_desktop.ui.shell.window import MainWindow
from ldn_desktop.workspace.intents import SetNotes

_SETTLE_MS = 150


def pictures(window: MainWindow, folder: Path, subject: str, save: Save) -> None:
    """Open the plan, change it, and take the pictures of what is asked and found; the plan is left as it stands."""
    place = window.files.keeping.place(subject)
    with patch("ldn_desktop.workspace.clock.local_now", lambda: TODAY):
        window.files.open_from(place, asked=True)
        if not window.session.origin.in_library:
            raise SystemExit("the plan is not open, and another would be saved")
        window.session.do(SetNotes("Wakes at three."), "the notes")

        def ask_why() -> None:
            window.open_reference(PLANNER)
            window.files.save()

        in_all_sizes(window, folder, save, "kept-why", ask_why)
        search = window.findChild(SearchBox)
        if search is None:
            raise SystemExit("there is no search")
        search.warm()
        search.begin()
        search.setText("patient")
        QTest.qWait(_SETTLE_MS)
        save(window, folder / "search-plans.png")
        search.forget()
        window.files.open_from(place, asked=True)
