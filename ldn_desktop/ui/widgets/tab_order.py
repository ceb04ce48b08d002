"""The order of Tab for parts of a form that are made later than what follows them, and the way back to where the keyboard was."""

from __future__ import annotations

from collections.abc import Iterator

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication, QLineEdit, QWidget
from shiboken6 import isValid


def tab_after(before: QWidget, part: QWidget) -> None:
    """Let Tab go from the last field of ``before`` through ``part``, then on to where it went before."""
    last = (list(_stops(before)) or [before])[-1]
    for stop in list(_stops(part)):
        QWidget.setTabOrder(last, stop)
        last = stop


def give_back(part: QWidget) -> bool:
    """Put the keyboard where it last was in a part, as ``give_to`` does."""
    return give_to(part.focusWidget())


def give_to(held: QWidget | None) -> bool:
    """Put the keyboard on what had it before, with nothing selected; tell whether that still stands and is in sight."""
    if held is None or not isValid(held) or not (held.isVisible() and held.isEnabled()):
        return False
    if not held.hasFocus():
        held.setFocus(Qt.FocusReason.OtherFocusReason)
        if isinstance(held, QLineEdit):
            held.deselect()
    return QApplication.focusWidget() is held


def _stops(part: QWidget) -> Iterator[QWidget]:
    """Yield what takes the keyboard in a part, in the order in which it was made; a compound field as one.

    What only a click gives it now counts as well: of a choice, Tab stops at another button once that is chosen.
    """
    for widget in (part, *part.findChildren(QWidget)):
        parent = widget.parentWidget()
        within = parent is not None and parent.focusProxy() is widget and _takes_keyboard(parent)
        if _takes_keyboard(widget) and not within and widget.window() is part.window():
            yield widget


def _takes_keyboard(widget: QWidget) -> bool:
    return widget.focusPolicy() != Qt.FocusPolicy.NoFocus
