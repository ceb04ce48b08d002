"""The room of a visit on a library of its own, at a day of choice, and the hands on it."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from datetime import UTC, date, datetime, time
from pathlib import Path
from unittest.mock import patch

from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QLabel, QWidget

from ldn_desktop.domain.plan import Plan
from ldn_desktop.ui.plans.visit.room import VisitRoom
from ldn_desktop.ui.widgets.messages import MessageBar
from ldn_desktop.ui.widgets.place_page import Supplies
from tests.ui.plans.given import open_library, supplies_in
from tests.workspace.visits import PLAN

NO_KEYS = Qt.KeyboardModifier.NoModifier


@contextmanager
def on(day: date) -> Iterator[None]:
    """Have it be noon of a day within."""
    with patch("ldn_desktop.workspace.clock.local_now", lambda: datetime.combine(day, time(12), UTC)):
        yield


def supplied(folder: Path, plan: Plan = PLAN) -> tuple[Supplies, str]:
    """Return what a room is made of, the library open, and the subject of the one plan in it."""
    supplies = supplies_in(folder)
    (subject,) = open_library(supplies, [plan])
    return supplies, subject


def shown(supplies: Supplies, subject: str, size: tuple[int, int] = (1371, 850)) -> VisitRoom:
    """Return the room on a plan, seen."""
    room = VisitRoom(supplies)
    room.resize(*size)
    room.show()
    room.open(subject)
    room.activateWindow()
    assert QTest.qWaitForWindowActive(room)
    room.focus_first()
    return room


def keys(*pressed: Qt.Key | str, held: Qt.KeyboardModifier = NO_KEYS) -> None:
    """Press keys one after the other on whatever has the keyboard; a text is typed letter by letter."""
    for key in pressed:
        focus = QApplication.focusWidget()
        assert focus is not None
        if isinstance(key, str):
            QTest.keyClicks(focus, key)
        else:
            QTest.keyClick(focus, key, held)


def tab_to(part: QWidget) -> None:
    """Go on with Tab until a part, or something in it, has the keyboard."""
    for _ in range(80):
        focus = QApplication.focusWidget()
        if focus is not None and (focus is part or part.isAncestorOf(focus)):
            return
        keys(Qt.Key.Key_Tab)
    raise AssertionError(f"Tab never reaches {part.accessibleName()!r}")


def bars(where: QWidget) -> list[str]:
    """Return what the bars say that are seen."""
    # What is put into a layout is shown a turn later.
    QApplication.processEvents()
    return [bar.text() for bar in where.findChildren(MessageBar) if bar.isVisible()]


def words(where: QWidget) -> str:
    """Return what the labels say that are seen, as one text."""
    return " ".join(label.text() for label in where.findChildren(QLabel) if label.isVisible())
