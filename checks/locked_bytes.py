"""Types a patient's name into the real window, locks it over a dialog, kills the program, and looks what is left.

Usage: ``python -m checks.locked_bytes``. A process of its own makes a library, keeps a plan of a distinctive name in
it, types on, copies the plan, locks over an open dialog, and is killed (where there is no such signal, ended at once).
Then every byte below its folders and those for temporary files is searched for the name: 0 hits. Another process
unlocks and opens the draft, which holds what was typed last. It needs no display. Exit status 1 where that fails.
"""

from __future__ import annotations

import os
import signal
import subprocess
import sys
import tempfile
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING

from checks.library_bytes import NAME, hits

if TYPE_CHECKING:
    from ldn_desktop.ui.shell.window import MainWindow

_SENTENCE, _LAST = "a sentence is welcome", "typed last"
_ONE, _TYPED_MS, _MG = 1, 2_000, 1_000_000


def type_and_die(root: Path) -> None:
    """Type, lock over a dialog, and be killed."""
    from PySide6.QtCore import QTimer
    from PySide6.QtTest import QTest
    from PySide6.QtWidgets import QApplication

    from ldn_desktop.domain.ladder import linear
    from ldn_desktop.library.recovery_key import new_recovery_key
    from ldn_desktop.ui.shell.lock_page import LockPage
    from ldn_desktop.ui.widgets.passing_copy import copy_of_plan
    from ldn_desktop.workspace.intents import SetNotes, SetPatient

    window = _opened(root)
    window.keeper.make(_SENTENCE, new_recovery_key())
    plan = window.session.draft.plan
    window.session.do(SetPatient(plan.patient._replace(name=NAME)), "name")
    kept = replace(window.session.draft.plan, ladder=linear(_MG, _MG, 3 * _MG, every=14, maintenance=28))
    window.keeper.library.kept.keep(kept, NAME, f"of {NAME}")
    window.session.do(SetNotes(f"{NAME} {_LAST}"), "notes")
    copy_of_plan(f"of {NAME}")
    QTest.qWait(_TYPED_MS)

    def lock() -> None:
        window.actions_.lock.trigger()
        QTest.qWait(100)
        shown = [part for part in QApplication.allWidgets() if isinstance(part, LockPage)]
        if not shown or NAME in window.windowTitle():
            raise SystemExit("the window is not locked")
        os.kill(os.getpid(), signal.SIGKILL if sys.platform != "win32" else signal.SIGTERM)

    QTimer.singleShot(500, lock)
    window.actions_.practice.trigger()


def open_again(root: Path) -> int:
    """Unlock, open the draft, and return 0 where it holds what was typed last."""
    from PySide6.QtTest import QTest
    from PySide6.QtWidgets import QPushButton

    from ldn_desktop.library.keys import PASSPHRASE, Secret

    window = _opened(root)
    window.keeper.unlock(Secret(PASSPHRASE, _SENTENCE))
    QTest.qWait(200)
    offered = [b for b in window.notices.findChildren(QPushButton) if b.text() == "Open the draft"]
    for button in offered:
        button.click()
    plan = window.session.draft.plan
    window.force_close()
    return 0 if plan.patient.name == NAME and plan.notes.endswith(_LAST) else 1


def _opened(root: Path) -> MainWindow:
    from ldn_desktop.__main__ import RESOURCES
    from ldn_desktop.app import assemble
    from ldn_desktop.storage.places import find_places

    _app, window = assemble(["ldn-desktop"], find_places(root), RESOURCES)
    window.show()
    window.begin()
    return window


def main() -> int:
    """Run both, search between them, and say what was found."""
    if sys.argv[1:2] == ["type"]:
        type_and_die(Path(sys.argv[2]))
        return 1
    if sys.argv[1:2] == ["open"]:
        return open_again(Path(sys.argv[2]))
    with tempfile.TemporaryDirectory() as made:
        root, temporary = Path(made) / "root", Path(made) / "temporary"
        temporary.mkdir()
        places = {name: str(temporary) for name in ("TMPDIR", "TEMP", "TMP", "XDG_CACHE_HOME")}
        environment = {**os.environ, "QT_QPA_PLATFORM": "offscreen"} | places
        command = [sys.executable, "-m", "checks.locked_bytes"]
        killed = subprocess.run([*command, "type", str(root)], env=environment, check=False).returncode
        drafts = list((root / "state" / "drafts").glob("*.draft"))
        found = hits(Path(made))
        files = sum(path.is_file() for path in Path(made).rglob("*"))
        opened = subprocess.run([*command, "open", str(root)], env=environment, check=False).returncode
        print(
            f"killed while locked ({killed}), {len(drafts)} draft left; {files} files: {len(found)} hits of {NAME}"
        )
        print(*found, sep="\n", end="\n" if found else "")
        print(f"the draft holds what was typed last: {opened == 0}")
    return 1 if found or opened or len(drafts) != _ONE else 0


if __name__ == "__main__":
    sys.exit(main())
