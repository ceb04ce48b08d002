from __future__ import annotations

import pytest
from PySide6.QtCore import QMetaMethod, Signal
from pytestqt.qtbot import QtBot

from ldn_desktop.ui.widgets.place_page import Asking


@pytest.mark.parametrize("name", [name for name, kind in vars(Asking).items() if isinstance(kind, Signal)])
def test_what_one_within_asks_for_is_asked_for(qtbot: QtBot, name: str) -> None:
    inner, outer = Asking(), Asking()
    qtbot.addWidget(inner)
    qtbot.addWidget(outer)
    outer.ask_for(inner)
    signal = QMetaMethod.fromSignal(getattr(inner, name))
    given = [f"given {at}" for at in range(signal.parameterCount())]
    with qtbot.waitSignal(getattr(outer, name), timeout=100) as told:
        getattr(inner, name).emit(*given)
    assert told.args == given
