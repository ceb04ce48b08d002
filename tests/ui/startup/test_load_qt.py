"""Loading Qt leaves Python's own import in its place."""

from __future__ import annotations

import subprocess
import sys

_PROGRAM = """
import builtins
plain = builtins.__import__
from ldn_desktop.ui.startup.load_qt import load_qt
load_qt()
assert builtins.__import__ is plain
from PySide6.QtWidgets import QWidget
from ldn_desktop.ui.shell.window import MainWindow
assert builtins.__import__ is plain
assert issubclass(MainWindow, QWidget)
print("plain")
"""


def test_the_import_stays_pythons_own() -> None:
    done = subprocess.run([sys.executable, "-c", _PROGRAM], capture_output=True, text=True, check=False)
    assert done.stdout == "plain\n", done.stderr
