"""The list in little room: rows stay in sight below whatever is told, and all above them is reachable."""

from __future__ import annotations

from collections.abc import Iterator
from functools import partial
from itertools import combinations
from pathlib import Path

import pytest
from PySide6.QtCore import QPoint, QRect, Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QPushButton, QWidget
from pytestqt.qtbot import QtBot

from ldn_desktop.library.filters import NO_VISIT_FOR_8_WEEKS
from ldn_desktop.ui.plans.listing.low_room import LowRoom
from ldn_desktop.ui.plans.listing.room import ListingRoom
from ldn_desktop.ui.theme.theme import ThemeManager
from ldn_desktop.ui.widgets.notices import Notices
from ldn_desktop.workspace.plan_list import Item
from tests.ui.plans.given import open_library, supplies_in
from tests.workspace.given_plans import named

_SETTLE_MS = 100
SENTENCE = "Not done. The library cannot be written: the disk is full; free some space."


@pytest.fixture
def room(qtbot: QtBot, themes: ThemeManager, tmp_path: Path) -> Iterator[ListingRoom]:
    supplies = supplies_in(tmp_path)
    open_library(supplies, [named(f"Patient {at}") for at in range(9)])
    themes.set_zoom(200)
    made = ListingRoom(supplies)
    qtbot.addWidget(made)
    # As in a window of 1024 by 700 with two bars above the place.
    made.setMinimumSize(1, 1)
    made.resize(920, 360)
    made.open("")
    made.show()
    made.activateWindow()
    qtbot.waitUntil(made.isActiveWindow)
    yield made
    supplies.keeper.library.lock()
    themes.set_zoom(100)


def in_sight(widget: QWidget) -> bool:
    return widget.visibleRegion().boundingRect() == widget.rect()


def rows_in_sight(room: ListingRoom) -> int:
    """Return how many plans are seen whole."""
    table = room.table
    seen = table.viewport().visibleRegion().boundingRect()
    rows = [row for row, line in enumerate(table.plans.lines) if isinstance(line, Item)]
    boxes = [QRect(0, table.rowViewportPosition(row), 1, table.rowHeight(row)) for row in rows]
    return sum(seen.contains(box) for box in boxes)


def test_below_notes_rows_stay_in_sight_and_everything_above_them_is_reachable(
    room: ListingRoom, qtbot: QtBot
) -> None:
    room.focus_first()
    room.notices.tell_failure(SENTENCE)
    qtbot.waitUntil(lambda: all(map(in_sight, room.notices.findChildren(QPushButton))))
    QTest.qWait(_SETTLE_MS)
    assert rows_in_sight(room) >= 1
    for above in (room.head.findChildren(QPushButton)[0], room.bar.search):
        above.setFocus(Qt.FocusReason.TabFocusReason)
        qtbot.waitUntil(partial(in_sight, above))
    room.focus_first()
    qtbot.waitUntil(lambda: rows_in_sight(room) >= 1)


def test_a_filter_that_is_on_lays_nothing_beyond_the_side_of_the_window_or_over_another(
    room: ListingRoom, qtbot: QtBot
) -> None:
    room.resize(920, 604)
    room.bar.ask_for(NO_VISIT_FOR_8_WEEKS)
    room.head.show_count("1,234 of 10,000", empty=False)

    def laid() -> bool:
        shown = [button for button in room.findChildren(QPushButton) if button.isVisible()]
        boxes = [QRect(button.mapTo(room, QPoint()), button.size()) for button in shown]
        inside = all(room.rect().contains(box) for box in boxes)
        return inside and not any(one.intersects(other) for one, other in combinations(boxes, 2))

    qtbot.waitUntil(laid)
    QTest.qWait(_SETTLE_MS)
    assert laid()
    told = {button.text() for button in room.findChildren(QPushButton) if button.isVisible()}
    assert {"1 filter on", "No visit for 8 weeks"} <= told


def test_with_room_for_all_nothing_scrolls(room: ListingRoom, qtbot: QtBot) -> None:
    room.resize(920, 900)
    room.notices.tell_failure(SENTENCE)
    scroll = room.findChild(LowRoom)
    assert isinstance(scroll, LowRoom)
    qtbot.waitUntil(lambda: scroll.verticalScrollBar().maximum() == 0)
    assert room.findChildren(Notices)[0].isVisible()
    assert rows_in_sight(room) >= 2
