"""Starts programs that people compare with, and ours, one after the other in the same run, and measures them.

Usage on Debian 12, as root: ``python benchmarks/peers.py [--rounds N] [--frozen FOLDER] [--write FILE]``. It installs
the peers from Debian, needs an X display such as Xvfb's and a quiet machine, and writes a table. What is measured: from
the start of the process to its first visible window of a useful size (warm; cold where the page cache may be dropped),
its proportional set size a moment later, and the size of what is installed.
"""

from __future__ import annotations

import argparse
import ctypes
import os
import platform
import shutil
import signal
import statistics
import subprocess
import sys
import tempfile
import time
from contextlib import suppress
from pathlib import Path
from typing import NamedTuple

ROOT = Path(__file__).resolve().parent.parent
PEERS = {
    "keepassxc": ["keepassxc"],
    "goldendict": ["goldendict"],
    "zeal": ["zeal"],
    "kiwix": ["kiwix-desktop"],
    "picard": ["picard"],
}
_LEAST_WIDTH, _LEAST_HEIGHT, _VIEWABLE = 200, 150, 2
_PATIENCE, _POLL, _SETTLE = 20.0, 0.002, 1.5


class Measured(NamedTuple):
    """Milliseconds to the window, warm and cold (empty where it could not be), and KiB of memory."""

    warm: list[float]
    cold: list[float]
    pss: list[int]


class _Attributes(ctypes.Structure):
    _fields_ = [
        *((name, ctypes.c_int) for name in ("x", "y", "width", "height", "border", "depth")),
        ("visual", ctypes.c_void_p),
        ("root", ctypes.c_ulong),
        *((name, ctypes.c_int) for name in ("kind", "bit_gravity", "gravity", "store")),
        *((name, ctypes.c_ulong) for name in ("planes", "pixel")),
        ("under", ctypes.c_int),
        ("map", ctypes.c_ulong),
        *((name, ctypes.c_int) for name in ("installed", "state")),
        *((name, ctypes.c_long) for name in ("all_events", "own_events", "no_propagate")),
        ("override", ctypes.c_int),
        ("screen", ctypes.c_void_p),
    ]


class Display:
    """Asks the X server, without a toolkit, whether a window stands."""

    def __init__(self) -> None:
        x = self._x = ctypes.CDLL("libX11.so.6")
        x.XOpenDisplay.restype = ctypes.c_void_p
        x.XDefaultRootWindow.restype = ctypes.c_ulong
        x.XDefaultRootWindow.argtypes = [ctypes.c_void_p]
        x.XQueryTree.argtypes = [
            ctypes.c_void_p,
            ctypes.c_ulong,
            *[ctypes.POINTER(ctypes.c_ulong)] * 2,
            ctypes.POINTER(ctypes.POINTER(ctypes.c_ulong)),
            ctypes.POINTER(ctypes.c_uint),
        ]
        x.XGetWindowAttributes.argtypes = [ctypes.c_void_p, ctypes.c_ulong, ctypes.POINTER(_Attributes)]
        x.XFree.argtypes = [ctypes.c_void_p]
        # A window that went between two questions is no error.
        self._handler = ctypes.CFUNCTYPE(ctypes.c_int, ctypes.c_void_p, ctypes.c_void_p)(lambda _d, _e: 0)
        x.XSetErrorHandler(self._handler)
        self._display = x.XOpenDisplay(None)
        if not self._display:
            raise SystemExit("there is no X display; run it under xvfb-run")
        self._root = x.XDefaultRootWindow(self._display)

    def has_window(self) -> bool:
        """Tell whether a window of a useful size is mapped."""
        root, parent, count = ctypes.c_ulong(), ctypes.c_ulong(), ctypes.c_uint()
        children = ctypes.POINTER(ctypes.c_ulong)()
        self._x.XQueryTree(self._display, self._root, root, parent, children, count)
        found = False
        for at in range(count.value):
            told = _Attributes()
            if self._x.XGetWindowAttributes(self._display, children[at], told):
                large = told.width > _LEAST_WIDTH and told.height > _LEAST_HEIGHT
                found = found or (told.state == _VIEWABLE and large)
        if count.value:
            self._x.XFree(children)
        return found


def start(command: list[str], display: Display) -> tuple[float, int]:
    """Start a program on a home of its own; return milliseconds to its window and its PSS in KiB."""
    with tempfile.TemporaryDirectory() as home:
        env = {**os.environ, "HOME": home, "QT_QPA_PLATFORM": "xcb"}
        env |= {f"XDG_{name}_HOME": f"{home}/{name}" for name in ("CONFIG", "STATE", "DATA", "CACHE")}
        env.pop("PYTHONDONTWRITEBYTECODE", None)
        # Without a session's bus, none is looked for: some would start one and wait for it.
        env.setdefault("DBUS_SESSION_BUS_ADDRESS", "unix:path=/nonexistent")
        # The memory of a process that forbids core dumps can be asked of by root alone.
        env["LDN_DESKTOP_CORE_DUMPS"] = "1"
        # Chromium, inside two of the peers, refuses root otherwise.
        env["QTWEBENGINE_DISABLE_SANDBOX"] = "1"
        while display.has_window():
            time.sleep(0.05)
        begun = time.monotonic()
        quiet = subprocess.DEVNULL
        process = subprocess.Popen(command, env=env, stdout=quiet, stderr=quiet, start_new_session=True)
        while not display.has_window():
            if time.monotonic() - begun > _PATIENCE:
                os.killpg(process.pid, signal.SIGKILL)
                raise TimeoutError(command[0])
            time.sleep(_POLL)
        taken = (time.monotonic() - begun) * 1000
        time.sleep(_SETTLE)
        memory = _pss(process.pid)
        os.killpg(process.pid, signal.SIGKILL)
        process.wait()
    return taken, memory


