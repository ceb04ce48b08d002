"""What is asked over a window that is locked meanwhile: an answer that comes then, or later, counts as none.

The dialogs of some systems (files, printers) are not the program's to close: they outlive the lock that was to end
them. Only what stands there instead, to bring a damaged library back, may ask.
"""

from __future__ import annotations

from PySide6.QtWidgets import QWidget
from shiboken6 import isValid

_NOW, _TIMES = "covered", "times covered"
"""Properties of a window: whether it is covered now, and how often it was."""
_ASKS = "asks while covered"


def mark_covered(window: QWidget) -> None:
    """Note that a window shows nothing from now on."""
    window.setProperty(_NOW, True)
    window.setProperty(_TIMES, _times(window) + 1)


def mark_uncovered(window: QWidget) -> None:
    """Note that a window shows what it did."""
    window.setProperty(_NOW, False)


def let_ask(part: QWidget) -> None:
    """Let a part that is shown instead of what is covered ask, too."""
    part.setProperty(_ASKS, True)


def asks_while_covered(part: QWidget) -> bool:
    """Tell whether a part, or a dialog by whoever opened it, may be shown over a window that is covered."""
    at: QWidget | None = part
    while at is not None and not at.property(_ASKS):
        at = at.parentWidget()
    return at is not None


class Asked:
    """A question over a window: ``may_ask`` before it, ``counts`` of each answer."""

    def __init__(self, window: QWidget) -> None:
        self._asks = window
        # What is shown is moved into another window by the lock.
        self._window = window.window()
        self._times = _times(self._window)

    def may_ask(self) -> bool:
        """Whether the window is not covered now, or who asks is what stands there instead."""
        return not self._window.property(_NOW) or asks_while_covered(self._asks)

    def counts(self) -> bool:
        """Whether the window still stands, and was not covered since the question was made."""
        return isValid(self._asks) and isValid(self._window) and _times(self._window) == self._times


def _times(window: QWidget) -> int:
    return int(window.property(_TIMES) or 0)
