"""Loads Qt and keeps Python's own import.

PySide6 puts another ``builtins.__import__`` in its place, which searches the source of every module imported after it
for a feature that this program does not use.
"""

from __future__ import annotations

import builtins

from ldn_desktop.ui.startup.quick_enums import make_enums_quickly


def load_qt() -> None:
    """Load Qt's first module; what is imported later is imported as ever."""
    plain = builtins.__import__
    make_enums_quickly()
    import PySide6.QtCore  # noqa: F401

    builtins.__import__ = plain
