from __future__ import annotations

import sys

import pytest
from PySide6.QtCore import QEvent, Qt
from PySide6.QtGui import QKeyEvent, QWindow
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from ldn_desktop.ui.library.idle_time import IdleTime, has_session_bus, system_idle_time
from ldn_desktop.ui.library.watch import NEVER, SESSION, SLEEP, Watch

MINUTE = 60_000


class Given:
    """A watch whose clock and system are told what to say."""

    def __init__(self, minutes: int, *, system: bool = True) -> None:
        self.now, self.minutes = 1000.0, minutes
        self.idle: int | None = 0
        told: IdleTime | None = (lambda: self.idle) if system else None
        self.said: list[str] = []
        self.watch = Watch(lambda: self.minutes, clock=lambda: self.now, idle_time=told)
        self.watch.wanted.connect(self._note)

    def _note(self, why: str) -> None:
        self.said.append(why)

    def after(self, seconds: float, idle: int | None = 0) -> list[str]:
        self.said.clear()
        self.now += seconds
        self.idle = idle
        self.watch.look()
        return list(self.said)


def test_it_locks_after_the_minutes_without_use_of_the_system(qtbot: QtBot) -> None:
    given = Given(10)
    assert given.watch.by_system
    assert given.after(5, idle=10 * MINUTE - 1) == []
    assert given.after(5, idle=10 * MINUTE) == ["after 10 minutes without use"]
    given.minutes = NEVER
    assert given.after(5, idle=90 * MINUTE) == []


def test_without_a_system_that_tells_the_use_of_the_windows_counts(
    qtbot: QtBot, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("ldn_desktop.ui.library.watch.system_idle_time", lambda _platform: None)
    given = Given(5, system=False)
    assert not given.watch.by_system
    window = QWindow()
    window.installEventFilter(given.watch)
    for _ in range(59):
        assert given.after(5) == []
    key = QKeyEvent(QEvent.Type.KeyPress, Qt.Key.Key_A, Qt.KeyboardModifier.NoModifier)
    QApplication.sendEvent(window, key)
    for _ in range(59):
        assert given.after(5) == []
    assert given.after(5) == ["after 5 minutes without use"]


def test_where_the_system_tells_no_longer_the_use_of_the_windows_counts(qtbot: QtBot) -> None:
    given = Given(5)
    window = QWindow()
    window.create()
    assert given.after(5, idle=2 * MINUTE) == []
    for _ in range(35):
        assert given.after(5, idle=None) == []
    key = QKeyEvent(QEvent.Type.KeyPress, Qt.Key.Key_A, Qt.KeyboardModifier.NoModifier)
    QApplication.sendEvent(window, key)
    for _ in range(59):
        assert given.after(5, idle=None) == []
    assert given.after(5, idle=None) == ["after 5 minutes without use"]
    assert given.after(5, idle=0) == []


def test_sleep_and_a_locked_session_lock_whatever_the_minutes(qtbot: QtBot) -> None:
    given = Given(NEVER)
    assert given.after(5) == []
    assert given.after(3600) == [SLEEP]
    given.said.clear()
    given.watch.screen_locked(False)
    given.watch.about_to_sleep(False)
    assert given.said == []
    given.watch.screen_locked(True)
    given.watch.about_to_sleep(True)
    assert given.said == [SESSION, SLEEP]


def test_only_a_bus_on_a_socket_of_this_machine_is_spoken_to() -> None:
    name = "DBUS_SESSION_BUS_ADDRESS"
    assert has_session_bus({name: "unix:path=/run/user/1000/bus"})
    for address in ("tcp:host=192.0.2.1,port=1", "autolaunch:", ""):
        assert not has_session_bus({name: address})
    assert not has_session_bus({})


@pytest.mark.skipif(sys.platform != "win32", reason="Windows alone: its idle time")
def test_windows_tells_how_long_nobody_used_it() -> None:
    told = system_idle_time("windows")
    assert told is not None
    first = told()
    assert first is not None
    assert 0 <= first < 1 << 32


def test_a_platform_that_tells_nothing_has_no_idle_time() -> None:
    if sys.platform != "win32":
        assert system_idle_time("offscreen") is None
