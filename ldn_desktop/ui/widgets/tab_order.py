"""Tab in the order in which the window is seen, worked out when it is pressed.

And the way back to where the keyboard was.
"""

from __future__ import annotations

from collections.abc import Iterable
from typing import NamedTuple

from PySide6.QtCore import QRect, Qt
from PySide6.QtWidgets import QApplication, QLineEdit, QWidget
from shiboken6 import isValid


class _Place(NamedTuple):
    """Where a part lies among those beside it, and what Tab stops at in it."""

    rect: QRect
    stops: list[QWidget]


def go_on(parts: Iterable[QWidget], held: QWidget | None, *, forward: bool) -> bool:
    """Put the keyboard on what is seen after ``held``, or before it; tell whether there is anything.

    Qt's own order is that in which widgets were made, which says little of a form whose parts come and go. ``held`` may
    be hidden by now: then what stands next to its place gets the keyboard. After the last part comes the first.
    """
    stops = [stop for part in parts for stop in _stops(part, held)]
    if not forward:
        stops.reverse()
    after = stops.index(held) + 1 if held in stops else 0
    reason = Qt.FocusReason.TabFocusReason if forward else Qt.FocusReason.BacktabFocusReason
    for stop in stops[after:] + stops[:after]:
        if stop is not held and stop.isEnabled() and stop.isVisibleTo(stop.window()):
            stop.setFocus(reason)
            return True
    return False


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


def _stops(part: QWidget, held: QWidget | None) -> list[QWidget]:
    """Return what Tab stops at in a part, and ``held`` wherever it is: by rows from the top, each from the left.

    What lies in one widget is gone through before what stands beside it.
    """
    holds = held is not None and (part is held or part.isAncestorOf(held))
    if part.isWindow() or (part.isHidden() and not holds):
        return []
    own = part is held or (part.focusPolicy() & Qt.FocusPolicy.TabFocus and part.focusProxy() is None)
    found = [part] if own else []
    children = [child for child in part.children() if isinstance(child, QWidget)]
    within = [_Place(child.geometry(), stops) for child in children if (stops := _stops(child, held))]
    for row in _rows(within):
        for place in sorted(row, key=_left):
            found += place.stops
    return found


def _rows(places: list[_Place]) -> list[list[_Place]]:
    """Group what stands side by side: each begins above the middle of every other."""
    rows: list[list[_Place]] = []
    middle = 0
    for place in sorted(places, key=_top):
        if rows and place.rect.top() < middle:
            rows[-1].append(place)
            middle = min(middle, place.rect.center().y())
        else:
            rows.append([place])
            middle = place.rect.center().y()
    return rows


def _top(place: _Place) -> tuple[int, int]:
    return place.rect.top(), place.rect.left()


def _left(place: _Place) -> int:
    return place.rect.left()
