"""Qt's objects are destroyed on the thread of the windows, whatever runs beside it."""

from __future__ import annotations

import gc
import threading
import weakref

import pytest
from PySide6.QtCore import QObject
from pytestqt.qtbot import QtBot

from ldn_desktop.reference.content import Content
from ldn_desktop.reference.search.finder import Finder
from ldn_desktop.ui.search.loader import FinderLoader
from ldn_desktop.ui.startup.garbage import GarbageCare
from tests.journeys.desk import settle
from tests.places import SHIPPED

CONTENT = SHIPPED


class _Knot(QObject):
    """Holds itself, as a window does whose slots are bound to it."""

    def __init__(self) -> None:
        super().__init__()
        self.knot = self


def _drop_one() -> list[threading.Thread]:
    """Make garbage of Qt's and return where it was destroyed."""
    where: list[threading.Thread] = []
    weakref.finalize(_Knot(), lambda: where.append(threading.current_thread()))
    return where


def test_nothing_is_destroyed_beside_the_window(qtbot: QtBot) -> None:
    gc.enable()
    care = GarbageCare()
    assert not gc.isenabled()
    where = _drop_one()
    loader = FinderLoader(Content(CONTENT))
    loader.wait()
    assert loader.finder is not None
    assert where == []
    qtbot.waitUntil(lambda: where == [threading.main_thread()], timeout=10_000)
    care.deleteLater()


def test_a_window_gone_before_the_index_is_made_does_no_harm(
    qtbot: QtBot, monkeypatch: pytest.MonkeyPatch
) -> None:
    told: list[str] = []
    monkeypatch.setattr(Finder, "warm", lambda _: told.append("made"))
    loader = FinderLoader(Content(CONTENT))
    loader.ready.connect(lambda: told.append("ready"))
    before = set(threading.enumerate())
    loader.start()
    (making,) = set(threading.enumerate()) - before
    gone = weakref.ref(loader)
    loader.deleteLater()
    del loader
    settle()
    gc.collect()
    assert gone() is None
    making.join()
    qtbot.wait(50)
    assert told == ["made"]
