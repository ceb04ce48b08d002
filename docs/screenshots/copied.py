"""Pictures of the copies of a library: its backups, what a restore would change, and erasing a plan for good."""

from __future__ import annotations

import tempfile
from collections.abc import Callable
from dataclasses import replace
from functools import partial
from pathlib import Path

import followed
from PySide6.QtTest import QTest
from sizes import Save, in_all_sizes

from ldn_desktop.library.backups import export_all, read_sealed
from ldn_desktop.library.restoring import restore_as
from ldn_desktop.ui.plans.copies.restore_page import RestorePage
from ldn_desktop.ui.shell.window import MainWindow
from ldn_desktop.workspace.plan_library import PlanLibrary

_SETTLE_MS, _PATIENCE_MS = 150, 10_000
_PAGES = {
    "copies": "plans:copies",
    "keys": "plans:copies:keys",
    "restore-begins": "plans:copies:restore",
    "erase": "plans:copies:erase:{}",
}
"""Pictures, and the page that each shows."""


def pictures(window: MainWindow, folder: Path, subject: str, save: Save) -> None:
    """Take the pictures in a window whose library is open and has the plan."""
    backups = folder / "backups"
    backups.mkdir(exist_ok=True)
    window.get_backing().choose(backups)
    _wait(lambda: window.get_backing().is_working)
    file = folder / "another-computer.ldnlibrary"
    _of_another_computer(window, subject, file)

    def open_room(target: str) -> None:
        window.open_reference(target)
        QTest.qWait(4 * _SETTLE_MS)

    def begin() -> None:
        window.open_reference("plans:copies:restore")
        page = window.findChild(RestorePage)
        if page is None:
            raise SystemExit("the restore cannot be opened")
        page.begin(file)
        _wait(lambda: page.is_working)

    for name, target in _PAGES.items():
        in_all_sizes(window, folder, save, name, partial(open_room, target.format(subject)))
    in_all_sizes(window, folder, save, "restore", begin)


def _of_another_computer(window: MainWindow, subject: str, file: Path) -> None:
    """Write an export in which one plan was revised beside the other, and another is new."""
    library = window.keeper.library
    export_all(library.opened, file)
    with tempfile.TemporaryDirectory() as there:
        restore_as(Path(there) / "library", read_sealed(file), library.opened.key)
        other = PlanLibrary(Path(there) / "library", window.knowledge, lambda: followed.TODAY)
        other.open_with(library.opened.key)
        followed.keep_story(other.opened.store, window.knowledge)
        second = other.kept.history(subject).heads[0]
        plan = other.kept.plan_of(second)
        other.kept.keep(replace(plan, revision=4, notes="by telephone"), "Colleague", "", subject, [second])
        export_all(other.opened, file)
        other.lock()
    library.kept.keep(replace(plan, revision=4, notes="seen"), "Prescriber name", "", subject, [second])


def _wait(is_working: Callable[[], bool]) -> None:
    for _ in range(_PATIENCE_MS // _SETTLE_MS):
        QTest.qWait(_SETTLE_MS)
        if not is_working():
            return
