"""The first size of a window: as designed, or what the screen has room for."""

from __future__ import annotations

from PySide6.QtWidgets import QWidget

# Pixels. Before a window is shown, nobody knows how large its frame will be; those of the usual desktops are smaller.
_FRAME, _TITLE_BAR = 8, 40


def first_size(window: QWidget, width: int, height: int) -> None:
    """Resize a window that is not shown yet; title bar and frame shall be on the screen too."""
    room = window.screen().availableGeometry()
    window.resize(min(width, room.width() - 2 * _FRAME), min(height, room.height() - _TITLE_BAR - _FRAME))
