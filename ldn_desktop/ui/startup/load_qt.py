"""What a start takes care of as Qt is loaded; what each brings stands in ``docs/decisions/0006-start.md``."""

from __future__ import annotations

import builtins
import gc
from importlib import import_module

from ldn_desktop.ui.startup.quick_enums import make_enums_quickly


def load_qt() -> None:
    """Load Qt's first module. To be called before anything imports it."""
    # Nothing that is made before the window stands is garbage; afterwards ``garbage`` collects it.
    gc.disable()
    make_enums_quickly()
    # PySide6 puts another import in the place of Python's, which searches the source of every module for a feature that
    # this program does not use.
    plain = builtins.__import__
    import_module("PySide6.QtCore")
    builtins.__import__ = plain