def _pss(pid: int) -> int:
    """Return the PSS of a process and its children in KiB."""
    children = Path(f"/proc/{pid}/task/{pid}/children").read_text().split()
    own = Path(f"/proc/{pid}/smaps_rollup").read_text().splitlines()
    return int(next(line for line in own if line.startswith("Pss:")).split()[1]) + sum(
        map(_pss, map(int, children))
    )


def _drop_caches() -> bool:
    try:
        os.sync()
        Path("/proc/sys/vm/drop_caches").write_text("3")
    except OSError:
        return False
    return True


def _installed(package: str) -> float:
    """Return the MB of a package's own files, without those of what it depends on."""
    told = subprocess.run(
        ["dpkg-query", "-Wf", "${Installed-Size}", package], capture_output=True, text=True, check=False
    )
    return int(told.stdout or 0) / 1000


def _folder_mb(folder: Path) -> float:
    return sum(path.lstat().st_size for path in folder.rglob("*")) / 1_000_000


def main() -> int:
    """Measure, print and write."""
    parser = argparse.ArgumentParser()
    parser.add_argument("--rounds", type=int, default=10)
    parser.add_argument("--frozen", type=Path, default=ROOT / "build" / "frozen" / "ldn-desktop")
    parser.add_argument("--write", type=Path)
    parser.add_argument("--no-install", action="store_true")
    asked = parser.parse_args()
    if not asked.no_install:
        install = ["apt-get", "install", "-y", "-qq", "--no-install-recommends", *PEERS]
        env = {**os.environ, "DEBIAN_FRONTEND": "noninteractive"}
        subprocess.run(install, check=True, stdout=subprocess.DEVNULL, env=env)
    os.chdir(ROOT)
    programs = _programs(asked.frozen)
    found = _measure({name: command for name, (command, _) in programs.items()}, asked.rounds, Display())
    table = _table(found, {name: size for name, (_, size) in programs.items()}, asked.rounds)
    print(table)
    if asked.write:
        asked.write.write_text(table, encoding="utf-8")
    return 0


def _programs(frozen: Path) -> dict[str, tuple[list[str], float]]:
    """Return the command of each program that is here, and the MB of its own files."""
    children = str(ROOT / "benchmarks" / "children.py")
    found: dict[str, tuple[list[str], float]] = {
        "bare PySide6 window": ([sys.executable, children, "bare"], 0.0),
        "LDN Desktop, from source": (
            [sys.executable, "-m", "ldn_desktop"],
            _folder_mb(ROOT / "ldn_desktop") + _folder_mb(ROOT / "resources"),
        ),
    }
    if (frozen / "ldn-desktop").exists():
        found["LDN Desktop, frozen"] = ([str(frozen / "ldn-desktop")], _folder_mb(frozen))
    found |= {
        package: (command, _installed(package))
        for package, command in PEERS.items()
        if shutil.which(command[0])
    }
    return found


def _measure(commands: dict[str, list[str]], rounds: int, display: Display) -> dict[str, Measured]:
    found = {name: Measured([], [], []) for name in commands}
    # The first round warms.
    for number in range(rounds + 1):
        for name, command in commands.items():
            with suppress(TimeoutError):
                taken, memory = start(command, display)
                if number:
                    found[name].warm.append(taken)
                    found[name].pss.append(memory)
    for name, command in commands.items():
        if _drop_caches():
            with suppress(TimeoutError):
                found[name].cold.append(start(command, display)[0])
    return found


def _table(found: dict[str, Measured], sizes: dict[str, float], rounds: int) -> str:
    cpu = next(
        (
            line.partition(": ")[2]
            for line in Path("/proc/cpuinfo").read_text().splitlines()
            if line.startswith("model name")
        ),
        "",
    )
    lines = [
        "# Performance beside others",
        "",
        (
            f"`benchmarks/peers.py`, {rounds} warm rounds, each program once a round. Machine: {cpu}, "
            f"{os.cpu_count()} cores, {platform.freedesktop_os_release()['PRETTY_NAME']}, "
            f"Python {platform.python_version()}, Xvfb. Times are from the start of the process to the first "
            "visible window; they vary with what else the machine does, so compare within this table."
        ),
        "",
        "| program | warm, fastest | warm, median | cold | memory (PSS) | size of its own files |",
        "|---|---|---|---|---|---|",
    ]
    for name, told in found.items():
        if not told.warm:
            lines.append(f"| {name} | no window | | | | |")
            continue
        cold = f"{told.cold[0]:.0f} ms" if told.cold else "not measured"
        size = f"{sizes[name]:.0f} MB" if sizes[name] else ""
        lines.append(
            f"| {name} | {min(told.warm):.0f} ms | {statistics.median(told.warm):.0f} ms | {cold} "
            f"| {statistics.median(told.pss) / 1000:.0f} MB | {size} |"
        )
    return "\n".join(lines) + "\n"


if __name__ == "__main__":
    raise SystemExit(main())
