"""What a start takes care of before Qt is loaded; what each brings stands in ``docs/decisions/0006-start.md``."""

from __future__ import annotations

import gc

from ldn_desktop.ui.startup.quick_enums import make_enums_quickly


def before_qt() -> None:
    """Make ready for Qt's first module. To be called before anything imports it."""
    # Nothing that is made before the window stands is garbage; afterwards ``garbage`` collects it.
    gc.disable()
    make_enums_quickly()
