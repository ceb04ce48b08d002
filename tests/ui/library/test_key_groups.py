from __future__ import annotations

from itertools import pairwise

import pytest
from PySide6.QtCore import QEvent
from PySide6.QtWidgets import QApplication, QLabel, QWidget
from pytestqt.qtbot import QtBot

from ldn_desktop.ui.library.key_groups import KeyGroups
from tests.library.given import RECOVERY_TEXT


@pytest.mark.parametrize(("width", "across"), [(540, 4), (520, 4), (500, 2), (300, 2), (900, 4)])
def test_groups_stand_in_rows_of_four_or_two_each_as_far_from_the_next(
    qtbot: QtBot, width: int, across: int
) -> None:
    page, groups = QWidget(), KeyGroups()
    qtbot.addWidget(page)
    groups.setParent(page)
    page.resize(1000, 300)
    page.show()
    for size in (900, 300, width):
        groups.resize(size, 200)
        groups.show_key(RECOVERY_TEXT)
        QApplication.processEvents()
    labels = [label for label in groups.findChildren(QLabel) if label.isVisible()]
    assert " ".join(label.text() for label in labels) == RECOVERY_TEXT
    places = [(label.x(), label.y()) for label in labels]
    columns, rows = sorted({x for x, _ in places}), sorted({y for _, y in places})
    assert (len(columns), len(rows)) == (across, 8 // across)
    assert places == [(x, y) for y in rows for x in columns]
    assert len({right - left for left, right in pairwise(columns)}) == 1


def test_without_a_key_nothing_is_read_of_it(qtbot: QtBot) -> None:
    groups = KeyGroups(RECOVERY_TEXT)
    qtbot.addWidget(groups)
    assert groups.accessibleName() == f"Recovery key: {RECOVERY_TEXT}"
    groups.show_key("")
    QApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete)
    assert (groups.accessibleName(), groups.findChildren(QLabel)) == ("", [])
