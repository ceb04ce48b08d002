"""The installed PySide6 is the pinned one, and its void calls keep the references to None.

PySide6 6.12.0 on Python 3.11 drops one at every void call; the process aborts after some thousands of calls,
which no ordinary test makes.
"""

from __future__ import annotations

import subprocess
import sys

import PySide6
import pytest

CALLS = 10_000
# In a process of its own: with the fault, the interpreter aborts in the loop.
COUNT = f"""
import sys
from PySide6.QtCore import QObject
thing = QObject()
thing.setObjectName("first")
before = sys.getrefcount(None)
for _ in range({CALLS}):
    thing.setObjectName("again")
print(sys.getrefcount(None) - before)
"""


def test_pyside_is_within_the_pin() -> None:
    version = tuple(int(part) for part in PySide6.__version__.split(".")[:3])
    assert (6, 11, 3) <= version < (6, 12)


@pytest.mark.skipif(sys.version_info >= (3, 12), reason="None is immortal from Python 3.12 on")
def test_void_calls_keep_the_references_to_none() -> None:
    done = subprocess.run([sys.executable, "-c", COUNT], capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stderr
    assert abs(int(done.stdout)) < CALLS // 100
