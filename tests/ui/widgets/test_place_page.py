from __future__ import annotations

import pytest
from PySide6.QtCore import Signal
from pytestqt.qtbot import QtBot

from ldn_desktop.ui.widgets.place_page import Asking

_GIVEN = {"opioid_wanted": ("codeine", None, ""), "new_wanted": ()}


@pytest.mark.parametrize("name", [name for name, kind in vars(Asking).items() if isinstance(kind, Signal)])
def test_what_one_within_asks_for_is_asked_for(qtbot: QtBot, name: str) -> None:
    inner, outer = Asking(), Asking()
    qtbot.addWidget(inner)
    qtbot.addWidget(outer)
    outer.ask_for(inner)
    with qtbot.waitSignal(getattr(outer, name), timeout=100) as told:
        getattr(inner, name).emit(*_GIVEN.get(name, ("told",)))
    assert tuple(told.args) == _GIVEN.get(name, ("told",))
