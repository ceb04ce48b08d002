"""When the program locks by itself: nobody uses the computer, its session is locked, it went to sleep."""

from __future__ import annotations

import os
import sys
import time
from collections.abc import Callable
from typing import TYPE_CHECKING

from PySide6.QtCore import SLOT, QEvent, QObject, QTimer, Signal, Slot
from PySide6.QtGui import QGuiApplication, QWindow

from ldn_desktop.reference.words.english import counted
from ldn_desktop.ui.library.idle_time import IdleTime, has_session_bus, system_idle_time

if TYPE_CHECKING:
    from PySide6.QtDBus import QDBusConnection

NEVER = 0
"""Minutes: not for idleness; a session that is locked and sleep lock all the same."""
_TICK_MS = 5_000
_MINUTE_MS = 60_000
_GAP_S = 30
"""Seconds that a tick may be late: longer, and the computer slept."""
_USE = {
    QEvent.Type.KeyPress,
    QEvent.Type.MouseMove,
    QEvent.Type.MouseButtonPress,
    QEvent.Type.Wheel,
    QEvent.Type.TouchBegin,
    QEvent.Type.InputMethod,
}
_SAVERS = ("freedesktop", "gnome", "cinnamon", "mate", "xfce")
"""Who tells over the session's bus that the screen was locked."""
_THIS_SESSION, _INFO_EX, _LOCKED = -1, 25, 0
"""WTS_CURRENT_SESSION, WTSSessionInfoEx, WTS_SESSIONSTATE_LOCK (since Windows 8)."""
_FLAGS_AT = 4
"""Of WTSINFOEXW in words of 32 bits: level, filler, session, state, then the flags."""
SESSION, SLEEP = "as the session was locked", "as the computer went to sleep"


def _running() -> float:
    """Return seconds that go on while the computer sleeps, whatever its clock is set to."""
    return time.clock_gettime(time.CLOCK_BOOTTIME) if sys.platform.startswith("linux") else time.monotonic()


class Watch(QObject):
    """``wanted`` says that it is time to lock, and why. ``minutes`` gives how long nobody may use it first.

    Without a system that tells, the use of this program's windows counts (``by_system`` is false), and so it does
    where one that told tells no longer.
    """

    wanted = Signal(str)

    def __init__(
        self,
        minutes: Callable[[], int],
        parent: QObject | None = None,
        clock: Callable[[], float] = _running,
        idle_time: IdleTime | None = None,
    ) -> None:
        super().__init__(parent)
        self._minutes, self._clock = minutes, clock
        self._system = idle_time or system_idle_time(QGuiApplication.platformName())
        self._used = self._ticked = clock()
        self._follows = False
        if self._system is None:
            self._follow_windows()
        self._listen()
        timer = QTimer(self, interval=_TICK_MS)
        timer.timeout.connect(self.look)
        timer.start()

    @property
    def by_system(self) -> bool:
        """Whether the use of the whole computer counts."""
        return self._system is not None

    def look(self) -> None:
        """See whether it is time."""
        now, before = self._clock(), self._ticked
        self._ticked = now
        minutes = self._minutes()
        if now - before > _GAP_S + _TICK_MS / 1000:
            self.wanted.emit(SLEEP)
        elif session_is_locked():
            self.wanted.emit(SESSION)
        elif minutes != NEVER and self._idle_ms(now) >= minutes * _MINUTE_MS:
            self.wanted.emit(f"after {counted(minutes, 'minute')} without use")

    def eventFilter(self, _watched: QObject, event: QEvent) -> bool:
        """Note the use of a window."""
        if event.type() in _USE:
            self._used = self._clock()
        return False

    @Slot(bool)
    def screen_locked(self, locked: bool) -> None:
        """Take what the session's bus tells."""
        if locked:
            self.wanted.emit(SESSION)

    @Slot(bool)
    def about_to_sleep(self, begins: bool) -> None:
        """Take what the system's bus tells."""
        if begins:
            self.wanted.emit(SLEEP)

    def _idle_ms(self, now: float) -> int:
        told = self._system() if self._system is not None else None
        if told is not None:
            self._used = now - told / 1000
            return told
        self._follow_windows()
        return round((now - self._used) * 1000)

    def _follow_windows(self) -> None:
        app = QGuiApplication.instance()
        if not self._follows and isinstance(app, QGuiApplication):
            self._follows = True
            app.focusWindowChanged.connect(self._follow)
            for window in app.topLevelWindows():
                window.installEventFilter(self)

    def _follow(self, window: QWindow | None) -> None:
        if window is not None:
            self._used = self._clock()
            window.installEventFilter(self)

    def _listen(self) -> None:
        """Hear of a locked screen and of sleep where there are buses that tell; without one nothing is heard."""
        if not sys.platform.startswith("linux"):
            return
        from PySide6.QtDBus import QDBusConnection

        if has_session_bus(os.environ):
            bus, locked = QDBusConnection.sessionBus(), SLOT("screen_locked(bool)")
            for saver in _SAVERS:
                self._hear(bus, f"org.{saver}.ScreenSaver", "ActiveChanged", locked)
        sleep = SLOT("about_to_sleep(bool)")
        self._hear(QDBusConnection.systemBus(), "org.freedesktop.login1.Manager", "PrepareForSleep", sleep)

    def _hear(self, bus: QDBusConnection, interface: str, signal: str, slot: str) -> None:
        # Its stub asks for bytes in place of the slot's text.
        bus.connect("", "", interface, signal, self, slot)  # type: ignore[call-overload]


def session_is_locked() -> bool:
    """Tell whether Windows shows its lock screen; elsewhere the session's bus tells."""
    locked = False
    if sys.platform == "win32":
        import ctypes

        wts, buffer, size = ctypes.windll.wtsapi32, ctypes.c_void_p(), ctypes.c_uint32()
        asked = _THIS_SESSION, _INFO_EX, ctypes.byref(buffer), ctypes.byref(size)
        if wts.WTSQuerySessionInformationW(None, *asked):
            flags = ctypes.cast(buffer, ctypes.POINTER(ctypes.c_int32))
            locked = size.value > 4 * _FLAGS_AT and flags[_FLAGS_AT] == _LOCKED
            wts.WTSFreeMemory(buffer)
    return locked
