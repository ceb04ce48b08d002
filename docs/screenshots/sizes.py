"""In which themes, letters and windows a place is drawn."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

from PySide6.QtTest import QTest
from PySide6.QtWidgets import QWidget

from ldn_desktop.ui.shell.window import MainWindow

Save = Callable[[QWidget, Path], None]
SIZES = (
    ("", "light", 100, (1440, 900)),
    ("-dark", "dark", 100, (1440, 900)),
    ("-high-contrast", "high-contrast", 100, (1440, 900)),
    ("-small-window", "light", 100, (1024, 700)),
    ("-font-200", "light", 200, (1440, 900)),
)
_SETTLE_MS = 400


def in_all_sizes(
    window: MainWindow, folder: Path, save: Save, name: str, show: Callable[[], None] | None = None
) -> None:
    """Take a picture in each theme and size, of what ``show`` opens anew in it; then the window is as at first."""
    for suffix, theme, zoom, size in SIZES:
        window.resize(*size)
        window.show_state(theme, zoom)
        if show is not None:
            show()
        QTest.qWait(_SETTLE_MS)
        save(window, folder / f"{name}{suffix}.png")
    window.resize(*SIZES[0][3])
    window.show_state("light", 100)
