"""How long nobody has used the computer, where the system tells: Windows, X11, and GNOME on Wayland.

The system is asked by its own libraries or over the session's bus, both on this machine; nothing is sent anywhere.
"""

from __future__ import annotations

import ctypes
import os
import sys
from collections.abc import Callable, Mapping
from ctypes.util import find_library

_ASKED_MS = 500
IdleTime = Callable[[], "int | None"]
"""Gives milliseconds since the last key or move of the mouse, ``None`` where it was not told this time."""


def system_idle_time(platform: str) -> IdleTime | None:
    """Return what tells it on a platform of Qt (``xcb``, ``wayland``), ``None`` where nothing does."""
    if sys.platform == "win32":
        return _windows_idle_time
    if not sys.platform.startswith("linux"):
        return None
    # An X server within Wayland sees only what is typed into its own windows.
    if platform == "xcb" and os.environ.get("XDG_SESSION_TYPE") != "wayland":
        return _x11_idle_time()
    if platform in {"xcb", "wayland"} and has_session_bus(os.environ):
        return _mutter_idle_time()
    return None


def has_session_bus(environ: Mapping[str, str]) -> bool:
    """Tell whether the session has a bus on a socket of this machine; no other is spoken to, and none is started."""
    return environ.get("DBUS_SESSION_BUS_ADDRESS", "").startswith("unix:")


class _LastInput(ctypes.Structure):
    _fields_ = (("size", ctypes.c_uint32), ("tick", ctypes.c_uint32))


def _windows_idle_time() -> int | None:
    if sys.platform == "win32":
        last = _LastInput(ctypes.sizeof(_LastInput), 0)
        if ctypes.windll.user32.GetLastInputInfo(ctypes.byref(last)):
            # Both count milliseconds since the start in 32 bits, and begin anew after 49 days.
            now: int = ctypes.windll.kernel32.GetTickCount()
            return (now - last.tick) % (1 << 32)
    return None


class _SaverInfo(ctypes.Structure):
    _fields_ = (
        ("window", ctypes.c_ulong),
        ("state", ctypes.c_int),
        ("kind", ctypes.c_int),
        ("til_or_since", ctypes.c_ulong),
        ("idle", ctypes.c_ulong),
        ("event_mask", ctypes.c_ulong),
    )


def _x11_idle_time() -> IdleTime | None:
    """Return what asks the XScreenSaver extension, on a connection of its own that stays open."""
    names = [find_library(name) for name in ("X11", "Xss")]
    try:
        x11, saver = (ctypes.CDLL(name) for name in names if name)
    except (OSError, ValueError):
        return None
    x11.XOpenDisplay.restype = saver.XScreenSaverAllocInfo.restype = ctypes.c_void_p
    x11.XDefaultRootWindow.restype = ctypes.c_ulong
    x11.XDefaultRootWindow.argtypes = (ctypes.c_void_p,)
    saver.XScreenSaverQueryExtension.argtypes = (ctypes.c_void_p, ctypes.c_void_p, ctypes.c_void_p)
    saver.XScreenSaverQueryInfo.argtypes = (ctypes.c_void_p, ctypes.c_ulong, ctypes.c_void_p)
    display = x11.XOpenDisplay(None)
    if not display:
        return None
    first, second = ctypes.c_int(), ctypes.c_int()
    if not saver.XScreenSaverQueryExtension(display, ctypes.byref(first), ctypes.byref(second)):
        return None
    root, info = x11.XDefaultRootWindow(display), _SaverInfo()

    def told() -> int | None:
        return int(info.idle) if saver.XScreenSaverQueryInfo(display, root, ctypes.byref(info)) else None

    return told


def _mutter_idle_time() -> IdleTime | None:
    """Return what asks GNOME's Mutter, where it answers."""
    from PySide6.QtDBus import QDBusConnection, QDBusInterface, QDBusMessage

    name = "org.gnome.Mutter.IdleMonitor"
    monitor = QDBusInterface(name, "/org/gnome/Mutter/IdleMonitor/Core", name, QDBusConnection.sessionBus())
    monitor.setTimeout(_ASKED_MS)

    def told() -> int | None:
        answer = monitor.call("GetIdletime")
        good = answer.type() == QDBusMessage.MessageType.ReplyMessage and answer.arguments()
        return int(answer.arguments()[0]) if good else None

    return told if told() is not None else None
