"""A flow breaks where the room ends."""

from __future__ import annotations

import pytest
from PySide6.QtWidgets import QWidget
from pytestqt.qtbot import QtBot

from ldn_desktop.ui.widgets.flow_layout import FlowLayout

# Without a screen there is nobody to be told the least size of a window; Qt says so at every one.
pytestmark = pytest.mark.qt_log_ignore("propagateSizeHints")


def test_a_flow_breaks_where_the_room_ends(qtbot: QtBot) -> None:
    box = QWidget()
    qtbot.addWidget(box)
    flow = FlowLayout(box, spacing=5)
    parts = [QWidget() for _ in range(4)]
    for part in parts:
        part.setFixedSize(40, 20)
        flow.addWidget(part)
    assert flow.heightForWidth(200) == 20
    assert flow.heightForWidth(90) == 45
    box.resize(90, 45)
    box.show()
    assert [(p.x(), p.y()) for p in parts] == [(0, 0), (45, 0), (0, 25), (45, 25)]
    parts[0].hide()
    assert flow.heightForWidth(130) == 20
    assert flow.takeAt(9) is None
    assert flow.count() == 4
